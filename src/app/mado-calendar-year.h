/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one year of a calendar: how it is known, and its closed days, built when it is opened.
 */
#pragma once

#include <adwaita.h>

#include "core/desk/calendars/mado-calendar.h"

G_BEGIN_DECLS

/* What a row asks of its window. */
typedef struct
{
  void (*remove_day) (gpointer window, gint day, const char *title);
  void (*complete_year) (gpointer window, gint year);
} MadoCalendarYearActions;

/* @window: outlives the row. */
GtkWidget *mado_calendar_year_row_new (MadoCalendar *calendar, const MadoCalendarYear *year,
                                       const MadoCalendarYearActions *actions, gpointer window);
gint mado_calendar_year_row_get_year (GtkWidget *row);

const char *mado_calendar_describe_quality (MadoQuality quality);

G_END_DECLS
