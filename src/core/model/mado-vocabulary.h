/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type, status, relation, role, unit and series in both languages. Immutable. A word outside
 * it is shown as it is. */
#pragma once

#include "core/json/mado-json.h"
#include "core/model/mado-text.h"

G_BEGIN_DECLS

#define MADO_TYPE_VOCABULARY (mado_vocabulary_get_type ())
G_DECLARE_FINAL_TYPE (MadoVocabulary, mado_vocabulary, MADO, VOCABULARY, GObject)

typedef enum
{
  MADO_STATE_NEUTRAL,
  MADO_STATE_OPEN,
  MADO_STATE_CLOSED,
  MADO_STATE_UNKNOWN, /* must be checked */
} MadoState;

typedef struct
{
  const char *id;
  MadoText *label;
  MadoText *inverse; /* relations only, else NULL */
  MadoText *one;     /* units only: the singular, else NULL */
  MadoText *form;    /* qualifiers only: "more than {}", else NULL */
  MadoState state;   /* statuses only */
} MadoWord;

MadoVocabulary *mado_vocabulary_new_from_json (JsonNode *node, GError **error);

/* transfer none, nullable */
const MadoWord *mado_vocabulary_find (MadoVocabulary *self, const char *list, const char *id);
/* The label in @language, or @id itself where the list has no such word. */
const char *mado_vocabulary_get_label (MadoVocabulary *self, const char *list, const char *id,
                                       MadoLanguage language);
guint mado_vocabulary_get_n (MadoVocabulary *self, const char *list);
const MadoWord *mado_vocabulary_get (MadoVocabulary *self, const char *list, guint i);
/* The id of the word of @list whose id or label in either language is @text (case ignored);
 * nullable. */
const char *mado_vocabulary_match (MadoVocabulary *self, const char *list, const char *text);

G_END_DECLS
