/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder or a USB stick that has what a web host would serve. */
#include "core/feed/mado-feed-source.h"

#include <string.h>

#include "core/feed/mado-feed-file.h"
#include "core/net/mado-net-error.h"

#define READ_SIZE ((gsize) 64 * 1024)

static void
translate (GError **error, GError *refusal)
{
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      refusal->domain = MADO_NET_ERROR;
      refusal->code = MADO_NET_ERROR_NOT_FOUND;
    }
  g_propagate_error (error, refusal);
}

static GBytes *
fetch_metadata (const char *name, gsize most, gpointer user_data, GCancellable *cancellable,
                GError **error)
{
  g_autofree char *folder = g_build_filename (user_data, "metadata", NULL);
  GError *refusal = NULL;
  GBytes *bytes = mado_feed_file_read (folder, name, most, cancellable, &refusal);

  if (refusal)
    translate (error, refusal);
  return bytes;
}

static gboolean
copy (GInputStream *from, GOutputStream *to, gint64 bytes, GCancellable *cancellable,
      GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  gsize n_read = 0;

  while (bytes > 0)
    {
      if (!g_input_stream_read_all (from, buffer, MIN (READ_SIZE, (gsize) bytes), &n_read,
                                    cancellable, error))
        return FALSE;
      if (n_read == 0)
        break;
      if (!g_output_stream_write_all (to, buffer, n_read, NULL, cancellable, error))
        return FALSE;
      bytes -= (gint64) n_read;
    }
  return g_output_stream_close (to, cancellable, error);
}

static gboolean
fetch_target (const char *address, const char *path, gint64 bytes, gpointer user_data,
              GCancellable *cancellable, GError **error)
{
  g_autofree char *place = g_build_filename (user_data, "targets", address, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (place);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  GError *refusal = NULL;
  g_autoptr (GInputStream) input = G_INPUT_STREAM (g_file_read (from, cancellable, &refusal));
  g_autoptr (GOutputStream) output = NULL;

  if (refusal)
    {
      translate (error, refusal);
      return FALSE;
    }
  output = G_OUTPUT_STREAM (
      g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error));
  return output && copy (input, output, bytes, cancellable, error);
}

/**
 * mado_feed_source_for_folder:
 * @folder: (type filename) (transfer none): with the folders metadata and targets; it outlives the
 *   source
 *
 * Returns: a source that reads it
 */
MadoFeedSource
mado_feed_source_for_folder (const char *folder)
{
  return (MadoFeedSource){ fetch_metadata, fetch_target, (gpointer) folder };
}
