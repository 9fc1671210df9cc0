/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its options, its one context, its windows. */
#include "app/mado-application.h"

#include <glib/gi18n.h>

#include "app/mado-help-text.h"
#include "app/mado-help.h"
#include "app/mado-preferences.h"
#include "app/mado-search-provider.h"
#include "app/mado-settings.h"
#include "app/mado-shortcuts.h"
#include "app/mado-trial.h"
#include "app/mado-valve.h"
#include "app/mado-welcome.h"
#include "app/mado-window.h"
#include "app/sections/desk/mado-case-alerts.h"
#include "app/sections/desk/mado-case-drafts.h"
#include "app/sections/desk/mado-case-opener.h"
#include "app/sections/mado-advice.h"
#include "app/sections/updates/mado-updates.h"
#include "app/widgets/mado-toast.h"
#include "core/mado-context.h"
#include "mado-app-resources.h"
#include "mado-icon-resources.h"

#define APPLICATION_ID "io.github.madoguchi.Madoguchi"

/* What comes from other programs: more than that is no person's doing, and is not answered. */
#define BURST 6
#define INTERVAL (G_USEC_PER_SEC / 2)
#define MOST_WINDOWS 12

struct _MadoApplication
{
  AdwApplication parent_instance;
  char *profile; /* nullable: the usual one */
  gboolean is_trial;
  MadoScratch *trial; /* nullable: its profile; it is none, or could not be made */
  GError *obstacle;   /* nullable: why it could not */
  gboolean starts_over;
  MadoContext *context;
  MadoValve addresses;
  MadoValve windows;
  MadoSettings *settings;
  MadoSearchProvider *provider;
  MadoCaseAlerts *alerts;
  MadoHelp *help; /* nullable, weak */
};

G_DEFINE_FINAL_TYPE (MadoApplication, mado_application, ADW_TYPE_APPLICATION)

static MadoWindow *
add_window (MadoApplication *self)
{
  GtkWidget *window = mado_window_new (self, self->context, self->settings);

  if (self->trial)
    mado_trial_mark (ADW_APPLICATION_WINDOW (window));
  return MADO_WINDOW (window);
}

/* Returns: the window used last, or a new one */
static MadoWindow *
ensure_window (MadoApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link; link = link->next)
    if (MADO_IS_WINDOW (link->data))
      return link->data;
  return add_window (self);
}

static guint
count_windows (MadoApplication *self)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (self)));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoApplication *self = user_data;

  if (count_windows (self) < MOST_WINDOWS
      && mado_valve_pass (&self->windows, g_get_monotonic_time ()))
    gtk_window_present (GTK_WINDOW (add_window (self)));
}

static void
open_address (MadoApplication *self, const char *address)
{
  MadoWindow *window;

  if (!mado_valve_pass (&self->addresses, g_get_monotonic_time ()))
    return;
  window = ensure_window (self);
  mado_window_open_address (window, address);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_address (user_data, g_variant_get_string (parameter, NULL));
}

static void
try_desk_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *advice = NULL;

  if (mado_trial_start (&error))
    return;
  advice = g_strdup_printf (
      /* Translators: %s is what the system says. */
      _ ("The program could not be started once more (%s). Start it again, and try then."),
      error->message);
  mado_toast_say (GTK_WIDGET (ensure_window (user_data)), advice);
}

/* Returns: whether it ends: what is being written may keep it open */
static gboolean
end (MadoApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = gtk_application_get_active_window (application);

  /* No window is asked to close when the program ends. */
  if (window
      && !mado_case_drafts_may_leave (mado_case_drafts_get (self->context), GTK_WIDGET (window)))
    return FALSE;
  if (window)
    mado_window_remember (ensure_window (self));
  /* A note that is being written is saved as its window goes. */
  while ((window = gtk_application_get_active_window (application)))
    gtk_window_destroy (window);
  g_application_quit (G_APPLICATION (self));
  return TRUE;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  end (user_data);
}

