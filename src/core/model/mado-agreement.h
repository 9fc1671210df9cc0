/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An agreement: a treaty, an arrangement, a plan; and the steps of its life. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_AGREEMENT (mado_agreement_get_type ())
G_DECLARE_FINAL_TYPE (MadoAgreement, mado_agreement, MADO, AGREEMENT, MadoRecord)

typedef enum
{
  MADO_STEP_SIGNED,
  MADO_STEP_ADOPTED,
  MADO_STEP_PUBLISHED,
  MADO_STEP_PROVISIONAL,
  MADO_STEP_IN_FORCE,
  MADO_STEP_ENDED,
} MadoStepKind;

typedef enum
{
  MADO_STEP_DONE,
  MADO_STEP_UNDATED,     /* done, but the records do not say when */
  MADO_STEP_UNCONFIRMED, /* no source confirms it */
  MADO_STEP_AHEAD,
} MadoStepState;

typedef struct
{
  MadoStepKind kind;
  MadoStepState state;
  MadoDate *date; /* nullable */
} MadoStep;

/* In the order of an agreement's life; only what the record says, or what its type and status
 * imply. @today: days since 1800-01-01. (element-type MadoStep) transfer full */
GArray *mado_agreement_list_steps (MadoRecord *self, gint today);

G_END_DECLS
