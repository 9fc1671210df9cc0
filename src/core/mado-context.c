/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a profile and holds its workers. */
#include "core/mado-context.h"

#include "core/desk/cases/mado-case-traces.h"
#include "core/store/mado-edition.h"

#define RENEWING_PAUSE 500 /* ms: what takes less needs no words */

struct _MadoContext
{
  GObject parent_instance;

  MadoWorker *reader;
  MadoWorker *writer;
  MadoWorker *desk;
  MadoUnread *unread;
  GCancellable *cancellable; /* of what runs behind the start */
  MadoVocabulary *vocabulary;
  char *profile;
  char *rebuilt;
  gboolean was_damaged;
  MadoEditionProgress *progress;
  guint watch;       /* source of the looks at it, while the edition is looked at; 0: it is not */
  gint backed_up_on; /* year and day of the year on which the desk was last copied */
};

enum
{
  CHANGED,
  DESK_CHANGED,
  FAILED,
  DESK_FAILED,
  DESK_REOPENED,
  EDITION_CHECKED,
  RENEWING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoContext, mado_context, G_TYPE_OBJECT)

static gpointer
open_reader (gpointer profile, GError **error)
{
  return mado_reader_open (profile, error);
}

static gpointer
open_writer (gpointer profile, GError **error)
{
  return mado_writer_open_as_found (profile, error);
}

static gpointer
open_desk (gpointer profile, GError **error)
{
  return mado_desk_open (profile, error);
}

/* What runs behind the start does not keep the context alive. */
static GWeakRef *
hold_weakly (MadoContext *self)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, self);
  return reference;
}

/* Returns: (transfer full) (nullable) */
static MadoContext *
let_go (gpointer user_data)
{
  GWeakRef *reference = user_data;
  MadoContext *self = g_weak_ref_get (reference);

  g_weak_ref_clear (reference);
  g_free (reference);
  return self;
}

static void
run_behind (MadoContext *self, MadoWorker *worker, GTaskThreadFunc work,
            GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, hold_weakly (self));

  mado_worker_run (worker, task, work);
}

static void
emit_failed (MadoContext *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
vocabulary_reread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoContext) self = let_go (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoVocabulary) vocabulary = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    return;
  if (vocabulary == NULL)
    {
      emit_failed (self, error);
      return;
    }
  g_set_object (&self->vocabulary, vocabulary);
  g_signal_emit (self, signals[CHANGED], 0);
  mado_unread_refresh (self->unread);
}

static void
take_rebuilt (MadoContext *self, MadoEditionOutcome *outcome)
{
  g_free (self->rebuilt);
  self->rebuilt = g_steal_pointer (&outcome->rebuilt);
  self->was_damaged = outcome->was_damaged;
}

/* On the desk's thread. */
static void
back_up_desk (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GError *error = NULL;

  if (mado_case_traces_finish (desk, &error) && mado_desk_back_up (desk, now, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
desk_backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoContext) self = let_go (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self != NULL
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[DESK_FAILED], 0, error);
}

/* Once a day, however long the program runs: at the first start of the day, or the first change. */
static void
keep_backup (MadoContext *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint today = g_date_time_get_year (now) * 1000 + g_date_time_get_day_of_year (now);

  if (self->backed_up_on == today)
    return;
  self->backed_up_on = today;
  run_behind (self, self->desk, back_up_desk, desk_backed_up_cb);
}

static gboolean
look_at_progress_cb (gpointer user_data)
{
  MadoContext *self = user_data;
  guint total;

  mado_edition_progress_get (self->progress, &total);
  if (total > 0)
    g_signal_emit (self, signals[RENEWING], 0);
  return G_SOURCE_CONTINUE;
}

/* Has the writer bring the store to this program's edition, and says how far it is. */
static void
bring_edition (MadoContext *self, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, mado_edition_progress_ref (self->progress),
                        (GDestroyNotify) mado_edition_progress_unref);
  if (self->watch == 0)
    self->watch = g_timeout_add (RENEWING_PAUSE, look_at_progress_cb, self);
  mado_worker_run (self->writer, task, mado_edition_bring);
}

static void
edition_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoContext) self = let_go (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEditionOutcome) outcome = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    return;
  g_clear_handle_id (&self->watch, g_source_remove);
  if (outcome == NULL)
    emit_failed (self, error);
  else if (outcome->changed)
    {
      take_rebuilt (self, outcome);
      mado_context_announce_change (self);
    }
  else
    mado_unread_refresh (self->unread);
  if (outcome != NULL)
    g_signal_emit (self, signals[EDITION_CHECKED], 0);
  keep_backup (self);
}

