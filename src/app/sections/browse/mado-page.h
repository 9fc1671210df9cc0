/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record: everything that is known of it, in English, Japanese or both. */
#pragma once

#include "app/sections/mado-section-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_PAGE (mado_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoPage, mado_page, MADO, PAGE, GtkBox)

void mado_page_set_context (MadoPage *self, MadoContext *context);
void mado_page_set_place (MadoPage *self, MadoPlace place);
void mado_page_show (MadoPage *self, const char *id);
const char *mado_page_get_id (MadoPage *self); /* nullable: nothing is shown */
void mado_page_focus (MadoPage *self);
void mado_page_toggle_star (MadoPage *self);
char *mado_page_dup_citation (MadoPage *self); /* nullable: nothing is shown */

G_END_DECLS
