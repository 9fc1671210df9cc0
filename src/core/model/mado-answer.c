/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that the help desk gives: its fields. */
#include "core/model/mado-answer.h"

struct _MadoAnswer
{
  MadoRecord parent_instance;

  char *category;
  MadoWords *audience;
  char *direction;
  MadoFlag check_before_use;
  MadoDate *reviewed_on;
};

static const MadoField fields[] = {
  MADO_FIELD_WORD (MadoAnswer, category, "answer_category", MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoAnswer, audience, "audience", MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoAnswer, direction, "direction", MADO_FIELD_FACET),
  MADO_FIELD (MadoAnswer, check_before_use, MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
  MADO_FIELD (MadoAnswer, reviewed_on, MADO_FIELD_REQUIRED),
};

G_DEFINE_FINAL_TYPE (MadoAnswer, mado_answer, MADO_TYPE_RECORD)

static void
mado_answer_class_init (MadoAnswerClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_ANSWER, fields,
                             G_N_ELEMENTS (fields), "status");
}

static void
mado_answer_init (MadoAnswer *self)
{
}
