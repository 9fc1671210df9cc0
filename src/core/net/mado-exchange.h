/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question to a server and its answer, under a deadline of our own: libsoup's timeout never
 * ends a server that sends a byte a second. Private to this room. */
#pragma once

#include <libsoup/soup.h>

#include "core/net/mado-pace.h"

G_BEGIN_DECLS

typedef struct _MadoExchange MadoExchange;

MadoExchange *mado_exchange_open (SoupSession *session, GMainContext *context, SoupMessage *message,
                                  const MadoPace *pace, GCancellable *cancellable, GError **error);
gssize mado_exchange_read (MadoExchange *self, guint8 *buffer, gsize size, GError **error);
void mado_exchange_close (MadoExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoExchange, mado_exchange_close)

SoupMessage *mado_exchange_get_message (MadoExchange *self);
const char *mado_exchange_get_header (MadoExchange *self, const char *name);

void mado_net_explain (SoupMessage *message, GError *problem, GError **error);

G_END_DECLS
