/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state machine: each step either makes something more trusted, or changes nothing. Numbers are
 * those of the specification's sections. */
#include "core/feed/tuf/mado-tuf-trust.h"

#include "core/feed/mado-feed-error.h"

struct _MadoTufTrust
{
  gint64 now; /* 5.1: fixed when the update began */
  MadoTufMetadata *trusted[MADO_TUF_N_TYPES];
  /* What the last update trusted, as long as its keys are: what comes must not be older. It may
   * have expired, or not be the one that the timestamp names. */
  MadoTufMetadata *recalled[MADO_TUF_N_TYPES];
};

static gboolean G_GNUC_PRINTF (4, 5)
    fail (GError **error, MadoFeedError code, const char *name, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MADO_FEED_ERROR, code, "%s.json: %s", name, message);
  return FALSE;
}

static MadoTufMetadata *
parse (GBytes *bytes, MadoTufType type, const char *name, GError **error)
{
  MadoTufMetadata *metadata = mado_tuf_metadata_new (bytes, type, error);

  if (!metadata)
    g_prefix_error (error, "%s.json: ", name);
  return metadata;
}

/* The check for an arbitrary software attack: 5.3.4, 5.4.2, 5.5.3, 5.6.3. */
static gboolean
check_signatures (MadoTufMetadata *metadata, const char *name, const MadoTufRole *role,
                  GHashTable *keys, GError **error)
{
  guint n_signers
      = mado_tuf_role_count_signers (role, keys, metadata->signatures, metadata->signed_bytes);

  if (n_signers >= role->threshold)
    return TRUE;
  return fail (error, MADO_FEED_ERROR_BAD_SIGNATURE, name,
               "%u of the keys that may sign it have, and %" G_GINT64_FORMAT " have to", n_signers,
               role->threshold);
}

static gboolean
check_signed_by (MadoTufMetadata *metadata, MadoTufMetadata *root, GError **error)
{
  return check_signatures (metadata, mado_tuf_type_get_name (metadata->type),
                           &root->roles[metadata->type], root->keys, error);
}

/* The check for a freeze attack: 5.3.10, 5.4.4, 5.5.6, 5.6.5. */
static gboolean
check_expiry (MadoTufTrust *self, MadoTufMetadata *metadata, const char *name, GError **error)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (metadata->expires > self->now)
    return TRUE;
  date = g_date_time_new_from_unix_utc (metadata->expires);
  text = g_date_time_format (date, "%Y-%m-%d %H:%M");
  return fail (error, MADO_FEED_ERROR_STALE, name, "it was valid until %s UTC only", text);
}

/* Length and hashes before anything else is looked at: 5.5.2, 5.6.2. */
static gboolean
check_hashes (const MadoTufMeta *meta, GBytes *bytes, const char *name, GError **error)
{
  if (mado_tuf_hashes_check (&meta->hashes, bytes, error))
    return TRUE;
  g_prefix_error (error, "%s.json: ", name);
  return FALSE;
}

/* 5.5.4, 5.6.4. */
static gboolean
check_version (const MadoTufMeta *meta, MadoTufMetadata *metadata, const char *name, GError **error)
{
  if (metadata->version == meta->version)
    return TRUE;
  return fail (error, MADO_FEED_ERROR_DAMAGED, name,
               "it is version %" G_GINT64_FORMAT ", and version %" G_GINT64_FORMAT " was announced",
               metadata->version, meta->version);
}

static void
trust (MadoTufTrust *self, MadoTufMetadata *metadata)
{
  mado_tuf_metadata_free (self->trusted[metadata->type]);
  self->trusted[metadata->type] = metadata;
}

/*
 * mado_tuf_trust_new:
 * @root: the root file that is trusted already: it came with the feed, or was verified by the last
 *   update (5.2)
 * @now: seconds since 1970, UTC: when the update began (5.1)
 *
 * Returns: (transfer full) (nullable): trust in @root alone; it may have expired
 */
MadoTufTrust *
mado_tuf_trust_new (GBytes *root, gint64 now, GError **error)
{
  g_autoptr (MadoTufMetadata) metadata = parse (root, MADO_TUF_ROOT, "root", error);
  MadoTufTrust *self;

  if (!metadata || !check_signed_by (metadata, metadata, error))
    return NULL;
  self = g_new0 (MadoTufTrust, 1);
  self->now = now;
  trust (self, g_steal_pointer (&metadata));
  return self;
}

void
mado_tuf_trust_free (MadoTufTrust *self)
{
  if (!self)
    return;
  for (guint i = 0; i < MADO_TUF_N_TYPES; i++)
    {
      mado_tuf_metadata_free (self->trusted[i]);
      mado_tuf_metadata_free (self->recalled[i]);
    }
  g_free (self);
}

/* Transfer none, nullable: what is trusted of a top-level role. */
MadoTufMetadata *
mado_tuf_trust_get (MadoTufTrust *self, MadoTufType type)
{
  return self->trusted[type];
}

