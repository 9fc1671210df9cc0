/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Caught on its way down. */
#include "app/sections/desk/mado-case-keys.h"

void
mado_case_keys_add_end (GtkWidget *widget, GtkShortcutFunc end)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget) && end != NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (end, NULL, NULL)));
  gtk_widget_add_controller (widget, keys);
}
