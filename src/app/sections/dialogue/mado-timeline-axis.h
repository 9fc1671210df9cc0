/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stretch of time that the timeline shows: days to pixels and back, zoom, and the lines of the
 * axis. Days are counted from 1800-01-01, as everywhere. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_DAYS_A_YEAR 365.2425

typedef struct
{
  double start; /* the day at the left edge */
  double scale; /* pixels a day */
  double width; /* pixels */
  gint first;   /* the days between which there is something to see */
  gint last;
} MadoAxis;

double mado_axis_get_x (const MadoAxis *self, double day);
double mado_axis_get_day (const MadoAxis *self, double x);
double mado_axis_get_year_width (const MadoAxis *self);

void mado_axis_show_usual (MadoAxis *self, gint today);
void mado_axis_show_range (MadoAxis *self, double first, double last);
void mado_axis_zoom (MadoAxis *self, double factor, double x);
void mado_axis_pan (MadoAxis *self, double dx);
void mado_axis_reveal (MadoAxis *self, double first, double last, double margin);

/* A line of the axis, with the year or the month that begins there. */
typedef struct
{
  double x;
  gint16 year;
  guint8 month; /* 1: the line of a year */
  gboolean is_labelled;
} MadoTick;
/* @label_width: what the widest label of a year needs. (element-type MadoTick) transfer full */
GArray *mado_axis_list_ticks (const MadoAxis *self, double label_width);

/* The day on which a month begins. */
gint mado_axis_get_month_day (gint year, guint month);
void mado_axis_get_date (gint day, gint *year, guint *month);

G_END_DECLS
