/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The action "reading" of a window: in which language records are read. */
#pragma once

#include "app/mado-settings.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

void mado_reading_action_add (GActionMap *map, MadoSettings *settings, MadoDisplay *display);

G_END_DECLS
