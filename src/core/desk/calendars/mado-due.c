/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts days one by one, so that each can be explained. */
#include "core/desk/calendars/mado-due.h"

#define DAYS_OF_TWO_WORKING_DAYS 2 /* Art. 3(5): from a period of two days on */

static void
free_day (gpointer data)
{
  MadoDueDay *self = data;

  g_clear_pointer (&self->closures, g_array_unref);
  g_free (self);
}

static void
unref_calendar (gpointer calendar)
{
  mado_calendar_unref (calendar);
}

static MadoDue *
make_due (gint start, guint n, GPtrArray *calendars)
{
  MadoDue *self = g_new0 (MadoDue, 1);

  self->start = start;
  self->n = n;
  self->calendars = g_ptr_array_new_with_free_func (unref_calendar);
  for (guint i = 0; i < calendars->len; i++)
    g_ptr_array_add (self->calendars, mado_calendar_ref (g_ptr_array_index (calendars, i)));
  self->days = g_ptr_array_new_with_free_func (free_day);
  self->due = self->last_day = MADO_NO_DAY;
  return self;
}

/**
 * mado_due_free:
 * @self: (nullable): what was counted
 */
void
mado_due_free (MadoDue *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->days);
  g_ptr_array_unref (self->calendars);
  g_free (self);
}

/* Carries the worst quality on; FALSE where a calendar does not know the year of @day. */
static gboolean
use_year (MadoDue *self, gint day)
{
  gint number = mado_day_get_year (day);

  for (guint i = 0; i < self->calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (self->calendars, i);
      const MadoCalendarYear *year = mado_calendar_find_year (calendar, number);

      if (year == NULL)
        {
          self->refused = calendar;
          self->refused_year = number;
          return FALSE;
        }
      self->quality = MAX (self->quality, year->quality);
    }
  return TRUE;
}

/* Notes why @day is closed and where. Returns whether it works by the rule of @closed. */
static gboolean
judge_day (MadoDue *self, MadoDueDay *day, MadoClosed closed)
{
  guint n_closed = 0;

  for (guint i = 0; i < self->calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (self->calendars, i);
      const MadoClosure closure = { calendar, mado_calendar_is_weekend (calendar, day->day),
                                    mado_calendar_find_closed (calendar, day->day) };

      if (!closure.is_weekend && closure.closed == NULL)
        continue;
      if (day->closures == NULL)
        day->closures = g_array_new (FALSE, FALSE, sizeof (MadoClosure));
      g_array_append_val (day->closures, closure);
      n_closed++;
    }
  return closed == MADO_CLOSED_ALL ? n_closed < self->calendars->len : n_closed == 0;
}

static gboolean
is_waited (gint day, const MadoWaiting *waiting, guint n_waiting)
{
  for (guint i = 0; i < n_waiting; i++)
    if (day > waiting[i].first && (waiting[i].last == MADO_NO_DAY || day <= waiting[i].last))
      return TRUE;
  return FALSE;
}

/* Whether the clock never goes again from @day on. */
static gboolean
is_stopped (gint day, const MadoWaiting *waiting, guint n_waiting)
{
  for (guint i = 0; i < n_waiting; i++)
    if (waiting[i].last == MADO_NO_DAY && day > waiting[i].first)
      return TRUE;
  return FALSE;
}

static MadoDueDay *
add_day (MadoDue *self, gint day)
{
  MadoDueDay *added = g_new0 (MadoDueDay, 1);

  added->day = day;
  g_ptr_array_add (self->days, added);
  return added;
}

/**
 * mado_due_count:
 * @start: the day of the event, such as the receipt: it never counts, working or not (Art. 3(1))
 * @n: how many working days, from 1 to %MADO_DUE_MOST
 * @calendars: (element-type MadoCalendar): at least one
 * @waiting: (array length=n_waiting) (nullable): when the clock stood, in any order
 *
 * Working days are all days but public holidays, Saturdays and Sundays (Art. 2(2)). The day on
 * which somebody else had to act still counts, and the one on which they had does not, as Art. 3(1)
 * has it for events: so what was left of the time then is left when the clock goes on.
 *
 * Years that a calendar lacks are refused, never guessed; the year of @start may be missing.
 *
 * Returns: (transfer full): the @n-th working day after @start, and every day until then
 */
