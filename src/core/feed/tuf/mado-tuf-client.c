/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for what may be newer, in the order of section 5 of the specification, and keeps on disk
 * what is trusted, before anything is done with it. */
#include "core/feed/tuf/mado-tuf-client.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-trust.h"
#include "core/net/mado-net-error.h"

#define ROOTS_MOST 256 /* that one update goes forward by */
#define ROLES_MOST 32  /* delegated ones that one search looks into */

/* Bytes that a file may have whose length nobody announced. */
static const gsize sizes_most[] = {
  [MADO_TUF_ROOT] = 512000,
  [MADO_TUF_TIMESTAMP] = 16384,
  [MADO_TUF_SNAPSHOT] = 2000000,
  [MADO_TUF_TARGETS] = 5000000,
};

struct _MadoTufClient
{
  char *folder;
  MadoTufTrust *trust;
  MadoTufFetch fetch;
  gpointer user_data;
};

/**
 * mado_tuf_client_start:
 * @folder: where the trusted metadata is kept; it must exist
 * @root: the root file that came by a way that is trusted
 *
 * Begins to trust a feed. No server is asked.
 *
 * Returns: whether @root is signed as it says it has to be, and is kept
 */
gboolean
mado_tuf_client_start (const char *folder, GBytes *root, GError **error)
{
  g_autoptr (MadoTufTrust) trust = mado_tuf_trust_new (root, 0, error);

  return trust && mado_feed_file_write (folder, "root.json", root, error);
}

/**
 * mado_tuf_client_open:
 * @folder: where mado_tuf_client_start() put the root file
 * @now: seconds since 1970, UTC; stands still for this client
 * @fetch: gets a file
 *
 * Returns: (transfer full) (nullable): a client that trusts the root file of the last update
 */
MadoTufClient *
mado_tuf_client_open (const char *folder, gint64 now, MadoTufFetch fetch, gpointer user_data,
                      GError **error)
{
  g_autoptr (GBytes) root
      = mado_feed_file_read (folder, "root.json", sizes_most[MADO_TUF_ROOT], NULL, error);
  MadoTufTrust *trust = root ? mado_tuf_trust_new (root, now, error) : NULL;
  MadoTufClient *self;

  if (!trust)
    return NULL;
  self = g_new0 (MadoTufClient, 1);
  self->folder = g_strdup (folder);
  self->trust = trust;
  self->fetch = fetch;
  self->user_data = user_data;
  return self;
}

void
mado_tuf_client_close (MadoTufClient *self)
{
  if (!self)
    return;
  g_free (self->folder);
  mado_tuf_trust_free (self->trust);
  g_free (self);
}

/* Transfer none, nullable: what is trusted of a top-level role; without a refresh, root alone. */
MadoTufMetadata *
mado_tuf_client_get (MadoTufClient *self, MadoTufType type)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mado_tuf_trust_get (self->trust, type);
}

/* The address of a metadata file; @version 0 for one whose address has none. */
static char *
make_name (const char *role, gint64 version)
{
  g_autofree char *quoted = g_uri_escape_string (role, NULL, FALSE);

  if (version == 0)
    return g_strconcat (quoted, ".json", NULL);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s.json", version, quoted);
}

static char *
make_file_name (const char *role)
{
  g_autofree char *quoted = mado_feed_file_quote (role);

  return g_strconcat (quoted, ".json", NULL);
}

