/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the old file as far as it can be read, and believes no record whose digest differs. */
#include "core/store/mado-rebuild.h"

#include <string.h>

#include "core/store/mado-database-file.h"
#include "core/store/mado-schema.h"

#define BATCH 2000      /* records in memory at a time */
#define N_SET_COLUMNS 5 /* of the table "sets" */

typedef struct
{
  MadoDatabase *old;
  MadoWriter *to;
  gboolean is_damaged;
  GHashTable *incomplete; /* (element-type utf8): sets that lost a record */
  MadoProgress progress;  /* nullable */
  gpointer progress_data;
  guint done;  /* records carried over */
  guint total; /* as the old file counts them; 0: it cannot say */
  GCancellable *cancellable;
} Carrying;

static void
clear_carrying (Carrying *self)
{
  g_clear_pointer (&self->old, mado_database_close);
  g_clear_pointer (&self->incomplete, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Carrying, clear_carrying)

static MadoRecord *
read_record (sqlite3_stmt *statement)
{
  const char *json = (const char *) sqlite3_column_text (statement, 0);
  gsize length = (gsize) sqlite3_column_bytes (statement, 0);
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL || mado_schema_digest (json, length) != sqlite3_column_int64 (statement, 1))
    return NULL;
  node = mado_json_parse (json, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, NULL);
  return node != NULL ? mado_record_new_from_json (node, NULL) : NULL;
}

static void
batch_progress (guint done, guint total, gpointer user_data)
{
  Carrying *carrying = user_data;

  if (carrying->progress != NULL && carrying->total > 0)
    carrying->progress (MIN (carrying->done + done, carrying->total), carrying->total,
                        carrying->progress_data);
}

static gboolean
put_batch (Carrying *carrying, const char *set, GPtrArray *batch, GError **error)
{
  g_auto (MadoApplied) applied = { 0 };

  if (!mado_writer_merge (carrying->to, set, batch, batch_progress, carrying, &applied,
                          carrying->cancellable, error))
    return FALSE;
  carrying->done += batch->len;
  g_ptr_array_set_size (batch, 0);
  return TRUE;
}

