/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts mado, and reads what it reports. */
#include "core/feed/mado-feed-child.h"

#include <signal.h>
#include <string.h>

#define NAME "mado"
#define BUILT "../cli/mado" /* where a build puts it, seen from the window's program */

typedef struct
{
  GSubprocess *process;
  GDataInputStream *lines;
  MadoFeedReportFunc report;
  gpointer report_data;
  gulong cancelled_handler;
  gboolean has_ended; /* it said so */
  GError *error;      /* nullable: why it failed */
} Run;

static void
free_run (gpointer data)
{
  Run *self = data;

  g_clear_object (&self->process);
  g_clear_object (&self->lines);
  g_clear_error (&self->error);
  g_free (self);
}

/* The folder of this very program is asked, so that a program from a build tree starts the command
 * from there, and one that is installed the installed one. */
static char *
find_program (GError **error)
{
  static const char *const names[] = { NAME, BUILT };
  g_autofree char *own = g_file_read_link ("/proc/self/exe", error);
  g_autofree char *folder = own ? g_path_get_dirname (own) : NULL;

  for (guint i = 0; folder && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  if (folder)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: there is no %s in this folder", folder,
                 NAME);
  return NULL;
}

static void
add_option (GPtrArray *arguments, const char *name, const char *value)
{
  if (!value)
    return;
  g_ptr_array_add (arguments, (gpointer) name);
  g_ptr_array_add (arguments, (gpointer) value);
}

static GPtrArray *
make_arguments (const MadoFeedErrand *errand, const char *program)
{
  GPtrArray *arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (gpointer) program);
  g_ptr_array_add (arguments, "--profile");
  g_ptr_array_add (arguments, (gpointer) errand->profile);
  g_ptr_array_add (arguments, "update");
  g_ptr_array_add (arguments, "--progress");
  if (errand->is_background)
    g_ptr_array_add (arguments, "--background");
  if (errand->clock_is_right)
    g_ptr_array_add (arguments, "--clock-is-right");
  add_option (arguments, "--from", errand->place);
  add_option (arguments, "--root", errand->root);
  add_option (arguments, "--set", errand->set);
  add_option (arguments, "--edition", errand->edition);
  g_ptr_array_add (arguments, "--");
  g_ptr_array_add (arguments, (gpointer) errand->feed);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);

  g_subprocess_wait_finish (self->process, result, NULL);
  if (self->cancelled_handler)
    g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_handler);
  self->cancelled_handler = 0;
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->error)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->has_ended)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "the update ended before it was done");
}

/* What is no report is said to people, who are told by the report at the end. */
static void
take_line (Run *self, const char *line, gsize length)
{
  g_auto (MadoFeedReport) report = { 0 };

  if (!mado_feed_report_read (&report, line, length, NULL))
    return;
  if (report.stage != MADO_FEED_STAGE_ENDED)
    {
      if (self->report)
        self->report (&report, self->report_data);
      return;
    }
  self->has_ended = TRUE;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&report.error);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *self = g_task_get_task_data (task);
  gsize length = 0;
  g_autofree char *line = g_data_input_stream_read_line_finish (self->lines, result, &length, NULL);

  if (!line)
    {
      g_subprocess_wait_async (self->process, NULL, waited_cb, g_steal_pointer (&task));
      return;
    }
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    take_line (self, line, length);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_read_cb,
                                       g_steal_pointer (&task));
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGTERM);
}

static GSubprocess *
start (const MadoFeedErrand *errand, GError **error)
{
  g_autofree char *program = errand->program ? g_strdup (errand->program) : find_program (error);
  g_autoptr (GPtrArray) arguments = program ? make_arguments (errand, program) : NULL;

  if (!arguments)
    return NULL;
  return g_subprocess_newv ((const char *const *) arguments->pdata,
                            G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                            error);
}

/**
 * mado_feed_child_run_async:
 * @errand: what is to be done; copied
 * @report: (nullable): called in the caller's main context with how far it is
 *
 * Ends with mado_feed_child_run_finish(). Cancelled, the process is told to end, and the answer
 * comes when it has.
 */
void
mado_feed_child_run_async (const MadoFeedErrand *errand, MadoFeedReportFunc report,
                           gpointer report_data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *self = g_new0 (Run, 1);
  GError *error = NULL;

  g_return_if_fail (errand != NULL && errand->profile != NULL && errand->feed != NULL);

  g_task_set_task_data (task, self, free_run);
  self->report = report;
  self->report_data = report_data;
  self->process = start (errand, &error);
  if (!self->process)
    {
      g_task_return_error (task, error);
      return;
    }
  self->lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  if (cancellable)
    self->cancelled_handler
        = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                 g_object_ref (self->process), (GDestroyNotify) g_object_unref);
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_read_cb,
                                       g_steal_pointer (&task));
}

/**
 * mado_feed_child_run_finish:
 * @error: what the update failed for, in its own domain (%MADO_FEED_ERROR, %MADO_NET_ERROR,
 *   %MADO_STORE_ERROR, %G_IO_ERROR); %G_IO_ERROR_CANCELLED; %G_IO_ERROR_FAILED when the process
 *   could not be started or died
 *
 * Returns: whether everything is up to date
 */
gboolean
mado_feed_child_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
