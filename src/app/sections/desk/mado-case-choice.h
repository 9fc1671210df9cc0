/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover that sets one field of a case: its values with what they mean, or an entry, or the next
 * working days. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_CHOICE (mado_case_choice_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseChoice, mado_case_choice, MADO, CASE_CHOICE, GtkPopover)

GtkWidget *mado_case_choice_new (MadoCaseField field);
/* It is filled when it is opened. */
void mado_case_choice_set_case (MadoCaseChoice *self, MadoCaseDesk *desk, MadoCase *the_case);

G_END_DECLS
