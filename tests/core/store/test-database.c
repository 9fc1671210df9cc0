/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way a database is opened: what it accepts, what it refuses, and what it never runs. */
#include "core/store/mado-database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const one_step[]
    = { "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);", NULL };
static const char *const two_steps[]
    = { "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);",
        "ALTER TABLE notes ADD COLUMN at INTEGER; CREATE INDEX notes_by_at ON notes (at);", NULL };
static const char *const broken_step[]
    = { "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);",
        "CREATE TABLE more (id INTEGER); INSERT INTO nowhere VALUES (1);", NULL };

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mado-database-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, data != NULL ? data : "notes.db", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
make (const char *path, const char *const *steps, MadoDatabaseFlags flags, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_database_open (path, steps, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);
  mado_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

static char *
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, &error);
  char *answer = NULL;

  g_assert_no_error (error);
  if (mado_database_step (database, statement, NULL, &error))
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  g_assert_no_error (error);
  sqlite3_reset (statement);
  return answer;
}

static void
assert_answer (MadoDatabase *database, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (database, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static void
assert_refused (const char *path, const char *const *steps, MadoDatabaseFlags flags, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_database_open (path, steps, flags, &error);

  g_assert_error (error, MADO_STORE_ERROR, code);
  g_assert_null (database);
}

static void
keeps_what_was_written (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;

  make (self->path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, '術')");
  database = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  assert_answer (database, "SELECT text FROM notes", "術");
  assert_answer (database, "PRAGMA journal_mode", "wal");
  assert_answer (database, "PRAGMA synchronous", "1");
}

static void
durable_waits_for_the_disk (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDatabase) database
      = mado_database_open (self->path, one_step, MADO_DATABASE_DURABLE, NULL);

  assert_answer (database, "PRAGMA synchronous", "2");
}

/* The name in the fixture's data is odd; that it also lies where it should shows g_stat. */
static void
takes_any_file_name (Fixture *self, gconstpointer data)
{
  GStatBuf status;

  make (self->path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'here')");
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  for (int flags = 0; flags <= MADO_DATABASE_READ_ONLY; flags++)
    {
      g_autoptr (MadoDatabase) database
          = mado_database_open (self->path, one_step, (MadoDatabaseFlags) flags, NULL);

      assert_answer (database, "SELECT text FROM notes", "here");
    }
}

static void
refuses_what_is_no_regular_file (Fixture *self, gconstpointer data)
{
  static const char *const companions[] = { "", "-wal", "-shm", "-journal" };
  g_autofree char *target = g_build_filename (self->folder, "target", NULL);
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *path = g_strconcat (self->path, companions[i], NULL);

      g_assert_cmpint (symlink (target, path), ==, 0);
      assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_CANNOT_OPEN);
      assert_refused (self->path, one_step, MADO_DATABASE_READ_ONLY, MADO_STORE_ERROR_CANNOT_OPEN);
      g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
      g_remove (path);
      g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_CANNOT_OPEN);
      g_remove (path);
      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_CANNOT_OPEN);
      g_rmdir (path);
      refused += 4;
    }
  g_test_message ("xS09: %u things that are no file", refused);
  g_assert_cmpuint (refused, >, 0);
}

static void
follows_a_linked_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "link", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.db", NULL);

  g_assert_cmpint (symlink (self->folder, folder), ==, 0);
  make (path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'home')");
  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_REGULAR));
}

static void
tells_damage_from_a_new_file (Fixture *self, gconstpointer data)
{
  g_autofree char *page = g_strnfill (8192, '<');

  assert_refused (self->path, one_step, MADO_DATABASE_READ_ONLY, MADO_STORE_ERROR_CANNOT_OPEN);
  g_file_set_contents (self->path, page, -1, NULL);
  assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_DAMAGED);
  assert_refused (self->path, one_step, MADO_DATABASE_DURABLE, MADO_STORE_ERROR_DAMAGED);
  assert_refused (self->path, one_step, MADO_DATABASE_READ_ONLY, MADO_STORE_ERROR_DAMAGED);
  g_file_set_contents (self->path, "", 0, NULL);
  assert_refused (self->path, one_step, MADO_DATABASE_DURABLE, MADO_STORE_ERROR_DAMAGED);
  make (self->path, one_step, MADO_DATABASE_NONE, "SELECT 1");
}

