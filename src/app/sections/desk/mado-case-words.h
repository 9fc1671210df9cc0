/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the interface for what a case is made of: its fields, their values and what those
 * mean, its views. */
#pragma once

#include "core/desk/lists/mado-case-list.h"
#include "core/model/mado-text.h"

G_BEGIN_DECLS

/* All are translated and lent. */
const char *mado_case_words_get_view (MadoCaseView view);
const char *mado_case_words_get_field (MadoCaseField field);
/* Of a value that is one of a list; another value is shown as it is. */
const char *mado_case_words_get_value (MadoCaseField field, const char *value);
/* What a case may be about, besides anything else. (element-type utf8) transfer container */
GPtrArray *mado_case_words_list_topics (void);
const char *mado_case_words_get_meaning (const char *status);

/* The language of a stranger's text, for its letters. */
MadoLanguage mado_case_words_guess_language (const char *text);

/* What a case is called where its title is empty. transfer full, both */
char *mado_case_words_dup_title (const char *title, gint64 number);
char *mado_case_words_dup_number (gint64 number);

G_END_DECLS
