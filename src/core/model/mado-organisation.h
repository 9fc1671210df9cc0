/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An organisation of either side. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_ORGANISATION (mado_organisation_get_type ())
G_DECLARE_FINAL_TYPE (MadoOrganisation, mado_organisation, MADO, ORGANISATION, MadoRecord)

G_END_DECLS
