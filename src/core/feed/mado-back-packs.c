/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the packs that lead back in "back/packs.json", and finds ways through them. */
#include "core/feed/mado-back-packs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define INDEX "packs.json"
#define INDEX_MOST (1024 * 1024) /* bytes */

void
mado_back_pack_free (MadoBackPack *self)
{
  if (!self)
    return;
  g_free (self->set);
  g_free (self->date);
  mado_pack_free (self->pack);
  g_free (self);
}

static char *
get_back (const char *folder)
{
  return g_build_filename (folder, "back", NULL);
}

static char *
make_name (const MadoBackPack *self)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->set, self->pack->from,
                          self->pack->to);
}

/* (transfer full) (type filename): where it is. @folder: of the feed */
char *
mado_back_pack_get_file (const MadoBackPack *self, const char *folder)
{
  g_autofree char *back = get_back (folder);
  g_autofree char *name = make_name (self);

  return g_build_filename (back, name, NULL);
}

/* --- The index --- */

static gboolean
read_counts (MadoPack *pack, JsonObject *object, GError **error)
{
  return (pack->bytes = mado_tuf_get_count (object, "bytes", 1, error)) >= 0
         && (pack->raw_bytes = mado_tuf_get_count (object, "raw_bytes", 1, error)) >= 0
         && (pack->puts = mado_tuf_get_count (object, "puts", 0, error)) >= 0
         && (pack->dels = mado_tuf_get_count (object, "dels", 0, error)) >= 0;
}

static gpointer
read_pack (JsonObject *object, GError **error)
{
  g_autoptr (MadoBackPack) self = g_new0 (MadoBackPack, 1);
  const char *set = mado_tuf_get_string (object, "set", error);
  gint64 from = set ? mado_tuf_get_count (object, "from", 1, error) : -1;
  gint64 to = from >= 0 ? mado_tuf_get_count (object, "to", 1, error) : -1;

  if (to < 0)
    return NULL;
  if (!mado_catalog_is_set_name (set))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "“set” is no name of a set");
      return NULL;
    }
  self->set = g_strdup (set);
  self->date = g_strdup (json_object_get_string_member_with_default (object, "date", NULL));
  self->pack = mado_pack_new (set, from, to);
  return read_counts (self->pack, object, error) ? g_steal_pointer (&self) : NULL;
}

static GPtrArray *
parse (GBytes *bytes, GError **error)
{
  return mado_feed_file_parse_list (bytes, INDEX_MOST, "packs", read_pack,
                                    (GDestroyNotify) mado_back_pack_free, error);
}

/**
 * mado_back_packs_list:
 * @folder: of the feed
 * @error: %MADO_FEED_ERROR_DAMAGED or %MADO_RECORD_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable) (element-type MadoBackPack): those that are kept, the oldest
 *   first
 */
GPtrArray *
mado_back_packs_list (const char *folder, GError **error)
{
  g_autofree char *back = get_back (folder);
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) bytes = mado_feed_file_read (back, INDEX, INDEX_MOST, NULL, &refusal);
  GPtrArray *packs;

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_back_pack_free);
  if (!bytes)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  packs = parse (bytes, error);
  if (!packs)
    g_prefix_error (error, "%s/%s: ", back, INDEX);
  return packs;
}

static JsonObject *
write_pack (const MadoBackPack *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "set", self->set);
  json_object_set_int_member (object, "from", self->pack->from);
  json_object_set_int_member (object, "to", self->pack->to);
  if (self->date)
    json_object_set_string_member (object, "date", self->date);
  json_object_set_int_member (object, "bytes", self->pack->bytes);
  json_object_set_int_member (object, "raw_bytes", self->pack->raw_bytes);
  json_object_set_int_member (object, "puts", self->pack->puts);
  json_object_set_int_member (object, "dels", self->pack->dels);
  return object;
}

static gboolean
write_index (const char *back, GPtrArray *packs, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  char *text;

  for (guint i = 0; i < packs->len; i++)
    json_array_add_object_element (array, write_pack (g_ptr_array_index (packs, i)));
  json_object_set_array_member (object, "packs", array);
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  bytes = g_bytes_new_take (text, strlen (text));
  return mado_feed_file_write (back, INDEX, bytes, error);
}

/* Files that no index speaks of are of no use to anybody; one that is not removed now, is later. */
static void
remove_others (const char *back, GPtrArray *packs)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) folder = g_dir_open (back, 0, NULL);
  const char *name;

  g_hash_table_add (named, g_strdup (INDEX));
  for (guint i = 0; i < packs->len; i++)
    g_hash_table_add (named, make_name (g_ptr_array_index (packs, i)));
  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *path = g_build_filename (back, name, NULL);

      if (!g_hash_table_contains (named, name))
        g_unlink (path);
    }
}

