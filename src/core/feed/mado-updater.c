/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetches what is new of a feed. Metadata is kept before any data is asked for, so that what was
 * seen once stays seen. */
#include "core/feed/mado-updater-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/store/mado-schema.h"

/* 2026-11-01T00:00:00Z. No clock that is right shows less: this program did not exist then. */
#define WRITTEN G_GINT64_CONSTANT (1793491200)
#define SETS_MOST 32 /* of one feed */
/* Of what the packs hold, as room for records, index and log: 2.5 times. */
#define ROOM_TIMES 5
#define ROOM_PARTS 2
#define MEGABYTE (1024 * 1024)
#define KILOBYTE 1024

static void
free_ready (gpointer data)
{
  MadoReady *ready = data;

  g_clear_pointer (&ready->chain, g_ptr_array_unref);
  g_clear_pointer (&ready->files, g_ptr_array_unref);
  g_clear_pointer (&ready->catalog, mado_catalog_free);
  g_free (ready->catalog_file);
  g_free (ready);
}

static void
free_outcome (gpointer data)
{
  MadoOutcome *outcome = data;

  mado_feed_step_free (outcome->step);
  mado_applied_clear (&outcome->applied);
  g_free (outcome);
}

void
mado_updater_close (MadoUpdater *self)
{
  if (!self)
    return;
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->profile);
  g_free (self->feed);
  g_free (self->folder);
  g_free (self->packs);
  mado_feed_memory_clear (&self->memory);
  g_hash_table_unref (self->whole);
  g_ptr_array_unref (self->ready);
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

static gboolean
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/**
 * mado_updater_open:
 * @feed: one that mado_feed_trust() was told of
 * @now: seconds since 1970, UTC: stands still for this update
 * @error: %MADO_FEED_ERROR_UNKNOWN, %MADO_FEED_ERROR_BUSY
 *
 * Returns: (transfer full) (nullable): an update; nobody else can make one until it is closed
 */
MadoUpdater *
mado_updater_open (const char *profile, const char *feed, gint64 now, GError **error)
{
  g_autoptr (MadoUpdater) self = g_new0 (MadoUpdater, 1);
  g_autofree char *root = NULL;

  g_return_val_if_fail (profile != NULL && feed != NULL, NULL);

  self->profile = g_strdup (profile);
  self->feed = g_strdup (feed);
  self->folder = mado_feed_get_folder (profile, feed);
  self->packs = g_build_filename (self->folder, "packs", NULL);
  self->now = now;
  self->lock = -1;
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ready = g_ptr_array_new_with_free_func (free_ready);
  self->outcomes = g_ptr_array_new_with_free_func (free_outcome);
  root = g_build_filename (self->folder, "metadata", "root.json", NULL);
  if (!mado_catalog_is_set_name (feed) || !g_file_test (root, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN, "no feed “%s” is trusted here",
                   feed);
      return NULL;
    }
  self->lock = mado_feed_lock (profile, error);
  if (self->lock < 0 || !mado_feed_memory_read (&self->memory, self->folder, error))
    return NULL;
  if (g_mkdir_with_parents (self->packs, 0700) != 0 && !fail (error, self->packs))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * mado_updater_accept_clock:
 *
 * The clock is right, though it shows less than at the last update: it ran ahead then. A person
 * says so.
 */
void
mado_updater_accept_clock (MadoUpdater *self)
{
  g_return_if_fail (self != NULL);

  self->clock_accepted = TRUE;
}

static gboolean
check_clock (MadoUpdater *self, GError **error)
{
  const char *what = NULL;

  if (self->now < WRITTEN)
    what = "the computer's clock shows a time before this program was written";
  else if (self->now < self->memory.confirmed && !self->clock_accepted)
    what = "the computer's clock shows less than at the last update";
  if (!what)
    return TRUE;
  g_set_error_literal (error, MADO_FEED_ERROR, MADO_FEED_ERROR_CLOCK, what);
  return FALSE;
}

/* (transfer full) (element-type utf8): a set for each role that the targets hand on to */
static GPtrArray *
list_sets (MadoTufClient *client, GError **error)
{
  MadoTufMetadata *targets = mado_tuf_client_get (client, MADO_TUF_TARGETS);
  gsize length;
  const char *text = g_bytes_get_data (targets->bytes, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  JsonObject *body
      = node ? mado_tuf_get_object (json_node_get_object (node), "signed", error) : NULL;
  JsonObject *delegations;
  JsonArray *roles;

  if (!body)
    return NULL;
  if (!json_object_has_member (body, "delegations"))
    return g_steal_pointer (&sets);
  delegations = mado_tuf_get_object (body, "delegations", error);
  roles = delegations ? mado_tuf_get_array (delegations, "roles", error) : NULL;
  for (guint i = 0; roles && i < json_array_get_length (roles); i++)
    {
      JsonObject *role = mado_tuf_get_element (roles, i, "roles", error);
      const char *name = role ? mado_tuf_get_string (role, "name", error) : NULL;

      if (!name)
        return NULL;
      if (mado_catalog_is_set_name (name))
        g_ptr_array_add (sets, g_strdup (name));
    }
  return roles ? g_steal_pointer (&sets) : NULL;
}

static gboolean
verify (const char *path, const MadoTufTarget *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));

  if (stream && mado_tuf_hashes_check_stream (&target->hashes, stream, cancellable, error))
    return TRUE;
  g_prefix_error (error, "%s: ", target->path);
  return FALSE;
}

