/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes calendars off the main thread. */
#include "app/mado-calendar-change.h"

#include "app/sections/mado-undo.h"
#include "core/desk/calendars/mado-calendar-edit.h"
#include "core/desk/calendars/mado-calendar-files.h"
#include "core/desk/calendars/mado-holidays.h"
#include "core/model/mado-day.h"

/* Of the task. */
typedef struct
{
  char *profile;
  char *id;
  MadoCalendarChange *change;
} Work;

MadoCalendarChange *
mado_calendar_change_new (MadoCalendarChangeKind kind)
{
  MadoCalendarChange *self = g_new0 (MadoCalendarChange, 1);

  self->kind = kind;
  return self;
}

void
mado_calendar_change_free (MadoCalendarChange *self)
{
  g_free (self->text);
  g_free (self->source);
  g_clear_object (&self->file);
  g_free (self);
}

void
mado_calendar_changed_free (MadoCalendarChanged *self)
{
  g_clear_pointer (&self->calendar, mado_calendar_unref);
  g_clear_pointer (&self->before, mado_calendar_unref);
  g_free (self);
}

static void
free_work (gpointer data)
{
  Work *self = data;

  g_free (self->profile);
  g_free (self->id);
  mado_calendar_change_free (self->change);
  g_free (self);
}

static void
clear_day (gpointer data)
{
  mado_text_unref (((MadoClosedDay *) data)->title);
}

static char *
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static MadoCalendar *
add_day (MadoCalendar *calendar, const MadoCalendarChange *change, MadoCalendarChanged *changed,
         GError **error)
{
  g_autofree char *today = get_today ();
  const MadoCalendarSource source = { change->source, today };
  const MadoClosedDay day = { change->day, mado_text_new (change->text, change->text), FALSE };
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MadoClosedDay));

  g_array_set_clear_func (days, clear_day);
  g_array_append_val (days, day);
  return mado_calendar_add_days (calendar, days, &source, &changed->n_added, error);
}

static MadoCalendar *
import (MadoCalendar *calendar, const MadoCalendarChange *change, MadoCalendarChanged *changed,
        GError **error)
{
  g_autofree char *today = get_today ();
  g_autoptr (MadoHolidays) holidays = mado_holidays_load (change->file, error);
  g_autofree char *base = g_file_get_basename (change->file);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  MadoCalendarSource source = { name, today };

  if (!holidays)
    return NULL;
  if (holidays->name)
    source.title = holidays->name;
  changed->n_left = holidays->n_left;
  return mado_calendar_add_days (calendar, holidays->days, &source, &changed->n_added, error);
}

static MadoCalendar *
set_hours (MadoCalendar *calendar, const char *text, GError **error)
{
  g_autoptr (GArray) hours = mado_hours_parse (text, error);

  return hours ? mado_calendar_set_hours (calendar, (const MadoHours *) (gpointer) hours->data,
                                          hours->len, error)
               : NULL;
}

