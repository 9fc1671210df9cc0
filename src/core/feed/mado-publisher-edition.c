/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the next edition of a set out of the one that was published and the records that were
 * added. */
#include "core/feed/mado-publisher-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-pack-reader.h"
#include "core/feed/mado-pack-writer.h"

#define READ_SIZE (64 * 1024)

/* An edition in the making. A set may be larger than memory: its records pass by, twice or three
 * times, and of them only what changes is kept, by id. */
typedef struct
{
  MadoPublisher *publisher;
  const char *set;
  MadoCatalog *before; /* nullable: what was published last */
  MadoCatalog *now;
  MadoStagedLines *staged;
  GInputStream *published; /* nullable: the whole set as it was published last */
  GByteArray *puts;        /* a bit for each staged record: whether it is new or changed */
  GHashTable *come;        /* (element-type utf8 Coming): no record was in this place before */
  GHashTable *go; /* (element-type utf8 utf8): digests by id; no record is there any more */
  gint64 n_staged;
  gint64 n_puts;
  GPtrArray *dels;   /* (element-type utf8) (unowned), in order */
  JsonNode *targets; /* the body of the set's role */
} Making;

typedef struct
{
  gint64 number; /* of the staged record */
  char *digest;
} Coming;

static void
free_coming (gpointer data)
{
  Coming *coming = data;

  g_free (coming->digest);
  g_free (coming);
}

static void
clear_making (Making *self)
{
  g_clear_pointer (&self->before, mado_catalog_free);
  g_clear_pointer (&self->now, mado_catalog_free);
  g_clear_pointer (&self->staged, mado_staged_lines_free);
  g_clear_object (&self->published);
  g_clear_pointer (&self->puts, g_byte_array_unref);
  g_clear_pointer (&self->come, g_hash_table_unref);
  g_clear_pointer (&self->go, g_hash_table_unref);
  g_clear_pointer (&self->dels, g_ptr_array_unref);
  g_clear_pointer (&self->targets, json_node_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, clear_making)

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
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

/* The whole set as it was published last. Of one that was retired it may have been pruned: then no
 * pack leads on from there, and the next edition is fetched whole. */
static gboolean
open_whole (Making *self, const char *path, GError **error)
{
  g_autoptr (GFile) whole = g_file_new_for_path (path);
  g_autoptr (GError) refusal = NULL;

  self->published = G_INPUT_STREAM (g_file_read (whole, NULL, &refusal));
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_ptr_array_set_size (self->before->packs, 0);
      return TRUE;
    }
  if (!self->published)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return self->published != NULL;
}

/* The packs that are there stay signed for. */
static void
copy_packs (Making *self, MadoTufMetadata *role)
{
  for (guint i = 0; i < self->before->packs->len; i++)
    {
      MadoPack *pack = g_ptr_array_index (self->before->packs, i);
      const MadoTufTarget *target = g_hash_table_lookup (role->targets, pack->path);

      if (target)
        mado_metadata_add_target (self->targets, pack->path, target->hashes.length,
                                  target->hashes.sha256);
    }
}

/* What was published last, if anything was. */
static gboolean
open_published (Making *self, GError **error)
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
  if (!open_whole (self, full, error))
    return FALSE;
  copy_packs (self, role);
  return TRUE;
}

/* Where two streams of records stand. */
typedef struct
{
  const MadoStaged *staged; /* nullable at the end */
  gint64 number;            /* of it */
  MadoPackReader *reader;   /* nullable: nothing was published */
  MadoStaged published;     /* its id is %NULL at the end */
} Merging;

static void
clear_merging (Merging *self)
{
  g_clear_pointer (&self->reader, mado_pack_reader_free);
  mado_staged_clear (&self->published);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merging, clear_merging)

static char *
compute_digest (const MadoStaged *staged)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, staged->form, -1);
}

static gboolean
next_published (Making *self, Merging *merging, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  MadoOperation operation;

  mado_staged_clear (&merging->published);
  while (merging->reader && mado_pack_reader_next (merging->reader, &operation, NULL, &refusal))
    if (operation.type == MADO_OPERATION_PUT)
      {
        mado_staged_init (&merging->published, operation.record);
        return TRUE;
      }
  if (!refusal)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", self->before->full->path);
  return FALSE;
}

static gboolean
next_staged (Making *self, Merging *merging, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  merging->number = self->n_staged;
  merging->staged = mado_staged_lines_next (self->staged, &refusal);
  if (refusal)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (merging->staged)
    {
      const guint8 none = 0;

      if (self->n_staged % CHAR_BIT == 0)
        g_byte_array_append (self->puts, &none, 1);
      self->n_staged++;
      mado_set_state_add (&self->now->state, merging->staged->id, merging->staged->form,
                          strlen (merging->staged->form));
    }
  return TRUE;
}

