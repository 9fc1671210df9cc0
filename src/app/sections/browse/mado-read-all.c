/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks all as read, with a way back for as long as the toast is there. */
#include "app/sections/browse/mado-read-all.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"

struct _MadoReadAll
{
  GtkButton parent_instance;

  MadoUnread *unread; /* nullable: the store is not open yet */
  guint32 kinds;
};

G_DEFINE_FINAL_TYPE (MadoReadAll, mado_read_all, GTK_TYPE_BUTTON)

static void
update (MadoReadAll *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->unread && mado_unread_count (self->unread, self->kinds) > 0);
}

static void
show_toast (MadoReadAll *self, AdwToast *toast)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (toasts)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static void
undo_cb (AdwToast *toast, MadoUnread *unread)
{
  const char *const *ids = g_object_get_data (G_OBJECT (toast), "ids");

  mado_unread_set (unread, ids, TRUE);
}

static void
mado_read_all_clicked (GtkButton *button)
{
  MadoReadAll *self = MADO_READ_ALL (button);
  g_auto (GStrv) ids = mado_unread_list (self->unread, self->kinds);
  guint n = g_strv_length (ids);
  g_autofree char *said = NULL;
  AdwToast *toast;

  mado_unread_set (self->unread, (const char *const *) ids, FALSE);
  said = g_strdup_printf (ngettext ("%u record marked as read", "%u records marked as read", n), n);
  toast = mado_toast_new (said);
  adw_toast_set_button_label (toast, _ ("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "ids", g_steal_pointer (&ids),
                          (GDestroyNotify) g_strfreev);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self->unread, 0);
  show_toast (self, toast);
}

static void
failed_cb (MadoReadAll *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  show_toast (self, mado_toast_new (advice));
}

static void
mado_read_all_dispose (GObject *object)
{
  g_clear_object (&MADO_READ_ALL (object)->unread);
  G_OBJECT_CLASS (mado_read_all_parent_class)->dispose (object);
}

static void
mado_read_all_class_init (MadoReadAllClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_read_all_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = mado_read_all_clicked;
}

static void
mado_read_all_init (MadoReadAll *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "mail-read-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Mark all as read"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Mark all as read"), -1);
  update (self);
}

/**
 * mado_read_all_set_context:
 * @context: (transfer none): open
 *
 * To be called once.
 */
void
mado_read_all_set_context (MadoReadAll *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_READ_ALL (self) && !self->unread);

  self->unread = g_object_ref (mado_context_get_unread (context));
  g_signal_connect_object (self->unread, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unread, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

void
mado_read_all_set_kinds (MadoReadAll *self, guint32 kinds)
{
  g_return_if_fail (MADO_IS_READ_ALL (self));

  self->kinds = kinds;
  update (self);
}
