/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A term of the glossary. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_TERM (mado_term_get_type ())
G_DECLARE_FINAL_TYPE (MadoTerm, mado_term, MADO, TERM, MadoRecord)

G_END_DECLS