static void
note_put (Making *self, gint64 number)
{
  self->puts->data[number / CHAR_BIT] |= (guint8) (1 << (number % CHAR_BIT));
  self->n_puts++;
}

/* What one stream has and the other has not, so far. */
static void
note_alone (Making *self, const Merging *merging, gboolean is_staged)
{
  if (!is_staged)
    g_hash_table_replace (self->go, g_strdup (merging->published.id),
                          compute_digest (&merging->published));
  else if (!merging->reader)
    note_put (self, merging->number);
  else
    {
      Coming *coming = g_new0 (Coming, 1);

      coming->number = merging->number;
      coming->digest = compute_digest (merging->staged);
      g_hash_table_replace (self->come, g_strdup (merging->staged->id), coming);
    }
}

/* A record that has moved to another day is in both: it has changed, and does not go. */
static void
settle (Making *self)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->come);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const Coming *coming = value;

      if (g_strcmp0 (g_hash_table_lookup (self->go, id), coming->digest) != 0)
        note_put (self, coming->number);
      g_hash_table_remove (self->go, id);
    }
  self->dels = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->go);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (self->dels, id);
  g_ptr_array_sort (self->dels, compare_ids);
}

/* Both streams are in the same order, so that a step looks at one record of each. */
static gboolean
compare (Making *self, GError **error)
{
  g_auto (Merging) merging = { 0 };

  self->puts = g_byte_array_new ();
  self->come = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_coming);
  self->go = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->published)
    merging.reader = mado_pack_reader_new (self->published, self->set, self->before->full);
  if (!next_staged (self, &merging, error) || !next_published (self, &merging, error))
    return FALSE;
  while (merging.staged || merging.published.id)
    {
      int order = !merging.staged ? 1
                  : !merging.published.id
                      ? -1
                      : mado_staged_compare (merging.staged, &merging.published);

      if (order != 0)
        note_alone (self, &merging, order < 0);
      else if (strcmp (merging.staged->form, merging.published.form) != 0)
        note_put (self, merging.number);
      if ((order <= 0 && !next_staged (self, &merging, error))
          || (order >= 0 && !next_published (self, &merging, error)))
        return FALSE;
    }
  settle (self);
  return TRUE;
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
is_put (Making *self, gint64 number)
{
  return (self->puts->data[number / CHAR_BIT] & (1 << (number % CHAR_BIT))) != 0;
}

static gboolean
write_lines (Making *self, MadoPackWriter *writer, gboolean is_whole, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  const MadoStaged *staged;

  if (!mado_staged_lines_rewind (self->staged, error))
    return FALSE;
  for (gint64 i = 0; (staged = mado_staged_lines_next (self->staged, &refusal)); i++)
    if ((is_whole || is_put (self, i))
        && !mado_pack_writer_put (writer, staged->id, staged->form, error))
      return FALSE;
  if (refusal)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  for (guint i = 0; !is_whole && i < self->dels->len; i++)
    if (!mado_pack_writer_drop (writer, g_ptr_array_index (self->dels, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pack (Making *self, MadoPack *pack, GError **error)
{
  gboolean is_whole = pack->from == MADO_PACK_FULL;
  g_autofree char *made = get_made_path (self);
  g_autoptr (MadoPackWriter) writer = NULL;

  pack->puts = is_whole ? self->n_staged : self->n_puts;
  pack->dels = is_whole ? 0 : self->dels->len;
  writer = mado_pack_writer_new (made, self->set, pack, MADO_PACK_TO_SERVE, error);
  return writer && write_lines (self, writer, is_whole, error)
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

  if (self->published && editions > 0)
    {
      keep_packs (self, editions);
      pack = mado_pack_new (self->set, seq - 1, seq);
      g_ptr_array_add (self->now->packs, pack);
      if (!write_pack (self, pack, error))
        return FALSE;
    }
  self->now->full = mado_pack_new (self->set, MADO_PACK_FULL, seq);
  return write_pack (self, self->now->full, error);
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
  making.staged = mado_staged_lines_open (self, set, error);
  if (!making.staged || !open_published (&making, error) || !compare (&making, error))
    return NULL;
  *changed = !making.before || making.n_puts > 0 || making.dels->len > 0;
  if (!*changed || !publish (&making, editions, error))
    return NULL;
  edition = g_new0 (MadoEdition, 1);
  *edition = (MadoEdition){ g_strdup (set), making.now->seq, making.n_staged, making.n_puts,
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
