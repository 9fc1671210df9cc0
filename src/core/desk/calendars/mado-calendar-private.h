/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a calendar. */
#pragma once

#include "core/desk/calendars/mado-calendar.h"

G_BEGIN_DECLS

#define MADO_CALENDAR_FIRST_YEAR 1900
#define MADO_CALENDAR_LAST_YEAR 2199
#define MADO_CALENDAR_MOST_HOURS 8 /* intervals of a day */

MadoCalendar *mado_calendar_new_empty (void);
MadoCalendarYear *mado_calendar_year_new (gint year);
gboolean mado_quality_from_word (const char *word, MadoQuality *quality);

G_END_DECLS
