/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date at the precision it was given (year, month, day), or a period of two such dates, either of
 * which may be open. It never invents a day. Immutable. */
#pragma once

#include <gio/gio.h>
#include "core/model/mado-text.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_PRECISION_NONE, /* that end is open */
  MADO_PRECISION_YEAR,
  MADO_PRECISION_MONTH,
  MADO_PRECISION_DAY,
} MadoPrecision;

typedef struct
{
  MadoPrecision precision;
  gint16 year;  /* 1868–9998 */
  guint8 month; /* 1–12, 0 below month precision */
  guint8 day;   /* 1–31, 0 below day precision */
} MadoDatePoint;

/* How a date is written for people.
 * FULL: "7 December 2023", "2023年12月7日"; SHORT: "7 Dec 2023", "2023年12月7日";
 * ISO: "2023-12-07" (periods "2011/2015", open ends "2011/..");
 * ERA may be added to either: "2023年（令和5年）12月7日" (Japanese only; from Meiji 6 = 1873 on).
 */
typedef enum
{
  MADO_DATE_FULL = 0,
  MADO_DATE_SHORT = 1,
  MADO_DATE_ISO = 2,
  MADO_DATE_ERA = 1 << 4,
} MadoDateStyle;

typedef struct _MadoDate MadoDate;
#define MADO_TYPE_DATE (mado_date_get_type ())
GType mado_date_get_type (void);

/* One point: "2018", "2018-10", "2018-10-07" (the form of the files). */
MadoDate *mado_date_new_from_iso (const char *text, GError **error);
/* A period; either may be NULL (open), not both. Refused when the start is after the end. */
MadoDate *mado_date_new_period (const char *start, const char *end, GError **error);
/* What people type, in English, Japanese, Japanese era or ISO, points and ranges: 令和8年5月, R8.5,
 * 2026年5月, 2026-05, May 2026, 5 May 2026, 2011..2015, 2011.., ..2015, 2011–2015. Full-width
 * digits too. MADO_RECORD_ERROR_MALFORMED otherwise, naming the text. */
MadoDate *mado_date_parse (const char *text, GError **error);
MadoDate *mado_date_ref (MadoDate *self);
void mado_date_unref (MadoDate *self);

MadoDatePoint mado_date_get_start (const MadoDate *self);
MadoDatePoint mado_date_get_end (const MadoDate *self);
MadoDate *mado_date_dup_end (const MadoDate *self);  /* nullable: it is open */
gboolean mado_date_is_period (const MadoDate *self); /* start and end differ, or one is open */
/* Days since 1800-01-01 of the first and of the last day that the date may mean; an open end is 0
 * or G_MAXINT. */
gint mado_date_get_first_day (const MadoDate *self);
gint mado_date_get_last_day (const MadoDate *self);
gint mado_date_compare (const MadoDate *a, const MadoDate *b); /* by start (else end), then end */

char *mado_date_format (const MadoDate *self, MadoLanguage language, MadoDateStyle style);
/* The two lines of a row's gutter, from the start (or the end, where only that is known): "7 Dec"
 * over "2023"; "12月7日" over "2023年"; "May" over "2022"; "2010" over NULL. transfer full, both.
 */
void mado_date_format_gutter (const MadoDate *self, MadoLanguage language, char **upper,
                              char **lower);
/* "令5", "平31・令元": for an axis. transfer full, nullable. */
char *mado_date_format_era_year (gint year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDate, mado_date_unref)

G_END_DECLS
