/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a profile: the first time, again, and when something is wrong with it. */
#include "core/mado-context.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "support/store-fixture.h"

#define N_TERMS 6000

typedef struct
{
  char *profile;
  MadoContext *context;
  GCancellable *cancellable;
  guint n_renewing;
  guint n_changed;
  GError *failure;
  gboolean opened;
  gboolean done;
  GError *error;
} Fixture;

static void
changed_cb (MadoContext *context, gpointer user_data)
{
  ((Fixture *) user_data)->n_changed++;
}

static void
failed_cb (MadoContext *context, const GError *error, gpointer user_data)
{
  ((Fixture *) user_data)->failure = g_error_copy (error);
}

static void
make_context (Fixture *self)
{
  g_clear_object (&self->context);
  self->context = mado_context_new (self->profile);
  g_signal_connect (self->context, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->context, "failed", G_CALLBACK (failed_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->profile = g_dir_make_tmp ("mado-context-XXXXXX", NULL);
  self->cancellable = g_cancellable_new ();
  make_context (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->failure);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->opened = mado_context_open_finish (MADO_CONTEXT (source), result, &self->error);
  self->done = TRUE;
}

static gboolean
open_profile (Fixture *self)
{
  self->done = FALSE;
  mado_context_open_async (self->context, self->cancellable, opened_cb, self);
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
  return self->opened;
}

static void
answer (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
count_records (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  g_auto (MadoStanding) standing = { 0 };

  g_assert_true (mado_reader_get_standing (handle, &standing, NULL));
  g_task_return_int (task, standing.counts[GPOINTER_TO_INT (data)]);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GObject **) user_data, G_OBJECT (result));
}

/* Waits until the writer has done all that was asked of it. */
static void
wait_for_writer (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answered_cb, &result);

  mado_context_write (self->context, task, answer);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gint
read_count_of (Fixture *self, MadoKind kind)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answered_cb, &result);

  g_task_set_task_data (task, GINT_TO_POINTER (kind), NULL);
  mado_context_read (self->context, task, count_records);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_task_propagate_int (G_TASK (result), NULL);
}

static gint
read_count (Fixture *self)
{
  return read_count_of (self, MADO_KIND_AGREEMENT);
}

static void
the_first_start_makes_the_profile (Fixture *self, gconstpointer data)
{
  g_assert_null (mado_context_get_vocabulary (self->context));
  g_assert_true (open_profile (self));
  g_assert_no_error (self->error);
  g_assert_nonnull (mado_context_get_vocabulary (self->context));
  g_assert_cmpint (read_count (self), ==, 29);
  g_assert_null (mado_context_get_rebuilt (self->context));
}

static void
a_second_start_changes_nothing (Fixture *self, gconstpointer data)
{
  g_assert_true (open_profile (self));
  make_context (self);
  g_assert_true (open_profile (self));
  wait_for_writer (self);
  g_assert_cmpint (read_count (self), ==, 29);
  g_assert_cmpuint (self->n_changed, ==, 0);
  g_assert_null (self->failure);
}

static void
a_newer_bundle_is_applied_behind_the_start (Fixture *self, gconstpointer data)
{
  StoreFixture store = { self->profile, NULL };

  g_assert_true (open_profile (self));
  g_clear_object (&self->context);
  store_reopen (&store);
  /* Older than the bundle, which may well be the first edition. */
  store_exec (&store, "UPDATE sets SET edition = -1");
  g_clear_pointer (&store.writer, mado_writer_close);
  make_context (self);
  g_assert_true (open_profile (self));
  while (self->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (read_count (self), ==, 29);
  g_assert_null (mado_context_get_rebuilt (self->context));
}

static void
a_store_of_another_recipe_is_built_anew (Fixture *self, gconstpointer data)
{
  StoreFixture store = { self->profile, NULL };

  g_assert_true (open_profile (self));
  g_clear_object (&self->context);
  store_reopen (&store);
  store_exec (&store, "UPDATE meta SET value = 'tokens 0' WHERE key = 'recipe'");
  g_clear_pointer (&store.writer, mado_writer_close);
  make_context (self);
  g_assert_true (open_profile (self));
  g_assert_cmpint (read_count (self), ==, 29);
  g_assert_nonnull (mado_context_get_rebuilt (self->context));
}

/* More records than are built anew before anybody looks at the progress. */
static void
make_old_store (Fixture *self)
{
  StoreFixture store = { self->profile, NULL };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (open_profile (self));
  g_clear_object (&self->context);
  store_reopen (&store);
  for (guint i = 0; i < N_TERMS; i++)
    {
      g_autofree char *id = g_strdup_printf ("t-%u", i);

      g_ptr_array_add (terms, store_make_term (id, id, id));
    }
  store_apply (&store, "own", g_steal_pointer (&terms), NULL);
  store_exec (&store, "UPDATE meta SET value = 'tokens 0' WHERE key = 'recipe'");
  g_clear_pointer (&store.writer, mado_writer_close);
  make_context (self);
}

static void
renewing_cb (MadoContext *context, gpointer user_data)
{
  Fixture *self = user_data;
  guint total, done = mado_context_get_renewed (context, &total);

  g_assert_cmpuint (done, <=, total);
  /* The writer may have come to its end since. */
  g_assert_true (total == 0 || total > N_TERMS);
  self->n_renewing++;
  g_cancellable_cancel (self->cancellable);
}

static char *
read_recipe (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  char *recipe;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT value FROM meta WHERE key = 'recipe'", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  recipe = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return recipe;
}

static void
a_renewal_says_how_far_it_is_and_can_be_stopped (Fixture *self, gconstpointer data)
{
  g_autofree char *made = g_build_filename (self->profile, "records.db.new", NULL);
  g_autofree char *before = NULL;
  guint total;

  make_old_store (self);
  g_signal_connect (self->context, "renewing", G_CALLBACK (renewing_cb), self);
  g_assert_false (open_profile (self));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_renewing, ==, 1);
  g_assert_cmpuint (mado_context_get_renewed (self->context, &total), ==, 0);
  g_assert_cmpuint (total, ==, 0);
  before = read_recipe (self);
  g_assert_cmpstr (before, ==, "tokens 0");
  g_assert_false (g_file_test (made, G_FILE_TEST_EXISTS));
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  make_context (self);
  g_assert_true (open_profile (self));
  g_assert_nonnull (mado_context_get_rebuilt (self->context));
  g_assert_cmpint (read_count_of (self, MADO_KIND_TERM), >=, N_TERMS);
}

