/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for the user: whole, or not at all. */
#include "app/sections/mado-files.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define LENGTH 100000

typedef struct
{
  char *folder;
  char *path;
  GError *error;
  gboolean done;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mado-files-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "report.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->folder);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (GFile) file = mado_files_save_finish (result, &self->error);

  g_assert_true ((file != NULL) == (self->error == NULL));
  self->done = TRUE;
}

static void
write_many (Fixture *self, char letter)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) content = g_bytes_new_take (g_strnfill (LENGTH, letter), LENGTH);

  self->done = FALSE;
  mado_files_write_async (file, content, NULL, written_cb, self);
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_holds (const char *path, char letter)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpuint (length, ==, LENGTH);
  g_assert_cmpint (text[0], ==, letter);
  g_assert_cmpint (text[LENGTH - 1], ==, letter);
}

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_replaces_what_stood_there (Fixture *self, gconstpointer data)
{
  write_many (self, 'a');
  write_many (self, 'b');
  g_assert_no_error (self->error);
  assert_holds (self->path, 'b');
  g_assert_cmpuint (count_files (self), ==, 1);
}

/* A limit on the size of files fails as a full disk does. */
static void
fail_to_write_many (Fixture *self, char letter)
{
  struct rlimit before, little;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = before;
  little.rlim_cur = LENGTH / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  write_many (self, letter);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (self->error);
}

/* xD04: the disk is full amid the writing. */
static void
test_a_full_disk_leaves_what_stood_there (Fixture *self, gconstpointer data)
{
  write_many (self, 'a');
  fail_to_write_many (self, 'b');
  assert_holds (self->path, 'a');
  g_assert_cmpuint (count_files (self), ==, 1);
}

/* xD04: a link in the place that was chosen, and on a full disk. */
static void
test_what_a_link_points_to_is_not_touched (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_strdup (self->path);

  write_many (self, 'a');
  g_free (self->path);
  self->path = g_build_filename (self->folder, "link.csv", NULL);
  g_assert_cmpint (symlink (file, self->path), ==, 0);
  fail_to_write_many (self, 'b');
  assert_holds (file, 'a');
  assert_holds (self->path, 'a');
  g_clear_error (&self->error);
  write_many (self, 'b');
  g_assert_no_error (self->error);
  assert_holds (file, 'a');
  assert_holds (self->path, 'b');
}

/* xD04: the medium was taken out. */
static void
test_a_folder_that_is_gone_is_told (Fixture *self, gconstpointer data)
{
  g_free (self->path);
  self->path = g_build_filename (self->folder, "gone", "report.csv", NULL);
  write_many (self, 'a');
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* xD03: what a stranger calls a record becomes the name of a file, and nothing else. */
static void
test_names_are_literal (void)
{
  static const char *const names[][2] = {
    { "-rf", "_rf.html" },
    { "--output=/etc/passwd", "__output=_etc_passwd.html" },
    { "~root", "_root.html" },
    { "../../.profile", "___.._.profile.html" },
    { "$(touch made)", "$(touch made).html" },
    { "a/b\\c:d", "a_b_c_d.html" },
    { "日EU協定", "日EU協定.html" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = mado_files_make_name (names[i][0], ".html");

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

static void
test_a_name_is_one_line (void)
{
  g_autofree char *name = mado_files_make_name ("one\ntwo\rthree\tfour\x1b[2J", "");

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/app/files/" sentence, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("replaces-what-stood-there", test_replaces_what_stood_there);
  ADD ("a-full-disk-leaves-what-stood-there", test_a_full_disk_leaves_what_stood_there);
  ADD ("what-a-link-points-to-is-not-touched", test_what_a_link_points_to_is_not_touched);
  ADD ("a-folder-that-is-gone-is-told", test_a_folder_that_is_gone_is_told);
  g_test_add_func ("/app/files/names-are-literal", test_names_are_literal);
  g_test_add_func ("/app/files/a-name-is-one-line", test_a_name_is_one_line);
  return g_test_run ();
}
