/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opportunity: a call, a scheme for mobility, a prize. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_OPPORTUNITY (mado_opportunity_get_type ())
G_DECLARE_FINAL_TYPE (MadoOpportunity, mado_opportunity, MADO, OPPORTUNITY, MadoRecord)

G_END_DECLS
