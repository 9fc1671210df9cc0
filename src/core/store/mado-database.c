/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a database is opened, and the few things everybody does with it. */
#include "core/store/mado-database.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

#include "core/store/mado-database-connect.h"
#include "core/store/mado-database-file.h"
#include "core/store/mado-migration.h"

#define BUSY_TIMEOUT 2000 /* milliseconds */
#define PROGRESS_STEPS                                                                             \
  200 /* VM steps between two looks at the cancellable: well below a millisecond */

struct _MadoDatabase
{
  sqlite3 *db;
  char *path;
  GHashTable *statements;    /* SQL → sqlite3_stmt */
  GCancellable *cancellable; /* (unowned): of the step that runs */
  GThread *thread;
  int lock; /* -1: none */
  gint version;
};

G_DEFINE_QUARK (mado - store - error - quark, mado_store_error)

/**
 * mado_database_set_error:
 * @self: a database whose last SQLite call failed
 * @error: (out) (optional): in MADO_STORE_ERROR, or G_IO_ERROR_CANCELLED; the message begins with
 * the file's name
 */
void
mado_database_set_error (MadoDatabase *self, GError **error)
{
  mado_database_connect_error (self->path, self->db, sqlite3_extended_errcode (self->db), error);
}

static int
look_at_cancellable_cb (gpointer user_data)
{
  MadoDatabase *self = user_data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
check_schema (MadoDatabase *self, const char *const *steps, GError **error)
{
  gboolean ours;
  int code = mado_migration_is_ours (self->db, steps, self->version, &ours);

  if (code == SQLITE_OK && ours)
    return TRUE;
  if (code != SQLITE_OK)
    mado_database_connect_error (self->path, self->db, code, error);
  else
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                   "%s: its tables are not those of schema step %d", name, self->version);
    }
  return FALSE;
}

static gboolean
back_up (MadoDatabase *self, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.backup-%d", self->path, self->version);

  return mado_database_copy_to (self, path, error);
}

static gboolean
migrate (MadoDatabase *self, const char *const *steps, MadoDatabaseFlags flags, GError **error)
{
  gint newest = mado_migration_count_steps (steps);
  gint found = self->version; /* 0: it is being made, and there is nothing to back up */
  g_autofree char *name = g_filename_display_basename (self->path);

  if (self->version > newest)
    {
      if (flags & MADO_DATABASE_READ_ONLY)
        return TRUE;
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_NEW,
                   "%s: written by a newer version of the program (schema step %d, known are %d)",
                   name, self->version, newest);
      return FALSE;
    }
  if (!check_schema (self, steps, error))
    return FALSE;
  if (self->version < newest && flags & MADO_DATABASE_READ_ONLY)
    {
      if (flags & MADO_DATABASE_OLDER)
        return TRUE;
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                   "%s: written by an older version of the program, and it cannot be written now",
                   name);
      return FALSE;
    }
  while (self->version < newest)
    {
      int code;

      if (flags & MADO_DATABASE_DURABLE && found > 0 && !back_up (self, error))
        return FALSE;
      code = mado_migration_step (self->db, steps, self->version);
      if (code == SQLITE_OK)
        code = mado_migration_get_version (self->db, &self->version);
      if (code != SQLITE_OK)
        {
          mado_database_connect_error (self->path, self->db, code, error);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * mado_database_leave_untouched:
 *
 * The last to close a file plays its log into it; but what cannot be made again, and cannot be
 * read, is left as it was found.
 */
void
mado_database_leave_untouched (MadoDatabase *self)
{
  g_return_if_fail (self != NULL);

  if (self->db != NULL)
    sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

static MadoDatabase *
open_file (const char *path, const char *const *steps, MadoDatabaseFlags flags, GError **error)
{
  g_autoptr (MadoDatabase) self = g_new0 (MadoDatabase, 1);
  g_autoptr (GError) lock_error = NULL;
  gboolean durable = (flags & MADO_DATABASE_DURABLE) != 0;
  int code;

  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  self->lock = -1;
  /* Nothing ever replaces a durable file behind its users. */
  if (!durable)
    self->lock = mado_database_file_lock (path, FALSE, &lock_error);
  if (lock_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&lock_error));
      return NULL;
    }
  code = flags & MADO_DATABASE_READ_ONLY
             ? mado_database_connect_to_read (path, &self->db)
             : mado_database_connect_to_write (path, durable, &self->db);
  if (code == SQLITE_OK)
    code = mado_migration_get_version (self->db, &self->version);
  if (code != SQLITE_OK)
    {
      mado_database_connect_error (path, self->db, code, error);
      if (durable)
        mado_database_leave_untouched (self);
      return NULL;
    }
  if (!migrate (self, steps, flags, error))
    {
      if (durable)
        mado_database_leave_untouched (self);
      return NULL;
    }
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, look_at_cancellable_cb, self);
  return g_steal_pointer (&self);
}

