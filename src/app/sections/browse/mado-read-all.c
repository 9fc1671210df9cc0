/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks all as read: a step of the undo stack. */
#include "app/sections/browse/mado-read-all.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-undo.h"
#include "app/widgets/mado-toast.h"

struct _MadoReadAll
{
  GtkButton parent_instance;

  MadoContext *context; /* nullable: the store is not open yet */
  MadoUnread *unread;   /* of the context */
  guint32 kinds;
};

#define MADO_READ_ALL_CHANGED "unread" /* for "desk-changed" of the context */

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

static gboolean
mark_read (MadoDesk *desk, gconstpointer ids, GError **error)
{
  return mado_desk_set_unread (desk, ids, FALSE, error);
}

static gboolean
mark_unread (MadoDesk *desk, gconstpointer ids, GError **error)
{
  return mado_desk_set_unread (desk, ids, TRUE, error);
}

static void
show_read (MadoContext *context, gconstpointer ids, gboolean is_done)
{
  mado_unread_show (mado_context_get_unread (context), ids, !is_done);
}

static void
free_ids (gpointer ids)
{
  g_strfreev (ids);
}

static void
mado_read_all_clicked (GtkButton *button)
{
  MadoReadAll *self = MADO_READ_ALL (button);
  char **ids = mado_unread_list (self->unread, self->kinds);
  guint n = g_strv_length (ids);
  g_autofree char *name
      = g_strdup_printf (ngettext ("%u record marked as read", "%u records marked as read", n), n);
  const MadoUndoChange change = { .name = name,
                                  .id = MADO_READ_ALL_CHANGED,
                                  .apply = mark_read,
                                  .revert = mark_unread,
                                  .show = show_read };

  mado_undo_do (mado_undo_get (self->context), &change, ids, free_ids);
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
  MadoReadAll *self = MADO_READ_ALL (object);

  g_clear_object (&self->unread);
  g_clear_object (&self->context);
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

  self->context = g_object_ref (context);
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
