/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of a desk is never shortened and its numbers are never used again: sample cases would
 * stay in it for good. So they get a profile of their own. */
#include "app/mado-trial.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-notice.h"
#include "core/desk/mado-samples.h"

/* Returns: (transfer full) (type filename): where the profiles of trials are */
static char *
dup_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "madoguchi", "trials", NULL);
}

/**
 * mado_trial_new:
 * @error: MADO_STORE_ERROR_CANNOT_OPEN, MADO_STORE_ERROR_FULL
 *
 * Returns: (transfer full) (nullable): the folder of an empty profile; to be freed, and so removed,
 * when nothing uses it any more
 */
MadoScratch *
mado_trial_new (GError **error)
{
  g_autofree char *root = dup_root ();

  return mado_scratch_new (root, error);
}

/* On the desk's thread. That an earlier trial cannot be removed is no reason to have none now. */
static void
fill (GTask *task, gpointer desk, gpointer root, GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;

  mado_scratch_clean (root, NULL);
  if (mado_samples_fill (desk, mado_display_get_interface_language (), now, g_get_user_name (),
                         &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_context_announce_desk_failure (MADO_CONTEXT (source), error);
}

/**
 * mado_trial_fill:
 * @context: of the trial's profile, which nobody has asked for anything yet
 *
 * Puts the sample cases on the desk before anything else is read from it. "desk-failed" tells that
 * it did not work.
 */
void
mado_trial_fill (MadoContext *context)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_CONTEXT (context));

  task = g_task_new (context, NULL, filled_cb, NULL);
  g_task_set_task_data (task, dup_root (), g_free);
  mado_context_keep (context, task, fill);
}

/**
 * mado_trial_make_settings:
 *
 * Returns: (transfer full): what the user chose, as it is now; what changes is not kept. The cases
 * are shown, and nothing is looked for or told in the background.
 */
MadoSettings *
mado_trial_make_settings (void)
{
  MadoSettings *settings = mado_settings_new_apart ();

  g_object_set (settings, "welcomed", TRUE, "section", "cases", "record", "", "top-record", "",
                "look-daily", FALSE, "case-alerts", FALSE, NULL);
  return settings;
}

static void
activated_cb (GtkWidget *window)
{
  gtk_widget_activate_action (window, "app.start-over", NULL);
}

/**
 * mado_trial_mark:
 * @window: a window of the trial; its content is moved under a notice
 */
void
mado_trial_mark (AdwApplicationWindow *window)
{
  g_autoptr (GtkWidget) content = NULL;
  GtkWidget *box, *notice;

  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));

  content = g_object_ref (adw_application_window_get_content (window));
  adw_application_window_set_content (window, NULL);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  notice = mado_notice_new ();
  mado_notice_show (MADO_NOTICE (notice), MADO_NOTICE_INFO,
                    _ ("Sample cases: nothing here is real, and nothing reaches your own desk. It "
                       "is thrown away when the window closes."),
                    _ ("Start over"));
  g_signal_connect_object (notice, "activated", G_CALLBACK (activated_cb), window,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), notice);
  gtk_box_append (GTK_BOX (box), content);
  adw_application_window_set_content (window, box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Madoguchi – sample cases"));
}

/**
 * mado_trial_start:
 * @error: G_SPAWN_ERROR, G_FILE_ERROR
 *
 * Starts this very program, wherever it lies. Where a trial is open already, its window comes
 * forward instead.
 *
 * Returns: whether it was started
 */
gboolean
mado_trial_start (GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autoptr (GSubprocess) process = NULL;

  if (!program)
    return FALSE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, error, program, "--sample", NULL);
  return process != NULL;
}
