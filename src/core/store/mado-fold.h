/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding of one character cluster: what is written differently and meant alike becomes one
 * spelling. For mado-tokens.c; everybody else asks mado_tokens_fold(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_RUN_SEPARATOR, /* punctuation, space, symbol, broken bytes */
  MADO_RUN_DOT,       /* ・, which joins two CJK characters and separates everything else */
  MADO_RUN_CJK,       /* Han, kana, Hangul */
  MADO_RUN_WORD,      /* any other letter or digit */
} MadoRun;

typedef struct
{
  gunichar c;
  MadoRun run;
} MadoFolded;

/* One cluster is cut at so many folded characters; the longest that Unicode has (U+FDFA) needs 18.
 */
#define MADO_FOLD_MAX 32

gsize mado_fold_cluster (const char *text, gsize length, MadoFolded *folded, guint *n_folded);

G_END_DECLS
