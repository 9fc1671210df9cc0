/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a citation that its styles share. */
#pragma once

#include "core/export/mado-citation.h"

G_BEGIN_DECLS

char *mado_citation_clean (const char *text);
char *mado_citation_clean_address (const char *url);
GPtrArray *mado_citation_choose_sources (const MadoSources *sources);
const MadoDate *mado_citation_find_date (MadoRecord *record, MadoLanguage language,
                                         const char **done);
char *mado_citation_describe (MadoRecord *record, MadoVocabulary *vocabulary,
                              MadoLanguage language);
char *mado_citation_list_identifiers (MadoRecord *record, MadoVocabulary *vocabulary,
                                      MadoLanguage language);
char *mado_citation_name_article (const MadoArticle *article, MadoLanguage language);
char *mado_citation_name_edition (MadoRecord *record, const MadoCitationEdition *edition,
                                  MadoLanguage language);

char *mado_citation_record_to_bibtex (MadoRecord *record, const MadoArticle *article,
                                      MadoVocabulary *vocabulary,
                                      const MadoCitationEdition *edition, MadoLanguage language);
char *mado_citation_source_to_bibtex (const MadoSource *source);

G_END_DECLS
