/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what is scrolled is laid out. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @scroller: around something that does not scroll by itself */
void mado_scroll_let_grow (GtkScrolledWindow *scroller);

G_END_DECLS
