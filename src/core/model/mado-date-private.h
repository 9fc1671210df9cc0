/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of MadoDate share: points, and the eras of Japan. */
#pragma once

#include "core/model/mado-date.h"

G_BEGIN_DECLS

#define MADO_DATE_FIRST_YEAR 1868
#define MADO_DATE_LAST_YEAR 9998

/* Is it a real day (month, year) of the calendar, within the years above? */
gboolean mado_date_point_is_valid (MadoDatePoint point);
/* Days since 1800-01-01 of the first and the last day of a valid point. */
gint mado_date_point_get_first_day (MadoDatePoint point);
gint mado_date_point_get_last_day (MadoDatePoint point);
/* "2018", "2018-10", "2018-10-07" and nothing else. */
gboolean mado_date_point_parse_iso (const char *text, gsize length, MadoDatePoint *point);

/* Valid points, or open ones (not both); NULL when the start is after the end. */
MadoDate *mado_date_new_from_points (MadoDatePoint start, MadoDatePoint end);

/* The eras since the Gregorian calendar came into use (Meiji 6, 1873-01-01), oldest first. The name
 * is in kanji; the year before the era's first one is added to a year of the era. */
typedef struct
{
  const char *name;
  char letter;        /* "R8.5" */
  gint16 year_before; /* 2018 for Reiwa: Reiwa 1 is 2019 */
  MadoDatePoint start;
} MadoEra;

#define MADO_N_ERAS 5
#define MADO_ERA_LAST_YEAR 99 /* what lies beyond is in an era that nobody knows yet */
const MadoEra *mado_era_get (guint i);
/* The eras that a point lies in: a month or a year in which the era changes lies in two. FALSE
 * before the first, and beyond what can be said of the last. */
gboolean mado_era_find (MadoDatePoint point, guint *first, guint *last);

G_END_DECLS
