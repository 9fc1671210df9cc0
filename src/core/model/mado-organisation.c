/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An organisation of either side: its fields. */
#include "core/model/mado-organisation.h"

struct _MadoOrganisation
{
  MadoRecord parent_instance;

  char *side;
  MadoNameVariants *name_variants;
  MadoText *address;
};

static const MadoField fields[] = {
  MADO_FIELD_WORD (MadoOrganisation, side, "side", MADO_FIELD_REQUIRED | MADO_FIELD_FACET),
  MADO_FIELD (MadoOrganisation, name_variants, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoOrganisation, address, MADO_FIELD_SEARCHED),
};

G_DEFINE_FINAL_TYPE (MadoOrganisation, mado_organisation, MADO_TYPE_RECORD)

static void
mado_organisation_class_init (MadoOrganisationClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_ORGANISATION, fields,
                             G_N_ELEMENTS (fields), "type");
}

static void
mado_organisation_init (MadoOrganisation *self)
{
}
