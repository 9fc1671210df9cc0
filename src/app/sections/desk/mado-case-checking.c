/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records are read where records are read, and the text is looked at there as well. */
#include "app/sections/desk/mado-case-checking.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"

typedef struct
{
  MadoCase *the_case;
  char *text;
  GStrv cited;
  MadoVocabulary *vocabulary; /* of the context, which outlives its workers */
  gint today;
  MadoLanguage language;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_object_unref (self->the_case);
  g_free (self->text);
  g_strfreev (self->cited);
  g_free (self);
}

/* The record's title in place of its id. */
static void
name_record (MadoCaseFlaw *flaw, GPtrArray *records, MadoLanguage language)
{
  if (flaw->check != MADO_CASE_CHECK_CLOSED_CALL && flaw->check != MADO_CASE_CHECK_STALE_FACT)
    return;
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (mado_record_get_id (records->pdata[i]), flaw->what) == 0)
      {
        g_free (flaw->what);
        flaw->what
            = g_strdup (mado_text_get (mado_record_get_title (records->pdata[i]), language, NULL));
        return;
      }
}

static void
run (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *flaws;

  /* A record that is gone is no reason to keep a reply back: what stands on it was read once. */
  for (guint i = 0; job->cited[i] != NULL; i++)
    {
      MadoRecord *record = mado_reader_get_record (reader, job->cited[i], NULL, NULL);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  flaws = mado_case_check_reply (job->the_case, job->text, records, job->vocabulary, job->today);
  for (guint i = 0; i < flaws->len; i++)
    name_record (flaws->pdata[i], records, job->language);
  g_task_return_pointer (task, flaws, (GDestroyNotify) g_ptr_array_unref);
}

void
mado_case_checking_run_async (MadoCaseDesk *desk, MadoCase *the_case, const char *text,
                              const char *const *cited, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (desk, cancellable, callback, user_data);
  MadoContext *context = mado_case_desk_get_context (desk);
  Job *job = g_new0 (Job, 1);

  job->the_case = g_object_ref (the_case);
  job->text = g_strdup (text);
  job->cited = g_strdupv ((GStrv) cited);
  job->vocabulary = mado_context_get_vocabulary (context);
  job->today = mado_case_desk_get_today (desk);
  job->language = mado_display_get_interface_language ();
  g_task_set_task_data (task, job, free_job);
  mado_context_read (context, task, run);
}

GPtrArray *
mado_case_checking_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
mado_case_checking_is_grave (const MadoCaseFlaw *flaw)
{
  g_return_val_if_fail (flaw != NULL, FALSE);

  return flaw->check == MADO_CASE_CHECK_EMPTY || flaw->check == MADO_CASE_CHECK_PLACEHOLDER
         || flaw->check == MADO_CASE_CHECK_INTERNAL;
}

char *
mado_case_checking_describe (const MadoCaseFlaw *flaw)
{
  g_return_val_if_fail (flaw != NULL, NULL);

  switch (flaw->check)
    {
    case MADO_CASE_CHECK_EMPTY:
      return g_strdup (_ ("The reply is empty. Write something, or insert an answer."));
    case MADO_CASE_CHECK_LANGUAGE:
      return g_strdup (g_str_equal (flaw->what, "ja")
                           ? _ ("The enquirer writes Japanese and the reply is in English. Insert "
                                "the Japanese answer, or translate it.")
                           : _ ("The enquirer writes English and the reply is in Japanese. Insert "
                                "the English answer, or translate it."));
    case MADO_CASE_CHECK_PLACEHOLDER:
      /* Translators: %s is a gap in a text, "{{name}}". */
      return g_strdup_printf (_ ("%s is not filled in. Put the word in its place."), flaw->what);
    case MADO_CASE_CHECK_INTERNAL:
      /* Translators: %s is a passage of a note. */
      return g_strdup_printf (_ ("“%s” stands in an internal note. Take it out."), flaw->what);
    case MADO_CASE_CHECK_CLOSED_CALL:
      /* Translators: %s is the title of a call. */
      return g_strdup_printf (_ ("“%s” is closed. Say so, or leave it out."), flaw->what);
    default:
      /* Translators: %s is the title of a record. */
      return g_strdup_printf (_ ("“%s” must be checked before use. Look at its sources first."),
                              flaw->what);
    }
}