static void
migrates_with_a_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (self->path, ".backup-1", NULL);
  g_autoptr (MadoDatabase) old = NULL;

  make (self->path, one_step, MADO_DATABASE_DURABLE, "INSERT INTO notes VALUES (1, 'kept')");
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  make (self->path, two_steps, MADO_DATABASE_DURABLE, "UPDATE notes SET at = 5, text = 'new'");
  old = mado_database_open (backup, one_step, MADO_DATABASE_READ_ONLY, NULL);
  assert_answer (old, "SELECT text FROM notes", "kept");
}

static void
a_failed_step_leaves_the_old_schema (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;

  make (self->path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'kept')");
  assert_refused (self->path, broken_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_DAMAGED);
  database = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  assert_answer (database, "SELECT text FROM notes", "kept");
  assert_answer (database, "SELECT count(*) FROM sqlite_schema", "1");
}

static void
reads_a_newer_schema_but_does_not_write_it (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  make (self->path, two_steps, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'future', 3)");
  assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_TOO_NEW);
  database = mado_database_open (self->path, one_step, MADO_DATABASE_READ_ONLY, NULL);
  assert_answer (database, "SELECT text FROM notes", "future");
  g_assert_cmpint (mado_database_get_version (database), ==, 2);
  g_assert_false (mado_database_exec (database, "DELETE FROM notes", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
}

/* A stranger's file: our table, and a program hidden beside it. */
static void
refuses_a_schema_that_is_not_ours (Fixture *self, gconstpointer data)
{
  static const char *const tricks[] = {
    "CREATE TRIGGER trap AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
    "CREATE VIEW more AS SELECT * FROM notes",
    "CREATE TABLE other (x)",
    "CREATE INDEX slow ON notes (abs (randomblob (9)))",
    "DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS id, load_extension ('x') AS text",
    "DROP TABLE notes; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT CHECK (hex (text)))",
    "DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5 (id, text)",
    "DROP TABLE notes",
  };
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      sqlite3 *db = NULL;

      make (self->path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'a')");
      g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
      sqlite3_exec (db, tricks[i], NULL, NULL, NULL);
      sqlite3_close (db);
      if (i != 3) /* SQLite itself refuses the index. */
        assert_refused (self->path, one_step, MADO_DATABASE_NONE, MADO_STORE_ERROR_DAMAGED);
      if (i != 3)
        assert_refused (self->path, one_step, MADO_DATABASE_READ_ONLY, MADO_STORE_ERROR_DAMAGED);
      refused += i != 3;
      g_remove (self->path);
    }
  g_test_message ("xS10: %u schemas of a stranger", refused);
  g_assert_cmpuint (refused, >, 0);
}

static void
runs_no_trigger_even_when_one_is_there (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database
      = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);

  mado_database_exec (database,
                      "CREATE TRIGGER trap AFTER INSERT ON notes BEGIN DELETE FROM notes; END;"
                      "INSERT INTO notes VALUES (1, 'stays')",
                      &error);
  g_assert_no_error (error);
  assert_answer (database, "SELECT text FROM notes", "stays");
  g_assert_false (mado_database_exec (database,
                                      "PRAGMA writable_schema = ON;"
                                      "UPDATE sqlite_schema SET sql = ''",
                                      &error));
  g_assert_nonnull (error);
}

