/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person, as holder of an office: its fields. No address, no telephone number. */
#include "core/model/mado-person.h"

struct _MadoPerson
{
  MadoRecord parent_instance;

  MadoPersonName *name;
  MadoText *office;
  MadoDate *as_of;
  MadoFlag historic;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoPerson, name, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoPerson, office, MADO_FIELD_REQUIRED | MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoPerson, as_of, 0),
  MADO_FIELD (MadoPerson, historic, MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
};

G_DEFINE_FINAL_TYPE (MadoPerson, mado_person, MADO_TYPE_RECORD)

static void
mado_person_class_init (MadoPersonClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_PERSON, fields,
                             G_N_ELEMENTS (fields), "participants");
}

static void
mado_person_init (MadoPerson *self)
{
}
