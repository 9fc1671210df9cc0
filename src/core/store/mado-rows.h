/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a #MadoList holds: how many rows, which of them are known, their items while somebody holds
 * them, and some pages of records. It asks nobody for anything. */
#pragma once

#include "core/store/mado-change.h"
#include "core/store/mado-item.h"
#include "core/store/mado-pages.h"

G_BEGIN_DECLS

typedef struct _MadoRows MadoRows;

MadoRows *mado_rows_new (void);
void mado_rows_free (MadoRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRows, mado_rows_free)

guint mado_rows_get_n (MadoRows *self);
/* The rowids known, from the first on. transfer none (element-type gint64); never changed, so
 * another thread may read what it has a reference to. */
GArray *mado_rows_get_known (MadoRows *self);
/* The rowids of the items that somebody holds. transfer full (element-type gint64) */
GArray *mado_rows_dup_held (MadoRows *self);
gboolean mado_rows_find (MadoRows *self, gint64 rowid, guint *position);
/* transfer full: the one item of @position, with its record when its page is here. */
MadoItem *mado_rows_get_item (MadoRows *self, guint position);

/* Other rows altogether: @n of them, the first are @hits. */
void mado_rows_replace (MadoRows *self, GPtrArray *hits, guint n);
/* All rows, @rowids (transfer full), in place of those known until now, and tells @model's
 * listeners each of @changes (element-type MadoChange) in turn, who see the rows as far as they are
 * told. Items of rows that stay, stay. */
void mado_rows_update (MadoRows *self, GArray *rowids, GArray *changes, GListModel *model);
gboolean mado_rows_is_changing (MadoRows *self); /* within mado_rows_update() */
void mado_rows_drop_pages (MadoRows *self);

/* The records of @page are here: keeps them and notifies its items in the turns that follow. */
void mado_rows_take_page (MadoRows *self, guint page, GPtrArray *hits);
gboolean mado_rows_is_page_held (MadoRows *self, guint page);
/* Calls @func with the page of each item that somebody holds; only of those without a record unless
 * @all. */
typedef void (*MadoPageFunc) (guint page, gpointer user_data);
void mado_rows_foreach_held (MadoRows *self, gboolean all, MadoPageFunc func, gpointer user_data);

G_END_DECLS