static void
gives_up_waiting_for_a_lock (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDatabase) first
      = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  g_autoptr (MadoDatabase) second
      = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (mado_database_exec (first, "BEGIN IMMEDIATE", NULL));
  g_assert_false (mado_database_exec (second, "BEGIN IMMEDIATE", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_TIME_SPAN_SECOND);
}

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
a_cancelled_step_ends (Fixture *self, gconstpointer data)
{
  static const char forever[] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                " SELECT count(*) FROM n";
  g_autoptr (MadoDatabase) database
      = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);

  g_assert_false (mado_database_step (database, mado_database_prepare (database, forever, NULL),
                                      cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  assert_answer (database, "SELECT 7", "7");
}

static void
replaces_only_what_nobody_uses (Fixture *self, gconstpointer data)
{
  g_autofree char *made = g_strconcat (self->path, ".new", NULL);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) user = NULL;

  make (self->path, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'old')");
  make (made, one_step, MADO_DATABASE_NONE, "INSERT INTO notes VALUES (1, 'new')");
  user = mado_database_open (self->path, one_step, MADO_DATABASE_READ_ONLY, NULL);
  g_assert_false (mado_database_replace (self->path, made, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  assert_answer (user, "SELECT text FROM notes", "old");
  g_clear_error (&error);
  g_clear_pointer (&user, mado_database_close);

  /* A log left behind by a crash belongs to the old file. */
  g_file_set_contents (log, "of the old file", -1, NULL);
  mado_database_replace (self->path, made, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  user = mado_database_open (self->path, one_step, MADO_DATABASE_READ_ONLY, NULL);
  assert_answer (user, "SELECT text FROM notes", "new");
}

static void
finds_a_damaged_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  MadoDatabase *database;
  int file;

  make (self->path, one_step, MADO_DATABASE_NONE,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
        " INSERT INTO notes SELECT i, hex (randomblob (40)) FROM n");
  database = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  g_assert_true (mado_database_check (database, FALSE, findings, NULL, &error));
  g_assert_cmpuint (findings->len, ==, 0);
  mado_database_close (database);

  file = g_open (self->path, O_WRONLY | O_CLOEXEC);
  g_assert_cmpint (pwrite (file, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, 4096 * 5), ==, 8);
  close (file);
  database = mado_database_open (self->path, one_step, MADO_DATABASE_NONE, NULL);
  g_assert_true (mado_database_check (database, TRUE, findings, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, >, 0);
  mado_database_close (database);
}

#define ADD(name, file, function)                                                                  \
  g_test_add ("/store/database/" name, Fixture, file, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-what-was-written", NULL, keeps_what_was_written);
  ADD ("durable-waits-for-the-disk", NULL, durable_waits_for_the_disk);
  ADD ("takes-quotes-in-a-name", "it's \"quoted\".db", takes_any_file_name);
  ADD ("takes-a-newline-in-a-name", "two\nlines.db", takes_any_file_name);
  ADD ("takes-a-name-that-is-not-utf-8", "caf\xe9\xff.db", takes_any_file_name);
  ADD ("takes-a-name-like-an-address", "file:x?mode=memory#%41.db", takes_any_file_name);
  ADD ("takes-a-name-like-a-memory-database", ":memory:", takes_any_file_name);
  ADD ("refuses-what-is-no-regular-file", NULL, refuses_what_is_no_regular_file);
  ADD ("follows-a-linked-folder", NULL, follows_a_linked_folder);
  ADD ("tells-damage-from-a-new-file", NULL, tells_damage_from_a_new_file);
  ADD ("migrates-with-a-backup", NULL, migrates_with_a_backup);
  ADD ("a-failed-step-leaves-the-old-schema", NULL, a_failed_step_leaves_the_old_schema);
  ADD ("reads-a-newer-schema-but-does-not-write-it", NULL,
       reads_a_newer_schema_but_does_not_write_it);
  ADD ("refuses-a-schema-that-is-not-ours", NULL, refuses_a_schema_that_is_not_ours);
  ADD ("runs-no-trigger-even-when-one-is-there", NULL, runs_no_trigger_even_when_one_is_there);
  ADD ("gives-up-waiting-for-a-lock", NULL, gives_up_waiting_for_a_lock);
  ADD ("a-cancelled-step-ends", NULL, a_cancelled_step_ends);
  ADD ("replaces-only-what-nobody-uses", NULL, replaces_only_what_nobody_uses);
  ADD ("finds-a-damaged-page", NULL, finds_a_damaged_page);
  return g_test_run ();
}