/* Fetches a target into the folder "packs", unless it is there. Returns (transfer full) (nullable):
 * where it is */
static char *
fetch_target (MadoUpdater *self, const MadoFeedSource *source, MadoTufClient *client,
              const MadoTufTarget *target, MadoTransportProgress progress, gpointer progress_data,
              GCancellable *cancellable, GError **error)
{
  const char *digest = mado_tuf_hashes_get_any (&target->hashes);
  g_autofree char *address = mado_tuf_client_make_address (client, target);
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;

  if (!digest)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "%s: it has no digest",
                   target->path);
      return NULL;
    }
  path = g_build_filename (self->packs, digest, NULL);
  part = g_strconcat (path, ".part", NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS) && verify (path, target, cancellable, NULL))
    return g_steal_pointer (&path);
  if (!source->fetch_target (address, part, target->hashes.length, progress, progress_data,
                             source->user_data, cancellable, error))
    {
      g_prefix_error (error, "%s: ", target->path);
      return NULL;
    }
  if (!verify (part, target, cancellable, error))
    {
      g_unlink (part);
      return NULL;
    }
  return mado_feed_file_place (part, path, error) ? g_steal_pointer (&path) : NULL;
}

/* Returns (transfer full) (nullable): the catalogue. @kept: (out): the name of its file */
static MadoCatalog *
fetch_catalog (MadoUpdater *self, const MadoFeedSource *source, MadoTufClient *client,
               const char *set, char **kept, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = mado_catalog_make_path (set);
  g_autoptr (MadoTufTarget) target = mado_tuf_client_find (client, path, cancellable, error);
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MadoCatalog *catalog;
  gsize length;

  if (!target)
    return NULL;
  if (target->hashes.length > MADO_CATALOG_MOST)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "%s: it is too large", path);
      return NULL;
    }
  file = fetch_target (self, source, client, target, NULL, NULL, cancellable, error);
  if (!file || !g_file_get_contents (file, &text, &length, error))
    return NULL;
  *kept = g_path_get_basename (file);
  bytes = g_bytes_new (text, length);
  catalog = mado_catalog_parse (bytes, set, error);
  if (!catalog)
    g_prefix_error (error, "%s: ", path);
  return catalog;
}

