/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases in the window: what is written stays, what is shown fits, what is refused is said. */
#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-composer.h"
#include "app/sections/desk/mado-case-eraser.h"
#include "app/sections/desk/mado-case-form.h"
#include "app/sections/desk/mado-case-line.h"
#include "app/sections/desk/mado-case-pane.h"
#include "app/sections/desk/mado-case-pieces.h"
#include "app/sections/desk/mado-case-sheet.h"
#include "app/sections/desk/mado-linker.h"
#include "app/sections/mado-undo.h"
#include "app/sections/search/mado-picker.h"
#include "app/widgets/mado-text-label.h"
#include "app/sections/desk/cases-fixture.h"

#include <glib/gstdio.h>

/* A Council decision by its number of CELEX, and an organisation by its name in Japanese. */
#define BY_NUMBER "doc-council-decision-2011-213"
#define BY_TITLE "riken"
#define JAPANESE "理化学研究所"
#define NARROWEST 360 /* pixels that a window may have */

/* What is written as a note is no reply, and looks like none. */
static void
test_note (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = cases_add (self, "Question", "What?");
  GtkTextBuffer *reply;

  cases_show (self, added);
  reply = cases_get_text (self);
  mado_case_composer_begin (cases_get_composer (self), TRUE);
  g_assert_true (cases_get_text (self) != reply);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (cases_get_composer (self)), "note"));
  gtk_text_buffer_set_text (cases_get_text (self), "Between us", -1);
  mado_case_composer_begin (cases_get_composer (self), FALSE);
  g_assert_true (cases_get_text (self) == reply && cases_reads (self, ""));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (cases_get_composer (self)), "note"));
}

static int
measure (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static void
tell (GtkWidget *widget, int depth)
{
  if (measure (widget) <= NARROWEST || !gtk_widget_get_visible (widget))
    return;
  g_test_message ("%*s%s %d", depth, "", G_OBJECT_TYPE_NAME (widget), measure (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    tell (child, depth + 1);
}

static void
test_fits (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = cases_add (
      self, "Verylongwordinatitlethatnobodywouldeverwritebutamachine in a case",
      "https://www.example.org/a/very/long/address/that/has/no/place/to/break/anywhere/in/it");

  cases_show (self, added);
  tell (gtk_stack_get_visible_child (self->window->pages), 0);
  tell (gtk_stack_get_visible_child (self->window->lists), 0);
  g_assert_cmpint (measure (gtk_stack_get_visible_child (self->window->pages)), <=, NARROWEST);
  g_assert_cmpint (measure (gtk_stack_get_visible_child (self->window->lists)), <=, NARROWEST);
}

/* The window goes in the middle of a word, before the moment of saving has passed. */
static void
test_draft (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = cases_add (self, "Question", "What?");

  cases_show (self, added);
  gtk_text_buffer_set_text (cases_get_text (self), "Half of an ans", -1);
  window_close (self);
  window_open (self);
  mado_case_desk_choose (mado_case_desk_get (self->context), NULL);
  cases_show (self, added);
  window_wait_until (cases_reads (self, "Half of an ans"));
}

static GtkWindow *
get_form (WindowFixture *self)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (MADO_IS_CASE_FORM (window))
        return window;
    }
  return NULL;
}

static void
failed_cb (MadoUndo *undo, const GError *error, const char *id, int *code)
{
  g_assert_true (error->domain == MADO_DESK_ERROR);
  *code = error->code;
}

/* What was shown to the second of two people is not what is there any more. */
static void
test_refused (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) seen = cases_add (self, "Question", "What?");
  int code = -1;

  g_signal_connect (mado_undo_get (self->context), "failed", G_CALLBACK (failed_cb), &code);
  mado_case_change_field (desk, seen, MADO_CASE_ASSIGNEE, "Anna");
  mado_case_change_field (desk, seen, MADO_CASE_ASSIGNEE, "Taro");
  window_wait_until (code >= 0);
  g_assert_cmpint (code, ==, MADO_DESK_ERROR_CHANGED_ELSEWHERE);
  g_assert_true (mado_health_get_worst (self->window->health) == MADO_ILLNESS_NONE);
  g_signal_handlers_disconnect_by_func (mado_undo_get (self->context), failed_cb, &code);
}

