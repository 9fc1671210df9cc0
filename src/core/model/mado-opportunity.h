/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opportunity: a call, a scheme for mobility, a prize; and whether it can be applied for. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

#define MADO_TYPE_OPPORTUNITY (mado_opportunity_get_type ())
G_DECLARE_FINAL_TYPE (MadoOpportunity, mado_opportunity, MADO, OPPORTUNITY, MadoRecord)

/* What can be said of a call on a day. Rows, facets and pages all ask for it here. */
typedef enum
{
  MADO_OPPORTUNITY_UNKNOWN, /* must be checked: no last day, or the status says so */
  MADO_OPPORTUNITY_OPEN,
  MADO_OPPORTUNITY_AHEAD, /* opens on a later day, which is known */
  MADO_OPPORTUNITY_CLOSED,
  MADO_OPPORTUNITY_SUPERSEDED, /* another one has taken its place */
} MadoOpportunityState;

/* @today: days since 1800-01-01. Never SUPERSEDED: only the links of others tell that. */
MadoOpportunityState mado_opportunity_get_state (MadoRecord *self, MadoVocabulary *vocabulary,
                                                 gint today);
MadoOpportunityState mado_opportunity_get_state_at (MadoRecord *self, MadoVocabulary *vocabulary,
                                                    GDateTime *now);
MadoOpportunityState mado_opportunity_supersede (MadoOpportunityState state);

/* Until when one can come in, of several stages the first: the moment, in the zone that the source
 * gives, and the day. NULL where none is given. */
GDateTime *mado_opportunity_dup_deadline (MadoRecord *self);
MadoDate *mado_opportunity_get_last_day (MadoRecord *self);
/* The same moment on the clocks of Brussels and Tokyo, and before them of a third zone where the
 * source gives one. (element-type GDateTime) transfer full; empty where no hour is known. */
GPtrArray *mado_opportunity_list_clocks (MadoRecord *self);
GPtrArray *mado_stage_list_clocks (const MadoStage *self);

/* Whether an entry of "eligibility" holds on @day: days since 1800-01-01. */
gboolean mado_eligibility_holds (const MadoEligibility *self, gint day);

/* The last day, of the first stage where there are several; NULL where a source gives none. */
MadoDate *mado_opportunity_get_end (MadoRecord *self);

G_END_DECLS