/* What the store knows of the set, read beside whoever writes. */
static gboolean
read_standing (MadoUpdater *self, const char *set, MadoSetStanding *standing, GError **error)
{
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);
  g_autoptr (MadoDatabase) database
      = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, error);

  return database && mado_set_standing_read (standing, database, set, error);
}

/* A set belongs to the one who brought it first: neither the bundled records nor an import nor
 * another feed's can be taken over. */
static gboolean
check_owner (MadoUpdater *self, const char *set, const MadoSetStanding *standing, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *owner = NULL;

  if (g_ptr_array_find_with_equal_func (self->memory.sets, set, g_str_equal, NULL))
    return TRUE;
  owner = mado_feed_find_owner (self->profile, set, self->feed, &refusal);
  if (refusal)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (!owner && strcmp (set, "core") != 0 && (!standing->exists || standing->updated > 0))
    return TRUE;
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_TAKEN,
               "the set “%s” is here already, and the feed “%s” did not bring it", set, self->feed);
  return FALSE;
}

gboolean
mado_updater_check_room (MadoUpdater *self, const MadoReady *ready, GError **error)
{
  struct statvfs space;
  guint64 needed = 0;
  guint64 there;

  for (guint i = 0; i < ready->chain->len; i++)
    needed += (guint64) ((const MadoPack *) g_ptr_array_index (ready->chain, i))->raw_bytes;
  needed = needed / ROOM_PARTS * ROOM_TIMES;
  if (statvfs (self->profile, &space) != 0)
    return fail (error, self->profile);
  there = (guint64) space.f_bavail * space.f_frsize;
  if (there >= needed)
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL,
               "the update needs %" G_GUINT64_FORMAT " MB of room, and %" G_GUINT64_FORMAT
               " MB are free",
               needed / MEGABYTE + 1, there / MEGABYTE);
  return FALSE;
}

/* The packs of a set on their way. */
typedef struct
{
  MadoProgress progress; /* nullable */
  gpointer user_data;
  gint64 done; /* bytes of the packs that are there */
  gint64 all;
} Fetching;

static void
fetched_cb (guint64 n_bytes, gpointer user_data)
{
  const Fetching *self = user_data;

  if (self->progress)
    self->progress ((guint) ((self->done + (gint64) n_bytes) / KILOBYTE),
                    (guint) (self->all / KILOBYTE), self->user_data);
}

static gboolean
fetch_pack (MadoUpdater *self, const MadoFeedSource *source, MadoTufClient *client,
            MadoReady *ready, const MadoPack *pack, Fetching *fetching, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (MadoTufTarget) target = mado_tuf_client_find (client, pack->path, cancellable, error);
  char *file;

  if (!target)
    return FALSE;
  if (target->hashes.length != pack->bytes)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "%s: the catalogue tells another size", pack->path);
      return FALSE;
    }
  file = fetch_target (self, source, client, target, fetched_cb, fetching, cancellable, error);
  if (!file)
    return FALSE;
  g_ptr_array_add (ready->files, file);
  return TRUE;
}

static gboolean
fetch_packs (MadoUpdater *self, const MadoFeedSource *source, MadoTufClient *client,
             MadoReady *ready, MadoProgress progress, gpointer progress_data,
             GCancellable *cancellable, GError **error)
{
  Fetching fetching = { progress, progress_data, 0, 0 };

  for (guint i = 0; i < ready->chain->len; i++)
    fetching.all += ((const MadoPack *) g_ptr_array_index (ready->chain, i))->bytes;
  for (guint i = 0; i < ready->chain->len; i++)
    {
      const MadoPack *pack = g_ptr_array_index (ready->chain, i);

      fetched_cb (0, &fetching);
      if (!fetch_pack (self, source, client, ready, pack, &fetching, cancellable, error))
        return FALSE;
      fetching.done += pack->bytes;
    }
  if (ready->chain->len > 0)
    fetched_cb (0, &fetching);
  return TRUE;
}

