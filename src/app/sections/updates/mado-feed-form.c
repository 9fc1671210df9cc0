/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is trusted before the button at the end is pressed. */
#include "app/sections/updates/mado-feed-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/sections/updates/mado-updates-words.h"

#define NAME_MOST 40 /* letters of a name that is proposed */

struct _MadoFeedForm
{
  AdwExpanderRow parent_instance;

  AdwActionRow *root_row;
  AdwActionRow *keys_row;
  AdwEntryRow *place_row;
  AdwEntryRow *name_row;
  GtkWidget *add_button;

  MadoContext *context;
  MadoUpdates *updates;
  GCancellable *cancellable;
  char *root;          /* (type filename) (nullable) */
  gboolean is_named;   /* by the user */
  gboolean is_writing; /* the name, by us */
};

G_DEFINE_FINAL_TYPE (MadoFeedForm, mado_feed_form, ADW_TYPE_EXPANDER_ROW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The rule of a feed's name: it is that of sets. */
static gboolean
is_name (const char *text)
{
  return *text != '\0' && *text != '-' && strlen (text) <= NAME_MOST
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static void
check (MadoFeedForm *self)
{
  const char *name = get_text (self->name_row);
  gboolean has_name = is_name (name);

  if (*name != '\0' && !has_name)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_widget_set_sensitive (self->add_button,
                            self->root && has_name && *get_text (self->place_row) != '\0');
}

/* The host's name, or the folder's. */
static char *
propose_name (const char *place)
{
  g_autoptr (GUri) uri = g_uri_parse (place, G_URI_FLAGS_NONE, NULL);
  g_autofree char *folder = g_path_get_basename (place);
  const char *from = uri && g_uri_get_host (uri) ? g_uri_get_host (uri) : folder;
  GString *name = g_string_new (NULL);

  if (g_str_has_prefix (from, "www."))
    from += strlen ("www.");
  for (; *from != '\0' && name->len < NAME_MOST; from++)
    if (g_ascii_isalnum (*from))
      g_string_append_c (name, g_ascii_tolower (*from));
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  return g_string_free (name, FALSE);
}

static void
place_changed_cb (MadoFeedForm *self)
{
  g_autofree char *name = propose_name (get_text (self->place_row));

  if (!self->is_named)
    {
      self->is_writing = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
      self->is_writing = FALSE;
    }
  check (self);
}

static void
name_changed_cb (MadoFeedForm *self)
{
  self->is_named = self->is_named || !self->is_writing;
  check (self);
}

/* --- The root file --- */

static void
show_keys (MadoFeedForm *self, const MadoFeedRoot *root)
{
  g_autofree char *title = mado_updates_format_threshold (root);
  g_autofree char *keys = mado_updates_format_keys (root);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keys_row), title);
  adw_action_row_set_subtitle (self->keys_row, keys);
  gtk_widget_set_visible (GTK_WIDGET (self->keys_row), TRUE);
}

static void
read_root (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoFeedRoot *root = mado_feed_root_load (data, cancellable, &error);

  if (root)
    g_task_return_pointer (task, root, (GDestroyNotify) mado_feed_root_free);
  else
    g_task_return_error (task, error);
}

static void
root_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoFeedForm *self = MADO_FEED_FORM (source);
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoFeedRoot) root = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_filename_display_basename (path ? path : "");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->root, g_free);
  if (root && path)
    {
      self->root = g_steal_pointer (&path);
      adw_action_row_set_subtitle (self->root_row, name);
      show_keys (self, root);
    }
  else
    {
      g_autofree char *text
          /* Translators: %s is the name of a file. */
          = g_strdup_printf (_ ("%s is no root file. Choose the one that the publisher gave you."),
                             name);

      adw_action_row_set_subtitle (self->root_row, text);
      gtk_widget_set_visible (GTK_WIDGET (self->keys_row), FALSE);
    }
  check (self);
}

static void
root_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoFeedForm *self = MADO_FEED_FORM (source);
  g_autoptr (GFile) file = mado_files_take_chosen (result);
  g_autoptr (GTask) task = NULL;

  if (!file || !self->context)
    return;
  task = g_task_new (self, self->cancellable, root_read_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&file), g_object_unref);
  mado_context_read (self->context, task, read_root);
}

static void
choose_root_cb (MadoFeedForm *self)
{
  mado_files_choose_async (GTK_WIDGET (self), _ ("Root file of the feed"), _ ("Root files"),
                           "*.json", root_chosen_cb, NULL);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoFeedForm *self = MADO_FEED_FORM (source);
  g_autoptr (GFile) folder = mado_files_take_chosen (result);
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;

  if (path)
    gtk_editable_set_text (GTK_EDITABLE (self->place_row), path);
}

static void
choose_folder_cb (MadoFeedForm *self)
{
  mado_files_choose_folder_async (GTK_WIDGET (self), _ ("Folder or USB stick with the feed"),
                                  folder_chosen_cb, NULL);
}

static void
add_cb (MadoFeedForm *self)
{
  mado_updates_add (self->updates, get_text (self->name_row), get_text (self->place_row),
                    self->root);
  g_clear_pointer (&self->root, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->place_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  self->is_named = FALSE;
  adw_action_row_set_subtitle (self->root_row, _ ("the publisher gave it to you by a way that you "
                                                  "trust"));
  gtk_widget_set_visible (GTK_WIDGET (self->keys_row), FALSE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  check (self);
}

static void
mado_feed_form_dispose (GObject *object)
{
  MadoFeedForm *self = MADO_FEED_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->updates);
  g_clear_object (&self->context);
  g_clear_pointer (&self->root, g_free);
  G_OBJECT_CLASS (mado_feed_form_parent_class)->dispose (object);
}

static void
mado_feed_form_class_init (MadoFeedFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_feed_form_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/updates/mado-feed-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoFeedForm, root_row);
  gtk_widget_class_bind_template_child (widget_class, MadoFeedForm, keys_row);
  gtk_widget_class_bind_template_child (widget_class, MadoFeedForm, place_row);
  gtk_widget_class_bind_template_child (widget_class, MadoFeedForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, MadoFeedForm, add_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_root_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
mado_feed_form_init (MadoFeedForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  /* libadwaita names the line that unfolds, not the row with what is unfolded. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/**
 * mado_feed_form_set_context:
 * @context: an open context
 */
void
mado_feed_form_set_context (MadoFeedForm *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_FEED_FORM (self));

  self->context = g_object_ref (context);
  self->updates = g_object_ref (mado_updates_get (context));
}
