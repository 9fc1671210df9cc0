/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a pack: the same operations give the same bytes. */
#pragma once

#include "core/feed/mado-catalog.h"

G_BEGIN_DECLS

typedef struct _MadoPackWriter MadoPackWriter;

typedef enum
{
  MADO_PACK_TO_SERVE, /* it is written once and fetched often: as small as can be */
  MADO_PACK_TO_KEEP,  /* it is written while somebody waits, and hardly ever read */
} MadoPackUse;

MadoPackWriter *mado_pack_writer_new (const char *path, const char *set, const MadoPack *pack,
                                      MadoPackUse use, GError **error);
void mado_pack_writer_free (MadoPackWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPackWriter, mado_pack_writer_free)

gboolean mado_pack_writer_put (MadoPackWriter *self, const char *id, const char *form,
                               GError **error);
gboolean mado_pack_writer_drop (MadoPackWriter *self, const char *id, GError **error);
gboolean mado_pack_writer_end (MadoPackWriter *self, const MadoSetState *state, MadoPack *pack,
                               GError **error);

G_END_DECLS
