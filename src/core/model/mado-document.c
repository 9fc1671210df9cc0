/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: its fields. */
#include "core/model/mado-document.h"

struct _MadoDocument
{
  MadoRecord parent_instance;

  MadoText *publisher;
  MadoFlag link_lost;
};

static const MadoField fields[] = {
  MADO_FIELD (MadoDocument, publisher, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoDocument, link_lost, 0),
};

G_DEFINE_FINAL_TYPE (MadoDocument, mado_document, MADO_TYPE_RECORD)

static void
mado_document_class_init (MadoDocumentClass *klass)
{
  mado_record_class_install (MADO_RECORD_CLASS (klass), MADO_KIND_DOCUMENT, fields,
                             G_N_ELEMENTS (fields), "type");
}

static void
mado_document_init (MadoDocument *self)
{
}
