/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that must be built anew is; then the bundled edition is applied. */
#include "core/store/mado-edition.h"

#include "core/store/mado-reader.h"

struct _MadoEditionProgress
{
  guint done; /* both are accessed atomically */
  guint total;
};

void
mado_edition_outcome_free (MadoEditionOutcome *self)
{
  g_free (self->rebuilt);
  g_free (self);
}

MadoEditionProgress *
mado_edition_progress_new (void)
{
  return g_atomic_rc_box_new0 (MadoEditionProgress);
}

MadoEditionProgress *
mado_edition_progress_ref (MadoEditionProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mado_edition_progress_unref (MadoEditionProgress *self)
{
  g_atomic_rc_box_release (self);
}

/**
 * mado_edition_progress_get:
 * @total: (out): how many records the file will hold; 0 when none is being built
 *
 * Returns: how many of them it holds
 */
guint
mado_edition_progress_get (MadoEditionProgress *self, guint *total)
{
  g_return_val_if_fail (self != NULL && total != NULL, 0);

  *total = g_atomic_int_get (&self->total);
  return g_atomic_int_get (&self->done);
}

static void
set_progress (guint done, guint total, gpointer user_data)
{
  MadoEditionProgress *self = user_data;

  g_atomic_int_set (&self->done, done);
  g_atomic_int_set (&self->total, total);
}

/**
 * mado_edition_bring:
 * @task: answered with a #MadoEditionOutcome, or with an error in MADO_STORE_ERROR or
 *   G_IO_ERROR_CANCELLED: the store is then as it was
 * @writer: a #MadoWriter of mado_writer_open_as_found()
 * @progress: a #MadoEditionProgress
 *
 * A GTaskThreadFunc for the writer's worker.
 */
void
mado_edition_bring (GTask *task, gpointer writer, gpointer progress, GCancellable *cancellable)
{
  gint64 before = mado_writer_get_edition (writer, "core");
  g_auto (MadoApplied) applied = { 0 };
  MadoEditionOutcome *outcome;
  GError *error = NULL;
  gboolean done = mado_writer_renew (writer, set_progress, progress, cancellable, &error)
                  && mado_writer_apply_bundle (writer, NULL, &applied, cancellable, &error);

  set_progress (0, 0, progress);
  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  outcome = g_new0 (MadoEditionOutcome, 1);
  outcome->rebuilt = g_strdup (mado_writer_get_rebuilt (writer));
  outcome->was_damaged = mado_writer_was_damaged (writer);
  outcome->changed = outcome->rebuilt != NULL || mado_writer_get_edition (writer, "core") != before;
  g_task_return_pointer (task, outcome, (GDestroyNotify) mado_edition_outcome_free);
}

/**
 * mado_edition_read_vocabulary:
 * @task: answered with the #MadoVocabulary of a store that has an edition, or with an error in
 *   MADO_STORE_ERROR: there is nothing in it that could be shown
 * @reader: a #MadoReader
 *
 * A GTaskThreadFunc for the reader's worker.
 */
void
mado_edition_read_vocabulary (GTask *task, gpointer reader, gpointer data,
                              GCancellable *cancellable)
{
  g_auto (MadoStanding) standing = { 0 };
  GError *error = NULL;

  if (!mado_reader_get_standing (reader, &standing, &error))
    g_task_return_error (task, error);
  else if (standing.edition == 0)
    g_task_return_new_error (task, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                             "records.db: no edition has been applied to it");
  else
    g_task_return_pointer (task, g_object_ref (mado_reader_get_vocabulary (reader)),
                           g_object_unref);
}
