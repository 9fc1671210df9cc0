/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A token with what the needles need to know beyond mado_tokens_foreach(). */
#pragma once

#include "core/store/mado-tokens.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_TOKEN_WORD,
  MADO_TOKEN_PAIR, /* two neighbours of a CJK run */
  MADO_TOKEN_LAST, /* the last character of a CJK run */
  MADO_TOKEN_FACET,
} MadoTokenKind;

typedef struct
{
  const char *text; /* not terminated; lives as long as the call */
  gsize length;
  gsize start; /* byte offsets in the original */
  gsize end;
  gsize first_end; /* where the first character of a pair ends; else as @end */
  MadoTokenKind kind;
} MadoToken;

typedef gboolean (*MadoTokenVisitor) (const MadoToken *token, gpointer user_data);

/* Returns FALSE when @visitor stopped it. */
gboolean mado_tokens_visit (const char *text, gsize length, MadoTokenVisitor visitor,
                            gpointer user_data);

G_END_DECLS
