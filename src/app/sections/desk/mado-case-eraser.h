/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a case away for good, after asking: the one thing that is done to a case and not undone. */
#pragma once

#include <gtk/gtk.h>

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

void mado_case_eraser_ask (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case);

G_END_DECLS
