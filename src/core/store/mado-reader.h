/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads records.db: records, lists, searches, counts, facets. Lives on the reader's thread; every
 * call blocks and can be cancelled. What it returns is immutable and may cross threads. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"
#include "core/store/mado-database.h"
#include "core/store/mado-query.h"

G_BEGIN_DECLS

#define MADO_READER_CANDIDATES 2000 /* ranking is bounded to so many hits */

typedef struct _MadoReader MadoReader;

MadoReader *mado_reader_open (const char *profile, GError **error);
void mado_reader_close (MadoReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReader, mado_reader_close)

MadoDatabase *mado_reader_get_database (MadoReader *self);     /* for benchmarks and doctor */
MadoVocabulary *mado_reader_get_vocabulary (MadoReader *self); /* transfer none */

typedef struct
{
  gint64 edition; /* of the set core */
  char *date;     /* its date, ISO; nullable */
  guint64 counts[MADO_N_KINDS];
} MadoStanding;
gboolean mado_reader_get_standing (MadoReader *self, MadoStanding *standing, GError **error);
void mado_standing_clear (MadoStanding *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoStanding, mado_standing_clear)

/* NULL and MADO_STORE_ERROR_NOT_FOUND when there is none. @set (out, optional, transfer full). */
MadoRecord *mado_reader_get_record (MadoReader *self, const char *id, char **set, GError **error);
/* FALSE without @error when there is none. */
gboolean mado_reader_find_row (MadoReader *self, const char *id, gint64 *rowid, GError **error);
MadoRecord *mado_reader_get_record_by_rowid (MadoReader *self, gint64 rowid, char **set,
                                             GError **error);
/* The title alone: transfer full, NULL without error when there is no such record. */
MadoText *mado_reader_get_title (MadoReader *self, const char *id, MadoKind *kind, GError **error);

/* Links to and from @id, participants too (rel is then the role's word, is_role TRUE). */
typedef struct
{
  char *rel;
  char *id;           /* the other record */
  MadoRecord *record; /* the other record; NULL when it is not in the store */
  gboolean outgoing;
  gboolean is_role;
} MadoConnection;
void mado_connection_free (MadoConnection *self);
GPtrArray *mado_reader_list_connections (MadoReader *self, const char *id, guint limit,
                                         guint *total, GError **error);

/* What a list shows. */
typedef enum
{
  MADO_ORDER_DEFAULT, /* dated kinds newest first, the others by name; a search by rank */
  MADO_ORDER_NEWEST,
  MADO_ORDER_NAME_EN, /* ICU root collation of the English title */
  MADO_ORDER_NAME_JA, /* by reading, ICU Japanese collation */
  MADO_ORDER_OLDEST,
  MADO_ORDER_DEADLINE, /* calls: open ones by their last day, then those to come, then the others */
} MadoOrder;

typedef struct
{
  guint32 kinds;    /* bit 1 << MadoKind; 0: all */
  MadoQuery *query; /* nullable */
  MadoOrder order;
  MadoLanguage language; /* of the order by name */
  gboolean latin_last;   /* in a Japanese one, Latin letters behind kana rather than before */
  gboolean is_backwards; /* by name, of kinds that have a date: from the last */
} MadoRequest;

/* The first @limit records in their order; quick at any size. @more (out): there may be others.
 * Returns: (element-type MadoHit) */
typedef struct
{
  gint64 rowid;
  MadoRecord *record; /* NULL when it is not in the store any more */
  char *snippet; /* nullable: the passage around the match, where the query is not in the title */
  MadoLanguage snippet_language;
  gboolean matched_en;
  gboolean matched_ja;
  guint mentions; /* organisations, people, themes: records that name it, counted up to 9999 */
} MadoHit;
MadoHit *mado_hit_ref (MadoHit *self); /* immutable and counted: a list's item outlives its page */
void mado_hit_unref (MadoHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHit, mado_hit_unref)
GPtrArray *mado_reader_first (MadoReader *self, const MadoRequest *request, guint limit,
                              gboolean *more, GCancellable *cancellable, GError **error);
/* Every rowid of the request in its order, the ranked candidates first. (element-type gint64)
 * transfer full.
 * @counts (out, nullable): hits a kind, MADO_N_KINDS numbers. */
GArray *mado_reader_all (MadoReader *self, const MadoRequest *request, guint64 *counts,
                         GCancellable *cancellable, GError **error);
