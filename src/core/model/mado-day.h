/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One day as a number: days since 1800-01-01, which is what is counted with. */
#pragma once

#include "core/model/mado-date.h"

G_BEGIN_DECLS

/* No day, where one may be missing: the days before 1868 never occur. */
#define MADO_NO_DAY 0

/**
 * MadoPeriodUnit:
 * @MADO_PERIOD_DAYS: every day of the calendar
 * @MADO_PERIOD_WEEKS: the same day of the week
 * @MADO_PERIOD_MONTHS: the same date, or the last day of a month that lacks it
 * @MADO_PERIOD_YEARS: likewise
 *
 * In what a period is given.
 */
typedef enum
{
  MADO_PERIOD_DAYS,
  MADO_PERIOD_WEEKS,
  MADO_PERIOD_MONTHS,
  MADO_PERIOD_YEARS,
} MadoPeriodUnit;

gint mado_day_parse (const char *text);     /* "2026-01-05"; MADO_NO_DAY for anything else */
char *mado_day_format_iso (gint day);       /* transfer full */
MadoDatePoint mado_day_to_point (gint day); /* @day lies in the years that dates have */
MadoDate *mado_day_to_date (gint day);      /* transfer full */
guint mado_day_get_weekday (gint day);      /* 1 is Monday, 7 Sunday, as ISO 8601 counts */
gint mado_day_get_year (gint day);
gint mado_day_add (gint day, gint n, MadoPeriodUnit unit);

G_END_DECLS
