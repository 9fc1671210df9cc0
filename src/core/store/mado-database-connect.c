/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How SQLite is asked for a file, and what its codes mean to us. */
#include "core/store/mado-database-connect.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/store/mado-database-file.h"
#include "core/store/mado-database.h"
#include "core/store/mado-tokens.h"

#define BUSY_TIMEOUT 2000 /* milliseconds */

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

/*
 * mado_database_connect_error:
 * @db: (nullable): where the failure was, if it was opened
 * @code: an extended SQLite code
 * @error: (out) (optional): in MADO_STORE_ERROR, or G_IO_ERROR_CANCELLED
 */
void
mado_database_connect_error (const char *path, sqlite3 *db, int code, GError **error)
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

/* SQLite makes a file as the umask says; its log gets the rights of the file. One that is there is
 * not opened: to close it again would give up the locks of this process. */
static void
make_private (const char *path)
{
  int descriptor = open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (descriptor >= 0)
    close (descriptor);
}

static int
connect (const char *path, gboolean read_only, gboolean immutable, sqlite3 **db)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW;
  g_autofree char *address = NULL;
  int code;

  flags |= read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (!read_only)
    make_private (path);
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
  /* Before anything else: from SQLite 3.44 on, a check of the pages reads search indexes too. */
  if (code == SQLITE_OK)
    code = mado_tokens_register (*db);
  return code;
}

/*
 * mado_database_connect_to_read:
 *
 * Where neither the log's index nor its lock can be made (a folder that cannot be written, a full
 * disk), a file without a log can still be read as it is: nobody else can be writing it either.
 *
 * Returns: an SQLite code; @db is to be closed in any case
 */
int
mado_database_connect_to_read (const char *path, sqlite3 **db)
{
  int code = connect (path, TRUE, FALSE, db);

  if (((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY
       || (code & 0xff) == SQLITE_IOERR)
      && !mado_database_file_has_log (path))
    {
      sqlite3_close (*db);
      *db = NULL;
      code = connect (path, TRUE, TRUE, db);
    }
  return code;
}

/* Reads every page. Returns: an SQLite code */
static int
check_pages (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL);

  if (code != SQLITE_OK)
    return code;
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (text == NULL)
        code = SQLITE_NOMEM;
      else if (strcmp (text, "ok") != 0)
        code = SQLITE_CORRUPT;
    }
  return sqlite3_finalize (statement) == SQLITE_OK ? code : sqlite3_extended_errcode (db);
}

/*
 * mado_database_connect_to_write:
 * @durable: a commit waits for the disk, what is deleted is overwritten, and a damaged file is
 * found before anything is written
 *
 * Returns: an SQLite code; @db is to be closed in any case
 */
int
mado_database_connect_to_write (const char *path, gboolean durable, sqlite3 **db)
{
  int code = connect (path, FALSE, FALSE, db);

  /* SQLite opens what it may not write for reading, without a word. */
  if (code == SQLITE_OK && sqlite3_db_readonly (*db, "main") == 1)
    return SQLITE_READONLY;
  if (code == SQLITE_OK && durable)
    code = check_pages (*db);
  if (code == SQLITE_OK)
    code = sqlite3_exec (*db, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 4194304",
                         NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (*db,
                         durable ? "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON"
                                 : "PRAGMA synchronous = NORMAL",
                         NULL, NULL, NULL);
  return code;
}

/* For a copy: a file with a rollback journal. Returns: an SQLite code; @db is to be closed in any
 * case */
int
mado_database_connect_plainly (const char *path, sqlite3 **db)
{
  return connect (path, FALSE, FALSE, db);
}
