/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart above a table of records: how many there are in each year, of those that the table
 * shows, with the same numbers as a table. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_TABLE_CHART (mado_table_chart_get_type ())
G_DECLARE_FINAL_TYPE (MadoTableChart, mado_table_chart, MADO, TABLE_CHART, GtkWidget)

GtkWidget *mado_table_chart_new (MadoContext *context);
/* @years: (nullable) (element-type MadoYearCount): the earliest first */
void mado_table_chart_set_years (MadoTableChart *self, GArray *years);

G_END_DECLS
