/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines in record form, compressed. gzip's head has no time stamp and no name here. */
#include "core/feed/mado-pack-writer.h"

#include <string.h>

/* Of compression. */
static const int levels[] = { [MADO_PACK_TO_SERVE] = 9, [MADO_PACK_TO_KEEP] = 1 };

struct _MadoPackWriter
{
  GFile *file;
  GOutputStream *below;  /* to the file, which is made */
  GOutputStream *stream; /* to be compressed */
  gint64 raw_bytes;
  gint64 lines;
  gboolean is_whole;
};

static gboolean
write_text (MadoPackWriter *self, const char *text, gsize length, GError **error)
{
  self->raw_bytes += (gint64) length;
  return g_output_stream_write_all (self->stream, text, length, NULL, NULL, error);
}

static gboolean
write_header (MadoPackWriter *self, const char *set, const MadoPack *pack, GError **error)
{
  g_autofree char *line
      = pack->from == MADO_PACK_FULL
            ? g_strdup_printf ("{\"k\":\"full\",\"records\":%" G_GINT64_FORMAT
                               ",\"seq\":%" G_GINT64_FORMAT ",\"set\":\"%s\"}\n",
                               pack->puts, pack->to, set)
            : g_strdup_printf ("{\"dels\":%" G_GINT64_FORMAT ",\"from\":%" G_GINT64_FORMAT
                               ",\"k\":\"delta\",\"puts\":%" G_GINT64_FORMAT
                               ",\"set\":\"%s\",\"to\":%" G_GINT64_FORMAT "}\n",
                               pack->dels, pack->from, pack->puts, set, pack->to);

  return write_text (self, line, strlen (line), error);
}

/**
 * mado_pack_writer_new:
 * @path: the file; it is replaced where it is there, and removed again without an end
 * @pack: how many records come and go, and between which editions
 *
 * Returns: (transfer full) (nullable): a writer behind the pack's first line
 */
MadoPackWriter *
mado_pack_writer_new (const char *path, const char *set, const MadoPack *pack, MadoPackUse use,
                      GError **error)
{
  g_autoptr (MadoPackWriter) self = g_new0 (MadoPackWriter, 1);
  g_autoptr (GConverter) gzip
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, levels[use]));

  g_return_val_if_fail (mado_catalog_is_set_name (set), NULL);

  self->file = g_file_new_for_path (path);
  self->below
      = G_OUTPUT_STREAM (g_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error));
  if (!self->below)
    return NULL;
  self->stream = g_converter_output_stream_new (self->below, gzip);
  return write_header (self, set, pack, error) ? g_steal_pointer (&self) : NULL;
}

void
mado_pack_writer_free (MadoPackWriter *self)
{
  if (!self)
    return;
  g_clear_object (&self->stream);
  g_clear_object (&self->below);
  if (!self->is_whole)
    g_file_delete (self->file, NULL, NULL);
  g_object_unref (self->file);
  g_free (self);
}

/**
 * mado_pack_writer_put:
 * @id: of the record
 * @form: the record in record form
 */
gboolean
mado_pack_writer_put (MadoPackWriter *self, const char *id, const char *form, GError **error)
{
  g_autofree char *head = g_strdup_printf ("{\"id\":\"%s\",\"k\":\"put\",\"rec\":", id);

  self->lines++;
  return write_text (self, head, strlen (head), error)
         && write_text (self, form, strlen (form), error) && write_text (self, "}\n", 2, error);
}

gboolean
mado_pack_writer_drop (MadoPackWriter *self, const char *id, GError **error)
{
  g_autofree char *line = g_strdup_printf ("{\"id\":\"%s\",\"k\":\"del\"}\n", id);

  self->lines++;
  return write_text (self, line, strlen (line), error);
}

/**
 * mado_pack_writer_end:
 * @state: of the set, when all this is done
 * @pack: (inout): gets its sizes
 *
 * Returns: whether the file is whole
 */
gboolean
mado_pack_writer_end (MadoPackWriter *self, const MadoSetState *state, MadoPack *pack,
                      GError **error)
{
  g_autofree char *digits = mado_set_state_to_text (state);
  g_autofree char *line = g_strdup_printf (
      "{\"k\":\"end\",\"lines\":%" G_GINT64_FORMAT ",\"state\":\"%s\"}\n", self->lines, digits);
  g_autoptr (GFileInfo) info = NULL;

  if (!write_text (self, line, strlen (line), error)
      || !g_output_stream_close (self->stream, NULL, error))
    return FALSE;
  info = g_file_query_info (self->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            NULL, error);
  if (!info)
    return FALSE;
  pack->bytes = g_file_info_get_size (info);
  pack->raw_bytes = self->raw_bytes;
  self->is_whole = TRUE;
  return TRUE;
}
