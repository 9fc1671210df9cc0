/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when a party to an agreement has to decide whether it goes on: from its entry into force,
 * its term, its renewal and the notice that has to be given, as far as the record states them. */
#pragma once

#include "core/model/mado-agreement.h"

G_BEGIN_DECLS

/**
 * MadoDecisionState:
 * @MADO_DECISION_NONE: it is not in force, or nothing of its kind is renewed: there is nothing to
 * say
 * @MADO_DECISION_DATED: notice can be given until @day
 * @MADO_DECISION_NOT_STATED: the record does not state term and notice
 * @MADO_DECISION_NO_START: it does, but not the day of entry into force
 * @MADO_DECISION_OPEN_ENDED: the term is over, and it goes on until a party gives notice
 */
typedef enum
{
  MADO_DECISION_NONE,
  MADO_DECISION_DATED,
  MADO_DECISION_NOT_STATED,
  MADO_DECISION_NO_START,
  MADO_DECISION_OPEN_ENDED,
} MadoDecisionState;

/* With its working. Days since 1800-01-01, MADO_NO_DAY where there is none. */
typedef struct
{
  MadoDecisionState state;
  gint in_force;
  gint term_months;
  gint renewal_months; /* 0: it is not renewed for a further term */
  gint notice_months;
  gint n_renewals; /* terms that have been added to the first one until then */
  gint term_end;   /* the last day of the term that runs, or of the one that was the last */
  gint day;        /* the last day for notice */
} MadoDecision;

MadoDecision mado_agreement_decide (MadoRecord *self, gint today);

G_END_DECLS
