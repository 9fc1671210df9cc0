/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack becomes operations on a set. */
#include "core/feed/mado-pack-reader.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"

#define READ_SIZE ((gsize) 64 * 1024)

struct _MadoPackReader
{
  GInputStream *stream; /* of what is in the pack */
  char *set;
  const MadoPack *pack; /* (unowned) */
  GByteArray *buffer;
  gsize at;         /* where in @buffer the next line begins */
  gint64 raw_bytes; /* read so far */
  guint64 n_lines;  /* read so far */
  gint64 puts;
  gint64 dels;
  gboolean is_over; /* the last line was read */

  /* What the operation points to. */
  JsonNode *node;
  MadoRecord *record;
  GError *refusal;
};

/**
 * mado_pack_reader_new:
 * @file: the pack, whose length and digest were verified
 * @pack: (transfer none): what the catalogue says of it; it outlives the reader
 *
 * Returns: (transfer full): a reader at the start
 */
MadoPackReader *
mado_pack_reader_new (GInputStream *file, const char *set, const MadoPack *pack)
{
  g_autoptr (GConverter) gunzip
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  MadoPackReader *self = g_new0 (MadoPackReader, 1);

  self->stream = g_converter_input_stream_new (file, gunzip);
  self->set = g_strdup (set);
  self->pack = pack;
  self->buffer = g_byte_array_new ();
  return self;
}

static void
forget_operation (MadoPackReader *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_error (&self->refusal);
}

void
mado_pack_reader_free (MadoPackReader *self)
{
  if (!self)
    return;
  forget_operation (self);
  g_object_unref (self->stream);
  g_byte_array_unref (self->buffer);
  g_free (self->set);
  g_free (self);
}

static gboolean
fail (MadoPackReader *self, GError **error, const char *what)
{
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "line %" G_GUINT64_FORMAT ": %s",
               self->n_lines, what);
  return FALSE;
}