/* A new durable file is made under another name, so that an empty or half file under its own name
 * is known for what it is: damage. */
static gboolean
make_durable (const char *path, const char *const *steps, GError **error)
{
  g_autofree char *made = g_strdup_printf ("%s.new-%d", path, (int) getpid ());
  MadoDatabase *self;

  mado_database_file_remove (made);
  self = open_file (made, steps, MADO_DATABASE_DURABLE, error);
  if (self == NULL)
    {
      mado_database_file_remove (made);
      return FALSE;
    }
  mado_database_close (self);
  return mado_database_file_appear (made, path, error);
}

/**
 * mado_database_make_profile:
 * @profile: (type filename): made for its user alone where it is missing
 * @error: CANNOT_OPEN or FULL
 */
gboolean
mado_database_make_profile (const char *profile, GError **error)
{
  g_return_val_if_fail (profile != NULL, FALSE);

  return mado_database_file_make_folder (profile, error);
}

/**
 * mado_database_get_profile_path:
 * @profile: (type filename): the profile's folder, made for its user alone where it is missing
 * @name: the database's file
 * @error: CANNOT_OPEN or FULL when the folder cannot be made
 *
 * Returns: (transfer full) (nullable) (type filename): the path of @name in @profile
 */
char *
mado_database_get_profile_path (const char *profile, const char *name, GError **error)
{
  g_return_val_if_fail (profile != NULL && name != NULL, NULL);

  if (!mado_database_file_make_folder (profile, error))
    return NULL;
  return g_build_filename (profile, name, NULL);
}

/**
 * mado_database_open:
 * @path: (type filename): any bytes; the folder must exist
 * @steps: (array zero-terminated=1): SQL scripts; step i takes user_version i to i + 1
 * @flags: how
 * @error: CANNOT_OPEN: missing (read-only), not a regular file, locked for two seconds, not
 * writable; DAMAGED: no database, or its tables are not ours; TOO_NEW; FULL
 *
 * Opens or makes a database. The file is untouched when this fails, but for the steps taken.
 *
 * Returns: (transfer full) (nullable): the database
 */
MadoDatabase *
mado_database_open (const char *path, const char *const *steps, MadoDatabaseFlags flags,
                    GError **error)
{
  g_autofree char *resolved = NULL;
  MadoFileState state;
  const char *problem = NULL;
  MadoStoreError code = MADO_STORE_ERROR_CANNOT_OPEN;

  g_return_val_if_fail (path != NULL && steps != NULL, NULL);
  /* No SQL on the main thread of a program with a window: it would stop drawing. */
  g_return_val_if_fail (!g_main_context_is_owner (g_main_context_default ()), NULL);

  resolved = mado_database_file_resolve (path, &state, error);
  if (resolved == NULL)
    return NULL;
  if (state == MADO_FILE_MISSING && flags & MADO_DATABASE_READ_ONLY)
    problem = "there is no such file";
  else if (state == MADO_FILE_EMPTY && flags & (MADO_DATABASE_DURABLE | MADO_DATABASE_READ_ONLY))
    {
      problem = "the file is empty";
      code = MADO_STORE_ERROR_DAMAGED;
    }
  if (problem != NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, MADO_STORE_ERROR, code, "%s: %s", name, problem);
      return NULL;
    }
  if (state == MADO_FILE_MISSING && flags & MADO_DATABASE_DURABLE
      && !make_durable (resolved, steps, error))
    return NULL;
  return open_file (resolved, steps, flags, error);
}

void
mado_database_close (MadoDatabase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->db);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
mado_database_get_handle (MadoDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->db;
}

/**
 * mado_database_give_back_memory:
 *
 * To be called after work that read or wrote very much: lets go of the pages that SQLite keeps, and
 * of what is free in pieces too small for the allocator to give back by itself.
 */
