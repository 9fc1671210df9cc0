/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a term's title says of other words for it: its abbreviation, its second name in brackets.
 * For mado-extract.c. */
#pragma once

#include "core/model/mado-text.h"

G_BEGIN_DECLS

typedef void (*MadoGlossaryFunc) (const char *key, const char *word, MadoLanguage language,
                                  gpointer user_data);
void mado_glossary_foreach (const MadoText *title, MadoGlossaryFunc func, gpointer user_data);

/* The title without its bracket, and what the bracket names too (nullable). transfer full, both */
char *mado_glossary_split (const char *title, char **inner);
gboolean mado_glossary_is_abbreviation (const char *text, const char *of);

G_END_DECLS
