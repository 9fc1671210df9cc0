/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the next edition of a set out of the one that was published and the records that were
 * added. */
#include "core/feed/mado-publisher-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-pack-reader.h"
#include "core/feed/mado-pack-writer.h"
#include "core/store/mado-schema.h"

#define MAX_DAY 0x3fffff
#define READ_SIZE (64 * 1024)

/* A record that is to be published. */
typedef struct
{
  gint64 place; /* kind and day: so the store of whoever reads it grows at its end */
  char *id;
  char *form;
} Staged;

typedef struct
{
  MadoPublisher *publisher;
  const char *set;
  MadoCatalog *before; /* nullable: what was published last */
  MadoCatalog *now;
  GHashTable *published; /* (element-type utf8 utf8): digests of forms by id */
  GPtrArray *staged;     /* (element-type Staged), in order */
  GPtrArray *puts;       /* (element-type Staged) (unowned) */
  GPtrArray *dels;       /* (element-type utf8) (unowned), in order */
  JsonNode *targets;     /* the body of the set's role */
} Making;

static void
free_staged (gpointer data)
{
  Staged *staged = data;

  g_free (staged->id);
  g_free (staged->form);
  g_free (staged);
}

static void
clear_making (Making *self)
{
  g_clear_pointer (&self->before, mado_catalog_free);
  g_clear_pointer (&self->now, mado_catalog_free);
  g_clear_pointer (&self->published, g_hash_table_unref);
  g_clear_pointer (&self->staged, g_ptr_array_unref);
  g_clear_pointer (&self->puts, g_ptr_array_unref);
  g_clear_pointer (&self->dels, g_ptr_array_unref);
  g_clear_pointer (&self->targets, json_node_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, clear_making)

static gint
compare_staged (gconstpointer a, gconstpointer b)
{
  const Staged *one = *(const Staged *const *) a;
  const Staged *two = *(const Staged *const *) b;

  if (one->place != two->place)
    return one->place < two->place ? -1 : 1;
  return strcmp (one->id, two->id);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
get_staged_path (MadoPublisher *self, const char *set)
{
  g_autofree char *name = g_strconcat (set, ".ndjson", NULL);

  return g_build_filename (self->secrets, "sets", name, NULL);
}

static Staged *
stage (MadoRecord *record)
{
  Staged *staged = g_new0 (Staged, 1);

  staged->place = MADO_ROWID (mado_record_get_kind (record),
                              CLAMP (mado_record_get_sort_day (record), 0, MAX_DAY), 0);
  staged->id = g_strdup (mado_record_get_id (record));
  staged->form = mado_json_to_record_form (mado_record_get_json (record));
  return staged;
}

/**
 * mado_publisher_add:
 * @set: its name; the first time a key is made for it
 * @records: (element-type MadoRecord): all that it is to hold from the next edition on
 * @error: %MADO_FEED_ERROR_DAMAGED when @set is no name for a set, or an id occurs twice
 *
 * Puts records in readiness. Nothing is published by it.
 */
gboolean
mado_publisher_add (MadoPublisher *self, const char *set, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_staged);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && set != NULL && records != NULL, FALSE);

  if (!mado_catalog_is_set_name (set) || strcmp (set, "targets") == 0)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "“%s” is no name for a set: a-z, 0-9 and hyphens, and not “own”", set);
      return FALSE;
    }
  for (guint i = 0; i < records->len; i++)
    {
      Staged *staged = stage (g_ptr_array_index (records, i));

      g_ptr_array_add (all, staged);
      if (g_hash_table_add (ids, staged->id))
        continue;
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "record \"%s\": 'id' occurs twice in the set", staged->id);
      return FALSE;
    }
  g_ptr_array_sort (all, compare_staged);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, "%s\n", ((Staged *) g_ptr_array_index (all, i))->form);
  path = get_staged_path (self, set);
  return g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
read_staged (Making *self, GError **error)
{
  g_autofree char *path = get_staged_path (self->publisher, self->set);
  g_autofree char *text = NULL;
  gsize length;

  self->staged = g_ptr_array_new_with_free_func (free_staged);
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  for (const char *line = text, *end; (end = strchr (line, '\n')); line = end + 1)
    {
      g_autoptr (JsonNode) node = mado_json_parse (line, (gsize) (end - line), MADO_JSON_MAX_LINE,
                                                   MADO_JSON_NONE, NULL, error);
      g_autoptr (MadoRecord) record = node ? mado_record_new_from_json (node, error) : NULL;

      if (!record)
        {
          g_prefix_error (error, "%s: ", path);
          return FALSE;
        }
      g_ptr_array_add (self->staged, stage (record));
    }
  g_ptr_array_sort (self->staged, compare_staged);
  return TRUE;
}