static void
mado_context_dispose (GObject *object)
{
  MadoContext *self = MADO_CONTEXT (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  g_clear_object (&self->desk);
  if (self->unread != NULL)
    g_object_run_dispose (G_OBJECT (self->unread));
  g_clear_object (&self->unread);
  G_OBJECT_CLASS (mado_context_parent_class)->dispose (object);
}

static void
mado_context_finalize (GObject *object)
{
  MadoContext *self = MADO_CONTEXT (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->vocabulary);
  mado_edition_progress_unref (self->progress);
  g_free (self->profile);
  g_free (self->rebuilt);
  G_OBJECT_CLASS (mado_context_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, MADO_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       type != G_TYPE_NONE, type);
}

static void
mado_context_class_init (MadoContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mado_context_dispose;
  object_class->finalize = mado_context_finalize;
  signals[CHANGED] = add_signal ("changed", G_TYPE_NONE);
  signals[DESK_CHANGED] = add_signal ("desk-changed", G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[DESK_FAILED] = add_signal ("desk-failed", G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[DESK_REOPENED] = add_signal ("desk-reopened", G_TYPE_NONE);
  signals[EDITION_CHECKED] = add_signal ("edition-checked", G_TYPE_NONE);
  signals[RENEWING] = add_signal ("renewing", G_TYPE_NONE);
  signals[FAILED] = add_signal ("failed", G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
mado_context_init (MadoContext *self)
{
  self->cancellable = g_cancellable_new ();
  self->progress = mado_edition_progress_new ();
}

/**
 * mado_context_new:
 * @profile: the profile's folder, made when it is not there
 *
 * Returns: (transfer full): a context that touches nothing until it is opened
 */
MadoContext *
mado_context_new (const char *profile)
{
  MadoContext *self;

  g_return_val_if_fail (profile != NULL, NULL);

  self = g_object_new (MADO_TYPE_CONTEXT, NULL);
  self->profile = g_strdup (profile);
  self->reader = mado_worker_new ("reader", MADO_WORKER_NEWEST_FIRST, open_reader,
                                  g_strdup (profile), g_free, (GDestroyNotify) mado_reader_close);
  self->writer = mado_worker_new ("writer", MADO_WORKER_OLDEST_FIRST, open_writer,
                                  g_strdup (profile), g_free, (GDestroyNotify) mado_writer_close);
  self->desk = mado_worker_new ("desk", MADO_WORKER_TO_THE_END, open_desk, g_strdup (profile),
                                g_free, (GDestroyNotify) mado_desk_close);
  self->unread = mado_unread_new (self->reader, self->desk);
  return self;
}

static void
made_store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MadoContext *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (MadoVocabulary) vocabulary = g_task_propagate_pointer (G_TASK (result), &error);

  if (vocabulary == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->vocabulary, vocabulary);
  mado_unread_refresh (self->unread);
  g_task_return_boolean (task, TRUE);
}

static void
read_for (GTask *task, MadoContext *self, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) part
      = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  mado_worker_run (self->reader, part, mado_edition_read_vocabulary);
}

static void
store_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MadoContext *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (MadoEditionOutcome) outcome = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_handle_id (&self->watch, g_source_remove);
  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_rebuilt (self, outcome);
  mado_worker_reopen (self->reader);
  read_for (task, self, made_store_opened_cb);
}

/* A store that is whole is shown at once, and the bundle looked at behind it; any other the writer
 * makes first, and says what is wrong where it cannot. */
static void
store_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MadoContext *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoVocabulary) vocabulary = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (vocabulary == NULL)
    {
      bring_edition (self, g_task_get_cancellable (task), store_made_cb, g_object_ref (task));
      return;
    }
  g_set_object (&self->vocabulary, vocabulary);
  mado_context_check_edition (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * mado_context_open_async:
 *
 * Opens the profile. The first start makes it and applies the bundled edition; any later one opens
 * the store at once and looks behind that whether the bundled edition is newer: "changed" follows
 * when it was, "failed" when that went wrong.
 */
void
mado_context_open_async (MadoContext *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mado_context_open_async);
  read_for (task, self, store_tried_cb);
}

/**
 * mado_context_open_finish:
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: whether the store can be read
 */
gboolean
mado_context_open_finish (MadoContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mado_context_get_vocabulary:
 *
 * Returns: (transfer none) (nullable): the words of the store; %NULL before it is open
 */
MadoVocabulary *
mado_context_get_vocabulary (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->vocabulary;
}

/**
 * mado_context_get_reader:
 *
 * Returns: (transfer none): the worker that owns the reader, for mado_list_new()
 */
MadoWorker *
mado_context_get_reader (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->reader;
}

/**
 * mado_context_get_desk:
 *
 * Returns: (transfer none): the worker that owns the desk, for mado_cases_load_async() and those
 *   beside it
 */
MadoWorker *
mado_context_get_desk (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->desk;
}

/**
 * mado_context_get_unread:
 *
 * Returns: (transfer none): which news and events are unread; it is refreshed behind the start and
 * after each change of the store
 */
MadoUnread *
mado_context_get_unread (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->unread;
}

/**
 * mado_context_get_rebuilt:
 *
 * Returns: (transfer none) (nullable): why the store was built anew since the start
 */
const char *
mado_context_get_rebuilt (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->rebuilt;
}

gboolean
mado_context_was_damaged (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), FALSE);
  return self->was_damaged;
}

