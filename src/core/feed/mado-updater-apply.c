/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies what was fetched. */
#include "core/feed/mado-updater-private.h"

#include <glib/gstdio.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-pack-reader.h"
#include "core/store/mado-desk.h"

/* The packs of a set, one after the other. */
typedef struct
{
  const MadoReady *ready;
  guint at; /* of the pack that is read next */
  MadoPackReader *reader;
} Reading;

static gboolean
open_pack (Reading *self, GCancellable *cancellable, GError **error)
{
  const MadoPack *pack = g_ptr_array_index (self->ready->chain, self->at);
  g_autoptr (GFile) file = g_file_new_for_path (g_ptr_array_index (self->ready->files, self->at));
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));

  if (!stream)
    return FALSE;
  self->reader = mado_pack_reader_new (stream, self->ready->catalog->set, pack);
  self->at++;
  return TRUE;
}

static gboolean
next_operation (MadoOperation *operation, gpointer user_data, GCancellable *cancellable,
                GError **error)
{
  Reading *self = user_data;
  g_autoptr (GError) refusal = NULL;

  for (;;)
    {
      if (self->reader && mado_pack_reader_next (self->reader, operation, cancellable, &refusal))
        return TRUE;
      if (refusal)
        {
          const MadoPack *pack = g_ptr_array_index (self->ready->chain, self->at - 1);

          g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", pack->path);
          return FALSE;
        }
      g_clear_pointer (&self->reader, mado_pack_reader_free);
      if (self->at == self->ready->chain->len)
        return FALSE;
      if (!open_pack (self, cancellable, error))
        return FALSE;
    }
}

static void
note_fate (MadoFate fate, MadoKind kind, const char *id, gpointer user_data)
{
  MadoOutcome *outcome = user_data;

  outcome->counts[fate][kind]++;
  if (outcome->ids[fate]->len < MADO_OUTCOME_IDS_MOST)
    g_ptr_array_add (outcome->ids[fate], g_strdup (id));
}

static MadoOutcome *
start_outcome (MadoUpdater *self, const MadoReady *ready)
{
  MadoOutcome *outcome = g_new0 (MadoOutcome, 1);

  outcome->set = g_strdup (ready->catalog->set);
  outcome->from = ready->from;
  outcome->to = ready->catalog->seq;
  for (guint i = 0; i < G_N_ELEMENTS (outcome->ids); i++)
    outcome->ids[i] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ready->chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (ready->chain, i);

      outcome->bytes += pack->bytes;
      outcome->whole = outcome->whole || pack->from == MADO_PACK_FULL;
    }
  g_ptr_array_add (self->outcomes, outcome);
  return outcome;
}

/* The set's name is kept before its first record: what a feed brought is known to be its own,
 * whenever the program dies. */
static gboolean
claim (MadoUpdater *self, const char *set, GError **error)
{
  if (g_ptr_array_find_with_equal_func (self->memory.sets, set, g_str_equal, NULL))
    return TRUE;
  g_ptr_array_add (self->memory.sets, g_strdup (set));
  return mado_feed_memory_write (&self->memory, self->folder, error);
}

static gboolean
apply_set (MadoUpdater *self, const MadoReady *ready, MadoWriter *writer, MadoProgress progress,
           gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Reading reading = { ready, 0, NULL };
  MadoOutcome *outcome;
  gboolean done;
  MadoFlow flow = { .set = ready->catalog->set,
                    .edition = ready->catalog->seq,
                    .date = ready->catalog->date,
                    .now = self->now,
                    .next = next_operation,
                    .next_data = &reading,
                    .told = note_fate,
                    .progress = progress,
                    .progress_data = progress_data };

  if (ready->chain->len == 0)
    return TRUE;
  if (!claim (self, flow.set, error))
    return FALSE;
  outcome = start_outcome (self, ready);
  flow.from = outcome->whole ? MADO_FLOW_WHOLE_SET : ready->from;
  flow.told_data = outcome;
  flow.applied = &outcome->applied;
  for (guint i = 0; i < ready->chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (ready->chain, i);

      flow.expected += (guint) MIN (pack->puts + pack->dels, G_MAXINT);
    }
  done = mado_writer_flow (writer, &flow, cancellable, error);
  g_clear_pointer (&reading.reader, mado_pack_reader_free);
  if (!done)
    g_ptr_array_set_size (self->outcomes, (gint) self->outcomes->len - 1);
  return done;
}

