/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values of facts are written, each form in one function, for the table in mado-facts.c. */
#pragma once

#include "app/sections/browse/mado-facts.h"

G_BEGIN_DECLS

/* Appends to @facts what @field of the source's record says; the record has the field. */
typedef void (*MadoFactFunc) (const MadoFactSource *source, const MadoField *field,
                              const char *name, GPtrArray *facts);

void mado_fact_show_string (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_text (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts);
void mado_fact_show_sentence (const MadoFactSource *source, const MadoField *field,
                              const char *name, GPtrArray *facts);
void mado_fact_show_word (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts);
void mado_fact_show_words (const MadoFactSource *source, const MadoField *field, const char *name,
                           GPtrArray *facts);
void mado_fact_show_date (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts);
void mado_fact_show_date_unless_told (const MadoFactSource *source, const MadoField *field,
                                      const char *name, GPtrArray *facts);
void mado_fact_show_step (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts);
void mado_fact_show_place_unless_told (const MadoFactSource *source, const MadoField *field,
                                       const char *name, GPtrArray *facts);
void mado_fact_show_name (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts);
void mado_fact_show_reading_unless_told (const MadoFactSource *source, const MadoField *field,
                                         const char *name, GPtrArray *facts);
void mado_fact_show_tenure (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_closing (const MadoFactSource *source, const MadoField *field, const char *name,
                             GPtrArray *facts);
void mado_fact_show_stages (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_number (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
char *mado_fact_format_months (gint64 months, MadoLanguage language); /* "36 months" */
void mado_fact_show_months (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_partners (const MadoFactSource *source, const MadoField *field,
                              const char *name, GPtrArray *facts);
void mado_fact_show_budget (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_figure (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts);
void mado_fact_show_renewal (const MadoFactSource *source, const MadoField *field, const char *name,
                             GPtrArray *facts);
void mado_fact_show_link_lost (const MadoFactSource *source, const MadoField *field,
                               const char *name, GPtrArray *facts);
void mado_fact_show_variants (const MadoFactSource *source, const MadoField *field,
                              const char *name, GPtrArray *facts);
void mado_fact_show_identifiers (const MadoFactSource *source, const MadoField *field,
                                 const char *name, GPtrArray *facts);

MadoFact *mado_fact_add (GPtrArray *facts, const char *name, const char *value);
char *mado_fact_format_figure (MadoRecord *record, MadoVocabulary *vocabulary,
                               MadoLanguage language);

G_END_DECLS
