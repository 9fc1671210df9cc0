/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes catalogues, and chooses by them what to fetch. */
#include "core/feed/mado-catalog.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define SET_NAME_MOST 64 /* bytes */
#define LISTED_MOST 4096 /* packs that a catalogue may name */
#define FULL_SHARE 2     /* packs are worth it below that part of the whole */
#define BYTES_MOST G_GINT64_CONSTANT (0x1000000000) /* 64 GiB: sums stay far from overflowing */

static gpointer
fail (GError **error, const char *what)
{
  g_set_error_literal (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, what);
  return NULL;
}

/**
 * mado_catalog_is_set_name:
 *
 * Returns: whether a feed may have a set of that name: a-z, 0-9 and hyphens, not what is the user's
 *   own
 */
gboolean
mado_catalog_is_set_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= SET_NAME_MOST && g_ascii_isalnum (*name)
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length
         && strcmp (name, "own") != 0;
}

/* (transfer full): the target that is the catalogue of @set */
char *
mado_catalog_make_path (const char *set)
{
  return g_strconcat (set, "/catalog.json", NULL);
}

/**
 * mado_pack_new:
 * @from: #MADO_PACK_FULL: of the whole set
 *
 * Returns: (transfer full): a pack of which nothing but its path is known
 */
MadoPack *
mado_pack_new (const char *set, gint64 from, gint64 to)
{
  MadoPack *self = g_new0 (MadoPack, 1);

  self->from = from;
  self->to = to;
  if (from == MADO_PACK_FULL)
    self->path = g_strdup_printf ("%s/full/%" G_GINT64_FORMAT ".ndjson.gz", set, to);
  else
    self->path = g_strdup_printf ("%s/delta/%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".ndjson.gz",
                                  set, from, to);
  return self;
}

void
mado_pack_free (MadoPack *self)
{
  if (!self)
    return;
  g_free (self->path);
  g_free (self);
}

MadoCatalog *
mado_catalog_new (const char *set)
{
  MadoCatalog *self = g_new0 (MadoCatalog, 1);

  self->set = g_strdup (set);
  self->schema = MADO_CATALOG_SCHEMA;
  self->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_pack_free);
  return self;
}

void
mado_catalog_free (MadoCatalog *self)
{
  if (!self)
    return;
  g_free (self->set);
  g_free (self->date);
  g_clear_pointer (&self->full, mado_pack_free);
  g_ptr_array_unref (self->packs);
  g_free (self);
}

/* What all packs have. The path is the one that follows from what it is, so that a catalogue cannot
 * lead to another set's files. */
static gboolean
read_sizes (MadoPack *pack, JsonObject *object, GError **error)
{
  const char *path = mado_tuf_get_string (object, "path", error);

  if (!path)
    return FALSE;
  pack->bytes = mado_tuf_get_count (object, "bytes", 1, error);
  if (pack->bytes < 0)
    return FALSE;
  pack->raw_bytes = mado_tuf_get_count (object, "raw_bytes", 1, error);
  if (pack->raw_bytes < 0)
    return FALSE;
  if (strcmp (path, pack->path) != 0)
    return fail (error, "“path” is not that of the pack") != NULL;
  if (pack->bytes > BYTES_MOST || pack->raw_bytes / MADO_PACK_RATIO_MOST > pack->bytes)
    return fail (error, "“raw_bytes” is out of proportion to “bytes”") != NULL;
  return TRUE;
}

static MadoPack *
read_full (const char *set, JsonObject *object, GError **error)
{
  gint64 seq = mado_tuf_get_count (object, "seq", 1, error);
  g_autoptr (MadoPack) pack = seq < 0 ? NULL : mado_pack_new (set, MADO_PACK_FULL, seq);

  if (!pack)
    return NULL;
  pack->puts = mado_tuf_get_count (object, "records", 0, error);
  return pack->puts >= 0 && read_sizes (pack, object, error) ? g_steal_pointer (&pack) : NULL;
}

