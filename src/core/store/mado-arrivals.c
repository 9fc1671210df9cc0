/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What arrived, and what of it is unread, in the table "arrivals" of the desk. */
#include "core/store/mado-arrivals.h"

#include <string.h>

#include "core/store/mado-schema.h"

void
mado_arrival_free (MadoArrival *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static MadoArrival *
new_arrival (sqlite3_stmt *statement)
{
  MadoArrival *self = g_new0 (MadoArrival, 1);

  self->kind = (MadoKind) sqlite3_column_int (statement, 0);
  self->id = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  self->title = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  return self;
}

/* Appends a row of kind, id and title each; only whole ones. */
static gboolean
take_arrivals (MadoDatabase *database, sqlite3_stmt *statement, GPtrArray *arrivals,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (mado_database_step (database, statement, cancellable, &local))
    if (sqlite3_column_text (statement, 1) != NULL)
      g_ptr_array_add (arrivals, new_arrival (statement));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_reader_list_arrivals:
 *
 * Returns: (transfer full) (nullable) (element-type MadoArrival): the news and events of the store
 * that somebody else wrote, the newest %MADO_ARRIVALS_MOST of each kind
 */
GPtrArray *
mado_reader_list_arrivals (MadoReader *self, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT ?3, id, json_extract (json, '$.title') FROM records"
                            " WHERE rowid BETWEEN ?1 AND ?2 AND set_name <> 'own'"
                            " ORDER BY rowid DESC LIMIT " G_STRINGIFY (MADO_ARRIVALS_MOST);
  g_autoptr (GPtrArray) arrivals
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_arrival_free);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      MadoDatabase *database = mado_reader_get_database (self);
      sqlite3_stmt *statement;

      if (!(MADO_ARRIVAL_KINDS & (1u << kind)))
        continue;
      statement = mado_database_prepare (database, sql, error);
      if (statement == NULL)
        return NULL;
      sqlite3_bind_int64 (statement, 1, MADO_ROWID_FIRST (kind));
      sqlite3_bind_int64 (statement, 2, MADO_ROWID_LAST (kind));
      sqlite3_bind_int (statement, 3, (int) kind);
      if (!take_arrivals (database, statement, arrivals, cancellable, error))
        return NULL;
      /* Their records fill the cache, and nobody asks for those pages again. */
      sqlite3_db_release_memory (mado_database_get_handle (database));
    }
  return g_steal_pointer (&arrivals);
}

/* Runs @sql, which gives at most one number. */
static gboolean
read_number (MadoDatabase *database, const char *sql, const char *id, gint64 *number,
             GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  g_autoptr (GError) local = NULL;

  *number = 0;
  if (statement == NULL)
    return FALSE;
  if (id != NULL)
    sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (mado_database_step (database, statement, NULL, &local))
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert (MadoDatabase *database, const MadoArrival *arrival, gboolean unread, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO arrivals (id, kind, title, at, unread, digest)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  const char *title = unread ? arrival->title : NULL;
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, arrival->id, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, (int) arrival->kind);
  sqlite3_bind_text (statement, 3, title, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, g_get_real_time ());
  sqlite3_bind_int (statement, 5, unread);
  sqlite3_bind_int64 (statement, 6, mado_schema_digest_entry (arrival->id, title, NULL));
  mado_database_step (database, statement, NULL, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert_all (MadoDatabase *database, GPtrArray *arrivals, gint64 edition, gboolean is_first,
            GError **error)
{
  g_autofree char *since
      = g_strdup_printf ("INSERT INTO arrivals_since VALUES (%" G_GINT64_FORMAT ")", edition);

  if (is_first && !mado_database_exec (database, since, error))
    return FALSE;
  for (guint i = 0; i < arrivals->len; i++)
    if (!insert (database, g_ptr_array_index (arrivals, i), !is_first, error))
      return FALSE;
  return TRUE;
}

/* Runs in one transaction; what was begun is taken back when it fails. */
static gboolean
finish (MadoDatabase *database, gboolean is_fine, GError **error)
{
  if (is_fine && mado_database_exec (database, "COMMIT", error))
    return TRUE;
  mado_database_exec (database, "ROLLBACK", NULL);
  return FALSE;
}

/* Leaves in the list what the desk has not seen. */
static GPtrArray *
list_unknown (MadoDatabase *database, GPtrArray *arrivals, GError **error)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  for (guint i = 0; i < arrivals->len; i++)
    {
      MadoArrival *arrival = g_ptr_array_index (arrivals, i);
      gint64 known;

      if (!read_number (database, "SELECT 1 FROM arrivals WHERE id = ?1", arrival->id, &known,
                        error))
        return NULL;
      if (!known)
        g_ptr_array_add (unknown, arrival);
    }
  return g_steal_pointer (&unknown);
}

static gboolean
is_writable (MadoDesk *self, GError **error)
{
  g_autofree char *why = NULL;

  if (!mado_desk_is_read_only (self, &why))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN, why);
  return FALSE;
}

