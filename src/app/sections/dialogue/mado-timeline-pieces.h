/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what the timeline draws, piece by piece on the reader's thread, so that what the user asks
 * for meanwhile does not wait. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

typedef struct _MadoPieces MadoPieces;

/* @outlines (element-type MadoOutline): one piece; NULL with @error: no more will come. @is_last:
 * that was all. */
typedef void (*MadoPieceFunc) (GPtrArray *outlines, gboolean is_last, const GError *error,
                               gpointer user_data);

/* Every record of @kinds, newest first, but no more than twenty thousand. */
MadoPieces *mado_pieces_read (MadoContext *context, guint32 kinds, MadoPieceFunc func,
                              gpointer user_data);
void mado_pieces_cancel (MadoPieces *self); /* @func is not called any more; frees */

G_END_DECLS
