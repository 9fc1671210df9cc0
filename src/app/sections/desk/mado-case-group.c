/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that it stands on comes first: it asks when that has been shown, and the rule of
 * deadlines is read only where there is a case to be judged by it. */
#include "app/sections/desk/mado-case-group.h"

#include "app/sections/desk/mado-case-line.h"
#include "app/widgets/mado-plain-label.h"

#define PATIENCE 300 /* milliseconds that the page has for itself */

struct _MadoCaseGroup
{
  GtkBox parent_instance;
  GtkBox *rows;
  guint limit;

  MadoCaseDesk *desk; /* nullable */
  char *record;       /* nullable: what waits for somebody is shown */
  GPtrArray *found;   /* (element-type MadoCaseRow) */
  MadoCaseView view;  /* that is asked for */
  GCancellable *cancellable;
  guint timer;
};

G_DEFINE_FINAL_TYPE (MadoCaseGroup, mado_case_group, GTK_TYPE_BOX)

static void ask (MadoCaseGroup *self, MadoCaseView view);

/* --- Rows --- */

static void
append_case (MadoCaseGroup *self, MadoCaseRow *row)
{
  g_autoptr (MadoCaseItem) item = mado_case_item_new (row, self->desk);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = mado_case_line_new ();
  g_autofree char *name = NULL;

  mado_case_line_show (MADO_CASE_LINE (line), item, mado_case_desk_get_today (self->desk));
  if (self->record != NULL)
    mado_case_line_hide_who (MADO_CASE_LINE (line));
  name = mado_case_line_dup_name (MADO_CASE_LINE (line));
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", row->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->rows, button);
}

static void
show_found (MadoCaseGroup *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (guint i = 0; i < self->found->len; i++)
    append_case (self, self->found->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->found->len > 0);
}

/* --- Reading --- */

static void
take (MadoCaseGroup *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && self->found->len < self->limit; i++)
    {
      MadoCaseRow *row = g_ptr_array_index (rows, i);
      gboolean is_known = FALSE;

      for (guint k = 0; k < self->found->len; k++)
        is_known = is_known || ((MadoCaseRow *) self->found->pdata[k])->row == row->row;
      if (!is_known)
        g_ptr_array_add (self->found, mado_case_row_ref (row));
    }
}

/* Of what waits, what is nobody's follows what is due. A desk that cannot be read says so where it
 * is at home; here is nothing then. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = mado_cases_list_finish (result, &error);

  if (self->desk == NULL || mado_case_desk_get_context (self->desk) == NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    take (self, rows);
  if (self->found->len > 0 && mado_case_desk_get_rule (self->desk) == NULL)
    mado_case_desk_load (self->desk);
  else if (self->record == NULL && self->view == MADO_CASE_VIEW_DUE)
    ask (self, MADO_CASE_VIEW_UNASSIGNED);
  else
    show_found (self);
}

static void
ask (MadoCaseGroup *self, MadoCaseView view)
{
  MadoCaseRequest request = { 0 };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->view = view;
  mado_case_desk_fill_request (self->desk, &request);
  request.view = view;
  request.record = self->record;
  request.is_own = self->record == NULL;
  mado_cases_list_async (mado_case_desk_get_worker (self->desk), &request, self->limit,
                         self->cancellable, listed_cb, g_object_ref (self));
}

static void
begin (MadoCaseGroup *self)
{
  if (self->desk == NULL || mado_case_desk_get_context (self->desk) == NULL)
    return;
  g_ptr_array_set_size (self->found, 0);
  ask (self, self->record != NULL ? MADO_CASE_VIEW_ALL : MADO_CASE_VIEW_DUE);
}

static gboolean
begin_cb (gpointer user_data)
{
  MadoCaseGroup *self = user_data;
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));

  self->timer = 0;
  /* A page that is filled anew takes it out, and may leave it out. */
  if (place != NULL && gtk_widget_get_mapped (place))
    begin (self);
  return G_SOURCE_REMOVE;
}

/* Many changes in a row are one. */
static void
begin_soon (MadoCaseGroup *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->desk != NULL && gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    self->timer = g_timeout_add (PATIENCE, begin_cb, self);
}

static void
set_desk (MadoCaseGroup *self, MadoCaseDesk *desk)
{
  MadoContext *context = mado_case_desk_get_context (desk);

  if (self->desk == desk)
    return;
  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "ready", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (begin_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-reopened", G_CALLBACK (begin_soon), self,
                           G_CONNECT_SWAPPED);
}

static void
mado_case_group_dispose (GObject *object)
{
  MadoCaseGroup *self = MADO_CASE_GROUP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->record, g_free);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_case_group_parent_class)->dispose (object);
}

static void
mado_case_group_class_init (MadoCaseGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_group_dispose;
}

static void
mado_case_group_init (MadoCaseGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_row_unref);
}

/**
 * mado_case_group_new:
 * @heading: over the rows
 * @limit: cases at most
 */
GtkWidget *
mado_case_group_new (const char *heading, guint limit)
{
  MadoCaseGroup *self = g_object_new (MADO_TYPE_CASE_GROUP, NULL);
  GtkWidget *label = mado_plain_label_new (heading, "heading");

  g_return_val_if_fail (heading != NULL && limit > 0, NULL);

  self->limit = limit;
  gtk_widget_add_css_class (label, "block-head");
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
  return GTK_WIDGET (self);
}

void
mado_case_group_show_waiting (MadoCaseGroup *self, MadoCaseDesk *desk)
{
  g_return_if_fail (MADO_IS_CASE_GROUP (self) && MADO_IS_CASE_DESK (desk));

  set_desk (self, desk);
  begin_soon (self);
}

/**
 * mado_case_group_show_record:
 * @record: the id of a record
 */
void
mado_case_group_show_record (MadoCaseGroup *self, MadoCaseDesk *desk, const char *record)
{
  g_return_if_fail (MADO_IS_CASE_GROUP (self) && MADO_IS_CASE_DESK (desk) && record != NULL);

  set_desk (self, desk);
  if (g_strcmp0 (self->record, record) != 0)
    {
      g_free (self->record);
      self->record = g_strdup (record);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
  begin_soon (self);
}
