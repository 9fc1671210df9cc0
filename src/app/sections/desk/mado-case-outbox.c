/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The draft lies in a folder of its own for the time that the mail program needs it, for its user
 * alone; the next one takes the place of those before. */
#include "app/sections/desk/mado-case-outbox.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/sections/desk/mado-case-say.h"
#include "app/sections/mado-files.h"
#include "app/sections/mado-launch.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/cases/mado-case-export.h"

typedef struct
{
  MadoCase *the_case;
  char *folder; /* nullable: it is saved by dialog */
} Job;

typedef struct
{
  GBytes *mail;
  char *name; /* of the file */
  char *path; /* nullable */
} Draft;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_object_unref (self->the_case);
  g_free (self->folder);
  g_free (self);
}

static void
free_draft (gpointer data)
{
  Draft *self = data;

  g_bytes_unref (self->mail);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static gboolean
write_draft (Draft *draft, const char *folder, GError **error)
{
  gsize length;
  const char *mail = g_bytes_get_data (draft->mail, &length);

  g_mkdir_with_parents (folder, 0700);
  if (!mado_case_export_empty_outbox (folder, error))
    return FALSE;
  draft->path = g_build_filename (folder, draft->name, NULL);
  return g_file_set_contents_full (draft->path, mail, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
make_draft (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (MadoCasePerson) person = NULL;
  GError *error = NULL;
  Draft *draft;
  char *mail;

  if (!mado_cases_get_person (desk, job->the_case, &person, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  mail = mado_case_export_mail (job->the_case, person);
  if (mail == NULL)
    {
      g_task_return_new_error (task, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND, "%s",
                               _ ("There is no reply yet. Write one first."));
      return;
    }
  draft = g_new0 (Draft, 1);
  draft->mail = g_bytes_new_take (mail, strlen (mail));
  draft->name
      = g_strdup_printf ("case-%" G_GINT64_FORMAT ".eml", mado_case_get_number (job->the_case));
  if (job->folder == NULL || write_draft (draft, job->folder, &error))
    {
      g_task_return_pointer (task, draft, free_draft);
      return;
    }
  free_draft (draft);
  g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  mado_case_say_saved (GTK_WIDGET (source), result,
                       _ ("Draft saved. Open it with your mail program."));
}

static void
offer_saving (GtkWidget *widget, const Draft *draft)
{
  if (gtk_widget_get_root (widget) != NULL)
    mado_files_save_async (widget, _ ("Save the draft of the mail"), draft->name, draft->mail, NULL,
                           saved_cb, NULL);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) made = user_data;
  GtkWidget *widget = g_task_get_source_object (made);
  const Draft *draft = g_object_get_data (G_OBJECT (made), "draft");

  if (mado_launch_finish (result, NULL))
    mado_toast_say (widget, _ ("Your mail program has the draft. Send it from there."));
  else
    offer_saving (widget, draft);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = G_TASK (result);
  g_autoptr (GError) error = NULL;
  Draft *draft = g_task_propagate_pointer (task, &error);
  g_autofree char *uri = NULL;

  if (draft == NULL)
    {
      mado_case_complain (GTK_WIDGET (source), error);
      return;
    }
  /* It lives as long as somebody still works with it. */
  g_object_set_data_full (G_OBJECT (task), "draft", draft, free_draft);
  uri = draft->path != NULL ? g_filename_to_uri (draft->path, NULL, NULL) : NULL;
  if (uri != NULL)
    mado_launch_async (GTK_WIDGET (source), uri, launched_cb, g_object_ref (task));
  else
    offer_saving (GTK_WIDGET (source), draft);
}

static void
hand_over (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case, char *folder)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, made_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->the_case = g_object_ref (the_case);
  job->folder = folder;
  g_task_set_task_data (task, job, free_job);
  mado_context_keep (mado_case_desk_get_context (desk), task, make_draft);
}

void
mado_case_outbox_open (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (the_case));

  hand_over (widget, desk, the_case, mado_case_outbox_dup_folder ());
}

void
mado_case_outbox_save (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (the_case));

  hand_over (widget, desk, the_case, NULL);
}

char *
mado_case_outbox_dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "madoguchi", "drafts", NULL);
}
