/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word that the glossary adds to a search: it can be taken out, and stays there to be put back.
 */
#pragma once

#include "app/sections/search/mado-inquiry.h"
#include "app/widgets/mado-wrap.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mado_expansion_chip_new (const MadoExpansion *expansion, gboolean off);
const char *mado_expansion_chip_get_word (GtkWidget *chip);

/* All of them (nullable), each taking its word out of @inquiry or putting it back. */
void mado_expansion_chips_fill (MadoWrap *wrap, MadoInquiry *inquiry, GPtrArray *expansions);

G_END_DECLS