static gboolean
keep_copy (MadoDesk *desk, MadoDatabase *records, const char *id, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *json = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (records, "SELECT json FROM records WHERE id = ?1", error);

  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (mado_database_step (records, statement, NULL, &refusal))
    json = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  if (refusal)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return !json || mado_desk_keep_copy (desk, id, json, error);
}

/* What has a star or a note, is kept as it is now: the update may be the one in which it vanishes.
 * A desk that cannot be written keeps nothing, and says so itself. */
static gboolean
keep_copies (MadoUpdater *self, MadoWriter *writer, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, error);
  g_autoptr (GPtrArray) kept = NULL;

  if (!desk)
    return FALSE;
  if (mado_desk_is_read_only (desk, NULL))
    return TRUE;
  kept = mado_desk_list_kept (desk, error);
  for (guint i = 0; kept && i < kept->len; i++)
    if (!keep_copy (desk, mado_writer_get_database (writer),
                    ((const MadoKept *) g_ptr_array_index (kept, i))->id, error))
      return FALSE;
  return kept != NULL;
}

/* Nothing that was fetched is needed any more, nor what an update that died left half. */
static void
remove_packs (MadoUpdater *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->packs, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (self->packs, name, NULL);

      g_unlink (path);
    }
}

/**
 * mado_updater_apply:
 * @writer: of the profile
 * @progress: (nullable): called on this thread with the operations done and all of a set
 * @error: %MADO_STORE_ERROR_OTHER_STATE when packs do not fit what is there; the next
 *   mado_updater_fetch() then gets the whole set. Else as for mado_writer_flow().
 *
 * Applies what mado_updater_fetch() got, a transaction a set.
 */
gboolean
mado_updater_apply (MadoUpdater *self, MadoWriter *writer, MadoProgress progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && writer != NULL, FALSE);

  if (!keep_copies (self, writer, error))
    return FALSE;
  for (guint i = 0; i < self->ready->len; i++)
    {
      const MadoReady *ready = g_ptr_array_index (self->ready, i);

      if (apply_set (self, ready, writer, progress, progress_data, cancellable, error))
        continue;
      g_hash_table_add (self->whole, g_strdup (ready->catalog->set));
      return FALSE;
    }
  self->memory.confirmed = self->now;
  if (!mado_feed_memory_write (&self->memory, self->folder, error))
    return FALSE;
  remove_packs (self);
  return TRUE;
}

/* Whether the whole set may help where packs did not. */
static gboolean
is_misfit (MadoUpdater *self, const GError *refusal)
{
  return g_hash_table_size (self->whole) > 0
         && (g_error_matches (refusal, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_STATE)
             || g_error_matches (refusal, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED));
}

/**
 * mado_updater_run:
 *
 * mado_updater_fetch() and mado_updater_apply(), and both again with whole sets where packs do not
 * fit: for who has one thread for everything.
 */
gboolean
mado_updater_run (MadoUpdater *self, const MadoFeedSource *source, MadoWriter *writer,
                  MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GError) refusal = NULL;

  g_return_val_if_fail (self != NULL && source != NULL && writer != NULL, FALSE);

  if (!mado_updater_fetch (self, source, progress, progress_data, cancellable, error))
    return FALSE;
  if (mado_updater_apply (self, writer, progress, progress_data, cancellable, &refusal))
    return TRUE;
  if (!is_misfit (self, refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return mado_updater_fetch (self, source, progress, progress_data, cancellable, error)
         && mado_updater_apply (self, writer, progress, progress_data, cancellable, error);
}
