/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoChartTile: a chart with what belongs to it. The heading; in words what the numbers are, until
 * when they count and who says so; the same numbers as a table, to be copied or saved as CSV; and
 * for figures a button that copies their citation. */
#pragma once

#include <gtk/gtk.h>
#include "core/export/mado-table.h"

G_BEGIN_DECLS

#define MADO_TYPE_CHART_TILE (mado_chart_tile_get_type ())
G_DECLARE_FINAL_TYPE (MadoChartTile, mado_chart_tile, MADO, CHART_TILE, GtkWidget)

/* How many of the table's columns are on screen; the rest goes into the file only. */
GtkWidget *mado_chart_tile_new (const char *heading, GtkWidget *chart, MadoTable *table,
                                guint n_shown);
void mado_chart_tile_add_note (MadoChartTile *self, const char *note);
void mado_chart_tile_set_citation (MadoChartTile *self, const char *citation);
void mado_chart_tile_set_file_name (MadoChartTile *self, const char *stem);

MadoTable *mado_chart_tile_get_table (MadoChartTile *self);
void mado_chart_tile_set_as_table (MadoChartTile *self, gboolean as_table);
gboolean mado_chart_tile_get_as_table (MadoChartTile *self);
/* To a file that was chosen already. */
void mado_chart_tile_save (MadoChartTile *self, GFile *file);

G_END_DECLS
