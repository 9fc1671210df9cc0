/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an answer or an internal note is written. Whatever stands there for longer than a moment is
 * on the disk. A reply is looked at before it goes: what is wrong with it stands beneath, with what
 * to do. The program itself sends nothing: the mail program gets a draft. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_COMPOSER (mado_case_composer_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseComposer, mado_case_composer, MADO, CASE_COMPOSER, GtkBox)

void mado_case_composer_set_desk (MadoCaseComposer *self, MadoCaseDesk *desk);
/* @page (nullable): what is shown; a page of the same case keeps what is written */
void mado_case_composer_set_page (MadoCaseComposer *self, const MadoCasePage *page);
void mado_case_composer_begin (MadoCaseComposer *self, gboolean note);
/* Puts an answer's text and where it comes from at the cursor, in the enquirer's language. */
void mado_case_composer_insert_answer (MadoCaseComposer *self, MadoRecord *answer);
/* Any record, as a citation. */
void mado_case_composer_cite (MadoCaseComposer *self, MadoRecord *record);

/* Signal: "kept" (a reply or a note became a message). */

G_END_DECLS
