/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects what a benchmark measured: a table for people, a JSON file for comparing runs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Figures Figures;

Figures *figures_new (void);
/* Prints nothing yet. @limit: what the figure must not exceed; negative: no limit is set. */
void figures_add (Figures *self, const char *name, double value, const char *unit, double limit);
/* Prints the table; writes @path (nullable). Returns how many figures exceed their limit. */
guint figures_finish (Figures *self, const char *path);

/* Times in milliseconds. */
GArray *timings_new (void);
void timings_add (GArray *timings, gint64 since); /* since: g_get_monotonic_time() */
double timings_percentile (GArray *timings, guint percent);

G_END_DECLS