/**
 * mado_context_get_renewed:
 * @total: (out): how many records the store holds; 0 when it is not being built anew
 *
 * Returns: how many of them are in the new file
 */
guint
mado_context_get_renewed (MadoContext *self, guint *total)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self) && total != NULL, 0);
  return mado_edition_progress_get (self->progress, total);
}

/**
 * mado_context_get_profile:
 *
 * Returns: (transfer none) (type filename): the profile's folder
 */
const char *
mado_context_get_profile (MadoContext *self)
{
  g_return_val_if_fail (MADO_IS_CONTEXT (self), NULL);
  return self->profile;
}

/**
 * mado_context_read:
 * @task: returned to its own main context
 * @work: runs on the reader's thread with a #MadoReader, what was asked last first
 */
void
mado_context_read (MadoContext *self, GTask *task, GTaskThreadFunc work)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  mado_worker_run (self->reader, task, work);
}

/**
 * mado_context_write:
 * @task: returned to its own main context
 * @work: runs on the writer's thread with a #MadoWriter; mado_context_announce_change() follows
 */
void
mado_context_write (MadoContext *self, GTask *task, GTaskThreadFunc work)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  mado_worker_run (self->writer, task, work);
}

/**
 * mado_context_keep:
 * @task: returned to its own main context
 * @work: runs on the desk's thread with a #MadoDesk; mado_context_announce_desk_change() follows
 */
void
mado_context_keep (MadoContext *self, GTask *task, GTaskThreadFunc work)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  mado_worker_run (self->desk, task, work);
}

/**
 * mado_context_announce_change:
 *
 * Lets the reader open the store again, whose file may be another one now, and emits "changed" when
 * it has.
 */
void
mado_context_announce_change (MadoContext *self)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  mado_worker_reopen (self->reader);
  run_behind (self, self->reader, mado_edition_read_vocabulary, vocabulary_reread_cb);
}

/**
 * mado_context_announce_desk_change:
 * @id: the record whose star was set or removed
 */
void
mado_context_announce_desk_change (MadoContext *self, const char *id)
{
  g_return_if_fail (MADO_IS_CONTEXT (self) && id != NULL);
  keep_backup (self);
  g_signal_emit (self, signals[DESK_CHANGED], 0, id);
}

/**
 * mado_context_announce_desk_failure:
 * @error: why something was not kept
 */
void
mado_context_announce_desk_failure (MadoContext *self, const GError *error)
{
  g_return_if_fail (MADO_IS_CONTEXT (self) && error != NULL);
  g_signal_emit (self, signals[DESK_FAILED], 0, error);
}

/**
 * mado_context_check_edition:
 *
 * Looks, behind what else is done, whether the bundled edition is newer than the store's; the start
 * does so once.
 */
void
mado_context_check_edition (MadoContext *self)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  bring_edition (self, self->cancellable, edition_checked_cb, hold_weakly (self));
}

/**
 * mado_context_reopen_desk:
 *
 * Lets the desk be opened again: its file may be another one now, or one that can be written.
 */
void
mado_context_reopen_desk (MadoContext *self)
{
  g_return_if_fail (MADO_IS_CONTEXT (self));
  mado_worker_reopen (self->desk);
  mado_worker_reopen (self->reader);
  mado_unread_refresh (self->unread);
  g_signal_emit (self, signals[DESK_REOPENED], 0);
}
