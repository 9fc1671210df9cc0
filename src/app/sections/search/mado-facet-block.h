/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One facet in the popover of filters: its name, which folds it, and a check for each value. */
#pragma once

#include "app/sections/search/mado-facet-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @toggled is called with the check button, @more with the button "More…", @folded with the
 * heading; each swapped, with @user_data first. */
GtkWidget *mado_facet_block_new (const MadoFacetBlock *block, gboolean is_folded, GCallback toggled,
                                 GCallback more, GCallback folded, gpointer user_data);
const char *mado_facet_block_get_field (GtkWidget *child);
const char *mado_facet_block_get_value (GtkWidget *child);

G_END_DECLS
