/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in lines, as words are: chips, badges. Each line centres its children; none is wider
 * than the line. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_WRAP (mado_wrap_get_type ())
G_DECLARE_FINAL_TYPE (MadoWrap, mado_wrap, MADO, WRAP, GtkWidget)

/* Property: "spacing", between children and between lines. */
GtkWidget *mado_wrap_new (int spacing);
void mado_wrap_append (MadoWrap *self, GtkWidget *child);
void mado_wrap_clear (MadoWrap *self);

G_END_DECLS
