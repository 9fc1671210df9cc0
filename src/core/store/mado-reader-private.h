/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reader share: its handle, and the steps that more than one of them takes.
 */
#pragma once

#include "core/store/mado-reader.h"
#include "core/store/mado-schema.h"

#include <unicode/ucol.h>
#include <unicode/ustring.h>

G_BEGIN_DECLS

typedef struct _MadoReaderCodes MadoReaderCodes;
typedef struct _MadoRanking MadoRanking;

struct _MadoReader
{
  MadoDatabase *database;
  MadoVocabulary *vocabulary;
  char *profile;
  MadoReaderCodes *codes[2]; /* nullable: the facet codes of the kinds counted last */
  MadoRanking *ranking;      /* nullable: the candidates of the search asked last */
};

/* A statement in use, reset when it goes out of scope: one that is left open would keep the reader
 * on an old state of the store and the writer from emptying its log. */
typedef sqlite3_stmt MadoStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStatement, sqlite3_reset)

/* From a column that holds a record in record form. */
MadoRecord *mado_reader_parse_column (sqlite3_stmt *statement, int column, GError **error);
/* Changes whenever another handle has written to the file; -1 and @error on failure. */
gint64 mado_reader_get_data_version (MadoReader *self, GError **error);

#define MADO_MAX_DAY 0x3fffff /* what a rowid's 22 bits hold */

/* A stretch of rowids of one kind. */
typedef struct
{
  gint64 first;
  gint64 last;
} MadoStretch;
/* The stretches that the kinds @kinds (0: all) and the query's kinds, days and stars leave, highest
 * first; NULL and @error when the stars cannot be read. (element-type MadoStretch) */
GArray *mado_reader_list_stretches (MadoReader *self, guint32 kinds, MadoQuery *query,
                                    GError **error);

/* The best hits of a search: bounded, so that its cost does not grow with the store. */
struct _MadoRanking
{
  MadoQuery *query;
  guint32 kinds;
  guint enough;
  gint64 data_version;
  GArray *rowids;    /* (element-type gint64), best first */
  gboolean complete; /* no hit is left out */
};
void mado_ranking_free (MadoRanking *self);
/* @enough: how many are wanted; when titles give so many, texts are not searched, and the ranking
 * is not complete. 0: all. transfer none: kept until another search is ranked. */
const MadoRanking *mado_reader_rank (MadoReader *self, MadoQuery *query, guint32 kinds,
                                     guint enough, GCancellable *cancellable, GError **error);

/* Needed once a handle for the other. transfer full: an expression for the same rows that gives the
 * first of them sooner. */
gboolean mado_reader_open_terms (MadoReader *self, GError **error);
char *mado_reader_spell_out (MadoReader *self, const char *match, GError **error);

/* Every hit of the full-text expression @match in @stretches, descending by rowid, at most @limit a
 * stretch (0: all). (element-type gint64) */
GArray *mado_reader_list_hits (MadoReader *self, const char *match, GArray *stretches, guint limit,
                               GCancellable *cancellable, GError **error);
/* Every record in @stretches, likewise. */
GArray *mado_reader_list_rows (MadoReader *self, GArray *stretches, guint limit,
                               GCancellable *cancellable, GError **error);
/* Puts rowids that descend into the order of their days, latest first. */
void mado_reader_order_by_day (GArray *rowids);

/* mado-reader-collation.c: how names are sorted. The Japanese rules of CLDR have digits and signs,
 * Latin letters, kana, and Han in the order of JIS X 0208, in which 亜 is the first. */
#define MADO_FIRST_LATIN "a"
#define MADO_FIRST_KANA "あ"
#define MADO_FIRST_HAN "亜"
MadoLanguage mado_reader_get_name_language (const MadoRequest *request);
UCollator *mado_reader_open_collator (const MadoRequest *request, GError **error);
GPtrArray *mado_reader_list_key_ranges (const MadoRequest *request, GError **error);

/* mado-reader-sort.c: orders for which no index is kept. @rows: all of the request's, latest first.
 */
gboolean mado_reader_must_sort (const MadoRequest *request, guint32 kinds);
gboolean mado_reader_sort (MadoReader *self, const MadoRequest *request, GArray *rows,
                           GCancellable *cancellable, GError **error);

void mado_reader_codes_free (MadoReaderCodes *self);

G_END_DECLS
