/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives new records their rows: behind the last of their kind and day. For the writer only. */
#pragma once

#include "core/model/mado-record.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct _MadoPlaces MadoPlaces;

MadoPlaces *mado_places_new (MadoDatabase *database);
void mado_places_free (MadoPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPlaces, mado_places_free)

gboolean mado_places_take (MadoPlaces *self, MadoRecord *record, gint64 *rowid, GError **error);
gboolean mado_places_fits (MadoRecord *record, gint64 rowid);

G_END_DECLS
