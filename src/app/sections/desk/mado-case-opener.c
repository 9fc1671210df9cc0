/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the folder for the run-time files of the program that Flatpak shares with the portal, by this
 * very name; elsewhere it is one as good as any other. It is gone when the user logs out. */
#include "app/sections/desk/mado-case-opener.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "app/sections/desk/mado-case-say.h"
#include "app/sections/mado-launch.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/cases/mado-attachment-copy.h"

typedef struct
{
  char *sha256;
  char *name;
  char *folder;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_free (self->sha256);
  g_free (self->name);
  g_free (self->folder);
  g_free (self);
}

static void
copy (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  char *path = mado_attachment_copy (desk, job->sha256, job->name, job->folder, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    mado_launch (GTK_WIDGET (source), uri,
                 _ ("No program here opens files of this kind. Save it instead."));
  else if (g_error_matches (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED))
    mado_toast_say (GTK_WIDGET (source),
                    _ ("This file may hold a program or macros. It can be saved, not opened."));
  else
    mado_case_complain (GTK_WIDGET (source), error);
}

/* Each program that runs has its own, and removes no other one's. */
static char *
dup_own_folder (void)
{
  g_autofree char *root = mado_case_opener_dup_folder ();
  g_autofree char *number = g_strdup_printf ("%d", (int) getpid ());

  return g_build_filename (root, number, NULL);
}

void
mado_case_opener_open (GtkWidget *widget, MadoCaseDesk *desk, const char *sha256, const char *name)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CASE_DESK (desk) && sha256 != NULL);

  task = g_task_new (widget, NULL, copied_cb, NULL);
  job = g_new0 (Job, 1);
  job->sha256 = g_strdup (sha256);
  job->name = g_strdup (name);
  job->folder = dup_own_folder ();
  g_task_set_task_data (task, job, free_job);
  mado_context_keep (mado_case_desk_get_context (desk), task, copy);
}

char *
mado_case_opener_dup_folder (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "app", "io.github.madoguchi.Madoguchi",
                           "attachments", NULL);
}

void
mado_case_opener_clean (void)
{
  g_autofree char *folder = dup_own_folder ();

  /* The run-time folder itself goes with the session. */
  mado_attachment_copy_remove_all (folder, NULL);
}
