/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting, visit or negotiation of the policy dialogue: it has the fields of every record. */
#include "core/model/mado-dialogue.h"

struct _MadoDialogue
{
  MadoRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoDialogue, mado_dialogue, MADO_TYPE_RECORD)

static void
mado_dialogue_class_init (MadoDialogueClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_DIALOGUE, NULL, 0,
                             "type participants");
}

static void
mado_dialogue_init (MadoDialogue *self)
{
}
