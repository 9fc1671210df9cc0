/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small value types of a record's fields: numbers that may be unset, money, flags, and the
 * lists, each list its own type. Lists are immutable, reference counted and boxed; items are lent.
 */
#pragma once

#include "core/model/mado-date.h"
#include "core/model/mado-text.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 value;
  gboolean is_set;
} MadoNumber;

typedef struct
{
  gint64 minor_units; /* cents of EUR, yen of JPY */
  char currency[4];   /* "EUR"; "" when unset */
} MadoMoney;

typedef enum
{
  MADO_FLAG_UNSET,
  MADO_FLAG_NO,
  MADO_FLAG_YES,
} MadoFlag;

/* Boxed, for the properties of records. */
#define MADO_TYPE_NUMBER (mado_number_get_type ())
GType mado_number_get_type (void);
#define MADO_TYPE_MONEY (mado_money_get_type ())
GType mado_money_get_type (void);

char *mado_money_format (const MadoMoney *self,
                         MadoLanguage language); /* "EUR 7,000,000"; NULL when unset */
char *mado_number_format (gint64 value, MadoLanguage language); /* "93,500,000,000" */

/* Declares MadoXs with _get_type, _ref, _unref, _get_n (NULL is an empty list) and _get (transfer
 * none). */
#define MADO_DECLARE_LIST(List, list, Item)                                                        \
  typedef struct _##List List;                                                                     \
  GType list##_get_type (void);                                                                    \
  List *list##_ref (List *self);                                                                   \
  void list##_unref (List *self);                                                                  \
  guint list##_get_n (const List *self);                                                           \
  const Item *list##_get (const List *self, guint i);                                              \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list##_unref)

typedef struct
{
  char *title;
  char *url; /* nullable */
  MadoDate *accessed;
} MadoSource;
MADO_DECLARE_LIST (MadoSources, mado_sources, MadoSource)
#define MADO_TYPE_SOURCES (mado_sources_get_type ())

typedef struct
{
  MadoText *value;
  MadoSources *sources;
} MadoClaim;
MADO_DECLARE_LIST (MadoClaims, mado_claims, MadoClaim)
#define MADO_TYPE_CLAIMS (mado_claims_get_type ())

typedef struct
{
  char *field; /* nullable: the whole record */
  MadoClaims *values;
  MadoText *assessment;
} MadoConflict;
MADO_DECLARE_LIST (MadoConflicts, mado_conflicts, MadoConflict)
#define MADO_TYPE_CONFLICTS (mado_conflicts_get_type ())
/* Whether the sources disagree: two values at least that differ. Where there is one value only,
 * sources were compared and agree. */
gboolean mado_conflict_is_disputed (const MadoConflict *self);

typedef struct
{
  char *scheme;
  char *value;
} MadoIdentifier;
MADO_DECLARE_LIST (MadoIdentifiers, mado_identifiers, MadoIdentifier)
#define MADO_TYPE_IDENTIFIERS (mado_identifiers_get_type ())

typedef struct
{
  char *organisation; /* id of an organisation */
  char *role;         /* word of the list "role" */
} MadoParticipant;
MADO_DECLARE_LIST (MadoParticipants, mado_participants, MadoParticipant)
#define MADO_TYPE_PARTICIPANTS (mado_participants_get_type ())

typedef struct
{
  char *rel; /* word of the list "relation" */
  char *to;  /* id of a record */
} MadoLink;
MADO_DECLARE_LIST (MadoLinks, mado_links, MadoLink)
#define MADO_TYPE_LINKS (mado_links_get_type ())

typedef struct
{
  char *article;
  MadoText *content;
} MadoArticle;
MADO_DECLARE_LIST (MadoArticles, mado_articles, MadoArticle)
#define MADO_TYPE_ARTICLES (mado_articles_get_type ())

typedef struct
{
  MadoDate *from;
  MadoDate *until; /* nullable */
  MadoText *scope;
  MadoText *who;
  char *open; /* word of the list "eligibility" */
  MadoSources *sources;
} MadoEligibility;
MADO_DECLARE_LIST (MadoEligibilities, mado_eligibilities, MadoEligibility)
#define MADO_TYPE_ELIGIBILITIES (mado_eligibilities_get_type ())

/* A step of a call that takes several: "Pre-proposal", with its own last day. */
typedef struct
{
  MadoText *name;
  MadoDate *closes_on;
  char *closes_at; /* nullable: the hour and its zone */
} MadoStage;
MADO_DECLARE_LIST (MadoStages, mado_stages, MadoStage)
#define MADO_TYPE_STAGES (mado_stages_get_type ())

typedef struct
{
  char *ja;
  MadoText *used_by;
} MadoNameVariant;
MADO_DECLARE_LIST (MadoNameVariants, mado_name_variants, MadoNameVariant)
#define MADO_TYPE_NAME_VARIANTS (mado_name_variants_get_type ())

/* Words of the vocabulary, or ids of records (themes): the items are plain strings. */
MADO_DECLARE_LIST (MadoWords, mado_words, char)
#define MADO_TYPE_WORDS (mado_words_get_type ())

typedef struct
{
  MadoText *family;
  char *family_reading; /* nullable, kana */
  MadoText *given;
  char *given_reading; /* nullable, kana */
} MadoPersonName;
#define MADO_TYPE_PERSON_NAME (mado_person_name_get_type ())
GType mado_person_name_get_type (void);
MadoPersonName *mado_person_name_copy (const MadoPersonName *self);
void mado_person_name_free (MadoPersonName *self);
/* In the order of the language and of the name's own writing: "Taro Yamada", "山田 太郎", and
 * "アン・ハグルンド・モリッシー" for a name in katakana. @surname_first gives "YAMADA Taro" in
 * English. */
char *mado_person_name_format (const MadoPersonName *self, MadoLanguage language,
                               gboolean surname_first);
/* As a letter in @language is addressed: "山田 太郎 様", "Taro Yamada". */
char *mado_person_name_address (const MadoPersonName *self, MadoLanguage language,
                                gboolean surname_first);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPersonName, mado_person_name_free)

G_END_DECLS
