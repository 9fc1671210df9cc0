/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list shows below its search: rows with the letters beside them, or the same records as a
 * table. Both have one selection, and one place in the list. */
#pragma once

#include "app/sections/browse/mado-browse-header.h"
#include "app/sections/browse/mado-list-place.h"
#include "app/sections/browse/mado-order-button.h"
#include "app/sections/search/mado-facet-sheet.h"

G_BEGIN_DECLS

#define MADO_TYPE_BROWSE_VIEWS (mado_browse_views_get_type ())
G_DECLARE_FINAL_TYPE (MadoBrowseViews, mado_browse_views, MADO, BROWSE_VIEWS, GtkBox)

/* Signals: "selected" and "activated" (MadoItem, nullable), and of the table "ordered", "toggled"
 * and "cleared", as in mado-browse-table.h. Properties: "has-facets" (gboolean, read only),
 * "tables" (string: how the tables of all sections are laid out, as it is remembered). */
void mado_browse_views_set_context (MadoBrowseViews *self, MadoContext *context);
void mado_browse_views_lead (MadoBrowseViews *self, GtkSearchEntry *entry);
void mado_browse_views_equip (MadoBrowseViews *self, MadoBrowseHeader *header,
                              MadoOrderButton *order_button);

MadoList *mado_browse_views_get_list (MadoBrowseViews *self);       /* nullable until then */
MadoListPlace *mado_browse_views_get_place (MadoBrowseViews *self); /* nullable until then */
gboolean mado_browse_views_get_has_facets (MadoBrowseViews *self);

void mado_browse_views_set_section (MadoBrowseViews *self, const MadoSection *section);
void mado_browse_views_set_is_table (MadoBrowseViews *self, gboolean is_table);
void mado_browse_views_set_single_click (MadoBrowseViews *self, gboolean single_click);
void mado_browse_views_set_order (MadoBrowseViews *self, const char *word);
void mado_browse_views_set_letters (MadoBrowseViews *self, const MadoRequest *request);
void mado_browse_views_set_question (MadoBrowseViews *self, MadoFacetQuestion *question);
void mado_browse_views_select (MadoBrowseViews *self, const char *id);
void mado_browse_views_focus (MadoBrowseViews *self);
void mado_browse_views_focus_facets (MadoBrowseViews *self);

G_END_DECLS
