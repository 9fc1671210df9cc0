/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoGradualModel: the items of another model, given to a view a few at a time.
 *
 * A list view makes the widgets of two hundred rows at once when its model is filled: a long turn
 * of the main loop, at each key of a search. Here it gets what fills a screen, and the others while
 * nothing else is to be done. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_TYPE_GRADUAL_MODEL (mado_gradual_model_get_type ())
G_DECLARE_FINAL_TYPE (MadoGradualModel, mado_gradual_model, MADO, GRADUAL_MODEL, GObject)

MadoGradualModel *mado_gradual_model_new (GListModel *model);
void mado_gradual_model_reach (MadoGradualModel *self, guint position);

G_END_DECLS