static char *
dup_value (WindowFixture *self, MadoCase *of, MadoCaseField field)
{
  g_autoptr (MadoCasePage) page = cases_load (self, of);

  return g_strdup (mado_case_get_value (page->the_case, field));
}

static void
test_undone (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) seen = cases_add (self, "Question", "What?");
  g_autofree char *done = NULL, *undone = NULL, *redone = NULL;

  mado_case_change_field (desk, seen, MADO_CASE_STATUS, "waiting-third");
  done = dup_value (self, seen, MADO_CASE_STATUS);
  g_assert_cmpstr (done, ==, "waiting-third");
  g_assert_true (mado_undo_undo (mado_undo_get (self->context)));
  undone = dup_value (self, seen, MADO_CASE_STATUS);
  g_assert_cmpstr (undone, ==, "new");
  g_assert_true (mado_undo_redo (mado_undo_get (self->context)));
  redone = dup_value (self, seen, MADO_CASE_STATUS);
  g_assert_cmpstr (redone, ==, "waiting-third");
}

static GtkEditable *
get_title (WindowFixture *self)
{
  return GTK_EDITABLE (cases_find (GTK_WIDGET (get_form (self)), ADW_TYPE_ENTRY_ROW));
}

/* What was being written when the form was closed is there when it is opened again. */
static void
test_form (WindowFixture *self, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-case", NULL);
  window_wait_until (get_form (self) && get_title (self));
  gtk_editable_set_text (get_title (self), "Half a quest");
  gtk_window_close (get_form (self));
  window_wait_until (!get_form (self));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-case", NULL);
  window_wait_until (get_form (self) && get_title (self));
  window_wait_until (g_str_equal (gtk_editable_get_text (get_title (self)), "Half a quest"));
  gtk_window_close (get_form (self));
  window_wait_until (!get_form (self));
}

/* What the toolkit does when something is let go over a widget. */
static gboolean
drop (GtkWidget *widget, GdkFileList *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, list);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  return taken;
}

static GtkWindow *
get_question (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
erase (WindowFixture *self, MadoCase *seen, const char *answer)
{
  mado_case_eraser_ask (GTK_WIDGET (self->window), mado_case_desk_get (self->context), seen);
  window_wait_until (get_question ());
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_question ()), answer);
  gtk_window_destroy (get_question ());
}

/* Only who says so erases; what was being written goes too, and nothing can be undone into being
 * there again. */
static void
test_erased (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) added = cases_add (self, "Zanzibar", "Zanzibar?");
  g_autoptr (MadoCasePage) page = NULL;
  g_autofree char *before = NULL, *after = NULL;

  mado_case_change_field (desk, added, MADO_CASE_TOPIC, "mobility");
  cases_show (self, added);
  gtk_text_buffer_set_text (cases_get_text (self), "Dear Zanzib", -1);
  erase (self, added, "cancel");
  before = dup_value (self, added, MADO_CASE_TITLE);
  g_assert_cmpstr (before, ==, "Zanzibar");
  erase (self, added, "erase");
  window_wait_until (mado_undo_get_undo_name (mado_undo_get (self->context)) == NULL);
  after = dup_value (self, added, MADO_CASE_TITLE);
  g_assert_cmpstr (after, ==, "");
  g_assert_null (mado_case_desk_get_chosen (desk));
  page = cases_load (self, added);
  g_assert_cmpstr (cases_get_draft (page), ==, "");
}

/* A mail that is dropped on the list, and one that is pasted, are cases as those that are opened
 * from a file. */
