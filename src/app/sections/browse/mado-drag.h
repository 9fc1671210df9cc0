/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dragging a record, or its citation, out of the window. */
#pragma once

#include "app/sections/browse/mado-offer.h"

G_BEGIN_DECLS

/* The id of the record that a place in @widget stands for, transfer none; NULL where dragging does
 * something else, or nothing. @picked: the innermost widget at that place. */
typedef const char *(*MadoDragFinder) (GtkWidget *widget, GtkWidget *picked);

void mado_drag_add (GtkWidget *widget, MadoContext *context, MadoOfferKind kind,
                    MadoDragFinder find);

G_END_DECLS
