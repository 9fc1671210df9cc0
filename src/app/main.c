/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the desk. */
#include "app/mado-application.h"

#include <locale.h>
#include <pango/pangocairo.h>

#include "app/mado-installation.h"

int
main (int argc, char **argv)
{
  g_autoptr (MadoApplication) application = NULL;

  setlocale (LC_ALL, "");
  mado_installation_bind_translations ();
  /* Pango reads the system's fonts in a thread of its own from here on, while GTK starts; else the
   * first label waits for it. */
  pango_cairo_font_map_get_default ();
  application = mado_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
