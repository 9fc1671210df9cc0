/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/mado-scroll.h"

/**
 * mado_scroll_let_grow:
 *
 * What is scrolled gets the least height that it asks for, as GTK has it. From GTK 4.18 on that of
 * a box with two wrapping texts beside each other is less than they then need (16 pixels at the
 * least, 32 naturally, where both were 32 before), and lines lie over each other: it gets what is
 * natural.
 */
void
mado_scroll_let_grow (GtkScrolledWindow *scroller)
{
  GtkWidget *viewport;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  viewport = gtk_scrolled_window_get_child (scroller);
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
}
