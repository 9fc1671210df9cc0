/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record says to the index, read off its field table: searched text, names, facet values,
 * sort keys, glossary. Knows no database; the buffers are used again for the next record. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

/* Part of the index's recipe: raise it whenever other tokens or values are drawn from a record than
 * its field table says. */
#define MADO_EXTRACT_VERSION 3

/* The columns of the table "search", in its order. */
typedef enum
{
  MADO_COLUMN_TITLE_EN,
  MADO_COLUMN_TITLE_JA,
  MADO_COLUMN_TEXT_EN,
  MADO_COLUMN_TEXT_JA,
  MADO_COLUMN_NAMES,
  MADO_COLUMN_FACETS,
  MADO_N_COLUMNS,
} MadoColumn;

typedef struct
{
  const char *field; /* static */
  char *value;
} MadoFacetPair;

typedef struct
{
  char *key;             /* folded */
  char *word;            /* as it is added to a query */
  MadoLanguage language; /* of the word */
} MadoGlossaryEntry;

typedef struct _MadoExtract MadoExtract;

MadoExtract *mado_extract_new (GError **error);
void mado_extract_free (MadoExtract *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoExtract, mado_extract_free)

void mado_extract_read (MadoExtract *self, MadoRecord *record, const char *set);

/* Of the record read last; transfer none. */
const GString *mado_extract_get_column (MadoExtract *self, MadoColumn column);
/* (element-type utf8): folded, each once */
GPtrArray *mado_extract_get_names (MadoExtract *self);
/* (element-type MadoFacetPair): each once */
GPtrArray *mado_extract_get_pairs (MadoExtract *self);
/* (element-type MadoGlossaryEntry): of terms only */
GPtrArray *mado_extract_get_glossary (MadoExtract *self);
/* An ICU sort key, of kinds that are not dated only; nullable. */
const GByteArray *mado_extract_get_key (MadoExtract *self, MadoLanguage language);

G_END_DECLS
