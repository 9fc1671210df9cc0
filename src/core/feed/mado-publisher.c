/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the metadata of a feed: which version of each role is current, and who signs it. */
#include "core/feed/mado-publisher-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"

#define METADATA_MOST (8 * 1024 * 1024) /* bytes of a file of one's own */
#define PUBLIC_MODE 0644
#define N_ROOT_KEYS 3

static const char *const root_keys[N_ROOT_KEYS] = { "root-1", "root-2", "root-3" };

static char *
get_key_path (const char *secrets, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);

  return g_build_filename (secrets, "keys", file, NULL);
}

/* (transfer full): what the key of a set is called */
char *
mado_publisher_get_set_key (const char *set)
{
  return g_strconcat ("set-", set, NULL);
}

/* (nullable): who @root says may sign as @name, where that is for root to say */
static const MadoTufRole *
find_role (MadoTufMetadata *root, const char *name)
{
  for (MadoTufType type = MADO_TUF_TIMESTAMP; root && type < MADO_TUF_N_TYPES; type++)
    if (g_str_equal (name, mado_tuf_type_get_name (type)))
      return &root->roles[type];
  return NULL;
}

/* What a key signs that the root does not name yet, nobody would believe: it is not used before. */
MadoTufSigner *
mado_publisher_load_key (MadoPublisher *self, const char *name, GError **error)
{
  g_autofree char *path = get_key_path (self->secrets, name);
  g_autoptr (MadoTufSigner) signer = mado_tuf_signer_load (path, error);
  const MadoTufRole *role = signer ? find_role (self->root, name) : NULL;

  if (!role
      || g_ptr_array_find_with_equal_func (role->key_ids, mado_tuf_signer_get_id (signer),
                                           g_str_equal, NULL))
    return g_steal_pointer (&signer);
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN,
               "%s: root %" G_GINT64_FORMAT
               " names another key; mado feed sign makes the next root",
               path, self->root->version);
  return NULL;
}

/* (transfer full) (nullable): the public half of a key, without @error where it is not here */
JsonNode *
mado_publisher_find_key (MadoPublisher *self, const char *name, GError **error)
{
  g_autofree char *path = get_key_path (self->secrets, name);
  g_autoptr (MadoTufSigner) signer = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  signer = mado_tuf_signer_load (path, error);
  return signer ? mado_tuf_signer_dup_public (signer) : NULL;
}

/* Makes a key that is not there yet. Returns (transfer full) (nullable): its public half */
JsonNode *
mado_publisher_make_key (const char *secrets, const char *name, GError **error)
{
  g_autofree char *path = get_key_path (secrets, name);
  g_autoptr (MadoTufSigner) signer = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    signer = mado_tuf_signer_load (path, error);
  else
    {
      signer = mado_tuf_signer_generate (error);
      if (signer && !mado_tuf_signer_save (signer, path, error))
        return NULL;
    }
  return signer ? mado_tuf_signer_dup_public (signer) : NULL;
}

