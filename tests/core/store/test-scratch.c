/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is thrown away goes whole, and nothing else goes with it. */
#include "core/store/mado-scratch.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/mado-database.h"

typedef struct
{
  char *top;
  char *root;
  char *elsewhere; /* a file that is nobody's to remove */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL;

  self->top = g_dir_make_tmp ("mado-scratch-XXXXXX", NULL);
  self->root = g_build_filename (self->top, "cache", "trials", NULL);
  self->elsewhere = g_build_filename (self->top, "elsewhere", "kept.txt", NULL);
  folder = g_path_get_dirname (self->elsewhere);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (self->elsewhere, "kept", -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  char *command[] = { "rm", "-rf", self->top, NULL };

  g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (self->top);
  g_free (self->root);
  g_free (self->elsewhere);
}

static guint
count (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static MadoScratch *
make (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  MadoScratch *made = mado_scratch_new (self->root, &error);

  g_assert_no_error (error);
  return made;
}

static void
put (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
}

/* As a program that was killed leaves it: nobody holds the lock. */
static char *
leave_behind (Fixture *self, const char *name)
{
  char *folder = g_build_filename (self->root, name, NULL);
  g_autofree char *within = g_build_filename (folder, "attachments", "ab", NULL);

  g_assert_cmpint (g_mkdir_with_parents (within, 0700), ==, 0);
  put (folder, ".in-use");
  put (folder, "desk.db");
  put (within, "abcd");
  return folder;
}

static void
is_for_the_user_alone_and_goes_with_all_that_is_in_it (Fixture *self, gconstpointer data)
{
  MadoScratch *made = make (self);
  g_autofree char *path = g_strdup (mado_scratch_get_path (made));
  g_autofree char *within = g_build_filename (path, "attachments", "ab", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_mkdir_with_parents (within, 0700), ==, 0);
  put (within, "abcd");
  mado_scratch_free (made);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (self->root), ==, 0);
}

static void
a_link_in_it_is_removed_and_not_followed (Fixture *self, gconstpointer data)
{
  MadoScratch *made = make (self);
  g_autofree char *link = g_build_filename (mado_scratch_get_path (made), "link", NULL);
  g_autofree char *target = g_path_get_dirname (self->elsewhere);

  g_assert_cmpint (symlink (target, link), ==, 0);
  mado_scratch_free (made);
  g_assert_cmpuint (count (self->root), ==, 0);
  g_assert_true (g_file_test (self->elsewhere, G_FILE_TEST_IS_REGULAR));
}

static void
what_was_left_behind_goes_and_what_is_in_use_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoScratch) made = make (self);
  g_autofree char *left = leave_behind (self, "killed");
  g_autoptr (GError) error = NULL;

  put (mado_scratch_get_path (made), "desk.db");
  g_assert_true (mado_scratch_clean (self->root, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count (self->root), ==, 1);
  g_assert_cmpuint (count (mado_scratch_get_path (made)), ==, 2);
}

static void
a_link_in_the_place_of_a_folder_is_not_followed (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoScratch) made = make (self);
  g_autofree char *link = g_build_filename (self->root, "killed", NULL);
  g_autofree char *target = g_path_get_dirname (self->elsewhere);

  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (mado_scratch_clean (self->root, NULL));
  g_assert_true (g_file_test (self->elsewhere, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* Where the root itself is a link, nothing is made or removed behind it. */
static void
a_link_in_the_place_of_the_root_is_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (self->root);
  g_autofree char *target = g_path_get_dirname (self->elsewhere);
  g_autoptr (GError) made_error = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_cmpint (symlink (target, self->root), ==, 0);
  g_assert_null (mado_scratch_new (self->root, &made_error));
  g_assert_error (made_error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_false (mado_scratch_clean (self->root, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_cmpuint (count (target), ==, 1);
}

static void
where_nothing_was_there_is_nothing_to_remove (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_scratch_clean (self->root, &error));
  g_assert_no_error (error);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/scratch/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-for-the-user-alone-and-goes-with-all-that-is-in-it",
       is_for_the_user_alone_and_goes_with_all_that_is_in_it);
  ADD ("a-link-in-it-is-removed-and-not-followed", a_link_in_it_is_removed_and_not_followed);
  ADD ("what-was-left-behind-goes-and-what-is-in-use-stays",
       what_was_left_behind_goes_and_what_is_in_use_stays);
  ADD ("a-link-in-the-place-of-a-folder-is-not-followed",
       a_link_in_the_place_of_a_folder_is_not_followed);
  ADD ("a-link-in-the-place-of-the-root-is-refused", a_link_in_the_place_of_the_root_is_refused);
  ADD ("where-nothing-was-there-is-nothing-to-remove",
       where_nothing_was_there_is_nothing_to_remove);
  return g_test_run ();
}
