/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One calendar of working days, to be read and changed. Every change is kept at once and can be
 * taken back while its toast is there; the bundled calendar can always be restored.
 *
 * Signal "calendar-changed": what is kept is another one now. */
#pragma once

#include <adwaita.h>

#include "core/desk/calendars/mado-calendar.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_CALENDAR_WINDOW (mado_calendar_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoCalendarWindow, mado_calendar_window, MADO, CALENDAR_WINDOW, AdwWindow)

GtkWidget *mado_calendar_window_new (GtkWindow *parent, MadoContext *context, const char *id,
                                     const char *title);

/* As the calendar that @file tells of were chosen in the file chooser. */
void mado_calendar_window_import (MadoCalendarWindow *self, GFile *file);

G_END_DECLS
