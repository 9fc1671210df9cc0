/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thread that owns one handle and answers tasks with it, one after the other. */
#include "core/mado-worker.h"

struct _MadoWorker
{
  GObject parent_instance;

  MadoWorkerOrder order;
  MadoWorkerOpen open;
  gpointer open_data;
  GDestroyNotify open_data_free;
  GDestroyNotify close;
  GThread *thread; /* holds no reference to us: dispose ends it */
  gpointer handle; /* of the thread alone */

  GMutex lock; /* guards what follows */
  GCond changed;
  GQueue queue;   /* of Job */
  gboolean stale; /* the handle is to be closed before anything else is done */
  gboolean ending;
};

G_DEFINE_FINAL_TYPE (MadoWorker, mado_worker, G_TYPE_OBJECT)

typedef struct
{
  GTask *task;
  GTaskThreadFunc work;
} Job;

static gboolean
do_nothing_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Drops our reference where the callback runs. Were the last one dropped on the worker's thread,
 * what the task keeps alive, be it a widget or the worker itself, would be disposed of there. */
static void
give_back (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, do_nothing_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
return_cancelled (Job *job)
{
  g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           "The worker ended before the task began");
  give_back (job->task);
  g_free (job);
}

static void
close_handle (MadoWorker *self)
{
  if (self->handle != NULL && self->close != NULL)
    self->close (self->handle);
  self->handle = NULL;
}

static void
run_job (MadoWorker *self, Job *job)
{
  GTask *task = job->task;
  GError *error = NULL;

  if (!g_task_return_error_if_cancelled (task))
    {
      if (self->handle == NULL)
        self->handle = self->open (self->open_data, &error);
      if (self->handle == NULL)
        g_task_return_error (task, error);
      else
        job->work (task, self->handle, g_task_get_task_data (task), g_task_get_cancellable (task));
    }
  give_back (task);
  g_free (job);
}

/* Returns (nullable): the next job; %NULL when the worker ends */
static Job *
wait_for_job (MadoWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->ending
         || (self->order == MADO_WORKER_TO_THE_END && !g_queue_is_empty (&self->queue)))
    {
      if (self->stale)
        {
          /* No lock is held around foreign code; whoever asks meanwhile waits for nothing. */
          self->stale = FALSE;
          g_mutex_unlock (&self->lock);
          close_handle (self);
          g_mutex_lock (&self->lock);
        }
      else if (!g_queue_is_empty (&self->queue))
        return g_queue_pop_head (&self->queue);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  return NULL;
}

static gpointer
work_until_the_end (gpointer data)
{
  MadoWorker *self = data;
  Job *job;

  while ((job = wait_for_job (self)) != NULL)
    run_job (self, job);
  close_handle (self);
  return NULL;
}

static void
mado_worker_dispose (GObject *object)
{
  MadoWorker *self = MADO_WORKER (object);
  Job *job;

  if (self->thread != NULL)
    {
      g_assert (g_thread_self () != self->thread);
      g_mutex_lock (&self->lock);
      self->ending = TRUE;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
      g_thread_join (g_steal_pointer (&self->thread));
      /* The thread is gone and run() adds nothing any more: the queue is ours. */
      while ((job = g_queue_pop_head (&self->queue)) != NULL)
        return_cancelled (job);
    }
  G_OBJECT_CLASS (mado_worker_parent_class)->dispose (object);
}

static void
mado_worker_finalize (GObject *object)
{
  MadoWorker *self = MADO_WORKER (object);

  if (self->open_data_free != NULL)
    self->open_data_free (self->open_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (mado_worker_parent_class)->finalize (object);
}

static void
mado_worker_class_init (MadoWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mado_worker_dispose;
  object_class->finalize = mado_worker_finalize;
}

static void
mado_worker_init (MadoWorker *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->queue);
}

/**
 * mado_worker_new:
 * @name: the thread's name, for debuggers; at most 15 bytes are seen
 * @order: which of several waiting tasks is run next
 * @open: (scope notified) (closure open_data): opens the handle; called on the worker's thread
 * @open_data: (nullable): for @open
 * @open_data_free: (nullable): frees @open_data when the worker is finalised
 * @close: (nullable): closes the handle; called on the worker's thread
 *
 * Starts a worker. The handle is opened by the first task that needs it; when that fails the task
 * gets the error, and the next task tries again.
 *
 * Disposing of the worker waits for the running task, returns %G_IO_ERROR_CANCELLED to those still
 * queued (a worker to the end does them first), and closes the handle. It must not happen on the
 * worker's own thread.
 *
 * Returns: (transfer full): a worker
 */
MadoWorker *
mado_worker_new (const char *name, MadoWorkerOrder order, MadoWorkerOpen open, gpointer open_data,
                 GDestroyNotify open_data_free, GDestroyNotify close)
{
  MadoWorker *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (open != NULL, NULL);

  self = g_object_new (MADO_TYPE_WORKER, NULL);
  self->order = order;
  self->open = open;
  self->open_data = open_data;
  self->open_data_free = open_data_free;
  self->close = close;
  self->thread = g_thread_new (name, work_until_the_end, self);
  return self;
}

/**
 * mado_worker_run:
 * @self: a worker
 * @task: (transfer none): is answered in its own main context, which must be run
 * @work: called on the worker's thread with the handle as its source_object; returns a value or an
 *   error to @task before it ends
 *
 * Queues @task and returns at once. A task whose cancellable is cancelled before its turn is
 * returned as cancelled, and @work is not called. May be called on any thread.
 */
void
mado_worker_run (MadoWorker *self, GTask *task, GTaskThreadFunc work)
{
  Job *job;

  g_return_if_fail (MADO_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (work != NULL);

  job = g_new (Job, 1);
  job->task = g_object_ref (task);
  job->work = work;
  g_mutex_lock (&self->lock);
  if (!self->ending)
    {
      if (self->order == MADO_WORKER_NEWEST_FIRST)
        g_queue_push_head (&self->queue, job);
      else
        g_queue_push_tail (&self->queue, job);
      g_cond_signal (&self->changed);
      job = NULL;
    }
  g_mutex_unlock (&self->lock);
  if (job != NULL)
    return_cancelled (job);
}

/**
 * mado_worker_reopen:
 * @self: a worker
 *
 * Has the handle closed as soon as the running task, if any, is done, and before any other begins;
 * the next task opens it again. May be called on any thread.
 */
void
mado_worker_reopen (MadoWorker *self)
{
  g_return_if_fail (MADO_IS_WORKER (self));

  g_mutex_lock (&self->lock);
  self->stale = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}
