/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date at the precision it was given: what it is, its days, and the form of the files. */
#include "core/model/mado-date-private.h"

#include "core/json/mado-json.h"

#include <string.h>

struct _MadoDate
{
  MadoDatePoint start;
  MadoDatePoint end;
};

G_DEFINE_BOXED_TYPE (MadoDate, mado_date, mado_date_ref, mado_date_unref)

static guint
count_days (guint year, guint month)
{
  return g_date_get_days_in_month (month, year);
}

/* Days since 1800-01-01 of the proleptic Gregorian calendar; month and day count from 1. */
static gint
count_from_1800 (gint year, gint month, gint day)
{
  static const gint before_month[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
  gint past = year - 1;
  gint days = 365 * (year - 1800) + (past / 4 - 1799 / 4) - (past / 100 - 1799 / 100)
              + (past / 400 - 1799 / 400);

  days += before_month[month - 1] + day - 1;
  if (month > 2 && g_date_is_leap_year (year))
    days++;
  return days;
}

gboolean
mado_date_point_is_valid (MadoDatePoint point)
{
  if (point.precision == MADO_PRECISION_NONE || point.year < MADO_DATE_FIRST_YEAR
      || point.year > MADO_DATE_LAST_YEAR)
    return FALSE;
  if (point.precision == MADO_PRECISION_YEAR)
    return TRUE;
  if (point.month < 1 || point.month > 12)
    return FALSE;
  if (point.precision == MADO_PRECISION_MONTH)
    return TRUE;
  return point.day >= 1 && point.day <= count_days (point.year, point.month);
}

gint
mado_date_point_get_first_day (MadoDatePoint point)
{
  return count_from_1800 (point.year, MAX (point.month, 1), MAX (point.day, 1));
}

gint
mado_date_point_get_last_day (MadoDatePoint point)
{
  guint month = point.month > 0 ? point.month : 12;
  guint day = point.day > 0 ? point.day : count_days (point.year, month);

  return count_from_1800 (point.year, month, day);
}

static gboolean
read_digits (const char *text, guint n, guint *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (guint) (text[i] - '0');
    }
  return TRUE;
}

gboolean
mado_date_point_parse_iso (const char *text, gsize length, MadoDatePoint *point)
{
  MadoDatePoint found = { MADO_PRECISION_YEAR, 0, 0, 0 };
  guint value;

  if ((length != 4 && length != 7 && length != 10) || !read_digits (text, 4, &value))
    return FALSE;
  found.year = value;
  if (length >= 7)
    {
      if (text[4] != '-' || !read_digits (text + 5, 2, &value))
        return FALSE;
      found.precision = MADO_PRECISION_MONTH;
      found.month = value;
    }
  if (length == 10)
    {
      if (text[7] != '-' || !read_digits (text + 8, 2, &value))
        return FALSE;
      found.precision = MADO_PRECISION_DAY;
      found.day = value;
    }
  *point = found;
  return mado_date_point_is_valid (found);
}

static gboolean
parse_point (const char *text, MadoDatePoint *point, GError **error)
{
  g_autofree char *shown = NULL;

  if (mado_date_point_parse_iso (text, strlen (text), point))
    return TRUE;
  shown = g_utf8_make_valid (text, strnlen (text, 40));
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "“%s” is not a year, a month or a day of the calendar", shown);
  return FALSE;
}

MadoDate *
mado_date_new_from_points (MadoDatePoint start, MadoDatePoint end)
{
  MadoDate *self;

  g_assert (start.precision != MADO_PRECISION_NONE || end.precision != MADO_PRECISION_NONE);

  if (start.precision != MADO_PRECISION_NONE && end.precision != MADO_PRECISION_NONE
      && mado_date_point_get_first_day (start) > mado_date_point_get_last_day (end))
    return NULL;

  self = g_atomic_rc_box_new (MadoDate);
  self->start = start;
  self->end = end;
  return self;
}

/**
 * mado_date_new_from_iso:
 * @text: one point in the form of the files: "2018", "2018-10" or "2018-10-07"
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * Returns: (transfer full): the date, or %NULL with %MADO_RECORD_ERROR_MALFORMED
 */