/* Whether a key that might have signed is no longer one that may. A key that was only added changes
 * nothing in what others may have signed. */
static gboolean
is_rotated (const MadoTufRole *old, const MadoTufRole *new)
{
  for (guint i = 0; i < old->key_ids->len; i++)
    if (!g_ptr_array_find_with_equal_func (new->key_ids, g_ptr_array_index (old->key_ids, i),
                                           g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/*
 * mado_tuf_trust_update_root:
 * @bytes: the root file of the next version
 * @rotated: (out): what was trusted of timestamp and snapshot must be forgotten (5.3.11)
 *
 * Returns: whether it is trusted now (5.3.4 to 5.3.7); it may have expired
 */
gboolean
mado_tuf_trust_update_root (MadoTufTrust *self, GBytes *bytes, gboolean *rotated, GError **error)
{
  MadoTufMetadata *old = self->trusted[MADO_TUF_ROOT];
  g_autoptr (MadoTufMetadata) new = parse (bytes, MADO_TUF_ROOT, "root", error);

  if (!new || !check_signed_by (new, old, error) || !check_signed_by (new, new, error))
    return FALSE;
  if (new->version != old->version + 1)
    return fail (error, MADO_FEED_ERROR_STALE, "root",
                 "it is version %" G_GINT64_FORMAT " where version %" G_GINT64_FORMAT " should be",
                 new->version, old->version + 1);
  *rotated = is_rotated (&old->roles[MADO_TUF_TIMESTAMP], &new->roles[MADO_TUF_TIMESTAMP])
             || is_rotated (&old->roles[MADO_TUF_SNAPSHOT], &new->roles[MADO_TUF_SNAPSHOT]);
  trust (self, g_steal_pointer (&new));
  return TRUE;
}

/*
 * mado_tuf_trust_check_root:
 *
 * To be asked when there is no newer root (5.3.10).
 */
gboolean
mado_tuf_trust_check_root (MadoTufTrust *self, GError **error)
{
  return check_expiry (self, self->trusted[MADO_TUF_ROOT], "root", error);
}

/*
 * mado_tuf_trust_recall:
 * @type: %MADO_TUF_TIMESTAMP or %MADO_TUF_SNAPSHOT
 * @bytes: what the last update trusted
 *
 * Remembers @bytes as what nothing older may take the place of, if the root of today still lets its
 * keys sign.
 */
gboolean
mado_tuf_trust_recall (MadoTufTrust *self, MadoTufType type, GBytes *bytes, GError **error)
{
  g_autoptr (MadoTufMetadata) metadata = parse (bytes, type, mado_tuf_type_get_name (type), error);

  g_return_val_if_fail (type == MADO_TUF_TIMESTAMP || type == MADO_TUF_SNAPSHOT, FALSE);

  if (!metadata || !check_signed_by (metadata, self->trusted[MADO_TUF_ROOT], error))
    return FALSE;
  mado_tuf_metadata_free (self->recalled[type]);
  self->recalled[type] = g_steal_pointer (&metadata);
  return TRUE;
}

static const MadoTufMeta *
get_snapshot_meta (MadoTufMetadata *timestamp)
{
  return g_hash_table_lookup (timestamp->meta, "snapshot.json");
}

/* 5.4.3: neither the timestamp nor the snapshot that it names may be older than what was seen. */
static gboolean
check_timestamp_rollback (MadoTufMetadata *old, MadoTufMetadata *new, GError **error)
{
  if (new->version < old->version)
    return fail (error, MADO_FEED_ERROR_STALE, "timestamp",
                 "it is version %" G_GINT64_FORMAT ", older than version %" G_GINT64_FORMAT
                 " that was seen before",
                 new->version, old->version);
  if (get_snapshot_meta (new)->version < get_snapshot_meta (old)->version)
    return fail (error, MADO_FEED_ERROR_STALE, "timestamp",
                 "it names an older snapshot than one that was seen before");
  return TRUE;
}

/*
 * mado_tuf_trust_update_timestamp:
 * @is_new: (out): whether it has another version than the one that was recalled; else that one is
 *   trusted, whatever came, and nothing is to be kept
 *
 * Returns: whether there is a trusted timestamp now (5.4.2 to 5.4.4)
 */
gboolean
mado_tuf_trust_update_timestamp (MadoTufTrust *self, GBytes *bytes, gboolean *is_new,
                                 GError **error)
{
  MadoTufMetadata *old = self->recalled[MADO_TUF_TIMESTAMP];
  g_autoptr (MadoTufMetadata) new = parse (bytes, MADO_TUF_TIMESTAMP, "timestamp", error);

  if (!new || !check_signed_by (new, self->trusted[MADO_TUF_ROOT], error))
    return FALSE;
  *is_new = !old || new->version != old->version;
  if (!*is_new)
    {
      g_clear_pointer (&new, mado_tuf_metadata_free);
      new = g_steal_pointer (&self->recalled[MADO_TUF_TIMESTAMP]);
    }
  else if (old && !check_timestamp_rollback (old, new, error))
    return FALSE;
  if (!check_expiry (self, new, "timestamp", error))
    return FALSE;
  trust (self, g_steal_pointer (&new));
  return TRUE;
}

/* 5.5.5: no targets file gets older, and none disappears. */
static gboolean
check_snapshot_rollback (MadoTufMetadata *old, MadoTufMetadata *new, GError **error)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, old->meta);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const MadoTufMeta *before = value;
      const MadoTufMeta *after = g_hash_table_lookup (new->meta, name);

      if (!after)
        return fail (error, MADO_FEED_ERROR_STALE, "snapshot", "it no longer names %s",
                     (const char *) name);
      if (after->version < before->version)
        return fail (error, MADO_FEED_ERROR_STALE, "snapshot",
                     "it names an older %s than one that was seen before", (const char *) name);
    }
  return TRUE;
}

