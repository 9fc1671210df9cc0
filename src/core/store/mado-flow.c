/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes operations one by one into the records and their index. Of a whole set only the rows are
 * kept in memory, eight bytes a record. */
#include "core/store/mado-flow.h"

#include <string.h>

#include "core/store/mado-places.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-writer-private.h"

#define PROGRESS_STEPS 128 /* operations between two reports */
#define SMALL_CHANGE 1000  /* rows that are no large change of whatever store */

typedef struct
{
  MadoWriter *writer;
  const MadoFlow *flow;
  MadoPlaces *places;
  GArray
      *kept; /* (element-type gint64): rows that stay, in the order they came; NULL for a delta */
  MadoSetState state;
  gboolean known; /* @state is what the publisher's is */
  gint64 limit;   /* rows changed from which on the change is large */
  gint64 changed;
  guint done;
} Flowing;

static void
clear_flowing (Flowing *self)
{
  g_clear_pointer (&self->places, mado_places_free);
  g_clear_pointer (&self->kept, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flowing, clear_flowing)

/* The row of an id, while it stands. */
typedef struct
{
  gint64 rowid;
  const char *set;
  const char *json;
  gsize length;
  gint64 digest;
} Found;

static gboolean
fail (GError **error, const char *set, const char *what)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_STATE, "the set \"%s\": %s", set,
               what);
  return FALSE;
}

