/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that say one thing at several times: those of one series (a word of the vocabulary) with
 * the same unit. Read on the reader's thread. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

GPtrArray *mado_series_read (MadoReader *reader, MadoRecord *figure, GCancellable *cancellable,
                             GError **error);
GPtrArray *mado_series_list (MadoReader *reader, guint most, GCancellable *cancellable,
                             GError **error);

G_END_DECLS