static gboolean
carry_set (Carrying *carrying, const char *set, GError **error)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      carrying->old,
      "SELECT json, digest FROM records NOT INDEXED WHERE set_name = ?1 ORDER BY rowid",
      &local_error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, set, -1, SQLITE_STATIC);
  while (statement != NULL
         && mado_database_step (carrying->old, statement, carrying->cancellable, &local_error))
    {
      MadoRecord *record = read_record (statement);

      if (record != NULL)
        g_ptr_array_add (batch, record);
      else if (sqlite3_errcode (mado_database_get_handle (carrying->old)) == SQLITE_NOMEM)
        {
          /* There may be nothing wrong with the record: it must not be left behind. */
          mado_database_set_error (carrying->old, error);
          sqlite3_reset (statement);
          return FALSE;
        }
      else
        g_hash_table_add (carrying->incomplete, g_strdup (set));
      if (batch->len == BATCH && !put_batch (carrying, set, batch, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  if (g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      g_hash_table_add (carrying->incomplete, g_strdup (set));
      g_clear_error (&local_error);
    }
  if (local_error == NULL)
    return put_batch (carrying, set, batch, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A set that may have lost a record has no edition: what feeds it fills it again. */
static gboolean
put_edition (Carrying *carrying, const char *set, sqlite3_stmt *row, GError **error)
{
  MadoDatabase *database = mado_writer_get_database (carrying->to);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement;

  if (carrying->is_damaged || g_hash_table_contains (carrying->incomplete, set))
    return TRUE;
  statement = mado_database_prepare (
      database,
      "REPLACE INTO sets (name, edition, date, state, updated) VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < N_SET_COLUMNS; i++)
    if (sqlite3_bind_value (statement, i + 1, sqlite3_column_value (row, i)) != SQLITE_OK)
      {
        mado_database_set_error (database, error);
        return FALSE;
      }
  mado_database_step (database, statement, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* For the progress only: what cannot be counted is carried over all the same. */
static guint
count_records (Carrying *carrying)
{
  sqlite3_stmt *statement
      = mado_database_prepare (carrying->old, "SELECT sum (count) FROM counters", NULL);
  gint64 total = 0;

  if (statement != NULL && mado_database_step (carrying->old, statement, NULL, NULL))
    total = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return (guint) CLAMP (total, 0, G_MAXUINT);
}

static gboolean
carry_sets (Carrying *carrying, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      carrying->old, "SELECT name, edition, date, state, updated FROM sets ORDER BY name",
      &local_error);

  while (statement != NULL
         && mado_database_step (carrying->old, statement, carrying->cancellable, &local_error))
    {
      const char *set = (const char *) sqlite3_column_text (statement, 0);

      if (set == NULL && sqlite3_errcode (mado_database_get_handle (carrying->old)) == SQLITE_NOMEM)
        {
          mado_database_set_error (carrying->old, error);
          sqlite3_reset (statement);
          return FALSE;
        }
      if (set == NULL || (carrying->is_damaged && strcmp (set, "core") == 0))
        continue;
      if (!carry_set (carrying, set, error) || !put_edition (carrying, set, statement, error))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  if (local_error == NULL
      || g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
carry_vocabulary (Carrying *carrying, GError **error)
{
  MadoDatabase *database = mado_writer_get_database (carrying->to);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *from = NULL, *to = NULL;

  if (carrying->is_damaged)
    return TRUE;
  from = mado_database_prepare (carrying->old, "SELECT value FROM meta WHERE key = 'vocabulary'",
                                &local_error);
  if (from != NULL)
    to = mado_database_prepare (
        database, "REPLACE INTO meta (key, value) VALUES ('vocabulary', ?1)", &local_error);
  if (to != NULL && mado_database_step (carrying->old, from, NULL, &local_error))
    {
      if (sqlite3_bind_value (to, 1, sqlite3_column_value (from, 0)) == SQLITE_OK)
        mado_database_step (database, to, NULL, &local_error);
      else
        mado_database_set_error (database, &local_error);
      sqlite3_reset (from);
    }
  if (local_error == NULL
      || g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether there is nothing to be had from the old file. That it could not be opened for want of
 * memory or of descriptors does not mean that. */
static gboolean
is_lost (const GError *open_error, gboolean is_damaged)
{
  return g_error_matches (open_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED)
         || (is_damaged
             && g_error_matches (open_error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN));
}

/*
 * mado_rebuild_carry_over:
 * @from: the old file; where it cannot be opened, or is none of ours, nothing is carried over
 * @is_damaged: what it holds may be less than it held, so no set keeps its edition, and core, which
 * the bundle brings again, is left behind
 * @progress: (nullable): called on this thread with the records carried over and all of them, where
 * the old file says how many there are
 * @error: of the new file, or G_IO_ERROR_CANCELLED, or FULL when memory ends
 */
gboolean
mado_rebuild_carry_over (const char *from, MadoWriter *to, gboolean is_damaged,
                         MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                         GError **error)
{
  g_auto (Carrying) carrying = { .to = to,
                                 .is_damaged = is_damaged,
                                 .progress = progress,
                                 .progress_data = progress_data,
                                 .cancellable = cancellable };
  g_autoptr (GError) local_error = NULL;

  carrying.old
      = mado_database_open (from, mado_schema_records, MADO_DATABASE_READ_ONLY, &local_error);
  if (carrying.old == NULL && is_lost (local_error, is_damaged))
    return TRUE;
  if (carrying.old == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  carrying.total = count_records (&carrying);
  carrying.incomplete = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return carry_sets (&carrying, error) && carry_vocabulary (&carrying, error);
}

/* Removes what a rebuild that was killed left behind. */
void
mado_rebuild_remove (const char *path)
{
  mado_database_file_remove (path);
}
