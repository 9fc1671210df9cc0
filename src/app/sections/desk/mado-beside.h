/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page and an aside: beside each other where there is room, else the aside lies over the page
 * while it is asked for. The width alone decides. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_BESIDE (mado_beside_get_type ())
G_DECLARE_FINAL_TYPE (MadoBeside, mado_beside, MADO, BESIDE, GtkWidget)

/* Properties: "page", "aside" (GtkWidget), "open" (gboolean: the aside is shown; beside the page it
 * is at first, over it it is not). */
gboolean mado_beside_get_open (MadoBeside *self);
void mado_beside_set_open (MadoBeside *self, gboolean open);
/* The aside lies over the page, and so something must close it. */
gboolean mado_beside_is_over (MadoBeside *self);

G_END_DECLS