MadoDue *
mado_due_count (gint start, guint n, GPtrArray *calendars, MadoClosed closed,
                const MadoWaiting *waiting, guint n_waiting)
{
  MadoDue *self;
  guint number = 0;

  g_return_val_if_fail (calendars != NULL && calendars->len > 0, NULL);
  g_return_val_if_fail (n > 0 && n <= MADO_DUE_MOST, NULL);
  g_return_val_if_fail (waiting != NULL || n_waiting == 0, NULL);

  self = make_due (start, n, calendars);
  for (gint day = start + 1; self->due == MADO_NO_DAY; day++)
    {
      MadoDueDay *added;
      gboolean works;

      self->is_stopped = is_stopped (day, waiting, n_waiting);
      if (self->is_stopped || !use_year (self, day))
        break;
      added = add_day (self, day);
      added->is_waited = is_waited (day, waiting, n_waiting);
      works = judge_day (self, added, closed);
      if (!works || added->is_waited)
        continue;
      added->number = ++number;
      if (number == n)
        self->due = day;
    }
  self->n_left = n - number;
  return self;
}

/**
 * mado_due_count_back:
 * @start: the day of the event, which does not count
 * @n: how many working days, from 1 to %MADO_DUE_MOST
 * @calendars: (element-type MadoCalendar): at least one
 *
 * Returns: (transfer full): the @n-th working day before @start, and every day until there
 */
MadoDue *
mado_due_count_back (gint start, guint n, GPtrArray *calendars, MadoClosed closed)
{
  MadoDue *self;
  guint number = 0;

  g_return_val_if_fail (calendars != NULL && calendars->len > 0, NULL);
  g_return_val_if_fail (n > 0 && n <= MADO_DUE_MOST, NULL);

  self = make_due (start, n, calendars);
  for (gint day = start - 1; self->due == MADO_NO_DAY && use_year (self, day); day--)
    {
      MadoDueDay *added = add_day (self, day);

      if (!judge_day (self, added, closed))
        continue;
      added->number = ++number;
      if (number == n)
        self->due = day;
    }
  self->n_left = n - number;
  return self;
}

/* Art. 3(5): a period of two days or more contains at least two working days. Counts those of
 * @first to @last. */
static gboolean
count_working (MadoDue *self, gint first, gint last, MadoClosed closed, guint *n_working)
{
  *n_working = 0;
  for (gint day = first; day <= last; day++)
    {
      MadoDueDay one = { day, 0, FALSE, NULL };

      if (!use_year (self, day))
        return FALSE;
      *n_working += judge_day (self, &one, closed);
      g_clear_pointer (&one.closures, g_array_unref);
    }
  return TRUE;
}

/**
 * mado_due_end_period:
 * @start: the day of the event, which does not count (Art. 3(1))
 * @n: how many, from 1 to %MADO_DUE_MOST
 * @unit: of what
 * @calendars: (element-type MadoCalendar): at least one
 *
 * A period that is not given in working days: holidays and weekends lie within it (Art. 3(3)). It
 * ends with its plain last day (Art. 3(2)); where that is a public holiday, a Saturday or a Sunday,
 * with the next working day (Art. 3(4)); and if it is of two days or more, not before it contains
 * two working days (Art. 3(5)). Not for periods that are counted backwards: Art. 3(4) leaves them
 * as they are.
 *
 * Returns: (transfer full): the last day; its days are the plain last one and those it moved over
 */
MadoDue *
mado_due_end_period (gint start, guint n, MadoPeriodUnit unit, GPtrArray *calendars,
                     MadoClosed closed)
{
  MadoDue *self;
  guint n_working;
  gboolean is_long;

  g_return_val_if_fail (calendars != NULL && calendars->len > 0, NULL);
  g_return_val_if_fail (n > 0 && n <= MADO_DUE_MOST, NULL);

  self = make_due (start, n, calendars);
  self->last_day = mado_day_add (start, (gint) n, unit);
  is_long = self->last_day - start >= DAYS_OF_TWO_WORKING_DAYS;
  if (!count_working (self, start + 1, self->last_day - 1, closed, &n_working))
    return self;
  for (gint day = self->last_day; self->due == MADO_NO_DAY && use_year (self, day); day++)
    {
      MadoDueDay *added = add_day (self, day);

      if (!judge_day (self, added, closed))
        continue;
      n_working++;
      if (!is_long || n_working >= 2)
        {
          added->number = 1;
          self->due = day;
        }
    }
  return self;
}

/**
 * mado_due_find_counted:
 * @number: from 1
 *
 * Returns: the day that was counted as the @number-th, or %MADO_NO_DAY
 */
gint
mado_due_find_counted (const MadoDue *self, guint number)
{
  g_return_val_if_fail (self != NULL, MADO_NO_DAY);

  for (guint i = 0; number > 0 && i < self->days->len; i++)
    {
      const MadoDueDay *day = g_ptr_array_index (self->days, i);

      if (day->number == number)
        return day->day;
    }
  return MADO_NO_DAY;
}
