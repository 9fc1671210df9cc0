/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row for each record with a star or a note. */
#include "app/sections/kept/mado-kept-page.h"

#include <glib/gi18n.h>

#include "app/sections/kept/mado-kept-content.h"
#include "app/sections/kept/mado-saved-list.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-desk-changes.h"
#include "app/sections/mado-section-page.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"

#define MOST 500u      /* rows that are made */
#define NOTE_LINES 4   /* of a note */
#define NOTE_WIDTH 600 /* characters of it */

struct _MadoKeptPage
{
  GtkBox parent_instance;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  GtkStack *stack;
  AdwStatusPage *status;
  MadoSavedList *saved;
  GtkListBox *list;

  MadoContext *context;
  GPtrArray *rows; /* (element-type MadoKeptRow), as many as are shown or more */
  GCancellable *cancellable;
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoKeptPage, mado_kept_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

static GtkWidget *
make_note (const char *note)
{
  g_autofree char *head = g_utf8_substring (note, 0, MIN (g_utf8_strlen (note, -1), NOTE_WIDTH));
  g_autofree char *inert = mado_inert_text (head, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), NOTE_LINES);
  mado_plain_label_tag (GTK_LABEL (label));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "kept-note");
  return label;
}

/* What a record said that is no longer there. */
static void
append_last_text (GtkBox *box, const MadoKeptRow *row)
{
  MadoText *summary = row->record ? mado_record_get_summary (row->record) : NULL;
  GtkWidget *badge
      = mado_badge_new (MADO_BADGE_PLAIN, _ ("No longer in the collection; as it was last"));

  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_box_append (box, badge);
  if (summary)
    gtk_box_append (box, mado_text_label_new (summary));
}

/* A record that is there is changed on its own page. */
static void
removed_cb (GtkWidget *button, MadoKeptPage *self)
{
  const MadoKeptRow *row = g_object_get_data (G_OBJECT (button), "row");
  MadoUndo *undo = mado_undo_get (self->context);
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));

  if (row->note)
    mado_change_note (undo, row->record, language, row->note, "", NULL);
  if (row->starred)
    mado_change_star (undo, row->record, language, FALSE);
}

static GtkWidget *
make_remove_button (MadoKeptPage *self, MadoKeptRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *label = _ ("Remove star and note");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "row", row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, 0);
  return button;
}

static GtkWidget *
make_row (MadoKeptPage *self, MadoKeptRow *kept)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = mado_text_label_new (kept->title);
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  const char *shown = mado_text_get (kept->title, language, NULL);
  g_autofree char *name
      = kept->note ? g_strdup_printf ("%s, %s", shown, kept->note) : g_strdup (shown);

  gtk_widget_add_css_class (title, "row-title");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), title);
  if (kept->has_vanished)
    append_last_text (GTK_BOX (text), kept);
  if (kept->note)
    gtk_box_append (GTK_BOX (text), make_note (kept->note));
  if (kept->record)
    {
      GtkWidget *mark = mado_mark_new (mado_record_get_kind (kept->record));

      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_box_append (GTK_BOX (box), text);
  if (kept->starred)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "starred-symbolic",
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                                 "tooltip-text", _ ("Starred"), NULL));
  if (kept->has_vanished && kept->record)
    gtk_box_append (GTK_BOX (box), make_remove_button (self, kept));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !kept->has_vanished);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill (MadoKeptPage *self)
{
  GtkListBoxRow *row;
  g_autofree char *count = NULL;
  guint n = self->rows ? self->rows->len : 0;

  if (!self->rows)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (n, MOST); i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->rows, i)));
  count = g_strdup_printf (ngettext ("%u record", "%u records", n), n);
  adw_window_title_set_subtitle (self->title, n > 0 ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_stack_set_visible_child_name (
      self->stack, n > 0 || mado_saved_list_get_n (self->saved) > 0 ? "list" : "empty");
}

static void
filled_cb (MadoKeptPage *self)
{
  fill (self);
}

static void
activated_cb (MadoKeptPage *self, GtkListBoxRow *row)
{
  const MadoKeptRow *kept
      = g_ptr_array_index (self->rows, (guint) gtk_list_box_row_get_index (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", kept->id);
}

static void
complain (MadoKeptPage *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);
  g_autofree char *markup = g_markup_escape_text (advice, -1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_status_page_set_title (self->status, _ ("Stars and notes cannot be shown"));
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
look_up (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_kept_rows_look_up (data, reader, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      complain (self, error);
      return;
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (g_task_get_task_data (G_TASK (result)));
  fill (self);
}

static void
list (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *rows = mado_kept_rows_list (desk, &error);

  if (rows)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) task = NULL;

  if (!rows)
    {
      complain (self, error);
      return;
    }
  task = g_task_new (self, self->cancellable, looked_up_cb, NULL);
  g_task_set_task_data (task, rows, (GDestroyNotify) g_ptr_array_unref);
  mado_context_read (self->context, task, look_up);
}

static void
reload (MadoKeptPage *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  mado_context_keep (self->context, task, list);
  mado_saved_list_reload (self->saved);
}

/* What changes while nobody looks is read when somebody does. */
static void
changed_cb (MadoKeptPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (page);

  self->context = g_object_ref (context);
  mado_saved_list_set_context (self->saved, context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)),
                           "notify::content-language", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  reload (self);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (page);

  mado_place_apply (place, self->header, self->back_button, self->sections_button);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
}

static void
mado_kept_page_map (GtkWidget *widget)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (widget);

  GTK_WIDGET_CLASS (mado_kept_page_parent_class)->map (widget);
  if (self->context)
    reload (self);
}

static void
mado_kept_page_dispose (GObject *object)
{
  MadoKeptPage *self = MADO_KEPT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_kept_page_parent_class)->dispose (object);
}

static void
mado_kept_page_class_init (MadoKeptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_kept_page_dispose;
  widget_class->map = mado_kept_page_map;
  g_type_ensure (MADO_TYPE_SAVED_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/kept/mado-kept-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, header);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, status);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, saved);
  gtk_widget_class_bind_template_child (widget_class, MadoKeptPage, list);
  gtk_widget_class_bind_template_callback (widget_class, filled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
mado_kept_page_init (MadoKeptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
