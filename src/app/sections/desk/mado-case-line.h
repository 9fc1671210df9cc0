/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the list of cases: the title and the enquirer's language; who asks; when it is due, the
 * status, the number. */
#pragma once

#include "app/sections/desk/mado-case-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_LINE (mado_case_line_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseLine, mado_case_line, MADO, CASE_LINE, GtkBox)

GtkWidget *mado_case_line_new (void);
/* Sets the accessible name of the list's row, its parent, too. */
void mado_case_line_show (MadoCaseLine *self, MadoCaseItem *item, gint today);
/* Without who asks: where the desk itself is not open. */
void mado_case_line_hide_who (MadoCaseLine *self);
/* "Question · due Wed 2 Dec · Open". transfer full */
char *mado_case_line_dup_name (MadoCaseLine *self);

G_END_DECLS
