/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One update after the other, each in a process of its own; once a day without being asked. */
#include "app/sections/updates/mado-updates.h"

#include <string.h>

#include "app/sections/mado-undo.h"
#include "app/sections/updates/mado-errand.h"
#include "app/sections/updates/mado-feed-removal.h"
#include "core/feed/mado-feed-child.h"

#define KEY "mado-updates"
#define DAY (24 * 3600)

/* Seconds. A thousand desks that are started at nine do not ask the same server at nine. */
#define FIRST_LOOK 60
#define FIRST_JITTER 600
#define NEXT_LOOK 3600
#define NEXT_JITTER 1200

/* What failed last, so that it can be tried again. */
typedef struct
{
  MadoErrand *errand; /* nullable: it was to read how the feeds stand */
  GError *error;
} Failure;

struct _MadoUpdates
{
  GObject parent_instance;

  MadoContext *context; /* weak: it owns this */
  GPtrArray *feeds;     /* nullable: not read yet */
  GHashTable *failures; /* (element-type utf8 Failure), by the feed's name */
  GQueue errands;       /* (element-type MadoErrand), the one at work at the head */
  gboolean is_running;
  MadoFeedReport report;
  GCancellable *work;        /* of the update */
  GCancellable *cancellable; /* of reading */
  char *newest;              /* nullable: what the newest step was */
  gboolean daily;
  guint timer;
};

enum
{
  PROP_0,
  PROP_DAILY,
  N_PROPS
};

enum
{
  CHANGED,
  PROGRESSED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void run_next (MadoUpdates *self);

G_DEFINE_FINAL_TYPE (MadoUpdates, mado_updates, G_TYPE_OBJECT)

static void
free_failure (gpointer data)
{
  Failure *failure = data;

  g_clear_pointer (&failure->errand, mado_errand_free);
  g_error_free (failure->error);
  g_free (failure);
}

/* Takes both over. */
static void
note_failure (MadoUpdates *self, MadoErrand *errand, GError *error)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->errand = errand;
  failure->error = error;
  g_hash_table_replace (self->failures, g_strdup (errand ? errand->feed : ""), failure);
}

static void
emit_changed (MadoUpdates *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Reading --- */

/* By which it is seen that an update has brought something. */
static char *
describe_newest (GPtrArray *feeds)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (feeds, i);
      const MadoFeedStep *step = feed->history->len > 0 ? feed->history->pdata[0] : NULL;

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ";", feed->name,
                              step ? step->time : 0, step ? step->to : 0);
    }
  return g_string_free (text, FALSE);
}

/* On the reader's thread. */
static void
read_feeds (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *feeds = mado_feed_list_standings (data, cancellable, &error);

  if (feeds)
    g_task_return_pointer (task, feeds, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
feeds_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoUpdates *self = MADO_UPDATES (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *feeds = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *newest = feeds ? describe_newest (feeds) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!feeds)
    note_failure (self, NULL, g_steal_pointer (&error));
  else
    {
      g_hash_table_remove (self->failures, "");
      g_clear_pointer (&self->feeds, g_ptr_array_unref);
      self->feeds = feeds;
      if (self->context && self->newest && strcmp (self->newest, newest) != 0)
        mado_context_announce_change (self->context);
      g_free (self->newest);
      self->newest = g_steal_pointer (&newest);
    }
  emit_changed (self);
}

/**
 * mado_updates_reload:
 *
 * Reads again how the feeds stand; "changed" follows, and the context's own "changed" where a set
 * has another edition than before.
 */
void
mado_updates_reload (MadoUpdates *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_UPDATES (self));

  if (!self->context)
    return;
  task = g_task_new (self, self->cancellable, feeds_read_cb, NULL);
  g_task_set_task_data (task, g_strdup (mado_context_get_profile (self->context)), g_free);
  mado_context_read (self->context, task, read_feeds);
}

/* --- Updating --- */

static void
report_cb (const MadoFeedReport *report, gpointer user_data)
{
  MadoUpdates *self = user_data;

  self->report.stage = report->stage;
  self->report.done = report->done;
  self->report.all = report->all;
  g_signal_emit (self, signals[PROGRESSED], 0);
}

/* Takes both over. */
static void
take_end (MadoUpdates *self, MadoErrand *errand, GError *error)
{
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !mado_errand_is_quiet (errand, error))
    {
      note_failure (self, errand, error);
      return;
    }
  if (!error)
    g_hash_table_remove (self->failures, errand->feed);
  g_clear_error (&error);
  mado_errand_free (errand);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoUpdates) self = user_data;
  GError *error = NULL;

  mado_feed_child_run_finish (result, &error);
  self->is_running = FALSE;
  take_end (self, g_queue_pop_head (&self->errands), error);
  if (g_cancellable_is_cancelled (self->work))
    g_queue_clear_full (&self->errands, mado_errand_free);
  g_clear_object (&self->work);
  mado_updates_reload (self);
  run_next (self);
  emit_changed (self);
}

