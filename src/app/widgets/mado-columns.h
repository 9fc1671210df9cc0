/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As many equal columns of a least width as fit, up to a number; rows as high as their highest
 * child. A child with the style class "wide" has a row to itself. Used instead of breakpoints. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_COLUMNS (mado_columns_get_type ())
G_DECLARE_FINAL_TYPE (MadoColumns, mado_columns, MADO, COLUMNS, GtkWidget)

/* Properties: "least-width" (pixels at text scale 1.0), "most-columns", "is-last-least"
 * (gboolean: the last column has its least width, the others the rest), "column-spacing",
 * "row-spacing". */
GtkWidget *mado_columns_new (int least_width, guint most_columns);
void mado_columns_append (MadoColumns *self, GtkWidget *child);
void mado_columns_clear (MadoColumns *self);

G_END_DECLS