static GBytes *
fetch (MadoTufClient *self, const char *name, gsize most, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = self->fetch (name, most, self->user_data, cancellable, error);

  if (!bytes)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (g_bytes_get_size (bytes) > most)
    {
      g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_TOO_LARGE,
                   "%s: it has more than %" G_GSIZE_FORMAT " bytes", name, most);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/* What the last update kept of a role. %NULL without @error where it kept nothing. */
static gboolean
read_kept (MadoTufClient *self, const char *role, gsize most, GBytes **bytes,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *name = make_file_name (role);
  g_autoptr (GError) refusal = NULL;

  *bytes = mado_feed_file_read (self->folder, name, most, cancellable, &refusal);
  if (*bytes || g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
keep (MadoTufClient *self, const char *role, GBytes *bytes, GError **error)
{
  g_autofree char *name = make_file_name (role);

  return mado_feed_file_write (self->folder, name, bytes, error);
}

/* 5.3.11. It is forgotten before the root that says so is kept: when the program dies between, the
 * next update comes to the same root again. */
static gboolean
forget_rotated (MadoTufClient *self, GError **error)
{
  return mado_feed_file_remove (self->folder, "timestamp.json", error)
         && mado_feed_file_remove (self->folder, "snapshot.json", error);
}

/* 5.3. @found: whether there was a newer root. */
static gboolean
update_root_once (MadoTufClient *self, gboolean *found, GCancellable *cancellable, GError **error)
{
  MadoTufMetadata *root = mado_tuf_trust_get (self->trust, MADO_TUF_ROOT);
  g_autofree char *name = make_name ("root", root->version + 1);
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) bytes = fetch (self, name, sizes_most[MADO_TUF_ROOT], cancellable, &refusal);
  gboolean rotated = FALSE;

  *found = bytes != NULL;
  if (g_error_matches (refusal, MADO_NET_ERROR, MADO_NET_ERROR_NOT_FOUND))
    return TRUE;
  if (!bytes)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  return mado_tuf_trust_update_root (self->trust, bytes, &rotated, error)
         && (!rotated || forget_rotated (self, error)) && keep (self, "root", bytes, error);
}

static gboolean
update_root (MadoTufClient *self, GCancellable *cancellable, GError **error)
{
  gboolean found = TRUE;

  for (guint i = 0; i < ROOTS_MOST && found; i++)
    if (!update_root_once (self, &found, cancellable, error))
      return FALSE;
  return mado_tuf_trust_check_root (self->trust, error);
}

/* What was kept and cannot be verified any more (its keys were rotated, its bytes were damaged) is
 * as if it had never been there: what comes in its place is verified in full. */
static gboolean
recall (MadoTufClient *self, MadoTufType type, GBytes **bytes, GCancellable *cancellable,
        GError **error)
{
  if (!read_kept (self, mado_tuf_type_get_name (type), sizes_most[type], bytes, cancellable, error))
    return FALSE;
  if (*bytes && !mado_tuf_trust_recall (self->trust, type, *bytes, NULL))
    g_clear_pointer (bytes, g_bytes_unref);
  return TRUE;
}

/* 5.4. */
static gboolean
update_timestamp (MadoTufClient *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_new = FALSE;

  if (!recall (self, MADO_TUF_TIMESTAMP, &kept, cancellable, error))
    return FALSE;
  bytes = fetch (self, "timestamp.json", sizes_most[MADO_TUF_TIMESTAMP], cancellable, error);
  return bytes && mado_tuf_trust_update_timestamp (self->trust, bytes, &is_new, error)
         && (!is_new || keep (self, "timestamp", bytes, error));
}

/* 5.5.1, 5.6.1: under its version in a consistent snapshot, and never more than was announced. */
static GBytes *
fetch_announced (MadoTufClient *self, const char *role, const MadoTufMeta *meta, MadoTufType type,
                 GCancellable *cancellable, GError **error)
{
  gboolean consistent = mado_tuf_trust_get (self->trust, MADO_TUF_ROOT)->consistent;
  g_autofree char *name = make_name (role, consistent ? meta->version : 0);
  gsize most = sizes_most[type];

  if (meta->hashes.length >= 0)
    most = MIN (most, (gsize) meta->hashes.length);
  return fetch (self, name, most, cancellable, error);
}

/* 5.5. */
static gboolean
update_snapshot (MadoTufClient *self, GCancellable *cancellable, GError **error)
{
  MadoTufMetadata *timestamp = mado_tuf_trust_get (self->trust, MADO_TUF_TIMESTAMP);
  const MadoTufMeta *meta = g_hash_table_lookup (timestamp->meta, "snapshot.json");
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!recall (self, MADO_TUF_SNAPSHOT, &kept, cancellable, error))
    return FALSE;
  if (kept && mado_tuf_trust_update_snapshot (self->trust, kept, NULL))
    return TRUE;
  bytes = fetch_announced (self, "snapshot", meta, MADO_TUF_SNAPSHOT, cancellable, error);
  return bytes && mado_tuf_trust_update_snapshot (self->trust, bytes, error)
         && keep (self, "snapshot", bytes, error);
}

/* 5.6.1 to 5.6.6. */
static gboolean
update_targets (MadoTufClient *self, GCancellable *cancellable, GError **error)
{
  const MadoTufMeta *meta = mado_tuf_trust_find_meta (self->trust, "targets", error);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!meta
      || !read_kept (self, "targets", sizes_most[MADO_TUF_TARGETS], &kept, cancellable, error))
    return FALSE;
  if (kept && mado_tuf_trust_update_targets (self->trust, kept, NULL))
    return TRUE;
  bytes = fetch_announced (self, "targets", meta, MADO_TUF_TARGETS, cancellable, error);
  return bytes && mado_tuf_trust_update_targets (self->trust, bytes, error)
         && keep (self, "targets", bytes, error);
}

