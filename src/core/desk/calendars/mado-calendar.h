/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar of working days: the days of the week that are free, the closed days of each year that
 * it knows, and the hours of the desk. A year that is not in it is unknown, never empty. Immutable;
 * a change is a new calendar (mado-calendar-edit.h). */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/model/mado-text.h"

G_BEGIN_DECLS

/**
 * MadoQuality:
 * @MADO_QUALITY_PUBLISHED: the official list of the year was read
 * @MADO_QUALITY_COMPUTED: computed from the law, the list is not published yet
 * @MADO_QUALITY_PROVISIONAL: in part from other sources
 * @MADO_QUALITY_INCOMPLETE: being entered; no date is given that needs this year
 *
 * How a year's closed days are known, the best first.
 */
typedef enum
{
  MADO_QUALITY_PUBLISHED,
  MADO_QUALITY_COMPUTED,
  MADO_QUALITY_PROVISIONAL,
  MADO_QUALITY_INCOMPLETE,
} MadoQuality;

const char *mado_quality_to_word (MadoQuality quality); /* "published" */

typedef struct
{
  gint day; /* days since 1800-01-01 */
  MadoText *title;
  gboolean is_unconfirmed; /* it was not found in the official text */
} MadoClosedDay;

typedef struct
{
  gint year;
  MadoQuality quality;
  GArray *days; /* (element-type MadoClosedDay), the earliest first */
  char *source; /* nullable: the title of the first one; there unless the year is incomplete */
  char *url;    /* nullable: its address */
} MadoCalendarYear;

/* From when to when the desk is open, in minutes after midnight. */
typedef struct
{
  guint opens;
  guint closes;
} MadoHours;

typedef struct
{
  char *id;
  MadoText *title;
  char *timezone;      /* "Europe/Brussels" */
  guint weekend;       /* bit 1 << 6: Saturdays are free, as ISO 8601 counts the days */
  GPtrArray *years;    /* (element-type MadoCalendarYear), the earliest first */
  GArray *hours;       /* (element-type MadoHours) of a working day, the earliest first */
  gboolean has_preset; /* nobody has set the hours yet */
  JsonNode *json;      /* sealed: what it was read from */
} MadoCalendar;

MadoCalendar *mado_calendar_new_from_json (JsonNode *json, GError **error);
MadoCalendar *mado_calendar_ref (MadoCalendar *self);
void mado_calendar_unref (MadoCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCalendar, mado_calendar_unref)

const char *mado_calendar_get_title (const MadoCalendar *self, MadoLanguage language);
gboolean mado_calendar_is_japanese (const MadoCalendar *self);

/* NULL for a year that is unknown, or being entered: nothing is counted with either. */
const MadoCalendarYear *mado_calendar_find_year (const MadoCalendar *self, gint year);
gboolean mado_calendar_is_weekend (const MadoCalendar *self, gint day);
/* (nullable): the closed day that @day is in a year that is known */
const MadoClosedDay *mado_calendar_find_closed (const MadoCalendar *self, gint day);
/* Whether the desk is open at @moment: FALSE as well in a year that is unknown. */
gboolean mado_calendar_is_open_at (const MadoCalendar *self, GDateTime *moment);

G_END_DECLS
