/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model over a store of any size: it knows rowids and a few pages of records, and asks the
 * reader's thread for the rest. */
#include "core/store/mado-list.h"

#include "core/store/mado-list-work.h"
#include "core/store/mado-rows.h"

struct _MadoList
{
  GObject parent_instance;

  MadoWorker *reader;
  MadoRequest *request;      /* nullable: before the first one */
  GCancellable *cancellable; /* of all that was asked for the request */
  guint serial;              /* an answer to an older question is not listened to */

  MadoRows *rows;
  GQueue wanted;      /* pages to read, the one asked last first */
  gboolean reading;   /* a page is being read */
  gboolean knows_all; /* every row is known */
  gboolean stale;     /* the store has changed: what is held is read again */

  guint64 counts[MADO_N_KINDS];
  gboolean loading;
  gboolean complete;
  GError *error;
  GPtrArray *finders; /* (element-type GTask): they wait for the rows */
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_COMPLETE,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint rows_changed;

static void init_model (GListModelInterface *interface);
static void read_next_page (MadoList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoList, mado_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

/* A question under way. It does not keep the list alive: what is let go is also cancelled. */
typedef struct
{
  GWeakRef list;
  guint serial;
  guint page;
} Question;

static Question *
ask (MadoList *self, guint page)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->list, self);
  question->serial = self->serial;
  question->page = page;
  return question;
}

static void
free_question (Question *question)
{
  g_weak_ref_clear (&question->list);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

/* Returns: (transfer full) (nullable): the list, if it is still there and still asks this */
static MadoList *
get_asker (Question *question)
{
  MadoList *self = g_weak_ref_get (&question->list);

  if (self != NULL && self->serial != question->serial)
    g_clear_object (&self);
  return self;
}

static void
set_flags (MadoList *self, gboolean loading, gboolean complete)
{
  gboolean loading_changed = self->loading != loading;
  gboolean complete_changed = self->complete != complete;

  self->loading = loading;
  self->complete = complete;
  if (loading_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (complete_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/* Takes @error, which may be NULL. */
static void
take_error (MadoList *self, GError *error)
{
  gboolean changed = error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Answers those that asked where a record stands, now that all rows are known or none will come. */
static void
answer_finders (MadoList *self)
{
  g_autoptr (GPtrArray) finders = g_steal_pointer (&self->finders);

  self->finders = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < finders->len; i++)
    {
      GTask *task = g_ptr_array_index (finders, i);
      guint position = G_MAXUINT;

      mado_rows_find (self->rows, *(gint64 *) g_task_get_task_data (task), &position);
      g_task_return_int (task, position);
    }
}

static void
want_page_cb (guint page, gpointer user_data)
{
  MadoList *self = user_data;

  if (g_queue_find (&self->wanted, GUINT_TO_POINTER (page)) == NULL)
    g_queue_push_head (&self->wanted, GUINT_TO_POINTER (page));
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (MadoList) self = get_asker (question);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    return;
  self->reading = FALSE;
  if (hits == NULL)
    {
      take_error (self, g_steal_pointer (&error));
      return;
    }
  mado_rows_take_page (self->rows, question->page, hits);
  read_next_page (self);
}

/* One page at a time, the one asked last first; what nobody holds any more is not read. */
static void
read_next_page (MadoList *self)
{
  GArray *known = mado_rows_get_known (self->rows);
  GList *next;

  for (GList *link = self->wanted.head; link != NULL && !self->reading && !self->loading;
       link = next)
    {
      guint page = GPOINTER_TO_UINT (link->data);
      guint first = page * MADO_PAGE_LENGTH;
      guint n = first < known->len ? MIN (known->len - first, MADO_PAGE_LENGTH) : 0;

      next = link->next;
      /* Its rows are not known yet; it waits for them. */
      if (n < MADO_PAGE_LENGTH && !self->knows_all)
        continue;
      g_queue_delete_link (&self->wanted, link);
      if (n == 0 || !mado_rows_is_page_held (self->rows, page))
        continue;
      self->reading = TRUE;
      mado_list_work_page (self->reader, &g_array_index (known, gint64, first), n,
                           self->request->query, self->cancellable, page_read_cb, ask (self, page));
    }
}

static void
fail (MadoList *self, GError *error)
{
  guint serial = self->serial;

  take_error (self, error);
  if (self->serial != serial)
    return;
  set_flags (self, FALSE, FALSE);
  answer_finders (self);
}

static void
all_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (MadoList) self = get_asker (question);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAll) all = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    return;
  if (all == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  memcpy (self->counts, all->counts, sizeof self->counts);
  self->knows_all = TRUE;
  mado_rows_update (self->rows, g_steal_pointer (&all->rowids), all->changes, G_LIST_MODEL (self));
  g_signal_emit (self, rows_changed, 0);
  if (self->serial == question->serial)
    set_flags (self, FALSE, TRUE);
  if (self->serial != question->serial)
    return;
  answer_finders (self);
  mado_rows_foreach_held (self->rows, self->stale, want_page_cb, self);
  self->stale = FALSE;
  read_next_page (self);
}

/* Replaces the rows by the first page of a new request. */
static void
show_first (MadoList *self, MadoFirst *first)
{
  guint old = mado_rows_get_n (self->rows);
  guint64 total = 0;
  guint n;

  for (guint kind = 0; kind < MADO_N_KINDS; kind++)
    total += first->counts[kind];
  n = MAX (MIN (total, G_MAXUINT - 1), first->hits->len);
  memcpy (self->counts, first->counts, sizeof self->counts);
  mado_rows_replace (self->rows, first->hits, n);
  self->knows_all = first->is_total && n == first->hits->len;
  self->loading = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old, n);
  g_signal_emit (self, rows_changed, 0);
}

static void
first_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (MadoList) self = get_asker (question);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFirst) first = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL)
    return;
  if (first == NULL)
    {
      first = g_new0 (MadoFirst, 1);
      first->hits = g_ptr_array_new ();
      first->is_total = TRUE;
    }
  show_first (self, first);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (self->serial != question->serial)
    return;
  if (error != NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  if (!self->knows_all)
    mado_list_work_all (self->reader, self->request, self->rows, self->cancellable, all_read_cb,
                        ask (self, 0));
  set_flags (self, FALSE, first->is_total);
  if (self->knows_all)
    answer_finders (self);
}

