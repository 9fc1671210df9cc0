/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a #MadoList: its position, and its record once that has been read. One position has one
 * object while anybody holds it. */
#pragma once

#include "core/store/mado-reader.h"

G_BEGIN_DECLS

#define MADO_TYPE_ITEM (mado_item_get_type ())
G_DECLARE_FINAL_TYPE (MadoItem, mado_item, MADO, ITEM, GObject)

/* Properties, notified: "record" (MadoRecord, NULL until read), "snippet" (string, nullable). */
guint mado_item_get_position (MadoItem *self);
gint64 mado_item_get_rowid (MadoItem *self);       /* 0 until it is known */
MadoRecord *mado_item_get_record (MadoItem *self); /* transfer none, nullable */
const MadoHit *mado_item_get_hit (MadoItem *self); /* transfer none, nullable */

/* For the list alone. @gone is called with the position when the item is finalised. */
typedef void (*MadoItemGone) (guint position, gpointer user_data);
MadoItem *mado_item_new (guint position, MadoItemGone gone, gpointer user_data);
void mado_item_detach (MadoItem *self); /* it has left the list, and keeps what it has */
void mado_item_set_position (MadoItem *self, guint position);
void mado_item_set_rowid (MadoItem *self, gint64 rowid);
void mado_item_set_hit (MadoItem *self, MadoHit *hit);

G_END_DECLS
