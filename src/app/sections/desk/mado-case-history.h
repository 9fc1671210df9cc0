/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of a case: when, who, what it was before and is after. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_case_history_fill (GtkBox *box, MadoCaseDesk *desk, MadoCase *the_case);

G_END_DECLS
