/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two buttons over a case: its status and who works on it. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_PICKS (mado_case_picks_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePicks, mado_case_picks, MADO, CASE_PICKS, GtkBox)

/* @the_case (nullable): none is shown */
void mado_case_picks_show (MadoCasePicks *self, MadoCaseDesk *desk, MadoCase *the_case);
void mado_case_picks_open (MadoCasePicks *self, MadoCaseField field);

G_END_DECLS
