/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the text of a search to the query that is asked. */
#include "app/sections/search/mado-inquiry.h"

#include "app/sections/search/mado-findings.h"

struct _MadoInquiry
{
  GObject parent_instance;

  MadoContext *context;
  char *text;
  GHashTable *refused;       /* words of the glossary that the user took out of this search */
  GCancellable *cancellable; /* of the question to the glossary */
};

enum
{
  MISTAKEN,
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoInquiry, mado_inquiry, G_TYPE_OBJECT)

static void
read_expansions (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *expansions = mado_reader_list_expansions (source, data, &error);

  if (expansions)
    g_task_return_pointer (task, expansions, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
expansions_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoInquiry *self = MADO_INQUIRY (source);
  MadoQuery *query = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expansions = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (MadoQuery) expanded = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; expansions && i < expansions->len; i++)
    {
      MadoExpansion *expansion = g_ptr_array_index (expansions, i);

      if (!mado_inquiry_is_refused (self, expansion->word))
        g_ptr_array_add (wanted, expansion);
    }
  expanded = mado_query_expand (query, wanted);
  g_signal_emit (self, signals[ANSWERED], 0, expanded, expansions);
}

static void
run (MadoInquiry *self)
{
  guint position = G_MAXUINT;
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  query = mado_findings_parse (self->text, mado_context_get_vocabulary (self->context), &position,
                               NULL);
  g_signal_emit (self, signals[MISTAKEN], 0, position, query != NULL);
  if (!query)
    return;
  if (mado_query_is_empty (query))
    {
      g_signal_emit (self, signals[ANSWERED], 0, NULL, NULL);
      return;
    }
  task = g_task_new (self, self->cancellable, expansions_read_cb, NULL);
  g_task_set_task_data (task, mado_query_ref (query), (GDestroyNotify) mado_query_unref);
  mado_context_read (self->context, task, read_expansions);
}

static void
mado_inquiry_finalize (GObject *object)
{
  MadoInquiry *self = MADO_INQUIRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  G_OBJECT_CLASS (mado_inquiry_parent_class)->finalize (object);
}

static void
mado_inquiry_class_init (MadoInquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_inquiry_finalize;
  signals[MISTAKEN] = g_signal_new ("mistaken", MADO_TYPE_INQUIRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[ANSWERED] = g_signal_new ("answered", MADO_TYPE_INQUIRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, MADO_TYPE_QUERY, G_TYPE_PTR_ARRAY);
}

static void
mado_inquiry_init (MadoInquiry *self)
{
  self->text = g_strdup ("");
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * mado_inquiry_new:
 * @context: (transfer none): open
 *
 * Returns: (transfer full):
 */
MadoInquiry *
mado_inquiry_new (MadoContext *context)
{
  MadoInquiry *self = g_object_new (MADO_TYPE_INQUIRY, NULL);

  self->context = g_object_ref (context);
  return self;
}

/**
 * mado_inquiry_ask:
 * @text: as typed; empty asks for everything
 *
 * A new question: words that were taken out of the one before are wanted again.
 */
void
mado_inquiry_ask (MadoInquiry *self, const char *text)
{
  g_return_if_fail (MADO_IS_INQUIRY (self) && text != NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  g_hash_table_remove_all (self->refused);
  run (self);
}

void
mado_inquiry_toggle_word (MadoInquiry *self, const char *word)
{
  g_return_if_fail (MADO_IS_INQUIRY (self) && word != NULL);

  if (!g_hash_table_remove (self->refused, word))
    g_hash_table_add (self->refused, g_strdup (word));
  run (self);
}

gboolean
mado_inquiry_is_refused (MadoInquiry *self, const char *word)
{
  g_return_val_if_fail (MADO_IS_INQUIRY (self), FALSE);

  return g_hash_table_contains (self->refused, word);
}
