/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list box, so that it is one stop for the Tab key and the arrows walk it. */
#include "app/sections/browse/mado-index-strip.h"

#include <glib/gi18n.h>

#define LEAST 3 /* letters: fewer are no help */

struct _MadoIndexStrip
{
  GtkWidget parent_instance;

  GtkListBox *rows;
  GCancellable *cancellable;
};

enum
{
  JUMPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoIndexStrip, mado_index_strip, GTK_TYPE_WIDGET)

static void
row_activated_cb (MadoIndexStrip *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[JUMPED], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "row")));
}

static void
mado_index_strip_dispose (GObject *object)
{
  MadoIndexStrip *self = MADO_INDEX_STRIP (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_index_strip_parent_class)->dispose (object);
}

static void
mado_index_strip_class_init (MadoIndexStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_index_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[JUMPED] = g_signal_new ("jumped", MADO_TYPE_INDEX_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mado_index_strip_init (MadoIndexStrip *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->rows), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "index-strip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Index"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->rows));
  gtk_widget_set_parent (scroll, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static char *
describe (const char *label)
{
  if (g_utf8_get_char (label) == 0x4ed6) /* 他 */
    return g_strdup (_ ("Others, without a reading"));
  if (g_str_equal (label, "A–Z"))
    return g_strdup (_ ("Latin letters"));
  if (g_utf8_get_char (label) >= 0x3041)
    /* Translators: a row of the Japanese syllabary; %s is its first kana. */
    return g_strdup_printf (_ ("Row %s"), label);
  /* Translators: %s is a letter. */
  return g_strdup_printf (_ ("Letter %s"), label);
}

static GtkWidget *
make_row (const MadoHead *head)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = describe (head->label);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), gtk_label_new (head->label));
  gtk_widget_set_tooltip_text (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "row", GUINT_TO_POINTER (head->row));
  return row;
}

static void
free_request (gpointer data)
{
  MadoRequest *request = data;

  g_clear_pointer (&request->query, mado_query_unref);
  g_free (request);
}

static void
read_heads (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *heads = mado_reader_list_heads (source, data, cancellable, &error);

  if (heads)
    g_task_return_pointer (task, heads, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* Where the list cannot be read it says so itself, and there is no strip. */
static void
heads_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoIndexStrip *self = MADO_INDEX_STRIP (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads = g_task_propagate_pointer (G_TASK (result), &error);
  GtkWidget *child;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))))
    gtk_list_box_remove (self->rows, child);
  for (guint i = 0; heads && i < heads->len; i++)
    gtk_list_box_append (self->rows, make_row (g_ptr_array_index (heads, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), heads && heads->len >= LEAST);
}

/**
 * mado_index_strip_set_request:
 * @request: what the list beside it shows
 */
void
mado_index_strip_set_request (MadoIndexStrip *self, MadoContext *context,
                              const MadoRequest *request)
{
  g_autoptr (GTask) task = NULL;
  MadoRequest *asked;

  g_return_if_fail (MADO_IS_INDEX_STRIP (self) && request != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (request->order != MADO_ORDER_NAME_EN && request->order != MADO_ORDER_NAME_JA)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  asked = g_memdup2 (request, sizeof *request);
  if (asked->query)
    mado_query_ref (asked->query);
  task = g_task_new (self, self->cancellable, heads_read_cb, NULL);
  g_task_set_task_data (task, asked, free_request);
  mado_context_read (context, task, read_heads);
}
