/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases in the window: what is written stays, what is shown fits, what is refused is said. */
#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-composer.h"
#include "app/sections/desk/mado-case-form.h"
#include "app/sections/mado-undo.h"
#include "support/window-fixture.h"

#define NARROWEST 360 /* pixels that a window may have */

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MadoCase **) user_data = mado_cases_change_finish (result, &error);
  g_assert_no_error (error);
}

/* transfer full */
static MadoCase *
add (WindowFixture *self, const char *title, const char *text)
{
  const char *values[MADO_N_CASE_FIELDS]
      = { [MADO_CASE_TITLE] = title,         [MADO_CASE_LANGUAGE] = "ja",
          [MADO_CASE_DIRECTION] = "jp-eu",   [MADO_CASE_CHANNEL] = "mail",
          [MADO_CASE_TOPIC] = "association", [MADO_CASE_TAGS] = "one,two" };
  MadoCaseMessage *message = mado_case_message_new ();
  MadoCase *added = NULL;

  message->text = g_strdup (text);
  message->person = mado_case_person_new ();
  message->person->family = g_strdup ("Beispiel");
  message->person->address = g_strdup ("somebody.with.a.long.name@somewhere.example.org");
  mado_cases_add_async (mado_context_get_desk (self->context), values, message, NULL, "tester",
                        NULL, taken_cb, &added);
  window_wait_until (added);
  return added;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (find (child, type))
      return find (child, type);
  return NULL;
}

static MadoCaseComposer *
get_composer (WindowFixture *self)
{
  GtkWidget *composer = find (GTK_WIDGET (self->window), MADO_TYPE_CASE_COMPOSER);

  return composer ? MADO_CASE_COMPOSER (composer) : NULL;
}

static GtkTextBuffer *
get_text (WindowFixture *self)
{
  GtkWidget *view = find (GTK_WIDGET (get_composer (self)), GTK_TYPE_TEXT_VIEW);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static gboolean
reads (WindowFixture *self, const char *wanted)
{
  g_autofree char *text = NULL;

  if (get_composer (self))
    g_object_get (get_text (self), "text", &text, NULL);
  return g_strcmp0 (text, wanted) == 0;
}

static void
show (WindowFixture *self, MadoCase *shown)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "s",
                              mado_case_get_id (shown));
  window_wait_until (get_composer (self));
}

/* What is written as a note is no reply, and looks like none. */
static void
test_note (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = add (self, "Question", "What?");
  GtkTextBuffer *reply;

  show (self, added);
  reply = get_text (self);
  mado_case_composer_begin (get_composer (self), TRUE);
  g_assert_true (get_text (self) != reply);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_composer (self)), "note"));
  gtk_text_buffer_set_text (get_text (self), "Between us", -1);
  mado_case_composer_begin (get_composer (self), FALSE);
  g_assert_true (get_text (self) == reply && reads (self, ""));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_composer (self)), "note"));
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
  g_autoptr (MadoCase) added = add (
      self, "Verylongwordinatitlethatnobodywouldeverwritebutamachine in a case",
      "https://www.example.org/a/very/long/address/that/has/no/place/to/break/anywhere/in/it");

  show (self, added);
  tell (gtk_stack_get_visible_child (self->window->pages), 0);
  tell (gtk_stack_get_visible_child (self->window->lists), 0);
  g_assert_cmpint (measure (gtk_stack_get_visible_child (self->window->pages)), <=, NARROWEST);
  g_assert_cmpint (measure (gtk_stack_get_visible_child (self->window->lists)), <=, NARROWEST);
}

/* The window goes in the middle of a word, before the moment of saving has passed. */
static void
test_draft (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) added = add (self, "Question", "What?");

  show (self, added);
  gtk_text_buffer_set_text (get_text (self), "Half of an ans", -1);
  window_close (self);
  window_open (self);
  mado_case_desk_choose (mado_case_desk_get (self->context), NULL);
  show (self, added);
  window_wait_until (reads (self, "Half of an ans"));
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
failed_cb (MadoUndo *undo, const GError *error, int *code)
{
  g_assert_true (error->domain == MADO_DESK_ERROR);
  *code = error->code;
}

/* What was shown to the second of two people is not what is there any more. */
static void
test_refused (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) seen = add (self, "Question", "What?");
  int code = -1;

  g_signal_connect (mado_undo_get (self->context), "failed", G_CALLBACK (failed_cb), &code);
  mado_case_change_field (desk, seen, MADO_CASE_ASSIGNEE, "Anna");
  mado_case_change_field (desk, seen, MADO_CASE_ASSIGNEE, "Taro");
  window_wait_until (code >= 0);
  g_assert_cmpint (code, ==, MADO_DESK_ERROR_CHANGED_ELSEWHERE);
  g_assert_true (mado_health_get_worst (self->window->health) == MADO_ILLNESS_NONE);
  g_signal_handlers_disconnect_by_func (mado_undo_get (self->context), failed_cb, &code);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MadoCasePage **page = user_data;

  *page = mado_cases_load_finish (result, &error);
  g_assert_no_error (error);
}

static char *
dup_value (WindowFixture *self, MadoCase *of, MadoCaseField field)
{
  g_autoptr (MadoCasePage) page = NULL;

  mado_cases_load_async (mado_context_get_desk (self->context), mado_case_get_id (of), NULL,
                         said_cb, &page);
  window_wait_until (page);
  return g_strdup (mado_case_get_value (page->the_case, field));
}

static void
test_undone (WindowFixture *self, gconstpointer data)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  g_autoptr (MadoCase) seen = add (self, "Question", "What?");
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
  return GTK_EDITABLE (find (GTK_WIDGET (get_form (self)), ADW_TYPE_ENTRY_ROW));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/cases/" name, WindowFixture, NULL, window_set_up, function, window_tear_down)
  ADD ("a-case-fits-the-narrowest-window", test_fits);
  ADD ("a-note-is-no-reply", test_note);
  ADD ("a-draft-outlives-its-window", test_draft);
  ADD ("a-form-keeps-what-was-written", test_form);
  ADD ("what-somebody-else-has-set-is-not-overwritten", test_refused);
  ADD ("a-change-is-undone-and-redone", test_undone);
#undef ADD
  return g_test_run ();
}
