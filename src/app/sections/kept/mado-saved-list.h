/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saved searches: a row each, with how much it finds and how much of that the last update
 * brought. Activated, a row opens its section with the search. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_SAVED_LIST (mado_saved_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoSavedList, mado_saved_list, MADO, SAVED_LIST, GtkBox)

/* Signal: "filled": there are others now. */
void mado_saved_list_set_context (MadoSavedList *self, MadoContext *context);
guint mado_saved_list_get_n (MadoSavedList *self);
void mado_saved_list_reload (MadoSavedList *self);

G_END_DECLS