/* (transfer full): where a target is, its digest before its name */
static char *
get_target_path (MadoPublisher *self, const char *path, const char *sha256)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *file = g_strconcat (sha256, ".", name, NULL);

  return g_build_filename (self->folder, "targets", folder, file, NULL);
}

/* (transfer full) (nullable): the digest that was signed for @path */
static char *
find_target (MadoTufMetadata *role, const char *path, GError **error)
{
  const MadoTufTarget *target = g_hash_table_lookup (role->targets, path);

  if (target && target->hashes.sha256)
    return g_strdup (target->hashes.sha256);
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "%s: nobody has signed for it",
               path);
  return NULL;
}

static gboolean
read_published_pack (Making *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  g_autoptr (MadoPackReader) reader = NULL;
  g_autoptr (GError) refusal = NULL;
  MadoOperation operation;

  if (!stream)
    return FALSE;
  reader = mado_pack_reader_new (stream, self->set, self->before->full);
  while (mado_pack_reader_next (reader, &operation, NULL, &refusal))
    if (operation.type == MADO_OPERATION_PUT)
      {
        g_autofree char *form = mado_json_to_record_form (mado_record_get_json (operation.record));

        g_hash_table_replace (self->published, g_strdup (mado_record_get_id (operation.record)),
                              g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1));
      }
  if (!refusal)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", path);
  return FALSE;
}

/* What was published last, if anything was. */
static gboolean
read_published (Making *self, GError **error)
{
  MadoPublisher *publisher = self->publisher;
  gint64 version = mado_publisher_get_version (publisher, self->set);
  g_autofree char *path = mado_catalog_make_path (self->set);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoTufMetadata) role = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *file = NULL;
  g_autofree char *full_sha256 = NULL;
  g_autofree char *full = NULL;

  self->published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (version == 0)
    return TRUE;
  bytes = mado_publisher_read (publisher, version, self->set, error);
  role = bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, error) : NULL;
  sha256 = role ? find_target (role, path, error) : NULL;
  if (!sha256)
    return FALSE;
  file = get_target_path (publisher, path, sha256);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = mado_feed_file_read ("/", file, MADO_CATALOG_MOST, NULL, error);
  self->before = bytes ? mado_catalog_parse (bytes, self->set, error) : NULL;
  full_sha256 = self->before ? find_target (role, self->before->full->path, error) : NULL;
  if (!full_sha256)
    return FALSE;
  full = get_target_path (publisher, self->before->full->path, full_sha256);
  for (guint i = 0; i < self->before->packs->len; i++)
    {
      MadoPack *pack = g_ptr_array_index (self->before->packs, i);
      const MadoTufTarget *target = g_hash_table_lookup (role->targets, pack->path);

      if (target)
        mado_metadata_add_target (self->targets, pack->path, target->hashes.length,
                                  target->hashes.sha256);
    }
  return read_published_pack (self, full, error);
}

static void
compare (Making *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  self->puts = g_ptr_array_new ();
  self->dels = g_ptr_array_new ();
  for (guint i = 0; i < self->staged->len; i++)
    {
      Staged *staged = g_ptr_array_index (self->staged, i);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, staged->form, -1);

      g_hash_table_add (kept, staged->id);
      mado_set_state_add (&self->now->state, staged->id, staged->form, strlen (staged->form));
      if (g_strcmp0 (g_hash_table_lookup (self->published, staged->id), digest) != 0)
        g_ptr_array_add (self->puts, staged);
    }
  g_hash_table_iter_init (&iter, self->published);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (kept, id))
      g_ptr_array_add (self->dels, id);
  g_ptr_array_sort (self->dels, compare_ids);
}

/* Of a file that is too large for memory. */
static char *
compute_sha256 (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (READ_SIZE);
  gsize n_read = 0;

  if (!stream)
    return NULL;
  do
    {
      if (!g_input_stream_read_all (stream, buffer, READ_SIZE, &n_read, NULL, error))
        return NULL;
      g_checksum_update (checksum, buffer, (gssize) n_read);
    }
  while (n_read == READ_SIZE);
  return g_strdup (g_checksum_get_string (checksum));
}

