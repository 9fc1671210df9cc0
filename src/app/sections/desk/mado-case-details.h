/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else is known of a case, each value a button that changes it; and the records that the case
 * is linked to. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_DETAILS (mado_case_details_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseDetails, mado_case_details, MADO, CASE_DETAILS, GtkBox)

GtkWidget *mado_case_details_new (void);
void mado_case_details_show (MadoCaseDetails *self, MadoCaseDesk *desk, const MadoCasePage *page);
/* Opens the choice of a field. */
void mado_case_details_open (MadoCaseDetails *self, MadoCaseField field);

G_END_DECLS
