/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule and the calendars are read anew whenever the cases come into sight: preferences may have
 * changed them. */
#include "app/sections/desk/mado-case-desk.h"

#include "core/desk/mado-deadline-case.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-day.h"

#define KEY "mado-case-desk"

/* What is due, for the desk's thread: immutable. */
typedef struct
{
  MadoDeadlineRule *rule;
  GPtrArray *calendars;
  gint today;
} Judge;

struct _MadoCaseDesk
{
  GObject parent_instance;
  MadoContext *context; /* weak: it owns this */
  char *today;          /* ISO 8601 */
  GPtrArray *judges;    /* a request may still hold an older one; the last is in force */
  GArray *counts;       /* nullable */
  char *chosen;         /* nullable */
  GCancellable *cancellable;
  gboolean is_loading;
  gboolean is_counting;
  gboolean counts_again; /* something has changed while they were counted */
};

enum
{
  READY,
  COUNTED,
  CHOSEN,
  STEPPED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseDesk, mado_case_desk, G_TYPE_OBJECT)

static void
free_judge (gpointer data)
{
  Judge *self = data;

  mado_deadline_rule_free (self->rule);
  g_ptr_array_unref (self->calendars);
  g_free (self);
}

static Judge *
get_judge (MadoCaseDesk *self)
{
  return self->judges->len > 0 ? g_ptr_array_index (self->judges, self->judges->len - 1) : NULL;
}

/* On the desk's thread. What has no date may be due as well: somebody has to look. */
static MadoCaseDue
is_due (const MadoCaseRow *row, gpointer user_data)
{
  const Judge *judge = user_data;
  g_autoptr (MadoDeadline) deadline
      = mado_deadline_compute_times (judge->rule, judge->calendars, row->received, row->waits);
  MadoDeadlineState state
      = deadline != NULL ? mado_deadline_judge (deadline, judge->today) : MADO_DEADLINE_UNKNOWN;

  if (state == MADO_DEADLINE_RUNNING && row->waits->len == 0)
    return MADO_CASE_NONE_IS_DUE;
  return state == MADO_DEADLINE_RUNNING || state == MADO_DEADLINE_STOPPED ? MADO_CASE_IS_NOT_DUE
                                                                          : MADO_CASE_IS_DUE;
}

static void
fail (MadoCaseDesk *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* --- The rule --- */

static void
load (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Judge *judge = g_new0 (Judge, 1);
  GError *error = NULL;

  judge->rule = mado_deadline_rule_load (data, &error);
  if (judge->rule != NULL)
    judge->calendars = mado_deadline_rule_load_calendars (judge->rule, data, &error);
  if (judge->calendars != NULL)
    {
      g_task_return_pointer (task, judge, free_judge);
      return;
    }
  mado_deadline_rule_free (judge->rule);
  g_free (judge);
  g_task_return_error (task, error);
}

static gint
find_today (GPtrArray *calendars)
{
  const MadoCalendar *office = g_ptr_array_index (calendars, 0);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return mado_clock_get_day (now, office->timezone);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoCaseDesk *self = MADO_CASE_DESK (source);
  g_autoptr (GError) error = NULL;
  Judge *judge = g_task_propagate_pointer (G_TASK (result), &error);

  self->is_loading = FALSE;
  if (judge == NULL)
    {
      fail (self, error);
      return;
    }
  judge->today = find_today (judge->calendars);
  g_ptr_array_add (self->judges, judge);
  g_free (self->today);
  self->today = mado_day_format_iso (judge->today);
  g_signal_emit (self, signals[READY], 0);
  mado_case_desk_count (self);
}

/**
 * mado_case_desk_load:
 *
 * Reads the rule, its calendars and what day it is; "ready" and "counted" follow.
 */
void
mado_case_desk_load (MadoCaseDesk *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_CASE_DESK (self) && self->context != NULL);

  if (self->is_loading)
    return;
  self->is_loading = TRUE;
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, g_strdup (mado_context_get_profile (self->context)), g_free);
  mado_context_keep (self->context, task, load);
}

/* --- The counts --- */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *counts = mado_cases_count_finish (result, &error);

  self->is_counting = FALSE;
  if (counts == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->counts, g_array_unref);
  self->counts = counts;
  g_signal_emit (self, signals[COUNTED], 0);
  if (self->counts_again)
    mado_case_desk_count (self);
}

/**
 * mado_case_desk_count:
 *
 * Counts the cases of each view anew; "counted" follows.
 */
void
mado_case_desk_count (MadoCaseDesk *self)
{
  MadoCaseRequest request = { 0 };

  g_return_if_fail (MADO_IS_CASE_DESK (self));

  self->counts_again = self->is_counting;
  if (self->is_counting || self->context == NULL || get_judge (self) == NULL)
    return;
  self->is_counting = TRUE;
  mado_case_desk_fill_request (self, &request);
  mado_cases_count_async (mado_case_desk_get_worker (self), &request, self->cancellable, counted_cb,
                          g_object_ref (self));
}

