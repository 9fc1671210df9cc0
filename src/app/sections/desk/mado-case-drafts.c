/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk answers in the order in which it was asked: the last answer for a key is that of the
 * last text. */
#include "app/sections/desk/mado-case-drafts.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-toast.h"
#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/mado-cases-async.h"

#define KEY "mado-case-drafts"

struct _MadoCaseDrafts
{
  GObject parent_instance;
  MadoContext *context; /* weak: it owns this */
  GHashTable *held;     /* (element-type utf8 utf8): keys and JSON; "" where a draft is to go */
  gboolean is_told;     /* that something is held */
};

typedef struct
{
  MadoCaseDrafts *self;
  char *key;
  char *json;
} Job;

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseDrafts, mado_case_drafts, G_TYPE_OBJECT)

static void
free_job (Job *self)
{
  g_object_unref (self->self);
  g_free (self->key);
  g_free (self->json);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static void
retry (MadoCaseDrafts *self)
{
  GHashTableIter iter;
  gpointer key, json;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, &json))
    mado_case_drafts_keep (self, key, json);
}

static void
hold (MadoCaseDrafts *self, const Job *job)
{
  if (g_strcmp0 (g_hash_table_lookup (self->held, job->key), job->json) == 0)
    return;
  self->is_told = FALSE;
  g_hash_table_replace (self->held, g_strdup (job->key), g_strdup (job->json));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  MadoCaseDrafts *self = job->self;
  g_autoptr (GError) error = NULL;

  if (!mado_cases_keep_draft_finish (result, &error))
    {
      hold (self, job);
      g_signal_emit (self, signals[FAILED], 0, job->key, error);
      return;
    }
  g_hash_table_remove (self->held, job->key);
  /* There is room again. */
  retry (self);
}

static void
mado_case_drafts_finalize (GObject *object)
{
  MadoCaseDrafts *self = MADO_CASE_DRAFTS (object);

  g_clear_weak_pointer (&self->context);
  g_hash_table_unref (self->held);
  G_OBJECT_CLASS (mado_case_drafts_parent_class)->finalize (object);
}

static void
mado_case_drafts_class_init (MadoCaseDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_drafts_finalize;
  signals[FAILED] = g_signal_new ("failed", MADO_TYPE_CASE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
mado_case_drafts_init (MadoCaseDrafts *self)
{
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * mado_case_drafts_get:
 * @context: open
 *
 * Returns: (transfer none): the one of @context, which owns it
 */
MadoCaseDrafts *
mado_case_drafts_get (MadoContext *context)
{
  MadoCaseDrafts *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context), NULL);

  self = g_object_get_data (G_OBJECT (context), KEY);
  if (self == NULL)
    {
      self = g_object_new (MADO_TYPE_CASE_DRAFTS, NULL);
      g_set_weak_pointer (&self->context, context);
      g_object_set_data_full (G_OBJECT (context), KEY, self, g_object_unref);
      g_signal_connect_object (context, "desk-reopened", G_CALLBACK (retry), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

void
mado_case_drafts_keep (MadoCaseDrafts *self, const char *key, const char *json)
{
  Job *job;

  g_return_if_fail (MADO_IS_CASE_DRAFTS (self) && key != NULL);

  if (self->context == NULL)
    return;
  job = g_new0 (Job, 1);
  job->self = g_object_ref (self);
  job->key = g_strdup (key);
  job->json = g_strdup (json != NULL ? json : "");
  mado_cases_keep_draft_async (mado_context_get_desk (self->context), key, job->json, NULL, kept_cb,
                               job);
}

gboolean
mado_case_drafts_read_held (MadoCaseDrafts *self, const char *key, char **text, GStrv *citations)
{
  const char *json;

  g_return_val_if_fail (MADO_IS_CASE_DRAFTS (self) && key != NULL, FALSE);

  json = g_hash_table_lookup (self->held, key);
  if (json != NULL)
    mado_case_draft_read (json, text, citations);
  return json != NULL;
}

void
mado_case_drafts_forget (MadoCaseDrafts *self, const char *case_id)
{
  GHashTableIter iter;
  gpointer key;

  g_return_if_fail (MADO_IS_CASE_DRAFTS (self) && case_id != NULL);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, case_id))
      g_hash_table_iter_remove (&iter);
}

gboolean
mado_case_drafts_may_leave (MadoCaseDrafts *self, GtkWidget *widget)
{
  g_return_val_if_fail (MADO_IS_CASE_DRAFTS (self) && GTK_IS_WIDGET (widget), TRUE);

  if (self->is_told || g_hash_table_size (self->held) == 0)
    return TRUE;
  self->is_told = TRUE;
  mado_toast_say (widget,
                  _ ("What was written about a case is not saved. Make room on the disk, or "
                     "copy the text elsewhere; closing again gives it up."));
  retry (self);
  return FALSE;
}
