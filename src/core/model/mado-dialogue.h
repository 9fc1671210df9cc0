/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting, visit or negotiation of the policy dialogue. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_DIALOGUE (mado_dialogue_get_type ())
G_DECLARE_FINAL_TYPE (MadoDialogue, mado_dialogue, MADO, DIALOGUE, MadoRecord)

G_END_DECLS
