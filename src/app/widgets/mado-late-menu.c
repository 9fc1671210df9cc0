/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/mado-late-menu.h"

static void
create_cb (GtkMenuButton *button, gpointer model)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, model);
}

/**
 * mado_late_menu_attach:
 * @button: has no menu yet
 * @model: its menu; the button takes a reference
 */
void
mado_late_menu_attach (GtkMenuButton *button, GMenuModel *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && G_IS_MENU_MODEL (model));

  gtk_menu_button_set_create_popup_func (button, create_cb, g_object_ref (model), g_object_unref);
}