static void
test_dropped (WindowFixture *self, gconstpointer data)
{
  static const char mail[] = "From: a@example.org\r\nSubject: A\r\n\r\nDropped or pasted?\r\n";
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->window));
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "mado-dropped.eml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };
  GdkFileList *list = gdk_file_list_new_from_list (&files);
  GtkWidget *pane;
  const char *chosen;

  g_assert_true (g_file_set_contents (path, mail, -1, NULL));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-section", "(ss)", "cases", "");
  window_wait_until (cases_find (GTK_WIDGET (self->window), MADO_TYPE_CASE_PANE));
  pane = cases_find (GTK_WIDGET (self->window), MADO_TYPE_CASE_PANE);
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, list);
  gtk_widget_activate_action (pane, "cases.take-clipboard", NULL);
  window_wait_until (mado_case_desk_get_chosen (mado_case_desk_get (self->context)));
  chosen = mado_case_desk_get_chosen (mado_case_desk_get (self->context));
  window_wait_until (cases_get_composer (self));
  gdk_clipboard_set_text (clipboard, mail);
  mado_case_desk_choose (mado_case_desk_get (self->context), NULL);
  gtk_widget_activate_action (pane, "cases.take-clipboard", NULL);
  window_wait_until (mado_case_desk_get_chosen (mado_case_desk_get (self->context)));
  g_assert_true (chosen != mado_case_desk_get_chosen (mado_case_desk_get (self->context)));
  g_assert_true (drop (pane, list));
  window_wait_until (
      mado_case_desk_get_count (mado_case_desk_get (self->context), MADO_CASE_VIEW_ALL) == 3);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_unlink (path);
}

/* --- Links --- */

static GtkWindow *
get_linker (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (MADO_IS_LINKER (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static MadoPicker *
get_picker (void)
{
  return MADO_PICKER (cases_find (GTK_WIDGET (get_linker ()), MADO_TYPE_PICKER));
}

/* nullable: the row of what is linked or may be */
static GtkListBoxRow *
get_row (const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (mado_picker_get_rows (get_picker ()), i));
       i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "link"), id) == 0)
      return row;
  return NULL;
}

static gboolean
is_marked (GtkListBoxRow *row)
{
  return gtk_widget_get_opacity (gtk_widget_get_last_child (gtk_list_box_row_get_child (row))) > 0;
}

static void
pick (const char *text, const char *id)
{
  gtk_editable_set_text (mado_picker_get_entry (get_picker ()), text);
  window_wait_until (get_row (id));
  gtk_list_box_select_row (mado_picker_get_rows (get_picker ()), get_row (id));
  g_signal_emit_by_name (mado_picker_get_entry (get_picker ()), "activate");
}

static guint
count_links (WindowFixture *self, MadoCase *of)
{
  g_autoptr (MadoCasePage) page = cases_load (self, of);

  return mado_case_get_links (page->the_case)->len;
}

static void
close_linker (void)
{
  gtk_window_close (get_linker ());
  window_wait_until (!get_linker ());
}

/* Nothing of the question leads to these records: one is found by its number, one by its Japanese
 * title. What is picked is marked, what is picked again is not. */
static void
test_linked (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = cases_add (self, "Question", "Zanzibar?");
  GtkWidget *sheet;

  cases_show (self, added);
  sheet = cases_find (GTK_WIDGET (self->window), MADO_TYPE_CASE_SHEET);
  gtk_widget_activate_action (sheet, "case.link", NULL);
  window_wait_until (get_linker ());
  pick ("32011D0213", BY_NUMBER);
  window_wait_until (is_marked (get_row (BY_NUMBER)));
  pick (JAPANESE, BY_TITLE);
  window_wait_until (is_marked (get_row (BY_TITLE)));
  g_assert_cmpuint (count_links (self, added), ==, 2);
  pick ("32011D0213", BY_NUMBER);
  window_wait_until (!is_marked (get_row (BY_NUMBER)));
  g_assert_cmpuint (count_links (self, added), ==, 1);
  gtk_editable_set_text (mado_picker_get_entry (get_picker ()), "");
  window_wait_until (get_row (BY_TITLE) && !get_row (BY_NUMBER));
  close_linker ();
  g_assert_true (mado_undo_undo (mado_undo_get (self->context)));
  g_assert_cmpuint (count_links (self, added), ==, 2);
}

