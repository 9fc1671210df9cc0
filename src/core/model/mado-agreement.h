/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An agreement, arrangement or plan between the two sides. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_AGREEMENT (mado_agreement_get_type ())
G_DECLARE_FINAL_TYPE (MadoAgreement, mado_agreement, MADO, AGREEMENT, MadoRecord)

G_END_DECLS
