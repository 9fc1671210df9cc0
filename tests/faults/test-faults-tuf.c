/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trusted metadata while the process is killed, the power goes, the disk is full or broken: at each
 * file call of a first update and a second one. What was trusted is there afterwards, so that
 * nothing older is taken, and the next update goes through. MADO_FAULTS=all takes every cut. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/faults.h"
#include "support/tuf-fixture.h"

#define STRIDE 3 /* of power cuts, when not all */

typedef struct
{
  TufFixture tuf;
  GHashTable *first;  /* what the server has at the first update */
  GHashTable *second; /* at the second: every role in version 2 */
} Fixture;

/* What is done: '0' the root is kept, '1' and '2' an update. */
typedef void (*Tell) (char what, gpointer user_data);

static void
set_up (Fixture *self, gconstpointer data)
{
  GHashTableIter iter;
  gpointer name, bytes;

  tuf_set_up (&self->tuf, data);
  self->first
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, self->tuf.files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    g_hash_table_insert (self->first, g_strdup (name), g_bytes_ref (bytes));
  self->second = self->tuf.files;
  tuf_put (&self->tuf, "2.root.json", tuf_make_root (&self->tuf, 2, "04", "15", "2", "3"), "04");
  tuf_put (&self->tuf, "2.targets.json", tuf_make_targets (&self->tuf, 2, "hello.txt"), "3");
  tuf_put_snapshot (&self->tuf, 2, 2);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  self->tuf.files = self->second;
  g_hash_table_unref (self->first);
  tuf_tear_down (&self->tuf, data);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* An empty folder in the place of the last. */
static void
renew_folder (Fixture *self)
{
  remove_folder (self->tuf.folder);
  g_free (self->tuf.folder);
  self->tuf.folder = g_dir_make_tmp ("mado-tuf-XXXXXX", NULL);
}

static void
run (Fixture *self, Tell tell, gpointer user_data)
{
  if (mado_tuf_client_start (self->tuf.folder, g_hash_table_lookup (self->first, "1.root.json"),
                             NULL))
    tell ('0', user_data);
  self->tuf.files = self->first;
  if (tuf_refresh (&self->tuf))
    tell ('1', user_data);
  self->tuf.files = self->second;
  if (tuf_refresh (&self->tuf))
    tell ('2', user_data);
}

/* @told: the letters, in order */
static void
check (Fixture *self, const char *told)
{
  gsize length = strlen (told);
  gint64 least = length > 0 ? told[length - 1] - '0' : 0;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (length == 0 && tuf_get_kept_version (&self->tuf, MADO_TUF_ROOT) == 0)
    return;
  for (MadoTufType type = 0; type < MADO_TUF_N_TYPES; type++)
    g_assert_cmpint (tuf_get_kept_version (&self->tuf, type), >=, least);
  self->tuf.files = self->second;
  tuf_assert_refreshes (&self->tuf);
  for (MadoTufType type = 0; type < MADO_TUF_N_TYPES; type++)
    g_assert_cmpint (tuf_get_kept_version (&self->tuf, type), ==, 2);
  dir = g_dir_open (self->tuf.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_true (g_str_has_suffix (name, ".json"));
}

static void
tell_nobody (char what, gpointer user_data)
{
}

static void
tell_text (char what, gpointer user_data)
{
  g_string_append_c (user_data, what);
}

static void
tell_pipe (char what, gpointer user_data)
{
  g_assert_cmpint (write (GPOINTER_TO_INT (user_data), &what, 1), ==, 1);
}

static void
tell_log (char what, gpointer user_data)
{
  const char text[] = { what, '\0' };

  faults_mark (text);
}

static guint
count_calls (Fixture *self)
{
  guint n_calls;

  renew_folder (self);
  faults_start (FAULT_COUNT, self->tuf.folder, 0, 0);
  run (self, tell_nobody, NULL);
  n_calls = faults_stop ();
  g_assert_cmpuint (n_calls, >, 20);
  return n_calls;
}

static void
test_killed (Fixture *self, gconstpointer data)
{
  Fault fault = (Fault) GPOINTER_TO_INT (data);
  guint n_calls = count_calls (self);

  for (guint at = 1; at <= n_calls; at++)
    {
      char told[4] = "";
      int ends[2];
      int status;
      pid_t child;

      renew_folder (self);
      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          faults_start (fault, self->tuf.folder, at, 0);
          run (self, tell_pipe, GINT_TO_POINTER (ends[1]));
          _exit (0);
        }
      close (ends[1]);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (read (ends[0], told, sizeof told - 1), >=, 0);
      close (ends[0]);
      check (self, told);
    }
}

static void
test_failed (Fixture *self, gconstpointer data)
{
  static const Fault faults[] = { FAULT_FAIL_ONCE, FAULT_FAIL_ALWAYS };
  int code = GPOINTER_TO_INT (data);
  guint n_calls = count_calls (self);

  for (guint at = 1; at <= n_calls; at++)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      {
        g_autoptr (GString) told = g_string_new (NULL);

        renew_folder (self);
        faults_start (faults[i], self->tuf.folder, at, code);
        run (self, tell_text, told);
        faults_stop ();
        check (self, told->str);
      }
}

static char *
list_told (GPtrArray *log, guint n)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      FaultCall *call = g_ptr_array_index (log, i);

      if (call->call == CALL_MARK)
        g_string_append (told, call->path);
    }
  return g_string_free (told, FALSE);
}

static void
test_power_cut (Fixture *self, gconstpointer data)
{
  gboolean takes_all = g_strcmp0 (g_getenv ("MADO_FAULTS"), "all") == 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GPtrArray *log;

  renew_folder (self);
  faults_start (FAULT_LOG, self->tuf.folder, 0, 0);
  run (self, tell_log, NULL);
  faults_stop ();
  log = faults_get_log ();
  g_assert_cmpuint (log->len, >, 20);
  for (guint n = 1; n <= log->len; n += takes_all ? 1 : STRIDE)
    for (Cut cut = 0; cut < N_CUTS; cut++)
      {
        g_autofree char *told = list_told (log, n);

        renew_folder (self);
        faults_replay (log, n, cut, self->tuf.folder, random);
        check (self, told);
      }
}

#define ADD(name, function, data)                                                                  \
  g_test_add ("/faults/tuf/" name, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-trusted-survives-a-kill", test_killed, FAULT_KILL);
  ADD ("what-is-trusted-survives-a-kill-amid-a-write", test_killed, FAULT_TEAR);
  ADD ("what-is-trusted-survives-a-full-disk", test_failed, ENOSPC);
  ADD ("what-is-trusted-survives-a-broken-disk", test_failed, EIO);
  ADD ("what-is-trusted-survives-a-power-cut", test_power_cut, 0);
  return g_test_run ();
}
