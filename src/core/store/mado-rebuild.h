/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings what an old records.db holds into a new one. For mado-writer.c. */
#pragma once

#include "core/store/mado-writer.h"

G_BEGIN_DECLS

gboolean mado_rebuild_carry_over (const char *from, MadoWriter *to, gboolean is_damaged,
                                  MadoProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);
void mado_rebuild_remove (const char *path);

G_END_DECLS
