/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline in the window: when the strip over list and page is there, and how it, the list and
 * the page follow each other. It is made when it is first shown. */
#pragma once

#include "app/mado-panes.h"
#include "app/sections/browse/mado-browse.h"

G_BEGIN_DECLS

#define MADO_TYPE_STRIP (mado_strip_get_type ())
G_DECLARE_FINAL_TYPE (MadoStrip, mado_strip, MADO, STRIP, GObject)

/* Adds the action "timeline" to @map. Signal: "changed": header bars have other places. */
/* @settings: remember the choice of tracks. */
MadoStrip *mado_strip_new (GActionMap *map, MadoPanes *panes, GtkStack *lists, MadoBrowse *browse,
                           GObject *settings);
void mado_strip_set_context (MadoStrip *self, MadoContext *context); /* open */
void mado_strip_set_selected (MadoStrip *self, const char *id);
/* Gives the strip its place, and takes from list and page what it has in their stead. */
void mado_strip_place (MadoStrip *self, MadoPanesMode mode, MadoPlace *list, MadoPlace *page);

G_END_DECLS
