/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody is in a list: the row that is selected and the topmost one on screen, both by the
 * record's id. When the list is read again after a change of the store, or the program starts
 * again, the place is found again, however many rows lie before it now. */
#pragma once

#include "app/widgets/mado-gradual-model.h"
#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_LIST_PLACE (mado_list_place_get_type ())
G_DECLARE_FINAL_TYPE (MadoListPlace, mado_list_place, MADO, LIST_PLACE, GObject)

MadoListPlace *mado_list_place_new (MadoList *list);
GtkListView *mado_list_place_get_view (MadoListPlace *self); /* nullable */
void mado_list_place_set_view (MadoListPlace *self, GtkListView *view, MadoGradualModel *rows);
/* What the view's factory has made: the place looks at it to learn which row is the topmost. */
void mado_list_place_set_row (GtkWidget *row, GtkListItem *list_item);
GtkListItem *mado_list_place_find_item (GtkWidget *child); /* nullable */

/* Whether a selection is found again, which is nothing that somebody has chosen. */
gboolean mado_list_place_is_restoring (MadoListPlace *self);
char *mado_list_place_dup_top (MadoListPlace *self);      /* transfer full, nullable: an id */
char *mado_list_place_dup_selected (MadoListPlace *self); /* transfer full, nullable: an id */

void mado_list_place_reload (MadoListPlace *self);
void mado_list_place_restore (MadoListPlace *self, const char *selected, const char *top);
void mado_list_place_forget (MadoListPlace *self);

G_END_DECLS
