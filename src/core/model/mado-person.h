/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person, as holder of an office. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_PERSON (mado_person_get_type ())
G_DECLARE_FINAL_TYPE (MadoPerson, mado_person, MADO, PERSON, MadoRecord)

G_END_DECLS
