/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question says what is reached, and what is not. */
#include "app/sections/desk/mado-case-eraser.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-drafts.h"
#include "app/sections/desk/mado-case-opener.h"
#include "app/sections/desk/mado-case-outbox.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/sections/mado-undo.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/cases/mado-attachment-copy.h"
#include "core/desk/cases/mado-case-log.h"

typedef struct
{
  MadoCase *the_case;
  MadoCaseDesk *desk;
  char *by;
  char *outbox;
  char *copies; /* of attachments that were opened */
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_object_unref (self->the_case);
  g_object_unref (self->desk);
  g_free (self->by);
  g_free (self->outbox);
  g_free (self->copies);
  g_free (self);
}

static void
erase (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  MadoCase *after = mado_attachment_copy_remove_all (job->copies, &error)
                        ? mado_case_log_erase (desk, job->the_case, job->by, job->outbox, &error)
                        : NULL;

  if (after != NULL)
    g_task_return_pointer (task, after, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* What could be undone has words of the case in it. */
static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  MadoContext *context = mado_case_desk_get_context (job->desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) after = g_task_propagate_pointer (G_TASK (result), &error);

  if (context != NULL)
    {
      mado_undo_forget (mado_undo_get (context));
      mado_context_announce_desk_change (context, mado_case_get_id (job->the_case));
    }
  if (after == NULL)
    mado_case_complain (GTK_WIDGET (source), error);
  else if (gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    mado_toast_say (GTK_WIDGET (source), _ ("The case was erased."));
}

static void
answered_cb (GtkWidget *widget, const char *response, GtkWidget *dialog)
{
  g_autoptr (GTask) task = NULL;
  const Job *asked = g_object_get_data (G_OBJECT (dialog), "job");
  Job *job;

  if (!g_str_equal (response, "erase") || mado_case_desk_get_context (asked->desk) == NULL)
    return;
  /* What was being written is on the disk then, and goes with the rest. */
  mado_case_desk_choose (asked->desk, NULL);
  mado_case_drafts_forget (mado_case_drafts_get (mado_case_desk_get_context (asked->desk)),
                           mado_case_get_id (asked->the_case));
  job = g_new0 (Job, 1);
  job->the_case = g_object_ref (asked->the_case);
  job->desk = g_object_ref (asked->desk);
  job->by = g_strdup (asked->by);
  job->outbox = g_strdup (asked->outbox);
  job->copies = mado_case_opener_dup_folder ();
  task = g_task_new (widget, NULL, erased_cb, NULL);
  g_task_set_task_data (task, job, free_job);
  mado_context_keep (mado_case_desk_get_context (asked->desk), task, erase);
}

/**
 * mado_case_eraser_ask:
 * @widget: on the page that shows the case
 */
void
mado_case_eraser_ask (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_autofree char *number = NULL;
  g_autofree char *heading = NULL;
  GtkRoot *root;
  GtkWidget *dialog;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (the_case));

  root = gtk_widget_get_root (widget);
  number = mado_case_words_dup_number (mado_case_get_number (the_case));
  /* Translators: %s is "Case 12". */
  heading = g_strdup_printf (_ ("Erase %s?"), number);
  dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      _ ("Messages, notes, title, enquirer, drafts and attachments are taken out of every file of "
         "this desk and its copies. Nothing brings them back. Mails that were sent, and files that "
         "were saved elsewhere, are not reached."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "erase",
                                    _ ("Erase"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  job = g_new0 (Job, 1);
  job->the_case = g_object_ref (the_case);
  job->desk = g_object_ref (desk);
  job->by = g_strdup (mado_case_desk_get_officer (desk));
  job->outbox = mado_case_outbox_dup_folder ();
  g_object_set_data_full (G_OBJECT (dialog), "job", job, free_job);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
