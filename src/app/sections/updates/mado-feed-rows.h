/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feeds that are trusted, each with its keys, sets and history. */
#pragma once

#include "app/sections/updates/mado-updates.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *mado_feed_row_new (MadoUpdates *updates, const MadoFeedStanding *feed);
GtkWidget *mado_feed_step_row_new (MadoUpdates *updates, const MadoFeedStanding *feed, guint at);

G_END_DECLS