/* Gives the file @made its place among the targets, and lists it. */
static gboolean
take_target (Making *self, const char *made, const char *path, gint64 length, GError **error)
{
  g_autofree char *sha256 = compute_sha256 (made, error);
  g_autofree char *place = sha256 ? get_target_path (self->publisher, path, sha256) : NULL;
  int code;

  if (!place)
    return FALSE;
  mado_metadata_add_target (self->targets, path, length, sha256);
  if (g_chmod (made, 0644) == 0 && g_rename (made, place) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", place, g_strerror (code));
  return FALSE;
}

/* (transfer full): the file that is written before its digest is known */
static char *
get_made_path (Making *self)
{
  return g_build_filename (self->publisher->folder, "targets", self->set, "made", NULL);
}

static gboolean
write_lines (Making *self, MadoPackWriter *writer, GPtrArray *puts, GPtrArray *dels, GError **error)
{
  for (guint i = 0; i < puts->len; i++)
    {
      const Staged *staged = g_ptr_array_index (puts, i);

      if (!mado_pack_writer_put (writer, staged->id, staged->form, error))
        return FALSE;
    }
  for (guint i = 0; dels && i < dels->len; i++)
    if (!mado_pack_writer_drop (writer, g_ptr_array_index (dels, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pack (Making *self, MadoPack *pack, GPtrArray *puts, GPtrArray *dels, GError **error)
{
  g_autofree char *made = get_made_path (self);
  g_autoptr (MadoPackWriter) writer = NULL;

  pack->puts = puts->len;
  pack->dels = dels ? dels->len : 0;
  writer = mado_pack_writer_new (made, self->set, pack, error);
  return writer && write_lines (self, writer, puts, dels, error)
         && mado_pack_writer_end (writer, &self->now->state, pack, error)
         && take_target (self, made, pack->path, pack->bytes, error);
}

/* Of the packs that are there the newest stay, so that there are @editions with the new one. */
static void
keep_packs (Making *self, guint editions)
{
  JsonObject *targets
      = json_object_get_object_member (json_node_get_object (self->targets), "targets");
  GPtrArray *old = self->before->packs;

  while (old->len > 0 && old->len >= editions)
    {
      json_object_remove_member (targets, ((MadoPack *) g_ptr_array_index (old, 0))->path);
      g_ptr_array_remove_index (old, 0);
    }
  while (old->len > 0)
    g_ptr_array_add (self->now->packs, g_ptr_array_steal_index (old, 0));
}

static gboolean
write_packs (Making *self, guint editions, GError **error)
{
  gint64 seq = self->now->seq;
  MadoPack *pack;

  if (self->before && editions > 0)
    {
      keep_packs (self, editions);
      pack = mado_pack_new (self->set, seq - 1, seq);
      g_ptr_array_add (self->now->packs, pack);
      if (!write_pack (self, pack, self->puts, self->dels, error))
        return FALSE;
    }
  self->now->full = mado_pack_new (self->set, MADO_PACK_FULL, seq);
  return write_pack (self, self->now->full, self->staged, NULL, error);
}

static gboolean
write_catalog (Making *self, GError **error)
{
  g_autoptr (GBytes) bytes = mado_catalog_write (self->now);
  g_autofree char *made = get_made_path (self);
  g_autofree char *path = mado_catalog_make_path (self->set);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_file_set_contents (made, text, (gssize) length, error)
         && take_target (self, made, path, (gint64) length, error);
}

static gboolean
make_folders (Making *self, GError **error)
{
  static const char *const names[] = { "full", "delta" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
          = g_build_filename (self->publisher->folder, "targets", self->set, names[i], NULL);
      int code;

      if (g_mkdir_with_parents (path, 0755) == 0)
        continue;
      code = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }
  return TRUE;
}

static gboolean
publish (Making *self, guint editions, GError **error)
{
  g_autofree char *key = mado_publisher_get_set_key (self->set);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (self->publisher->now);

  self->now->seq = self->before ? self->before->seq + 1 : 1;
  self->now->date = g_date_time_format (moment, "%Y-%m-%d");
  return make_folders (self, error) && write_packs (self, editions, error)
         && write_catalog (self, error)
         && mado_publisher_sign_role (self->publisher, self->set, key, self->targets, error);
}

/*
 * mado_publisher_make_edition:
 * @editions: packs to keep, at most, from edition to edition
 * @changed: (out): whether there was anything to publish
 *
 * Returns: (transfer full) (nullable): the edition that is now in the folder, though no snapshot
 * speaks of it yet; %NULL with @error, or when nothing has changed
 */
MadoEdition *
mado_publisher_make_edition (MadoPublisher *self, const char *set, guint editions,
                             gboolean *changed, GError **error)
{
  g_auto (Making) making = { .publisher = self, .set = set };
  MadoEdition *edition;

  *changed = FALSE;
  making.now = mado_catalog_new (set);
  making.targets
      = mado_metadata_make_targets (mado_publisher_get_version (self, set) + 1, self->now);
  if (!read_staged (&making, error) || !read_published (&making, error))
    return NULL;
  compare (&making);
  *changed = !making.before || making.puts->len > 0 || making.dels->len > 0;
  if (!*changed || !publish (&making, editions, error))
    return NULL;
  edition = g_new0 (MadoEdition, 1);
  *edition = (MadoEdition){ g_strdup (set), making.now->seq, making.staged->len, making.puts->len,
                            making.dels->len };
  return edition;
}

void
mado_edition_free (MadoEdition *self)
{
  if (!self)
    return;
  g_free (self->set);
  g_free (self);
}
