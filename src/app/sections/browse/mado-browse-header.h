/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over a list: its name, how many records there are, and the ways out of it where panes are
 * folded. */
#pragma once

#include "app/sections/mado-section-page.h"
#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

#define MADO_TYPE_BROWSE_HEADER (mado_browse_header_get_type ())
G_DECLARE_FINAL_TYPE (MadoBrowseHeader, mado_browse_header, MADO, BROWSE_HEADER, GtkWidget)

void mado_browse_header_set_title (MadoBrowseHeader *self, const char *title);
/* Its title, and what can be done with what it lists. */
void mado_browse_header_set_section (MadoBrowseHeader *self, const MadoSection *section);
void mado_browse_header_set_count (MadoBrowseHeader *self, const char *count);
void mado_browse_header_pack_end (MadoBrowseHeader *self, GtkWidget *child);
void mado_browse_header_set_place (MadoBrowseHeader *self, MadoPlace place);

G_END_DECLS