/* From the record to a case, by its number; the record's page then has the case. */
static void
test_linked_back (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = cases_add (self, "Zanzibar", "What?");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, mado_case_get_number (added));
  g_autoptr (MadoCase) other = cases_add (self, "Other", "What?");

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-record", "s", BY_NUMBER);
  window_wait_until (
      g_strcmp0 (mado_page_get_id (self->window->page), BY_NUMBER) == 0
      && g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "link-case"));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "link-case", NULL);
  window_wait_until (get_linker ());
  window_wait_until (get_row (mado_case_get_id (other)));
  pick (number, mado_case_get_id (added));
  window_wait_until (is_marked (get_row (mado_case_get_id (added))));
  g_assert_null (get_row (mado_case_get_id (other)));
  g_assert_cmpuint (count_links (self, added), ==, 1);
  g_assert_cmpuint (count_links (self, other), ==, 0);
  window_wait_until (cases_find (GTK_WIDGET (self->window->page), MADO_TYPE_CASE_LINE));
  pick ("zanzibar", mado_case_get_id (added));
  window_wait_until (!is_marked (get_row (mado_case_get_id (added))));
  g_assert_cmpuint (count_links (self, added), ==, 0);
  window_wait_until (!cases_find (GTK_WIDGET (self->window->page), MADO_TYPE_CASE_LINE));
  close_linker ();
}

/* --- Long texts --- */

/* 0xe6 0x96 0x87 without a break, as no person writes it. */
static char *
make_long_text (gsize characters)
{
  GString *text = g_string_new ("@");

  for (gsize i = 0; i < characters; i++)
    g_string_append (text, "文");
  return g_string_free (text, FALSE);
}

static void
gather (GtkWidget *widget, GString *text)
{
  if (MADO_IS_TEXT_LABEL (widget) && gtk_widget_has_css_class (widget, "message-text"))
    {
      const char *shown = mado_text_label_get_shown (MADO_TEXT_LABEL (widget));

      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, MADO_CASE_PIECES_LONGEST);
      g_string_append (text, shown);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    gather (child, text);
}

/* The longest turn of the main loop in so many frames. */
static double
turn_for_frames (WindowFixture *self, guint n)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  gint64 last = gdk_frame_clock_get_frame_counter (clock) + n;
  double longest = 0;

  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  while (gdk_frame_clock_get_frame_counter (clock) < last)
    {
      gint64 start;

      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      while (!g_main_context_pending (NULL))
        ;
      start = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, (double) (g_get_monotonic_time () - start) / 1000);
    }
  return longest;
}

static void
go_to (WindowFixture *self, MadoCase *the_case)
{
  cases_show (self, the_case);
  window_wait_until (g_str_equal (mado_case_desk_get_chosen (mado_case_desk_get (self->context)),
                                  mado_case_get_id (the_case)));
}

static void
test_long (WindowFixture *self, gconstpointer data)
{
  g_autofree char *text = make_long_text (80000);
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCase) added = cases_add (self, "Long", text);
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *pieces, *button;

  for (guint i = 0; i < 3; i++)
    {
      go_to (self, one);
      g_test_message ("short: longest turn %.1f ms", turn_for_frames (self, 20));
      go_to (self, added);
      g_test_message ("long: longest turn %.1f ms", turn_for_frames (self, 20));
    }
  pieces = cases_find (GTK_WIDGET (self->window), MADO_TYPE_CASE_PIECES);
  button = gtk_widget_get_last_child (pieces);
  window_wait_until (gtk_widget_get_visible (button));
  gather (pieces, shown);
  g_assert_cmpint (g_utf8_strlen (shown->str, -1), <, 10000);
  while (g_utf8_strlen (shown->str, -1) < g_utf8_strlen (text, -1))
    {
      g_signal_emit_by_name (button, "clicked");
      g_test_message ("more: longest turn %.1f ms", turn_for_frames (self, 20));
      g_string_truncate (shown, 0);
      gather (pieces, shown);
    }
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpstr (shown->str, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/cases/" name, WindowFixture, NULL, window_set_up, function, window_tear_down)
  ADD ("a-case-fits-the-narrowest-window", test_fits);
  ADD ("a-note-is-no-reply", test_note);
  ADD ("an-erased-case-leaves-nothing", test_erased);
  ADD ("mails-are-dropped-and-pasted", test_dropped);
  ADD ("any-record-is-linked-to-a-case", test_linked);
  ADD ("a-record-is-linked-to-any-case", test_linked_back);
  ADD ("a-long-text-comes-in-pieces", test_long);
  ADD ("a-draft-outlives-its-window", test_draft);
  ADD ("a-form-keeps-what-was-written", test_form);
  ADD ("what-somebody-else-has-set-is-not-overwritten", test_refused);
  ADD ("a-change-is-undone-and-redone", test_undone);
#undef ADD
  return g_test_run ();
}
