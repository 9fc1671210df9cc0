/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card of a term of the glossary, beside where a page names it: shown to a pointer that rests
 * on the term, or by a key to the caret. Nothing in the text tells of it before. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_TERM_CARD (mado_term_card_get_type ())
G_DECLARE_FINAL_TYPE (MadoTermCard, mado_term_card, MADO, TERM_CARD, GtkPopover)

/* Signal: "none-found": no text of the page that was asked about names a term. */
MadoTermCard *mado_term_card_new (GtkWidget *page, MadoContext *context);
void mado_term_card_explain (MadoTermCard *self, GtkWidget *within);

G_END_DECLS
