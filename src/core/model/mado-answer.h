/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that the help desk gives, in both languages. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_ANSWER (mado_answer_get_type ())
G_DECLARE_FINAL_TYPE (MadoAnswer, mado_answer, MADO, ANSWER, MadoRecord)

G_END_DECLS
