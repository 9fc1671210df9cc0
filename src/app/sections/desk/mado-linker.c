/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row is marked when the desk has the link, not when it was picked. */
#include "app/sections/desk/mado-linker.h"

#include <glib/gi18n.h>

#include "app/sections/search/mado-picker.h"
#include "app/widgets/mado-inert.h"

typedef struct
{
  AdwWindowTitle *title;
  MadoPicker *picker;

  MadoCaseDesk *desk;
  GHashTable *linked; /* (element-type utf8) ids */
  GCancellable *cancellable;
} MadoLinkerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MadoLinker, mado_linker, ADW_TYPE_WINDOW)

static MadoLinkerPrivate *
get_private (MadoLinker *self)
{
  return mado_linker_get_instance_private (self);
}

static const char *
get_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "link");
}

static gboolean
is_linked (MadoLinker *self, const char *id)
{
  return g_hash_table_contains (get_private (self)->linked, id);
}

static void
mark (MadoLinker *self, GtkWidget *row)
{
  GtkWidget *check
      = gtk_widget_get_last_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  const char *name = g_object_get_data (G_OBJECT (row), "said");
  gboolean linked = is_linked (self, get_id (row));
  /* Translators: a record or a case that a link leads to. */
  g_autofree char *said = linked ? g_strdup_printf (_ ("%s, linked"), name) : g_strdup (name);

  gtk_widget_set_opacity (check, linked ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
picked_cb (MadoLinker *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  MADO_LINKER_GET_CLASS (self)->set_linked (self, row, get_id (GTK_WIDGET (row)),
                                            !is_linked (self, get_id (GTK_WIDGET (row))));
}

static void
stopped_cb (MadoLinker *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
desk_changed_cb (MadoLinker *self, const char *id)
{
  MADO_LINKER_GET_CLASS (self)->look_again (self, id);
}

static void
mado_linker_dispose (GObject *object)
{
  MadoLinkerPrivate *private = get_private (MADO_LINKER (object));

  g_cancellable_cancel (private->cancellable);
  g_clear_object (&private->cancellable);
  g_clear_object (&private->desk);
  G_OBJECT_CLASS (mado_linker_parent_class)->dispose (object);
}

static void
mado_linker_finalize (GObject *object)
{
  g_hash_table_unref (get_private (MADO_LINKER (object))->linked);
  G_OBJECT_CLASS (mado_linker_parent_class)->finalize (object);
}

static void
mado_linker_class_init (MadoLinkerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_linker_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_linker_finalize;
  g_type_ensure (MADO_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-linker.ui");
  gtk_widget_class_bind_template_child_private (widget_class, MadoLinker, title);
  gtk_widget_class_bind_template_child_private (widget_class, MadoLinker, picker);
  gtk_widget_class_bind_template_callback (widget_class, mado_linker_ask);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_linker_init (MadoLinker *self)
{
  get_private (self)->linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mado_linker_set_up (MadoLinker *self, MadoCaseDesk *desk, const char *title, const char *about,
                    const char *hint, const char *rows)
{
  MadoLinkerPrivate *private;
  g_autofree char *inert = NULL;

  g_return_if_fail (MADO_IS_LINKER (self) && MADO_IS_CASE_DESK (desk) && about != NULL);

  private = get_private (self);
  private->desk = g_object_ref (desk);
  inert = mado_inert_line (about, NULL);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (private->title, title);
  adw_window_title_set_subtitle (private->title, inert);
  mado_picker_set_words (private->picker, hint, rows);
  g_signal_connect_object (mado_case_desk_get_context (desk), "desk-changed",
                           G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  mado_picker_begin (private->picker);
}

MadoCaseDesk *
mado_linker_get_desk (MadoLinker *self)
{
  g_return_val_if_fail (MADO_IS_LINKER (self), NULL);

  return get_private (self)->desk;
}

/**
 * mado_linker_ask:
 *
 * For the rows that answer what is in the entry now.
 */
void
mado_linker_ask (MadoLinker *self)
{
  MadoLinkerPrivate *private;

  g_return_if_fail (MADO_IS_LINKER (self));

  private = get_private (self);
  g_cancellable_cancel (private->cancellable);
  g_clear_object (&private->cancellable);
  private->cancellable = g_cancellable_new ();
  if (private->desk != NULL)
    MADO_LINKER_GET_CLASS (self)->ask (
        self, gtk_editable_get_text (mado_picker_get_entry (private->picker)),
        private->cancellable);
}

void
mado_linker_begin_rows (MadoLinker *self)
{
  g_return_if_fail (MADO_IS_LINKER (self));

  mado_picker_clear (get_private (self)->picker);
}

void
mado_linker_append (MadoLinker *self, GtkWidget *row, const char *id, const char *name)
{
  GtkWidget *check;

  g_return_if_fail (MADO_IS_LINKER (self) && GTK_IS_LIST_BOX_ROW (row) && id != NULL);

  check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                        GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), check);
  g_object_set_data_full (G_OBJECT (row), "link", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (row), "said", g_strdup (name), g_free);
  mark (self, row);
  mado_picker_append (get_private (self)->picker, row);
}

void
mado_linker_end_rows (MadoLinker *self)
{
  g_return_if_fail (MADO_IS_LINKER (self));

  mado_picker_end (get_private (self)->picker);
}

void
mado_linker_mark (MadoLinker *self, GHashTable *ids)
{
  MadoLinkerPrivate *private;
  GtkListBoxRow *row;

  g_return_if_fail (MADO_IS_LINKER (self) && ids != NULL);

  private = get_private (self);
  g_hash_table_unref (private->linked);
  private->linked = g_hash_table_ref (ids);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (mado_picker_get_rows (private->picker), i));
       i++)
    mark (self, GTK_WIDGET (row));
}
