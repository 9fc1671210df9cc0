/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records a jump offers: by number, by title, and last the words of the glossary. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_LEAP_MOST 8

typedef struct
{
  MadoQuery *query; /* nullable: what is marked in the titles */
  GPtrArray *hits;  /* (element-type MadoHit) each with its record */
} MadoLeap;

MadoLeap *mado_leap_read (MadoReader *reader, const char *text, GCancellable *cancellable,
                          GError **error);
void mado_leap_free (MadoLeap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLeap, mado_leap_free)

G_END_DECLS
