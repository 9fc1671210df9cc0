/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that records.db derives from a record, kept in step with it: search, names, links,
 * codes, counters, orders, glossary. Works inside the transaction of mado-writer.c. */
#pragma once

#include "core/store/mado-database.h"
#include "core/store/mado-extract.h"

G_BEGIN_DECLS

typedef struct _MadoIndex MadoIndex;

MadoIndex *mado_index_new (MadoDatabase *database, GError **error);
void mado_index_free (MadoIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoIndex, mado_index_free)

gboolean mado_index_begin (MadoIndex *self, gboolean is_large, GError **error);
gboolean mado_index_enlarge (MadoIndex *self, GError **error);
gboolean mado_index_put (MadoIndex *self, gint64 rowid, const char *set, MadoRecord *record,
                         GError **error);
gboolean mado_index_drop (MadoIndex *self, gint64 rowid, GError **error);
gboolean mado_index_finish (MadoIndex *self, GCancellable *cancellable, GError **error);
void mado_index_end (MadoIndex *self);

G_END_DECLS
