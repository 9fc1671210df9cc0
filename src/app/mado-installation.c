/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files are. The build tree is recognised by what lies around the
 * executable, so that no path of the machine that built it stays in an installed program. */
#include "app/mado-installation.h"

#include <libintl.h>

#define EXECUTABLE_FOLDER "/src/app"
#define SCHEMA_FILE "data/gschemas.compiled"

/**
 * mado_installation_dup_build_root:
 *
 * Returns: (transfer full) (nullable): the root of the build tree, or %NULL for an installed
 * program
 */
char *
mado_installation_dup_build_root (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname (program) : NULL;
  g_autofree char *root = NULL, *schemas = NULL;

  if (!folder || !g_str_has_suffix (folder, EXECUTABLE_FOLDER))
    return NULL;
  root = g_strndup (folder, strlen (folder) - strlen (EXECUTABLE_FOLDER));
  schemas = g_build_filename (root, SCHEMA_FILE, NULL);
  return g_file_test (schemas, G_FILE_TEST_EXISTS) ? g_steal_pointer (&root) : NULL;
}

/**
 * mado_installation_bind_translations:
 *
 * Tells gettext where the translations are. To be called after setlocale() and before the first
 * translated string.
 */
void
mado_installation_bind_translations (void)
{
  g_autofree char *root = mado_installation_dup_build_root ();
  g_autofree char *catalogues = root ? g_build_filename (root, "po", NULL) : NULL;

  bindtextdomain (GETTEXT_PACKAGE, catalogues ? catalogues : MADO_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
