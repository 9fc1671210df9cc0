/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links a record to cases: any case, found by its number or its words. While nothing is typed,
 * those that are open. */
#pragma once

#include "app/sections/desk/mado-linker.h"

G_BEGIN_DECLS

#define MADO_TYPE_RECORD_LINKER (mado_record_linker_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecordLinker, mado_record_linker, MADO, RECORD_LINKER, MadoLinker)

GtkWidget *mado_record_linker_new (GtkWindow *parent, MadoCaseDesk *desk, MadoRecord *record);

G_END_DECLS
