/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files from servers that nobody vouches for, over HTTP. Everything blocks, in the thread that made
 * the transport. */
#pragma once

#include "core/net/mado-pace.h"

G_BEGIN_DECLS

/**
 * MadoTransportFlags:
 * @MADO_TRANSPORT_PLAIN_LOOPBACK: http is accepted when the server is this computer (tests)
 * @MADO_TRANSPORT_BACKGROUND: nobody asked for this now: not on a network that is paid by its use,
 * and not when the computer is offline
 */
typedef enum
{
  MADO_TRANSPORT_NONE = 0,
  MADO_TRANSPORT_PLAIN_LOOPBACK = 1 << 0,
  MADO_TRANSPORT_BACKGROUND = 1 << 1,
} MadoTransportFlags;

/**
 * MadoTransportForm:
 * @MADO_TRANSPORT_ANY: any bytes
 * @MADO_TRANSPORT_JSON: an object
 * @MADO_TRANSPORT_GZIP: a gzip file
 *
 * What a file is, by which the login page of a network is told from it.
 */
typedef enum
{
  MADO_TRANSPORT_ANY,
  MADO_TRANSPORT_JSON,
  MADO_TRANSPORT_GZIP,
} MadoTransportForm;

typedef void (*MadoTransportProgress) (guint64 n_bytes, gpointer user_data);

typedef struct _MadoTransport MadoTransport;

gboolean mado_transport_check_address (const char *address, MadoTransportFlags flags,
                                       GError **error);

MadoTransport *mado_transport_new (const char *const *hosts, MadoTransportFlags flags,
                                   const MadoPace *pace, GNetworkMonitor *monitor);
void mado_transport_free (MadoTransport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTransport, mado_transport_free)

GBytes *mado_transport_fetch (MadoTransport *self, const char *address, gsize most,
                              MadoTransportForm form, char **etag, gboolean *unchanged,
                              GCancellable *cancellable, GError **error);
gboolean mado_transport_download (MadoTransport *self, const char *address, const char *path,
                                  guint64 length, MadoTransportForm form,
                                  MadoTransportProgress progress, gpointer user_data,
                                  GCancellable *cancellable, GError **error);
void mado_transport_set_tls_database (MadoTransport *self, GTlsDatabase *database);

G_END_DECLS
