/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the desk. */
#include "app/mado-application.h"

#include <locale.h>

#include "app/mado-installation.h"

int
main (int argc, char **argv)
{
  g_autoptr (MadoApplication) application = NULL;

  setlocale (LC_ALL, "");
  mado_installation_bind_translations ();
  application = mado_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
