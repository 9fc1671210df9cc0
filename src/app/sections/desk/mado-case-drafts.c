/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk answers in the order in which it was asked: the last answer for a key is that of the
 * last text. */
#include "app/sections/desk/mado-case-drafts.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-toast.h"
#include "core/desk/mado-cases-async.h"

#define KEY "mado-case-drafts"

struct _MadoCaseDrafts
{
  GObject parent_instance;
  MadoContext *context; /* weak: it owns this */
  GHashTable *held;     /* (element-type MadoCaseWriting utf8): JSON; "" where a draft is to go */
  GHashTable *keys;     /* (element-type utf8 utf8): slots, and where their text was put beside */
  gboolean is_told;     /* that something is held */
};

typedef struct
{
  MadoCaseDrafts *self;
  MadoCaseWriting *writing;
  char *json;
} Job;

enum
{
  FAILED,
  DOUBLED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseDrafts, mado_case_drafts, G_TYPE_OBJECT)

static Job *
new_job (MadoCaseDrafts *self, MadoCaseWriting *writing, const char *json)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->writing = mado_case_writing_ref (writing);
  job->json = g_strdup (json != NULL ? json : "");
  return job;
}

static void
free_job (Job *self)
{
  g_object_unref (self->self);
  mado_case_writing_unref (self->writing);
  g_free (self->json);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

static void
retry (MadoCaseDrafts *self)
{
  GHashTableIter iter;
  gpointer writing, json;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &writing, &json))
    mado_case_drafts_save (self, writing, json);
}

static void
hold (MadoCaseDrafts *self, const Job *job)
{
  if (g_strcmp0 (g_hash_table_lookup (self->held, job->writing), job->json) == 0)
    return;
  self->is_told = FALSE;
  g_hash_table_replace (self->held, mado_case_writing_ref (job->writing), g_strdup (job->json));
}

/* Where it lies beside its slot it is found again. */
static void
note_key (MadoCaseDrafts *self, MadoCaseWriting *writing, const char *key)
{
  const char *slot = mado_case_writing_get_slot (writing);

  if (key != NULL && !g_str_equal (slot, key))
    g_hash_table_replace (self->keys, g_strdup (slot), g_strdup (key));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  MadoCaseDrafts *self = job->self;
  g_autoptr (MadoCaseDraft) other = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_cases_save_draft_finish (result, &other, &key, &error))
    {
      hold (self, job);
      g_signal_emit (self, signals[FAILED], 0, job->writing, error);
      return;
    }
  note_key (self, job->writing, key);
  g_hash_table_remove (self->held, job->writing);
  if (other != NULL)
    g_signal_emit (self, signals[DOUBLED], 0, job->writing, other);
  /* There is room again. */
  retry (self);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  MadoCaseDrafts *self = job->self;
  g_autoptr (MadoCaseDraft) other = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_cases_save_draft_finish (result, &other, &key, &error))
    {
      g_hash_table_remove (self->keys, mado_case_writing_get_slot (job->writing));
      g_hash_table_remove (self->held, job->writing);
    }
  else if (other != NULL)
    g_signal_emit (self, signals[DOUBLED], 0, job->writing, other);
  g_signal_emit (self, signals[SETTLED], 0, job->writing, error);
}

static void
mado_case_drafts_finalize (GObject *object)
{
  MadoCaseDrafts *self = MADO_CASE_DRAFTS (object);

  g_clear_weak_pointer (&self->context);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->keys);
  G_OBJECT_CLASS (mado_case_drafts_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, MADO_TYPE_CASE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_POINTER, type);
}

static void
mado_case_drafts_class_init (MadoCaseDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_drafts_finalize;
  signals[FAILED] = add_signal ("failed", G_TYPE_ERROR);
  signals[DOUBLED] = add_signal ("doubled", G_TYPE_POINTER);
  signals[SETTLED] = add_signal ("settled", G_TYPE_ERROR);
}

static void
mado_case_drafts_init (MadoCaseDrafts *self)
{
  self->held = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) mado_case_writing_unref, g_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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

const MadoCaseDraft *
mado_case_drafts_find_own (MadoCaseDrafts *self, const char *slot, GPtrArray *drafts)
{
  const char *key;

  g_return_val_if_fail (MADO_IS_CASE_DRAFTS (self) && slot != NULL && drafts != NULL, NULL);

  key = g_hash_table_lookup (self->keys, slot);
  for (guint i = 0; key != NULL && i < drafts->len; i++)
    if (g_str_equal (((MadoCaseDraft *) drafts->pdata[i])->key, key))
      return drafts->pdata[i];
  return drafts->len > 0 ? drafts->pdata[0] : NULL;
}

MadoCaseWriting *
mado_case_drafts_read_held (MadoCaseDrafts *self, const char *slot, char **text, GStrv *cited)
{
  GHashTableIter iter;
  gpointer writing, json;

  g_return_val_if_fail (MADO_IS_CASE_DRAFTS (self) && slot != NULL, NULL);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &writing, &json))
    if (g_str_equal (mado_case_writing_get_slot (writing), slot))
      {
        mado_case_draft_read (json, text, cited);
        return mado_case_writing_ref (writing);
      }
  return NULL;
}

void
mado_case_drafts_save (MadoCaseDrafts *self, MadoCaseWriting *writing, const char *json)
{
  g_return_if_fail (MADO_IS_CASE_DRAFTS (self) && writing != NULL);

  if (self->context != NULL)
    mado_cases_save_draft_async (mado_context_get_desk (self->context), writing, json, saved_cb,
                                 new_job (self, writing, json));
}

void
mado_case_drafts_settle (MadoCaseDrafts *self, MadoCaseWriting *writing, const MadoCaseDraft *other,
                         const char *json)
{
  g_return_if_fail (MADO_IS_CASE_DRAFTS (self) && writing != NULL && other != NULL);

  if (self->context != NULL)
    mado_cases_settle_draft_async (mado_context_get_desk (self->context), writing, other, json,
                                   settled_cb, new_job (self, writing, json));
}

void
mado_case_drafts_forget (MadoCaseDrafts *self, const char *case_id)
{
  GHashTableIter iter;
  gpointer writing;

  g_return_if_fail (MADO_IS_CASE_DRAFTS (self) && case_id != NULL);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &writing, NULL))
    if (g_str_has_prefix (mado_case_writing_get_slot (writing), case_id))
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
