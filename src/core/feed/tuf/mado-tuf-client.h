/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workflow of a TUF 1.0 client over a folder of trusted metadata and a function that fetches.
 * Everything blocks: it belongs on a worker's thread. */
#pragma once

#include "core/feed/tuf/mado-tuf-metadata.h"

G_BEGIN_DECLS

/**
 * MadoTufFetch:
 * @name: the file, relative to where the metadata is, quoted as an address needs it
 * @most: bytes that it may have; no more may be read
 * @user_data: what mado_tuf_client_open() was given
 * @error: %MADO_NET_ERROR_NOT_FOUND when there is no such file; whatever else went wrong otherwise
 *
 * Gets one metadata file, from a server, a folder, or a test. Who has asked a server whether the
 * file has changed, and was told that it has not, returns the bytes that it has.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
typedef GBytes *(*MadoTufFetch) (const char *name, gsize most, gpointer user_data,
                                 GCancellable *cancellable, GError **error);

typedef struct _MadoTufClient MadoTufClient;

gboolean mado_tuf_client_start (const char *folder, GBytes *root, GError **error);

MadoTufClient *mado_tuf_client_open (const char *folder, gint64 now, MadoTufFetch fetch,
                                     gpointer user_data, GError **error);
void mado_tuf_client_close (MadoTufClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufClient, mado_tuf_client_close)

MadoTufMetadata *mado_tuf_client_get (MadoTufClient *self, MadoTufType type);
gboolean mado_tuf_client_refresh (MadoTufClient *self, GCancellable *cancellable, GError **error);
MadoTufTarget *mado_tuf_client_find (MadoTufClient *self, const char *path,
                                     GCancellable *cancellable, GError **error);
char *mado_tuf_client_make_address (MadoTufClient *self, const MadoTufTarget *target);

G_END_DECLS
