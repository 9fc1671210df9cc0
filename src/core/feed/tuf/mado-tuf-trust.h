/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is trusted, and what has to hold before something more is (TUF 1.0, section 5). Knows no
 * files and no network. */
#pragma once

#include "core/feed/tuf/mado-tuf-metadata.h"

G_BEGIN_DECLS

typedef struct _MadoTufTrust MadoTufTrust;

MadoTufTrust *mado_tuf_trust_new (GBytes *root, gint64 now, GError **error);
void mado_tuf_trust_free (MadoTufTrust *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufTrust, mado_tuf_trust_free)

MadoTufMetadata *mado_tuf_trust_get (MadoTufTrust *self, MadoTufType type);

gboolean mado_tuf_trust_update_root (MadoTufTrust *self, GBytes *bytes, gboolean *rotated,
                                     GError **error);
gboolean mado_tuf_trust_check_root (MadoTufTrust *self, GError **error);

gboolean mado_tuf_trust_recall (MadoTufTrust *self, MadoTufType type, GBytes *bytes,
                                GError **error);
gboolean mado_tuf_trust_update_timestamp (MadoTufTrust *self, GBytes *bytes, gboolean *is_new,
                                          GError **error);
gboolean mado_tuf_trust_update_snapshot (MadoTufTrust *self, GBytes *bytes, GError **error);
gboolean mado_tuf_trust_update_targets (MadoTufTrust *self, GBytes *bytes, GError **error);

const MadoTufMeta *mado_tuf_trust_find_meta (MadoTufTrust *self, const char *role, GError **error);
MadoTufMetadata *mado_tuf_trust_verify_delegated (MadoTufTrust *self, const char *role,
                                                  MadoTufMetadata *delegator, GBytes *bytes,
                                                  GError **error);

G_END_DECLS
