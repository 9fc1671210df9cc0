/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares what came with what was announced. */
#include "core/feed/tuf/mado-tuf-hashes.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"

#define READ_SIZE (64 * 1024)

typedef struct
{
  const char *name;
  GChecksumType type;
  gsize n_digits;
  gsize offset; /* of the digest in #MadoTufHashes */
} Kind;

static const Kind kinds[] = {
  { "sha256", G_CHECKSUM_SHA256, 64, G_STRUCT_OFFSET (MadoTufHashes, sha256) },
  { "sha384", G_CHECKSUM_SHA384, 96, G_STRUCT_OFFSET (MadoTufHashes, sha384) },
  { "sha512", G_CHECKSUM_SHA512, 128, G_STRUCT_OFFSET (MadoTufHashes, sha512) },
};

static char **
get_place (const MadoTufHashes *self, const Kind *kind)
{
  return G_STRUCT_MEMBER_P (self, kind->offset);
}

void
mado_tuf_hashes_clear (MadoTufHashes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_clear_pointer (get_place (self, &kinds[i]), g_free);
}

/*
 * mado_tuf_hashes_read:
 * @self: empty
 * @object: with members "length" and "hashes", or without them
 *
 * Returns: %FALSE with @error when one of them is malformed
 */
gboolean
mado_tuf_hashes_read (MadoTufHashes *self, JsonObject *object, GError **error)
{
  JsonObject *hashes;

  self->length = -1;
  if (json_object_has_member (object, "length"))
    {
      self->length = mado_tuf_get_count (object, "length", 0, error);
      if (self->length < 0)
        return FALSE;
    }
  if (!json_object_has_member (object, "hashes"))
    return TRUE;
  hashes = mado_tuf_get_object (object, "hashes", error);
  if (!hashes)
    return FALSE;
  self->told = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *digest;

      if (!json_object_has_member (hashes, kinds[i].name))
        continue;
      digest = mado_tuf_get_string (hashes, kinds[i].name, error);
      if (!digest)
        return FALSE;
      *get_place (self, &kinds[i]) = g_ascii_strdown (digest, -1);
    }
  return TRUE;
}

/**
 * mado_tuf_hashes_get_any:
 *
 * Returns: (transfer none) (nullable): the digest that a file's address begins with in a consistent
 *   snapshot (section 6.2), when it is made of hexadecimal digits
 */
const char *
mado_tuf_hashes_get_any (const MadoTufHashes *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *digest = *get_place (self, &kinds[i]);

      if (digest && strlen (digest) == kinds[i].n_digits
          && strspn (digest, "0123456789abcdef") == kinds[i].n_digits)
        return digest;
    }
  return NULL;
}

static gboolean
check_length (const MadoTufHashes *self, guint64 length, GError **error)
{
  if (self->length < 0 || (guint64) self->length == length)
    return TRUE;
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
               "it has %" G_GUINT64_FORMAT " bytes and should have %" G_GINT64_FORMAT, length,
               self->length);
  return FALSE;
}

static gboolean
compare (const MadoTufHashes *self, GChecksum *const *sums, GError **error)
{
  guint n_known = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *digest = *get_place (self, &kinds[i]);

      if (!digest)
        continue;
      n_known++;
      if (strcmp (digest, g_checksum_get_string (sums[i])) != 0)
        {
          g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                       "its %s is not the one that was signed", kinds[i].name);
          return FALSE;
        }
    }
  if (n_known > 0 || !self->told)
    return TRUE;
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
               "it is named by no kind of digest that is known here");
  return FALSE;
}

/**
 * mado_tuf_hashes_check:
 * @error: set to %MADO_FEED_ERROR_DAMAGED
 *
 * Returns: whether @bytes have the length and every known digest of @self, as far as they are told
 */
gboolean
mado_tuf_hashes_check (const MadoTufHashes *self, GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return mado_tuf_hashes_check_stream (self, stream, NULL, error);
}

/**
 * mado_tuf_hashes_check_stream:
 * @stream: read to its end, or to the first byte that is too many
 *
 * As mado_tuf_hashes_check(), for what does not fit into memory.
 */
gboolean
mado_tuf_hashes_check_stream (const MadoTufHashes *self, GInputStream *stream,
                              GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) g_checksum_free);
  guint64 length = 0;
  gsize n_read;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_add (sums, g_checksum_new (kinds[i].type));
  do
    {
      if (!g_input_stream_read_all (stream, buffer, READ_SIZE, &n_read, cancellable, error))
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (*get_place (self, &kinds[i]))
          g_checksum_update (g_ptr_array_index (sums, i), buffer, (gssize) n_read);
      length += n_read;
    }
  while (n_read == READ_SIZE && (self->length < 0 || length <= (guint64) self->length));
  return check_length (self, length, error)
         && compare (self, (GChecksum *const *) sums->pdata, error);
}