/**
 * mado_tuf_client_refresh:
 * @error: %MADO_FEED_ERROR for what was refused, the message naming the file; what the fetching or
 *   the disk says otherwise
 *
 * Brings the top-level metadata up to date. What was trusted before stays so when something fails,
 * and the next refresh goes on from there.
 *
 * Returns: whether all of it is verified, of today, and on the disk
 */
gboolean
mado_tuf_client_refresh (MadoTufClient *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return update_root (self, cancellable, error) && update_timestamp (self, cancellable, error)
         && update_snapshot (self, cancellable, error) && update_targets (self, cancellable, error);
}

/* The delegated role's file, from the disk or fetched, verified with the keys of @delegator. */
static MadoTufMetadata *
load_delegated (MadoTufClient *self, const char *role, MadoTufMetadata *delegator,
                GCancellable *cancellable, GError **error)
{
  const MadoTufMeta *meta = mado_tuf_trust_find_meta (self->trust, role, error);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MadoTufMetadata) metadata = NULL;

  if (!meta || !read_kept (self, role, sizes_most[MADO_TUF_TARGETS], &kept, cancellable, error))
    return NULL;
  if (kept)
    metadata = mado_tuf_trust_verify_delegated (self->trust, role, delegator, kept, NULL);
  if (metadata)
    return g_steal_pointer (&metadata);
  bytes = fetch_announced (self, role, meta, MADO_TUF_TARGETS, cancellable, error);
  if (bytes)
    metadata = mado_tuf_trust_verify_delegated (self->trust, role, delegator, bytes, error);
  return metadata && keep (self, role, bytes, error) ? g_steal_pointer (&metadata) : NULL;
}

/* A role that is still to be looked into. */
typedef struct
{
  char *name;
  MadoTufMetadata *delegator;
} Visit;

static void
clear_visit (gpointer data)
{
  Visit *self = data;

  g_free (self->name);
}

/* Puts those that @metadata hands @path on to on top of the stack, the first on top. */
static void
push_delegated (GArray *stack, MadoTufMetadata *metadata, const char *path)
{
  gboolean terminating = FALSE;
  g_autoptr (GPtrArray) names = NULL;

  if (!metadata->delegations)
    return;
  names = mado_tuf_delegations_list (metadata->delegations, path, &terminating);
  /* 5.6.7.2.1: what others hand on to comes after, and is not looked at any more. */
  if (terminating)
    g_array_set_size (stack, 0);
  for (guint i = names->len; i > 0; i--)
    {
      Visit visit = { g_strdup (g_ptr_array_index (names, i - 1)), metadata };

      g_array_append_val (stack, visit);
    }
}

