/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list pane of a section: its name and count, a search that answers as one types, the words
 * that the glossary adds, and the rows. One widget serves all sections: rows are built once and
 * filled again. */
#pragma once

#include "app/sections/browse/mado-browse-views.h"
#include "app/sections/browse/mado-list-place.h"
#include "app/sections/mado-section-page.h"
#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

#define MADO_TYPE_BROWSE (mado_browse_get_type ())
G_DECLARE_FINAL_TYPE (MadoBrowse, mado_browse, MADO, BROWSE, GtkBox)

/* Signals: "record-selected" (const char *id: the page follows), "record-activated" (const char
 * *id: go into the page). Property: "orders" (string, see mado-order.h). */
GtkWidget *mado_browse_new (void);

const MadoSection *mado_browse_get_section (MadoBrowse *self);
const char *mado_browse_get_text (MadoBrowse *self);
MadoList *mado_browse_get_list (MadoBrowse *self); /* nullable until the context is open */
MadoBrowseViews *mado_browse_get_views (MadoBrowse *self);
MadoListPlace *mado_browse_get_list_place (MadoBrowse *self); /* nullable until then */
gboolean mado_browse_is_searching (MadoBrowse *self);

void mado_browse_set_context (MadoBrowse *self, MadoContext *context);
void mado_browse_set_section (MadoBrowse *self, const MadoSection *section, const char *query);
void mado_browse_set_place (MadoBrowse *self, MadoPlace place);
void mado_browse_select (MadoBrowse *self, const char *id);
void mado_browse_focus_search (MadoBrowse *self);
gboolean mado_browse_has_search_focus (MadoBrowse *self);
void mado_browse_focus_list (MadoBrowse *self);
void mado_browse_open_filters (MadoBrowse *self);
void mado_browse_open_orders (MadoBrowse *self);
gboolean mado_browse_clear_search (MadoBrowse *self);

G_END_DECLS
