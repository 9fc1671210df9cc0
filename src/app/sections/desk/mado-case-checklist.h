/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checks of a reply have found: what is wrong, with what to do, and in short what is as it
 * should be. */
#pragma once

#include "core/desk/case/mado-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_CHECKLIST (mado_case_checklist_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseChecklist, mado_case_checklist, MADO, CASE_CHECKLIST, GtkBox)

/* @flaws: (element-type MadoCaseFlaw): of mado_case_checking_run_finish() */
void mado_case_checklist_show (MadoCaseChecklist *self, MadoCase *the_case, GPtrArray *flaws,
                               gboolean has_cited);

G_END_DECLS
