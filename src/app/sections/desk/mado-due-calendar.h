/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a question is due, and why: the weeks from the receipt to the last day, each day with its
 * number or with what closes it, the rule, and in words the same day by day. */
#pragma once

#include "core/desk/calendars/mado-deadline.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_DUE_CALENDAR (mado_due_calendar_get_type ())
G_DECLARE_FINAL_TYPE (MadoDueCalendar, mado_due_calendar, MADO, DUE_CALENDAR, GtkBox)

GtkWidget *mado_due_calendar_new (void);
/* @deadline (nullable): not known; @is_done: answered or closed, nothing is due any more */
void mado_due_calendar_show (MadoDueCalendar *self, const MadoDeadlineRule *rule,
                             const MadoDeadline *deadline, gboolean is_done, gint today);

G_END_DECLS
