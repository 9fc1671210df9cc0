/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call, a scheme for mobility, a prize: its fields. */
#include "core/model/mado-opportunity.h"

struct _MadoOpportunity
{
  MadoRecord parent_instance;

  MadoText *who;
  MadoWords *career_stages;
  MadoWords *stays;
  MadoWords *languages; /* in which one may apply */
  char *direction;
  MadoDate *opens_on;
  MadoDate *closes_on;
  char *closes_at;
  MadoStages *stages;
  MadoEligibilities *eligibility;
  MadoMoney budget;
  char *budget_per;
  MadoText *budget_note;
  MadoNumber proposals;
  MadoNumber funded;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoOpportunity, who, MADO_FIELD_REQUIRED | MADO_FIELD_SEARCHED),
  MADO_FIELD_WORD (MadoOpportunity, career_stages, "career_stage", MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoOpportunity, stays, "stay", MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoOpportunity, languages, "application_language", MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoOpportunity, direction, "direction", MADO_FIELD_FACET),
  MADO_FIELD (MadoOpportunity, opens_on, 0),
  MADO_FIELD (MadoOpportunity, closes_on, 0),
  MADO_FIELD (MadoOpportunity, closes_at, 0),
  MADO_FIELD (MadoOpportunity, stages, 0),
  MADO_FIELD (MadoOpportunity, eligibility, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoOpportunity, budget, 0),
  MADO_FIELD_WORD (MadoOpportunity, budget_per, "per", 0),
  MADO_FIELD (MadoOpportunity, budget_note, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoOpportunity, proposals, 0),
  MADO_FIELD (MadoOpportunity, funded, 0),
};

G_DEFINE_FINAL_TYPE (MadoOpportunity, mado_opportunity, MADO_TYPE_RECORD)

static void
mado_opportunity_class_init (MadoOpportunityClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_OPPORTUNITY, fields,
                             G_N_ELEMENTS (fields), "type status participants");
}

static void
mado_opportunity_init (MadoOpportunity *self)
{
}
