/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the last update changed, section by section, each record a way to its page. */
#pragma once

#include "app/sections/updates/mado-updates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CHANGES (mado_changes_get_type ())
G_DECLARE_FINAL_TYPE (MadoChanges, mado_changes, MADO, CHANGES, GtkBox)

void mado_changes_set_context (MadoChanges *self, MadoContext *context);
void mado_changes_reload (MadoChanges *self);
void mado_changes_set_narrow (MadoChanges *self, gboolean is_narrow);

G_END_DECLS
