/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a message, however long: its beginning at once, a piece more with each frame for some
 * screens full, and the rest when it is asked for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_PIECES (mado_case_pieces_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePieces, mado_case_pieces, MADO, CASE_PIECES, GtkBox)

#define MADO_CASE_PIECES_LONGEST 400 /* characters that one label has */

/* @css: of each piece */
GtkWidget *mado_case_pieces_new (const char *text, const char *css);

G_END_DECLS
