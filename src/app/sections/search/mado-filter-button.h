/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button beside a list's search and its popover of facets. It changes nothing itself: the text
 * of the search is where filters are kept. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_FILTER_BUTTON (mado_filter_button_get_type ())
G_DECLARE_FINAL_TYPE (MadoFilterButton, mado_filter_button, MADO, FILTER_BUTTON, GtkWidget)

/* Signals: "toggled" (const char *field, const char *value), "cleared", and, of a button that has
 * no question, "asked": it is open and wants to be shown a sheet. */
void mado_filter_button_set_question (MadoFilterButton *self, MadoContext *context, guint32 kinds,
                                      MadoQuery *query, const char *text);
/* Of a list that is not one of records: what its owner has counted. "asked" follows a refresh. */
void mado_filter_button_refresh (MadoFilterButton *self);
GHashTable *mado_filter_button_get_whole (MadoFilterButton *self); /* fields shown to the end */
/* @sheet: taken over, nullable with @error */
void mado_filter_button_show (MadoFilterButton *self, GPtrArray *sheet, const GError *error);
void mado_filter_button_open (MadoFilterButton *self);

G_END_DECLS
