/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters in the text of a search, as chips under its entry; a click takes one out. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_FILTER_CHIPS (mado_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (MadoFilterChips, mado_filter_chips, MADO, FILTER_CHIPS, GtkWidget)

/* Signal: "removed" (const char *field, const char *value). It is visible while there are any. */
void mado_filter_chips_set_text (MadoFilterChips *self, MadoContext *context, guint32 kinds,
                                 const char *text);
/* @sheet: (element-type MadoFacetBlock): what is chosen in a list that is not one of records */
void mado_filter_chips_show (MadoFilterChips *self, GPtrArray *sheet);

G_END_DECLS
