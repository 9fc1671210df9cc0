/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's order, its handle's life and its end. A gate holds the thread wherever the order of
 * events matters, so no test depends on speed. */
#include "core/mado-worker.h"

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean open;    /* the gate */
  gboolean reached; /* a task stands at the gate */
  guint n_opened;
  guint n_closed;
  guint n_failures; /* how often opening is to fail */
  GThread *opener;
  GThread *closer;
  GString *log; /* what ran, in order; of the worker's thread */
  guint n_freed;
  guint n_cancelled;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->log = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_string_free (fixture->log, TRUE);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
}

static gpointer
open_cb (gpointer open_data, GError **error)
{
  Fixture *fixture = open_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fixture->lock);

  fixture->n_opened++;
  fixture->opener = g_thread_self ();
  if (fixture->n_failures > 0)
    {
      fixture->n_failures--;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "busy");
      return NULL;
    }
  return fixture;
}

static void
close_cb (gpointer handle)
{
  Fixture *fixture = handle;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fixture->lock);

  fixture->n_closed++;
  fixture->closer = g_thread_self ();
  g_cond_broadcast (&fixture->changed);
}

static void
free_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_freed++;
}

static MadoWorker *
make_worker (Fixture *fixture, MadoWorkerOrder order)
{
  return mado_worker_new ("test", order, open_cb, fixture, free_cb, close_cb);
}

/* Writes the task's letter to the log and returns the thread. */
static void
log_letter (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = handle;

  g_string_append (fixture->log, data);
  g_task_return_pointer (task, g_thread_self (), NULL);
}

static void
wait_at_gate (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = handle;

  g_mutex_lock (&fixture->lock);
  fixture->reached = TRUE;
  g_cond_broadcast (&fixture->changed);
  while (!fixture->open)
    g_cond_wait (&fixture->changed, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
  log_letter (task, handle, data, cancellable);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
run (MadoWorker *worker, const char *letter, GCancellable *cancellable, GTaskThreadFunc work,
     GAsyncResult **result)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, keep_result_cb, result);

  g_task_set_task_data (task, g_strdup (letter), g_free);
  mado_worker_run (worker, task, work);
}

/* Consumes *@result. Returns: the thread on which the task ran */
static gpointer
finish (GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) own = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  own = g_steal_pointer (result);
  return g_task_propagate_pointer (G_TASK (own), error);
}

static void
wait_until_reached (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  while (!fixture->reached)
    g_cond_wait (&fixture->changed, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
}

static void
open_gate (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->open = TRUE;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
}

static void
drop_references (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_opens_the_handle_with_the_first_task (Fixture *fixture, gconstpointer data)
{
  MadoWorker *worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  GAsyncResult *result = NULL;
  gpointer thread;

  run (worker, "a", NULL, log_letter, &result);
  thread = finish (&result, NULL);
  g_assert_true (thread != NULL && thread != g_thread_self ());
  g_assert_true (fixture->opener == thread);
  run (worker, "b", NULL, log_letter, &result);
  g_assert_true (finish (&result, NULL) == thread);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  g_object_unref (worker);
  g_assert_cmpuint (fixture->n_closed, ==, 1);
  g_assert_true (fixture->closer == thread);
  g_assert_cmpuint (fixture->n_freed, ==, 1);
  g_assert_cmpstr (fixture->log->str, ==, "ab");
  drop_references ();
}

static void
test_without_tasks_opens_nothing (Fixture *fixture, gconstpointer data)
{
  MadoWorker *worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);

  mado_worker_reopen (worker);
  g_object_unref (worker);
  g_assert_cmpuint (fixture->n_opened, ==, 0);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  g_assert_cmpuint (fixture->n_freed, ==, 1);
}

static void
check_order (Fixture *fixture, MadoWorkerOrder order, const char *expected)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, order);
  GAsyncResult *results[4] = { NULL };

  run (worker, "a", NULL, wait_at_gate, &results[0]);
  wait_until_reached (fixture);
  run (worker, "b", NULL, log_letter, &results[1]);
  run (worker, "c", NULL, log_letter, &results[2]);
  run (worker, "d", NULL, log_letter, &results[3]);
  open_gate (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_nonnull (finish (&results[i], NULL));
  g_assert_cmpstr (fixture->log->str, ==, expected);
  drop_references ();
}

static void
test_runs_the_oldest_first (Fixture *fixture, gconstpointer data)
{
  check_order (fixture, MADO_WORKER_OLDEST_FIRST, "abcd");
}

static void
test_runs_the_newest_first (Fixture *fixture, gconstpointer data)
{
  check_order (fixture, MADO_WORKER_NEWEST_FIRST, "adcb");
}

