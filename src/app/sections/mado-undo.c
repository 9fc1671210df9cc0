/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stack of changes. A step moves at once from one side to the other, so that two steps asked
 * for in one breath follow each other; a step that fails goes back to where it was. */
#include "app/sections/mado-undo.h"

#include "core/desk/case/mado-case-field.h"

#define MOST 200u /* steps that are kept */
#define KEY "mado-undo"

typedef struct
{
  gatomicrefcount references; /* held by the stack and by what is under way */
  char *name;
  char *id;
  char *series; /* nullable */
  gboolean quiet;
  MadoUndoFunc apply;
  MadoUndoFunc revert;
  MadoUndoShowFunc show; /* nullable */
  gpointer data;
  GDestroyNotify free_data;
} Change;

struct _MadoUndo
{
  GObject parent_instance;
  MadoContext *context; /* weak: it owns the stack */
  GQueue done;          /* (element-type Change), the newest at the tail */
  GQueue undone;        /* what can be redone next at the tail */
};

/* One run of a change on the desk's thread. */
typedef struct
{
  Change *change;
  MadoUndoStep step;
} Run;

enum
{
  PROP_0,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  N_PROPS
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoUndo, mado_undo, G_TYPE_OBJECT)

static Change *
ref_change (Change *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
unref_change (gpointer data)
{
  Change *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  if (self->free_data)
    self->free_data (self->data);
  g_free (self->name);
  g_free (self->id);
  g_free (self->series);
  g_free (self);
}

static Change *
new_change (const MadoUndoChange *change, gpointer data, GDestroyNotify free_data)
{
  Change *self = g_new0 (Change, 1);

  g_atomic_ref_count_init (&self->references);
  self->name = g_strdup (change->name);
  self->id = g_strdup (change->id);
  self->series = g_strdup (change->series);
  self->quiet = change->quiet;
  self->apply = change->apply;
  self->revert = change->revert;
  self->show = change->show;
  self->data = data;
  self->free_data = free_data;
  return self;
}

static void
free_run (gpointer data)
{
  Run *self = data;

  unref_change (self->change);
  g_free (self);
}

static void
notify_names (MadoUndo *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNDO_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REDO_NAME]);
}

/* A change that could not be done is none; one that could not be undone or redone stays to be tried
 * again, unless others have come on top of it. */
static void
take_back (MadoUndo *self, Run *run)
{
  GQueue *now = run->step == MADO_UNDO_UNDONE ? &self->undone : &self->done;
  GQueue *before = run->step == MADO_UNDO_UNDONE ? &self->done : &self->undone;
  gboolean is_last = g_queue_peek_tail (now) == run->change;

  if (!g_queue_remove (now, run->change))
    return;
  if (run->step != MADO_UNDO_DONE && is_last)
    g_queue_push_tail (before, run->change);
  else
    unref_change (run->change);
  notify_names (self);
}

static void
work (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  MadoUndoFunc function = run->step == MADO_UNDO_UNDONE ? run->change->revert : run->change->apply;
  GError *error = NULL;

  if (function (desk, run->change->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show (MadoUndo *self, const Change *change, gboolean is_done)
{
  if (change->show && self->context)
    change->show (self->context, change->data, is_done);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoUndo *self = MADO_UNDO (source);
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      take_back (self, run);
      show (self, run->change, run->step == MADO_UNDO_UNDONE);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_signal_emit (self, signals[FAILED], 0, error, run->change->id);
          /* What a case does not take says nothing of the file. */
          if (self->context && error->domain != MADO_DESK_ERROR)
            mado_context_announce_desk_failure (self->context, error);
        }
    }
  else if (run->step != MADO_UNDO_DONE || !run->change->quiet)
    g_signal_emit (self, signals[CHANGED], 0, run->change->name, run->step);
  /* Also when it failed: what shows the desk shows again what is there. */
  if (self->context)
    mado_context_announce_desk_change (self->context, run->change->id);
}

static void
run_step (MadoUndo *self, Change *change, MadoUndoStep step)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, worked_cb, NULL);
  Run *run = g_new0 (Run, 1);

  show (self, change, step != MADO_UNDO_UNDONE);
  run->change = ref_change (change);
  run->step = step;
  g_task_set_task_data (task, run, free_run);
  mado_context_keep (self->context, task, work);
}

static void
clear (GQueue *queue)
{
  g_queue_clear_full (queue, unref_change);
}

