/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars above each other: which lane each finds. */
#pragma once

#include "app/sections/dialogue/mado-timeline-layout.h"

G_BEGIN_DECLS

/* Puts the bars of @items into @layout, and those that find none of @n_lanes free into its hidden
 * ones. Lanes follow from the days alone, so that no bar changes its lane while one zooms. */
void mado_lanes_place (MadoTimelineData *data, GArray *items, guint n_lanes, double scale,
                       gint today, MadoLayout *layout);

G_END_DECLS
