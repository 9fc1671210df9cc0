/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of a list as they are shown: named, counted, those chosen marked. Read on the reader's
 * thread; immutable afterwards. It knows nothing of widgets. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_FACET_FIRST 10 /* values that are shown before "More…" */
#define MADO_FACET_MOST 500 /* and with it */

typedef struct
{
  char *value;
  char *label;
  guint64 count;
  gboolean is_chosen;
} MadoFacetOffer;

typedef struct
{
  char *field;
  char *title;
  GPtrArray *offers; /* (element-type MadoFacetOffer) */
  guint n_more;      /* values that are not among them */
  GArray *years; /* nullable: of years, (element-type MadoYearCount), all of them or those chosen,
                    the earliest first */
} MadoFacetBlock;

typedef struct
{
  guint32 kinds;
  MadoQuery *query; /* nullable */
  char *text;       /* as typed: the filters in it are chosen */
  char **whole;     /* fields whose values are all shown */
  MadoLanguage language;
} MadoFacetQuestion;

MadoFacetQuestion *mado_facet_question_new (guint32 kinds, MadoQuery *query, const char *text,
                                            MadoLanguage language);
void mado_facet_question_free (MadoFacetQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFacetQuestion, mado_facet_question_free)

/* A block without offers yet, and one more in it. @label: taken over */
MadoFacetBlock *mado_facet_block_begin (const char *field, const char *title);
void mado_facet_block_add (MadoFacetBlock *self, const char *value, char *label, guint64 count,
                           gboolean is_chosen);
void mado_facet_block_free (MadoFacetBlock *self);

/* (element-type MadoFacetBlock) transfer full; NULL and @error when the store cannot be read */
GPtrArray *mado_facet_sheet_read (MadoReader *reader, const MadoFacetQuestion *question,
                                  GCancellable *cancellable, GError **error);
/* The chosen values alone, in the order of the text; their counts are 0. (element-type
 * MadoFacetBlock) transfer full */
GPtrArray *mado_facet_sheet_read_chosen (MadoReader *reader, const MadoFacetQuestion *question);

G_END_DECLS
