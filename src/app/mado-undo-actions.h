/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions "win.undo" and "win.redo", and the toast that names what was done. */
#pragma once

#include <adwaita.h>

#include "app/sections/mado-undo.h"

G_BEGIN_DECLS

void mado_undo_actions_add (GtkWindow *window, MadoUndo *undo, AdwToastOverlay *toasts);

G_END_DECLS
