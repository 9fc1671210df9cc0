/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the files of a feed come from: a folder here, a server elsewhere. */
#pragma once

#include "core/feed/tuf/mado-tuf-client.h"
#include "core/net/mado-transport.h"

G_BEGIN_DECLS

/**
 * MadoFetchTarget:
 * @address: relative to where targets are
 * @path: the file to write; what is in it already is a beginning, to be gone on from or not
 * @bytes: that the file has; no more may be written
 * @progress: (nullable): called with the bytes that are there
 *
 * Gets a target, which the caller verifies.
 */
typedef gboolean (*MadoFetchTarget) (const char *address, const char *path, gint64 bytes,
                                     MadoTransportProgress progress, gpointer progress_data,
                                     gpointer user_data, GCancellable *cancellable, GError **error);

typedef struct
{
  MadoTufFetch fetch_metadata;
  MadoFetchTarget fetch_target;
  gpointer user_data;
  GDestroyNotify free_data; /* nullable */
} MadoFeedSource;

MadoFeedSource mado_feed_source_for_folder (const char *folder);

gboolean mado_feed_place_is_address (const char *place);
gboolean mado_feed_source_open (MadoFeedSource *self, const char *place, MadoTransportFlags flags,
                                GError **error);
void mado_feed_source_clear (MadoFeedSource *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoFeedSource, mado_feed_source_clear)

G_END_DECLS
