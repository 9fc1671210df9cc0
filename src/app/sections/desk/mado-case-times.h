/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, clock times and deadlines of cases in words of the interface's language. */
#pragma once

#include "core/desk/calendars/mado-deadline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "Wed 2 Dec", "12月2日（水）"; with the year where it is not @today's. transfer full */
char *mado_case_times_format_day (gint day, gint today);
/* "Wednesday 2 December 2026". transfer full */
char *mado_case_times_format_long_day (gint day);
/* "10 Nov, 09:12 Brussels · 17:12 Tokyo". @moment: Unix microseconds. transfer full */
char *mado_case_times_format_moment (gint64 moment, gint today);
const char *mado_case_times_get_weekday (guint weekday); /* "Mon"; from 1, as ISO 8601 counts */

/* When it is due: "Wed 2 Dec · 7 days", "Overdue, Fri 20 Nov", "Clock stopped", with the icon of
 * the state. @status: of the case; what is done has nothing due. @deadline (nullable): not known */
GtkWidget *mado_case_times_make_badge (const MadoDeadline *deadline, const char *status,
                                       gint today);

G_END_DECLS
