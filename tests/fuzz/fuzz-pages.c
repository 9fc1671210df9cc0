/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the rows of anything that is called a database, and nothing outside of it. */
#include "core/store/mado-salvage-pages.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-database.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Takes every other row for one that was written, so that both ways are gone. */
static MadoPageRowIs
take (const MadoPageValue *values, guint n_values, gpointer user_data)
{
  guint *n_rows = user_data;

  g_assert_cmpuint (n_values, <=, MADO_PAGES_MAX_VALUES);
  for (guint i = 0; i < n_values; i++)
    if (values[i].text != NULL)
      g_assert_cmpint (values[i].text[strlen (values[i].text)], ==, '\0');
  return (*n_rows)++ % 2 == 0 ? MADO_PAGE_ROW_WRITTEN : MADO_PAGE_ROW_UNKNOWN;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pages.db", NULL);
  g_autoptr (GError) error = NULL;
  MadoPagesRead read;
  guint n_rows = 0;

  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  if (!mado_salvage_read_pages (path, take, &n_rows, &read, NULL, &error))
    g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
