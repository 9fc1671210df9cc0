/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes on records, each saved before its call returns, and copies of the records that they and the
 * stars are on: a record may vanish with an update, what was written on it does not. */
#include "core/store/mado-desk-private.h"

#include "core/store/mado-schema.h"

/* Runs a statement that answers nothing; it is prepared, and bound up to its first @n texts. */
static gboolean
run (MadoDesk *self, sqlite3_stmt *statement, const char *const *texts, int n, GError **error)
{
  for (int i = 0; i < n; i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_STATIC);
  return mado_database_run (self->database, statement, error);
}

/* The text in a column of the row that @statement stands on, or %NULL with @error. */
static const char *
get_text (MadoDesk *self, sqlite3_stmt *statement, int column, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text != NULL)
    return text;
  if (sqlite3_errcode (mado_database_get_handle (self->database)) == SQLITE_NOMEM)
    mado_database_set_error (self->database, error);
  else
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED, "desk.db: a text is missing");
  return NULL;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "desk.db: a note is not what was written");
  return FALSE;
}

void
mado_kept_free (MadoKept *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

/**
 * mado_desk_set_note:
 * @id: a record
 * @title: a copy (JSON text of {"en","ja"}), kept in case the record vanishes
 * @text: the note; an empty one is none
 *
 * On the disk when it returns %TRUE.
 */
gboolean
mado_desk_set_note (MadoDesk *self, const char *id, const char *title, const char *text,
                    GError **error)
{
  static const char insert[]
      = "INSERT INTO notes (id, title, text, at, digest) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text,"
        "                                at = excluded.at, digest = excluded.digest";
  static const char delete[] = "DELETE FROM notes WHERE id = ?1";
  const char *texts[] = { id, title, text };
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && id != NULL && title != NULL && text != NULL, FALSE);

  if (!mado_desk_can_write (self, error))
    return FALSE;
  statement = mado_database_prepare (self->database, *text != '\0' ? insert : delete, error);
  if (statement == NULL)
    return FALSE;
  if (*text == '\0')
    return run (self, statement, texts, 1, error);
  sqlite3_bind_int64 (statement, 4, g_get_real_time ());
  sqlite3_bind_int64 (statement, 5, mado_schema_digest_entry (id, title, text));
  return run (self, statement, texts, 3, error);
}

/* A row of (id, title, text, digest); the answer is the text. */
static char *
dup_checked (MadoDesk *self, sqlite3_stmt *statement, GError **error)
{
  const char *id = get_text (self, statement, 0, error);
  const char *title = id != NULL ? get_text (self, statement, 1, error) : NULL;
  const char *text = title != NULL ? get_text (self, statement, 2, error) : NULL;

  if (text == NULL)
    return NULL;
  if (mado_schema_digest_entry (id, title, text) == sqlite3_column_int64 (statement, 3))
    return g_strdup (text);
  set_damaged (error);
  return NULL;
}

/* Asks for one row by @id. Returns: %FALSE with @error; @text is %NULL where there is no row */
static gboolean
find_text (MadoDesk *self, const char *sql, const char *id, char **text, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = NULL;

  *text = NULL;
  if (mado_desk_can_read (self, &local_error))
    statement = mado_database_prepare (self->database, sql, &local_error);
  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
      if (mado_database_step (self->database, statement, NULL, &local_error))
        *text = dup_checked (self, statement, &local_error);
      sqlite3_reset (statement);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * mado_desk_get_note:
 * @text: (out) (transfer full) (nullable): %NULL where there is none
 *
 * Returns: %FALSE with @error when the desk cannot be read, or the note is not what was written
 */
gboolean
mado_desk_get_note (MadoDesk *self, const char *id, char **text, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && text != NULL, FALSE);

  return find_text (self, "SELECT id, title, text, digest FROM notes WHERE id = ?1", id, text,
                    error);
}

