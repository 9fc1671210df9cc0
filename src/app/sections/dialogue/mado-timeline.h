/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip over list and page: a header bar and the drawing of what the list lists, in time. It
 * reads what it draws itself, in pieces, and follows the list beside it. */
#pragma once

#include "app/sections/mado-section-page.h"
#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

#define MADO_TYPE_TIMELINE (mado_timeline_get_type ())
G_DECLARE_FINAL_TYPE (MadoTimeline, mado_timeline, MADO, TIMELINE, GtkBox)

/* Property: "tracks" (string): which are shown, and their order, by section; to be remembered.
 * Signals: "chosen" (const char *id, gboolean is_listed), "left" (back to the list), "filtered"
 * (const char *section, const char *query: the list of what found no room). */
GtkWidget *mado_timeline_new (MadoContext *context, MadoList *list);

/* Whether a section has anything that stands in time. */
gboolean mado_timeline_fits (const MadoSection *section);
void mado_timeline_set_section (MadoTimeline *self, const MadoSection *section);
void mado_timeline_set_place (MadoTimeline *self, MadoPlace place, gboolean is_narrow);
void mado_timeline_set_selected (MadoTimeline *self, const char *id); /* nullable */
void mado_timeline_focus (MadoTimeline *self);
void mado_timeline_step_hit (MadoTimeline *self, gint step);

/* For tests: what is drawn of the list, in its order (transfer full); all pieces are here. */
GStrv mado_timeline_list_ids (MadoTimeline *self);
gboolean mado_timeline_is_complete (MadoTimeline *self);

G_END_DECLS
