/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Begins to trust a feed. It stands apart from what lists feeds, which needs no cryptography. */
#include "core/feed/mado-feed-folder.h"

#include <errno.h>

#include "core/feed/mado-catalog.h"
#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-client.h"

/**
 * mado_feed_trust:
 * @name: what the feed is to be called here; the rule is that of sets
 * @root: its root file, that came by a way that is trusted
 * @place: (nullable): the address that it is to be asked for under
 * @error: %G_IO_ERROR_EXISTS when a feed is called so already; %MADO_FEED_ERROR otherwise
 *
 * Begins to trust a feed. Nobody is asked.
 */
gboolean
mado_feed_trust (const char *profile, const char *name, GBytes *root, const char *place,
                 GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *metadata = NULL;
  g_autofree char *kept = NULL;
  g_auto (MadoFeedMemory) memory = { 0 };

  g_return_val_if_fail (profile != NULL && name != NULL && root != NULL, FALSE);

  if (!mado_catalog_is_set_name (name))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "“%s” is no name for a feed: a-z, 0-9 and hyphens", name);
      return FALSE;
    }
  folder = mado_feed_get_folder (profile, name);
  metadata = g_build_filename (folder, "metadata", NULL);
  kept = g_build_filename (metadata, "root.json", NULL);
  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "a feed “%s” is trusted already", name);
      return FALSE;
    }
  if (g_mkdir_with_parents (metadata, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", metadata,
                   g_strerror (code));
      return FALSE;
    }
  /* The root comes last: only with it is the feed one that is trusted. */
  memory.place = g_strdup (place);
  memory.sets = g_ptr_array_new ();
  return mado_feed_memory_write (&memory, folder, error)
         && mado_tuf_client_start (metadata, root, error);
}
