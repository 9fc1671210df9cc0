/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys as TUF metadata writes them (section 4.2), and who has to sign what. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Immutable; counted by reference. */
typedef struct _MadoTufKey MadoTufKey;

MadoTufKey *mado_tuf_key_new (JsonObject *object, GError **error);
MadoTufKey *mado_tuf_key_ref (MadoTufKey *self);
void mado_tuf_key_unref (MadoTufKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufKey, mado_tuf_key_unref)

const char *mado_tuf_key_get_identity (MadoTufKey *self);
gboolean mado_tuf_key_verify (MadoTufKey *self, GBytes *message, GBytes *signature);

/**
 * MadoTufRole:
 *
 * Who has to sign: @threshold keys of those that @key_ids name.
 */
typedef struct
{
  GPtrArray *key_ids; /* (element-type utf8): each once */
  gint64 threshold;   /* 1 or more */
} MadoTufRole;

void mado_tuf_role_clear (MadoTufRole *self);
gboolean mado_tuf_role_read (MadoTufRole *self, JsonObject *object, GError **error);

GHashTable *mado_tuf_keys_read (JsonObject *object, GError **error);
guint mado_tuf_role_count_signers (const MadoTufRole *self, GHashTable *keys,
                                   GHashTable *signatures, GBytes *message);

G_END_DECLS
