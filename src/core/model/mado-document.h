/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: a text of an agreement, a roadmap, a report. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_DOCUMENT (mado_document_get_type ())
G_DECLARE_FINAL_TYPE (MadoDocument, mado_document, MADO, DOCUMENT, MadoRecord)

G_END_DECLS
