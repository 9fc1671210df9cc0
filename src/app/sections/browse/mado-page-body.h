/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a record's page, and behind them what outlives them: its cases and the note. */
#pragma once

#include <gtk/gtk.h>

#include "app/sections/browse/mado-page-content.h"

G_BEGIN_DECLS

#define MADO_TYPE_PAGE_BODY (mado_page_body_get_type ())
G_DECLARE_FINAL_TYPE (MadoPageBody, mado_page_body, MADO, PAGE_BODY, GtkBox)

/* Shows @content (transfer none; kept by the caller until the next call) in place of what was
 * there. A note that is being written is not left. @is_narrow: the page is the only pane. */
void mado_page_body_fill (MadoPageBody *self, MadoContext *context, MadoPageContent *content,
                          gboolean is_narrow);
void mado_page_body_clear (MadoPageBody *self);

G_END_DECLS
