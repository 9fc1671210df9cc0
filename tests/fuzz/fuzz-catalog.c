/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads anything as a catalogue: what is taken leads nowhere but to its own set's files, and is
 * taken again from what is written of it. */
#include "core/feed/mado-catalog.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
touch (const MadoCatalog *catalog)
{
  for (gint64 edition = 0; edition < 4; edition++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) chain = mado_catalog_choose (catalog, edition, TRUE, &error);

      g_assert_true ((chain != NULL) == (error == NULL));
      for (guint i = 0; chain != NULL && i < chain->len; i++)
        {
          const MadoPack *pack = g_ptr_array_index (chain, i);

          g_assert_true (g_str_has_prefix (pack->path, "feed/"));
          g_assert_null (strstr (pack->path, ".."));
          g_assert_true (pack->raw_bytes / MADO_PACK_RATIO_MOST <= pack->bytes);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCatalog) catalog = mado_catalog_parse (bytes, "feed", &error);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (MadoCatalog) again = NULL;

  g_assert_true ((catalog != NULL) == (error == NULL));
  if (catalog == NULL)
    return 0;
  touch (catalog);
  written = mado_catalog_write (catalog);
  again = mado_catalog_parse (written, "feed", NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->packs->len, ==, catalog->packs->len);
  return 0;
}
