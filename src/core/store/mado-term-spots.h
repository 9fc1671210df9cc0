/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text names terms of the glossary, in either language: the longest term at each place.
 * What is looked at is bounded, so that no text is too long to be asked about. */
#pragma once

#include "core/store/mado-reader.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start; /* bytes in the text */
  gsize end;
  MadoRecord *term;
} MadoTermSpot;
void mado_term_spot_free (MadoTermSpot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTermSpot, mado_term_spot_free)

/* NULL without @error where there is none. transfer full, both */
MadoTermSpot *mado_reader_find_term_at (MadoReader *self, const char *text, gsize at,
                                        GCancellable *cancellable, GError **error);
MadoTermSpot *mado_reader_find_term_from (MadoReader *self, const char *text, gsize from,
                                          GCancellable *cancellable, GError **error);

G_END_DECLS