static MadoPack *
read_delta (const char *set, JsonObject *object, GError **error)
{
  gint64 from = mado_tuf_get_count (object, "from", 1, error);
  gint64 to = from < 0 ? -1 : mado_tuf_get_count (object, "to", 1, error);
  g_autoptr (MadoPack) pack = NULL;

  if (to < 0)
    return NULL;
  if (to <= from)
    return fail (error, "a pack leads to an edition that is no newer");
  pack = mado_pack_new (set, from, to);
  pack->puts = mado_tuf_get_count (object, "puts", 0, error);
  if (pack->puts < 0)
    return NULL;
  pack->dels = mado_tuf_get_count (object, "dels", 0, error);
  return pack->dels >= 0 && read_sizes (pack, object, error) ? g_steal_pointer (&pack) : NULL;
}

static gboolean
read_packs (MadoCatalog *self, JsonObject *object, GError **error)
{
  JsonArray *array = mado_tuf_get_array (object, "packs", error);

  if (!array)
    return FALSE;
  if (json_array_get_length (array) > LISTED_MOST)
    return fail (error, "“packs” has too many members") != NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *member = mado_tuf_get_element (array, i, "packs", error);
      MadoPack *pack = member ? read_delta (self->set, member, error) : NULL;

      if (!pack)
        return FALSE;
      g_ptr_array_add (self->packs, pack);
    }
  return TRUE;
}

/* That it is a catalogue of @set, and one that this program understands. */
static gboolean
read_head (MadoCatalog *self, JsonObject *object, GError **error)
{
  gint64 format = mado_tuf_get_count (object, "format", 1, error);
  const char *set = format < 0 ? NULL : mado_tuf_get_string (object, "set", error);

  if (!set)
    return FALSE;
  self->schema = mado_tuf_get_count (object, "schema", 1, error);
  if (self->schema < 0)
    return FALSE;
  if (format > 1 || self->schema > MADO_CATALOG_SCHEMA)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_TOO_NEW,
                   "the set \"%s\" is written for a newer version of the program", self->set);
      return FALSE;
    }
  if (strcmp (set, self->set) != 0)
    return fail (error, "it is the catalogue of another set") != NULL;
  self->seq = mado_tuf_get_count (object, "seq", 1, error);
  if (self->seq < 0 || !json_object_has_member (object, "date"))
    return self->seq > 0;
  self->date = g_strdup (mado_tuf_get_string (object, "date", error));
  return self->date != NULL;
}

static gboolean
read_catalog (MadoCatalog *self, JsonObject *object, GError **error)
{
  JsonObject *full;
  const char *state;

  if (!read_head (self, object, error) || !read_packs (self, object, error))
    return FALSE;
  full = mado_tuf_get_object (object, "full", error);
  self->full = full ? read_full (self->set, full, error) : NULL;
  state = self->full ? mado_tuf_get_string (object, "state", error) : NULL;
  if (!state)
    return FALSE;
  return mado_set_state_from_text (&self->state, state)
         || fail (error, "“state” is not 64 hexadecimal digits") != NULL;
}

/**
 * mado_catalog_parse:
 * @bytes: as they were signed for
 * @set: whose catalogue it has to be
 * @error: %MADO_FEED_ERROR_TOO_NEW when it is of a later format or schema than this program's;
 *   %MADO_FEED_ERROR_DAMAGED or %MADO_RECORD_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable): the catalogue
 */
MadoCatalog *
mado_catalog_parse (GBytes *bytes, const char *set, GError **error)
{
  g_autoptr (MadoCatalog) self = mado_catalog_new (set);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, MADO_CATALOG_MOST, MADO_JSON_NONE, NULL, error);

  if (!node)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "it is no catalogue");
  return read_catalog (self, json_node_get_object (node), error) ? g_steal_pointer (&self) : NULL;
}

static JsonObject *
write_sizes (const MadoPack *pack)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "path", pack->path);
  json_object_set_int_member (object, "bytes", pack->bytes);
  json_object_set_int_member (object, "raw_bytes", pack->raw_bytes);
  return object;
}

static JsonObject *
write_full (const MadoPack *pack)
{
  JsonObject *object = write_sizes (pack);

  json_object_set_int_member (object, "seq", pack->to);
  json_object_set_int_member (object, "records", pack->puts);
  return object;
}

