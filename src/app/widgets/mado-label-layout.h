/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoLabelLayout: a label, and a badge beside it where there is one.
 *
 * A GtkBoxLayout asks a wrapped label how narrow it can be at a given height, which the label finds
 * by shaping its text at ten widths or more: two thirds of the time in which a page opened. Here a
 * label is asked for its height at a width, and for its widths at no height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_LABEL_LAYOUT (mado_label_layout_get_type ())
G_DECLARE_FINAL_TYPE (MadoLabelLayout, mado_label_layout, MADO, LABEL_LAYOUT, GtkLayoutManager)

G_END_DECLS
