/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover in which tracks are chosen and put in order. */
#pragma once

#include "app/sections/dialogue/mado-timeline-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_TIMELINE_TRACKS (mado_timeline_tracks_get_type ())
G_DECLARE_FINAL_TYPE (MadoTimelineTracks, mado_timeline_tracks, MADO, TIMELINE_TRACKS, GtkPopover)

/* Signal: "changed": the choice or the order of the data's tracks. */
GtkWidget *mado_timeline_tracks_new (void);
void mado_timeline_tracks_set_data (MadoTimelineTracks *self, MadoTimelineData *data);

G_END_DECLS