static JsonObject *
write_delta (const MadoPack *pack)
{
  JsonObject *object = write_sizes (pack);

  json_object_set_int_member (object, "from", pack->from);
  json_object_set_int_member (object, "to", pack->to);
  json_object_set_int_member (object, "puts", pack->puts);
  json_object_set_int_member (object, "dels", pack->dels);
  return object;
}

/**
 * mado_catalog_write:
 *
 * Returns: (transfer full): @self as a file; the same catalogue gives the same bytes
 */
GBytes *
mado_catalog_write (const MadoCatalog *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *state = mado_set_state_to_text (&self->state);
  JsonObject *object = json_object_new ();
  JsonArray *packs = json_array_new ();
  char *text;

  for (guint i = 0; i < self->packs->len; i++)
    json_array_add_object_element (packs, write_delta (g_ptr_array_index (self->packs, i)));
  json_object_set_int_member (object, "format", 1);
  json_object_set_string_member (object, "set", self->set);
  json_object_set_int_member (object, "schema", self->schema);
  json_object_set_int_member (object, "seq", self->seq);
  if (self->date)
    json_object_set_string_member (object, "date", self->date);
  json_object_set_object_member (object, "full", write_full (self->full));
  json_object_set_array_member (object, "packs", packs);
  json_object_set_string_member (object, "state", state);
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  return g_bytes_new_take (text, strlen (text));
}

/* The pack that leads furthest from @edition. */
static MadoPack *
find_pack (const MadoCatalog *self, gint64 edition)
{
  MadoPack *best = NULL;

  for (guint i = 0; i < self->packs->len; i++)
    {
      MadoPack *pack = g_ptr_array_index (self->packs, i);

      if (pack->from == edition && pack->to <= self->seq && (!best || pack->to > best->to))
        best = pack;
    }
  return best;
}

/* Adds the packs to @chain that lead from @edition to the current one. Returns: their bytes; -1
 * when there is a gap, or there are too many. */
static gint64
make_chain (const MadoCatalog *self, gint64 edition, GPtrArray *chain)
{
  gint64 bytes = 0;

  for (guint i = 0; edition != self->seq; i++)
    {
      MadoPack *pack = i < MADO_CATALOG_PACKS_MOST ? find_pack (self, edition) : NULL;

      if (!pack)
        return -1;
      g_ptr_array_add (chain, pack);
      bytes += pack->bytes;
      edition = pack->to;
    }
  return bytes;
}

/**
 * mado_catalog_choose:
 * @edition: what is there of the set; 0: nothing
 * @known: its state is that of a publisher's edition, so that packs can be applied to it
 * @error: %MADO_FEED_ERROR_STALE when the catalogue is of an older edition,
 * %MADO_FEED_ERROR_DAMAGED when no way leads to the one it calls current
 *
 * Packs are taken when they are contiguous from @edition, at most #MADO_CATALOG_PACKS_MOST, and in
 * all smaller than half of the whole set; else the whole set, and the packs that follow it.
 *
 * Returns: (transfer container) (nullable) (element-type MadoPack): what is to be applied, in that
 *   order; none when @edition is the current one
 */
GPtrArray *
mado_catalog_choose (const MadoCatalog *self, gint64 edition, gboolean known, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  gint64 bytes = -1;

  if (edition > self->seq)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_STALE,
                   "it offers edition %" G_GINT64_FORMAT " of the set \"%s\", and edition "
                   "%" G_GINT64_FORMAT " is here already",
                   self->seq, self->set, edition);
      return NULL;
    }
  if (edition == self->seq)
    return g_steal_pointer (&chain);
  if (edition > 0 && known)
    bytes = make_chain (self, edition, chain);
  if (bytes >= 0 && bytes < self->full->bytes / FULL_SHARE)
    return g_steal_pointer (&chain);
  g_ptr_array_set_size (chain, 0);
  g_ptr_array_add (chain, self->full);
  if (self->full->to > self->seq || make_chain (self, self->full->to, chain) < 0)
    return fail (error, "no pack leads to the edition that it calls current");
  return g_steal_pointer (&chain);
}
