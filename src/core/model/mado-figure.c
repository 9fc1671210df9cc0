/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure, in whole units of what it counts: its fields. */
#include "core/model/mado-figure.h"

struct _MadoFigure
{
  MadoRecord parent_instance;

  MadoNumber value;
  char *unit;
  char *qualifier;
  MadoNumber value_min;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoFigure, value, MADO_FIELD_REQUIRED),
  MADO_FIELD_WORD (MadoFigure, unit, "unit", MADO_FIELD_REQUIRED),
  MADO_FIELD_WORD (MadoFigure, qualifier, "qualifier", MADO_FIELD_REQUIRED),
  MADO_FIELD (MadoFigure, value_min, 0),
};

G_DEFINE_FINAL_TYPE (MadoFigure, mado_figure, MADO_TYPE_RECORD)

static void
mado_figure_class_init (MadoFigureClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_FIGURE, fields,
                             G_N_ELEMENTS (fields), NULL);
}

static void
mado_figure_init (MadoFigure *self)
{
}