/* Reads on behind what is in the buffer, and no more than was announced. @n_read 0: the end. */
static gboolean
read_more (MadoPackReader *self, gsize *n_read, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gsize length;

  g_byte_array_remove_range (self->buffer, 0, (guint) self->at);
  self->at = 0;
  length = self->buffer->len;
  g_byte_array_set_size (self->buffer, (guint) (length + READ_SIZE));
  if (!g_input_stream_read_all (self->stream, self->buffer->data + length, READ_SIZE, n_read,
                                cancellable, &refusal))
    {
      g_byte_array_set_size (self->buffer, (guint) length);
      /* What zlib cannot make sense of comes in these codes. */
      if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
          || g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        return fail (self, error, "what is compressed cannot be read");
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  g_byte_array_set_size (self->buffer, (guint) (length + *n_read));
  self->raw_bytes += (gint64) *n_read;
  return self->raw_bytes <= self->pack->raw_bytes
         || fail (self, error, "there is more in it than was announced");
}

/* The next line, without its end; it stands in the buffer until the next call. @line %NULL: there
 * is none. */
static gboolean
read_line (MadoPackReader *self, const char **line, gsize *length, GCancellable *cancellable,
           GError **error)
{
  const guint8 *end = NULL;
  gsize searched = 0;

  *line = NULL;
  for (;;)
    {
      gsize n_read;

      if (self->buffer->len > self->at + searched)
        end = memchr (self->buffer->data + self->at + searched, '\n',
                      self->buffer->len - self->at - searched);
      if (end)
        break;
      searched = self->buffer->len - self->at;
      if (searched > MADO_JSON_MAX_LINE)
        return fail (self, error, "it is too long");
      if (!read_more (self, &n_read, cancellable, error))
        return FALSE;
      if (n_read == 0)
        return searched == 0 || fail (self, error, "it breaks off");
    }
  *line = (const char *) self->buffer->data + self->at;
  *length = (gsize) (end - self->buffer->data) - self->at;
  self->at += *length + 1;
  self->n_lines++;
  return TRUE;
}

/* The next line as an object; %NULL without @error: there is none */
static gboolean
read_object (MadoPackReader *self, JsonObject **object, GCancellable *cancellable, GError **error)
{
  const char *line;
  gsize length = 0;
  g_autoptr (GError) refusal = NULL;

  *object = NULL;
  if (!read_line (self, &line, &length, cancellable, error))
    return FALSE;
  if (!line)
    return TRUE;
  self->node = mado_json_parse (line, length, MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &refusal);
  if (!self->node)
    return fail (self, error, refusal->message);
  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return fail (self, error, "it is no object");
  *object = json_node_get_object (self->node);
  return TRUE;
}

static gboolean
is_announced (JsonObject *object, const char *name, gint64 announced)
{
  return mado_tuf_get_count (object, name, 0, NULL) == announced;
}

static gboolean
check_header (MadoPackReader *self, JsonObject *object, GError **error)
{
  const MadoPack *pack = self->pack;
  gboolean is_full = pack->from == MADO_PACK_FULL;

  if (g_strcmp0 (mado_tuf_get_string (object, "k", NULL), is_full ? "full" : "delta") != 0
      || g_strcmp0 (mado_tuf_get_string (object, "set", NULL), self->set) != 0)
    return fail (self, error, "it is no such pack of the set");
  if (is_full
          ? is_announced (object, "seq", pack->to) && is_announced (object, "records", pack->puts)
          : is_announced (object, "from", pack->from) && is_announced (object, "to", pack->to)
                && is_announced (object, "puts", pack->puts)
                && is_announced (object, "dels", pack->dels))
    return TRUE;
  return fail (self, error, "it is not the pack that the catalogue speaks of");
}

static gboolean
read_put (MadoPackReader *self, JsonObject *object, MadoOperation *operation, GError **error)
{
  const char *id = mado_tuf_get_string (object, "id", NULL);
  JsonNode *record = json_object_get_member (object, "rec");

  self->puts++;
  if (!id || !record)
    return fail (self, error, "a record is missing");
  self->record = mado_record_new_from_json (record, &self->refusal);
  if (!self->record)
    {
      g_prefix_error (&self->refusal, "%s, line %" G_GUINT64_FORMAT ": ", self->pack->path,
                      self->n_lines);
      operation->type = MADO_OPERATION_REFUSE;
      operation->refusal = self->refusal;
      return TRUE;
    }
  if (strcmp (id, mado_record_get_id (self->record)) != 0)
    return fail (self, error, "the record is not the one that it is called");
  operation->type = MADO_OPERATION_PUT;
  operation->record = self->record;
  return TRUE;
}

static gboolean
read_del (MadoPackReader *self, JsonObject *object, MadoOperation *operation, GError **error)
{
  self->dels++;
  operation->type = MADO_OPERATION_DROP;
  operation->id = mado_tuf_get_string (object, "id", NULL);
  return operation->id || fail (self, error, "the record that goes is not named");
}

/* The last line: nothing is missing before it, and nothing follows. */
static gboolean
read_end (MadoPackReader *self, JsonObject *object, MadoOperation *operation,
          GCancellable *cancellable, GError **error)
{
  const char *state = mado_tuf_get_string (object, "state", NULL);
  const char *line = NULL;
  gsize length;

  operation->type = MADO_OPERATION_CHECK;
  if (!is_announced (object, "lines", self->puts + self->dels) || self->puts != self->pack->puts
      || self->dels != self->pack->dels)
    return fail (self, error, "it does not have as many lines as it says");
  if (!state || !mado_set_state_from_text (&operation->state, state))
    return fail (self, error, "“state” is not 64 hexadecimal digits");
  if (!read_line (self, &line, &length, cancellable, error))
    return FALSE;
  if (line || self->raw_bytes != self->pack->raw_bytes)
    return fail (self, error, "it does not end where it says");
  self->is_over = TRUE;
  return TRUE;
}

static gboolean
read_operation (MadoPackReader *self, JsonObject *object, MadoOperation *operation,
                GCancellable *cancellable, GError **error)
{
  const char *word = mado_tuf_get_string (object, "k", NULL);

  if (g_strcmp0 (word, "put") == 0)
    return read_put (self, object, operation, error);
  if (g_strcmp0 (word, "del") == 0 && self->pack->from != MADO_PACK_FULL)
    return read_del (self, object, operation, error);
  if (g_strcmp0 (word, "end") == 0)
    return read_end (self, object, operation, cancellable, error);
  return fail (self, error, "it is no line of such a pack");
}

/**
 * mado_pack_reader_next:
 * @operation: (out): what is to be done; it lives until the next call. The last is a
 *   %MADO_OPERATION_CHECK.
 * @error: %MADO_FEED_ERROR_DAMAGED, the message naming the line; what the file system says
 *
 * Returns: %TRUE with @operation; %FALSE without @error at the end
 */
gboolean
mado_pack_reader_next (MadoPackReader *self, MadoOperation *operation, GCancellable *cancellable,
                       GError **error)
{
  JsonObject *object;

  forget_operation (self);
  *operation = (MadoOperation){ 0 };
  if (self->is_over || !read_object (self, &object, cancellable, error))
    return FALSE;
  if (object && self->n_lines == 1)
    {
      if (!check_header (self, object, error))
        return FALSE;
      forget_operation (self);
      if (!read_object (self, &object, cancellable, error))
        return FALSE;
    }
  if (!object)
    return fail (self, error, "its end is missing");
  return read_operation (self, object, operation, cancellable, error);
}