/* What was asked so far is of no interest any more. */
static void
begin_anew (MadoList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->serial++;
  self->reading = FALSE;
  self->knows_all = FALSE;
  self->stale = FALSE;
  g_queue_clear (&self->wanted);
}

static GType
get_item_type (GListModel *model)
{
  return MADO_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return mado_rows_get_n (MADO_LIST (model)->rows);
}

static gpointer
get_item (GListModel *model, guint position)
{
  MadoList *self = MADO_LIST (model);
  MadoItem *item;

  if (position >= mado_rows_get_n (self->rows))
    return NULL;
  item = mado_rows_get_item (self->rows, position);
  if (mado_item_get_hit (item) == NULL && !mado_rows_is_changing (self->rows))
    {
      want_page_cb (position / MADO_PAGE_LENGTH, self);
      read_next_page (self);
    }
  return item;
}

static void
init_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
mado_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoList *self = MADO_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_list_dispose (GObject *object)
{
  MadoList *self = MADO_LIST (object);

  g_cancellable_cancel (self->cancellable);
  answer_finders (self);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (mado_list_parent_class)->dispose (object);
}

static void
mado_list_finalize (GObject *object)
{
  MadoList *self = MADO_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->request, mado_request_free);
  g_clear_pointer (&self->rows, mado_rows_free);
  g_clear_pointer (&self->finders, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_queue_clear (&self->wanted);
  G_OBJECT_CLASS (mado_list_parent_class)->finalize (object);
}

