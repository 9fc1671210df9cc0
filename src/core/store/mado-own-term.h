/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A term that a person adds to the glossary: what is written of it, and the record that it becomes.
 * Immutable. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_OWN_TERM_PREFIX "own-term-" /* of the ids of all own terms, and of nothing else */
#define MADO_OWN_TERM_CATEGORY "own"     /* in the vocabulary's term_category */

/* All are one line of text, NFC. */
typedef struct
{
  char *id;
  char *en;
  char *ja;
  char *reading; /* nullable: kana */
  char *note;    /* nullable: in either language */
  char *source;  /* nullable: a title or an address */
} MadoOwnTerm;

MadoOwnTerm *mado_own_term_new (const char *id, const char *en, const char *ja, const char *reading,
                                const char *note, const char *source, GError **error);
MadoOwnTerm *mado_own_term_copy (const MadoOwnTerm *self);
void mado_own_term_free (MadoOwnTerm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOwnTerm, mado_own_term_free)

GPtrArray *mado_own_terms_new (void); /* (element-type MadoOwnTerm), empty. transfer full */
gboolean mado_own_term_equal (const MadoOwnTerm *one, const MadoOwnTerm *other);
/* By which an own term is known again: the English term without case and width. transfer full */
char *mado_own_term_fold (const char *en);
gboolean mado_own_term_is_kana (const char *text);

MadoRecord *mado_own_term_to_record (const MadoOwnTerm *self, GError **error);
MadoOwnTerm *mado_own_term_new_from_record (MadoRecord *record);
gboolean mado_own_term_is (MadoRecord *record);

G_END_DECLS
