/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may help with a case: answers and other records, and cases that are like it, each with the
 * words that both have. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_SUGGESTIONS (mado_case_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseSuggestions, mado_case_suggestions, MADO, CASE_SUGGESTIONS, GtkBox)

GtkWidget *mado_case_suggestions_new (void);
void mado_case_suggestions_show (MadoCaseSuggestions *self, MadoCaseDesk *desk, MadoCase *the_case);

/* Signals: "inserted" (MadoRecord: an answer), "cited" (MadoRecord), "merged" (const char *id: the
 * case is to be merged into that one). */

G_END_DECLS