static void
run_next (MadoUpdates *self)
{
  const MadoErrand *errand = g_queue_peek_head (&self->errands);

  if (!errand || self->is_running || !self->context)
    return;
  self->is_running = TRUE;
  self->report = (MadoFeedReport){ 0 };
  self->work = g_cancellable_new ();
  mado_errand_run_async (errand, mado_context_get_profile (self->context), report_cb, self,
                         self->work, run_cb, g_object_ref (self));
}

static void
add_errand (MadoUpdates *self, MadoErrand *errand)
{
  g_queue_push_tail (&self->errands, errand);
  run_next (self);
  emit_changed (self);
}

/* --- Once a day --- */

static gboolean
look_by_itself_cb (gpointer user_data)
{
  MadoUpdates *self = user_data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  self->timer = g_timeout_add_seconds ((guint) (NEXT_LOOK + g_random_int_range (0, NEXT_JITTER)),
                                       look_by_itself_cb, self);
  for (guint i = 0; self->feeds && g_queue_is_empty (&self->errands) && i < self->feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (self->feeds, i);

      if (feed->place && now - feed->confirmed >= DAY)
        {
          MadoErrand *errand = mado_errand_new (feed->name, NULL, NULL);

          errand->is_background = TRUE;
          add_errand (self, errand);
        }
    }
  return G_SOURCE_REMOVE;
}

static void
set_daily (MadoUpdates *self, gboolean daily)
{
  self->daily = daily;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (daily)
    self->timer = g_timeout_add_seconds (
        (guint) (FIRST_LOOK + g_random_int_range (0, FIRST_JITTER)), look_by_itself_cb, self);
}

static void
mado_updates_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DAILY)
    g_value_set_boolean (value, MADO_UPDATES (object)->daily);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_updates_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoUpdates *self = MADO_UPDATES (object);

  if (id == PROP_DAILY && g_value_get_boolean (value) != self->daily)
    set_daily (self, !self->daily);
  else if (id != PROP_DAILY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_updates_dispose (GObject *object)
{
  MadoUpdates *self = MADO_UPDATES (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->work);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->context);
  G_OBJECT_CLASS (mado_updates_parent_class)->dispose (object);
}

static void
mado_updates_finalize (GObject *object)
{
  MadoUpdates *self = MADO_UPDATES (object);

  g_queue_clear_full (&self->errands, mado_errand_free);
  g_clear_pointer (&self->feeds, g_ptr_array_unref);
  g_hash_table_unref (self->failures);
  g_clear_object (&self->work);
  g_clear_object (&self->cancellable);
  g_free (self->newest);
  G_OBJECT_CLASS (mado_updates_parent_class)->finalize (object);
}

static void
mado_updates_class_init (MadoUpdatesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mado_updates_get_property;
  object_class->set_property = mado_updates_set_property;
  object_class->dispose = mado_updates_dispose;
  object_class->finalize = mado_updates_finalize;
  props[PROP_DAILY] = g_param_spec_boolean ("daily", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_UPDATES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PROGRESSED] = g_signal_new ("progressed", MADO_TYPE_UPDATES, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_updates_init (MadoUpdates *self)
{
  g_queue_init (&self->errands);
  self->cancellable = g_cancellable_new ();
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_failure);
}

/* The context goes: an update that is at work holds its updates, and has to end. */
static void
end (gpointer updates)
{
  g_object_run_dispose (updates);
  g_object_unref (updates);
}

/**
 * mado_updates_get:
 * @context: a context; it is asked for nothing before mado_updates_reload()
 *
 * Returns: (transfer none): its updates
 */
MadoUpdates *
mado_updates_get (MadoContext *context)
{
  MadoUpdates *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context), NULL);

  self = g_object_get_data (G_OBJECT (context), KEY);
  if (!self)
    {
      self = g_object_new (MADO_TYPE_UPDATES, NULL);
      g_set_weak_pointer (&self->context, context);
      g_object_set_data_full (G_OBJECT (context), KEY, self, end);
      g_signal_connect_object (mado_undo_get (context), "changed", G_CALLBACK (mado_updates_reload),
                               self, G_CONNECT_SWAPPED);
    }
  return self;
}

GPtrArray *
mado_updates_get_feeds (MadoUpdates *self)
{
  g_return_val_if_fail (MADO_IS_UPDATES (self), NULL);

  return self->feeds;
}

/* The failure of "" is that the feeds could not be read. */
const GError *
mado_updates_get_failure (MadoUpdates *self, const char *feed)
{
  const Failure *failure;

  g_return_val_if_fail (MADO_IS_UPDATES (self), NULL);

  failure = g_hash_table_lookup (self->failures, feed);
  return failure ? failure->error : NULL;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mado_updates_list_failed (MadoUpdates *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (MADO_IS_UPDATES (self), NULL);

  g_hash_table_iter_init (&iter, self->failures);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_texts);
  return names;
}