/* The records of @rowids, in that order, with snippets for @query (nullable). (element-type
 * MadoHit) */
GPtrArray *mado_reader_page (MadoReader *self, const gint64 *rowids, guint n, MadoQuery *query,
                             GCancellable *cancellable, GError **error);

/* What a drawing of many records needs of each: light, immutable and counted. */
typedef struct
{
  gint64 rowid;
  char *id;
  MadoText *title;
  MadoKind kind;
  char *type;        /* nullable */
  char *series;      /* nullable */
  MadoNumber number; /* in the series */
  MadoDate *date;    /* nullable: undated */
  MadoLinks *links;  /* nullable */
} MadoOutline;
#define MADO_READER_MAX_OUTLINES 1000 /* in one call */
MadoOutline *mado_outline_new (gint64 rowid, MadoRecord *record);
MadoOutline *mado_outline_ref (MadoOutline *self);
void mado_outline_unref (MadoOutline *self);
GPtrArray *mado_reader_list_outlines (MadoReader *self, const gint64 *rowids, guint n,
                                      GCancellable *cancellable, GError **error);

/* Where in a list by name each letter begins: あかさたな, or A to Z. (element-type MadoHead) */
typedef struct
{
  char *label;
  guint row;
} MadoHead;
void mado_head_free (MadoHead *self);
GPtrArray *mado_reader_list_heads (MadoReader *self, const MadoRequest *request,
                                   GCancellable *cancellable, GError **error);

/* The record whose id or official number @text is, however it is written; NULL without @error where
 * there is none. transfer full */
MadoHit *mado_reader_identify (MadoReader *self, const char *text, guint32 kinds,
                               GCancellable *cancellable, GError **error);

/* What the glossary adds to @query, in both directions. (element-type MadoExpansion) transfer full
 */
GPtrArray *mado_reader_list_expansions (MadoReader *self, MadoQuery *query, GError **error);

/* Facets of one kind: with no query from the totals that the writer keeps, else counted over the
 * hits. */
typedef struct
{
  char *value;
  guint64 count;
} MadoFacetValue;
typedef struct
{
  char *field;
  GPtrArray *values; /* (element-type MadoFacetValue), most frequent first */
} MadoFacet;
void mado_facet_free (MadoFacet *self);
GPtrArray *mado_reader_list_facets (MadoReader *self, MadoKind kind, MadoQuery *query,
                                    GCancellable *cancellable, GError **error);

gboolean mado_reader_count_hits (MadoReader *self, const MadoRequest *request, guint limit,
                                 guint64 *count, gboolean *more, GCancellable *cancellable,
                                 GError **error);

/* How many records have their day in a year. */
typedef struct
{
  gint year;
  guint64 count;
} MadoYearCount;
GArray *mado_reader_count_years (MadoReader *self, guint32 kinds, MadoQuery *query, guint limit,
                                 gboolean *is_sample, GCancellable *cancellable, GError **error);

/* Where an organisation or a theme appears, and how. */
typedef struct
{
  guint64 counts[MADO_N_KINDS];
  guint64 total;
  GArray *years;      /* (element-type MadoYearCount), the earliest first */
  GPtrArray *roles;   /* (element-type MadoFacetValue), most frequent first; none of a theme */
  gboolean is_sample; /* years and roles are those of the newest records only */
} MadoAppearances;
void mado_appearances_free (MadoAppearances *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAppearances, mado_appearances_free)
MadoAppearances *mado_reader_read_appearances (MadoReader *self, MadoKind kind, const char *id,
                                               guint limit, GCancellable *cancellable,
                                               GError **error);

/* The same over the kinds of a list (bits), each field without its own filter: its values are
 * alternatives. */
GPtrArray *mado_reader_count_facets (MadoReader *self, guint32 kinds, MadoQuery *query,
                                     GCancellable *cancellable, GError **error);

/* Calls @func with every record in order of id, in record form. Returns FALSE on error. */
typedef gboolean (*MadoRecordFunc) (const char *id, const char *record_form, gpointer user_data);
gboolean mado_reader_foreach (MadoReader *self, MadoRecordFunc func, gpointer user_data,
                              GCancellable *cancellable, GError **error);
/* Records for which sources disagree. (element-type MadoRecord) transfer full */
GPtrArray *mado_reader_list_disputed (MadoReader *self, GError **error);

G_END_DECLS
