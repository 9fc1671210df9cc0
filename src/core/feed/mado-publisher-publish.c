/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishes what was added, and renews the root. */
#include "core/feed/mado-publisher-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"

#define RENEW_BEFORE (30 * G_GINT64_CONSTANT (86400)) /* seconds before targets expire */
#define DRAFT "root-draft.json"
#define DRAFT_MOST (1024 * 1024) /* bytes */

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) (element-type utf8): the sets that records were added to, in order */
static GPtrArray *
list_sets (MadoPublisher *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->secrets, "sets", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (!folder)
    return NULL;
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *set = g_strdup (name);
      char *ending = strstr (set, ".ndjson");

      if (!ending || strcmp (ending, ".ndjson") != 0)
        continue;
      *ending = '\0';
      if (mado_catalog_is_set_name (set))
        g_ptr_array_add (sets, g_steal_pointer (&set));
    }
  g_ptr_array_sort (sets, compare_texts);
  return g_steal_pointer (&sets);
}

/* (transfer full) (nullable): what a file has signed */
static JsonNode *
read_body (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);

  if (!node)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node)
      && mado_tuf_get_object (json_node_get_object (node), "signed", NULL))
    return json_node_copy (json_object_get_member (json_node_get_object (node), "signed"));
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no metadata file");
  return NULL;
}

/* Whether another key lies in the place of the one that @role names: that one is lost, or somebody
 * else has it. A set whose key is not here at all is somebody else's to sign. */
static gboolean
is_replaced (MadoPublisher *self, const MadoTufRole *role, const char *name)
{
  g_autoptr (MadoTufSigner) signer = mado_publisher_load_key (self, name, NULL);

  return signer
         && !g_ptr_array_find_with_equal_func (role->key_ids, mado_tuf_signer_get_id (signer),
                                               g_str_equal, NULL);
}

/* Whether those have signed @file whom the newest root names. */
static gboolean
is_signed (MadoPublisher *self, MadoTufMetadata *file)
{
  const MadoTufRole *role = &self->root->roles[file->type];

  return mado_tuf_role_count_signers (role, self->root->keys, file->signatures, file->signed_bytes)
         >= role->threshold;
}

static MadoTufMetadata *
read_targets (MadoPublisher *self, GError **error)
{
  gint64 version = mado_publisher_get_version (self, "targets");
  g_autoptr (GBytes) bytes = mado_publisher_read (self, version, "targets", error);

  return bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, error) : NULL;
}

/* Signs targets anew when a set is new or has another key, when they expire soon, or when the root
 * names another key than the one that signed them. */
static gboolean
update_targets (MadoPublisher *self, GPtrArray *sets, GError **error)
{
  gint64 version = mado_publisher_get_version (self, "targets");
  g_autoptr (MadoTufMetadata) targets = read_targets (self, error);
  g_autoptr (JsonNode) old = targets ? read_body (targets->bytes, error) : NULL;
  g_autoptr (JsonNode) body = NULL;
  gboolean is_new = FALSE;

  if (!old)
    return FALSE;
  body = mado_metadata_make_targets (version + 1, self->now);
  mado_metadata_copy_delegations (body, old);
  for (guint i = 0; i < sets->len; i++)
    {
      const char *set = g_ptr_array_index (sets, i);
      g_autofree char *name = mado_publisher_get_set_key (set);
      const MadoTufRole *role
          = targets->delegations ? mado_tuf_delegations_find (targets->delegations, set) : NULL;
      g_autoptr (JsonNode) key = NULL;

      if (role && !is_replaced (self, role, name))
        continue;
      key = mado_publisher_make_key (self->secrets, name, error);
      if (!key)
        return FALSE;
      mado_metadata_delegate (body, set, key);
      is_new = TRUE;
    }
  return (!is_new && is_signed (self, targets) && targets->expires - self->now > RENEW_BEFORE)
         || mado_publisher_sign_role (self, "targets", "targets", body, error);
}

/* Of a set that has not changed, what says so expires all the same, and what a lost key has signed
 * nobody believes any more. */
