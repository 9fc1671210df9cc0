/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor of every measurement of the window: an AdwApplicationWindow with nothing in it, of an
 * application with an id, as every installed one is: it asks the session bus whether it runs
 * already. "empty-window --nameless" has none, and asks nobody. */
#include <adwaita.h>

static void
activate_cb (GApplication *application, gpointer data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gboolean is_nameless = argc == 2 && g_str_equal (argv[1], "--nameless");
  g_autoptr (AdwApplication) application
      = adw_application_new (is_nameless ? NULL : "io.github.madoguchi.Empty",
                             is_nameless ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