/* A row of (id, title, starred, text or NULL, digest of the note or the star). */
static MadoKept *
read_kept (MadoDesk *self, sqlite3_stmt *statement, GError **error)
{
  const char *id = get_text (self, statement, 0, error);
  const char *title = id != NULL ? get_text (self, statement, 1, error) : NULL;
  const char *note = NULL;
  MadoKept *kept;

  if (title == NULL)
    return NULL;
  if (sqlite3_column_type (statement, 3) != SQLITE_NULL)
    {
      note = get_text (self, statement, 3, error);
      if (note == NULL)
        return NULL;
    }
  if (mado_schema_digest_entry (id, title, note) != sqlite3_column_int64 (statement, 4))
    {
      set_damaged (error);
      return NULL;
    }
  kept = g_new0 (MadoKept, 1);
  kept->id = g_strdup (id);
  kept->title = g_strdup (title);
  kept->starred = sqlite3_column_int (statement, 2);
  kept->note = g_strdup (note);
  return kept;
}

/**
 * mado_desk_list_kept:
 *
 * Returns: (transfer full) (nullable) (element-type MadoKept): every record with a star or a note,
 *   what was touched last first; %NULL with @error
 */
GPtrArray *
mado_desk_list_kept (MadoDesk *self, GError **error)
{
  static const char sql[] = "SELECT id, notes.title, stars.id IS NOT NULL, text, notes.digest,"
                            "       max (notes.at, coalesce (stars.at, 0)) AS moment"
                            " FROM notes LEFT JOIN stars USING (id)"
                            " UNION ALL SELECT id, title, 1, NULL, digest, at FROM stars"
                            "           WHERE id NOT IN (SELECT id FROM notes)"
                            " ORDER BY moment DESC, id";
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_kept_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (mado_desk_can_read (self, &local_error))
    statement = mado_database_prepare (self->database, sql, &local_error);
  while (statement != NULL && local_error == NULL
         && mado_database_step (self->database, statement, NULL, &local_error))
    {
      MadoKept *kept = read_kept (self, statement, &local_error);

      if (kept != NULL)
        g_ptr_array_add (all, kept);
      else
        sqlite3_reset (statement);
    }
  if (local_error == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * mado_desk_keep_copy:
 * @id: a record
 * @json: the record in record form
 *
 * Keeps what a record with a star or a note says now; it is nothing to a record with neither, and a
 * copy that nobody needs any more goes.
 */
gboolean
mado_desk_keep_copy (MadoDesk *self, const char *id, const char *json, GError **error)
{
  static const char insert[]
      = "INSERT INTO copies (id, json, digest) SELECT ?1, ?2, ?3"
        " WHERE ?1 IN (SELECT id FROM stars UNION ALL SELECT id FROM notes)"
        " ON CONFLICT (id) DO UPDATE SET json = excluded.json, digest = excluded.digest"
        "                  WHERE copies.digest <> excluded.digest";
  static const char delete[]
      = "DELETE FROM copies"
        " WHERE id = ?1 AND id NOT IN (SELECT id FROM stars UNION ALL SELECT id FROM notes)";
  const char *texts[] = { id, json };
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && id != NULL && json != NULL, FALSE);

  if (!mado_desk_can_write (self, error))
    return FALSE;
  statement = mado_database_prepare (self->database, insert, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (id, "", json));
  if (!run (self, statement, texts, 2, error))
    return FALSE;
  statement = mado_database_prepare (self->database, delete, error);
  return statement != NULL && run (self, statement, texts, 1, error);
}

/**
 * mado_desk_get_copy:
 * @json: (out) (transfer full) (nullable): the record as it was last seen; %NULL where there is
 * none
 *
 * Returns: %FALSE with @error when the desk cannot be read, or the copy is not what was written
 */
gboolean
mado_desk_get_copy (MadoDesk *self, const char *id, char **json, GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && json != NULL, FALSE);

  return find_text (self, "SELECT id, '', json, digest FROM copies WHERE id = ?1", id, json, error);
}
