/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a pack as a stream: gzip, one JSON object a line, each scanned strictly. Holds a line at a
 * time. */
#pragma once

#include "core/feed/mado-catalog.h"
#include "core/store/mado-flow.h"

G_BEGIN_DECLS

typedef struct _MadoPackReader MadoPackReader;

MadoPackReader *mado_pack_reader_new (GInputStream *file, const char *set, const MadoPack *pack);
void mado_pack_reader_free (MadoPackReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPackReader, mado_pack_reader_free)

gboolean mado_pack_reader_next (MadoPackReader *self, MadoOperation *operation,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
