/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field table: the only place where a field of a kind is spelled. Name, JSON member and
 * property come from the struct member; the type from the member's C type, at compile time. */
#pragma once

#include <json-glib/json-glib.h>
#include "core/model/mado-values.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_FIELD_STRING,
  MADO_FIELD_TEXT,
  MADO_FIELD_PARAGRAPHS,
  MADO_FIELD_DATE, /* a string, one point; with MADO_FIELD_PERIOD an object {start, end} */
  MADO_FIELD_NUMBER,
  MADO_FIELD_MONEY,
  MADO_FIELD_FLAG,
  MADO_FIELD_WORDS,
  MADO_FIELD_IDENTIFIERS,
  MADO_FIELD_PARTICIPANTS,
  MADO_FIELD_LINKS,
  MADO_FIELD_CONFLICTS,
  MADO_FIELD_SOURCES,
  MADO_FIELD_ARTICLES,
  MADO_FIELD_ELIGIBILITIES,
  MADO_FIELD_STAGES,
  MADO_FIELD_NAME_VARIANTS,
  MADO_FIELD_PERSON_NAME,
} MadoFieldType;

typedef enum
{
  MADO_FIELD_REQUIRED = 1 << 0,
  MADO_FIELD_SEARCHED = 1 << 1, /* its text is in the full-text index */
  MADO_FIELD_FACET
  = 1 << 2, /* its value (a word, a flag, ids of organisations or themes) can be filtered by */
  MADO_FIELD_FACET_YEAR = 1 << 3, /* the years that it covers can be filtered by */
  MADO_FIELD_PERIOD = 1 << 4,     /* MADO_FIELD_DATE only */
} MadoFieldFlags;

typedef struct
{
  const char *name;
  MadoFieldType type;
  gsize offset; /* of the member in the instance */
  MadoFieldFlags flags;
  const char *list; /* nullable: the vocabulary list of a word; "" for a list named after the kind
                       ("agreement_type") */
} MadoField;

#define MADO_FIELD_TYPE_OF(member)                                                                 \
  _Generic ((member),                                                                              \
      char *: MADO_FIELD_STRING,                                                                   \
      MadoText *: MADO_FIELD_TEXT,                                                                 \
      MadoParagraphs *: MADO_FIELD_PARAGRAPHS,                                                     \
      MadoDate *: MADO_FIELD_DATE,                                                                 \
      MadoNumber: MADO_FIELD_NUMBER,                                                               \
      MadoMoney: MADO_FIELD_MONEY,                                                                 \
      MadoFlag: MADO_FIELD_FLAG,                                                                   \
      MadoWords *: MADO_FIELD_WORDS,                                                               \
      MadoIdentifiers *: MADO_FIELD_IDENTIFIERS,                                                   \
      MadoParticipants *: MADO_FIELD_PARTICIPANTS,                                                 \
      MadoLinks *: MADO_FIELD_LINKS,                                                               \
      MadoConflicts *: MADO_FIELD_CONFLICTS,                                                       \
      MadoSources *: MADO_FIELD_SOURCES,                                                           \
      MadoArticles *: MADO_FIELD_ARTICLES,                                                         \
      MadoEligibilities *: MADO_FIELD_ELIGIBILITIES,                                               \
      MadoStages *: MADO_FIELD_STAGES,                                                             \
      MadoNameVariants *: MADO_FIELD_NAME_VARIANTS,                                                \
      MadoPersonName *: MADO_FIELD_PERSON_NAME)

#define MADO_FIELD(Type, member, flags)                                                            \
  {                                                                                                \
#member, MADO_FIELD_TYPE_OF(((Type *) 0)->member), G_STRUCT_OFFSET(Type, member), (flags),     \
        NULL                                                                                       \
  }
/* A field whose value is a word (or words) of the vocabulary's list @list. */
#define MADO_FIELD_WORD(Type, member, list, flags)                                                 \
  {                                                                                                \
#member, MADO_FIELD_TYPE_OF(((Type *) 0)->member), G_STRUCT_OFFSET(Type, member), (flags),     \
        list                                                                                       \
  }

G_END_DECLS
