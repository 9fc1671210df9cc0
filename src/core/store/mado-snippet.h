/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passage of a record around what a query found in it. */
#pragma once

#include "core/model/mado-record.h"
#include "core/store/mado-tokens.h"

G_BEGIN_DECLS

#define MADO_SNIPPET_LENGTH 160 /* characters at most, the ellipses included */

typedef struct
{
  char *passage; /* nullable: the titles hold everything, or the text nothing */
  MadoLanguage language;
  gboolean matched_en;
  gboolean matched_ja;
} MadoSnippet;

void mado_snippet_find (MadoSnippet *self, MadoRecord *record, GPtrArray *needles);
void mado_snippet_clear (MadoSnippet *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSnippet, mado_snippet_clear)

/* At most MADO_SNIPPET_LENGTH characters of @text around the bytes from @start to @end, cut between
 * words where there are any, with … where something is left out. transfer full */
char *mado_snippet_cut (const char *text, gsize start, gsize end);

G_END_DECLS
