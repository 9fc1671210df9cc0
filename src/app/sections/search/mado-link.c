/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a pasted address to the window's actions. */
#include "app/sections/search/mado-link.h"

#include "app/sections/mado-address.h"

gboolean
mado_link_open (GtkEditable *entry)
{
  GtkWidget *widget;
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (MadoAddress) address = NULL;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), FALSE);

  widget = GTK_WIDGET (entry);
  text = g_strdup (gtk_editable_get_text (entry));
  bare = g_strstrip (g_strdup (text));
  if (!g_str_has_prefix (bare, MADO_ADDRESS_SCHEME ":"))
    return FALSE;
  address = mado_address_parse (bare, NULL);
  if (address == NULL)
    return FALSE;
  if (address->record != NULL)
    gtk_widget_activate_action (widget, "win.open-record", "s", address->record);
  else if (address->section == NULL)
    gtk_widget_activate_action (widget, "win.search-everywhere", "s",
                                address->query != NULL ? address->query : "");
  else
    gtk_widget_activate_action (widget, "win.open-section", "(ss)", address->section,
                                address->query != NULL ? address->query : "");
  if (g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, "");
  return TRUE;
}