static void
start_over_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoApplication *self = MADO_APPLICATION (user_data);

  self->starts_over = end (self);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (mado_shortcuts_window_new (parent)));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoApplication *self = MADO_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (user_data);
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "madoguchi", NULL);

  gtk_window_present (GTK_WINDOW (mado_preferences_new (parent, self->settings, self->context,
                                                        self->profile ? self->profile : usual)));
}

/* One window of help for the program: it is read beside the others. */
static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoApplication *self = MADO_APPLICATION (user_data);
  g_autofree char *section = NULL;

  if (!self->help)
    {
      GtkWidget *help = mado_help_new (gtk_application_get_active_window (user_data));

      g_set_weak_pointer (&self->help, MADO_HELP (help));
    }
  g_object_get (self->settings, "section", &section, NULL);
  mado_help_show (self->help, mado_help_find_for_section (section));
  gtk_window_present (GTK_WINDOW (self->help));
}

static void
tour_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MadoApplication *self = MADO_APPLICATION (user_data);
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_window_present (GTK_WINDOW (mado_welcome_new (parent, self->settings, self->context)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);

  gtk_show_about_dialog (parent, "program-name", _ ("Madoguchi"), "logo-icon-name", APPLICATION_ID,
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("EU–Japan research cooperation, in English and Japanese"), NULL);
}

static gboolean
to_scheme (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

  g_value_set_enum (to, (int) schemes[g_value_get_enum (from)]);
  return TRUE;
}

static void
follow_appearance (MadoSettings *settings)
{
  g_object_bind_property_full (settings, "appearance", adw_style_manager_get_default (),
                               "color-scheme", G_BINDING_SYNC_CREATE, to_scheme, NULL, NULL, NULL);
}

/* A trial has no trial in it; it begins anew instead. */
static void
add_trial_action (MadoApplication *self)
{
  static const GActionEntry try_desk = { .name = "try-desk", .activate = try_desk_cb };
  static const GActionEntry start_over = { .name = "start-over", .activate = start_over_cb };

  g_action_map_add_action_entries (G_ACTION_MAP (self), self->is_trial ? &start_over : &try_desk, 1,
                                   self);
}

/* Before the settings and the context are made. */
static void
prepare_trial (MadoApplication *self)
{
  self->trial = mado_trial_new (&self->obstacle);
  self->profile = g_strdup (self->trial ? mado_scratch_get_path (self->trial) : "");
}

static void
follow_cases (MadoApplication *self)
{
  self->alerts = mado_case_alerts_new (self->context, G_APPLICATION (self));
  g_object_bind_property (self->settings, "case-alerts", self->alerts, "enabled",
                          G_BINDING_SYNC_CREATE);
  mado_search_provider_set_context (self->provider, self->context);
}

