/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk that can only be read, as one that a newer version wrote: its cases are read as ever, and
 * what would change one cannot be had, or says why. */
#include "app/sections/desk/cases-fixture.h"

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-picks.h"
#include "app/sections/mado-undo.h"

#include <sqlite3.h>

#define TOO_NEW 99
#define PATIENCE 20000 /* milliseconds, until the window that was closed has left the file */

static int
read_cb (void *data, int n, char **values, char **names)
{
  g_string_append_printf (data, "%s|", values[0]);
  return 0;
}

/* Past the program, as another one would. transfer full */
static char *
ask (WindowFixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);
  GString *answer = g_string_new (NULL);
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, PATIENCE);
  g_assert_cmpint (sqlite3_exec (database, sql, read_cb, answer, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  return g_string_free (answer, FALSE);
}

/* The window and all behind it start anew, with the file as @version of the program wrote it.
 * Returns: (transfer full): the version before */
static char *
start_again (WindowFixture *self, const char *version)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %s", version);
  g_autofree char *nothing = NULL;
  char *before;

  window_close (self);
  g_clear_object (&self->context);
  before = ask (self, "PRAGMA user_version");
  before[strlen (before) - 1] = '\0';
  nothing = ask (self, sql);
  self->context = mado_context_new (self->profile);
  window_open (self);
  return before;
}

static char *
dump (WindowFixture *self)
{
  return ask (self, "SELECT content FROM case_events UNION ALL SELECT json FROM case_drafts");
}

static GtkTextView *
get_view (WindowFixture *self)
{
  return GTK_TEXT_VIEW (cases_find (GTK_WIDGET (cases_get_composer (self)), GTK_TYPE_TEXT_VIEW));
}

static GtkWidget *
find_text (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), part))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (find_text (child, part))
      return find_text (child, part);
  return NULL;
}

static void
failed_cb (MadoUndo *undo, const GError *error, const char *id, GError **failure)
{
  g_clear_error (failure);
  *failure = g_error_copy (error);
}

/* Each of what the menus and keys do, past them. */
static void
try_changes (WindowFixture *self, MadoCase *one, MadoCase *two)
{
  MadoCaseDesk *desk = mado_case_desk_get (self->context);
  MadoUndo *undo = mado_undo_get (self->context);
  g_autoptr (GError) failure = NULL;

  g_signal_connect (undo, "failed", G_CALLBACK (failed_cb), &failure);
  for (guint i = 0; i < 4; i++)
    {
      if (i == 0)
        mado_case_change_field (desk, one, MADO_CASE_STATUS, "closed");
      else if (i == 1)
        mado_case_change_field (desk, one, MADO_CASE_NEXT, "2027-01-12");
      else if (i == 2)
        mado_case_change_link (desk, one, "riken", "{\"en\":\"RIKEN\"}", TRUE);
      else
        mado_case_change_merge (desk, one, two, "Twins");
      window_wait_until (failure);
      g_assert_error (failure, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_NEW);
      g_clear_error (&failure);
    }
  g_signal_handlers_disconnect_by_func (undo, failed_cb, &failure);
}

static void
test_read (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) one = cases_add (self, "One", "When does the committee meet?");
  g_autoptr (MadoCase) two = cases_add (self, "Two", "What?");
  g_autofree char *version = NULL, *before = NULL, *after = NULL, *newer = NULL;
  GtkWidget *window;

  cases_show (self, one);
  gtk_text_buffer_set_text (cases_get_text (self), "Half of an answer", -1);
  version = start_again (self, G_STRINGIFY (TOO_NEW));
  before = dump (self);
  window = GTK_WIDGET (self->window);
  cases_show (self, one);
  window_wait_until (cases_reads (self, "Half of an answer"));
  g_assert_nonnull (find_text (window, "When does the committee meet?"));
  g_assert_false (gtk_text_view_get_editable (get_view (self)));
  g_assert_nonnull (find_text (GTK_WIDGET (cases_get_composer (self)), "A newer version"));
  g_assert_false (gtk_widget_is_sensitive (cases_find (window, MADO_TYPE_CASE_PICKS)));
  try_changes (self, one, two);
  g_assert_true (mado_health_get_worst (self->window->health) != MADO_ILLNESS_NONE);
  after = dump (self);
  g_assert_cmpstr (after, ==, before);
  newer = start_again (self, version);
  g_assert_cmpstr (newer, ==, G_STRINGIFY (TOO_NEW));
  cases_show (self, one);
  window_wait_until (cases_reads (self, "Half of an answer"));
  g_assert_true (gtk_text_view_get_editable (get_view (self)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/cases/closed/a-desk-that-can-only-be-read-is-read", WindowFixture, NULL,
              window_set_up, test_read, window_tear_down);
  return g_test_run ();
}
