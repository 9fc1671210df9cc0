/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One metadata file, parsed: its form is right, and nothing more is known of it. Whether it may be
 * trusted is said by #MadoTufTrust. */
#pragma once

#include "core/feed/tuf/mado-tuf-delegations.h"
#include "core/feed/tuf/mado-tuf-hashes.h"
#include "core/feed/tuf/mado-tuf-key.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_TUF_ROOT,
  MADO_TUF_TIMESTAMP,
  MADO_TUF_SNAPSHOT,
  MADO_TUF_TARGETS, /* the last of those that root names; delegated ones have its form */
  MADO_TUF_N_TYPES,
} MadoTufType;

/* What a timestamp or a snapshot says of another metadata file. */
typedef struct
{
  gint64 version;
  MadoTufHashes hashes;
} MadoTufMeta;

/**
 * MadoTufTarget:
 *
 * A file that somebody who may has signed for.
 */
typedef struct
{
  char *path;
  MadoTufHashes hashes; /* the length is always told */
  JsonNode *custom;     /* nullable: what the publisher says of it besides */
} MadoTufTarget;

MadoTufTarget *mado_tuf_target_copy (const MadoTufTarget *self);
void mado_tuf_target_free (MadoTufTarget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufTarget, mado_tuf_target_free)

typedef struct
{
  GBytes *bytes; /* the file as it came */
  MadoTufType type;
  gint64 version;
  gint64 expires;         /* seconds since 1970, UTC */
  GBytes *signed_bytes;   /* what the signatures are over */
  GHashTable *signatures; /* (element-type utf8 GBytes): by the identifier of the key */

  /* Of root. */
  gboolean consistent;
  GHashTable *keys; /* (element-type utf8 MadoTufKey) */
  MadoTufRole roles[MADO_TUF_N_TYPES];

  GHashTable *meta; /* of timestamp and snapshot: (element-type utf8 MadoTufMeta), by file name */

  /* Of targets roles. */
  GHashTable *targets;             /* (element-type utf8 MadoTufTarget): by path */
  MadoTufDelegations *delegations; /* nullable */
} MadoTufMetadata;

const char *mado_tuf_type_get_name (MadoTufType type);

MadoTufMetadata *mado_tuf_metadata_new (GBytes *bytes, MadoTufType type, GError **error);
void mado_tuf_metadata_free (MadoTufMetadata *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufMetadata, mado_tuf_metadata_free)

G_END_DECLS
