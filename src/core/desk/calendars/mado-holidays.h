/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closed days out of a calendar file (iCalendar, RFC 5545), as governments and calendar services
 * publish them. Such a file comes from anywhere: it is scanned and capped before libical sees it.
 */
#pragma once

#include "core/desk/calendars/mado-calendar.h"

G_BEGIN_DECLS

#define MADO_HOLIDAYS_MOST_BYTES (4 * 1024 * 1024)
#define MADO_HOLIDAYS_MOST_DAYS 5000

typedef struct
{
  char *name;   /* nullable: what the file calls itself */
  GArray *days; /* (element-type MadoClosedDay), the earliest first, each day once */
  guint n_left; /* entries that are no closed days: they repeat, have an hour, or last too long */
} MadoHolidays;

MadoHolidays *mado_holidays_parse (const char *text, gsize length, GError **error);
/* Not for the main thread. */
MadoHolidays *mado_holidays_load (GFile *file, GError **error);
void mado_holidays_free (MadoHolidays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHolidays, mado_holidays_free)

G_END_DECLS
