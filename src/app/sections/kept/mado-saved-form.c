/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry, in which the query stands until somebody has a better name. */
#include "app/sections/kept/mado-saved-form.h"

#include <glib/gi18n.h>

#include "app/sections/kept/mado-saved.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

struct _MadoSavedForm
{
  AdwWindow parent_instance;

  AdwEntryRow *name;
  GtkLabel *what;
  GtkWidget *save_button;

  MadoContext *context;
  MadoSavedSearch *before; /* nullable: a new one */
  char *section;
  char *query;
};

G_DEFINE_FINAL_TYPE (MadoSavedForm, mado_saved_form, ADW_TYPE_WINDOW)

static MadoSavedSearch *
read_search (MadoSavedForm *self)
{
  return mado_saved_search_new (self->before ? self->before->id : NULL,
                                gtk_editable_get_text (GTK_EDITABLE (self->name)), self->section,
                                self->query, NULL);
}

static void
changed_cb (MadoSavedForm *self)
{
  g_autoptr (MadoSavedSearch) search = read_search (self);

  gtk_widget_set_sensitive (self->save_button, search != NULL);
}

static void
save_cb (MadoSavedForm *self)
{
  g_autoptr (MadoSavedSearch) search = read_search (self);

  if (!search)
    return;
  if (!self->before || g_strcmp0 (self->before->name, search->name) != 0)
    mado_saved_change (self->context, self->before, search);
  gtk_window_close (GTK_WINDOW (self));
}

static void
mado_saved_form_finalize (GObject *object)
{
  MadoSavedForm *self = MADO_SAVED_FORM (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->before, mado_saved_search_free);
  g_free (self->section);
  g_free (self->query);
  G_OBJECT_CLASS (mado_saved_form_parent_class)->finalize (object);
}

static void
mado_saved_form_class_init (MadoSavedFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_saved_form_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/kept/mado-saved-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSavedForm, name);
  gtk_widget_class_bind_template_child (widget_class, MadoSavedForm, what);
  gtk_widget_class_bind_template_child (widget_class, MadoSavedForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_saved_form_init (MadoSavedForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_saved_form_new:
 * @search: (nullable): what is renamed; %NULL: a new one
 *
 * Returns: (transfer none): the form, to be presented
 */
GtkWidget *
mado_saved_form_new (MadoContext *context, const MadoSavedSearch *search, const char *section,
                     const char *query)
{
  MadoSavedForm *self = g_object_new (MADO_TYPE_SAVED_FORM, NULL);
  g_autofree char *inert = mado_inert_line (query, NULL);
  g_autofree char *what = mado_saved_describe (section, query);

  self->context = g_object_ref (context);
  self->before = search ? mado_saved_search_copy (search) : NULL;
  self->section = g_strdup (section);
  self->query = g_strdup (query);
  if (search)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Rename the search"));
  gtk_label_set_label (self->what, what);
  mado_plain_label_tag (self->what);
  gtk_editable_set_text (GTK_EDITABLE (self->name), search ? search->name : inert);
  gtk_editable_select_region (GTK_EDITABLE (self->name), 0, -1);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->name));
  changed_cb (self);
  return GTK_WIDGET (self);
}
