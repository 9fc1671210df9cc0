/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads anything as what is in a pack, and anything as the file: operations come, then the end or
 * one reason. */
#include "core/feed/mado-pack-reader.h"

#include "core/feed/mado-feed-error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
read_all (GBytes *file, gint64 raw_bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (file);
  g_autoptr (MadoPack) pack = mado_pack_new ("feed", 4, 5);
  g_autoptr (MadoPackReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  MadoOperation operation;
  gboolean checked = FALSE;

  pack->puts = 1;
  pack->dels = 1;
  pack->raw_bytes = raw_bytes;
  reader = mado_pack_reader_new (stream, "feed", pack);
  while (mado_pack_reader_next (reader, &operation, NULL, &error))
    {
      g_assert_false (checked);
      checked = operation.type == MADO_OPERATION_CHECK;
      if (operation.type == MADO_OPERATION_PUT)
        g_assert_true (MADO_IS_RECORD (operation.record));
    }
  g_assert_true (checked == (error == NULL));
  if (error != NULL)
    g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GConverter) gzip
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, gzip);
  g_autoptr (GOutputStream) to = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) packed = NULL;

  g_output_stream_splice (to, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  packed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (to));
  read_all (packed, (gint64) size);
  read_all (bytes, 100000);
  return 0;
}
