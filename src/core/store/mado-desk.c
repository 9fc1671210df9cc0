/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stars, each saved before its call returns. */
#include "core/store/mado-desk-private.h"

#include "core/store/mado-desk-path.h"
#include "core/store/mado-schema.h"

/*
 * mado_desk_check_rows:
 * @wrong: (element-type utf8): gets a sentence when something is not what was written
 *
 * Returns: %FALSE with @error when it cannot be read
 */
gboolean
mado_desk_check_rows (MadoDatabase *database, GPtrArray *wrong, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "SELECT id, title, NULL, digest FROM stars UNION ALL"
                               " SELECT id, title, NULL, digest FROM arrivals"
                               " UNION ALL SELECT id, title, text, digest"
                               " FROM notes UNION ALL SELECT id, 'term', json, digest"
                               " FROM terms UNION ALL SELECT id, 'search', json, digest"
                               " FROM searches",
                               &local_error);

  while (statement != NULL && wrong->len == 0
         && mado_database_step (database, statement, NULL, &local_error))
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      const char *title = (const char *) sqlite3_column_text (statement, 1);
      const char *text = (const char *) sqlite3_column_text (statement, 2);

      if ((id == NULL || title == NULL)
          && sqlite3_errcode (mado_database_get_handle (database)) == SQLITE_NOMEM)
        mado_database_set_error (database, &local_error);
      else if (id == NULL
               || mado_schema_digest_entry (id, title, text) != sqlite3_column_int64 (statement, 3))
        g_ptr_array_add (wrong, g_strdup ("desk.db: an entry is not what was written"));
      else
        continue;
      sqlite3_reset (statement);
      break;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* SQLite finds no flipped bit within a text. What it finds no fault with is damaged all the same
 * when an entry is not what was written. */
static void
find_damage (MadoDesk *self)
{
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);

  if (mado_desk_check_rows (self->database, wrong, &self->reason) && wrong->len > 0)
    g_set_error_literal (&self->reason, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                         g_ptr_array_index (wrong, 0));
  if (self->reason != NULL)
    mado_database_leave_untouched (self->database);
}

/* Whatever keeps the desk from being written, the reader of the records needs to know, not to be
 * locked out. A file that is there but is no regular one is another matter: somebody put it there.
 */
static MadoDesk *
open_to_read (const char *path, GError *reason, GError **error)
{
  g_autoptr (MadoDesk) self = g_new0 (MadoDesk, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean missing
      = !g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);

  self->reason = g_error_copy (reason);
  if (missing)
    return g_steal_pointer (&self);
  self->database = mado_database_open (
      path, mado_schema_desk, MADO_DATABASE_DURABLE | MADO_DATABASE_READ_ONLY, &local_error);
  if (self->database != NULL
      || g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED)
      || !g_error_matches (reason, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN))
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * mado_desk_open:
 * @profile: (type filename): the profile's folder, made where it is missing
 * @error: CANNOT_OPEN when what stands in the file's place is no regular file
 *
 * Opens or makes the desk's file. When it is damaged, too new, or cannot be written, the desk is
 * read-only.
 *
 * Returns: (transfer full) (nullable): the desk
 */
MadoDesk *
mado_desk_open (const char *profile, GError **error)
{
  g_autoptr (MadoDesk) self = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (profile != NULL, NULL);

  if (!mado_database_make_profile (profile, error))
    return NULL;
  path = mado_desk_path_current (profile);
  self = g_new0 (MadoDesk, 1);
  self->database = mado_database_open (path, mado_schema_desk, MADO_DATABASE_DURABLE, &local_error);
  if (self->database == NULL)
    return open_to_read (path, local_error, error);
  find_damage (self);
  return g_steal_pointer (&self);
}

void
mado_desk_close (MadoDesk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->database, mado_database_close);
  g_clear_error (&self->reason);
  g_free (self);
}

MadoDatabase *
mado_desk_get_database (MadoDesk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

/**
 * mado_desk_get_reason:
 *
 * Returns: (transfer none) (nullable): why nothing can be written: DAMAGED, TOO_NEW, CANNOT_OPEN or
 * FULL; %NULL when it can
 */
const GError *
mado_desk_get_reason (MadoDesk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason;
}

/**
 * mado_desk_is_read_only:
 * @why: (out) (optional) (transfer full) (nullable): what stands against writing
 */
gboolean
mado_desk_is_read_only (MadoDesk *self, char **why)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (why != NULL)
    *why = self->reason != NULL ? g_strdup (self->reason->message) : NULL;
  return self->reason != NULL;
}