static void
test_does_not_run_what_was_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[3] = { NULL };

  run (worker, "a", NULL, wait_at_gate, &results[0]);
  wait_until_reached (fixture);
  run (worker, "b", cancellable, log_letter, &results[1]);
  run (worker, "c", NULL, log_letter, &results[2]);
  g_cancellable_cancel (cancellable);
  open_gate (fixture);
  g_assert_null (finish (&results[1], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_nonnull (finish (&results[2], NULL));
  g_assert_nonnull (finish (&results[0], NULL));
  g_assert_cmpstr (fixture->log->str, ==, "ac");
  drop_references ();
}

static void
test_a_cancelled_task_opens_nothing (Fixture *fixture, gconstpointer data)
{
  MadoWorker *worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  run (worker, "a", cancellable, log_letter, &result);
  g_assert_null (finish (&result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (worker);
  g_assert_cmpuint (fixture->n_opened, ==, 0);
  drop_references ();
}

static void
test_tries_to_open_again_after_a_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  fixture->n_failures = 2;
  for (guint i = 0; i < 2; i++)
    {
      run (worker, "a", NULL, log_letter, &result);
      g_assert_null (finish (&result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
      g_clear_error (&error);
    }
  run (worker, "b", NULL, log_letter, &result);
  g_assert_nonnull (finish (&result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->log->str, ==, "b");
  g_assert_cmpuint (fixture->n_opened, ==, 3);
  drop_references ();
}

static void
test_reopens_before_the_next_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, MADO_WORKER_NEWEST_FIRST);
  GAsyncResult *results[2] = { NULL };

  run (worker, "a", NULL, wait_at_gate, &results[0]);
  wait_until_reached (fixture);
  mado_worker_reopen (worker);
  run (worker, "b", NULL, log_letter, &results[1]);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  open_gate (fixture);
  g_assert_nonnull (finish (&results[1], NULL));
  g_assert_cmpuint (fixture->n_closed, ==, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
  g_assert_nonnull (finish (&results[0], NULL));
  drop_references ();
}

static void
test_closes_a_stale_handle_without_a_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  GAsyncResult *result = NULL;

  run (worker, "a", NULL, log_letter, &result);
  g_assert_nonnull (finish (&result, NULL));
  mado_worker_reopen (worker);
  g_mutex_lock (&fixture->lock);
  while (fixture->n_closed == 0)
    g_cond_wait (&fixture->changed, &fixture->lock);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  g_mutex_unlock (&fixture->lock);
  drop_references ();
}

static gpointer
dispose_elsewhere (gpointer data)
{
  g_object_run_dispose (data);
  return NULL;
}

static void
count_cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_pointer (G_TASK (result), &error) == NULL
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    (*(guint *) user_data)++;
}

/* While a task stands at the gate, another is answered only because the worker is ending. */
static void
wait_until_ending (Fixture *fixture, MadoWorker *worker)
{
  while (fixture->n_cancelled == 0)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, count_cancelled_cb, &fixture->n_cancelled);

      g_task_set_task_data (task, g_strdup ("p"), g_free);
      mado_worker_run (worker, task, log_letter);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_thread_yield ();
    }
}

static void
test_ending_finishes_the_running_task_only (Fixture *fixture, gconstpointer data)
{
  MadoWorker *worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[2] = { NULL };
  GThread *disposer;

  run (worker, "a", NULL, wait_at_gate, &results[0]);
  wait_until_reached (fixture);
  run (worker, "b", NULL, log_letter, &results[1]);
  disposer = g_thread_new ("disposer", dispose_elsewhere, worker);
  wait_until_ending (fixture, worker);
  g_assert_null (results[0]);
  open_gate (fixture);
  g_thread_join (disposer);
  g_assert_cmpuint (fixture->n_closed, ==, 1);
  g_assert_true (finish (&results[0], NULL) == fixture->closer);
  g_assert_null (finish (&results[1], &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->log->str, ==, "a");
  drop_references ();
  g_object_unref (worker);
}

static void
note_thread_cb (gpointer data)
{
  *(GThread **) data = g_thread_self ();
}

static void
test_drops_a_task_where_its_callback_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoWorker) worker = make_worker (fixture, MADO_WORKER_OLDEST_FIRST);
  GThread *threads[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      GTask *task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, &threads[i], note_thread_cb);
      mado_worker_run (worker, task, log_letter);
      g_object_unref (task);
      while (threads[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (threads[i] == g_thread_self ());
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/worker/opens-the-handle-with-the-first-task", test_opens_the_handle_with_the_first_task);
  ADD ("/worker/without-tasks-opens-nothing", test_without_tasks_opens_nothing);
  ADD ("/worker/runs-the-oldest-first", test_runs_the_oldest_first);
  ADD ("/worker/runs-the-newest-first", test_runs_the_newest_first);
  ADD ("/worker/does-not-run-what-was-cancelled", test_does_not_run_what_was_cancelled);
  ADD ("/worker/a-cancelled-task-opens-nothing", test_a_cancelled_task_opens_nothing);
  ADD ("/worker/tries-to-open-again-after-a-failure", test_tries_to_open_again_after_a_failure);
  ADD ("/worker/reopens-before-the-next-task", test_reopens_before_the_next_task);
  ADD ("/worker/closes-a-stale-handle-without-a-task", test_closes_a_stale_handle_without_a_task);
  ADD ("/worker/ending-finishes-the-running-task-only", test_ending_finishes_the_running_task_only);
  ADD ("/worker/drops-a-task-where-its-callback-runs", test_drops_a_task_where_its_callback_runs);
  return g_test_run ();
}
