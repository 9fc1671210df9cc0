/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event: its fields. */
#include "core/model/mado-event.h"

struct _MadoEvent
{
  MadoRecord parent_instance;

  char *direction;
};

static const MadoField fields[] = {
  MADO_FIELD_WORD (MadoEvent, direction, "direction", MADO_FIELD_FACET),
};

G_DEFINE_FINAL_TYPE (MadoEvent, mado_event, MADO_TYPE_RECORD)

static void
mado_event_class_init (MadoEventClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_EVENT, fields,
                             G_N_ELEMENTS (fields), "type date participants");
}

static void
mado_event_init (MadoEvent *self)
{
}
