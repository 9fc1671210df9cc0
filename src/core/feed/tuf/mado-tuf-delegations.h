/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom a targets role hands on which paths (section 4.5, "DELEGATIONS"; hash bins by a rule as
 * in TAP 15). */
#pragma once

#include "core/feed/tuf/mado-tuf-key.h"

G_BEGIN_DECLS

typedef struct _MadoTufDelegations MadoTufDelegations;

MadoTufDelegations *mado_tuf_delegations_new (JsonObject *object, GError **error);
void mado_tuf_delegations_free (MadoTufDelegations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTufDelegations, mado_tuf_delegations_free)

GHashTable *mado_tuf_delegations_get_keys (MadoTufDelegations *self);
GPtrArray *mado_tuf_delegations_list (MadoTufDelegations *self, const char *path,
                                      gboolean *terminating);
const MadoTufRole *mado_tuf_delegations_find (MadoTufDelegations *self, const char *name);

gboolean mado_tuf_is_role_name (const char *name);
gboolean mado_tuf_path_matches (const char *path, const char *pattern);

G_END_DECLS
