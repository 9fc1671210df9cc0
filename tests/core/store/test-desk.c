/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stars are kept; a desk that cannot be written is read, and left as it was. */
#include "core/store/mado-desk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
  return g_test_run ();
}
