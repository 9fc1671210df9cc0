/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project or programme: its fields. */
#include "core/model/mado-project.h"

struct _MadoProject
{
  MadoRecord parent_instance;

  char *programme;
  MadoNumber duration_months;
  MadoNumber partners;
  MadoNumber partners_europe;
  MadoNumber partners_japan;
  MadoMoney budget;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoProject, programme, MADO_FIELD_SEARCHED | MADO_FIELD_FACET),
  MADO_FIELD (MadoProject, duration_months, 0),
  MADO_FIELD (MadoProject, partners, 0),
  MADO_FIELD (MadoProject, partners_europe, 0),
  MADO_FIELD (MadoProject, partners_japan, 0),
  MADO_FIELD (MadoProject, budget, 0),
};

G_DEFINE_FINAL_TYPE (MadoProject, mado_project, MADO_TYPE_RECORD)

static void
mado_project_class_init (MadoProjectClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_PROJECT, fields,
                             G_N_ELEMENTS (fields), "type status");
}

static void
mado_project_init (MadoProject *self)
{
}
