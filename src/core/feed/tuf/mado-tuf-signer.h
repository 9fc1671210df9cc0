/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private Ed25519 keys, and metadata signed with them: what a publisher needs. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _MadoTufSigner MadoTufSigner;

MadoTufSigner *mado_tuf_signer_generate (GError **error);
MadoTufSigner *mado_tuf_signer_load (const char *path, GError **error);
gboolean mado_tuf_signer_save (MadoTufSigner *self, const char *path, GError **error);
void mado_tuf_signer_free (MadoTufSigner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufSigner, mado_tuf_signer_free)

const char *mado_tuf_signer_get_id (MadoTufSigner *self);
JsonNode *mado_tuf_signer_dup_public (MadoTufSigner *self);

GBytes *mado_tuf_sign (JsonNode *body, MadoTufSigner *const *signers, guint n_signers,
                       GError **error);
GBytes *mado_tuf_countersign (GBytes *file, MadoTufSigner *signer, GError **error);

char *mado_tuf_compute_key_id (JsonNode *key);

G_END_DECLS
