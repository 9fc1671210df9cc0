/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The toolkit hands keys to the accelerators before the widget that has the focus sees them:
 * Ctrl+K, which shortens a clause, would open the jump and throw the composition away. So as long
 * as there is one, the key goes to the widget first, and only what it has no use for goes on. */
#include "app/widgets/mado-composing.h"

typedef struct
{
  GtkWidget *text; /* weak: the text that has the focus */
  gulong handler;
  gboolean is_composing;
} Composing;

static void
preedit_changed_cb (GtkWidget *text, const char *preedit, gpointer user_data)
{
  Composing *self = user_data;

  self->is_composing = preedit && *preedit;
}

static void
leave_text (Composing *self)
{
  if (self->text)
    g_signal_handler_disconnect (self->text, self->handler);
  g_clear_weak_pointer (&self->text);
  self->is_composing = FALSE;
}

static void
focus_changed_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  Composing *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == self->text)
    return;
  leave_text (self);
  if (!GTK_IS_TEXT (focus) && !GTK_IS_TEXT_VIEW (focus))
    return;
  g_set_weak_pointer (&self->text, focus);
  self->handler
      = g_signal_connect (focus, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                gpointer user_data)
{
  Composing *self = user_data;

  if (!self->is_composing || !self->text)
    return GDK_EVENT_PROPAGATE;
  return gtk_event_controller_key_forward (controller, self->text);
}

static void
free_composing (gpointer data)
{
  Composing *self = data;

  leave_text (self);
  g_free (self);
}

/**
 * mado_composing_guard:
 * @window: its accelerators wait while somebody composes in it; to be called when it has its
 *   application, whose keys come first otherwise
 */
void
mado_composing_guard (GtkWindow *window)
{
  GtkEventController *keys;
  Composing *self;

  g_return_if_fail (GTK_IS_WINDOW (window));

  self = g_new0 (Composing, 1);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
  g_object_set_data_full (G_OBJECT (window), "composing", self, free_composing);
}
