/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word that the glossary adds to a search: it can be taken out, and stays there to be put back.
 */
#pragma once

#include "core/store/mado-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mado_expansion_chip_new (const MadoExpansion *expansion, gboolean off);
const char *mado_expansion_chip_get_word (GtkWidget *chip);

G_END_DECLS
