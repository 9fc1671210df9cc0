/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stars are kept; a desk that cannot be written is read, and left as it was. */
#include "core/store/mado-desk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/mado-schema.h"
#include "support/store-fixture.h"

#define TITLE "{\"en\":\"A\",\"ja\":\"あ\"}"

typedef struct
{
  char *profile;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);

  self->profile = g_build_filename (folder, "profile", NULL);
  self->path = g_build_filename (self->profile, "desk.db", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->profile);

  store_remove_profile (self->profile);
  g_rmdir (folder);
  g_free (self->profile);
  g_free (self->path);
}

static MadoDesk *
open_desk (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (self->profile, &error);

  g_assert_no_error (error);
  return desk;
}

static void
star (MadoDesk *desk, const char *id, gboolean starred)
{
  g_autoptr (GError) error = NULL;

  mado_desk_set_starred (desk, id, TITLE, starred, &error);
  g_assert_no_error (error);
}

static void
assert_stars (MadoDesk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = mado_desk_list_starred (desk, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (ids, NULL);
  text = g_strjoinv (" ", (char **) ids->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
keeps_stars_newest_first (Fixture *self, gconstpointer data)
{
  MadoDesk *desk = open_desk (self);
  gboolean starred;

  star (desk, "a", TRUE);
  star (desk, "b", TRUE);
  star (desk, "c", TRUE);
  star (desk, "a", TRUE);
  star (desk, "b", FALSE);
  star (desk, "never", FALSE);
  mado_desk_close (desk);

  desk = open_desk (self);
  assert_stars (desk, "c a");
  g_assert_true (mado_desk_is_starred (desk, "a", &starred, NULL));
  g_assert_true (starred);
  g_assert_true (mado_desk_is_starred (desk, "b", &starred, NULL));
  g_assert_false (starred);
  mado_desk_close (desk);
}

static void
is_for_its_user_alone (Fixture *self, gconstpointer data)
{
  MadoDesk *desk = open_desk (self);
  GStatBuf status;

  g_assert_cmpint (g_stat (self->profile, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  mado_desk_close (desk);
}

static void
assert_read_only (Fixture *self, gboolean is_readable)
{
  g_autoptr (MadoDesk) desk = open_desk (self);
  g_autofree char *why = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  g_assert_true (mado_desk_is_read_only (desk, &why));
  g_assert_nonnull (why);
  g_assert_false (mado_desk_set_starred (desk, "x", TITLE, TRUE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  ids = mado_desk_list_starred (desk, &error);
  g_assert_true ((ids != NULL) == is_readable);
  g_assert_true ((error == NULL) == is_readable);
}

static void
never_touches_a_damaged_file (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = { "", "<!doctype html>", "SQLite format 3" };
  MadoDesk *desk = open_desk (self);

  mado_desk_close (desk);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *after = NULL;

      g_file_set_contents (self->path, contents[i], -1, NULL);
      assert_read_only (self, FALSE);
      g_file_get_contents (self->path, &after, NULL, NULL);
      g_assert_cmpstr (after, ==, contents[i]);
    }
}

static void
reads_what_a_newer_program_wrote (Fixture *self, gconstpointer data)
{
  MadoDesk *desk = open_desk (self);

  star (desk, "a", TRUE);
  mado_database_exec (mado_desk_get_database (desk), "PRAGMA user_version = 99", NULL);
  mado_desk_close (desk);
  assert_read_only (self, TRUE);
}

static void
refuses_a_linked_file (Fixture *self, gconstpointer data)
{
  g_autofree char *target = g_build_filename (self->profile, "target", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (self->profile, 0700);
  g_assert_cmpint (symlink (target, self->path), ==, 0);
  g_assert_null (mado_desk_open (self->profile, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
says_that_a_star_is_not_what_was_written (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = open_desk (self);
  g_autoptr (GError) error = NULL;

  star (desk, "a", TRUE);
  mado_database_exec (mado_desk_get_database (desk), "UPDATE stars SET title = 'B'", NULL);
  g_assert_null (mado_desk_list_starred (desk, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
}

static void
note (MadoDesk *desk, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  mado_desk_set_note (desk, id, TITLE, text, &error);
  g_assert_no_error (error);
}

static void
assert_note (MadoDesk *desk, const char *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (mado_desk_get_note (desk, id, &text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* Each record with a star (*) and its note, in the order of the list. */
static void
assert_kept (MadoDesk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = mado_desk_list_kept (desk, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const MadoKept *kept = g_ptr_array_index (all, i);

      g_assert_cmpstr (kept->title, ==, TITLE);
      g_string_append_printf (text, "%s%s%s%s ", kept->id, kept->starred ? "*" : "",
                              kept->note ? "=" : "", kept->note ? kept->note : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
keeps_notes_and_stars_in_one_list (Fixture *self, gconstpointer data)
{
  MadoDesk *desk = open_desk (self);

  star (desk, "a", TRUE);
  note (desk, "b", "二");
  note (desk, "a", "first");
  note (desk, "a", "one\ntwo");
  note (desk, "c", "three");
  note (desk, "c", "");
  note (desk, "never", "");
  mado_desk_close (desk);

  desk = open_desk (self);
  assert_note (desk, "a", "one\ntwo");
  assert_note (desk, "c", NULL);
  assert_kept (desk, "a*=one\ntwo b=二 ");
  star (desk, "d", TRUE);
  star (desk, "a", FALSE);
  assert_kept (desk, "d* a=one\ntwo b=二 ");
  mado_desk_close (desk);
}

static void
assert_copy (MadoDesk *desk, const char *expected)
{
  g_autofree char *json = NULL;

  g_assert_true (mado_desk_get_copy (desk, "a", &json, NULL));
  g_assert_cmpstr (json, ==, expected);
}

static void
keeps_what_a_record_said_while_it_is_needed (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = open_desk (self);

  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\"}", NULL));
  assert_copy (desk, NULL);
  note (desk, "a", "x");
  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\"}", NULL));
  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\",\"more\":1}", NULL));
  assert_copy (desk, "{\"id\":\"a\",\"more\":1}");
  star (desk, "a", TRUE);
  note (desk, "a", "");
  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\"}", NULL));
  assert_copy (desk, "{\"id\":\"a\"}");
  star (desk, "a", FALSE);
  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\"}", NULL));
  assert_copy (desk, NULL);
}

static void
says_that_a_note_is_not_what_was_written (Fixture *self, gconstpointer data)
{
  static const char *const changes[]
      = { "UPDATE notes SET text = 'B'", "UPDATE notes SET title = 'B'",
          "UPDATE stars SET title = 'B'" };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (MadoDesk) desk = open_desk (self);
      g_autoptr (MadoDesk) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      note (desk, "a", "A");
      star (desk, "b", TRUE);
      mado_database_exec (mado_desk_get_database (desk), changes[i], NULL);
      g_assert_null (mado_desk_list_kept (desk, &error));
      g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
      g_assert_cmpint (mado_desk_get_note (desk, "a", &text, NULL), ==, i == 2);
      g_clear_pointer (&desk, mado_desk_close);
      again = mado_desk_open (self->profile, NULL);
      g_assert_error (mado_desk_get_reason (again), MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
      g_assert_cmpint (g_remove (self->path), ==, 0);
    }
}

/* The desk of the version that knew stars only. */
static void
brings_stars_along_from_before_there_were_notes (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (self->path, ".backup-1", NULL);
  const char *const steps[] = { mado_schema_desk[0], NULL };
  MadoDesk *desk = open_desk (self);
  g_autofree char *star_of_old = NULL;
  MadoDatabase *database;

  star (desk, "a", TRUE);
  star_of_old = store_ask_database (mado_desk_get_database (desk), "SELECT * FROM stars");
  mado_desk_close (desk);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  database = mado_database_open (self->path, steps, MADO_DATABASE_DURABLE, NULL);
  {
    g_auto (GStrv) values = g_strsplit (star_of_old, "|", -1);
    g_autofree char *sql = g_strdup_printf ("INSERT INTO stars VALUES ('%s', '%s', %s, %s)",
                                            values[0], values[1], values[2], values[3]);

    g_assert_true (mado_database_exec (database, sql, NULL));
  }
  mado_database_close (database);

  desk = open_desk (self);
  note (desk, "a", "x");
  assert_stars (desk, "a");
  assert_kept (desk, "a*=x ");
  mado_desk_close (desk);
  database
      = mado_database_open (backup, steps, MADO_DATABASE_READ_ONLY | MADO_DATABASE_DURABLE, NULL);
  {
    g_autofree char *kept = store_ask_database (database, "SELECT * FROM stars");

    g_assert_cmpstr (kept, ==, star_of_old);
  }
  mado_database_close (database);
}

/* Writes one note after the other, and says which one is kept. */
static void
write_until_killed (const char *profile, int out)
{
  MadoDesk *desk = mado_desk_open (profile, NULL);

  for (guint32 i = 1; desk != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      if (!mado_desk_set_note (desk, "a", TITLE, text, NULL)
          || write (out, &i, sizeof i) != sizeof i)
        break;
    }
  _exit (1);
}

static void
loses_no_note_when_killed (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) first = open_desk (self);

  g_clear_pointer (&first, mado_desk_close);
  for (guint round = 1; round <= 8; round++)
    {
      int pipes[2], status;
      guint32 kept = 0, last = 0;
      pid_t child;
      g_autofree char *text = NULL;
      g_autoptr (MadoDesk) desk = NULL;

      g_assert_cmpint (pipe (pipes), ==, 0);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        write_until_killed (self->profile, pipes[1]);
      close (pipes[1]);
      while (last < 3 * round && read (pipes[0], &kept, sizeof kept) == sizeof kept)
        last = kept;
      kill (child, SIGKILL);
      while (read (pipes[0], &kept, sizeof kept) == sizeof kept)
        last = kept;
      close (pipes[0]);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));

      desk = open_desk (self);
      g_assert_true (mado_desk_get_note (desk, "a", &text, NULL));
      /* The one after the last that was said may be on the disk too. */
      g_assert_cmpuint (g_ascii_strtoull (text, NULL, 10), >=, last);
      g_assert_cmpuint (g_ascii_strtoull (text, NULL, 10), <=, last + 1);
    }
}

static void
back_up_on (MadoDesk *desk, const char *day)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr (GError) error = NULL;

  mado_desk_back_up (desk, today, &error);
  g_assert_no_error (error);
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The days of which there is a backup, the oldest first. */
static void
assert_backups (Fixture *self, const char *expected)
{
  g_autoptr (GDir) folder = g_dir_open (self->profile, 0, NULL);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const char *name;

  while ((name = g_dir_read_name (folder)))
    if (strstr (name, ".backup-"))
      g_ptr_array_add (days, g_strdup (strstr (name, ".backup-") + strlen (".backup-")));
  g_ptr_array_sort (days, compare_days);
  g_ptr_array_add (days, NULL);
  text = g_strjoinv (" ", (char **) days->pdata);
  g_assert_cmpstr (text, ==, expected);
}

/* A backup is a desk like another: put in its place, it has what was there that day. */
static void
assert_backed_up (Fixture *self, const char *day, const char *stars)
{
  g_autofree char *other = g_dir_make_tmp ("mado-desk-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (other, "desk.db", NULL);
  g_autofree char *copy = g_strconcat (self->path, ".backup-", day, NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  MadoDesk *desk;

  g_assert_true (g_file_get_contents (copy, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (place, bytes, (gssize) length, NULL));
  desk = mado_desk_open (other, NULL);
  g_assert_false (mado_desk_is_read_only (desk, NULL));
  assert_stars (desk, stars);
  mado_desk_close (desk);
  store_remove_profile (other);
}

static void
copies_itself_once_a_day (Fixture *self, gconstpointer data)
{
  static const char *const later[]
      = { "2026-12-01", "2026-12-02", "2026-12-24", "2027-01-08", "2027-01-09" };
  MadoDesk *desk = open_desk (self);
  g_autofree char *foreign = g_strconcat (self->path, ".backup-2", NULL);

  star (desk, "a", TRUE);
  back_up_on (desk, "2026-11-27");
  star (desk, "b", TRUE);
  back_up_on (desk, "2026-11-27");
  assert_backups (self, "20261127");
  assert_backed_up (self, "20261127", "a");
  /* The backup before a schema step is no day's, and stays. */
  g_assert_true (g_file_set_contents (foreign, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    back_up_on (desk, later[i]);
  assert_backups (self, "2 20261201 20261202 20261224 20270108 20270109");
  assert_backed_up (self, "20270109", "b a");
  mado_desk_close (desk);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/desk/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-stars-newest-first", keeps_stars_newest_first);
  ADD ("is-for-its-user-alone", is_for_its_user_alone);
  ADD ("never-touches-a-damaged-file", never_touches_a_damaged_file);
  ADD ("reads-what-a-newer-program-wrote", reads_what_a_newer_program_wrote);
  ADD ("refuses-a-linked-file", refuses_a_linked_file);
  ADD ("says-that-a-star-is-not-what-was-written", says_that_a_star_is_not_what_was_written);
  ADD ("keeps-notes-and-stars-in-one-list", keeps_notes_and_stars_in_one_list);
  ADD ("keeps-what-a-record-said-while-it-is-needed", keeps_what_a_record_said_while_it_is_needed);
  ADD ("says-that-a-note-is-not-what-was-written", says_that_a_note_is_not_what_was_written);
  ADD ("brings-stars-along-from-before-there-were-notes",
       brings_stars_along_from_before_there_were_notes);
  ADD ("copies-itself-once-a-day", copies_itself_once_a_day);
  ADD ("loses-no-note-when-killed", loses_no_note_when_killed);
  return g_test_run ();
}
