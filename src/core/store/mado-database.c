/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a database is opened, and the few things everybody does with it. */
#include "core/store/mado-database.h"

#include <string.h>
#include <unistd.h>

#include "core/store/mado-database-file.h"
#include "core/store/mado-migration.h"
#include "core/store/mado-tokens.h"

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

static MadoStoreError
code_to_error (int code)
{
  switch (code)
    {
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
      return MADO_STORE_ERROR_DAMAGED;
    default:
      break;
    }
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
      return MADO_STORE_ERROR_CANNOT_OPEN;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG:
      return MADO_STORE_ERROR_FULL;
    default:
      /* NOTADB and CORRUPT; and what our own SQL meets only when the tables are not as we made
       * them. */
      return MADO_STORE_ERROR_DAMAGED;
    }
}

static void
set_code (const char *path, sqlite3 *db, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  const char *words = db != NULL && sqlite3_errcode (db) != SQLITE_OK ? sqlite3_errmsg (db)
                                                                      : sqlite3_errstr (code);
  int system = db != NULL ? sqlite3_system_errno (db) : 0;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: stopped", name);
  else if (system != 0 && ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR))
    g_set_error (error, MADO_STORE_ERROR, code_to_error (code), "%s: %s (%s)", name, words,
                 g_strerror (system));
  else
    g_set_error (error, MADO_STORE_ERROR, code_to_error (code), "%s: %s", name, words);
}

/**
 * mado_database_set_error:
 * @self: a database whose last SQLite call failed
 * @error: (out) (optional): in MADO_STORE_ERROR, or G_IO_ERROR_CANCELLED; the message begins with
 * the file's name
 */
void
mado_database_set_error (MadoDatabase *self, GError **error)
{
  set_code (self->path, self->db, sqlite3_extended_errcode (self->db), error);
}

static int
look_at_cancellable_cb (gpointer user_data)
{
  MadoDatabase *self = user_data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/* Nothing that a file holds may run, and nothing that we send may reach behind the tables. */
static int
harden (sqlite3 *db)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },       { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },         { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int code = sqlite3_db_config (db, options[i].option, options[i].value, NULL);

      if (code != SQLITE_OK)
        return code;
    }
  sqlite3_busy_timeout (db, BUSY_TIMEOUT);
  return sqlite3_exec (db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", NULL, NULL,
                       NULL);
}

static int
connect (const char *path, gboolean read_only, gboolean immutable, sqlite3 **db)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW;
  g_autofree char *address = NULL;
  int code;

  flags |= read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (immutable)
    {
      g_autofree char *plain = g_filename_to_uri (path, NULL, NULL);

      if (plain == NULL)
        return SQLITE_CANTOPEN;
      address = g_strconcat (plain, "?immutable=1", NULL);
      flags |= SQLITE_OPEN_URI;
    }
  code = sqlite3_open_v2 (address != NULL ? address : path, db, flags, NULL);
  if (code == SQLITE_OK)
    code = harden (*db);
  /* The first read: only now SQLite looks at the file. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (*db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  return code;
}

/* Where neither the log's index nor its lock can be made (a folder that cannot be written, a full
 * disk), a file without a log can still be read as it is: nobody else can be writing it either. */
static gboolean
connect_to_read (MadoDatabase *self, GError **error)
{
  int code = connect (self->path, TRUE, FALSE, &self->db);

  if (((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY
       || (code & 0xff) == SQLITE_IOERR)
      && !mado_database_file_has_log (self->path))
    {
      sqlite3_close (self->db);
      self->db = NULL;
      code = connect (self->path, TRUE, TRUE, &self->db);
    }
  if (code == SQLITE_OK)
    return TRUE;
  set_code (self->path, self->db, code, error);
  return FALSE;
}

static gboolean
connect_to_write (MadoDatabase *self, gboolean durable, GError **error)
{
  int code = connect (self->path, FALSE, FALSE, &self->db);

  if (code == SQLITE_OK && sqlite3_db_readonly (self->db, "main") == 1)
    code = SQLITE_READONLY;
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 4194304",
                         NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->db,
                         durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL",
                         NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  set_code (self->path, self->db, code, error);
  return FALSE;
}

static gboolean
check_schema (MadoDatabase *self, const char *const *steps, GError **error)
{
  gboolean ours;
  int code = mado_migration_is_ours (self->db, steps, self->version, &ours);

  if (code == SQLITE_OK && ours)
    return TRUE;
  if (code != SQLITE_OK)
    set_code (self->path, self->db, code, error);
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

/* Returns: the version that the steps lead to, or FALSE with @error when they cannot be taken. */
static gboolean
migrate (MadoDatabase *self, const char *const *steps, MadoDatabaseFlags flags, GError **error)
{
  gint newest = mado_migration_count_steps (steps);
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
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                   "%s: written by an older version of the program, and it cannot be written now",
                   name);
      return FALSE;
    }
  while (self->version < newest)
    {
      int code;

      if (flags & MADO_DATABASE_DURABLE && self->version > 0 && !back_up (self, error))
        return FALSE;
      code = mado_migration_step (self->db, steps, self->version);
      if (code == SQLITE_OK)
        code = mado_migration_get_version (self->db, &self->version);
      if (code != SQLITE_OK)
        {
          set_code (self->path, self->db, code, error);
          return FALSE;
        }
    }
  return TRUE;
}

static MadoDatabase *
open_file (const char *path, const char *const *steps, MadoDatabaseFlags flags, GError **error)
{
  g_autoptr (MadoDatabase) self = g_new0 (MadoDatabase, 1);
  g_autoptr (GError) lock_error = NULL;
  gboolean connected;
  int code;

  self->path = g_strdup (path);
  self->thread = g_thread_self ();
  self->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  self->lock = -1;
  /* Nothing ever replaces a durable file behind its users. */
  if (!(flags & MADO_DATABASE_DURABLE))
    self->lock = mado_database_file_lock (path, FALSE, &lock_error);
  if (lock_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&lock_error));
      return NULL;
    }
  connected = flags & MADO_DATABASE_READ_ONLY
                  ? connect_to_read (self, error)
                  : connect_to_write (self, (flags & MADO_DATABASE_DURABLE) != 0, error);
  if (!connected)
    return NULL;
  code = mado_tokens_register (self->db);
  if (code == SQLITE_OK)
    code = mado_migration_get_version (self->db, &self->version);
  if (code != SQLITE_OK)
    {
      set_code (path, self->db, code, error);
      return NULL;
    }
  if (!migrate (self, steps, flags, error))
    return NULL;
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

      if (g_strcmp0 (text, "ok") != 0)
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
  code = connect (resolved, FALSE, FALSE, &copy);
  if (code == SQLITE_OK)
    code = copy_pages (self->db, copy);
  if (code != SQLITE_OK)
    set_code (path, copy, code, error);
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
