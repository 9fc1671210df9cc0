/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar is changed in its window, and the change is kept, undone, and the bundled calendar
 * restored; warnings end the test. */
#include "app/mado-calendar-window.h"

#include <glib/gstdio.h>

#include "app/mado-preferences.h"
#include "app/sections/mado-undo.h"
#include "core/desk/calendars/mado-calendar-files.h"
#include "core/desk/calendars/mado-deadline.h"
#include "support/window-fixture.h"

#define ID "eu-institutions"

/* The first widget of @type below @widget that shows @label (nullable: any). */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *label)
{
  const char *shown = GTK_IS_LABEL (widget)    ? gtk_label_get_text (GTK_LABEL (widget))
                      : GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                      : ADW_IS_ENTRY_ROW (widget)
                          ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))
                          : NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget)
      && (label == NULL || (shown != NULL && g_str_has_prefix (shown, label))))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (GtkWidget *window, const char *label)
{
  GtkWidget *button;

  window_wait_until (find (window, GTK_TYPE_LABEL, label));
  button = gtk_widget_get_ancestor (find (window, GTK_TYPE_LABEL, label), GTK_TYPE_BUTTON);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
write_into (GtkWidget *window, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (window, ADW_TYPE_ENTRY_ROW, title)), text);
}

static void
changed_cb (GtkWidget *window, guint *n_changes)
{
  (*n_changes)++;
}

