/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes what records were before a set goes to another edition, and makes the pack of it that leads
 * back. */
#pragma once

#include "core/feed/mado-back-packs.h"
#include "core/store/mado-flow.h"

G_BEGIN_DECLS

typedef struct _MadoBackWriter MadoBackWriter;

MadoBackWriter *mado_back_writer_new (const char *set, const MadoSetStanding *standing);
void mado_back_writer_free (MadoBackWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBackWriter, mado_back_writer_free)

void mado_back_writer_note (MadoBackWriter *self, MadoFate fate, const char *id, const char *json);
gboolean mado_back_writer_end (MadoBackWriter *self, const char *folder, gint64 edition,
                               GError **error);

G_END_DECLS
