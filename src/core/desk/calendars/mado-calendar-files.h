/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where calendars are kept: those that the program brings along, and in the profile's folder
 * “calendars” those that the desk has changed, each in the place of the bundled one of its id. Not
 * for the main thread. */
#pragma once

#include "core/desk/calendars/mado-calendar.h"

G_BEGIN_DECLS

/* (element-type MadoCalendar) transfer full, nullable */
GPtrArray *mado_calendar_list_bundled (GError **error);
/* @profile: (nullable): only the bundled ones without it. @problems: (out) (optional)
 * (element-type GError): a file that cannot be read; nothing takes its place. */
GPtrArray *mado_calendar_list (const char *profile, GPtrArray **problems, GError **error);
/* One of them; a file that cannot be read is an error, and so is an id that there is not. */
MadoCalendar *mado_calendar_load (const char *profile, const char *id, GError **error);

gboolean mado_calendar_save (MadoCalendar *self, const char *profile, GError **error);
/* The bundled one is used again. */
gboolean mado_calendar_restore (const char *profile, const char *id, GError **error);
gboolean mado_calendar_is_changed (const char *profile, const char *id);
gboolean mado_calendar_is_bundled (const char *id);
GPtrArray *mado_calendar_dup_bundled_ids (void); /* (element-type utf8) transfer full */

G_END_DECLS
