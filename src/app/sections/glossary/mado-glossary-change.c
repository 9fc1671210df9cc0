/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of own terms, and how the records follow it. */
#include "app/sections/glossary/mado-glossary.h"

#include <string.h>

#include "app/sections/mado-undo.h"
#include "core/store/mado-own-terms.h"

#define KEY "mado-glossary"

/* It crosses to the desk's thread. */
typedef struct
{
  GPtrArray *before; /* (element-type MadoOwnTerm) */
  GPtrArray *after;
} Data;

static void
free_data (gpointer data)
{
  Data *self = data;

  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

static GPtrArray *
copy_terms (GPtrArray *terms)
{
  GPtrArray *copies = mado_own_terms_new ();

  for (guint i = 0; terms && i < terms->len; i++)
    g_ptr_array_add (copies, mado_own_term_copy (g_ptr_array_index (terms, i)));
  return copies;
}

static gboolean
has_id (GPtrArray *terms, const char *id)
{
  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (((MadoOwnTerm *) g_ptr_array_index (terms, i))->id, id))
      return TRUE;
  return FALSE;
}

/* From the one state to the other, whatever there is. */
static gboolean
lead (MadoDesk *desk, GPtrArray *from, GPtrArray *to, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < from->len; i++)
    {
      MadoOwnTerm *term = g_ptr_array_index (from, i);

      /* Of many that come and go at once none has its place taken: ids are new. */
      if (to->len == 0 || !has_id (to, term->id))
        g_ptr_array_add (gone, term->id);
    }
  return mado_desk_change_terms (desk, to, gone, error);
}

static gboolean
apply (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;

  return lead (desk, self->before, self->after, error);
}

static gboolean
revert (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;

  return lead (desk, self->after, self->before, error);
}

/**
 * mado_glossary_change:
 * @name: translated, what was done
 * @before: (nullable) (element-type MadoOwnTerm): terms as they were; those that are not in @after
 *   are removed
 * @after: (nullable) (element-type MadoOwnTerm): terms as they are to be
 *
 * One step of the undo stack.
 */
void
mado_glossary_change (MadoContext *context, const char *name, GPtrArray *before, GPtrArray *after)
{
  const MadoUndoChange change
      = { .name = name, .id = MADO_OWN_TERMS_CHANGED, .apply = apply, .revert = revert };
  Data *data;

  g_return_if_fail (MADO_IS_CONTEXT (context) && name);

  data = g_new0 (Data, 1);
  data->before = copy_terms (before);
  data->after = copy_terms (after);
  mado_undo_do (mado_undo_get (context), &change, data, free_data);
}

/* --- The records follow --- */

/* On the writer's thread. */
static void
take_terms (GTask *task, gpointer writer, gpointer data, GCancellable *cancellable)
{
  g_auto (MadoApplied) applied = { 0 };
  GError *error = NULL;

  if (mado_writer_take_terms (writer, data, &applied, cancellable, &error))
    g_task_return_boolean (task, applied.added + applied.changed + applied.removed > 0);
  else
    g_task_return_error (task, error);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoContext *context = MADO_CONTEXT (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    mado_context_announce_change (context);
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_context_announce_desk_failure (context, error);
}

static void
follow (MadoContext *context)
{
  g_autoptr (GTask) task = g_task_new (context, NULL, taken_cb, NULL);

  g_task_set_task_data (task, g_strdup (mado_context_get_profile (context)), g_free);
  mado_context_write (context, task, take_terms);
}

static void
desk_changed_cb (MadoContext *context, const char *id)
{
  if (strcmp (id, MADO_OWN_TERMS_CHANGED) == 0)
    follow (context);
}

/**
 * mado_glossary_follow:
 * @context: open
 *
 * From now on the records have the terms that the desk has, also where they were made anew or the
 * desk is another file. To be called for every window; once is enough.
 */
void
mado_glossary_follow (MadoContext *context)
{
  g_return_if_fail (MADO_IS_CONTEXT (context));

  if (g_object_get_data (G_OBJECT (context), KEY))
    return;
  g_object_set_data (G_OBJECT (context), KEY, GINT_TO_POINTER (TRUE));
  g_signal_connect (context, "desk-changed", G_CALLBACK (desk_changed_cb), NULL);
  g_signal_connect (context, "desk-reopened", G_CALLBACK (follow), NULL);
  follow (context);
}