static gboolean
renew_set (MadoPublisher *self, const char *set, GError **error)
{
  gint64 version = mado_publisher_get_version (self, set);
  g_autofree char *name = mado_publisher_get_set_key (set);
  g_autoptr (GBytes) bytes = mado_publisher_read (self, version, set, error);
  g_autoptr (MadoTufMetadata) role
      = bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, error) : NULL;
  g_autoptr (MadoTufSigner) signer = role ? mado_publisher_load_key (self, name, error) : NULL;
  g_autoptr (JsonNode) old = signer ? read_body (bytes, error) : NULL;
  g_autoptr (JsonNode) body = NULL;

  if (!old)
    return FALSE;
  if (role->expires - self->now > RENEW_BEFORE
      && g_hash_table_contains (role->signatures, mado_tuf_signer_get_id (signer)))
    return TRUE;
  body = mado_metadata_make_targets (version + 1, self->now);
  json_object_set_member (
      json_node_get_object (body), "targets",
      json_node_ref (json_object_get_member (json_node_get_object (old), "targets")));
  return mado_publisher_sign_role (self, set, name, body, error);
}

/**
 * mado_publisher_publish:
 * @editions: how many packs from edition to edition a set keeps, at most, from 1 to
 *   #MADO_CATALOG_PACKS_MOST
 *
 * Publishes a new edition of each set whose records have changed since its last one. Clients see
 * all of it at once, when the timestamp is written at the end; it is written anew in any case. A
 * set that has another key in the folder of secrets than before is handed on to that key, which
 * takes the key of targets.
 *
 * Returns: (transfer full) (nullable) (element-type MadoEdition): what is new; none when nothing
 *   has changed
 */
GPtrArray *
mado_publisher_publish (MadoPublisher *self, guint editions, GError **error)
{
  g_autoptr (GPtrArray) sets = NULL;
  g_autoptr (GPtrArray) published
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_edition_free);

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (editions >= 1 && editions <= MADO_CATALOG_PACKS_MOST, NULL);

  sets = list_sets (self, error);
  if (!sets || !update_targets (self, sets, error))
    return NULL;
  for (guint i = 0; i < sets->len; i++)
    {
      const char *set = g_ptr_array_index (sets, i);
      gboolean changed;
      MadoEdition *edition = mado_publisher_make_edition (self, set, editions, &changed, error);

      if (edition)
        g_ptr_array_add (published, edition);
      else if (changed || (error && *error))
        {
          g_prefix_error (error, "%s: ", set);
          return NULL;
        }
      else if (!renew_set (self, set, error))
        return NULL;
    }
  return mado_publisher_finish (self, error) ? g_steal_pointer (&published) : NULL;
}

static gboolean
take_back (MadoPublisher *self, MadoTufMetadata *targets, const char *set, GError **error)
{
  g_autoptr (JsonNode) old = read_body (targets->bytes, error);
  g_autoptr (JsonNode) body = mado_metadata_make_targets (targets->version + 1, self->now);

  if (!old)
    return FALSE;
  mado_metadata_copy_delegations (body, old);
  mado_metadata_take_back (body, set);
  return mado_publisher_sign_role (self, "targets", "targets", body, error)
         && mado_publisher_finish (self, error);
}

/**
 * mado_publisher_retire:
 * @set: one that was added
 * @error: %MADO_FEED_ERROR_UNKNOWN when there is none of that name
 *
 * Has @set no more: what is ready of it goes, and nobody is to sign for it any longer, which
 * clients see at once and drop its records. The snapshot goes on to list its role, as it has to
 * (section 5.5.5), so that the versions and the editions go on from there when the set is added
 * again. Needs the key of targets. What is ready goes first: a program that dies in between leaves
 * a set that the same call retires, not one that the next publishing brings back.
 */
gboolean
mado_publisher_retire (MadoPublisher *self, const char *set, GError **error)
{
  g_autoptr (MadoTufMetadata) targets = NULL;
  gboolean was_ready = FALSE;

  g_return_val_if_fail (self != NULL && set != NULL, FALSE);

  targets = mado_catalog_is_set_name (set) ? read_targets (self, error) : NULL;
  if (targets && !mado_staged_remove (self, set, &was_ready, error))
    return FALSE;
  if (targets && targets->delegations && mado_tuf_delegations_find (targets->delegations, set))
    return take_back (self, targets, set, error);
  if (!was_ready && error && !*error)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN, "%s: there is no set “%s”",
                 self->folder, set);
  return was_ready;
}

/* (transfer full) (nullable): the key that lies in the folder as @name; where none does, key number
 * @at of the newest root's @type stays */
