/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file of terms would change in a glossary: worked out before any of it is taken, so that
 * whoever takes it has seen where it differs. */
#pragma once

#include "core/store/mado-own-term.h"
#include "core/store/mado-reader.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_TERM_ADDED,   /* the glossary has no such term */
  MADO_TERM_DIFFERS, /* the glossary has another Japanese word for it; added beside that */
  MADO_TERM_CHANGED, /* takes the place of an own term */
  MADO_TERM_SAME,    /* it is there already, as own term or in the glossary; nothing is done */
} MadoTermFate;

typedef struct
{
  MadoTermFate fate;
  MadoOwnTerm *term;   /* of MADO_TERM_CHANGED with the id of the one before */
  MadoOwnTerm *before; /* nullable: the own term that is changed */
  MadoRecord *other;   /* nullable: of the glossary, where it differs from that */
} MadoTermStep;

void mado_term_step_free (MadoTermStep *self);

/* On the reader's thread. (element-type MadoTermStep) transfer full */
GPtrArray *mado_term_plan_make (MadoReader *reader, GPtrArray *own, GPtrArray *incoming,
                                GError **error);
guint mado_term_plan_count (GPtrArray *plan, MadoTermFate fate);
/* What mado_desk_change_terms() is to take. (element-type MadoOwnTerm) transfer full */
GPtrArray *mado_term_plan_list_taken (GPtrArray *plan);
/* The own terms in whose place they come, as they were. */
GPtrArray *mado_term_plan_list_before (GPtrArray *plan);

G_END_DECLS
