/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's text scale, for what is measured in pixels and has to grow with the text. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double mado_scale_get (GtkWidget *widget);
int mado_scale_apply (GtkWidget *widget, int pixels);

G_END_DECLS
