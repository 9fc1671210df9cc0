/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the files of a feed come from: a folder here, a server elsewhere. */
#pragma once

#include "core/feed/tuf/mado-tuf-client.h"

G_BEGIN_DECLS

/**
 * MadoFetchTarget:
 * @address: relative to where targets are
 * @path: the file to write; what is in it already is a beginning, to be gone on from or not
 * @bytes: that the file has; no more may be written
 *
 * Gets a target, which the caller verifies.
 */
typedef gboolean (*MadoFetchTarget) (const char *address, const char *path, gint64 bytes,
                                     gpointer user_data, GCancellable *cancellable, GError **error);

typedef struct
{
  MadoTufFetch fetch_metadata;
  MadoFetchTarget fetch_target;
  gpointer user_data;
} MadoFeedSource;

MadoFeedSource mado_feed_source_for_folder (const char *folder);

G_END_DECLS
