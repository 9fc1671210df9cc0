/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed that a web host serves. Private to this room but for tests: others open it by
 * mado_feed_source_open(). */
#pragma once

#include "core/feed/mado-feed-source.h"

G_BEGIN_DECLS

gboolean mado_feed_source_open_address (MadoFeedSource *self, const char *address,
                                        MadoTransportFlags flags, const MadoPace *pace,
                                        GError **error);

G_END_DECLS
