/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk tells which searches there are, the reader what they find; then they are shown. */
#include "app/sections/kept/mado-saved-list.h"

#include <glib/gi18n.h>

#include "app/sections/kept/mado-saved-rows.h"
#include "app/sections/kept/mado-saved.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

struct _MadoSavedList
{
  GtkBox parent_instance;

  GtkLabel *problem;
  GtkListBox *list;

  MadoContext *context;
  GPtrArray *rows; /* nullable (element-type MadoSavedRow) */
  GCancellable *cancellable;
};

enum
{
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoSavedList, mado_saved_list, GTK_TYPE_BOX)

static MadoSavedRow *
get_row (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static void
renamed_cb (MadoSavedList *self, GtkWidget *button)
{
  mado_saved_rename (GTK_WIDGET (self), self->context, get_row (button)->search);
}

static void
removed_cb (MadoSavedList *self, GtkWidget *button)
{
  mado_saved_change (self->context, get_row (button)->search, NULL);
}

static GtkWidget *
make_button (MadoSavedList *self, MadoSavedRow *row, const char *icon, const char *label,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *shown = mado_inert_line (row->search->name, NULL);
  g_autofree char *name = g_strdup_printf (label, shown);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static char *
format_count (const MadoSavedRow *row)
{
  g_autofree char *number = mado_number_format ((gint64) MIN (row->count, G_MAXINT64),
                                                mado_display_get_interface_language ());

  return g_strdup_printf (
      ngettext ("%s record", "%s records", (gulong) MIN (row->count, G_MAXULONG)), number);
}

/* Returns: (transfer full) (nullable): what the last update brought */
static char *
format_news (const MadoSavedRow *row)
{
  g_autofree char *number = mado_number_format ((gint64) MIN (row->n_new, G_MAXINT64),
                                                mado_display_get_interface_language ());

  if (row->n_new == 0)
    return NULL;
  /* Translators: of a search; %s is how many of its records the last update brought or changed. */
  return g_strdup_printf (row->is_more ? _ ("%s or more new") : _ ("%s new"), number);
}

static void
append_numbers (GtkBox *box, const MadoSavedRow *row, const char *count, const char *news)
{
  GtkWidget *label;

  if (news)
    {
      GtkWidget *badge = mado_badge_new (MADO_BADGE_INFO, news);

      gtk_widget_set_tooltip_text (badge, _ ("New or changed with the last update"));
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      gtk_box_append (box, badge);
    }
  if (row->is_mistaken)
    label = mado_badge_new (MADO_BADGE_WARN, _ ("The search cannot be read"));
  else
    {
      label = mado_plain_label_new (count, "row-sub");
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
    }
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (box, label);
}

static GtkWidget *
make_row (MadoSavedList *self, MadoSavedRow *saved)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *shown = mado_inert_line (saved->search->name, NULL);
  g_autofree char *what = mado_saved_describe (saved->search->section, saved->search->query);
  g_autofree char *count = format_count (saved);
  g_autofree char *news = format_news (saved);
  g_autofree char *name = g_strjoin (", ", shown, what, count, news, NULL);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), mado_plain_label_new (shown, "row-title"));
  gtk_box_append (GTK_BOX (text), mado_plain_label_new (what, "row-sub"));
  gtk_box_append (GTK_BOX (box), text);
  append_numbers (GTK_BOX (box), saved, count, news);
  gtk_box_append (GTK_BOX (box), make_button (self, saved, "document-edit-symbolic",
                                              _ ("Rename: %s"), G_CALLBACK (renamed_cb)));
  gtk_box_append (GTK_BOX (box), make_button (self, saved, "user-trash-symbolic", _ ("Remove: %s"),
                                              G_CALLBACK (removed_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "row", saved);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill (MadoSavedList *self)
{
  GtkListBoxRow *row;
  guint n = mado_saved_list_get_n (self);

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->rows, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  g_signal_emit (self, signals[FILLED], 0);
}

static void
complain (MadoSavedList *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->problem, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
activated_cb (MadoSavedList *self, GtkListBoxRow *row)
{
  const MadoSavedSearch *search = get_row (GTK_WIDGET (row))->search;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-section", "(ss)", search->section,
                              search->query);
}

/* --- Reading --- */

/* It crosses to the reader's thread. */
typedef struct
{
  GPtrArray *rows;
  char *profile;
} Counting;

static void
free_counting (gpointer data)
{
  Counting *self = data;

  g_ptr_array_unref (self->rows);
  g_free (self->profile);
  g_free (self);
}

static void
list (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rows = mado_saved_rows_list (desk, &error);

  if (rows)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
count (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const Counting *counting = data;
  GError *error = NULL;

  if (mado_saved_rows_count (counting->rows, reader, counting->profile, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoSavedList *self = MADO_SAVED_LIST (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      complain (self, error);
      return;
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (((Counting *) g_task_get_task_data (G_TASK (result)))->rows);
  fill (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoSavedList *self = MADO_SAVED_LIST (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = g_task_propagate_pointer (G_TASK (result), &error);
  Counting *counting;
  g_autoptr (GTask) task = NULL;

  if (!rows)
    {
      complain (self, error);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  counting = g_new0 (Counting, 1);
  counting->rows = rows;
  counting->profile = g_strdup (mado_context_get_profile (self->context));
  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_task_data (task, counting, free_counting);
  mado_context_read (self->context, task, count);
}

static void
mado_saved_list_dispose (GObject *object)
{
  MadoSavedList *self = MADO_SAVED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_saved_list_parent_class)->dispose (object);
}

static void
mado_saved_list_finalize (GObject *object)
{
  g_clear_pointer (&MADO_SAVED_LIST (object)->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_saved_list_parent_class)->finalize (object);
}

static void
mado_saved_list_class_init (MadoSavedListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_saved_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_saved_list_finalize;
  signals[FILLED] = g_signal_new ("filled", MADO_TYPE_SAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
mado_saved_list_init (MadoSavedList *self)
{
  GtkWidget *heading = mado_plain_label_new (_ ("Saved searches"), "heading");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (heading, "saved-head");
  self->problem = GTK_LABEL (mado_plain_label_new ("", "row-sub"));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "hits");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved searches"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * mado_saved_list_set_context:
 * @context: (transfer none): open
 *
 * To be called once; nothing is read before mado_saved_list_reload().
 */
void
mado_saved_list_set_context (MadoSavedList *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_SAVED_LIST (self) && !self->context);

  self->context = g_object_ref (context);
}

guint
mado_saved_list_get_n (MadoSavedList *self)
{
  g_return_val_if_fail (MADO_IS_SAVED_LIST (self), 0);

  return self->rows ? self->rows->len : 0;
}

void
mado_saved_list_reload (MadoSavedList *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_SAVED_LIST (self) && self->context);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  mado_context_keep (self->context, task, list);
}