static GtkWidget *
open_window (WindowFixture *self, guint *n_changes)
{
  GtkWidget *window = mado_calendar_window_new (NULL, self->context, ID, "Calendar");

  g_signal_connect (window, "calendar-changed", G_CALLBACK (changed_cb), n_changes);
  gtk_window_present (GTK_WINDOW (window));
  window_wait_until (gtk_widget_get_mapped (window));
  return window;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static MadoCalendar *
load (WindowFixture *self)
{
  g_autoptr (GError) error = NULL;
  MadoCalendar *calendar = mado_calendar_load (self->profile, ID, &error);

  g_assert_no_error (error);
  return calendar;
}

static void
remove_files (WindowFixture *self)
{
  g_autofree char *folder = g_build_filename (self->profile, "calendars", NULL);
  g_autofree char *path = g_build_filename (folder, ID ".json", NULL);
  g_autofree char *rule = g_build_filename (self->profile, "deadline.json", NULL);

  g_unlink (path);
  g_unlink (rule);
  g_rmdir (folder);
}

static void
test_day (WindowFixture *self, gconstpointer data)
{
  guint n_changes = 0;
  GtkWidget *window = open_window (self, &n_changes);
  MadoUndo *undo = mado_undo_get (self->context);
  g_autoptr (MadoCalendar) begun = NULL, complete = NULL, back = NULL, redone = NULL;

  window_wait_until (find (window, GTK_TYPE_LABEL, "2026"));
  write_into (window, "Date", "2027年1月1日");
  write_into (window, "Name", "元日");
  click (window, "Add the day");
  window_wait_until (n_changes == 1);
  begun = load (self);
  g_assert_cmpuint (begun->years->len, ==, 5);
  g_assert_null (mado_calendar_find_year (begun, 2027));
  click (window, "The list is whole");
  window_wait_until (n_changes == 2);
  complete = load (self);
  g_assert_nonnull (mado_calendar_find_year (complete, 2027));
  /* Of the last change only: the day stays. */
  click (window, "Undo");
  window_wait_until (n_changes == 3);
  back = load (self);
  g_assert_cmpuint (back->years->len, ==, 5);
  g_assert_null (mado_calendar_find_year (back, 2027));
  /* It is a step of the program's stack, which Ctrl+Z walks too. */
  g_assert_true (mado_undo_redo (undo));
  window_wait_until (n_changes == 4);
  redone = load (self);
  g_assert_nonnull (mado_calendar_find_year (redone, 2027));
  g_assert_true (mado_undo_undo (undo));
  window_wait_until (n_changes == 5);
  g_assert_true (g_str_has_suffix (mado_undo_get_undo_name (undo), " added"));
  g_assert_true (mado_undo_undo (undo));
  window_wait_until (n_changes == 6);
  g_assert_false (mado_calendar_is_changed (self->profile, ID));
  close_window (window);
  remove_files (self);
}

static void
test_import (WindowFixture *self, gconstpointer data)
{
  guint n_changes = 0;
  GtkWidget *window = open_window (self, &n_changes);
  g_autofree char *path = g_build_filename (self->profile, "days.ics", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (MadoCalendar) added = NULL;

  window_wait_until (find (window, GTK_TYPE_LABEL, "2026"));
  g_assert_true (g_file_set_contents (path,
                                      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270101\n"
                                      "SUMMARY:A\nEND:VEVENT\nBEGIN:VEVENT\n"
                                      "DTSTART;VALUE=DATE:20270102\nSUMMARY:B\nEND:VEVENT\n"
                                      "END:VCALENDAR\n",
                                      -1, NULL));
  mado_calendar_window_import (MADO_CALENDAR_WINDOW (window), file);
  window_wait_until (n_changes == 1);
  window_wait_until (find (window, GTK_TYPE_LABEL, "2 closed days added"));
  added = load (self);
  g_assert_cmpuint (added->years->len, ==, 5);
  click (window, "Undo");
  window_wait_until (n_changes == 2);
  g_assert_false (mado_calendar_is_changed (self->profile, ID));
  /* What is no such file changes nothing, and says so. */
  g_assert_true (g_file_set_contents (path, "hello", -1, NULL));
  mado_calendar_window_import (MADO_CALENDAR_WINDOW (window), file);
  window_wait_until (find (window, GTK_TYPE_LABEL, "The calendar, or the file, cannot be read."));
  g_assert_cmpuint (n_changes, ==, 2);
  close_window (window);
  g_unlink (path);
  remove_files (self);
}

static void
test_hours (WindowFixture *self, gconstpointer data)
{
  guint n_changes = 0;
  GtkWidget *window = open_window (self, &n_changes);
  g_autoptr (MadoCalendar) set = NULL;
  GtkWidget *row;

  window_wait_until (find (window, GTK_TYPE_LABEL, "2026"));
  row = find (window, ADW_TYPE_ENTRY_ROW, "Of each working day");
  gtk_editable_set_text (GTK_EDITABLE (row), "nine to five");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_editable_set_text (GTK_EDITABLE (row), "8:30-12, 13-17:00");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "apply");
  window_wait_until (n_changes == 1);
  set = load (self);
  g_assert_false (set->has_preset);
  g_assert_cmpuint (set->hours->len, ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "8:30–12:00, 13:00–17:00");
  close_window (window);
  remove_files (self);
}

static void
test_broken (WindowFixture *self, gconstpointer data)
{
  guint n_changes = 0;
  g_autofree char *folder = g_build_filename (self->profile, "calendars", NULL);
  g_autofree char *path = g_build_filename (folder, ID ".json", NULL);
  GtkWidget *window;
  g_autoptr (MadoCalendar) restored = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  window = open_window (self, &n_changes);
  click (window, "Restore");
  window_wait_until (n_changes == 1);
  restored = load (self);
  g_assert_cmpuint (restored->years->len, ==, 4);
  close_window (window);
  remove_files (self);
}

static void
test_rule (WindowFixture *self, gconstpointer data)
{
  GtkWidget *window = mado_preferences_new (NULL, self->settings, self->context, self->profile);
  gboolean is_kept = FALSE;

  gtk_window_present (GTK_WINDOW (window));
  window_wait_until (gtk_widget_get_mapped (window));
  click (window, "Calendars");
  window_wait_until (find (window, GTK_TYPE_LABEL, "European Commission (Brussels)"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (window, GTK_TYPE_SPIN_BUTTON, NULL)), 10);
  while (!is_kept)
    {
      g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_load (self->profile, NULL);

      is_kept = rule->n_days == 10 && rule->n_holding == 3 && g_strv_length (rule->calendars) == 2;
      g_main_context_iteration (NULL, FALSE);
    }
  close_window (window);
  remove_files (self);
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/app/calendar-window/" sentence, WindowFixture, NULL, window_set_up, test,          \
              window_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("adds-a-day-and-takes-the-last-change-back", test_day);
  ADD ("adds-the-days-of-a-file-or-says-why-not", test_import);
  ADD ("sets-the-hours-of-the-desk", test_hours);
  ADD ("restores-a-calendar-that-cannot-be-read", test_broken);
  ADD ("the-rule-of-deadlines-is-kept", test_rule);
  return g_test_run ();
}
