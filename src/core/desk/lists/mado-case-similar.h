/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question resembles, while it is typed: cases of the desk, and records that help to answer.
 * The words of a text are asked for in both languages, as far as the glossary knows them. */
#pragma once

#include "core/desk/lists/mado-case-list.h"
#include "core/desk/case/mado-case.h"
#include "core/store/mado-reader.h"

G_BEGIN_DECLS

#define MADO_CASE_PROBE_MAX_TEXT 8192 /* bytes of a text that are looked at */
#define MADO_CASE_PROBE_MAX_WORDS 24

/* The words of a text. Immutable and counted: made on the reader's thread, used on the desk's. */
typedef struct _MadoCaseProbe MadoCaseProbe;
MadoCaseProbe *mado_case_probe_new (MadoReader *reader, const char *text, GCancellable *cancellable,
                                    GError **error);
MadoCaseProbe *mado_case_probe_ref (MadoCaseProbe *self);
void mado_case_probe_unref (MadoCaseProbe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseProbe, mado_case_probe_unref)
guint mado_case_probe_get_n_words (MadoCaseProbe *self);

typedef struct
{
  MadoCaseRow *row; /* of a case; NULL: it is a record */
  MadoHit *hit;     /* of a record; NULL: it is a case */
  GStrv matched;    /* the words of the text that it has too, in either language */
} MadoCaseLikeness;
void mado_case_likeness_free (MadoCaseLikeness *self);
char *mado_case_dup_question (MadoCase *self);

/* The most alike first. @least: words that must be common; 0, the empty rule, means no check and an
 * empty answer. @but (nullable): the id of the case itself. (element-type MadoCaseLikeness)
 * transfer full */
GPtrArray *mado_case_list_similar (MadoDesk *desk, MadoCaseProbe *probe, const char *but,
                                   gboolean only_live, guint least, guint limit,
                                   GCancellable *cancellable, GError **error);
/* @kinds: bits 1 << MadoKind; those that an answer is made of */
GPtrArray *mado_case_list_suggestions (MadoReader *reader, MadoCaseProbe *probe, guint32 kinds,
                                       guint limit, GCancellable *cancellable, GError **error);

G_END_DECLS
