/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other case is read as soon as its number is typed, so that nobody merges by number alone. */
#include "app/sections/desk/mado-case-merger.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-inert.h"

struct _MadoCaseMerger
{
  AdwWindow parent_instance;
  GtkWidget *merge_button;
  AdwActionRow *source_row;
  AdwEntryRow *number_row;
  AdwActionRow *target_row;
  AdwEntryRow *reason_row;

  MadoCaseDesk *desk;
  MadoCase *source;
  MadoCase *target; /* nullable: not known yet */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MadoCaseMerger, mado_case_merger, ADW_TYPE_WINDOW)

static gboolean
is_other (MadoCaseMerger *self)
{
  return self->target != NULL
         && !g_str_equal (mado_case_get_id (self->target), mado_case_get_id (self->source));
}

static void
update (MadoCaseMerger *self)
{
  g_autofree char *reason
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));

  gtk_widget_set_sensitive (self->merge_button, is_other (self) && *reason != '\0');
}

static guint
count_messages (MadoCase *the_case)
{
  GPtrArray *events = mado_case_get_events (the_case);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += mado_case_shows (the_case, events->pdata[i]);
  return n;
}

static void
show_case (AdwActionRow *row, MadoCase *the_case, const MadoCasePerson *person)
{
  g_autofree char *title = mado_case_words_dup_title (
      mado_case_get_value (the_case, MADO_CASE_TITLE), mado_case_get_number (the_case));
  g_autofree char *number = mado_case_words_dup_number (mado_case_get_number (the_case));
  g_autofree char *name = person != NULL ? mado_case_person_dup_name (person) : NULL;
  guint n = count_messages (the_case);
  g_autofree char *messages = g_strdup_printf (ngettext ("%u message", "%u messages", n), n);
  g_autofree char *line = name != NULL && *name != '\0'
                              ? g_strjoin (" · ", number, name, messages, NULL)
                              : g_strjoin (" · ", number, messages, NULL);
  g_autofree char *inert_title = mado_inert_line (title, NULL);
  g_autofree char *inert_line = mado_inert_line (line, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), inert_title);
  adw_action_row_set_subtitle (row, inert_line);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseMerger) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCasePage) page = mado_cases_load_finish (result, &error);

  if (self->source == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->target);
  if (page != NULL)
    self->target = g_object_ref (page->the_case);
  gtk_widget_set_visible (GTK_WIDGET (self->target_row), TRUE);
  if (is_other (self))
    show_case (self->target_row, self->target, page->person);
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->target_row),
                                     page != NULL ? _ ("This is the case itself")
                                                  : _ ("There is no case with this number"));
      adw_action_row_set_subtitle (self->target_row, "");
    }
  update (self);
}

static void
load (MadoCaseMerger *self, const char *name)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  mado_cases_load_async (mado_case_desk_get_worker (self->desk), name, self->cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
number_changed_cb (MadoCaseMerger *self)
{
  const char *number = gtk_editable_get_text (GTK_EDITABLE (self->number_row));
  g_autofree char *name = g_strconcat ("case:", number, NULL);

  g_clear_object (&self->target);
  update (self);
  if (*number != '\0')
    load (self, name);
}

static void
merge_cb (MadoCaseMerger *self)
{
  g_autofree char *reason
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));

  if (!is_other (self) || *reason == '\0')
    return;
  mado_case_change_merge (self->desk, self->source, self->target, reason);
  mado_case_desk_choose (self->desk, mado_case_get_id (self->target));
  gtk_window_close (GTK_WINDOW (self));
}

static void
mado_case_merger_dispose (GObject *object)
{
  MadoCaseMerger *self = MADO_CASE_MERGER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_object (&self->source);
  g_clear_object (&self->target);
  G_OBJECT_CLASS (mado_case_merger_parent_class)->dispose (object);
}

static void
mado_case_merger_class_init (MadoCaseMergerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_merger_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-merger.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseMerger, merge_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseMerger, source_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseMerger, number_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseMerger, target_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseMerger, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_case_merger_init (MadoCaseMerger *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->source_row), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->target_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->target_row), FALSE);
}

GtkWidget *
mado_case_merger_new (GtkWindow *parent, MadoCaseDesk *desk, const MadoCasePage *page,
                      const char *into)
{
  MadoCaseMerger *self = g_object_new (MADO_TYPE_CASE_MERGER, "transient-for", parent, NULL);

  g_return_val_if_fail (MADO_IS_CASE_DESK (desk) && page != NULL, NULL);

  self->desk = g_object_ref (desk);
  self->source = g_object_ref (page->the_case);
  show_case (self->source_row, page->the_case, page->person);
  gtk_widget_grab_focus (GTK_WIDGET (into != NULL ? self->reason_row : self->number_row));
  if (into != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->number_row), FALSE);
      load (self, into);
    }
  return GTK_WIDGET (self);
}
