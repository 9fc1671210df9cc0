/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search over everything finds: groups by section with their first hits, the words that the
 * glossary adds, and, where nothing is found, why and what would find something. Read on the
 * reader's thread; immutable afterwards. It knows nothing of widgets. */
#pragma once

#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

#define MADO_FINDINGS_FIRST 3  /* hits of the first group */
#define MADO_FINDINGS_OTHERS 2 /* of each other one */

typedef struct
{
  const MadoSection *section; /* NULL: themes, which have no section */
  guint64 count;
  GPtrArray *hits; /* (element-type MadoHit) */
} MadoFindingsGroup;

/**
 * MadoRelaxationWay:
 * @MADO_RELAXATION_WITHOUT: leaves one word or filter out
 * @MADO_RELAXATION_WORDS: leaves every filter out
 * @MADO_RELAXATION_ANY: any of the words is enough
 * @MADO_RELAXATION_PARTS: Japanese written in one piece, taken apart
 * @MADO_RELAXATION_EVERYWHERE: the same in all sections
 */
typedef enum
{
  MADO_RELAXATION_WITHOUT,
  MADO_RELAXATION_WORDS,
  MADO_RELAXATION_ANY,
  MADO_RELAXATION_PARTS,
  MADO_RELAXATION_EVERYWHERE,
} MadoRelaxationWay;

typedef struct
{
  MadoRelaxationWay way;
  char *word; /* WITHOUT: what is left out; PARTS: the parts; else NULL */
  char *text; /* the query to search for instead */
  guint64 count;
} MadoRelaxation;

typedef struct
{
  MadoQuery *query;      /* with the expansions that are wanted */
  GPtrArray *expansions; /* (element-type MadoExpansion), refused ones too */
  GPtrArray *groups;     /* (element-type MadoFindingsGroup) */
  guint64 count;
  GPtrArray *lost;        /* (element-type utf8): words that are nowhere at all */
  GPtrArray *relaxations; /* (element-type MadoRelaxation): only where nothing was found */
} MadoFindings;

void mado_findings_free (MadoFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFindings, mado_findings_free)

/* @kinds 0: everything. @refused (nullable): words of the glossary that are not to be searched.
 * @query is parsed already. */
MadoFindings *mado_findings_read (MadoReader *reader, MadoQuery *query, guint32 kinds,
                                  const char *const *refused, MadoLanguage language,
                                  GCancellable *cancellable, GError **error);

/* The query in @text, with a colon after a word that is no field taken as a space:
 * "Horizon Europe: calls" is a title, no mistake. @mistake (out, nullable): where the first such
 * colon's word stands, else G_MAXUINT. */
MadoQuery *mado_findings_parse (const char *text, MadoVocabulary *vocabulary, guint *mistake,
                                GError **error);
/* @text without anything that the query language would read. transfer full */
char *mado_findings_make_plain (const char *text);

/* The record whose official number @text is: CELEX, OJ, grant, DOI, PIC. transfer full, nullable */
MadoHit *mado_findings_identify (MadoReader *reader, const char *text, guint32 kinds,
                                 GCancellable *cancellable);
/* Where @query matches in @text, for MadoTextLabel. (element-type MadoRange) transfer full */
GArray *mado_findings_mark (MadoQuery *query, const char *text);

G_END_DECLS
