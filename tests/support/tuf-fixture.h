/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A TUF repository in memory, made anew for each test, and a client's folder. Everything here fails
 * the test when it fails. */
#pragma once

#include "core/feed/tuf/mado-tuf-client.h"
#include "core/feed/tuf/mado-tuf-signer.h"

#define TUF_N_KEYS 6
#define TUF_NOW ((gint64) 1893456000) /* 2030-01-01T00:00:00Z */
#define TUF_EXPIRES "2030-02-01T00:00:00Z"
#define TUF_EXPIRED "2029-12-31T23:59:59Z"

typedef struct
{
  char *folder;
  MadoTufSigner *keys[TUF_N_KEYS];
  gboolean consistent;
  GHashTable *files;  /* (element-type utf8 GBytes): what the server has */
  GPtrArray *asked;   /* (element-type utf8): what it was asked for */
  GPtrArray *offered; /* (element-type utf8): how many bytes each time, at most */
  gint64 now;
  GError *refusal; /* nullable: of what was refused last */
} TufFixture;

/* Publishes version 1 of everything, and starts the client. Keys: root is signed by 0, timestamp by
 * 1, snapshot by 2, targets by 3; 4 and 5 are spare. */
void tuf_set_up (TufFixture *self, gconstpointer data);
void tuf_tear_down (TufFixture *self, gconstpointer data);

/* The bodies of files; transfer full. @keys: digits, the keys that may sign. */
JsonNode *tuf_make_root (TufFixture *self, int version, const char *root, const char *timestamp,
                         const char *snapshot, const char *targets);
JsonNode *tuf_make_timestamp (TufFixture *self, int version, int snapshot);
JsonNode *tuf_make_snapshot (TufFixture *self, int version, int targets);
JsonNode *tuf_make_targets (TufFixture *self, int version, const char *path);
JsonNode *tuf_parse (const char *text);

/* @body (transfer full) with the text @old, which must be there, replaced. transfer full */
JsonNode *tuf_with (JsonNode *body, const char *old, const char *new);
/* With {"keys":…,"roles":[…]} added: @role is signed by @key and gets @paths (JSON texts, apart by
 * commas). More roles may be added. */
JsonNode *tuf_delegate (TufFixture *self, JsonNode *body, const char *role, char key,
                        const char *paths);

/* Signs @body (transfer full) with @keys and puts it on the server. */
void tuf_put (TufFixture *self, const char *name, JsonNode *body, const char *keys);
GBytes *tuf_sign (TufFixture *self, JsonNode *body, const char *keys);
void tuf_put_bytes (TufFixture *self, const char *name, const char *text);
/* A new snapshot of @version that names @targets of their version, and a timestamp of the same. */
void tuf_put_snapshot (TufFixture *self, int version, int targets);

/* With a client of its own each. */
gboolean tuf_refresh (TufFixture *self);
MadoTufTarget *tuf_find (TufFixture *self, const char *path);
void tuf_assert_refreshes (TufFixture *self);
void tuf_assert_refused (TufFixture *self, int code, const char *words);

gint64 tuf_get_kept_version (TufFixture *self, MadoTufType type); /* 0: none */
void tuf_assert_asked (TufFixture *self, const char *names);      /* apart by spaces */

GBytes *tuf_fetch (const char *name, gsize most, gpointer user_data, GCancellable *cancellable,
                   GError **error);
