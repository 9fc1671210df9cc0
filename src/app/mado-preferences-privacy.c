/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept where, and a description of the program for whoever helps, with nobody's data in it.
 */
#include "app/mado-preferences-private.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#include "app/sections/mado-launch.h"

/* What the page is told by a worker. */
typedef struct
{
  char *profile;
  guint64 records_size;
  guint64 desk_size;
  gint64 edition;
  guint64 count;
} Facts;

/* Of the page. */
typedef struct
{
  AdwActionRow *records;
  AdwActionRow *desk;
  GtkWidget *copy;
  char *profile;
  gint64 edition;
  guint64 count;
} Page;

static void
free_facts (gpointer data)
{
  Facts *self = data;

  g_free (self->profile);
  g_free (self);
}

static void
free_page (gpointer data)
{
  Page *self = data;

  g_free (self->profile);
  g_free (self);
}

/* A database and the log beside it. */
static guint64
measure (const char *profile, const char *name)
{
  static const char *const ends[] = { "", "-wal" };
  guint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file_name = g_strconcat (name, ends[i], NULL);
      g_autoptr (GFile) file = g_file_new_build_filename (profile, file_name, NULL);
      g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                      G_FILE_QUERY_INFO_NONE, NULL, NULL);

      if (info)
        sum += (guint64) g_file_info_get_size (info);
    }
  return sum;
}

static void
read_facts (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  Facts *facts = data;
  g_auto (MadoStanding) standing = { 0 };
  GError *error = NULL;

  facts->records_size = measure (facts->profile, "records.db");
  facts->desk_size = measure (facts->profile, "desk.db");
  if (!mado_reader_get_standing (reader, &standing, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  facts->edition = standing.edition;
  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    facts->count += standing.counts[kind];
  g_task_return_boolean (task, TRUE);
}

static void
show_size (AdwActionRow *row, guint64 size)
{
  g_autofree char *words = g_format_size (size);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
}

static void
facts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Page *self = g_object_get_data (source, "page");
  const Facts *facts = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  /* Where the records cannot be read, the window says so; the sizes and the rest are true. */
  g_task_propagate_boolean (G_TASK (result), &error);
  show_size (self->records, facts->records_size);
  show_size (self->desk, facts->desk_size);
  self->edition = facts->edition;
  self->count = facts->count;
  gtk_widget_set_sensitive (self->copy, TRUE);
}

static char *
dup_diagnostics (const Page *self)
{
  return g_strdup_printf (
      "Madoguchi %s\nGTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u, SQLite %s\n"
      "language %s, renderer %s\nedition %" G_GINT64_FORMAT ", %" G_GUINT64_FORMAT " records\n",
      MADO_VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
      adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
      glib_major_version, glib_minor_version, glib_micro_version, sqlite3_libversion (),
      g_get_language_names ()[0], g_getenv ("GSK_RENDERER") ? g_getenv ("GSK_RENDERER") : "default",
      self->edition, self->count);
}

static void
copy_cb (GtkWidget *button, GtkWidget *page)
{
  g_autofree char *text = dup_diagnostics (g_object_get_data (G_OBJECT (page), "page"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Copied"));
}

/* The path stands beside the button. */
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkButton) button = user_data;
  g_autoptr (GError) error = NULL;

  if (!mado_launch_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_button_set_label (button, _ ("No program opens it"));
}

static void
open_cb (GtkWidget *button, GtkWidget *page)
{
  const Page *self = g_object_get_data (G_OBJECT (page), "page");
  g_autoptr (GFile) folder = g_file_new_for_path (self->profile);
  g_autofree char *address = g_file_get_uri (folder);

  mado_launch_async (button, address, opened_cb, g_object_ref (button));
}

static GtkWidget *
make_button (const char *label, GCallback callback, GtkWidget *page)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, page, 0);
  return button;
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static AdwPreferencesGroup *
add_group (GtkWidget *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  return group;
}

/**
 * mado_preferences_make_privacy:
 * @profile: (type filename): the folder of the profile
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
mado_preferences_make_privacy (MadoContext *context, const char *profile)
{
  GtkWidget *page = adw_preferences_page_new ();
  g_autoptr (GTask) task = g_task_new (page, NULL, facts_read_cb, NULL);
  g_autofree char *shown = g_filename_display_name (profile);
  Facts *facts = g_new0 (Facts, 1);
  Page *self = g_new0 (Page, 1);
  AdwPreferencesGroup *group;
  AdwActionRow *row;

  self->profile = g_strdup (profile);
  g_object_set_data_full (G_OBJECT (page), "page", self, free_page);
  group = add_group (
      page, _ ("What is kept on this computer"),
      _ ("Everything is in one folder. Nothing of it leaves this computer by itself."));
  row = add_row (group, _ ("Folder"), shown);
  adw_action_row_add_suffix (row, make_button (_ ("Open folder"), G_CALLBACK (open_cb), page));
  self->records = add_row (group, _ ("Records and their index"),
                           _ ("records.db: published facts; made again when it is damaged"));
  self->desk = add_row (group, _ ("Stars, notes, what is unread"),
                        _ ("desk.db: yours alone; a copy is made before its form changes"));
  group
      = add_group (page, _ ("For whoever helps you"),
                   _ ("Versions, language, edition and the number of records. No names, no notes, "
                      "no searches, no folders."));
  row = add_row (group, _ ("Diagnostics"), NULL);
  self->copy = make_button (_ ("Copy"), G_CALLBACK (copy_cb), page);
  gtk_widget_set_sensitive (self->copy, FALSE);
  adw_action_row_add_suffix (row, self->copy);
  facts->profile = g_strdup (profile);
  g_task_set_task_data (task, facts, free_facts);
  mado_context_read (context, task, read_facts);
  return page;
}
