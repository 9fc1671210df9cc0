/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state digest of a set: the sum modulo 2^256 of the SHA-256 of each record, so that it is
 * brought up to date by what changes alone. It tells accidents, not attacks: those are the
 * signatures' business. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_SET_STATE_DIGITS 64

typedef struct
{
  guint32 words[8]; /* the least significant first */
} MadoSetState;

void mado_set_state_add (MadoSetState *self, const char *id, const char *form, gsize length);
void mado_set_state_subtract (MadoSetState *self, const char *id, const char *form, gsize length);
gboolean mado_set_state_equal (const MadoSetState *self, const MadoSetState *other);

char *mado_set_state_to_text (const MadoSetState *self);
gboolean mado_set_state_from_text (MadoSetState *self, const char *text);

G_END_DECLS
