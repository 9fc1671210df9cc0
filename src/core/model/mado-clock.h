/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours at a place. Every clock time that the program reads or shows goes through here: what a
 * clock says, which moment that is, and what the clocks of both sides say then. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_CLOCK_BRUSSELS "Europe/Brussels"
#define MADO_CLOCK_TOKYO "Asia/Tokyo"

/* Whether @text has the form of a zone's name; a name becomes that of a file. */
gboolean mado_clock_is_zone (const char *text);

/* The moments at which a clock in @zone shows @local, "2026-11-24T17:00": one; none where clocks go
 * forward over it, or the zone is not known; two where they go back. transfer full (element-type
 * GDateTime), in @zone, the earlier first. */
GPtrArray *mado_clock_read (const char *local, const char *zone);
/* The only such moment; NULL where there is not exactly one. transfer full */
GDateTime *mado_clock_read_only (const char *local, const char *zone);

/* One moment on the clock of each side, Brussels first, before them on its own where that is
 * another. transfer full (element-type GDateTime) */
GPtrArray *mado_clock_list_sides (GDateTime *moment);
/* transfer full, nullable: on the clock of @zone */
GDateTime *mado_clock_move (GDateTime *moment, const char *zone);
/* "17:00", as its own clock shows it; with the day, for the hour alone is misread. transfer full */
char *mado_clock_format_hour (GDateTime *moment);
/* The day that it is there, in days since 1800-01-01; MADO_NO_DAY where the zone is not known. */
gint mado_clock_get_day (GDateTime *moment, const char *zone);

G_END_DECLS
