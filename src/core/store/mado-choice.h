/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters in the text of a query: field:value and field:(one OR other) at its top level, as
 * they are typed and as checks and chips change them. Pure functions of text. */
#pragma once

#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

typedef struct
{
  char *field;       /* its own name, not the alias that was typed */
  GPtrArray *values; /* (element-type utf8): ids where a label was typed */
  gsize start;       /* of its text, in bytes */
  gsize end;
} MadoChoice;

/* (element-type MadoChoice): in the order of the text. transfer full */
GPtrArray *mado_choices_list (const char *text, MadoVocabulary *vocabulary);
gboolean mado_choices_have (GPtrArray *choices, const char *field, const char *value);

/* @text with @value of @field chosen, or no longer chosen. transfer full */
char *mado_choices_toggle (const char *text, MadoVocabulary *vocabulary, const char *field,
                           const char *value);
/* @text without any filter. transfer full */
char *mado_choices_clear (const char *text, MadoVocabulary *vocabulary);

G_END_DECLS