/* 5.6.7: in pre-order, each role once, and not more than #ROLES_MOST of them. */
static MadoTufTarget *
search (MadoTufClient *self, const char *path, GCancellable *cancellable, GError **error)
{
  MadoTufMetadata *at = mado_tuf_trust_get (self->trust, MADO_TUF_TARGETS);
  g_autoptr (GHashTable) visited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) loaded
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_tuf_metadata_free);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Visit));
  MadoTufTarget *found;

  g_array_set_clear_func (stack, clear_visit);
  while (!(found = g_hash_table_lookup (at->targets, path)))
    {
      Visit visit = { NULL, NULL };

      push_delegated (stack, at, path);
      while (stack->len > 0 && !visit.name)
        {
          Visit *top = &g_array_index (stack, Visit, stack->len - 1);

          if (g_hash_table_add (visited, g_strdup (top->name)))
            visit = (Visit){ g_strdup (top->name), top->delegator };
          g_array_set_size (stack, stack->len - 1);
        }
      if (!visit.name || g_hash_table_size (visited) > ROLES_MOST)
        {
          g_free (visit.name);
          g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_NO_TARGET,
                       "nobody who may has signed for a file “%s”", path);
          return NULL;
        }
      at = load_delegated (self, visit.name, visit.delegator, cancellable, error);
      g_free (visit.name);
      if (!at)
        return NULL;
      g_ptr_array_add (loaded, at);
    }
  return mado_tuf_target_copy (found);
}

/**
 * mado_tuf_client_find:
 * @path: of a target
 * @error: %MADO_FEED_ERROR_NO_TARGET when nobody has signed for it; else as for
 *   mado_tuf_client_refresh(), when a role cannot be verified that it was handed on to
 *
 * Looks the target up, in delegated roles too, which are fetched as needed and verified each time
 * with the keys that their delegator gives them now. To be called after a refresh.
 *
 * Returns: (transfer full) (nullable): what was signed of it
 */
MadoTufTarget *
mado_tuf_client_find (MadoTufClient *self, const char *path, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);
  g_return_val_if_fail (mado_tuf_trust_get (self->trust, MADO_TUF_TARGETS) != NULL, NULL);

  if (g_utf8_validate (path, -1, NULL))
    return search (self, path, cancellable, error);
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_NO_TARGET, "the path is no valid text");
  return NULL;
}

/* One part of a path as an address has it; one of dots alone would lead elsewhere. */
static char *
quote_part (const char *part)
{
  if (g_str_equal (part, ".") || g_str_equal (part, ".."))
    return g_strdup (part[1] == '\0' ? "%2E" : "%2E%2E");
  return g_uri_escape_string (part, "!$&'()*+,;=:@", FALSE);
}

/**
 * mado_tuf_client_make_address:
 *
 * Returns: (transfer full): where the target is, relative to where targets are, quoted; in a
 *   consistent snapshot its name begins with its digest (sections 5.7.3 and 6.2)
 */
char *
mado_tuf_client_make_address (MadoTufClient *self, const MadoTufTarget *target)
{
  g_auto (GStrv) parts = g_strsplit (target->path, "/", -1);
  guint n_parts = g_strv_length (parts);
  const char *digest = mado_tuf_hashes_get_any (&target->hashes);
  g_autoptr (GString) address = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *quoted = quote_part (parts[i]);

      if (i > 0)
        g_string_append_c (address, '/');
      if (i == n_parts - 1 && digest && mado_tuf_trust_get (self->trust, MADO_TUF_ROOT)->consistent)
        g_string_append_printf (address, "%s.", digest);
      g_string_append (address, quoted);
    }
  return g_string_free (g_steal_pointer (&address), FALSE);
}