/* The window is closed: nobody waits until the file is built. */
static void
a_renewal_does_not_hold_up_the_end (Fixture *self, gconstpointer data)
{
  g_autofree char *made = g_build_filename (self->profile, "records.db.new", NULL);
  g_autofree char *recipe = NULL;

  make_old_store (self);
  g_signal_connect (self->context, "renewing", G_CALLBACK (renewing_cb), self);
  self->done = FALSE;
  mado_context_open_async (self->context, self->cancellable, opened_cb, self);
  while (self->n_renewing == 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&self->context);
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  recipe = read_recipe (self);
  g_assert_cmpstr (recipe, ==, "tokens 0");
  g_assert_false (g_file_test (made, G_FILE_TEST_EXISTS));
}

static void
a_damaged_store_is_built_anew (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);

  g_assert_true (g_file_set_contents (path, "<html>not found</html>", -1, NULL));
  g_assert_true (open_profile (self));
  g_assert_cmpint (read_count (self), ==, 29);
  g_assert_nonnull (mado_context_get_rebuilt (self->context));
}

static void
what_cannot_be_opened_says_why (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_false (open_profile (self));
  g_assert_error (self->error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
a_change_is_announced_and_seen (Fixture *self, gconstpointer data)
{
  StoreFixture store = { self->profile, NULL };

  g_assert_true (open_profile (self));
  wait_for_writer (self);
  store_reopen (&store);
  store_exec (&store, "UPDATE counters SET count = 30 WHERE kind = 2");
  g_clear_pointer (&store.writer, mado_writer_close);
  mado_context_announce_change (self->context);
  while (self->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (read_count (self), ==, 30);
}

static void
may_be_let_go_at_any_moment (Fixture *self, gconstpointer data)
{
  mado_context_open_async (self->context, NULL, opened_cb, self);
  while (!self->done)
    g_main_context_iteration (NULL, TRUE);
  make_context (self);
  g_assert_true (open_profile (self));
  g_clear_object (&self->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (self->failure);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/context/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("the-first-start-makes-the-profile", the_first_start_makes_the_profile);
  ADD ("a-second-start-changes-nothing", a_second_start_changes_nothing);
  ADD ("a-newer-bundle-is-applied-behind-the-start", a_newer_bundle_is_applied_behind_the_start);
  ADD ("a-store-of-another-recipe-is-built-anew", a_store_of_another_recipe_is_built_anew);
  ADD ("a-renewal-says-how-far-it-is-and-can-be-stopped",
       a_renewal_says_how_far_it_is_and_can_be_stopped);
  ADD ("a-renewal-does-not-hold-up-the-end", a_renewal_does_not_hold_up_the_end);
  ADD ("a-damaged-store-is-built-anew", a_damaged_store_is_built_anew);
  ADD ("what-cannot-be-opened-says-why", what_cannot_be_opened_says_why);
  ADD ("a-change-is-announced-and-seen", a_change_is_announced_and_seen);
  ADD ("may-be-let-go-at-any-moment", may_be_let_go_at_any_moment);
  return g_test_run ();
}