static MadoCalendar *
apply (MadoCalendar *calendar, const MadoCalendarChange *change, MadoCalendarChanged *changed,
       GError **error)
{
  switch (change->kind)
    {
    case MADO_CALENDAR_ADD_DAY:
      return add_day (calendar, change, changed, error);
    case MADO_CALENDAR_REMOVE_DAY:
      return mado_calendar_remove_day (calendar, change->day, error);
    case MADO_CALENDAR_COMPLETE_YEAR:
      return mado_calendar_complete_year (calendar, change->year, error);
    case MADO_CALENDAR_SET_HOURS:
      return set_hours (calendar, change->text, error);
    case MADO_CALENDAR_IMPORT:
      return import (calendar, change, changed, error);
    case MADO_CALENDAR_READ:
    case MADO_CALENDAR_RESTORE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* A file that cannot be read is restored as well: that is what restoring is for. */
static MadoCalendar *
restore (const Work *work, GError **error)
{
  return mado_calendar_restore (work->profile, work->id, error)
             ? mado_calendar_load (work->profile, work->id, error)
             : NULL;
}

static gboolean
change_calendar (const Work *work, MadoCalendarChanged *changed, GError **error)
{
  const MadoCalendarChange *change = work->change;
  const gboolean is_restored = change->kind == MADO_CALENDAR_RESTORE;
  g_autoptr (MadoCalendar) calendar
      = mado_calendar_load (work->profile, work->id, is_restored ? NULL : error);

  if (!calendar && !is_restored)
    return FALSE;
  if (calendar && mado_calendar_is_changed (work->profile, work->id))
    changed->before = mado_calendar_ref (calendar);
  if (is_restored)
    changed->calendar = restore (work, error);
  else if (change->kind == MADO_CALENDAR_READ)
    changed->calendar = mado_calendar_ref (calendar);
  else
    {
      g_autoptr (MadoCalendar) made = apply (calendar, change, changed, error);

      if (made && mado_calendar_save (made, work->profile, error))
        changed->calendar = g_steal_pointer (&made);
    }
  changed->is_changed = mado_calendar_is_changed (work->profile, work->id);
  return changed->calendar != NULL;
}

static void
free_changed (gpointer data)
{
  mado_calendar_changed_free (data);
}

static void
do_change (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  g_autoptr (MadoCalendarChanged) changed = g_new0 (MadoCalendarChanged, 1);
  GError *error = NULL;

  if (change_calendar (data, changed, &error))
    g_task_return_pointer (task, g_steal_pointer (&changed), free_changed);
  else
    g_task_return_error (task, error);
}

/**
 * mado_calendar_change_async:
 * @context: of the profile
 * @id: of the calendar
 * @change: (transfer full): what is done
 * @source: (type GObject): what the callback gets
 *
 * Ends with mado_calendar_change_finish().
 */
void
mado_calendar_change_async (MadoContext *context, const char *id, MadoCalendarChange *change,
                            gpointer source, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->profile = g_strdup (mado_context_get_profile (context));
  work->id = g_strdup (id);
  work->change = change;
  g_task_set_task_data (task, work, free_work);
  mado_context_keep (context, task, do_change);
}

/**
 * mado_calendar_change_finish:
 * @error: in MADO_RECORD_ERROR, or of a file; nothing is changed then
 *
 * Returns: (transfer full) (nullable): what came of it
 */
MadoCalendarChanged *
mado_calendar_change_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- The way back --- */

/* It crosses to the desk's thread. */
typedef struct
{
  char *profile;
  char *id;
  MadoCalendar *before; /* nullable, both: the bundled one */
  MadoCalendar *after;
} Step;

static void
free_step (gpointer data)
{
  Step *self = data;

  g_free (self->profile);
  g_free (self->id);
  g_clear_pointer (&self->before, mado_calendar_unref);
  g_clear_pointer (&self->after, mado_calendar_unref);
  g_free (self);
}

static gboolean
put (const Step *step, MadoCalendar *calendar, GError **error)
{
  return calendar ? mado_calendar_save (calendar, step->profile, error)
                  : mado_calendar_restore (step->profile, step->id, error);
}

static gboolean
put_after (MadoDesk *desk, gconstpointer data, GError **error)
{
  return put (data, ((const Step *) data)->after, error);
}

static gboolean
put_before (MadoDesk *desk, gconstpointer data, GError **error)
{
  return put (data, ((const Step *) data)->before, error);
}

/**
 * mado_calendar_change_remember:
 * @id: of the calendar
 * @name: translated, what was done
 * @changed: what came of it
 *
 * "desk-changed" of the context follows, as for every step.
 */
void
mado_calendar_change_remember (MadoContext *context, const char *id, const char *name,
                               const MadoCalendarChanged *changed)
{
  /* The window of the calendar has said so itself. */
  const MadoUndoChange change = { .name = name,
                                  .id = MADO_CALENDARS_CHANGED,
                                  .quiet = TRUE,
                                  .apply = put_after,
                                  .revert = put_before };
  Step *step = g_new0 (Step, 1);

  step->profile = g_strdup (mado_context_get_profile (context));
  step->id = g_strdup (id);
  step->before = changed->before ? mado_calendar_ref (changed->before) : NULL;
  step->after = changed->is_changed ? mado_calendar_ref (changed->calendar) : NULL;
  mado_undo_do (mado_undo_get (context), &change, step, free_step);
}
