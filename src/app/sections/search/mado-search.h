/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list pane of a search over everything: what was found, by section, as one types. */
#pragma once

#include "app/sections/mado-section-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_SEARCH (mado_search_get_type ())
G_DECLARE_FINAL_TYPE (MadoSearch, mado_search, MADO, SEARCH, GtkBox)

/* Signals: "record-selected" (const char *id: the page follows), "record-activated" (const char
 * *id: go into the page), "closed" (back to the section). */
void mado_search_set_context (MadoSearch *self, MadoContext *context);
void mado_search_set_place (MadoSearch *self, MadoPlace place);
const char *mado_search_get_text (MadoSearch *self);
void mado_search_set_text (MadoSearch *self, const char *text);
void mado_search_focus (MadoSearch *self);
void mado_search_focus_hits (MadoSearch *self);

G_END_DECLS
