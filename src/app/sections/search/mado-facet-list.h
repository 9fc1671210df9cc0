/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of a list, one below the other, with what clears them at the foot. It changes nothing
 * itself: the text of the search is where filters are kept. */
#pragma once

#include "app/sections/search/mado-facet-sheet.h"
#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_FACET_LIST (mado_facet_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoFacetList, mado_facet_list, MADO, FACET_LIST, GtkBox)

/* Signals: "toggled" (const char *field, const char *value), "cleared", and, where there is no
 * question, "asked": it is on screen and wants to be shown a sheet. "filled": it has other counts.
 */
GtkWidget *mado_facet_list_new (void);
void mado_facet_list_set_height (MadoFacetList *self, int most);
void mado_facet_list_set_question (MadoFacetList *self, MadoContext *context,
                                   const MadoFacetQuestion *question);
/* Of a list that is not one of records: what its owner has counted. "asked" follows a refresh. */
void mado_facet_list_refresh (MadoFacetList *self);
GHashTable *mado_facet_list_get_whole (MadoFacetList *self); /* fields shown to the end */
/* @sheet: taken over, nullable with @error */
void mado_facet_list_show (MadoFacetList *self, GPtrArray *sheet, const GError *error);
/* Whether they are counted though they are not on screen: somebody shows the years. */
void mado_facet_list_set_eager (MadoFacetList *self, gboolean is_eager);
/* (element-type MadoYearCount), the earliest first; NULL: not counted yet, or none. transfer none
 */
GArray *mado_facet_list_get_years (MadoFacetList *self);
void mado_facet_list_focus (MadoFacetList *self);

G_END_DECLS
