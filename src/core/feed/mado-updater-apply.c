/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies what was fetched. */
#include "core/feed/mado-updater-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-back-writer.h"
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

/* The JSON of a record while it stands. %NULL without @error: there is none. */
static gboolean
read_json (MadoDatabase *records, const char *id, char **json, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (records, "SELECT json FROM records WHERE id = ?1", error);

  *json = NULL;
  if (!statement)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (mado_database_step (records, statement, NULL, &refusal))
    *json = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  if (!refusal)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* What the set's step is told of. */
typedef struct
{
  MadoFeedStep *step;
  MadoBackWriter *back;
} Noting;

/* What goes is told by its title: afterwards nobody knows it any more. (nullable): where it cannot
 * be read, the id has to do. */
static MadoText *
read_last_title (const char *json)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, NULL);
  g_autoptr (MadoRecord) record = node ? mado_record_new_from_json (node, NULL) : NULL;
  MadoText *title = record ? mado_record_get_title (record) : NULL;

  return title ? mado_text_ref (title) : NULL;
}

static void
note_fate (MadoFate fate, MadoKind kind, const char *id, const char *json, gpointer user_data)
{
  const Noting *noting = user_data;
  g_autoptr (MadoText) title = NULL;

  if (fate == MADO_FATE_REMOVED && noting->step->counts[fate][kind] < MADO_FEED_KIND_MOST)
    title = read_last_title (json);
  mado_feed_step_add (noting->step, fate, kind, id, title);
  mado_back_writer_note (noting->back, fate, id, json);
}

static MadoOutcome *
start_outcome (MadoUpdater *self, const MadoReady *ready)
{
  MadoOutcome *outcome = g_new0 (MadoOutcome, 1);
  MadoFeedStep *step = mado_feed_step_new (ready->catalog->set);

  step->from = ready->from;
  step->to = ready->catalog->seq;
  step->date = g_strdup (ready->catalog->date);
  step->time = self->now;
  for (guint i = 0; i < ready->chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (ready->chain, i);

      step->bytes += ready->is_kept ? 0 : pack->bytes;
      step->whole = step->whole || pack->from == MADO_PACK_FULL;
    }
  step->whole = step->whole || ready->is_retired;
  outcome->step = step;
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

/* What is known of the set before it changes. */
static MadoBackWriter *
start_back (const MadoReady *ready, MadoWriter *writer, GError **error)
{
  g_auto (MadoSetStanding) standing = { 0 };

  if (!mado_set_standing_read (&standing, mado_writer_get_database (writer), ready->catalog->set,
                               error))
    return NULL;
  return mado_back_writer_new (ready->catalog->set, &standing);
}

/* What was refused when it came, is not what the publisher has: no way leads back from there. A
 * set that was retired is left for good. */
static gboolean
finish_set (MadoUpdater *self, const MadoReady *ready, MadoOutcome *outcome, MadoBackWriter *back,
            GError **error)
{
  outcome->step->refused = outcome->applied.refused->len;
  return (ready->is_retired || outcome->step->refused > 0
          || mado_back_writer_end (back, self->folder, outcome->step->to, error))
         && mado_feed_history_add (self->folder, outcome->step, error);
}

gboolean
mado_updater_apply_set (MadoUpdater *self, const MadoReady *ready, MadoWriter *writer,
                        MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                        GError **error)
{
  Reading reading = { ready, 0, NULL };
  g_autoptr (MadoBackWriter) back = NULL;
  Noting noting = { 0 };
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

  if (ready->chain->len == 0 && (!ready->is_retired || ready->from == 0))
    return TRUE;
  if (!claim (self, flow.set, error) || !(back = start_back (ready, writer, error)))
    return FALSE;
  outcome = start_outcome (self, ready);
  noting = (Noting){ outcome->step, back };
  flow.from = outcome->step->whole ? MADO_FLOW_WHOLE_SET : ready->from;
  flow.told_data = &noting;
  flow.applied = &outcome->applied;
  for (guint i = 0; i < ready->chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (ready->chain, i);

      flow.expected += (guint) MIN (pack->puts + pack->dels, G_MAXINT);
    }
  done = mado_writer_flow (writer, &flow, cancellable, error);
  g_clear_pointer (&reading.reader, mado_pack_reader_free);
  if (!done)
    {
      g_ptr_array_set_size (self->outcomes, (gint) self->outcomes->len - 1);
      return FALSE;
    }
  return finish_set (self, ready, outcome, back, error);
}

static gboolean
keep_copy (MadoDesk *desk, MadoDatabase *records, const char *id, GError **error)
{
  g_autofree char *json = NULL;

  return read_json (records, id, &json, error)
         && (!json || mado_desk_keep_copy (desk, id, json, error));
}

/* What has a star or a note, is kept as it is now: the update may be the one in which it vanishes.
 * A desk that cannot be written keeps nothing, and says so itself. */
gboolean
mado_updater_keep_copies (MadoUpdater *self, MadoWriter *writer, GError **error)
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

/* The set is nobody's now: it may come back, or another feed may bring it. What says so is written
 * with the rest, at the end. */
static gboolean
forget_set (MadoUpdater *self, const char *set, GError **error)
{
  guint at;

  if (g_ptr_array_find_with_equal_func (self->memory.sets, set, g_str_equal, &at))
    g_ptr_array_remove_index (self->memory.sets, at);
  mado_feed_memory_release (&self->memory, set);
  return mado_back_packs_forget (self->folder, set, error);
}

static gboolean
is_catalog (MadoUpdater *self, const char *name)
{
  for (guint i = 0; i < self->ready->len; i++)
    if (g_strcmp0 (((const MadoReady *) g_ptr_array_index (self->ready, i))->catalog_file, name)
        == 0)
      return TRUE;
  return FALSE;
}

/* Of what was fetched only the catalogues are of use again, since an update that finds nothing new
 * need not ask for them; what an update that died left half is of none. */
static void
remove_packs (MadoUpdater *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->packs, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (self->packs, name, NULL);

      if (!is_catalog (self, name))
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

  if (!mado_updater_keep_copies (self, writer, error))
    return FALSE;
  for (guint i = 0; i < self->ready->len; i++)
    {
      const MadoReady *ready = g_ptr_array_index (self->ready, i);

      if (mado_updater_apply_set (self, ready, writer, progress, progress_data, cancellable, error)
          && (!ready->is_retired || forget_set (self, ready->catalog->set, error)))
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
 * @progress: (nullable): whom to tell how far it is, on this thread
 *
 * mado_updater_fetch() and mado_updater_apply(), and both again with whole sets where packs do not
 * fit: for who has one thread for everything.
 */
gboolean
mado_updater_run (MadoUpdater *self, const MadoFeedSource *source, MadoWriter *writer,
                  const MadoUpdaterProgress *progress, GCancellable *cancellable, GError **error)
{
  const MadoUpdaterProgress nobody = { 0 };
  const MadoUpdaterProgress *tell = progress ? progress : &nobody;
  g_autoptr (GError) refusal = NULL;

  g_return_val_if_fail (self != NULL && source != NULL && writer != NULL, FALSE);

  if (!mado_updater_fetch (self, source, tell->fetched, tell->user_data, cancellable, error))
    return FALSE;
  if (mado_updater_apply (self, writer, tell->applied, tell->user_data, cancellable, &refusal))
    return TRUE;
  if (!is_misfit (self, refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return mado_updater_fetch (self, source, tell->fetched, tell->user_data, cancellable, error)
         && mado_updater_apply (self, writer, tell->applied, tell->user_data, cancellable, error);
}
