/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed last is what is answered. */
#include "app/sections/search/mado-jump.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/search/mado-findings.h"
#include "app/sections/search/mado-hit-row.h"
#include "app/sections/search/mado-leap.h"
#include "app/sections/search/mado-link.h"
#include "app/sections/search/mado-picker.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-scale.h"

#define WIDTH 540 /* pixels at text scale 1.0 */
#define FROM_TOP 72

struct _MadoJump
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  MadoPicker *picker;

  MadoContext *context;
  GCancellable *cancellable;
  GtkWidget *before; /* weak: what had the focus */
};

G_DEFINE_FINAL_TYPE (MadoJump, mado_jump, GTK_TYPE_WIDGET)

static void
leap_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoJump) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLeap) leap = mado_leap_read_finish (result, &error);
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));

  if (!self->context || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  mado_picker_clear (self->picker);
  for (guint i = 0; leap && i < leap->hits->len; i++)
    mado_picker_append (self->picker, mado_hit_row_new_short (g_ptr_array_index (leap->hits, i),
                                                              leap->query, language));
  mado_picker_end (self->picker);
}

static void
asked_cb (MadoJump *self, const char *text)
{
  g_autofree char *plain = mado_findings_make_plain (text);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->context && *plain)
    mado_leap_read_async (self->context, text, MADO_LEAP_TITLES, self->cancellable, leap_read_cb,
                          g_object_ref (self));
  else
    mado_picker_clear (self->picker);
}

static void
picked_cb (MadoJump *self, GtkListBoxRow *row)
{
  g_autofree char *id = row ? g_strdup (mado_hit_row_get_id (row)) : NULL;

  if (mado_link_open (mado_picker_get_entry (self->picker)))
    mado_jump_close (self);
  else if (id)
    {
      mado_jump_close (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", id);
    }
}

static void
stopped_cb (MadoJump *self)
{
  mado_jump_close (self);
}

static GtkWidget *
make_keys (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  const char *const words[] = { _ ("↑↓ choose"), _ ("Enter open"), _ ("Esc close") };

  gtk_widget_add_css_class (line, "keys");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *label = gtk_label_new (words[i]);

      gtk_widget_add_css_class (label, "row-sub");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, i == 1);
      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), label);
    }
  return line;
}

static void
mado_jump_dispose (GObject *object)
{
  MadoJump *self = MADO_JUMP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->before);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_jump_parent_class)->dispose (object);
}

static void
mado_jump_class_init (MadoJumpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_jump_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_card (MadoJump *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clamp = adw_clamp_new ();

  self->picker = g_object_new (MADO_TYPE_PICKER, NULL);
  mado_picker_set_words (self->picker, _ ("Jump to a title or a number"), _ ("Records found"));
  g_signal_connect_object (self->picker, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "stopped", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (card, "jump");
  gtk_widget_set_margin_start (card, 6);
  gtk_widget_set_margin_end (card, 6);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->picker));
  gtk_box_append (GTK_BOX (card), make_keys ());
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), mado_scale_apply (GTK_WIDGET (self), WIDTH));
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp),
                                      mado_scale_apply (GTK_WIDGET (self), WIDTH));
  adw_clamp_set_child (ADW_CLAMP (clamp), card);
  gtk_widget_set_valign (clamp, GTK_ALIGN_START);
  gtk_widget_set_margin_top (clamp, FROM_TOP);
  return clamp;
}

static void
mado_jump_init (MadoJump *self)
{
  GtkWidget *shade = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  self->overlay = gtk_overlay_new ();
  gtk_widget_add_css_class (shade, "jump-shade");
  g_signal_connect_object (click, "pressed", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (shade, GTK_EVENT_CONTROLLER (click));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), shade);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), make_card (self));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * mado_jump_set_context:
 * @context: (transfer none): open
 *
 * To be called once.
 */
void
mado_jump_set_context (MadoJump *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_JUMP (self) && !self->context);

  self->context = g_object_ref (context);
}

void
mado_jump_open (MadoJump *self)
{
  GtkRoot *root;

  g_return_if_fail (MADO_IS_JUMP (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && root)
    g_set_weak_pointer (&self->before, gtk_root_get_focus (root));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  mado_picker_begin (self->picker);
}

gboolean
mado_jump_close (MadoJump *self)
{
  g_return_val_if_fail (MADO_IS_JUMP (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  g_cancellable_cancel (self->cancellable);
  if (self->before && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
  g_clear_weak_pointer (&self->before);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return TRUE;
}
