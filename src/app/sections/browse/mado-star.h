/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The star of a record, as a button that shows whether it is set. What a click does is the
 * window's action. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_STAR (mado_star_get_type ())
G_DECLARE_FINAL_TYPE (MadoStar, mado_star, MADO, STAR, GtkButton)

void mado_star_set_context (MadoStar *self, MadoContext *context); /* once; open */
void mado_star_set_record (MadoStar *self, const char *id);
gboolean mado_star_is_set (MadoStar *self);

G_END_DECLS
