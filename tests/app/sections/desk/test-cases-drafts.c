/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same answer written in two windows, or two programs: both texts are kept, and whoever writes
 * is asked which of them it shall be. */
#include "app/sections/desk/cases-fixture.h"

#include "app/sections/desk/mado-case-comparer.h"
#include "app/sections/desk/mado-case-form.h"

/* Someone elsewhere: another window or program, which has seen none of what is written here. */
typedef struct
{
  MadoCaseWriting *writing;
  gboolean is_done;
} Other;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Other *self = user_data;
  g_autoptr (MadoCaseDraft) found = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_cases_save_draft_finish (result, &found, &key, &error));
  g_assert_no_error (error);
  self->is_done = TRUE;
}

static void
write_elsewhere (WindowFixture *self, Other *other, const char *slot, const char *text)
{
  g_autofree char *json = mado_case_draft_write (text, NULL);

  if (!other->writing)
    other->writing = mado_case_writing_new (slot, NULL);
  other->is_done = FALSE;
  mado_cases_save_draft_async (mado_context_get_desk (self->context), other->writing, json,
                               saved_cb, other);
  window_wait_until (other->is_done);
}

static void
other_clear (Other *self)
{
  mado_case_writing_unref (self->writing);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Other, other_clear)

static char *
dup_slot (MadoCase *of, const char *what)
{
  return g_strconcat (mado_case_get_id (of), "/", what, NULL);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_compare (WindowFixture *self)
{
  return cases_find_button (GTK_WIDGET (cases_get_composer (self)), "Compare…", 0);
}

static void
press (GtkWidget *within, const char *label, guint before)
{
  g_signal_emit_by_name (cases_find_button (within, label, before), "clicked");
}

static gboolean
may_press (GtkWidget *within, const char *label)
{
  return gtk_widget_is_sensitive (cases_find_button (within, label, 0));
}

/* Both write, and the question is open. Returns: the window that asks */
static GtkWidget *
write_both (WindowFixture *self, MadoCase *of, Other *other)
{
  g_autofree char *slot = dup_slot (of, "reply");

  cases_show (self, of);
  write_elsewhere (self, other, slot, "Theirs");
  g_assert_null (find_compare (self));
  gtk_text_buffer_set_text (cases_get_text (self), "Mine", -1);
  window_wait_until (find_compare (self));
  g_assert_true (cases_reads (self, "Mine"));
  press (GTK_WIDGET (cases_get_composer (self)), "Compare…", 0);
  window_wait_until (find_window (MADO_TYPE_CASE_COMPARER));
  return find_window (MADO_TYPE_CASE_COMPARER);
}

static void
assert_one_draft (WindowFixture *self, MadoCase *of, const char *text)
{
  g_autoptr (MadoCasePage) page = cases_load (self, of);

  g_assert_cmpuint (page->replies->len, ==, 1);
  g_assert_cmpstr (cases_get_draft (page), ==, text);
}

static void
test_both (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_auto (Other) other = { NULL };
  GtkWidget *comparer = write_both (self, one, &other);

  press (comparer, "Keep both", 0);
  window_wait_until (cases_reads (self, "Theirs\n\nMine"));
  window_wait_until (!find_window (MADO_TYPE_CASE_COMPARER));
  g_assert_null (find_compare (self));
  assert_one_draft (self, one, "Theirs\n\nMine");
}

/* What is given up for the other text comes back with Ctrl+Z in the editor. */
static void
test_other (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_auto (Other) other = { NULL };
  GtkWidget *comparer = write_both (self, one, &other);

  press (comparer, "Keep this text", 1);
  window_wait_until (cases_reads (self, "Theirs"));
  assert_one_draft (self, one, "Theirs");
  gtk_text_buffer_undo (cases_get_text (self));
  g_assert_true (cases_reads (self, "Mine"));
}

static void
test_this (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_auto (Other) other = { NULL };
  GtkWidget *comparer = write_both (self, one, &other);

  press (comparer, "Keep this text", 0);
  window_wait_until (!find_window (MADO_TYPE_CASE_COMPARER));
  g_assert_true (cases_reads (self, "Mine"));
  assert_one_draft (self, one, "Mine");
}

/* Somebody writes on while it is decided: nothing goes that was not seen. */
static void
test_written_on (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_auto (Other) other = { NULL };
  GtkWidget *comparer = write_both (self, one, &other);

  write_elsewhere (self, &other, NULL, "Theirs, longer");
  press (comparer, "Keep both", 0);
  window_wait_until (may_press (comparer, "Keep both"));
  g_assert_true (cases_reads (self, "Mine"));
  press (comparer, "Keep both", 0);
  window_wait_until (cases_reads (self, "Theirs, longer\n\nMine"));
  assert_one_draft (self, one, "Theirs, longer\n\nMine");
}

/* Nothing is decided by going away: on coming back the question is still there. */
static void
test_left (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCase) two = cases_add (self, "Two", "What?");
  g_auto (Other) other = { NULL };
  GtkWidget *comparer = write_both (self, one, &other);

  gtk_window_close (GTK_WINDOW (comparer));
  cases_show (self, two);
  window_wait_until (cases_reads (self, ""));
  g_assert_null (find_compare (self));
  cases_show (self, one);
  window_wait_until (cases_reads (self, "Mine"));
  g_assert_nonnull (find_compare (self));
}

/* Of two notes one is kept as a note: the other one is still being written. */
static void
test_note (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autofree char *slot = dup_slot (one, "note");
  g_auto (Other) other = { NULL };

  cases_show (self, one);
  mado_case_composer_begin (cases_get_composer (self), TRUE);
  write_elsewhere (self, &other, slot, "Their note");
  gtk_text_buffer_set_text (cases_get_text (self), "My note", -1);
  window_wait_until (find_compare (self));
  press (GTK_WIDGET (cases_get_composer (self)), "Keep note", 0);
  window_wait_until (cases_reads (self, "Their note"));
  g_assert_null (find_compare (self));
}

/* Two new cases are two cases: the second draft is there when the first was taken in. */
static void
test_form (WindowFixture *self, gconstpointer data)
{
  g_auto (Other) other = { NULL };
  GtkWidget *form, *view;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-case", NULL);
  window_wait_until (find_window (MADO_TYPE_CASE_FORM));
  form = find_window (MADO_TYPE_CASE_FORM);
  view = cases_find (form, GTK_TYPE_TEXT_VIEW);
  write_elsewhere (self, &other, "new/form", "Their title\nTheirs");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Mine", -1);
  press (form, "Take in", 0);
  window_wait_until (!find_window (MADO_TYPE_CASE_FORM));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.new-case", NULL);
  window_wait_until (find_window (MADO_TYPE_CASE_FORM));
  form = find_window (MADO_TYPE_CASE_FORM);
  view = cases_find (form, GTK_TYPE_TEXT_VIEW);
  window_wait_until (
      gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))) == 6);
  gtk_window_close (GTK_WINDOW (form));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/cases/drafts/" name, WindowFixture, NULL, window_set_up, function,             \
              window_tear_down)
  ADD ("two-texts-become-one-after-the-other", test_both);
  ADD ("the-other-text-is-taken", test_other);
  ADD ("the-text-in-the-editor-is-kept", test_this);
  ADD ("what-was-written-on-is-shown-again", test_written_on);
  ADD ("the-question-outlives-a-leaving", test_left);
  ADD ("a-note-that-is-kept-leaves-the-other", test_note);
  ADD ("two-new-cases-have-two-drafts", test_form);
#undef ADD
  return g_test_run ();
}