static gboolean
hand_on_reason (MadoDesk *self, GError **error)
{
  if (error != NULL)
    *error = g_error_copy (self->reason);
  return FALSE;
}

/* Whether there is anything to write to; @error says why not. */
gboolean
mado_desk_can_write (MadoDesk *self, GError **error)
{
  return self->reason == NULL || hand_on_reason (self, error);
}

/* Whether there is something to read; a file that is there but unreadable is an error, a missing
 * one is an empty desk. */
gboolean
mado_desk_can_read (MadoDesk *self, GError **error)
{
  if (self->database == NULL
      && g_error_matches (self->reason, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    return hand_on_reason (self, error);
  return self->database != NULL;
}

static gboolean
add_star (MadoDesk *self, const char *id, const char *title, GError **error)
{
  /* A clock that was set back does not change what came after what. */
  static const char sql[]
      = "INSERT INTO stars (id, title, at, digest)"
        " VALUES (?1, ?2, max (?3, coalesce ((SELECT max (at) + 1 FROM stars), 0)), ?4)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, digest = excluded.digest";
  sqlite3_stmt *statement = mado_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, title, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, g_get_real_time ());
  sqlite3_bind_int64 (statement, 4, mado_schema_digest_entry (id, title, NULL));
  return mado_database_run (self->database, statement, error);
}

static gboolean
remove_star (MadoDesk *self, const char *id, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (self->database, "DELETE FROM stars WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  return mado_database_run (self->database, statement, error);
}

/**
 * mado_desk_set_starred:
 * @id: a record
 * @title: a copy (JSON text of {"en","ja"}), kept in case the record vanishes
 *
 * On the disk when it returns %TRUE. A star that is set again keeps its place.
 */
gboolean
mado_desk_set_starred (MadoDesk *self, const char *id, const char *title, gboolean starred,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && id != NULL && title != NULL, FALSE);

  if (!mado_desk_can_write (self, error))
    return FALSE;
  return starred ? add_star (self, id, title, error) : remove_star (self, id, error);
}

/**
 * mado_desk_is_starred:
 * @starred: (out): the answer
 *
 * Returns: %FALSE with @error when the desk cannot be read
 */
gboolean
mado_desk_is_starred (MadoDesk *self, const char *id, gboolean *starred, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && id != NULL && starred != NULL, FALSE);

  *starred = FALSE;
  if (mado_desk_can_read (self, &local_error))
    {
      statement = mado_database_prepare (self->database, "SELECT 1 FROM stars WHERE id = ?1",
                                         &local_error);
      if (statement != NULL)
        {
          sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
          *starred = mado_database_step (self->database, statement, NULL, &local_error);
          sqlite3_reset (statement);
        }
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * mado_desk_list_starred:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): ids, newest first; %NULL with @error
 * when they cannot be read, also when one of them is not what was written
 */
GPtrArray *
mado_desk_list_starred (MadoDesk *self, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (mado_desk_can_read (self, &local_error))
    statement = mado_database_prepare (
        self->database, "SELECT id, title, digest FROM stars ORDER BY at DESC, id", &local_error);
  while (statement != NULL && local_error == NULL
         && mado_database_step (self->database, statement, NULL, &local_error))
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      const char *title = (const char *) sqlite3_column_text (statement, 1);

      if ((id == NULL || title == NULL)
          && sqlite3_errcode (mado_database_get_handle (self->database)) == SQLITE_NOMEM)
        {
          mado_database_set_error (self->database, &local_error);
          sqlite3_reset (statement);
        }
      else if (id == NULL || title == NULL
               || mado_schema_digest_entry (id, title, NULL) != sqlite3_column_int64 (statement, 2))
        {
          g_set_error (&local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                       "desk.db: a star is not what was written");
          sqlite3_reset (statement);
        }
      else
        g_ptr_array_add (ids, g_strdup (id));
    }
  if (local_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
