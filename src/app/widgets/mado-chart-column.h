/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One column of a MadoChart, from the number down to the label below the base line. Its texts are
 * labels, so that they follow the theme; the chart says which of them have room. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_CHART_COLUMN (mado_chart_column_get_type ())
G_DECLARE_FINAL_TYPE (MadoChartColumn, mado_chart_column, MADO, CHART_COLUMN, GtkWidget)

GtkWidget *mado_chart_column_new (MadoKind kind, const char *name, const char *label, gint64 value,
                                  const char *number);

gint64 mado_chart_column_get_value (MadoChartColumn *self);
const char *mado_chart_column_get_name (MadoChartColumn *self);
/* Pixels. */
void mado_chart_column_measure_number (MadoChartColumn *self, int *width, int *height);
void mado_chart_column_measure_label (MadoChartColumn *self, int *width, int *height);
/* @bar_width, @bar_height: of the column itself, above a label of @label_height. */
void mado_chart_column_set_shape (MadoChartColumn *self, double bar_width, double bar_height,
                                  int label_height);
void mado_chart_column_set_shown (MadoChartColumn *self, gboolean number, gboolean label);
void mado_chart_column_set_greatest (MadoChartColumn *self, gboolean is_greatest);
gboolean mado_chart_column_shows_number (MadoChartColumn *self);
gboolean mado_chart_column_shows_label (MadoChartColumn *self);

G_END_DECLS
