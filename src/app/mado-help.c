/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help speaks the language of the interface, and needs neither a network nor another program.
 */
#include "app/mado-help.h"

#include <glib/gi18n.h>

#include "app/mado-help-text.h"
#include "app/widgets/mado-display.h"

#define NARROW 560 /* below this, contents and page stand behind one another */

struct _MadoHelp
{
  AdwWindow parent_instance;
  GtkWidget *back_button;
  GtkWidget *contents;
  GtkWidget *entry;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkBox *page;

  MadoLanguage language;
  GPtrArray *texts; /* (element-type utf8), as many as there are pages */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (MadoHelp, mado_help, ADW_TYPE_WINDOW)

static void
show_side (MadoHelp *self, gboolean contents)
{
  gtk_widget_set_visible (self->contents, contents || !self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), !contents || !self->is_narrow);
  gtk_widget_set_visible (self->back_button, self->is_narrow && !contents);
  gtk_widget_set_hexpand (self->contents, self->is_narrow);
}

static void
width_changed_cb (MadoHelp *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  self->is_narrow = width > 0 && width < NARROW;
  show_side (self, FALSE);
}

static void
back_cb (MadoHelp *self)
{
  show_side (self, TRUE);
  gtk_widget_grab_focus (self->entry);
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer user_data)
{
  MadoHelp *self = user_data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return mado_help_text_holds (
      g_ptr_array_index (self->texts, (guint) gtk_list_box_row_get_index (row)), words);
}

static void
searched_cb (MadoHelp *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter in the search: the first page that is left. */
static void
activate_cb (MadoHelp *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        gtk_list_box_select_row (self->list, row);
        show_side (self, FALSE);
        return;
      }
}

static void
selected_cb (MadoHelp *self, GtkListBoxRow *row)
{
  if (!row)
    return;
  mado_help_text_fill (self->page,
                       g_ptr_array_index (self->texts, (guint) gtk_list_box_row_get_index (row)),
                       self->language);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
activated_cb (MadoHelp *self)
{
  show_side (self, FALSE);
}

static GtkWidget *
make_row (const char *text)
{
  g_autofree char *title = mado_help_dup_title (text);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "section-title");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
mado_help_dispose (GObject *object)
{
  MadoHelp *self = MADO_HELP (object);

  if (self->list)
    gtk_list_box_set_filter_func (self->list, NULL, NULL, NULL);
  self->list = NULL;
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_help_parent_class)->dispose (object);
}

static void
mado_help_class_init (MadoHelpClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_help_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-help.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, contents);
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, list);
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoHelp, page);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_help_init (MadoHelp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->language = mado_display_get_interface_language ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < mado_help_get_n (); i++)
    {
      char *text = mado_help_dup_text (i, self->language);

      g_ptr_array_add (self->texts, text);
      gtk_list_box_append (self->list, make_row (text));
    }
  gtk_list_box_set_filter_func (self->list, is_shown, self, NULL);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (width_changed_cb), NULL);
}

/**
 * mado_help_new:
 * @parent: (nullable): the window beside which it is read
 */
GtkWidget *
mado_help_new (GtkWindow *parent)
{
  MadoHelp *self = g_object_new (MADO_TYPE_HELP, NULL);
  int width = parent ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int own_width, own_height;

  gtk_window_get_default_size (GTK_WINDOW (self), &own_width, &own_height);
  if (width > 0 && width < own_width)
    gtk_window_set_default_size (GTK_WINDOW (self), width, own_height);
  width_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * mado_help_show:
 * @id: a page; the first one where there is none of that name
 */
void
mado_help_show (MadoHelp *self, const char *id)
{
  guint i;

  g_return_if_fail (MADO_IS_HELP (self));

  mado_help_find (id, &i);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
  show_side (self, FALSE);
}
