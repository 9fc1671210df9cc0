/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Length and digests by which one file names another (TUF 1.0, sections 4.4 and 4.5). */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MadoTufHashes:
 *
 * What is known of a file before it is fetched. Digests of kinds that are unknown here are passed
 * over, as long as there is one that is known.
 */
typedef struct
{
  gint64 length; /* bytes; -1: not told */
  char *sha256;  /* nullable: lower-case hexadecimal digits, as the other two */
  char *sha384;  /* nullable */
  char *sha512;  /* nullable */
  gboolean told; /* some digest was named, of a known kind or not */
} MadoTufHashes;

void mado_tuf_hashes_clear (MadoTufHashes *self);
gboolean mado_tuf_hashes_read (MadoTufHashes *self, JsonObject *object, GError **error);

const char *mado_tuf_hashes_get_any (const MadoTufHashes *self);
gboolean mado_tuf_hashes_check (const MadoTufHashes *self, GBytes *bytes, GError **error);
gboolean mado_tuf_hashes_check_stream (const MadoTufHashes *self, GInputStream *stream,
                                       GCancellable *cancellable, GError **error);

G_END_DECLS
