/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table of records: which are shown, in which order and how wide, and what their
 * headings do. */
#pragma once

#include "app/sections/browse/mado-table-layout.h"
#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_BROWSE_COLUMNS (mado_browse_columns_get_type ())
G_DECLARE_FINAL_TYPE (MadoBrowseColumns, mado_browse_columns, MADO, BROWSE_COLUMNS, GObject)

/* Signals: "ordered" (const char *word, see mado-order.h: a heading was clicked) and "arranged"
 * (somebody chose columns, moved or widened them, or wants the chart or no more). */
MadoBrowseColumns *mado_browse_columns_new (GtkColumnView *view, MadoList *list,
                                            MadoContext *context);

/* What chooses columns and the chart: items of the group "table". transfer none */
GMenuModel *mado_browse_columns_get_menu (MadoBrowseColumns *self);
GActionGroup *mado_browse_columns_get_actions (MadoBrowseColumns *self);

char *mado_browse_columns_dup_layout (MadoBrowseColumns *self);
gboolean mado_browse_columns_has_chart (MadoBrowseColumns *self);
void mado_browse_columns_set_layout (MadoBrowseColumns *self, const char *text);
void mado_browse_columns_set_order (MadoBrowseColumns *self, const char *word);
/* How many columns a table of @width pixels does without, so that the title can be read. */
guint mado_browse_columns_count_spared (MadoBrowseColumns *self, int width);
void mado_browse_columns_fit (MadoBrowseColumns *self, guint n_spared);

G_END_DECLS
