/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record, one of its articles or one of its sources, as a citation that can be pasted into a
 * letter, a page or a bibliography, in English or Japanese. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_CITATION_TEXT,
  MADO_CITATION_MARKDOWN,
  MADO_CITATION_BIBTEX,
} MadoCitationStyle;

/* What the record was read in. */
typedef struct
{
  gint64 edition;   /* of the set core; 0 leaves the edition out (a record of another set) */
  const char *date; /* of the edition, ISO; nullable */
} MadoCitationEdition;

char *mado_citation_for_record (MadoRecord *record, MadoVocabulary *vocabulary,
                                const MadoCitationEdition *edition, MadoLanguage language,
                                MadoCitationStyle style);
char *mado_citation_for_article (MadoRecord *record, const MadoArticle *article,
                                 MadoVocabulary *vocabulary, const MadoCitationEdition *edition,
                                 MadoLanguage language, MadoCitationStyle style);
char *mado_citation_for_source (const MadoSource *source, MadoLanguage language,
                                MadoCitationStyle style);

/* "text", "markdown", "bibtex"; FALSE when @word is none of them. */
gboolean mado_citation_style_from_word (const char *word, MadoCitationStyle *style);

G_END_DECLS
