/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes to a calendar. Each gives a new one and leaves the old as it is, so that it can be put
 * back. A year that the calendar lacks comes into being incomplete: nothing is counted with it
 * until somebody says that its list is whole. */
#pragma once

#include "core/desk/calendars/mado-calendar.h"

G_BEGIN_DECLS

/* Where a change comes from, as the sources of a year say it. */
typedef struct
{
  const char *title;
  const char *accessed; /* "2026-11-26" */
} MadoCalendarSource;

/* All: (transfer full) (nullable), @error in MADO_RECORD_ERROR */
MadoCalendar *mado_calendar_add_days (MadoCalendar *self, GArray *days,
                                      const MadoCalendarSource *source, guint *n_added,
                                      GError **error);
MadoCalendar *mado_calendar_remove_day (MadoCalendar *self, gint day, GError **error);
MadoCalendar *mado_calendar_complete_year (MadoCalendar *self, gint year, GError **error);
MadoCalendar *mado_calendar_set_hours (MadoCalendar *self, const MadoHours *hours, guint n_hours,
                                       GError **error);

/* "9:00–12:00, 13:00–17:30" as people type and read it, and back; a mistake is told. */
char *mado_hours_format (const GArray *hours);
GArray *mado_hours_parse (const char *text, GError **error);

G_END_DECLS