/* @statement: (out): to be reset when @found is not needed any more; rowid 0: there is none */
static gboolean
find (Flowing *self, const char *id, Found *found, sqlite3_stmt **statement, GError **error)
{
  MadoDatabase *database = self->writer->database;
  g_autoptr (GError) local_error = NULL;

  *found = (Found){ 0 };
  *statement = mado_database_prepare (
      database, "SELECT rowid, set_name, json, digest FROM records WHERE id = ?1", error);
  if (*statement == NULL)
    return FALSE;
  sqlite3_bind_text (*statement, 1, id, -1, SQLITE_STATIC);
  if (mado_database_step (database, *statement, NULL, &local_error))
    {
      found->rowid = sqlite3_column_int64 (*statement, 0);
      found->set = (const char *) sqlite3_column_text (*statement, 1);
      found->json = (const char *) sqlite3_column_text (*statement, 2);
      found->length = (gsize) sqlite3_column_bytes (*statement, 2);
      found->digest = sqlite3_column_int64 (*statement, 3);
      /* The columns are never NULL: memory has ended. */
      if (found->set == NULL || found->json == NULL)
        mado_database_set_error (database, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  sqlite3_reset (*statement);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
count_change (Flowing *self, GError **error)
{
  self->changed++;
  return self->changed != self->limit || mado_index_enlarge (self->writer->index, error);
}

static void
tell (Flowing *self, MadoFate fate, MadoKind kind, const char *id, const char *json)
{
  if (self->flow->told != NULL)
    self->flow->told (fate, kind, id, json, self->flow->told_data);
}

static void
keep (Flowing *self, gint64 rowid)
{
  if (self->kept != NULL)
    g_array_append_val (self->kept, rowid);
}

/* From here on the set is not what the publisher's is. */
static void
refuse (Flowing *self, GError *refusal)
{
  g_ptr_array_add (self->flow->applied->refused, refusal);
  self->known = FALSE;
}

static gboolean
add (Flowing *self, MadoRecord *record, GError **error)
{
  gint64 rowid;

  if (!mado_places_take (self->places, record, &rowid, error) || !count_change (self, error)
      || !mado_index_put (self->writer->index, rowid, self->flow->set, record, error))
    return FALSE;
  keep (self, rowid);
  self->flow->applied->added++;
  tell (self, MADO_FATE_ADDED, mado_record_get_kind (record), mado_record_get_id (record), NULL);
  return TRUE;
}

/* A record whose kind and day are the same keeps its row, so that lists move nothing. */
static gboolean
change (Flowing *self, MadoRecord *record, gint64 rowid, GError **error)
{
  if (!count_change (self, error) || !mado_index_drop (self->writer->index, rowid, error)
      || (!mado_places_fits (record, rowid)
          && !mado_places_take (self->places, record, &rowid, error))
      || !mado_index_put (self->writer->index, rowid, self->flow->set, record, error))
    return FALSE;
  keep (self, rowid);
  self->flow->applied->changed++;
  return TRUE;
}

static gboolean
put (Flowing *self, MadoRecord *record, GError **error)
{
  const char *id = mado_record_get_id (record);
  g_autofree char *form = mado_json_to_record_form (mado_record_get_json (record));
  gsize length = strlen (form);
  sqlite3_stmt *statement;
  Found found;
  gboolean same;

  if (!find (self, id, &found, &statement, error))
    return FALSE;
  if (found.rowid != 0 && strcmp (found.set, self->flow->set) != 0)
    {
      refuse (self, g_error_new (MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                                 "record \"%s\": the set \"%s\" holds a record of this id", id,
                                 found.set));
      sqlite3_reset (statement);
      return TRUE;
    }
  same = found.rowid != 0 && found.length == length && memcmp (found.json, form, length) == 0
         && found.digest == mado_schema_digest (form, length);
  /* A whole set is summed up from nothing. */
  if (found.rowid != 0 && self->kept == NULL)
    mado_set_state_subtract (&self->state, id, found.json, found.length);
  mado_set_state_add (&self->state, id, form, length);
  if (found.rowid != 0 && !same)
    tell (self, MADO_FATE_CHANGED, mado_record_get_kind (record), id, found.json);
  sqlite3_reset (statement);
  if (found.rowid == 0)
    return add (self, record, error);
  if (!same)
    return change (self, record, found.rowid, error);
  keep (self, found.rowid);
  self->flow->applied->unchanged++;
  return TRUE;
}

static gboolean
drop (Flowing *self, const char *id, GError **error)
{
  sqlite3_stmt *statement;
  Found found;

  if (!find (self, id, &found, &statement, error))
    return FALSE;
  /* What was refused when it came is not there. */
  if (found.rowid == 0 || strcmp (found.set, self->flow->set) != 0)
    {
      sqlite3_reset (statement);
      return !self->known || fail (error, self->flow->set, "a record that goes is not there");
    }
  mado_set_state_subtract (&self->state, id, found.json, found.length);
  tell (self, MADO_FATE_REMOVED, MADO_ROWID_KIND (found.rowid), id, found.json);
  sqlite3_reset (statement);
  self->flow->applied->removed++;
  return count_change (self, error) && mado_index_drop (self->writer->index, found.rowid, error);
}

static gboolean
take (Flowing *self, const MadoOperation *operation, GError **error)
{
  switch (operation->type)
    {
    case MADO_OPERATION_PUT:
      return put (self, operation->record, error);
    case MADO_OPERATION_DROP:
      return drop (self, operation->id, error);
    case MADO_OPERATION_REFUSE:
      refuse (self, g_error_copy (operation->refusal));
      return TRUE;
    case MADO_OPERATION_CHECK:
      return !self->known || mado_set_state_equal (&self->state, &operation->state)
             || fail (error, self->flow->set, "its digest is not the one that was announced");
    }
  g_assert_not_reached ();
}

static gboolean
report (Flowing *self, gboolean is_last, GCancellable *cancellable, GError **error)
{
  const MadoFlow *flow = self->flow;

  if (flow->progress != NULL && (self->done % PROGRESS_STEPS == 0 || is_last))
    flow->progress (MIN (self->done, flow->expected), flow->expected, flow->progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
take_all (Flowing *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MadoOperation operation;

  while (self->flow->next (&operation, self->flow->next_data, cancellable, &local_error))
    {
      if (!take (self, &operation, error) || !report (self, FALSE, cancellable, error))
        return FALSE;
      self->done++;
    }
  if (local_error == NULL)
    return report (self, TRUE, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return one < two ? -1 : one > two;
}

/* @gone: (element-type gint64): gets the rows of the set that are not among those kept */
static gboolean
list_gone (Flowing *self, GArray *gone, GCancellable *cancellable, GError **error)
{
  MadoDatabase *database = self->writer->database;
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT rowid FROM records WHERE set_name = ?1 ORDER BY rowid", error);
  guint at = 0;

  if (statement == NULL)
    return FALSE;
  g_array_sort (self->kept, compare_rows);
  sqlite3_bind_text (statement, 1, self->flow->set, -1, SQLITE_STATIC);
  while (mado_database_step (database, statement, cancellable, &local_error))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);

      if (at < self->kept->len && g_array_index (self->kept, gint64, at) == rowid)
        at++;
      else
        g_array_append_val (gone, rowid);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return at == self->kept->len || fail (error, self->flow->set, "an id occurs twice");
}

static gboolean
drop_row (Flowing *self, gint64 rowid, GError **error)
{
  MadoDatabase *database = self->writer->database;
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT id, json FROM records WHERE rowid = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rowid);
  if (mado_database_step (database, statement, NULL, &local_error))
    tell (self, MADO_FATE_REMOVED, MADO_ROWID_KIND (rowid),
          (const char *) sqlite3_column_text (statement, 0),
          (const char *) sqlite3_column_text (statement, 1));
  sqlite3_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->flow->applied->removed++;
  return count_change (self, error) && mado_index_drop (self->writer->index, rowid, error);
}

static gboolean
drop_gone (Flowing *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->kept == NULL)
    return TRUE;
  if (!list_gone (self, gone, cancellable, error))
    return FALSE;
  for (guint i = 0; i < gone->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !drop_row (self, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_set (Flowing *self, GError **error)
{
  const MadoFlow *flow = self->flow;
  MadoDatabase *database = self->writer->database;
  g_autofree char *state = self->known ? mado_set_state_to_text (&self->state) : NULL;
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      database,
      "REPLACE INTO sets (name, edition, date, state, updated) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, flow->set, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, flow->edition);
  sqlite3_bind_text (statement, 3, flow->date, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, state, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 5, flow->now);
  mado_database_step (database, statement, NULL, &local_error);
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What the flow starts from. */
static gboolean
begin (Flowing *self, GError **error)
{
  const MadoFlow *flow = self->flow;
  g_auto (MadoSetStanding) standing = { 0 };
  gint64 total;

  if (!mado_set_standing_read (&standing, self->writer->database, flow->set, error)
      || !mado_writer_count (self->writer, &total, error))
    return FALSE;
  self->limit = MAX (total / MADO_LARGE_SHARE, SMALL_CHANGE) + 1;
  self->places = mado_places_new (self->writer->database);
  self->known = flow->from != MADO_FLOW_ANY_EDITION;
  if (flow->from == MADO_FLOW_ANY_EDITION)
    self->state = standing.state;
  else if (flow->from == MADO_FLOW_WHOLE_SET)
    self->kept = g_array_new (FALSE, FALSE, sizeof (gint64));
  else if (standing.edition != flow->from || !standing.known)
    return fail (error, flow->set, "it is of another edition than the change is made for");
  else
    self->state = standing.state;
  return mado_index_begin (self->writer->index, FALSE, error);
}

static gboolean
run_flow (MadoWriter *writer, gconstpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (Flowing) self = { .writer = writer, .flow = data };

  return begin (&self, error) && take_all (&self, cancellable, error)
         && drop_gone (&self, cancellable, error)
         && mado_index_finish (writer->index, cancellable, error) && put_set (&self, error);
}

/**
 * mado_writer_flow:
 * @flow: what is done to which set
 * @error: %MADO_STORE_ERROR_OTHER_STATE when the set is not of the edition @from, when an operation
 *   does not fit it, or when the digest differs from one that was announced; other codes of
 *   #MadoStoreError, %G_IO_ERROR_CANCELLED, and whatever the source of the operations says. The
 *   store is then as it was.
 *
 * Applies operations as they come, in one transaction with the edition, the digest and the time.
 * Writes what differs only, and touches no other set. Records whose rows ascend (kind, day) are
 * taken in fastest. Afterwards the log is played into the file.
 */
gboolean
mado_writer_flow (MadoWriter *self, const MadoFlow *flow, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && flow != NULL, FALSE);
  g_return_val_if_fail (flow->set != NULL && flow->next != NULL && flow->applied != NULL, FALSE);

  if (flow->applied->refused == NULL)
    flow->applied->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  return mado_writer_transact (self, run_flow, flow, cancellable, error);
}

void
mado_set_standing_clear (MadoSetStanding *self)
{
  g_clear_pointer (&self->date, g_free);
}

/**
 * mado_set_standing_read:
 * @self: (out caller-allocates): zeroed by the caller
 *
 * Reads what is known of @set; all zero when there is no such set.
 */
gboolean
mado_set_standing_read (MadoSetStanding *self, MadoDatabase *database, const char *set,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement;
  const char *state;

  g_return_val_if_fail (self != NULL && database != NULL && set != NULL, FALSE);

  statement = mado_database_prepare (
      database, "SELECT edition, date, state, updated FROM sets WHERE name = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, set, -1, SQLITE_STATIC);
  if (mado_database_step (database, statement, NULL, &local_error))
    {
      self->exists = TRUE;
      self->edition = sqlite3_column_int64 (statement, 0);
      self->date = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      state = (const char *) sqlite3_column_text (statement, 2);
      self->known = state != NULL && mado_set_state_from_text (&self->state, state);
      self->updated = sqlite3_column_int64 (statement, 3);
    }
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