static gboolean
make_folder (const char *folder, const char *name, int mode, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int code;

  if (g_mkdir_with_parents (path, mode) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

static char *
make_name (gint64 version, const char *role)
{
  if (version == 0)
    return g_strconcat (role, ".json", NULL);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s.json", version, role);
}

/* @version: 0 for the one file that has none, the timestamp */
GBytes *
mado_publisher_read (MadoPublisher *self, gint64 version, const char *role, GError **error)
{
  g_autofree char *name = make_name (version, role);
  g_autofree char *folder = g_build_filename (self->folder, "metadata", NULL);

  return mado_feed_file_read (folder, name, METADATA_MOST, NULL, error);
}

gboolean
mado_publisher_write (MadoPublisher *self, gint64 version, const char *role, GBytes *bytes,
                      GError **error)
{
  g_autofree char *name = make_name (version, role);
  g_autofree char *path = g_build_filename (self->folder, "metadata", name, NULL);

  return g_file_set_contents_full (
      path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, PUBLIC_MODE, error);
}

gint64
mado_publisher_get_version (MadoPublisher *self, const char *role)
{
  gint64 *version = g_hash_table_lookup (self->versions, role);

  return version ? *version : 0;
}

void
mado_publisher_set_version (MadoPublisher *self, const char *role, gint64 version)
{
  gint64 *number = g_new (gint64, 1);

  *number = version;
  g_hash_table_replace (self->versions, g_strdup (role), number);
}

/* Signs the next version of a targets role, and writes it. */
gboolean
mado_publisher_sign_role (MadoPublisher *self, const char *role, const char *key, JsonNode *body,
                          GError **error)
{
  gint64 version = json_object_get_int_member (json_node_get_object (body), "version");
  g_autoptr (MadoTufSigner) signer = mado_publisher_load_key (self, key, error);
  g_autoptr (GBytes) bytes = signer ? mado_tuf_sign (body, &signer, 1, error) : NULL;

  if (!bytes || !mado_publisher_write (self, version, role, bytes, error))
    return FALSE;
  mado_publisher_set_version (self, role, version);
  return TRUE;
}

static gboolean
write_timestamp (MadoPublisher *self, GBytes *snapshot, GError **error)
{
  g_autoptr (JsonNode) body = mado_metadata_make_timestamp (self->timestamp_version + 1, self->now,
                                                            self->snapshot_version, snapshot);
  g_autoptr (MadoTufSigner) signer = mado_publisher_load_key (self, "timestamp", error);
  g_autoptr (GBytes) bytes = signer ? mado_tuf_sign (body, &signer, 1, error) : NULL;

  if (!bytes || !mado_publisher_write (self, 0, "timestamp", bytes, error))
    return FALSE;
  self->timestamp_version++;
  return TRUE;
}

/* The snapshot and the timestamp come last: until then clients see what was there before. */
gboolean
mado_publisher_finish (MadoPublisher *self, GError **error)
{
  g_autoptr (JsonNode) body
      = mado_metadata_make_snapshot (self->snapshot_version + 1, self->now, self->versions);
  g_autoptr (MadoTufSigner) signer = mado_publisher_load_key (self, "snapshot", error);
  g_autoptr (GBytes) bytes = signer ? mado_tuf_sign (body, &signer, 1, error) : NULL;

  if (!bytes || !mado_publisher_write (self, self->snapshot_version + 1, "snapshot", bytes, error))
    return FALSE;
  self->snapshot_version++;
  return write_timestamp (self, bytes, error);
}

static MadoPublisher *
publisher_new (const char *folder, const char *secrets, gint64 now)
{
  MadoPublisher *self = g_new0 (MadoPublisher, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->secrets = g_canonicalize_filename (secrets, NULL);
  self->now = now;
  self->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
mado_publisher_close (MadoPublisher *self)
{
  if (!self)
    return;
  g_free (self->folder);
  g_free (self->secrets);
  g_clear_pointer (&self->root, mado_tuf_metadata_free);
  g_hash_table_unref (self->versions);
  g_free (self);
}

/* Root, signed by all the keys that were just made. */
static gboolean
write_first_root (MadoPublisher *self, GError **error)
{
  g_autoptr (GPtrArray) public = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) signers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_tuf_signer_free);
  static const char *const online[] = { "timestamp", "snapshot", "targets" };
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < N_ROOT_KEYS + G_N_ELEMENTS (online); i++)
    {
      JsonNode *key = mado_publisher_make_key (
          self->secrets, i < N_ROOT_KEYS ? root_keys[i] : online[i - N_ROOT_KEYS], error);

      if (!key)
        return FALSE;
      g_ptr_array_add (public, key);
    }
  for (guint i = 0; i < N_ROOT_KEYS; i++)
    {
      MadoTufSigner *signer = mado_publisher_load_key (self, root_keys[i], error);

      if (!signer)
        return FALSE;
      g_ptr_array_add (signers, signer);
    }
  public->len = N_ROOT_KEYS;
  body = mado_metadata_make_root (1, self->now, public, public->pdata[N_ROOT_KEYS],
                                  public->pdata[N_ROOT_KEYS + 1], public->pdata[N_ROOT_KEYS + 2]);
  public->len = N_ROOT_KEYS + G_N_ELEMENTS (online);
  bytes = mado_tuf_sign (body, (MadoTufSigner *const *) signers->pdata, signers->len, error);
  return bytes && mado_publisher_write (self, 1, "root", bytes, error);
}

/**
 * mado_publisher_init:
 * @folder: (type filename): what a web host will serve; made where it is missing
 * @secrets: (type filename): keys, for their owner alone; keys that are there already are used
 * @now: seconds since 1970, UTC
 * @error: %G_IO_ERROR_EXISTS when there is a feed in @folder already
 *
 * Makes a feed without sets. Its root is metadata/1.root.json: who has that file by a way that he
 * trusts, can trust the feed. Of the root keys two of three sign; they belong on media that no
 * network reaches.
 */
gboolean
mado_publisher_init (const char *folder, const char *secrets, gint64 now, GError **error)
{
  g_autoptr (MadoPublisher) self = publisher_new (folder, secrets, now);
  g_autofree char *root = g_build_filename (folder, "metadata", "1.root.json", NULL);
  g_autoptr (JsonNode) targets = NULL;

  g_return_val_if_fail (folder != NULL && secrets != NULL, FALSE);

  if (g_file_test (root, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s: there is a feed already", folder);
      return FALSE;
    }
  if (!make_folder (secrets, "keys", 0700, error) || !make_folder (secrets, "sets", 0700, error)
      || !make_folder (folder, "metadata", 0755, error)
      || !make_folder (folder, "targets", 0755, error) || !write_first_root (self, error))
    return FALSE;
  targets = mado_metadata_make_targets (1, now);
  return mado_publisher_sign_role (self, "targets", "targets", targets, error)
         && mado_publisher_finish (self, error);
}

static MadoTufMetadata *
read_metadata (MadoPublisher *self, gint64 version, MadoTufType type, GError **error)
{
  g_autoptr (GBytes) bytes
      = mado_publisher_read (self, version, mado_tuf_type_get_name (type), error);

  return bytes ? mado_tuf_metadata_new (bytes, type, error) : NULL;
}

static gboolean
read_root (MadoPublisher *self, GError **error)
{
  gint64 version = 0;

  for (;;)
    {
      g_autofree char *name = make_name (version + 1, "root");
      g_autofree char *path = g_build_filename (self->folder, "metadata", name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        break;
      version++;
    }
  if (version > 0)
    self->root = read_metadata (self, version, MADO_TUF_ROOT, error);
  else
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN,
                 "%s: there is no feed; mado feed init makes one", self->folder);
  return self->root != NULL;
}

/**
 * mado_publisher_open:
 * @now: seconds since 1970, UTC: what is signed, counts from here
 * @error: %MADO_FEED_ERROR_UNKNOWN when there is no feed
 *
 * Returns: (transfer full) (nullable): the feed in @folder, as it stands
 */
MadoPublisher *
mado_publisher_open (const char *folder, const char *secrets, gint64 now, GError **error)
{
  g_autoptr (MadoPublisher) self = publisher_new (folder, secrets, now);
  g_autoptr (MadoTufMetadata) timestamp = NULL;
  g_autoptr (MadoTufMetadata) snapshot = NULL;
  const MadoTufMeta *meta;
  GHashTableIter iter;
  gpointer name, value;

  g_return_val_if_fail (folder != NULL && secrets != NULL, NULL);

  if (!read_root (self, error))
    return NULL;
  timestamp = read_metadata (self, 0, MADO_TUF_TIMESTAMP, error);
  if (!timestamp)
    return NULL;
  self->timestamp_version = timestamp->version;
  meta = g_hash_table_lookup (timestamp->meta, "snapshot.json");
  self->snapshot_version = meta->version;
  snapshot = read_metadata (self, self->snapshot_version, MADO_TUF_SNAPSHOT, error);
  if (!snapshot)
    return NULL;
  g_hash_table_iter_init (&iter, snapshot->meta);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *role = g_strndup (name, strlen (name) - strlen (".json"));

      mado_publisher_set_version (self, role, ((const MadoTufMeta *) value)->version);
    }
  return g_steal_pointer (&self);
}

/**
 * mado_publisher_stamp:
 *
 * Signs the timestamp anew: it says that what is published is still current, and has to be said
 * every few days. Needs no key but the timestamp's.
 */
gboolean
mado_publisher_stamp (MadoPublisher *self, GError **error)
{
  g_autoptr (GBytes) snapshot = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  snapshot = mado_publisher_read (self, self->snapshot_version, "snapshot", error);
  return snapshot && write_timestamp (self, snapshot, error);
}
