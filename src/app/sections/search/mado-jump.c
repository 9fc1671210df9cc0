/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry, the rows and the line of keys; what was typed last is what is answered. */
#include "app/sections/search/mado-jump.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/search/mado-findings.h"
#include "app/sections/search/mado-hit-row.h"
#include "app/sections/search/mado-leap.h"
#include "app/sections/search/mado-link.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-scale.h"

#define WIDTH 540 /* pixels at text scale 1.0 */
#define FROM_TOP 72

struct _MadoJump
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  GtkSearchEntry *entry;
  GtkListBox *rows;
  GtkLabel *nothing;

  MadoContext *context;
  GCancellable *cancellable;
  GtkWidget *before; /* weak: what had the focus */
};

G_DEFINE_FINAL_TYPE (MadoJump, mado_jump, GTK_TYPE_WIDGET)

static void
read_leap (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoLeap *leap = mado_leap_read (source, data, cancellable, &error);

  if (leap)
    g_task_return_pointer (task, leap, (GDestroyNotify) mado_leap_free);
  else
    g_task_return_error (task, error);
}

static void
clear (MadoJump *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_list_box_remove (self->rows, child);
}

static GtkWidget *
make_row (const MadoHit *hit, MadoQuery *query, MadoLanguage language)
{
  MadoKind kind = mado_record_get_kind (hit->record);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = mado_hit_title_new (hit->record, query);
  GtkWidget *section = gtk_label_new (mado_kind_get_title (kind));
  g_autofree char *said
      = mado_inert_line (mado_text_get (mado_record_get_title (hit->record), language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", said, mado_kind_get_title (kind), NULL);

  g_object_set (title, "lines", 1, NULL);
  gtk_widget_add_css_class (section, "row-sub");
  gtk_box_append (GTK_BOX (box), mado_mark_new (kind));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), section);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  mado_hit_row_set_id (GTK_LIST_BOX_ROW (row), hit->record);
  return row;
}

static void
leap_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoJump *self = MADO_JUMP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLeap) leap = g_task_propagate_pointer (G_TASK (result), &error);
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear (self);
  for (guint i = 0; leap && i < leap->hits->len; i++)
    gtk_list_box_append (self->rows,
                         make_row (g_ptr_array_index (leap->hits, i), leap->query, language));
  gtk_list_box_select_row (self->rows, gtk_list_box_get_row_at_index (self->rows, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), !leap || leap->hits->len == 0);
}

static void
entry_changed_cb (MadoJump *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *plain = mado_findings_make_plain (text);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (!self->context || !*plain)
    {
      clear (self);
      gtk_widget_set_visible (GTK_WIDGET (self->nothing), FALSE);
      return;
    }
  task = g_task_new (self, self->cancellable, leap_read_cb, NULL);
  g_task_set_task_data (task, g_strdup (text), g_free);
  mado_context_read (self->context, task, read_leap);
}

static void
row_activated_cb (MadoJump *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (mado_hit_row_get_id (row));

  mado_jump_close (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", id);
}

static void
entry_activate_cb (MadoJump *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (mado_link_open (GTK_EDITABLE (self->entry)))
    mado_jump_close (self);
  else if (row)
    row_activated_cb (self, row);
}

static void
stop_search_cb (MadoJump *self)
{
  mado_jump_close (self);
}

/* The focus stays in the entry; the arrows walk the rows. */
static gboolean
key_pressed_cb (MadoJump *self, guint key)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->rows);
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (step == 0)
    return FALSE;
  next = gtk_list_box_get_row_at_index (
      self->rows, selected ? MAX (gtk_list_box_row_get_index (selected) + step, 0) : 0);
  if (next)
    gtk_list_box_select_row (self->rows, next);
  return TRUE;
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

static void
make_entry (MadoJump *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _ ("Jump to a title or a number"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Jump to a title or a number"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_card (MadoJump *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clamp = adw_clamp_new ();

  make_entry (self);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Records found"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->nothing = GTK_LABEL (gtk_label_new (_ ("Nothing found")));
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), FALSE);
  gtk_widget_add_css_class (card, "jump");
  gtk_widget_set_margin_start (card, 6);
  gtk_widget_set_margin_end (card, 6);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->nothing));
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
  g_signal_connect_object (click, "pressed", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
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
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
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
