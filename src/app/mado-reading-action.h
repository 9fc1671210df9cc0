/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of a window for how records are read: "reading" (in which language) and, side by
 * side, "scroll-together" and "follow-selection". */
#pragma once

#include "app/mado-settings.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

void mado_reading_action_add (GActionMap *map, MadoSettings *settings, MadoDisplay *display);

G_END_DECLS
