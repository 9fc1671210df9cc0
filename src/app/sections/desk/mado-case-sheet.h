/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a case: what state it is in, who asked what and when, the conversation, where an
 * answer is written; beside it when it is due and what may help. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_SHEET (mado_case_sheet_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseSheet, mado_case_sheet, MADO, CASE_SHEET, GtkBox)

G_END_DECLS
