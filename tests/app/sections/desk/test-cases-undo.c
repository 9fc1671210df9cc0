/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a person changes on a case has a name, is taken back and is done again, each time by
 * further events. */
#include "app/sections/desk/cases-fixture.h"

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-due-calendar.h"
#include "app/sections/mado-undo.h"

static void
describe_one (GString *to, MadoCase *of)
{
  GPtrArray *links = mado_case_get_links (of);
  GPtrArray *events = mado_case_get_events (of);

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    g_string_append_printf (to, "%s|", mado_case_get_value (of, field));
  for (guint i = 0; i < links->len; i++)
    g_string_append_printf (to, "->%s|", mado_case_event_get_text (links->pdata[i], "record"));
  for (guint i = 0; i < events->len; i++)
    if (mado_case_shows (of, events->pdata[i]))
      g_string_append_printf (to, "“%s”|", mado_case_event_get_text (events->pdata[i], "text"));
  g_string_append_printf (to, "%s\n", mado_case_get_merged_into (of));
}

/* All that is shown of the two, without times and ids of events. */
static char *
describe (WindowFixture *self, MadoCase *one, MadoCase *two)
{
  g_autoptr (MadoCasePage) first = cases_load (self, one);
  g_autoptr (MadoCasePage) second = cases_load (self, two);
  GString *said = g_string_new (NULL);

  describe_one (said, first->the_case);
  describe_one (said, second->the_case);
  g_string_append_printf (said, "%u %u", first->merged->len, second->merged->len);
  return g_string_free (said, FALSE);
}

static gint64
get_n (WindowFixture *self, MadoCase *of)
{
  g_autoptr (MadoCasePage) page = cases_load (self, of);

  return mado_case_get_n (page->the_case);
}

/* The change on top of the stack, of @one or of both. */
static void
assert_undone_and_redone (WindowFixture *self, MadoCase *one, MadoCase *two, const char *before,
                          const char *name)
{
  MadoUndo *undo = mado_undo_get (self->context);
  g_autofree char *done = describe (self, one, two);
  g_autofree char *undone = NULL, *redone = NULL, *again = NULL;
  gint64 n = get_n (self, one);

  g_assert_cmpstr (done, !=, before);
  g_assert_cmpstr (mado_undo_get_undo_name (undo), ==, name);
  g_assert_true (mado_undo_undo (undo));
  undone = describe (self, one, two);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (get_n (self, one), ==, n + 1);
  g_assert_cmpstr (mado_undo_get_redo_name (undo), ==, name);
  g_assert_true (mado_undo_redo (undo));
  redone = describe (self, one, two);
  g_assert_cmpstr (redone, ==, done);
  g_assert_cmpint (get_n (self, one), ==, n + 2);
  g_assert_true (mado_undo_undo (undo));
  again = describe (self, one, two);
  g_assert_cmpstr (again, ==, before);
  g_assert_true (mado_undo_redo (undo));
}

static void
test_fields (WindowFixture *self, gconstpointer data)
{
  static const struct
  {
    MadoCaseField field;
    const char *value;
    const char *name;
  } changes[] = {
    { MADO_CASE_TITLE, "Another", "Case 1: Title: Another" },
    { MADO_CASE_STATUS, "waiting-third", "Case 1: Status: Waiting for a third party" },
    { MADO_CASE_ASSIGNEE, "Anna", "Case 1: Assigned to: Anna" },
    { MADO_CASE_PRIORITY, "high", "Case 1: Priority: High" },
    { MADO_CASE_TAGS, "", "Case 1: Tags: none" },
    { MADO_CASE_NEXT, "2027-01-12", "Case 1: Next step: 2027-01-12" },
    { MADO_CASE_COUNTRY, "JP", "Case 1: Country: Japan" },
  };
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (MadoCasePage) page = cases_load (self, one);
      g_autofree char *before = describe (self, one, one);

      mado_case_change_field (mado_case_desk_get (self->context), page->the_case, changes[i].field,
                              changes[i].value);
      assert_undone_and_redone (self, one, one, before, changes[i].name);
    }
}

