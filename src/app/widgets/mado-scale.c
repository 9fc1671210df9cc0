/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's text scale. */
#include "app/widgets/mado-scale.h"

#define DPI_AT_ONE 98304.0 /* gtk-xft-dpi at scale 1.0: 96 × 1024 */

/**
 * mado_scale_get:
 *
 * Returns: 1.0 for the usual size, 2.0 for text of 200 %; at least 0.5, at most 4.0
 */
double
mado_scale_get (GtkWidget *widget)
{
  int dpi = 0;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi <= 0 ? 1 : CLAMP (dpi / DPI_AT_ONE, .5, 4);
}

/**
 * mado_scale_apply:
 * @pixels: a size at scale 1.0
 *
 * Returns: the size at the user's scale
 */
int
mado_scale_apply (GtkWidget *widget, int pixels)
{
  return (int) (pixels * mado_scale_get (widget) + .5);
}
