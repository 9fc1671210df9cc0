/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawing of the timeline: tracks of marks over an axis of years, walked by keys and pointer.
 * It asks nobody for records; it is given what to draw. */
#pragma once

#include "app/sections/dialogue/mado-timeline-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_TIMELINE_VIEW (mado_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoTimelineView, mado_timeline_view, MADO, TIMELINE_VIEW, GtkWidget)

/* Signals: "chosen" (const char *id, gboolean is_listed: in the list beside), "left" (back to the
 * list), "filtered" (guint: the track whose hidden records are asked for), "moved" (the range has
 * changed), "date-wanted" (the user wants to go to a date). */
GtkWidget *mado_timeline_view_new (void);

/* transfer none: still the owner's, until other data are set. @data (nullable) */
void mado_timeline_view_set_data (MadoTimelineView *self, MadoTimelineData *data,
                                  MadoVocabulary *vocabulary);
void mado_timeline_view_begin_anew (MadoTimelineView *self);
/* The data have grown, or the list beside has changed, or the choice of tracks. */
void mado_timeline_view_update (MadoTimelineView *self);
void mado_timeline_view_set_vadjustment (MadoTimelineView *self, GtkAdjustment *adjustment);
void mado_timeline_view_set_selected (MadoTimelineView *self, const char *id); /* nullable */

const char *mado_timeline_view_get_label (MadoTimelineView *self); /* as assistive tools hear it */
const char *
mado_timeline_view_get_current (MadoTimelineView *self); /* id under the keys; nullable */
void mado_timeline_view_get_years (MadoTimelineView *self, gint *first, gint *last);

void mado_timeline_view_zoom (MadoTimelineView *self, double factor);
void mado_timeline_view_show_usual (MadoTimelineView *self);
void mado_timeline_view_show_today (MadoTimelineView *self);
void mado_timeline_view_show_date (MadoTimelineView *self, const MadoDate *date);
gboolean mado_timeline_view_step_hit (MadoTimelineView *self, gint step);

G_END_DECLS