const char *
mado_updates_get_running (MadoUpdates *self)
{
  g_return_val_if_fail (MADO_IS_UPDATES (self), NULL);

  return self->is_running ? ((const MadoErrand *) g_queue_peek_head (&self->errands))->feed : NULL;
}

const MadoFeedReport *
mado_updates_get_report (MadoUpdates *self)
{
  g_return_val_if_fail (MADO_IS_UPDATES (self), NULL);

  return &self->report;
}

/**
 * mado_updates_look:
 *
 * Asks every feed that has an address.
 */
void
mado_updates_look (MadoUpdates *self)
{
  g_return_if_fail (MADO_IS_UPDATES (self));

  for (guint i = 0; self->feeds && i < self->feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (self->feeds, i);

      if (feed->place)
        add_errand (self, mado_errand_new (feed->name, NULL, NULL));
    }
}

/**
 * mado_updates_look_at:
 * @place: (nullable): a folder; the feed's address otherwise
 */
void
mado_updates_look_at (MadoUpdates *self, const char *feed, const char *place)
{
  g_return_if_fail (MADO_IS_UPDATES (self) && feed);

  add_errand (self, mado_errand_new (feed, place, NULL));
}

/**
 * mado_updates_return:
 * @set: one that @feed has brought
 * @edition: one of those that are kept of it
 *
 * Goes to an edition that was left; updates leave the set alone from then on.
 */
void
mado_updates_return (MadoUpdates *self, const char *feed, const char *set, gint64 edition)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, edition);

  g_return_if_fail (MADO_IS_UPDATES (self) && feed && set);

  add_errand (self, mado_errand_new_edition (feed, set, number));
}

/**
 * mado_updates_go_on:
 * @place: (nullable): a folder; the feed's address otherwise
 *
 * Goes to the newest edition of each set of the feed that is held.
 */
void
mado_updates_go_on (MadoUpdates *self, const char *feed, const char *place)
{
  MadoErrand *errand;

  g_return_if_fail (MADO_IS_UPDATES (self) && feed);

  errand = mado_errand_new_edition (feed, NULL, "newest");
  errand->place = g_strdup (place);
  add_errand (self, errand);
}

static gboolean
is_trusted (MadoUpdates *self, const char *feed)
{
  for (guint i = 0; self->feeds && i < self->feeds->len; i++)
    if (strcmp (((const MadoFeedStanding *) g_ptr_array_index (self->feeds, i))->name, feed) == 0)
      return TRUE;
  return FALSE;
}

/**
 * mado_updates_retry:
 * @feed: one of mado_updates_list_failed()
 * @clock_is_right: a person says so
 *
 * Does again what failed.
 */
void
mado_updates_retry (MadoUpdates *self, const char *feed, gboolean clock_is_right)
{
  const Failure *failure;
  MadoErrand *errand;

  g_return_if_fail (MADO_IS_UPDATES (self) && feed);

  failure = g_hash_table_lookup (self->failures, feed);
  if (!failure || !failure->errand)
    {
      mado_updates_reload (self);
      return;
    }
  /* One that was to be trusted may be by now. */
  errand = mado_errand_new (feed, failure->errand->place,
                            is_trusted (self, feed) ? NULL : failure->errand->root);
  errand->set = g_strdup (failure->errand->set);
  errand->edition = g_strdup (failure->errand->edition);
  errand->clock_is_right = clock_is_right;
  add_errand (self, errand);
}

/**
 * mado_updates_add:
 * @place: its address, or a folder
 * @root: (type filename): its root file
 *
 * Begins to trust a feed, and gets what it has.
 */
void
mado_updates_add (MadoUpdates *self, const char *feed, const char *place, const char *root)
{
  g_return_if_fail (MADO_IS_UPDATES (self) && feed && place && root);

  add_errand (self, mado_errand_new (feed, place, root));
}

/**
 * mado_updates_remove:
 *
 * Trusts a feed no more, which can be undone. What it brought stays.
 */
void
mado_updates_remove (MadoUpdates *self, const char *feed)
{
  g_return_if_fail (MADO_IS_UPDATES (self) && feed && self->context);

  g_hash_table_remove (self->failures, feed);
  mado_feed_removal_do (self->context, feed);
}

/**
 * mado_updates_cancel:
 *
 * Ends the update that is at work, and forgets those that wait. What has come of a pack is kept.
 */
void
mado_updates_cancel (MadoUpdates *self)
{
  g_return_if_fail (MADO_IS_UPDATES (self));

  g_cancellable_cancel (self->work);
}