static void
desk_changed_cb (MadoCaseDesk *self)
{
  if (self->counts != NULL)
    mado_case_desk_count (self);
}

static void
mado_case_desk_finalize (GObject *object)
{
  MadoCaseDesk *self = MADO_CASE_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_weak_pointer (&self->context);
  g_ptr_array_unref (self->judges);
  g_clear_pointer (&self->counts, g_array_unref);
  g_free (self->chosen);
  g_free (self->today);
  G_OBJECT_CLASS (mado_case_desk_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, MADO_TYPE_CASE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mado_case_desk_class_init (MadoCaseDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_desk_finalize;
  signals[READY] = add_signal ("ready");
  signals[COUNTED] = add_signal ("counted");
  signals[CHOSEN] = add_signal ("chosen");
  signals[STEPPED] = g_signal_new ("stepped", MADO_TYPE_CASE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[FAILED] = g_signal_new ("failed", MADO_TYPE_CASE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
mado_case_desk_init (MadoCaseDesk *self)
{
  self->judges = g_ptr_array_new_with_free_func (free_judge);
  self->cancellable = g_cancellable_new ();
}

/**
 * mado_case_desk_get:
 * @context: open
 *
 * Returns: (transfer none): the one of @context, which owns it
 */
MadoCaseDesk *
mado_case_desk_get (MadoContext *context)
{
  MadoCaseDesk *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context), NULL);

  self = g_object_get_data (G_OBJECT (context), KEY);
  if (self == NULL)
    {
      self = g_object_new (MADO_TYPE_CASE_DESK, NULL);
      g_set_weak_pointer (&self->context, context);
      g_object_set_data_full (G_OBJECT (context), KEY, self, g_object_unref);
      g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (context, "desk-reopened", G_CALLBACK (desk_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

MadoContext *
mado_case_desk_get_context (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), NULL);

  return self->context;
}

MadoWorker *
mado_case_desk_get_worker (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self) && self->context != NULL, NULL);

  return mado_context_get_desk (self->context);
}

/* The same name that the command line uses: what is mine there is mine here. */
const char *
mado_case_desk_get_officer (MadoCaseDesk *self)
{
  return g_get_user_name ();
}

gint
mado_case_desk_get_today (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), MADO_NO_DAY);

  return get_judge (self) != NULL ? find_today (get_judge (self)->calendars) : MADO_NO_DAY;
}

const MadoDeadlineRule *
mado_case_desk_get_rule (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), NULL);

  return get_judge (self) != NULL ? get_judge (self)->rule : NULL;
}

GPtrArray *
mado_case_desk_get_calendars (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), NULL);

  return get_judge (self) != NULL ? get_judge (self)->calendars : NULL;
}

gboolean
mado_case_desk_is_counted (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), FALSE);

  return self->counts != NULL;
}

guint
mado_case_desk_get_count (MadoCaseDesk *self, MadoCaseView view)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self) && view < MADO_N_CASE_VIEWS, 0);

  return self->counts != NULL ? g_array_index (self->counts, guint, view) : 0;
}

/**
 * mado_case_desk_fill_request:
 * @request: its members are lent and stay as long as this object
 *
 * Before "ready" nothing rests and everything is due.
 */
void
mado_case_desk_fill_request (MadoCaseDesk *self, MadoCaseRequest *request)
{
  g_return_if_fail (MADO_IS_CASE_DESK (self) && request != NULL);

  request->who = mado_case_desk_get_officer (self);
  request->today = self->today;
  request->is_due = get_judge (self) != NULL ? is_due : NULL;
  request->due_data = get_judge (self);
}

const char *
mado_case_desk_get_chosen (MadoCaseDesk *self)
{
  g_return_val_if_fail (MADO_IS_CASE_DESK (self), NULL);

  return self->chosen;
}

/**
 * mado_case_desk_choose:
 * @id: (nullable): of a case; the page shows it
 */
void
mado_case_desk_choose (MadoCaseDesk *self, const char *id)
{
  char *chosen;

  g_return_if_fail (MADO_IS_CASE_DESK (self));

  if (g_strcmp0 (self->chosen, id) == 0)
    return;
  chosen = g_strdup (id);
  g_free (self->chosen);
  self->chosen = chosen;
  g_signal_emit (self, signals[CHOSEN], 0);
}

void
mado_case_desk_step (MadoCaseDesk *self, int by)
{
  g_return_if_fail (MADO_IS_CASE_DESK (self));

  g_signal_emit (self, signals[STEPPED], 0, by);
}