static void
mado_application_startup (GApplication *application)
{
  MadoApplication *self = MADO_APPLICATION (application);
  static const GActionEntry entries[]
      = { { .name = "quit", .activate = quit_cb },
          { .name = "about", .activate = about_cb },
          { .name = "help", .activate = help_cb },
          { .name = "tour", .activate = tour_cb },
          { .name = "preferences", .activate = preferences_cb },
          { .name = "shortcuts", .activate = shortcuts_cb },
          { .name = "new-window", .activate = new_window_cb },
          { .name = "open", .activate = open_cb, .parameter_type = "s" } };
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "madoguchi", NULL);

  mado_app_register_resource ();
  mado_icons_register_resource ();
  G_APPLICATION_CLASS (mado_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_trial_action (self);
  mado_shortcuts_install (GTK_APPLICATION (self));
  if (self->is_trial)
    prepare_trial (self);
  self->settings = self->is_trial ? mado_trial_make_settings () : mado_settings_new ();
  follow_appearance (self->settings);
  self->context = mado_context_new (self->profile ? self->profile : usual);
  g_object_bind_property (self->settings, "look-daily", mado_updates_get (self->context), "daily",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  if (self->trial)
    mado_trial_fill (self->context);
  if (!self->is_trial)
    follow_cases (self);
}

static gboolean
mado_application_dbus_register (GApplication *application, GDBusConnection *bus, const char *path,
                                GError **error)
{
  return G_APPLICATION_CLASS (mado_application_parent_class)
             ->dbus_register (application, bus, path, error)
         && mado_search_provider_register (MADO_APPLICATION (application)->provider, bus, path,
                                           error);
}

static void
mado_application_dbus_unregister (GApplication *application, GDBusConnection *bus, const char *path)
{
  mado_search_provider_unregister (MADO_APPLICATION (application)->provider, bus);
  G_APPLICATION_CLASS (mado_application_parent_class)->dbus_unregister (application, bus, path);
}

static void
say_obstacle (MadoApplication *self)
{
  g_autofree char *advice = mado_advice_explain (self->obstacle);
  GtkWidget *dialog = adw_message_dialog_new (NULL, _ ("The help desk cannot be tried"), advice);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
mado_application_activate (GApplication *application)
{
  MadoApplication *self = MADO_APPLICATION (application);
  GtkWindow *window;

  if (self->obstacle)
    {
      say_obstacle (self);
      return;
    }
  window = GTK_WINDOW (ensure_window (self));
  mado_welcome_offer (window, self->settings, self->context);
  gtk_window_present (window);
}

/* A dozen addresses at once are no person's doing either: only as many as may come are read. */
static void
mado_application_open (GApplication *application, GFile **files, gint n_files, const char *hint)
{
  for (gint i = 0; i < MIN (n_files, BURST); i++)
    {
      g_autofree char *address = g_file_get_uri (files[i]);

      open_address (MADO_APPLICATION (application), address);
    }
}

static gint
mado_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  MadoApplication *self = MADO_APPLICATION (application);

  /* A trial is a program of its own on the bus: begun twice, its window comes forward. */
  if (g_variant_dict_lookup (options, "sample", "b", &self->is_trial))
    {
      g_application_set_application_id (application, APPLICATION_ID ".Trial");
      return -1;
    }
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
  g_clear_object (&self->provider);
  g_clear_object (&self->alerts);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  /* Its folder goes when nothing uses it any more. */
  g_clear_pointer (&self->trial, mado_scratch_free);
  g_clear_error (&self->obstacle);
  g_clear_weak_pointer (&self->help);
  G_OBJECT_CLASS (mado_application_parent_class)->finalize (object);
}

static void
mado_application_shutdown (GApplication *application)
{
  mado_case_opener_clean ();
  G_APPLICATION_CLASS (mado_application_parent_class)->shutdown (application);
}

static void
mado_application_class_init (MadoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_application_finalize;
  application_class->startup = mado_application_startup;
  application_class->shutdown = mado_application_shutdown;
  application_class->activate = mado_application_activate;
  application_class->open = mado_application_open;
  application_class->dbus_register = mado_application_dbus_register;
  application_class->dbus_unregister = mado_application_dbus_unregister;
  application_class->handle_local_options = mado_application_handle_local_options;
}

static void
mado_application_init (MadoApplication *self)
{
  static const GOptionEntry options[]
      = { { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Where the databases are"), "DIR" },
          { "sample", 0, 0, G_OPTION_ARG_NONE, NULL,
            N_ ("Try the help desk with sample cases, which are thrown away"), NULL },
          { NULL } };

  self->provider = mado_search_provider_new (G_APPLICATION (self));
  self->addresses = (MadoValve) MADO_VALVE_INIT (BURST, INTERVAL);
  self->windows = (MadoValve) MADO_VALVE_INIT (BURST, INTERVAL);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MadoApplication *
mado_application_new (void)
{
  return g_object_new (MADO_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/madoguchi/Madoguchi", NULL);
}

/**
 * mado_application_starts_over:
 *
 * Returns: whether a trial is to follow the one that has ended; see mado_trial_start()
 */
gboolean
mado_application_starts_over (MadoApplication *self)
{
  g_return_val_if_fail (MADO_IS_APPLICATION (self), FALSE);

  return self->starts_over;
}
