/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows take no focus, and so must be scrolled to by hand. */
#include "app/sections/search/mado-picker.h"

#include <glib/gi18n.h>

struct _MadoPicker
{
  GtkBox parent_instance;
  GtkSearchEntry *entry;
  GtkScrolledWindow *scroller;
  GtkListBox *rows;
  GtkWidget *nothing;
};

enum
{
  ASKED,
  PICKED,
  STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoPicker, mado_picker, GTK_TYPE_BOX)

static void
changed_cb (MadoPicker *self)
{
  g_signal_emit (self, signals[ASKED], 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
activate_cb (MadoPicker *self)
{
  g_signal_emit (self, signals[PICKED], 0, gtk_list_box_get_selected_row (self->rows));
}

static void
row_activated_cb (MadoPicker *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PICKED], 0, row);
}

static void
stop_search_cb (MadoPicker *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static void
scroll_to (MadoPicker *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->rows), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static gboolean
key_pressed_cb (MadoPicker *self, guint key)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->rows);
  int step = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *next;

  if (step == 0)
    return GDK_EVENT_PROPAGATE;
  next = gtk_list_box_get_row_at_index (
      self->rows, selected ? MAX (gtk_list_box_row_get_index (selected) + step, 0) : 0);
  if (next)
    {
      gtk_list_box_select_row (self->rows, next);
      scroll_to (self, GTK_WIDGET (next));
    }
  return GDK_EVENT_STOP;
}

static void
mado_picker_class_init (MadoPickerClass *klass)
{
  signals[ASKED] = g_signal_new ("asked", MADO_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PICKED] = g_signal_new ("picked", MADO_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GTK_TYPE_LIST_BOX_ROW);
  signals[STOPPED] = g_signal_new ("stopped", MADO_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
make_entry (MadoPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
mado_picker_init (MadoPicker *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "picker");
  make_entry (self);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE, "child", self->rows, NULL);
  self->nothing = gtk_label_new (_ ("Nothing found"));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->scroller));
  gtk_box_append (GTK_BOX (self), self->nothing);
}

void
mado_picker_set_words (MadoPicker *self, const char *hint, const char *rows)
{
  g_return_if_fail (MADO_IS_PICKER (self) && hint != NULL && rows != NULL);

  g_object_set (self->entry, "placeholder-text", hint, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, rows,
                                  -1);
}

GtkEditable *
mado_picker_get_entry (MadoPicker *self)
{
  g_return_val_if_fail (MADO_IS_PICKER (self), NULL);

  return GTK_EDITABLE (self->entry);
}

GtkListBox *
mado_picker_get_rows (MadoPicker *self)
{
  g_return_val_if_fail (MADO_IS_PICKER (self), NULL);

  return self->rows;
}

void
mado_picker_begin (MadoPicker *self)
{
  g_return_if_fail (MADO_IS_PICKER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
mado_picker_clear (MadoPicker *self)
{
  GtkWidget *child;

  g_return_if_fail (MADO_IS_PICKER (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_list_box_remove (self->rows, child);
  gtk_widget_set_visible (self->nothing, FALSE);
}

void
mado_picker_append (MadoPicker *self, GtkWidget *row)
{
  g_return_if_fail (MADO_IS_PICKER (self) && GTK_IS_LIST_BOX_ROW (row));

  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->rows, row);
}

void
mado_picker_end (MadoPicker *self)
{
  GtkListBoxRow *first;

  g_return_if_fail (MADO_IS_PICKER (self));

  first = gtk_list_box_get_row_at_index (self->rows, 0);
  gtk_list_box_select_row (self->rows, first);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_set_visible (self->nothing, first == NULL);
}
