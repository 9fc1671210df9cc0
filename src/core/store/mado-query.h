/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user asks, parsed: words are ANDed, "phrase", AND, OR, NOT in capitals, -not, prefix*,
 * field:value, ranges 2011..2015, groups in parentheses; the full-width forms of the signs too.
 * Immutable. The last word, while no space or quote closes it, matches as a prefix.
 *
 * Fields are the facet fields of the kinds (type, status, themes/theme, direction, side, category,
 * series, participants/org, …), also with alternatives, field:(one OR other), plus state (of a
 * call, by today's date) and funder, kind, id (official identifiers too), set, year/date (ranges,
 * any form of mado_date_parse(): years ask for the years that a record's dates cover, a month or a
 * day for the day by which it is sorted), title (words in the title only) and is:starred,
 * is:unread, is:noted, is:disputed. An unknown field or an empty value is a mistake; so are months,
 * days, is:starred, is:unread and is:noted beside OR or after NOT. */
#pragma once

#include "core/model/mado-kind.h"
#include "core/model/mado-vocabulary.h"
#include "core/store/mado-tokens.h"

G_BEGIN_DECLS

typedef struct _MadoQuery MadoQuery;
#define MADO_TYPE_QUERY (mado_query_get_type ())
GType mado_query_get_type (void);

/* MADO_STORE_ERROR_BAD_QUERY on a mistake: the message says what and at which character;
 * @position (out, optional) is that character's offset, from 0. @vocabulary (nullable) lets labels
 * stand for words (status:"In force"). */
MadoQuery *mado_query_parse (const char *text, MadoVocabulary *vocabulary, guint *position,
                             GError **error);
/* The same, where @today (days since 1800-01-01) is the day for which a call is open or closed. */
MadoQuery *mado_query_parse_on (const char *text, MadoVocabulary *vocabulary, gint today,
                                guint *position, GError **error);
MadoQuery *mado_query_ref (MadoQuery *self);
void mado_query_unref (MadoQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoQuery, mado_query_unref)

const char *mado_query_get_text (MadoQuery *self); /* as typed */
gboolean mado_query_is_empty (MadoQuery *self);    /* nothing to search for */

/* A new query with these alternatives ORed to what they stand for. Each is visible and removable:
 * leave it out of @expansions and it is not searched. */
typedef struct
{
  char *word;            /* what is added: 合同委員会 */
  char *from;            /* the words of the query that it stands for: joint committee */
  MadoLanguage language; /* of @word */
} MadoExpansion;
void mado_expansion_free (MadoExpansion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoExpansion, mado_expansion_free)
MadoQuery *mado_query_expand (MadoQuery *self, GPtrArray *expansions);
/* The sequences of words of the query that a glossary may know, folded, longest first.
 * (element-type utf8) transfer full */
GPtrArray *mado_query_list_phrases (MadoQuery *self);

/* The fields that narrow the whole query; and the query without one of them. */
GStrv mado_query_list_fields (MadoQuery *self);
MadoQuery *mado_query_without_field (MadoQuery *self, const char *field);
gint mado_query_get_today (MadoQuery *self);

/* For the reader: the FTS5 expression (NULL: no full-text part), restricted to titles when
 * @titles_only; the kinds (bit 1 << MadoKind; 0: any); the day range; the needles for snippets. */
char *mado_query_to_match (MadoQuery *self, gboolean titles_only);
gboolean mado_query_fits_titles (MadoQuery *self);
guint32 mado_query_get_kinds (MadoQuery *self);
gboolean mado_query_get_days (MadoQuery *self, gint *first, gint *last);
GPtrArray *mado_query_get_needles (MadoQuery *self); /* transfer none (element-type MadoNeedle) */
/* What the desk has noted of records. */
typedef enum
{
  MADO_MARK_STARRED = 1 << 0,
  MADO_MARK_UNREAD = 1 << 1,
  MADO_MARK_NOTED = 1 << 2,
} MadoMarks;
MadoMarks mado_query_get_marks (MadoQuery *self); /* those that a record must have; 0: any */

G_END_DECLS
