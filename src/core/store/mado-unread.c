/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unread ones in a table, and the journeys to the reader and the desk. */
#include "core/store/mado-unread.h"

struct _MadoUnread
{
  GObject parent_instance;

  MadoWorker *reader;
  MadoWorker *desk;
  GHashTable *kinds;   /* (element-type utf8 MadoKind): of each unread id */
  GHashTable *settled; /* of ids that were read, so that they can be unread again: the same */
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoUnread, mado_unread, G_TYPE_OBJECT)

/* What goes from the reader to the desk. */
typedef struct
{
  GPtrArray *arrivals;
  gint64 edition;
} Holding;

static void
free_holding (gpointer data)
{
  Holding *self = data;

  g_ptr_array_unref (self->arrivals);
  g_free (self);
}

typedef struct
{
  char **ids;
  gboolean unread;
} Mark;

static void
free_mark (gpointer data)
{
  Mark *self = data;

  g_strfreev (self->ids);
  g_free (self);
}

/* On the reader's thread. */
static void
read_holding (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_auto (MadoStanding) standing = { 0 };
  GError *error = NULL;
  GPtrArray *arrivals = NULL;
  Holding *holding;

  if (mado_reader_get_standing (source, &standing, &error))
    arrivals = mado_reader_list_arrivals (source, cancellable, &error);
  if (!arrivals)
    {
      g_task_return_error (task, error);
      return;
    }
  holding = g_new0 (Holding, 1);
  holding->arrivals = arrivals;
  holding->edition = standing.edition;
  g_task_return_pointer (task, holding, free_holding);
}