/**
 * mado_desk_note_arrivals:
 * @arrivals: (element-type MadoArrival): what the store holds
 * @edition: of the store
 *
 * What the desk has not seen becomes unread. The first time it looks, nothing does: what is there
 * then has not arrived. Nothing is written when there is nothing new.
 */
gboolean
mado_desk_note_arrivals (MadoDesk *self, GPtrArray *arrivals, gint64 edition, GError **error)
{
  MadoDatabase *database;
  g_autoptr (GPtrArray) unknown = NULL;
  gint64 looked;

  g_return_val_if_fail (self != NULL && arrivals != NULL, FALSE);

  if (!is_writable (self, error))
    return FALSE;
  database = mado_desk_get_database (self);
  if (!read_number (database, "SELECT count (*) FROM arrivals_since", NULL, &looked, error))
    return FALSE;
  unknown = list_unknown (database, arrivals, error);
  if (unknown == NULL)
    return FALSE;
  if (looked && unknown->len == 0)
    return TRUE;
  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  return finish (database, insert_all (database, unknown, edition, !looked, error), error);
}

/**
 * mado_desk_list_unread:
 *
 * Returns: (transfer full) (nullable) (element-type MadoArrival): what is unread, whether or not
 *   the store still has it; %NULL with @error set
 */
GPtrArray *
mado_desk_list_unread (MadoDesk *self, GError **error)
{
  MadoDatabase *database;
  sqlite3_stmt *statement;
  g_autoptr (GPtrArray) arrivals
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_arrival_free);

  g_return_val_if_fail (self != NULL, NULL);

  database = mado_desk_get_database (self);
  if (database == NULL || mado_database_get_version (database) < 2)
    return g_steal_pointer (&arrivals);
  statement = mado_database_prepare (
      database, "SELECT kind, id, title FROM arrivals WHERE unread = 1 ORDER BY kind, id", error);
  if (statement == NULL || !take_arrivals (database, statement, arrivals, NULL, error))
    return NULL;
  return g_steal_pointer (&arrivals);
}

static gboolean
set_one (MadoDatabase *database, const char *id, gboolean unread, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "UPDATE arrivals SET unread = ?2 WHERE id = ?1 AND unread <> ?2", error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, unread);
  mado_database_step (database, statement, NULL, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_desk_set_unread:
 * @ids: (array zero-terminated=1): news and events; any other id is passed over
 *
 * All of them or none, on the disk when it returns %TRUE.
 */
gboolean
mado_desk_set_unread (MadoDesk *self, const char *const *ids, gboolean unread, GError **error)
{
  MadoDatabase *database;
  gboolean is_fine = TRUE;

  g_return_val_if_fail (self != NULL && ids != NULL, FALSE);

  if (!is_writable (self, error))
    return FALSE;
  database = mado_desk_get_database (self);
  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; is_fine && ids[i] != NULL; i++)
    is_fine = set_one (database, ids[i], unread, error);
  return finish (database, is_fine, error);
}
