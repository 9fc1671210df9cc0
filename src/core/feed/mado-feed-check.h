/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at a published folder as a client would that has never seen it, and at every pack besides.
 */
#pragma once

#include "core/feed/mado-updater.h"

G_BEGIN_DECLS

MadoUpdater *mado_feed_check (const char *profile, const char *folder, GBytes *root, gint64 now,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
