/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two readers of files of terms share: the terms so far, and where each began. */
#pragma once

#include "core/export/mado-term-file.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *terms;  /* (element-type MadoOwnTerm) */
  GHashTable *lines; /* (element-type utf8 guint): line of each pair of terms */
} MadoTermGathering;

void mado_term_gathering_clear (MadoTermGathering *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoTermGathering, mado_term_gathering_clear)

void mado_term_gathering_begin (MadoTermGathering *self);
/* @term: (transfer full) (nullable): %NULL with @error set, which gets the line */
gboolean mado_term_gathering_take (MadoTermGathering *self, MadoOwnTerm *term, guint line,
                                   GError **error);
GPtrArray *mado_term_gathering_finish (MadoTermGathering *self, GError **error);
gboolean mado_term_file_refuse (GError **error, guint line, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* UTF-8 without a byte order mark and without NUL, and not too long; @text moves behind the mark.
 */
gboolean mado_term_file_scan (const char **text, gsize *length, GError **error);

G_END_DECLS
