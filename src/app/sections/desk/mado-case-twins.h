/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case was merged with, a line each, and a button that takes the merge back. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_case_twins_fill (GtkBox *box, MadoCaseDesk *desk, const MadoCasePage *page);

G_END_DECLS
