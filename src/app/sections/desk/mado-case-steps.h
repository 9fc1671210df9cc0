/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the page of a case to the next one of the list, and to the one before, without leaving the
 * page. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @list: of cases, with a GtkSingleSelection */
void mado_case_steps_add (GtkListView *list, MadoCaseDesk *desk);
void mado_case_steps_focus (GtkListView *list);

G_END_DECLS
