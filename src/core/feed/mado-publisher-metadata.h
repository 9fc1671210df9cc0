/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bodies of the metadata that a publisher signs (TUF 1.0, section 4). For the publisher only.
 */
#pragma once

#include "core/feed/tuf/mado-tuf-metadata.h"
#include "core/feed/tuf/mado-tuf-signer.h"

G_BEGIN_DECLS

#define MADO_ROOT_THRESHOLD 2

/* Each returns, transfer full, what is to be signed. */
JsonNode *mado_metadata_make_root (gint64 version, gint64 now, GPtrArray *root_keys,
                                   JsonNode *timestamp_key, JsonNode *snapshot_key,
                                   JsonNode *targets_key);
JsonNode *mado_metadata_make_timestamp (gint64 version, gint64 now, gint64 snapshot_version,
                                        GBytes *snapshot);
JsonNode *mado_metadata_make_snapshot (gint64 version, gint64 now, GHashTable *versions);
JsonNode *mado_metadata_make_targets (gint64 version, gint64 now);

void mado_metadata_add_target (JsonNode *targets, const char *path, gint64 length,
                               const char *sha256);
void mado_metadata_copy_delegations (JsonNode *targets, JsonNode *from);
void mado_metadata_take_back (JsonNode *targets, const char *set);
void mado_metadata_delegate (JsonNode *targets, const char *set, JsonNode *key);

G_END_DECLS