/*
 * mado_tuf_trust_update_snapshot:
 *
 * Returns: whether it is trusted now (5.5.2 to 5.5.6)
 */
gboolean
mado_tuf_trust_update_snapshot (MadoTufTrust *self, GBytes *bytes, GError **error)
{
  MadoTufMetadata *old = self->recalled[MADO_TUF_SNAPSHOT];
  const MadoTufMeta *meta;
  g_autoptr (MadoTufMetadata) new = NULL;

  g_return_val_if_fail (self->trusted[MADO_TUF_TIMESTAMP] != NULL, FALSE);

  meta = get_snapshot_meta (self->trusted[MADO_TUF_TIMESTAMP]);
  if (!check_hashes (meta, bytes, "snapshot", error))
    return FALSE;
  new = parse (bytes, MADO_TUF_SNAPSHOT, "snapshot", error);
  if (!new || !check_signed_by (new, self->trusted[MADO_TUF_ROOT], error)
      || !check_version (meta, new, "snapshot", error)
      || (old && !check_snapshot_rollback (old, new, error))
      || !check_expiry (self, new, "snapshot", error))
    return FALSE;
  trust (self, g_steal_pointer (&new));
  return TRUE;
}

/*
 * mado_tuf_trust_find_meta:
 * @role: "targets", or a delegated role
 *
 * Returns: (transfer none) (nullable): what the trusted snapshot says of the role's file
 */
const MadoTufMeta *
mado_tuf_trust_find_meta (MadoTufTrust *self, const char *role, GError **error)
{
  g_autofree char *name = g_strconcat (role, ".json", NULL);
  const MadoTufMeta *meta;

  g_return_val_if_fail (self->trusted[MADO_TUF_SNAPSHOT] != NULL, NULL);

  meta = g_hash_table_lookup (self->trusted[MADO_TUF_SNAPSHOT]->meta, name);
  if (!meta)
    fail (error, MADO_FEED_ERROR_DAMAGED, role, "the snapshot does not name it");
  return meta;
}

/* 5.6.2 to 5.6.5, the same for every targets role. */
static MadoTufMetadata *
verify_targets (MadoTufTrust *self, const char *name, const MadoTufRole *role, GHashTable *keys,
                GBytes *bytes, GError **error)
{
  const MadoTufMeta *meta = mado_tuf_trust_find_meta (self, name, error);
  g_autoptr (MadoTufMetadata) new = NULL;

  if (!meta || !check_hashes (meta, bytes, name, error))
    return NULL;
  new = parse (bytes, MADO_TUF_TARGETS, name, error);
  if (!new || !check_signatures (new, name, role, keys, error)
      || !check_version (meta, new, name, error) || !check_expiry (self, new, name, error))
    return NULL;
  return g_steal_pointer (&new);
}

/*
 * mado_tuf_trust_update_targets:
 *
 * Returns: whether it is trusted now, as the top-level targets role's
 */
gboolean
mado_tuf_trust_update_targets (MadoTufTrust *self, GBytes *bytes, GError **error)
{
  MadoTufMetadata *root = self->trusted[MADO_TUF_ROOT];
  MadoTufMetadata *new
      = verify_targets (self, "targets", &root->roles[MADO_TUF_TARGETS], root->keys, bytes, error);

  if (!new)
    return FALSE;
  trust (self, new);
  return TRUE;
}

/*
 * mado_tuf_trust_verify_delegated:
 * @role: the delegated role
 * @delegator: a targets role that is trusted, and that delegates to @role
 * @bytes: its file, from wherever: one that was verified for another delegator, or for an older
 *   version of this one, has been verified with other keys
 *
 * Returns: (transfer full) (nullable): the file, to be trusted for what @delegator hands on
 */
MadoTufMetadata *
mado_tuf_trust_verify_delegated (MadoTufTrust *self, const char *role, MadoTufMetadata *delegator,
                                 GBytes *bytes, GError **error)
{
  const MadoTufRole *signers = mado_tuf_delegations_find (delegator->delegations, role);

  g_return_val_if_fail (signers != NULL, NULL);

  return verify_targets (self, role, signers,
                         mado_tuf_delegations_get_keys (delegator->delegations), bytes, error);
}