MadoDate *
mado_date_new_from_iso (const char *text, GError **error)
{
  MadoDatePoint point;

  g_return_val_if_fail (text != NULL, NULL);

  if (!parse_point (text, &point, error))
    return NULL;
  return mado_date_new_from_points (point, point);
}

/**
 * mado_date_new_period:
 * @start: (nullable): its start, as for mado_date_new_from_iso(); %NULL is open
 * @end: (nullable): its end; %NULL is open, but not both
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * A start that cannot be before or in the end is refused.
 *
 * Returns: (transfer full): the period, or %NULL with %MADO_RECORD_ERROR_MALFORMED
 */
MadoDate *
mado_date_new_period (const char *start, const char *end, GError **error)
{
  MadoDatePoint start_point = { MADO_PRECISION_NONE }, end_point = { MADO_PRECISION_NONE };
  MadoDate *self;

  g_return_val_if_fail (start != NULL || end != NULL, NULL);

  if (start != NULL && !parse_point (start, &start_point, error))
    return NULL;
  if (end != NULL && !parse_point (end, &end_point, error))
    return NULL;
  self = mado_date_new_from_points (start_point, end_point);
  if (self == NULL)
    g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "%s is after %s", start,
                 end);
  return self;
}

/**
 * mado_date_ref:
 * @self: a date
 *
 * Returns: (transfer full): @self
 */
MadoDate *
mado_date_ref (MadoDate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_date_unref:
 * @self: (transfer full): a date
 */
void
mado_date_unref (MadoDate *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release (self);
}

/**
 * mado_date_get_start:
 * @self: a date
 *
 * Returns: its first point; precision %MADO_PRECISION_NONE when that end is open
 */
MadoDatePoint
mado_date_get_start (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, (MadoDatePoint){ 0 });

  return self->start;
}

/**
 * mado_date_get_end:
 * @self: a date
 *
 * Returns: its last point; precision %MADO_PRECISION_NONE when that end is open
 */
MadoDatePoint
mado_date_get_end (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, (MadoDatePoint){ 0 });

  return self->end;
}

/**
 * mado_date_dup_end:
 * @self: a date
 *
 * Returns: (transfer full) (nullable): its end as a date of one point, at the precision it has;
 *   %NULL where it is open
 */
MadoDate *
mado_date_dup_end (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->end.precision == MADO_PRECISION_NONE
             ? NULL
             : mado_date_new_from_points (self->end, self->end);
}

/**
 * mado_date_is_period:
 * @self: a date
 *
 * Returns: whether start and end differ, or one of them is open
 */
gboolean
mado_date_is_period (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->start.precision != self->end.precision || self->start.year != self->end.year
         || self->start.month != self->end.month || self->start.day != self->end.day;
}

/**
 * mado_date_get_first_day:
 * @self: a date
 *
 * Returns: the first day that it may mean, in days since 1800-01-01; 0 where the start is open
 */
gint
mado_date_get_first_day (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->start.precision == MADO_PRECISION_NONE)
    return 0;
  return mado_date_point_get_first_day (self->start);
}

/**
 * mado_date_get_last_day:
 * @self: a date
 *
 * Returns: the last day that it may mean, in days since 1800-01-01; %G_MAXINT where the end is open
 */
gint
mado_date_get_last_day (const MadoDate *self)
{
  g_return_val_if_fail (self != NULL, G_MAXINT);

  if (self->end.precision == MADO_PRECISION_NONE)
    return G_MAXINT;
  return mado_date_point_get_last_day (self->end);
}

static gint
get_sorting_day (const MadoDate *self)
{
  return mado_date_point_get_first_day (self->start.precision != MADO_PRECISION_NONE ? self->start
                                                                                     : self->end);
}

/**
 * mado_date_compare:
 * @a: a date
 * @b: another
 *
 * By the first day of the start (of the end, where the start is open), then by the last day.
 *
 * Returns: less than, equal to or greater than 0, as for qsort()
 */
gint
mado_date_compare (const MadoDate *a, const MadoDate *b)
{
  gint day_a, day_b;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  day_a = get_sorting_day (a);
  day_b = get_sorting_day (b);
  if (day_a == day_b)
    {
      day_a = mado_date_get_last_day (a);
      day_b = mado_date_get_last_day (b);
    }
  return (day_a > day_b) - (day_a < day_b);
}
