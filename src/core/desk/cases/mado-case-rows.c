/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts events into desk.db and takes them out again. */
#include "core/desk/cases/mado-case-rows.h"

#include <string.h>

#include <sys/random.h>

#include "core/store/mado-schema.h"

gboolean
mado_case_rows_ask (MadoDatabase *database, sqlite3_stmt *statement, gboolean *found,
                    GError **error)
{
  g_autoptr (GError) local = NULL;

  *found = mado_database_step (database, statement, NULL, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

const char *
mado_case_rows_get_text (MadoDatabase *database, sqlite3_stmt *statement, int column,
                         GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text != NULL)
    return text;
  if (sqlite3_errcode (mado_database_get_handle (database)) == SQLITE_NOMEM)
    mado_database_set_error (database, error);
  else
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED, "desk.db: a text is missing");
  return NULL;
}

static char *
make_salt (GError **error)
{
  guint8 bytes[16];
  GString *salt;

  if (getentropy (bytes, sizeof bytes) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The system gives no random numbers");
      return NULL;
    }
  salt = g_string_sized_new (2 * sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (salt, "%02x", bytes[i]);
  return g_string_free (salt, FALSE);
}

char *
mado_case_rows_make_link (const char *before, const char *hash)
{
  return mado_schema_hash (before, hash, strlen (hash));
}

/* The place after the last one, and the link there. */
static gboolean
find_end (MadoDatabase *database, gint64 *seq, char **link, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT seq, link FROM case_events ORDER BY seq DESC LIMIT 1", error);
  gboolean found;

  *seq = 0;
  *link = NULL;
  if (statement == NULL || !mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  *link = g_strdup (found ? mado_case_rows_get_text (database, statement, 1, error)
                          : MADO_CASE_FIRST_LINK);
  *seq = found ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return *link != NULL;
}

gboolean
mado_case_rows_put (MadoDatabase *database, MadoCaseEvent *event, GError **error)
{
  static const char sql[]
      = "INSERT INTO case_events (case_id, n, id, content, salt, hash, seq, link)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
  g_autofree char *salt = make_salt (error);
  g_autofree char *hash = NULL;
  g_autofree char *before = NULL;
  g_autofree char *link = NULL;
  sqlite3_stmt *statement;
  gsize length;
  const char *content = mado_case_event_get_content (event, &length);
  gint64 seq;

  if (salt == NULL || !find_end (database, &seq, &before, error))
    return FALSE;
  statement = mado_database_prepare (database, sql, error);
  if (statement == NULL)
    return FALSE;
  hash = mado_schema_hash (salt, content, length);
  link = mado_case_rows_make_link (before, hash);
  sqlite3_bind_text (statement, 1, mado_case_event_get_case (event), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, mado_case_event_get_n (event));
  sqlite3_bind_text (statement, 3, mado_case_event_get_id (event), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, content, (int) length, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, salt, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, hash, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 7, seq + 1);
  sqlite3_bind_text (statement, 8, link, -1, SQLITE_STATIC);
  return mado_database_run (database, statement, error);
}

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "desk.db: an event of a case is not what was written");
  return FALSE;
}

/* Of an erased event only the shape can be looked at here; the event that erased it knows the hash
 * of what is left (mado_case_log_verify()). */
static gboolean
is_as_written (sqlite3_stmt *statement, MadoCaseEvent *event, const char *content, gsize length)
{
  const char *salt = (const char *) sqlite3_column_text (statement, 1);
  const char *hash = (const char *) sqlite3_column_text (statement, 2);
  g_autofree char *found = NULL;

  if (hash == NULL)
    return FALSE;
  if (salt == NULL)
    return mado_case_event_is_erased (event);
  found = mado_schema_hash (salt, content, length);
  return strcmp (found, hash) == 0;
}

/* Reads a row of (content, salt, hash). */
static MadoCaseEvent *
read_event (MadoDatabase *database, sqlite3_stmt *statement, GError **error)
{
  const char *content = mado_case_rows_get_text (database, statement, 0, error);
  const char *hash
      = content != NULL ? mado_case_rows_get_text (database, statement, 2, error) : NULL;
  gsize length = (gsize) sqlite3_column_bytes (statement, 0);
  g_autoptr (MadoCaseEvent) event = NULL;

  if (hash == NULL)
    return NULL;
  if (sqlite3_column_type (statement, 1) != SQLITE_NULL
      && mado_case_rows_get_text (database, statement, 1, error) == NULL)
    return NULL;
  event = mado_case_event_parse (content, length, NULL);
  if (event != NULL && is_as_written (statement, event, content, length))
    return g_steal_pointer (&event);
  set_damaged (error);
  return NULL;
}

static gboolean
read_events (MadoDatabase *database, sqlite3_stmt *statement, MadoCaseEventFunc func,
             gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (local == NULL && mado_database_step (database, statement, cancellable, &local))
    {
      g_autoptr (MadoCaseEvent) event = read_event (database, statement, &local);

      if (event == NULL || !func (event, user_data, &local))
        sqlite3_reset (statement);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_event_cb (MadoCaseEvent *event, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, mado_case_event_ref (event));
  return TRUE;
}

GPtrArray *
mado_case_rows_load (MadoDatabase *database, const char *case_id, GError **error)
{
  static const char sql[]
      = "SELECT content, salt, hash FROM case_events WHERE case_id = ?1 ORDER BY n, id";
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, case_id, -1, SQLITE_STATIC);
  if (!read_events (database, statement, add_event_cb, events, NULL, error))
    return NULL;
  return g_steal_pointer (&events);
}

gboolean
mado_case_rows_foreach (MadoDatabase *database, MadoCaseEventFunc func, gpointer user_data,
                        GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT content, salt, hash FROM case_events ORDER BY case_id, n, id", error);

  return statement != NULL
         && read_events (database, statement, func, user_data, cancellable, error);
}

gboolean
mado_case_rows_erase (MadoDatabase *database, MadoCaseEvent *event, MadoCaseEvent *rest,
                      GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "UPDATE case_events SET content = ?4, salt = NULL"
                               " WHERE case_id = ?1 AND n = ?2 AND id = ?3",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, mado_case_event_get_case (event), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, mado_case_event_get_n (event));
  sqlite3_bind_text (statement, 3, mado_case_event_get_id (event), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, mado_case_event_get_content (rest, NULL), -1, SQLITE_STATIC);
  return mado_database_run (database, statement, error);
}
