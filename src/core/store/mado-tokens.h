/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How text becomes searchable, in one place: folding, tokens, the FTS5 tokenizer "mado", and the
 * same matching outside SQLite for snippets and highlights.
 *
 * Folding: NFKC per character cluster, our table on top (髙→高, 﨑→崎, 〜→~, −→-, …), katakana →
 * hiragana, case folded, accents dropped from Latin, Greek and Cyrillic. A run is CJK (Han, kana,
 * Hangul and their marks) or a word (any other letters and digits); everything else separates. ・
 * between two CJK characters is dropped. Tokens: a word is one token; a CJK run of n characters
 * gives its n-1 overlapping pairs and then its last character alone, each at its own position, so
 * that a run of text found side by side is a phrase. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Part of the index's recipe: raise it whenever a token of any text changes. */
#define MADO_TOKENS_VERSION 1

/* U+E000 begins a facet token, which is kept as it is up to the next space (see mado-schema.h). */
#define MADO_TOKENS_FACET_MARK "\xee\x80\x80"

/* Called for each token; @start and @end are byte offsets in the original text. Return FALSE to
 * stop. */
typedef gboolean (*MadoTokenFunc) (const char *token, gsize length, gsize start, gsize end,
                                   gpointer user_data);
void mado_tokens_foreach (const char *text, gsize length, MadoTokenFunc func, gpointer user_data);

/* Folded text: runs as they are matched, one space where a separator stood, none between a CJK run
 * and a word (日 EU and 日EU are one text), none at the ends. transfer full. */
char *mado_tokens_fold (const char *text, gssize length);

int mado_tokens_register (sqlite3 *db); /* as FTS5 tokenizer "mado"; an SQLite code */

/* One needle: what one unspaced piece of a query means. */
typedef struct _MadoNeedle MadoNeedle;
MadoNeedle *mado_needle_new (const char *text, gboolean last_is_prefix);
void mado_needle_free (MadoNeedle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoNeedle, mado_needle_free)
/* The FTS5 expression of it, quoted and safe: "協定 定が" ; "quan" * . NULL when it holds nothing
 * to search. */
const char *mado_needle_get_match (MadoNeedle *self);
/* The same, near enough and sooner found: see there. */
void mado_needle_append_loose_match (MadoNeedle *self, GString *match);
/* Where it matches in @text: byte ranges, merged, in order. (element-type MadoRange) transfer full
 */
typedef struct
{
  gsize start;
  gsize end;
} MadoRange;
GArray *mado_needles_find (GPtrArray *needles, const char *text);

G_END_DECLS
