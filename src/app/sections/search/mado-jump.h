/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jump: an entry over the window and at most eight records whose number or title begins what
 * was typed. It opens one through the window's action "win.open-record". */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_JUMP (mado_jump_get_type ())
G_DECLARE_FINAL_TYPE (MadoJump, mado_jump, MADO, JUMP, GtkWidget)

void mado_jump_set_context (MadoJump *self, MadoContext *context);
void mado_jump_open (MadoJump *self);
/* Returns whether it was open. */
gboolean mado_jump_close (MadoJump *self);

G_END_DECLS
