/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit's own capture moves no focus until a letter has arrived in the entry: an input
 * method, which first composes, would compose where nobody looks and lose its first keys. */
#include "app/widgets/mado-typing.h"

#define NOT_TYPING                                                                                 \
  (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)

static gboolean
is_typing (guint key, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  return (state & NOT_TYPING) == 0 && letter != 0 && g_unichar_isgraph (letter);
}

/* First the focus, which wakes the input method, then the key. */
static gboolean
key_pressed_cb (GtkSearchEntry *entry, guint key, guint code, GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry)));

  if (!is_typing (key, state))
    return GDK_EVENT_PROPAGATE;
  gtk_text_grab_focus_without_selecting (text);
  gtk_editable_set_position (GTK_EDITABLE (text), -1);
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
}

/**
 * mado_typing_lead:
 * @list: has the focus while somebody walks the rows
 * @entry: takes what is typed there
 */
void
mado_typing_lead (GtkWidget *list, GtkSearchEntry *entry)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_WIDGET (list) && GTK_IS_SEARCH_ENTRY (entry));

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), entry,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, keys);
}
