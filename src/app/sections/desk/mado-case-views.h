/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of the cases as chips, each with its count: one of them is chosen. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_VIEWS (mado_case_views_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseViews, mado_case_views, MADO, CASE_VIEWS, GtkWidget)

void mado_case_views_set_desk (MadoCaseViews *self, MadoCaseDesk *desk);
MadoCaseView mado_case_views_get_chosen (MadoCaseViews *self);
void mado_case_views_choose (MadoCaseViews *self, MadoCaseView view);

/* Signal: "chosen" (another view was). */

G_END_DECLS
