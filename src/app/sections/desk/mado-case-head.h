/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a case's page: number, status and what else is known in badges, the title, which can
 * be written here, and who asked how and when. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_HEAD (mado_case_head_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseHead, mado_case_head, MADO, CASE_HEAD, GtkBox)

GtkWidget *mado_case_head_new (void);
void mado_case_head_show (MadoCaseHead *self, MadoCaseDesk *desk, const MadoCasePage *page);
void mado_case_head_edit_title (MadoCaseHead *self);

G_END_DECLS
