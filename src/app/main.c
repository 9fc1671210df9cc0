/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the desk. */
#include "app/mado-application.h"

#include <locale.h>
#include <pango/pangocairo.h>

#include "app/mado-installation.h"
#include "app/mado-trial.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  MadoApplication *application;
  gboolean starts_over;
  int status;

  setlocale (LC_ALL, "");
  mado_installation_bind_translations ();
  /* Pango reads the system's fonts in a thread of its own from here on, while GTK starts; else the
   * first label waits for it. */
  pango_cairo_font_map_get_default ();
  application = mado_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  starts_over = mado_application_starts_over (application);
  g_object_unref (application);
  if (starts_over && !mado_trial_start (&error))
    g_printerr ("%s\n", error->message);
  return status;
}
