/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where nothing is found: which words are to blame, and which lesser questions have an answer. */
#pragma once

#include "app/sections/search/mado-findings.h"

G_BEGIN_DECLS

/* The words and filters of @text, each as typed. transfer full */
GStrv mado_relax_split (const char *text);
/* Japanese written in one piece, in its parts: 第27回 首脳 協議. NULL where there is only one. */
GStrv mado_relax_take_apart (const char *word);

/* @relaxations (out): (element-type MadoRelaxation); @lost (out): (element-type utf8). FALSE and
 * @error only when the store cannot be read. */
gboolean mado_relax (MadoReader *reader, MadoQuery *query, guint32 kinds, GPtrArray **relaxations,
                     GPtrArray **lost, GCancellable *cancellable, GError **error);

G_END_DECLS
