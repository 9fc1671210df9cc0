/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page tells of a record beside its text, as pairs of a name and a value. THE table of facts
 * is in mado-facts.c: to show a field of a kind, add a row. No widgets. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

/* Whose facts, and how they are written. */
typedef struct
{
  MadoRecord *record;
  MadoVocabulary *vocabulary;
  MadoLanguage language;  /* of values; names are in that of the interface */
  gboolean era;           /* Japanese dates name their era */
  gboolean surname_first; /* "YAMADA Taro", in Latin letters */
  gboolean has_steps;     /* the dates of an agreement are told as its steps */
  gint today;             /* days since 1800-01-01: from when on days are looked for */
} MadoFactSource;

/* Either value or text is there. */
typedef struct
{
  char *name;
  char *value;      /* nullable */
  MadoText *text;   /* nullable: of the record itself */
  char *doubt;      /* nullable: why it is not certain, in a word */
  gboolean is_wide; /* a sentence, which needs a line to itself */
  gboolean is_code; /* an official number, which people copy */
  char *address;    /* nullable: of a person, as a letter is addressed, to be copied */
} MadoFact;

MadoFact *mado_fact_new (const char *name, const char *value);
void mado_fact_free (MadoFact *self);

GPtrArray *mado_facts_list (const MadoFactSource *source);
const char *mado_facts_get_name (MadoKind kind, const char *field);
char *mado_facts_format_conflict (MadoRecord *record, const MadoConflict *conflict);
gint mado_facts_find_used (MadoRecord *record, const MadoConflict *conflict);
char *mado_facts_format_since (MadoDate *earlier, MadoDate *later);

G_END_DECLS
