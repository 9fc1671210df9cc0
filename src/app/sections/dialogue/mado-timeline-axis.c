/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stretch of time that the timeline shows. */
#include "app/sections/dialogue/mado-timeline-axis.h"

#include <math.h>

#define USUAL_YEAR 52.0   /* pixels a year that the timeline opens with */
#define LEAST_YEAR 4.0    /* and the fewest to zoom out to, where all does not fit sooner */
#define MOST_DAY 24.0     /* pixels a day to zoom in to */
#define MARGIN 0.55       /* years of nothing beyond the first and the last, and after today */
#define MONTHS_FROM 240.0 /* pixels a year */
#define EACH_FROM 44.0    /* pixels a label, of which a year is as wide */
#define SECOND_FROM 24.0
#define DAY_ZERO 657072u /* 1800-01-01 as GDate counts days */

double
mado_axis_get_x (const MadoAxis *self, double day)
{
  return (day - self->start) * self->scale;
}

double
mado_axis_get_day (const MadoAxis *self, double x)
{
  return self->start + x / self->scale;
}

double
mado_axis_get_year_width (const MadoAxis *self)
{
  return self->scale * MADO_DAYS_A_YEAR;
}

static double
get_low (const MadoAxis *self)
{
  return self->first - MARGIN * MADO_DAYS_A_YEAR;
}

static double
get_high (const MadoAxis *self)
{
  return self->last + MARGIN * MADO_DAYS_A_YEAR;
}

/* Nothing lies beyond the margins; what is narrower than the widget stands at its right. */
static void
keep_inside (MadoAxis *self)
{
  double shown = self->width / self->scale;
  double latest = get_high (self) - shown;

  self->start = latest > get_low (self) ? CLAMP (self->start, get_low (self), latest) : latest;
}

static double
get_least_scale (const MadoAxis *self)
{
  double all = self->width / MAX (get_high (self) - get_low (self), 1);

  return MIN (MAX (all, LEAST_YEAR / MADO_DAYS_A_YEAR), MOST_DAY);
}

/* All that there is where it fits, with years not narrower than usual; else what lies nearest to
 * today. */
void
mado_axis_show_usual (MadoAxis *self, gint today)
{
  double low = get_low (self);
  double high = (self->first > today ? self->last : today) + MARGIN * MADO_DAYS_A_YEAR;

  g_return_if_fail (self->width > 0);

  self->scale = MAX (self->width / MAX (high - low, 1), USUAL_YEAR / MADO_DAYS_A_YEAR);
  self->scale = MIN (self->scale, 2 * MONTHS_FROM / MADO_DAYS_A_YEAR);
  self->start = high - self->width / self->scale;
  keep_inside (self);
}

void
mado_axis_show_range (MadoAxis *self, double first, double last)
{
  g_return_if_fail (self->width > 0 && last > first);

  self->scale = CLAMP (self->width / (last - first), get_least_scale (self), MOST_DAY);
  self->start = (first + last) / 2 - self->width / self->scale / 2;
  keep_inside (self);
}

/* What lies under @x stays there, as far as the ends allow. */
void
mado_axis_zoom (MadoAxis *self, double factor, double x)
{
  double day = mado_axis_get_day (self, x);

  g_return_if_fail (factor > 0);

  self->scale = CLAMP (self->scale * factor, get_least_scale (self), MOST_DAY);
  self->start = day - x / self->scale;
  keep_inside (self);
}

void
mado_axis_pan (MadoAxis *self, double dx)
{
  self->start += dx / self->scale;
  keep_inside (self);
}

/* Moves no further than is needed to see @first to @last; of what is longer than the view, its
 * beginning. */
void
mado_axis_reveal (MadoAxis *self, double first, double last, double margin)
{
  double left = mado_axis_get_x (self, first), right = mado_axis_get_x (self, last);

  if (left < margin || right - left > self->width - 2 * margin)
    mado_axis_pan (self, left - margin);
  else if (right > self->width - margin)
    mado_axis_pan (self, right - self->width + margin);
}

gint
mado_axis_get_month_day (gint year, guint month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, month, CLAMP (year, 1, 9999));
  return (gint) g_date_get_julian (&date) - (gint) DAY_ZERO;
}

void
mado_axis_get_date (gint day, gint *year, guint *month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint) MAX (day, -600000) + DAY_ZERO);
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
}

/* A label every so many years: each, every second, every fifth, or where that is not enough, tens
 * and hundreds. */
static gint
get_step (double year_width, double label_width)
{
  static const gint wide[] = { 10, 20, 50, 100, 200, 500 };

  if (year_width >= MAX (EACH_FROM, label_width))
    return 1;
  if (year_width >= MAX (SECOND_FROM, label_width / 2))
    return 2;
  if (year_width * 5 >= label_width)
    return 5;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (year_width * wide[i] >= label_width)
      return wide[i];
  return 1000;
}

static void
append_tick (GArray *ticks, const MadoAxis *self, gint year, guint month, gboolean is_labelled)
{
  MadoTick tick
      = { mado_axis_get_x (self, mado_axis_get_month_day (year, month)), year, month, is_labelled };

  if (tick.x >= -mado_axis_get_year_width (self) && tick.x <= self->width)
    g_array_append_val (ticks, tick);
}

GArray *
mado_axis_list_ticks (const MadoAxis *self, double label_width)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (MadoTick));
  double year_width = mado_axis_get_year_width (self);
  gint step = get_step (year_width, label_width);
  /* Lines nearer than this would be a grey ground. */
  gint lines = year_width >= 5 ? 1 : step;
  gint first, last;
  guint month;

  mado_axis_get_date ((gint) floor (self->start), &first, &month);
  mado_axis_get_date ((gint) ceil (mado_axis_get_day (self, self->width)), &last, &month);
  for (gint year = first - 1; year <= last; year++)
    {
      if (year % lines == 0)
        append_tick (ticks, self, year, 1, year % step == 0);
      for (month = 2; month <= 12 && year_width >= MONTHS_FROM; month++)
        append_tick (ticks, self, year, month, year_width >= 12 * label_width || month % 3 == 1);
    }
  return ticks;
}
