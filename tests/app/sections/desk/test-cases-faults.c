/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being written about a case, on a disk that is full or cannot be written: none of it is
 * lost, and what is wrong is said. */
#include "app/sections/desk/cases-fixture.h"

#include "app/sections/desk/mado-case-drafts.h"
#include "app/sections/desk/mado-case-form.h"
#include "support/faults.h"

#include <errno.h>

#define MOST 40u /* file calls of a save: it takes fewer */

static void
failed_cb (MadoCaseDrafts *drafts, MadoCaseWriting *writing, const GError *error, guint *failures)
{
  g_assert_nonnull (error);
  (*failures)++;
}

static char *
dup_draft (WindowFixture *self, MadoCase *of)
{
  g_autoptr (MadoCasePage) page = cases_load (self, of);

  return g_strdup (cases_get_draft (page));
}

static gboolean
is_saved (WindowFixture *self, MadoCase *of, const char *text)
{
  g_autofree char *draft = dup_draft (self, of);

  return g_str_equal (draft, text);
}

static void
go_to (WindowFixture *self, MadoCase *the_case)
{
  cases_show (self, the_case);
  window_wait_until (g_str_equal (mado_case_desk_get_chosen (mado_case_desk_get (self->context)),
                                  mado_case_get_id (the_case)));
}

/* From the n-th file call on the disk takes nothing: the case is left and come back to, and the
 * window does not close. Returns: whether the save had failed */
static gboolean
write_on_a_bad_disk (WindowFixture *self, MadoCase *one, MadoCase *other, guint n, int code)
{
  MadoCaseDrafts *drafts = mado_case_drafts_get (self->context);
  g_autofree char *text = g_strdup_printf ("Nobody types this again: %u, %d", n, code);
  guint failures = 0;

  g_signal_connect (drafts, "failed", G_CALLBACK (failed_cb), &failures);
  faults_start (FAULT_FAIL_ALWAYS, self->profile, n, code);
  gtk_text_buffer_set_text (cases_get_text (self), text, -1);
  window_wait_until (failures > 0 || is_saved (self, one, text));
  g_assert_true (cases_reads (self, text));
  go_to (self, other);
  window_wait_until (cases_reads (self, ""));
  go_to (self, one);
  window_wait_until (cases_reads (self, text));
  if (failures > 0)
    {
      gtk_window_close (GTK_WINDOW (self->window));
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
    }
  faults_stop ();
  /* The next letter finds room. */
  gtk_text_buffer_insert_at_cursor (cases_get_text (self), "!", -1);
  g_free (text);
  text = g_strdup_printf ("Nobody types this again: %u, %d!", n, code);
  window_wait_until (is_saved (self, one, text));
  g_assert_true (cases_reads (self, text));
  g_signal_handlers_disconnect_by_func (drafts, failed_cb, &failures);
  return failures > 0;
}

static void
loop (WindowFixture *self, int code)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCase) other = cases_add (self, "Other", "What?");
  guint n = 1;

  cases_show (self, one);
  window_wait_until (cases_reads (self, ""));
  while (n < MOST && write_on_a_bad_disk (self, one, other, n, code))
    n++;
  g_test_message ("%u calls", n - 1);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (n, <, MOST);
}

static void
test_full (WindowFixture *self, gconstpointer data)
{
  loop (self, ENOSPC);
}

static void
test_read_only (WindowFixture *self, gconstpointer data)
{
  loop (self, EROFS);
}

static void
test_failing (WindowFixture *self, gconstpointer data)
{
  loop (self, EIO);
}

/* A note that the desk did not take is still being written; once it does, it is there once. */
static void
test_note (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  g_autoptr (MadoCasePage) before = NULL, after = NULL;
  GtkWidget *keep;

  cases_show (self, one);
  mado_case_composer_begin (cases_get_composer (self), TRUE);
  keep = cases_find_button (GTK_WIDGET (cases_get_composer (self)), "Keep note", 0);
  gtk_text_buffer_set_text (cases_get_text (self), "Between us", -1);
  faults_start (FAULT_FAIL_ALWAYS, self->profile, 1, ENOSPC);
  g_signal_emit_by_name (keep, "clicked");
  g_assert_false (gtk_widget_get_sensitive (keep));
  window_wait_until (gtk_widget_get_sensitive (keep));
  g_assert_true (cases_reads (self, "Between us"));
  faults_stop ();
  before = cases_load (self, one);
  g_signal_emit_by_name (keep, "clicked");
  window_wait_until (cases_reads (self, ""));
  after = cases_load (self, one);
  g_assert_cmpuint (mado_case_get_events (after->the_case)->len, ==,
                    mado_case_get_events (before->the_case)->len + 1);
}

/* The second time it is meant: then the window goes, whatever is not saved. */
static void
test_leaving (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "What?");
  guint failures = 0;

  cases_show (self, one);
  g_signal_connect (mado_case_drafts_get (self->context), "failed", G_CALLBACK (failed_cb),
                    &failures);
  faults_start (FAULT_FAIL_ALWAYS, self->profile, 1, ENOSPC);
  gtk_text_buffer_set_text (cases_get_text (self), "Unsaved", -1);
  window_wait_until (failures > 0);
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  window_close (self);
  /* It is held all the same, for a window that is opened next. */
  window_open (self);
  mado_case_desk_choose (mado_case_desk_get (self->context), NULL);
  cases_show (self, one);
  window_wait_until (cases_reads (self, "Unsaved"));
  faults_stop ();
  g_signal_handlers_disconnect_by_func (mado_case_drafts_get (self->context), failed_cb, &failures);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/cases/faults/" name, WindowFixture, NULL, window_set_up, function,             \
              window_tear_down)
  ADD ("a-full-disk-loses-no-text", test_full);
  ADD ("a-disk-that-cannot-be-written-loses-no-text", test_read_only);
  ADD ("a-failing-disk-loses-no-text", test_failing);
  ADD ("a-note-that-was-not-taken-stays", test_note);
  ADD ("who-leaves-is-told-first", test_leaving);
#undef ADD
  return g_test_run ();
}