/* On the desk's thread. A desk that cannot be written still says what is unread in it. */
static void
note_holding (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Holding *holding = data;
  GError *error = NULL;
  GPtrArray *unread = NULL;

  if (mado_desk_is_read_only (source, NULL)
      || mado_desk_note_arrivals (source, holding->arrivals, holding->edition, &error))
    unread = mado_desk_list_unread (source, &error);
  if (unread)
    g_task_return_pointer (task, unread, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
keep_mark (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Mark *mark = data;
  GError *error = NULL;

  if (mado_desk_set_unread (source, (const char *const *) mark->ids, mark->unread, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
emit_failed (MadoUnread *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoUnread *self = MADO_UNREAD (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unread = g_task_propagate_pointer (G_TASK (result), &error);

  if (!unread)
    {
      emit_failed (self, error);
      return;
    }
  g_hash_table_remove_all (self->kinds);
  for (guint i = 0; i < unread->len; i++)
    {
      MadoArrival *arrival = g_ptr_array_index (unread, i);

      /* What was read while the desk was asked is read. */
      if (!g_hash_table_contains (self->settled, arrival->id))
        g_hash_table_insert (self->kinds, g_strdup (arrival->id), GUINT_TO_POINTER (arrival->kind));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
holding_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoUnread *self = MADO_UNREAD (source);
  g_autoptr (GError) error = NULL;
  Holding *holding = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) task = NULL;

  if (!holding)
    {
      emit_failed (self, error);
      return;
    }
  task = g_task_new (self, self->cancellable, noted_cb, NULL);
  g_task_set_task_data (task, holding, free_holding);
  mado_worker_run (self->desk, task, note_holding);
}

static void
mark_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    emit_failed (MADO_UNREAD (source), error);
}

static void
mado_unread_dispose (GObject *object)
{
  MadoUnread *self = MADO_UNREAD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->reader);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_unread_parent_class)->dispose (object);
}

static void
mado_unread_finalize (GObject *object)
{
  MadoUnread *self = MADO_UNREAD (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->settled, g_hash_table_unref);
  G_OBJECT_CLASS (mado_unread_parent_class)->finalize (object);
}

static void
mado_unread_class_init (MadoUnreadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_unread_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_unread_finalize;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_UNREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", MADO_TYPE_UNREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
mado_unread_init (MadoUnread *self)
{
  self->cancellable = g_cancellable_new ();
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * mado_unread_new:
 * @reader: (transfer none): the worker that owns the reader
 * @desk: (transfer none): the worker that owns the desk
 *
 * Returns: (transfer full): nothing is unread before mado_unread_refresh() was answered
 */
MadoUnread *
mado_unread_new (MadoWorker *reader, MadoWorker *desk)
{
  MadoUnread *self = g_object_new (MADO_TYPE_UNREAD, NULL);

  self->reader = g_object_ref (reader);
  self->desk = g_object_ref (desk);
  return self;
}

/**
 * mado_unread_refresh:
 *
 * Asks the store what there is and the desk what it has not seen of it. "changed" or "failed"
 * follows.
 */
void
mado_unread_refresh (MadoUnread *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_UNREAD (self));

  task = g_task_new (self, self->cancellable, holding_read_cb, NULL);
  mado_worker_run (self->reader, task, read_holding);
}

gboolean
mado_unread_contains (MadoUnread *self, const char *id)
{
  g_return_val_if_fail (MADO_IS_UNREAD (self) && id != NULL, FALSE);

  return g_hash_table_contains (self->kinds, id);
}

guint
mado_unread_count (MadoUnread *self, guint32 kinds)
{
  g_auto (GStrv) ids = mado_unread_list (self, kinds);

  return ids ? g_strv_length (ids) : 0;
}

/**
 * mado_unread_list:
 * @kinds: bits 1 << #MadoKind
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids, in no order
 */
char **
mado_unread_list (MadoUnread *self, guint32 kinds)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer id, kind;

  g_return_val_if_fail (MADO_IS_UNREAD (self), NULL);

  g_hash_table_iter_init (&iter, self->kinds);
  while (g_hash_table_iter_next (&iter, &id, &kind))
    if (kinds & (1u << GPOINTER_TO_UINT (kind)))
      g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_steal (ids, NULL);
}

/* Returns: (transfer full) (nullable) (element-type utf8): those that are on the other side now;
 * %NULL where none has moved */
static GPtrArray *
move (MadoUnread *self, const char *const *ids, gboolean unread)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_free);
  GHashTable *from = unread ? self->settled : self->kinds;
  GHashTable *to = unread ? self->kinds : self->settled;

  for (guint i = 0; ids[i]; i++)
    {
      gpointer key, kind;

      if (!g_hash_table_steal_extended (from, ids[i], &key, &kind))
        continue;
      g_ptr_array_add (moved, g_strdup (key));
      g_hash_table_replace (to, key, kind);
    }
  return moved->len > 0 ? g_steal_pointer (&moved) : NULL;
}

/**
 * mado_unread_show:
 * @ids: (array zero-terminated=1): as of mado_unread_set()
 *
 * As mado_unread_set(), but the caller has the desk keep it.
 */
void
mado_unread_show (MadoUnread *self, const char *const *ids, gboolean unread)
{
  g_autoptr (GPtrArray) moved = NULL;

  g_return_if_fail (MADO_IS_UNREAD (self) && ids != NULL);

  moved = move (self, ids, unread);
  if (moved)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mado_unread_set:
 * @ids: (array zero-terminated=1): what was opened, or what was marked and is taken back; ids that
 *   have never been unread are passed over
 *
 * True at once; the desk keeps it behind that, and "failed" follows when it cannot.
 */
void
mado_unread_set (MadoUnread *self, const char *const *ids, gboolean unread)
{
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GTask) task = NULL;
  Mark *mark;

  g_return_if_fail (MADO_IS_UNREAD (self) && ids != NULL);

  moved = move (self, ids, unread);
  if (!moved)
    return;
  g_ptr_array_add (moved, NULL);
  mark = g_new0 (Mark, 1);
  mark->ids = (char **) g_ptr_array_steal (moved, NULL);
  mark->unread = unread;
  task = g_task_new (self, self->cancellable, mark_kept_cb, NULL);
  g_task_set_task_data (task, mark, free_mark);
  mado_worker_run (self->desk, task, keep_mark);
  g_signal_emit (self, signals[CHANGED], 0);
}
