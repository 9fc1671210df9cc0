/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A term of the glossary: its fields. */
#include "core/model/mado-term.h"

struct _MadoTerm
{
  MadoRecord parent_instance;

  char *category;
  MadoFlag verified;
};

static const MadoField fields[] = {
  MADO_FIELD_WORD (MadoTerm, category, "term_category", MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
  MADO_FIELD (MadoTerm, verified, MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
};

G_DEFINE_FINAL_TYPE (MadoTerm, mado_term, MADO_TYPE_RECORD)

static void
mado_term_class_init (MadoTermClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_TERM, fields,
                             G_N_ELEMENTS (fields), NULL);
}

static void
mado_term_init (MadoTerm *self)
{
}
