/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar of closed days as the program brings it along: the years it knows, and how it knows
 * them. A year that is not in it is unknown, never empty. */
#pragma once

#include <gio/gio.h>

#include "core/model/mado-text.h"

G_BEGIN_DECLS

typedef struct
{
  gint year;
  char *status; /* "published", "computed" or "provisional" */
  guint n_days; /* closed days that are named */
  char *source; /* the title of the first one */
  char *url;    /* nullable: its address */
} MadoCalendarYear;

typedef struct
{
  char *id;
  char *english;    /* its title */
  char *japanese;   /* and the same in Japanese */
  char *timezone;   /* "Europe/Brussels" */
  GPtrArray *years; /* (element-type MadoCalendarYear), the earliest first */
} MadoCalendar;

void mado_calendar_free (MadoCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCalendar, mado_calendar_free)

const char *mado_calendar_get_title (const MadoCalendar *self, MadoLanguage language);
gboolean mado_calendar_is_japanese (const MadoCalendar *self);

/* (element-type MadoCalendar) transfer full, nullable. Not for the main thread. */
GPtrArray *mado_calendar_list_bundled (GError **error);

G_END_DECLS
