/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoChart: columns with their numbers on top, one series. Left and Right, Home and End walk the
 * columns; each is a child of its own with a name such as "2019: 4", so that what is drawn can be
 * heard. A table beside it (MadoChartTile) says the same. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_CHART (mado_chart_get_type ())
G_DECLARE_FINAL_TYPE (MadoChart, mado_chart, MADO, CHART, GtkWidget)

GtkWidget *mado_chart_new (MadoKind kind, const char *name);
void mado_chart_append (MadoChart *self, const char *name, const char *label, gint64 value,
                        const char *number);

guint mado_chart_get_n (MadoChart *self);
GtkWidget *mado_chart_get_column (MadoChart *self, guint i);

G_END_DECLS
