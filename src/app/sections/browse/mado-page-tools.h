/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page offers beside reading: its menu, copying, the languages brought level, terms. */
#pragma once

#include "app/sections/browse/mado-copy.h"
#include "app/sections/browse/mado-page.h"

G_BEGIN_DECLS

GtkWidget *mado_page_tools_make_menu (gboolean is_narrow);
void mado_page_tools_copy (GtkWidget *page, const MadoCopy *copy);
void mado_page_tools_listen_for_copy (GtkWidget *widget, GtkWidget *page,
                                      GtkPropagationPhase phase);
void mado_page_tools_print (GtkWidget *page, MadoSheet *sheet);
void mado_page_tools_let_drag (GtkWidget *record, GtkWidget *citation, MadoContext *context);

G_END_DECLS
