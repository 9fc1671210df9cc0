/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button beside a list's search that chooses the order of its rows. */
#pragma once

#include "app/sections/browse/mado-order.h"

G_BEGIN_DECLS

#define MADO_TYPE_ORDER_BUTTON (mado_order_button_get_type ())
G_DECLARE_FINAL_TYPE (MadoOrderButton, mado_order_button, MADO, ORDER_BUTTON, GtkWidget)

/* Signal: "chosen" (const char *word). */
void mado_order_button_set_section (MadoOrderButton *self, const MadoSection *section,
                                    const char *word);
/* Whatever else is chosen there. @more (nullable): sections of items of the group "table", which
 * @actions is */
void mado_order_button_set_more (MadoOrderButton *self, GMenuModel *more, GActionGroup *actions);
void mado_order_button_open (MadoOrderButton *self);

G_END_DECLS