MadoReady *
mado_updater_add_ready (MadoUpdater *self)
{
  MadoReady *ready = g_new0 (MadoReady, 1);

  ready->chain = g_ptr_array_new ();
  ready->files = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->ready, ready);
  return ready;
}

/* Of what the feed has brought, nobody is to sign any more for what is not among @sets. They come
 * first: a record may have moved to another set. */
static gboolean
list_retired (MadoUpdater *self, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < self->memory.sets->len; i++)
    {
      const char *set = g_ptr_array_index (self->memory.sets, i);
      g_auto (MadoSetStanding) standing = { 0 };
      MadoReady *ready;

      if (g_ptr_array_find_with_equal_func (sets, set, g_str_equal, NULL))
        continue;
      if (!read_standing (self, set, &standing, error))
        return FALSE;
      ready = mado_updater_add_ready (self);
      ready->catalog = mado_catalog_new (set);
      ready->from = standing.edition;
      ready->is_retired = TRUE;
    }
  return TRUE;
}

static gboolean
fetch_set (MadoUpdater *self, const MadoFeedSource *source, MadoTufClient *client, const char *set,
           MadoProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  MadoReady *ready = mado_updater_add_ready (self);
  g_auto (MadoSetStanding) standing = { 0 };
  gboolean known;

  if (!read_standing (self, set, &standing, error) || !check_owner (self, set, &standing, error))
    return FALSE;
  ready->from = standing.edition;
  ready->catalog
      = fetch_catalog (self, source, client, set, &ready->catalog_file, cancellable, error);
  if (!ready->catalog)
    return FALSE;
  if (mado_feed_memory_get_newest (&self->memory, set, standing.edition) > 0)
    {
      mado_feed_memory_hold (&self->memory, set, ready->catalog->seq);
      return TRUE;
    }
  known = standing.known && !g_hash_table_contains (self->whole, set);
  g_ptr_array_unref (ready->chain);
  ready->chain = mado_catalog_choose (ready->catalog, standing.edition, known, error);
  return ready->chain && mado_updater_check_room (self, ready, error)
         && fetch_packs (self, source, client, ready, progress, progress_data, cancellable, error);
}

/**
 * mado_updater_fetch:
 * @source: where the feed's files are
 * @progress: (nullable): called on this thread with the kilobytes that are there, and all, of a set
 * @error: %MADO_FEED_ERROR, %MADO_STORE_ERROR_FULL when the disk has too little room, or what
 *   @source says
 *
 * Verifies what the feed has to say today, and gets what is new of its sets. The store is read, not
 * written.
 */
gboolean
mado_updater_fetch (MadoUpdater *self, const MadoFeedSource *source, MadoProgress progress,
                    gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autofree char *metadata = NULL;
  g_autoptr (MadoTufClient) client = NULL;
  g_autoptr (GPtrArray) sets = NULL;

  g_return_val_if_fail (self != NULL && source != NULL, FALSE);

  g_ptr_array_set_size (self->ready, 0);
  if (!check_clock (self, error))
    return FALSE;
  metadata = g_build_filename (self->folder, "metadata", NULL);
  client = mado_tuf_client_open (metadata, self->now, source->fetch_metadata, source->user_data,
                                 error);
  if (!client || !mado_tuf_client_refresh (client, cancellable, error))
    return FALSE;
  sets = list_sets (client, error);
  if (!sets || !list_retired (self, sets, error))
    return FALSE;
  for (guint i = 0; i < MIN (sets->len, SETS_MOST); i++)
    if (!fetch_set (self, source, client, g_ptr_array_index (sets, i), progress, progress_data,
                    cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * mado_updater_get_outcomes:
 *
 * Returns: (transfer none) (element-type MadoOutcome): what has become of each set that changed
 */
GPtrArray *
mado_updater_get_outcomes (MadoUpdater *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->outcomes;
}
