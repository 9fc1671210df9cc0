/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts that pages and the overview show, each with its table: records by year, counts by
 * name, and the figures of a series. */
#pragma once

#include "app/sections/mado-chart-tile.h"
#include "core/export/mado-citation.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

/* What the numbers were read in, and how they are written. */
typedef struct
{
  MadoVocabulary *vocabulary;
  MadoLanguage language;
  MadoCitationEdition edition;
} MadoChartFrame;

/* Counts by name, in the order in which they are added. */
typedef struct
{
  char *name;
  guint64 count;
} MadoNamedCount;
GArray *mado_named_counts_new (void);
void mado_named_counts_add (GArray *self, const char *name, guint64 count);

GtkWidget *mado_charts_new_years (const MadoChartFrame *frame, const char *heading, MadoKind kind,
                                  GArray *years);
GtkWidget *mado_charts_new_counts (const MadoChartFrame *frame, const char *heading,
                                   const char *column, MadoKind kind, GArray *counts);
GtkWidget *mado_charts_new_figures (const MadoChartFrame *frame, const char *heading,
                                    GPtrArray *figures, GtkWidget *chart);
GtkWidget *mado_charts_new_series (const MadoChartFrame *frame, const char *heading,
                                   GPtrArray *figures);

/* "Edition 1 of 22 November 2026"; NULL where the edition is not known. */
char *mado_charts_format_edition (const MadoChartFrame *frame);

G_END_DECLS