/* One that leads from and to the same is replaced, and beyond the most the oldest goes. */
static void
make_room (GPtrArray *packs, const MadoBackPack *for_pack)
{
  guint n = 0;

  for (guint i = packs->len; i > 0; i--)
    {
      const MadoBackPack *old = g_ptr_array_index (packs, i - 1);

      if (strcmp (old->set, for_pack->set) != 0)
        continue;
      if (++n >= MADO_BACK_PACKS_MOST
          || (old->pack->from == for_pack->pack->from && old->pack->to == for_pack->pack->to))
        g_ptr_array_remove_index (packs, i - 1);
    }
}

/**
 * mado_back_packs_add:
 * @folder: of the feed
 * @pack: (transfer full): one whose file is there
 *
 * Lists it. An index that cannot be read begins anew: the ways it knew are lost, and an update does
 * not fail for them.
 */
gboolean
mado_back_packs_add (const char *folder, MadoBackPack *pack, GError **error)
{
  g_autofree char *back = get_back (folder);
  g_autoptr (GPtrArray) packs = mado_back_packs_list (folder, NULL);

  if (!packs)
    packs = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_back_pack_free);
  make_room (packs, pack);
  g_ptr_array_add (packs, pack);
  if (!write_index (back, packs, error))
    return FALSE;
  remove_others (back, packs);
  return TRUE;
}

/**
 * mado_back_packs_forget:
 * @folder: of the feed
 *
 * Keeps no ways of @set any more.
 */
gboolean
mado_back_packs_forget (const char *folder, const char *set, GError **error)
{
  g_autofree char *back = get_back (folder);
  g_autoptr (GPtrArray) packs = mado_back_packs_list (folder, NULL);
  guint all = packs ? packs->len : 0;

  for (guint i = all; i > 0; i--)
    if (strcmp (((const MadoBackPack *) g_ptr_array_index (packs, i - 1))->set, set) == 0)
      g_ptr_array_remove_index (packs, i - 1);
  if (!packs || packs->len == all)
    return TRUE;
  if (!write_index (back, packs, error))
    return FALSE;
  remove_others (back, packs);
  return TRUE;
}

/* --- Ways --- */

/* (transfer container) (element-type gint64 MadoBackPack): each edition that can be come to, with
 * the last pack of the shortest way there */
static GHashTable *
walk (GPtrArray *packs, const char *set, gint64 from)
{
  GHashTable *last = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (reached, from);
  for (guint at = 0; at < reached->len; at++)
    for (guint i = 0; i < packs->len; i++)
      {
        MadoBackPack *back = g_ptr_array_index (packs, i);
        gint64 *to = &back->pack->to;

        if (back->pack->from != g_array_index (reached, gint64, at) || *to == from
            || strcmp (back->set, set) != 0 || g_hash_table_contains (last, to))
          continue;
        g_hash_table_insert (last, to, back);
        g_array_append_val (reached, *to);
      }
  return last;
}

/**
 * mado_back_packs_find_way:
 * @from: the edition that is there
 *
 * Returns: (transfer container) (nullable) (element-type MadoBackPack): what is to be applied, in
 *   that order; %NULL when no way is kept
 */
GPtrArray *
mado_back_packs_find_way (GPtrArray *packs, const char *set, gint64 from, gint64 to)
{
  g_autoptr (GHashTable) last = walk (packs, set, from);
  g_autoptr (GPtrArray) way = g_ptr_array_new ();

  while (to != from)
    {
      MadoBackPack *back = g_hash_table_lookup (last, &to);

      if (!back)
        return NULL;
      g_ptr_array_insert (way, 0, back);
      to = back->pack->from;
    }
  return g_steal_pointer (&way);
}

static gint
compare_editions (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return one > two ? -1 : one < two;
}

/**
 * mado_back_packs_list_editions:
 * @from: the edition that is there
 *
 * Returns: (transfer full) (element-type gint64): the editions to which ways are kept, the newest
 *   first
 */
GArray *
mado_back_packs_list_editions (GPtrArray *packs, const char *set, gint64 from)
{
  g_autoptr (GHashTable) last = walk (packs, set, from);
  GArray *editions = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer to;

  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, &to, NULL))
    g_array_append_val (editions, *(gint64 *) to);
  g_array_sort (editions, compare_editions);
  return editions;
}
