/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file chooser, and writing what was made for it. */
#include "app/sections/mado-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-portal.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-toast.h"

/**
 * mado_files_make_name:
 * @title: as a stranger gave it
 * @ending: ".html", or nothing
 *
 * Returns: (transfer full): the name of a file that has no folder in it, nothing that would be
 *   hidden or taken for a home or an option, and no character that another system refuses
 */
char *
mado_files_make_name (const char *title, const char *ending)
{
  g_autofree char *inert = NULL;
  char *name;

  g_return_val_if_fail (title != NULL && ending != NULL, NULL);

  inert = mado_inert_line (title, NULL);
  name = g_strconcat (inert, ending, NULL);
  g_strdelimit (name, "/\\:*?\"<>|", '_');
  for (char *at = name; *at != '\0' && strchr (".~-", *at) != NULL; at++)
    *at = '_';
  return name;
}

typedef struct
{
  GFile *file;
  GBytes *content;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->file);
  g_bytes_unref (self->content);
  g_free (self);
}

/* What is closed as cancelled is thrown away, and what stood there stays. GIO's own calls that
   write a whole file close it as if it were whole. */
static void
discard (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

/* Written beside and renamed: what stood there stays whole until all of it is there. A link is
   replaced itself, since GIO would empty the file that it points to and write it in place. */
static gboolean
replace (GFile *file, GBytes *content, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream
      = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  if (stream == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  discard (G_OUTPUT_STREAM (stream));
  return FALSE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *self = data;
  GError *error = NULL;

  if (replace (self->file, self->content, cancellable, &error))
    g_task_return_pointer (task, g_object_ref (self->file), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
write_file (GTask *task, GFile *file, GBytes *content)
{
  Writing *self = g_new0 (Writing, 1);

  self->file = g_object_ref (file);
  self->content = g_bytes_ref (content);
  g_task_set_task_data (task, self, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * mado_files_write_async:
 * @file: replaced if it is there
 *
 * Ends with mado_files_save_finish().
 */
void
mado_files_write_async (GFile *file, GBytes *content, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file) && content != NULL);

  write_file (task, file, content);
}

/* A dialog that could not be shown, and the task that waits for its answer. */
typedef struct
{
  GtkNativeDialog *dialog;
  GTask *task;
} Question;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  GError *error = NULL;

  if (mado_portal_find_finish (result, &error))
    {
      gtk_native_dialog_show (question->dialog);
      return;
    }
  g_task_return_error (question->task, error);
  gtk_native_dialog_destroy (question->dialog);
  g_object_unref (question->task);
  g_object_unref (question->dialog);
}

/* Takes @dialog and @task, which ends with an answer to "response", or with why nobody is asked. */
static void
ask (GtkFileChooserNative *dialog, GTask *task)
{
  Question *question;

  if (!mado_portal_is_needed ())
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
      return;
    }
  question = g_new (Question, 1);
  question->dialog = GTK_NATIVE_DIALOG (dialog);
  question->task = task;
  mado_portal_find_async ("org.freedesktop.portal.FileChooser", g_task_get_cancellable (task),
                          found_cb, question);
}

static void
answered_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file)
    write_file (task, file, g_task_get_task_data (task));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * mado_files_save_async:
 * @widget: in the window that asks
 * @title: of the question
 * @name: the file's name as it is proposed
 * @content: what is written
 *
 * Asks where to, and writes it there.
 */
void
mado_files_save_async (GtkWidget *widget, const char *title, const char *name, GBytes *content,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (title != NULL && name != NULL && content != NULL);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_task_data (task, g_bytes_ref (content), (GDestroyNotify) g_bytes_unref);
  dialog = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), task);
  ask (dialog, task);
}

/**
 * mado_files_save_finish:
 *
 * Errors: G_IO_ERROR; CANCELLED when no file was chosen
 *
 * Returns: (transfer full) (nullable): the file that was written; %NULL with @error set
 */
GFile *
mado_files_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
mado_files_explain_saved (GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_save_finish (result, &error);
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  /* Translators: %s is the name of a file. */
  return file ? g_strdup_printf (_ ("Saved as %s"), shown) : mado_advice_explain (error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/* What the answer to @dialog ends. */
static GTask *
start_choice (GtkFileChooserNative *dialog, GtkWidget *widget, GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), task);
  return task;
}

static GtkFileChooserNative *
make_question (GtkWidget *widget, const char *title, GtkFileChooserAction action)
{
  GtkRoot *root = GTK_IS_WINDOW (widget) ? GTK_ROOT (widget) : gtk_widget_get_root (widget);

  return gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                      action, _ ("Open"), _ ("Cancel"));
}

/**
 * mado_files_choose_async:
 * @widget: in the window that asks
 * @title: of the question
 * @kind: what such files are called
 * @pattern: of their names, "*.ics"; every file can be seen as well
 *
 * Ends with mado_files_choose_finish().
 */
void
mado_files_choose_async (GtkWidget *widget, const char *title, const char *kind,
                         const char *pattern, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GtkFileChooserNative *dialog;

  g_return_if_fail (title != NULL && kind != NULL && pattern != NULL);

  dialog = make_question (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  ask (dialog, start_choice (dialog, widget, callback, user_data));
}

/**
 * mado_files_choose_folder_async:
 *
 * As mado_files_choose_async(), for a folder.
 */
void
mado_files_choose_folder_async (GtkWidget *widget, const char *title, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (title != NULL);

  dialog = make_question (widget, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  ask (dialog, start_choice (dialog, widget, callback, user_data));
}

/**
 * mado_files_choose_finish:
 *
 * Errors: G_IO_ERROR_CANCELLED when no file was chosen
 *
 * Returns: (transfer full) (nullable): the file; %NULL with @error set
 */
GFile *
mado_files_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mado_files_take_chosen:
 * @result: of a question that a widget asked
 *
 * For who has nothing to add when no file was chosen: why nobody could be asked is said.
 *
 * Returns: (transfer full) (nullable): as mado_files_choose_finish()
 */
GFile *
mado_files_take_chosen (GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GFile *file = mado_files_choose_finish (result, &error);

  if (!file && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *advice = mado_advice_explain (error);

      mado_toast_say (g_task_get_source_object (G_TASK (result)), advice);
    }
  return file;
}