static void
test_links (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autofree char *before = describe (self, one, one);
  g_autofree char *linked = NULL;

  mado_case_change_link (desk, one, "riken", "{\"en\":\"RIKEN\"}", TRUE);
  assert_undone_and_redone (self, one, one, before, "Case 1: record linked");
  linked = describe (self, one, one);
  mado_case_change_link (desk, one, "riken", "{\"en\":\"RIKEN\"}", FALSE);
  assert_undone_and_redone (self, one, one, linked, "Case 1: link to a record removed");
}

static void
test_merge (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCase) two = cases_add (self, "Two", "What?");
  g_autofree char *before = describe (self, one, two);
  g_autofree char *merged = NULL;
  g_autoptr (MadoCasePage) page = NULL;

  mado_case_change_merge (desk, one, two, "Twins");
  assert_undone_and_redone (self, one, two, before, "Case 1 merged into Case 2");
  merged = describe (self, one, two);
  page = cases_load (self, one);
  mado_case_change_split (desk, page->the_case);
  assert_undone_and_redone (self, one, two, merged, "Case 1: merge taken back");
}

/* The page in a narrow window, with text at 200 %. */
static int
measure_page (WindowFixture *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, least;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
  gtk_widget_measure (gtk_stack_get_visible_child (self->window->pages), GTK_ORIENTATION_HORIZONTAL,
                      -1, &least, NULL, NULL, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  return least;
}

/* What stands beside a case comes after it. */
static void
show_whole (WindowFixture *self, MadoCase *the_case)
{
  GtkWidget *calendar;

  cases_show (self, the_case);
  window_wait_until ((calendar = cases_find (GTK_WIDGET (self->window), MADO_TYPE_DUE_CALENDAR))
                     && cases_find (calendar, GTK_TYPE_GRID));
}

/* A merge of long ago, which no stack of this program knows, is taken back on either page. */
static void
test_split (WindowFixture *self, gconstpointer data)
{
  static const char label[] = "Take the merge back";
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCase) two = cases_add (self, "Two", "What?");
  MadoCase *const shown[] = { one, two };
  int alone;

  show_whole (self, one);
  alone = measure_page (self);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *before = describe (self, one, two);
      g_autofree char *after = NULL;

      mado_case_change_merge (desk, one, two, "Twins");
      mado_undo_forget (mado_undo_get (self->context));
      mado_case_desk_choose (desk, NULL);
      show_whole (self, shown[i]);
      window_wait_until (cases_find_button (GTK_WIDGET (self->window), label, 0));
      g_test_message ("%d pixels, %d without the merge", measure_page (self), alone);
      g_assert_cmpint (measure_page (self), <=, alone);
      g_signal_emit_by_name (cases_find_button (GTK_WIDGET (self->window), label, 0), "clicked");
      window_wait_until (!cases_find_button (GTK_WIDGET (self->window), label, 0));
      after = describe (self, one, two);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_note (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autofree char *before = describe (self, one, one);

  cases_show (self, one);
  mado_case_composer_begin (cases_get_composer (self), TRUE);
  gtk_text_buffer_set_text (cases_get_text (self), "Between us", -1);
  g_signal_emit_by_name (cases_find_button (GTK_WIDGET (cases_get_composer (self)), "Keep note", 0),
                         "clicked");
  window_wait_until (cases_reads (self, ""));
  assert_undone_and_redone (self, one, one, before, "Case 1: internal note kept");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/cases/undo/" name, WindowFixture, NULL, window_set_up, function,               \
              window_tear_down)
  ADD ("every-field", test_fields);
  ADD ("links", test_links);
  ADD ("a-merge-and-what-takes-it-back", test_merge);
  ADD ("an-old-merge-is-taken-back-on-either-page", test_split);
  ADD ("a-note", test_note);
#undef ADD
  return g_test_run ();
}