static JsonNode *
choose_key (MadoPublisher *self, const char *name, JsonObject *keys, MadoTufType type, guint at,
            GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (JsonNode) found = mado_publisher_find_key (self, name, &refusal);
  GPtrArray *ids = self->root->roles[type].key_ids;

  if (refusal)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else if (!found && at >= ids->len)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN,
                 "%s.pem: neither the folder of secrets nor the root before has such a key", name);
  else if (!found)
    return json_node_copy (json_object_get_member (keys, g_ptr_array_index (ids, at)));
  return g_steal_pointer (&found);
}

/* The root after the newest: its keys are those that lie in the folder, and where none lies, those
 * that it has. */
static JsonNode *
make_next_root (MadoPublisher *self, GError **error)
{
  static const struct
  {
    const char *name;
    MadoTufType type;
    guint at;
  } places[] = { { "root-1", MADO_TUF_ROOT, 0 },       { "root-2", MADO_TUF_ROOT, 1 },
                 { "root-3", MADO_TUF_ROOT, 2 },       { "timestamp", MADO_TUF_TIMESTAMP, 0 },
                 { "snapshot", MADO_TUF_SNAPSHOT, 0 }, { "targets", MADO_TUF_TARGETS, 0 } };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (JsonNode) body = read_body (self->root->bytes, error);
  guint n_root = G_N_ELEMENTS (places) - 3;
  JsonNode *next;

  for (guint i = 0; body && i < G_N_ELEMENTS (places); i++)
    {
      JsonNode *key = choose_key (
          self, places[i].name, json_object_get_object_member (json_node_get_object (body), "keys"),
          places[i].type, places[i].at, error);

      if (!key)
        return NULL;
      g_ptr_array_add (keys, key);
    }
  if (!body)
    return NULL;
  keys->len = n_root;
  next = mado_metadata_make_root (self->root->version + 1, self->now, keys, keys->pdata[n_root],
                                  keys->pdata[n_root + 1], keys->pdata[n_root + 2]);
  keys->len = G_N_ELEMENTS (places);
  return next;
}

/* The draft with the signature of each key in the folder that root, the old or the new one, knows.
 */
static GBytes *
sign_draft (MadoPublisher *self, GBytes *draft, MadoTufMetadata *new, GError **error)
{
  GPtrArray *old_ids = self->root->roles[MADO_TUF_ROOT].key_ids;
  GPtrArray *new_ids = new->roles[MADO_TUF_ROOT].key_ids;
  g_autofree char *path = g_build_filename (self->secrets, "keys", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  g_autoptr (GBytes) bytes = g_bytes_ref (draft);
  const char *name;

  if (!folder)
    return NULL;
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (MadoTufSigner) signer = mado_tuf_signer_load (file, NULL);
      const char *id = signer ? mado_tuf_signer_get_id (signer) : NULL;
      GBytes *more;

      if (!id
          || (!g_ptr_array_find_with_equal_func (old_ids, id, g_str_equal, NULL)
              && !g_ptr_array_find_with_equal_func (new_ids, id, g_str_equal, NULL)))
        continue;
      more = mado_tuf_countersign (bytes, signer, error);
      if (!more)
        return NULL;
      g_bytes_unref (bytes);
      bytes = more;
    }
  return g_steal_pointer (&bytes);
}

/* Signatures that @file still needs, by what @root says. */
static guint
count_missing (MadoTufMetadata *root, MadoTufMetadata *file)
{
  const MadoTufRole *role = &root->roles[MADO_TUF_ROOT];
  guint n = mado_tuf_role_count_signers (role, root->keys, file->signatures, file->signed_bytes);

  return (guint) MAX (0, role->threshold - (gint64) n);
}

/* (transfer full) (nullable): the draft that waits, else a new one. One that was overtaken by a
 * root which was published is none any more. */
static GBytes *
get_draft (MadoPublisher *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) draft = mado_feed_file_read (self->secrets, DRAFT, DRAFT_MOST, NULL, &refusal);
  g_autoptr (MadoTufMetadata) waiting = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (refusal && !g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  waiting = draft ? mado_tuf_metadata_new (draft, MADO_TUF_ROOT, error) : NULL;
  if (draft && !waiting)
    g_prefix_error (error, "%s/%s: ", self->secrets, DRAFT);
  if (draft && (!waiting || waiting->version > self->root->version))
    return waiting ? g_steal_pointer (&draft) : NULL;
  body = make_next_root (self, error);
  return body ? mado_tuf_sign (body, NULL, 0, error) : NULL;
}