static void
mado_list_class_init (MadoListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mado_list_get_property;
  object_class->dispose = mado_list_dispose;
  object_class->finalize = mado_list_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  rows_changed = g_signal_new ("rows-changed", MADO_TYPE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
mado_list_init (MadoList *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = mado_rows_new ();
  self->finders = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->wanted);
}

/**
 * mado_list_new:
 * @reader: a worker whose handle is a #MadoReader
 *
 * Returns: (transfer full): an empty list, of this thread's main context
 */
MadoList *
mado_list_new (MadoWorker *reader)
{
  MadoList *self;

  g_return_val_if_fail (MADO_IS_WORKER (reader), NULL);

  self = g_object_new (MADO_TYPE_LIST, NULL);
  self->reader = g_object_ref (reader);
  return self;
}

void
mado_list_set_request (MadoList *self, const MadoRequest *request)
{
  guint serial;

  g_return_if_fail (MADO_IS_LIST (self) && request != NULL);

  begin_anew (self);
  serial = self->serial;
  g_clear_pointer (&self->request, mado_request_free);
  self->request = mado_request_copy (request);
  mado_list_work_first (self->reader, self->request, self->cancellable, first_read_cb,
                        ask (self, 0));
  set_flags (self, TRUE, FALSE);
  if (self->serial == serial)
    take_error (self, NULL);
}

void
mado_list_reload (MadoList *self)
{
  g_return_if_fail (MADO_IS_LIST (self));

  if (self->request == NULL)
    return;
  if (self->loading || self->error != NULL)
    {
      g_autoptr (MadoRequest) request = mado_request_copy (self->request);

      mado_list_set_request (self, request);
      return;
    }
  begin_anew (self);
  self->stale = TRUE;
  mado_rows_drop_pages (self->rows);
  mado_list_work_all (self->reader, self->request, self->rows, self->cancellable, all_read_cb,
                      ask (self, 0));
}

/**
 * mado_list_get_loading:
 *
 * Returns: whether the first page of the request is not here yet
 */
gboolean
mado_list_get_loading (MadoList *self)
{
  g_return_val_if_fail (MADO_IS_LIST (self), FALSE);
  return self->loading;
}

/**
 * mado_list_get_complete:
 *
 * Returns: whether the counts are exact
 */
gboolean
mado_list_get_complete (MadoList *self)
{
  g_return_val_if_fail (MADO_IS_LIST (self), FALSE);
  return self->complete;
}

/**
 * mado_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the request could not be answered
 */
const GError *
mado_list_get_error (MadoList *self)
{
  g_return_val_if_fail (MADO_IS_LIST (self), NULL);
  return self->error;
}

/**
 * mado_list_get_count:
 * @kind: a kind, or MADO_KIND_NONE for all
 *
 * Returns: how many records there are, as far as is known; exact once the list is complete
 */
guint64
mado_list_get_count (MadoList *self, MadoKind kind)
{
  g_return_val_if_fail (MADO_IS_LIST (self) && kind < MADO_N_KINDS, 0);
  return kind == MADO_KIND_NONE ? mado_rows_get_n (self->rows) : self->counts[kind];
}

/**
 * mado_list_get_query:
 *
 * Returns: (transfer none) (nullable): the query of the request
 */
MadoQuery *
mado_list_get_query (MadoList *self)
{
  g_return_val_if_fail (MADO_IS_LIST (self), NULL);
  return self->request ? self->request->query : NULL;
}

GArray *
mado_list_get_rowids (MadoList *self)
{
  g_return_val_if_fail (MADO_IS_LIST (self), NULL);
  return mado_rows_get_known (self->rows);
}

static void
row_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MadoList *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  gint64 rowid = g_task_propagate_int (G_TASK (result), &error);
  guint position = G_MAXUINT;

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (rowid == 0 || (!self->loading && mado_rows_find (self->rows, rowid, &position))
      || self->knows_all || self->request == NULL || self->error != NULL)
    {
      g_task_return_int (task, position);
      return;
    }
  g_task_set_task_data (task, g_memdup2 (&rowid, sizeof rowid), g_free);
  g_ptr_array_add (self->finders, g_object_ref (task));
}

/**
 * mado_list_find_async:
 * @id: a record's id
 *
 * Where the record stands, once the rows up to it are known.
 */
void
mado_list_find_async (MadoList *self, const char *id, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MADO_IS_LIST (self) && id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mado_list_find_async);
  mado_list_work_find (self->reader, id, cancellable, row_found_cb, task);
}

/**
 * mado_list_find_finish:
 *
 * Returns: the position; G_MAXUINT when the record is not in the list, or with @error set
 */
guint
mado_list_find_finish (MadoList *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  gssize position;

  g_return_val_if_fail (g_task_is_valid (result, self), G_MAXUINT);

  position = g_task_propagate_int (G_TASK (result), &local);
  if (local == NULL)
    return (guint) position;
  g_propagate_error (error, g_steal_pointer (&local));
  return G_MAXUINT;
}
