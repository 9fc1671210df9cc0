/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its options, its one context, its windows. */
#include "app/mado-application.h"

#include <glib/gi18n.h>

#include "app/mado-settings.h"
#include "app/mado-shortcuts.h"
#include "app/mado-window.h"
#include "core/mado-context.h"
#include "mado-app-resources.h"
#include "mado-icon-resources.h"

#define APPLICATION_ID "io.github.madoguchi.Madoguchi"

struct _MadoApplication
{
  AdwApplication parent_instance;
  char *profile; /* nullable: the usual one */
  MadoContext *context;
  MadoSettings *settings;
};

G_DEFINE_FINAL_TYPE (MadoApplication, mado_application, ADW_TYPE_APPLICATION)

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* No window is asked to close when the program ends. */
  if (MADO_IS_WINDOW (window))
    mado_window_remember (MADO_WINDOW (window));
  g_application_quit (user_data);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (mado_shortcuts_window_new (parent)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_show_about_dialog (parent, "program-name", _ ("Madoguchi"), "logo-icon-name", APPLICATION_ID,
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("EU–Japan research cooperation, in English and Japanese"), NULL);
}

static void
mado_application_startup (GApplication *application)
{
  MadoApplication *self = MADO_APPLICATION (application);
  static const GActionEntry entries[] = { { .name = "quit", .activate = quit_cb },
                                          { .name = "about", .activate = about_cb },
                                          { .name = "shortcuts", .activate = shortcuts_cb } };
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "madoguchi", NULL);

  mado_app_register_resource ();
  mado_icons_register_resource ();
  G_APPLICATION_CLASS (mado_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  mado_shortcuts_install (GTK_APPLICATION (self));
  self->settings = mado_settings_new ();
  self->context = mado_context_new (self->profile ? self->profile : usual);
}

static void
mado_application_activate (GApplication *application)
{
  MadoApplication *self = MADO_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!window)
    window = GTK_WINDOW (mado_window_new (self, self->context, self->settings));
  gtk_window_present (window);
}

static gint
mado_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  MadoApplication *self = MADO_APPLICATION (application);

  g_variant_dict_lookup (options, "profile", "^ay", &self->profile);
  /* Another profile is another desk: it does not go to a window that shows the usual one. */
  if (self->profile)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
mado_application_finalize (GObject *object)
{
  MadoApplication *self = MADO_APPLICATION (object);

  g_clear_pointer (&self->profile, g_free);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (mado_application_parent_class)->finalize (object);
}

static void
mado_application_class_init (MadoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_application_finalize;
  application_class->startup = mado_application_startup;
  application_class->activate = mado_application_activate;
  application_class->handle_local_options = mado_application_handle_local_options;
}

static void
mado_application_init (MadoApplication *self)
{
  static const GOptionEntry options[]
      = { { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Where the databases are"), "DIR" },
          { NULL } };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MadoApplication *
mado_application_new (void)
{
  return g_object_new (MADO_TYPE_APPLICATION, "application-id", APPLICATION_ID,
                       "resource-base-path", "/io/github/madoguchi/Madoguchi", NULL);
}
