/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of records as a table, for a section whose records are compared with one another: columns
 * that are ordered by their headings, and where there is room the filters beside them. */
#pragma once

#include "app/sections/search/mado-facet-sheet.h"
#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_BROWSE_TABLE (mado_browse_table_get_type ())
G_DECLARE_FINAL_TYPE (MadoBrowseTable, mado_browse_table, MADO, BROWSE_TABLE, GtkWidget)

/* Signals: "activated" (guint row), "ordered" (const char *word, see mado-order.h), "toggled"
 * (const char *field, const char *value) and "cleared" of the filters, "arranged" (somebody changed
 * the layout). Property: "has-facets" (gboolean, read only: the filters are beside the table). */
GtkWidget *mado_browse_table_new (MadoContext *context, MadoList *list);

GtkListView *mado_browse_table_get_rows (MadoBrowseTable *self);
gboolean mado_browse_table_get_has_facets (MadoBrowseTable *self);
void mado_browse_table_set_model (MadoBrowseTable *self, GtkSelectionModel *model); /* nullable */
void mado_browse_table_set_name (MadoBrowseTable *self, const char *name);
void mado_browse_table_set_order (MadoBrowseTable *self, const char *word);
char *mado_browse_table_dup_layout (MadoBrowseTable *self);
void mado_browse_table_set_layout (MadoBrowseTable *self, const char *layout);
GMenuModel *mado_browse_table_get_menu (MadoBrowseTable *self);
GActionGroup *mado_browse_table_get_actions (MadoBrowseTable *self);
void mado_browse_table_set_question (MadoBrowseTable *self, const MadoFacetQuestion *question);
void mado_browse_table_focus_facets (MadoBrowseTable *self);

G_END_DECLS