static void
mado_undo_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoUndo *self = MADO_UNDO (object);

  if (id == PROP_UNDO_NAME)
    g_value_set_string (value, mado_undo_get_undo_name (self));
  else if (id == PROP_REDO_NAME)
    g_value_set_string (value, mado_undo_get_redo_name (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_undo_finalize (GObject *object)
{
  MadoUndo *self = MADO_UNDO (object);

  g_clear_weak_pointer (&self->context);
  clear (&self->done);
  clear (&self->undone);
  G_OBJECT_CLASS (mado_undo_parent_class)->finalize (object);
}

static void
mado_undo_class_init (MadoUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mado_undo_get_property;
  object_class->finalize = mado_undo_finalize;
  props[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  props[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[FAILED]
      = g_signal_new ("failed", MADO_TYPE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                      2, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_STRING);
}

static void
mado_undo_init (MadoUndo *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/**
 * mado_undo_get:
 * @context: whose desk is changed
 *
 * Returns: (transfer none): the stack of @context, which owns it
 */
MadoUndo *
mado_undo_get (MadoContext *context)
{
  MadoUndo *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context), NULL);

  self = g_object_get_data (G_OBJECT (context), KEY);
  if (!self)
    {
      self = g_object_new (MADO_TYPE_UNDO, NULL);
      g_set_weak_pointer (&self->context, context);
      g_object_set_data_full (G_OBJECT (context), KEY, self, g_object_unref);
    }
  return self;
}

/**
 * mado_undo_get_undo_name:
 *
 * Returns: (nullable) (transfer none): what mado_undo_undo() would undo; %NULL when there is
 * nothing
 */
const char *
mado_undo_get_undo_name (MadoUndo *self)
{
  Change *change;

  g_return_val_if_fail (MADO_IS_UNDO (self), NULL);

  change = g_queue_peek_tail (&self->done);
  return change ? change->name : NULL;
}

/**
 * mado_undo_get_redo_name:
 *
 * Returns: (nullable) (transfer none): what mado_undo_redo() would redo; %NULL when there is
 * nothing
 */
const char *
mado_undo_get_redo_name (MadoUndo *self)
{
  Change *change;

  g_return_val_if_fail (MADO_IS_UNDO (self), NULL);

  change = g_queue_peek_tail (&self->undone);
  return change ? change->name : NULL;
}

/**
 * mado_undo_do:
 * @change: what to do; copied
 * @data: (nullable) (transfer full): for its two functions; it crosses to the desk's thread and
 * must not be changed any more
 * @free_data: (nullable): frees @data, on either thread
 *
 * Has the desk do something that can be undone. What was undone before cannot be redone any more.
 */
void
mado_undo_do (MadoUndo *self, const MadoUndoChange *change, gpointer data, GDestroyNotify free_data)
{
  Change *top, *new;

  g_return_if_fail (MADO_IS_UNDO (self) && self->context && change && change->name && change->id);
  g_return_if_fail (change->apply && change->revert);

  new = new_change (change, data, free_data);
  clear (&self->undone);
  top = g_queue_peek_tail (&self->done);
  if (top && top->series && g_strcmp0 (top->series, new->series) == 0)
    unref_change (g_queue_pop_tail (&self->done));
  if (!change->is_void)
    g_queue_push_tail (&self->done, ref_change (new));
  if (self->done.length > MOST)
    unref_change (g_queue_pop_head (&self->done));
  notify_names (self);
  if (change->is_done)
    g_signal_emit (self, signals[CHANGED], 0, new->name, MADO_UNDO_DONE);
  else
    run_step (self, new, MADO_UNDO_DONE);
  unref_change (new);
}

/**
 * mado_undo_end_series:
 * @series: of changes that took each other's place
 *
 * What is on top now stays as a step of its own.
 */
void
mado_undo_end_series (MadoUndo *self, const char *series)
{
  Change *top;

  g_return_if_fail (MADO_IS_UNDO (self) && series);

  top = g_queue_peek_tail (&self->done);
  if (top && g_strcmp0 (top->series, series) == 0)
    g_clear_pointer (&top->series, g_free);
}

void
mado_undo_forget (MadoUndo *self)
{
  g_return_if_fail (MADO_IS_UNDO (self));

  clear (&self->done);
  clear (&self->undone);
  notify_names (self);
}

/**
 * mado_undo_undo:
 *
 * Returns: whether there was something to undo
 */
gboolean
mado_undo_undo (MadoUndo *self)
{
  Change *change;

  g_return_val_if_fail (MADO_IS_UNDO (self) && self->context, FALSE);

  change = g_queue_pop_tail (&self->done);
  if (!change)
    return FALSE;
  g_clear_pointer (&change->series, g_free);
  g_queue_push_tail (&self->undone, change);
  notify_names (self);
  run_step (self, change, MADO_UNDO_UNDONE);
  return TRUE;
}

/**
 * mado_undo_redo:
 *
 * Returns: whether there was something to redo
 */
gboolean
mado_undo_redo (MadoUndo *self)
{
  Change *change;

  g_return_val_if_fail (MADO_IS_UNDO (self) && self->context, FALSE);

  change = g_queue_pop_tail (&self->undone);
  if (!change)
    return FALSE;
  g_queue_push_tail (&self->done, change);
  notify_names (self);
  run_step (self, change, MADO_UNDO_REDONE);
  return TRUE;
}