void
mado_database_give_back_memory (MadoDatabase *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_db_release_memory (self->db);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

const char *
mado_database_get_path (MadoDatabase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

gint
mado_database_get_version (MadoDatabase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->version;
}

/**
 * mado_database_prepare:
 * @sql: one statement
 *
 * A statement is prepared once and kept. The same text gives the same statement: two loops over one
 * text cannot be nested.
 *
 * Returns: (transfer none) (nullable): the statement, reset, its bindings cleared
 */
sqlite3_stmt *
mado_database_prepare (MadoDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && sql != NULL, NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
          != SQLITE_OK)
        {
          mado_database_set_error (self, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, g_strdup (sql), statement);
      return statement;
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

/**
 * mado_database_exec:
 * @sql: statements without results; never built from data
 */
gboolean
mado_database_exec (MadoDatabase *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL && sql != NULL, FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);

  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  mado_database_set_error (self, error);
  return FALSE;
}

/**
 * mado_database_settle:
 *
 * Moves what the log holds into the file and empties it: whoever opens the file next reads the
 * whole log before anything else. Others read on meanwhile; what cannot be moved now, because
 * somebody reads an older state or the disk is full, is safe in the log until the next time.
 */
void
mado_database_settle (MadoDatabase *self)
{
  g_return_if_fail (self != NULL && self->thread == g_thread_self ());

  sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

/**
 * mado_database_step:
 * @statement: one of mado_database_prepare()
 * @cancellable: (nullable): ends the step within a millisecond, with G_IO_ERROR_CANCELLED
 *
 * At the end and after an error the statement is reset, so that it holds no snapshot of the file.
 * Who stops before the end resets it.
 *
 * Returns: %TRUE for a row; %FALSE without @error at the end
 */
gboolean
mado_database_step (MadoDatabase *self, sqlite3_stmt *statement, GCancellable *cancellable,
                    GError **error)
{
  int code;

  g_return_val_if_fail (self != NULL && statement != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      sqlite3_reset (statement);
      return FALSE;
    }
  self->cancellable = cancellable;
  code = sqlite3_step (statement);
  self->cancellable = NULL;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    mado_database_set_error (self, error);
  sqlite3_reset (statement);
  return FALSE;
}

/**
 * mado_database_run:
 * @statement: one of mado_database_prepare() that answers nothing
 *
 * Returns: whether it came to its end
 */
gboolean
mado_database_run (MadoDatabase *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  mado_database_step (self, statement, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * mado_database_check:
 * @quick: without comparing the indexes with their tables
 * @findings: (element-type utf8): gets one sentence for each thing that is wrong
 *
 * Reads every page. A file too broken to be read is a finding, not an error.
 *
 * Returns: %FALSE with @error when the check could not be made (cancelled, out of memory)
 */
gboolean
mado_database_check (MadoDatabase *self, gboolean quick, GPtrArray *findings,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && findings != NULL, FALSE);

  statement = mado_database_prepare (
      self, quick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)", &local_error);
  while (statement != NULL && mado_database_step (self, statement, cancellable, &local_error))
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (text == NULL)
        {
          mado_database_set_error (self, &local_error);
          sqlite3_reset (statement);
          break;
        }
      if (strcmp (text, "ok") != 0)
        g_ptr_array_add (findings, g_strdup (text));
    }
  if (g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    g_ptr_array_add (findings, g_strdup (local_error->message));
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static int
copy_pages (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int code;

  if (backup == NULL)
    return sqlite3_extended_errcode (to);
  /* All pages in one go read one snapshot: who writes meanwhile neither waits nor shows. */
  code = sqlite3_backup_step (backup, -1);
  if (code == SQLITE_DONE)
    return sqlite3_backup_finish (backup);
  sqlite3_backup_finish (backup);
  return code;
}

/**
 * mado_database_copy_to:
 * @path: (type filename): where to; replaced when it exists
 *
 * A consistent copy, also while others write. It appears under its name only when it is whole and
 * on the disk.
 */
gboolean
mado_database_copy_to (MadoDatabase *self, const char *path, GError **error)
{
  g_autofree char *made = g_strdup_printf ("%s.new-%d", path, (int) getpid ());
  g_autofree char *resolved = NULL;
  sqlite3 *copy = NULL;
  MadoFileState state;
  int code;
  gboolean done = FALSE;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  mado_database_file_remove (made);
  resolved = mado_database_file_resolve (made, &state, error);
  if (resolved == NULL)
    return FALSE;
  code = mado_database_connect_plainly (resolved, &copy);
  if (code == SQLITE_OK)
    code = copy_pages (self->db, copy);
  if (code != SQLITE_OK)
    mado_database_connect_error (path, copy, code, error);
  if (sqlite3_close (copy) == SQLITE_OK && code == SQLITE_OK)
    done = mado_database_file_replace (resolved, path, error);
  if (!done)
    mado_database_file_remove (resolved);
  return done;
}

/**
 * mado_database_replace:
 * @path: (type filename): a database that this process has closed
 * @with: (type filename): the whole new one, closed, in the same folder
 *
 * Renames @with over @path, when nobody else has @path open; else CANNOT_OPEN after two seconds.
 */
gboolean
mado_database_replace (const char *path, const char *with, GError **error)
{
  g_autoptr (GError) lock_error = NULL;
  gboolean done;
  int lock;

  g_return_val_if_fail (path != NULL && with != NULL, FALSE);

  lock = mado_database_file_lock (path, TRUE, &lock_error);
  if (lock_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&lock_error));
      return FALSE;
    }
  done = mado_database_file_replace (with, path, error);
  if (lock >= 0)
    close (lock);
  return done;
}
