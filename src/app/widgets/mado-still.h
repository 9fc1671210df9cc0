/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place that takes the size it is given and asks for none: what scrolls in it is not laid out at
 * sizes that it never gets. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_STILL (mado_still_get_type ())
G_DECLARE_FINAL_TYPE (MadoStill, mado_still, MADO, STILL, GtkWidget)

GtkWidget *mado_still_new (GtkWidget *child);

G_END_DECLS
