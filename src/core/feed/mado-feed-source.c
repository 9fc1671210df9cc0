/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder or a USB stick that has what a web host would serve; and which of the two is meant. */
#include "core/feed/mado-feed-source.h"

#include <string.h>

#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-feed-http.h"
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
copy (GInputStream *from, GOutputStream *to, gint64 bytes, MadoTransportProgress progress,
      gpointer progress_data, GCancellable *cancellable, GError **error)
{
  guint64 done = 0;
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
      done += n_read;
      if (progress)
        progress (done, progress_data);
    }
  return g_output_stream_close (to, cancellable, error);
}

static gboolean
fetch_target (const char *address, const char *path, gint64 bytes, MadoTransportProgress progress,
              gpointer progress_data, gpointer user_data, GCancellable *cancellable, GError **error)
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
  return output && copy (input, output, bytes, progress, progress_data, cancellable, error);
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

/**
 * mado_feed_place_is_address:
 * @place: where a feed is said to be
 *
 * Returns: whether it is an address of the web; else it is a folder
 */
gboolean
mado_feed_place_is_address (const char *place)
{
  g_autofree char *scheme = g_uri_parse_scheme (place);

  /* "file:" or "ftp:" is refused as an address, which says more than that there is no such folder.
   */
  return scheme != NULL && strstr (place, "://") != NULL;
}

/**
 * mado_feed_source_open:
 * @self: (out caller-allocates): to be cleared by the caller, also after an error
 * @place: the address under which the feed is served, or the folder that it is in
 * @flags: see #MadoTransportFlags; nothing to a folder
 * @error: %MADO_NET_ERROR_REFUSED when the address is none that is accepted
 *
 * Nothing is read and nobody is asked yet. The source is for this thread.
 */
gboolean
mado_feed_source_open (MadoFeedSource *self, const char *place, MadoTransportFlags flags,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && place != NULL, FALSE);

  *self = (MadoFeedSource){ 0 };
  if (mado_feed_place_is_address (place))
    return mado_feed_source_open_address (self, place, flags, NULL, error);
  *self = mado_feed_source_for_folder (g_canonicalize_filename (place, NULL));
  self->free_data = g_free;
  return TRUE;
}

void
mado_feed_source_clear (MadoFeedSource *self)
{
  if (self->free_data)
    self->free_data (self->user_data);
  *self = (MadoFeedSource){ 0 };
}
