/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts with days by GDate, whose calendar is the proleptic Gregorian one, as that of MadoDate. */
#include "core/model/mado-day.h"

#include <string.h>

#include "core/model/mado-date-private.h"

#define FIRST_WEEKDAY 3 /* 1800-01-01 was a Wednesday */

/**
 * mado_day_parse:
 * @text: (nullable): "2026-01-05"
 *
 * Returns: the day, or %MADO_NO_DAY where @text is not one, in exactly this form
 */
gint
mado_day_parse (const char *text)
{
  MadoDatePoint point;

  if (text == NULL || strlen (text) != strlen ("2026-01-05")
      || !mado_date_point_parse_iso (text, strlen (text), &point))
    return MADO_NO_DAY;
  return mado_date_point_get_first_day (point);
}

static GDate
to_gdate (gint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1800);
  g_date_add_days (&date, (guint) MAX (day, 0));
  return date;
}

/**
 * mado_day_to_point:
 * @day: days since 1800-01-01, within the years of #MadoDatePoint
 */
MadoDatePoint
mado_day_to_point (gint day)
{
  const GDate date = to_gdate (day);
  const MadoDatePoint point
      = { MADO_PRECISION_DAY, (gint16) g_date_get_year (&date), (guint8) g_date_get_month (&date),
          (guint8) g_date_get_day (&date) };

  return point;
}

/**
 * mado_day_to_date:
 *
 * Returns: (transfer full): the day as a date
 */
MadoDate *
mado_day_to_date (gint day)
{
  MadoDatePoint point = mado_day_to_point (day);

  return mado_date_new_from_points (point, point);
}

/**
 * mado_day_format_iso:
 *
 * Returns: (transfer full): "2026-01-05"
 */
char *
mado_day_format_iso (gint day)
{
  MadoDatePoint point = mado_day_to_point (day);

  return g_strdup_printf ("%04d-%02d-%02d", point.year, point.month, point.day);
}

guint
mado_day_get_weekday (gint day)
{
  return (guint) (day + FIRST_WEEKDAY - 1) % 7 + 1;
}

gint
mado_day_get_year (gint day)
{
  const GDate date = to_gdate (day);

  return g_date_get_year (&date);
}

/**
 * mado_day_add:
 * @day: the day that is counted from
 * @n: how many, backwards where negative; a few thousand at most
 *
 * A date that the month does not have becomes the last day of that month, which is what Article
 * 3(2)(c) of Regulation (EEC, Euratom) No 1182/71 says of periods: one month from 31 January ends
 * on the last day of February.
 *
 * Returns: the day so many units on
 */
gint
mado_day_add (gint day, gint n, MadoPeriodUnit unit)
{
  GDate date = to_gdate (day);
  const gint months = unit == MADO_PERIOD_YEARS ? n * 12 : n;
  GDate first;

  if (unit == MADO_PERIOD_DAYS || unit == MADO_PERIOD_WEEKS)
    return day + (unit == MADO_PERIOD_WEEKS ? n * 7 : n);
  /* GDate goes to the last day of a shorter month as well. */
  if (months >= 0)
    g_date_add_months (&date, (guint) months);
  else
    g_date_subtract_months (&date, (guint) -months);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, 1, 1800);
  return g_date_days_between (&first, &date);
}
