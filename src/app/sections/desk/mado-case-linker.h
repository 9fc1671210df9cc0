/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links records to a case: any record, found by its number, its title or its text. While nothing is
 * typed, those that are linked. */
#pragma once

#include "app/sections/desk/mado-linker.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_LINKER (mado_case_linker_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseLinker, mado_case_linker, MADO, CASE_LINKER, MadoLinker)

GtkWidget *mado_case_linker_new (GtkWindow *parent, MadoCaseDesk *desk, MadoCase *the_case);

G_END_DECLS
