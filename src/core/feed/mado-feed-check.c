/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a publisher wants to know before his clients do. */
#include "core/feed/mado-feed-check.h"

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-pack-reader.h"
#include "core/feed/mado-updater-private.h"

#define NAME "checked" /* what the feed is called in the profile that is made for this */

/* Reads a pack to its end, as it lies in the folder. */
static gboolean
read_pack (const char *path, const char *set, const MadoPack *pack, MadoSetState *state,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));
  g_autoptr (MadoPackReader) reader = NULL;
  g_autoptr (GError) refusal = NULL;
  MadoOperation operation;

  if (!stream)
    return FALSE;
  reader = mado_pack_reader_new (stream, set, pack);
  while (mado_pack_reader_next (reader, &operation, cancellable, &refusal))
    {
      if (operation.type == MADO_OPERATION_REFUSE)
        refusal = g_error_copy (operation.refusal);
      if (refusal)
        break;
      if (operation.type == MADO_OPERATION_CHECK)
        *state = operation.state;
    }
  if (!refusal)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", pack->path);
  return FALSE;
}

/* @target's digest is verified before the pack is read. */
static gboolean
check_pack (MadoTufClient *client, const char *folder, const MadoCatalog *catalog,
            const MadoPack *pack, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoTufTarget) target = mado_tuf_client_find (client, pack->path, cancellable, error);
  g_autofree char *address = target ? mado_tuf_client_make_address (client, target) : NULL;
  g_autofree char *path = address ? g_build_filename (folder, "targets", address, NULL) : NULL;
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  g_autoptr (GInputStream) stream
      = file ? G_INPUT_STREAM (g_file_read (file, cancellable, error)) : NULL;
  MadoSetState state;

  if (!stream)
    return FALSE;
  if (!mado_tuf_hashes_check_stream (&target->hashes, stream, cancellable, error))
    {
      g_prefix_error (error, "%s: ", pack->path);
      return FALSE;
    }
  if (!read_pack (path, catalog->set, pack, &state, cancellable, error))
    return FALSE;
  if (pack->to != catalog->seq || mado_set_state_equal (&state, &catalog->state))
    return TRUE;
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
               "%s: its digest is not the catalogue's", pack->path);
  return FALSE;
}

static gboolean
check_packs (MadoUpdater *updater, const char *folder, GCancellable *cancellable, GError **error)
{
  const MadoFeedSource source = mado_feed_source_for_folder (folder);
  g_autofree char *metadata = g_build_filename (updater->folder, "metadata", NULL);
  g_autoptr (MadoTufClient) client = mado_tuf_client_open (
      metadata, updater->now, source.fetch_metadata, source.user_data, error);

  if (!client || !mado_tuf_client_refresh (client, cancellable, error))
    return FALSE;
  for (guint i = 0; i < updater->ready->len; i++)
    {
      const MadoCatalog *catalog
          = ((const MadoReady *) g_ptr_array_index (updater->ready, i))->catalog;

      for (guint j = 0; j < catalog->packs->len; j++)
        if (!check_pack (client, folder, catalog, g_ptr_array_index (catalog->packs, j),
                         cancellable, error))
          return FALSE;
    }
  return TRUE;
}

/* A record that clients would refuse is one that its publisher should not have published. */
static gboolean
check_refused (MadoUpdater *updater, GError **error)
{
  for (guint i = 0; i < updater->outcomes->len; i++)
    {
      const MadoOutcome *outcome = g_ptr_array_index (updater->outcomes, i);

      if (outcome->applied.refused->len == 0)
        continue;
      g_propagate_error (error, g_error_copy (g_ptr_array_index (outcome->applied.refused, 0)));
      return FALSE;
    }
  return TRUE;
}

/**
 * mado_feed_check:
 * @profile: (type filename): an empty folder, which the caller removes
 * @folder: (type filename): what is published, or will be
 * @root: the root file that clients begin with
 *
 * Returns: (transfer full) (nullable): the update of a client that begins with nothing, which went
 *   well, every pack being whole too
 */
MadoUpdater *
mado_feed_check (const char *profile, const char *folder, GBytes *root, gint64 now,
                 GCancellable *cancellable, GError **error)
{
  const MadoFeedSource source = mado_feed_source_for_folder (folder);
  g_autoptr (MadoWriter) writer = NULL;
  g_autoptr (MadoUpdater) updater = NULL;

  g_return_val_if_fail (profile != NULL && folder != NULL && root != NULL, NULL);

  writer = mado_writer_open (profile, error);
  if (!writer || !mado_feed_trust (profile, NAME, root, NULL, error))
    return NULL;
  updater = mado_updater_open (profile, NAME, now, error);
  if (updater && mado_updater_fetch (updater, &source, NULL, NULL, cancellable, error)
      && check_packs (updater, folder, cancellable, error)
      && mado_updater_apply (updater, writer, NULL, NULL, cancellable, error)
      && check_refused (updater, error))
    return g_steal_pointer (&updater);
  return NULL;
}