/* What keys of the root before have signed, nobody believes any more where the newest names others.
 * @left: (out): the keys to sign it again are not all here */
static gboolean
sign_again (MadoPublisher *self, gboolean *left, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gboolean due = FALSE;
  gboolean has_keys = TRUE;

  for (MadoTufType type = MADO_TUF_TIMESTAMP; type < MADO_TUF_N_TYPES; type++)
    {
      const char *name = mado_tuf_type_get_name (type);
      gint64 version = type == MADO_TUF_SNAPSHOT ? self->snapshot_version
                                                 : mado_publisher_get_version (self, name);
      g_autoptr (GBytes) bytes = mado_publisher_read (self, version, name, error);
      g_autoptr (MadoTufMetadata) file = bytes ? mado_tuf_metadata_new (bytes, type, error) : NULL;
      g_autoptr (MadoTufSigner) signer = mado_publisher_load_key (self, name, NULL);

      if (!file)
        return FALSE;
      due = due || !is_signed (self, file);
      has_keys = has_keys && signer;
    }
  *left = due && !has_keys;
  return !due || *left
         || (update_targets (self, none, error) && mado_publisher_finish (self, error));
}

/* (transfer full) (element-type utf8): who may sign from @new on and could not before */
static GPtrArray *
list_new_keys (MadoTufMetadata *old, MadoTufMetadata *new)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (MadoTufType type = MADO_TUF_ROOT; type < MADO_TUF_N_TYPES; type++)
    for (guint i = 0; i < new->roles[type].key_ids->len; i++)
      {
        const char *id = g_ptr_array_index (new->roles[type].key_ids, i);

        if (!g_ptr_array_find_with_equal_func (old->roles[type].key_ids, id, g_str_equal, NULL))
          g_ptr_array_add (keys, g_strdup_printf ("%s %s", mado_tuf_type_get_name (type), id));
      }
  return keys;
}

void
mado_next_root_free (MadoNextRoot *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->new_keys);
  g_free (self->draft);
  g_free (self);
}

static gboolean
publish_root (MadoPublisher *self, MadoTufMetadata *root, gboolean *left, GError **error)
{
  if (!mado_publisher_write (self, root->version, "root", root->bytes, error)
      || !mado_feed_file_remove (self->secrets, DRAFT, error))
    return FALSE;
  mado_tuf_metadata_free (self->root);
  self->root = root;
  return sign_again (self, left, error);
}

/**
 * mado_publisher_sign:
 *
 * Makes the next root, which lasts for another 400 days and names the keys that lie in the folder
 * of secrets, so that a key is changed by putting another in its place; a key that does not lie
 * there stays as it is. It is signed by every root key that lies there, of the old root as of the
 * new one, "signed by: (1) a threshold of keys specified in the trusted root metadata file
 * (version N), and (2) a threshold of keys specified in the new root" (section 5.3.4). Until both
 * are satisfied it waits as a draft among the secrets, to be signed where the other keys are.
 *
 * Returns: (transfer full) (nullable): how far it is
 */
MadoNextRoot *
mado_publisher_sign (MadoPublisher *self, GError **error)
{
  g_autoptr (GBytes) draft = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoTufMetadata) new = NULL;
  g_autoptr (MadoTufMetadata) whole = NULL;
  g_autoptr (MadoNextRoot) next = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  draft = get_draft (self, error);
  new = draft ? mado_tuf_metadata_new (draft, MADO_TUF_ROOT, error) : NULL;
  bytes = new ? sign_draft (self, draft, new, error) : NULL;
  whole = bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_ROOT, error) : NULL;
  if (!whole)
    return NULL;
  next = g_new0 (MadoNextRoot, 1);
  next->version = whole->version;
  next->missing = MAX (count_missing (self->root, whole), count_missing (whole, whole));
  next->new_keys = list_new_keys (self->root, whole);
  next->draft = g_build_filename (self->secrets, DRAFT, NULL);
  done = next->missing > 0
             ? mado_feed_file_write (self->secrets, DRAFT, bytes, error)
             : publish_root (self, g_steal_pointer (&whole), &next->leaves_old, error);
  return done ? g_steal_pointer (&next) : NULL;
}
