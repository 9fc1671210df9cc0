/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tile at the top: how current the records are, the one button, and how far an update is. */
#pragma once

#include "app/sections/updates/mado-updates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_UPDATES_STATE (mado_updates_state_get_type ())
G_DECLARE_FINAL_TYPE (MadoUpdatesState, mado_updates_state, MADO, UPDATES_STATE, GtkBox)

void mado_updates_state_set_context (MadoUpdatesState *self, MadoContext *context);
void mado_updates_state_refresh (MadoUpdatesState *self);
void mado_updates_state_set_narrow (MadoUpdatesState *self, gboolean is_narrow);

G_END_DECLS
