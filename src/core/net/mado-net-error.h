/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong between here and a server. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MadoNetError:
 * @MADO_NET_ERROR_UNREACHABLE: no network, no such name, nobody answers, or the answer broke off
 * @MADO_NET_ERROR_LOGIN_PAGE: something between here and the server answered, most likely the login
 *   page of a network
 * @MADO_NET_ERROR_TOO_LARGE: more bytes came than the file may have
 * @MADO_NET_ERROR_TOO_SLOW: the server did not answer in time, or its bytes come too slowly
 * @MADO_NET_ERROR_REFUSED: the server answered with what is not accepted: an error of its own, a
 * way to another place, another form
 * @MADO_NET_ERROR_CERTIFICATE: the server could not show that it is the one that it claims to be
 * @MADO_NET_ERROR_NOT_FOUND: the server says that there is no such file
 * @MADO_NET_ERROR_METERED: the network is paid by its use, and nobody asked for this now
 *
 * What a caller can act on when a file cannot be fetched.
 */
typedef enum
{
  MADO_NET_ERROR_UNREACHABLE,
  MADO_NET_ERROR_LOGIN_PAGE,
  MADO_NET_ERROR_TOO_LARGE,
  MADO_NET_ERROR_TOO_SLOW,
  MADO_NET_ERROR_REFUSED,
  MADO_NET_ERROR_CERTIFICATE,
  MADO_NET_ERROR_NOT_FOUND,
  MADO_NET_ERROR_METERED,
} MadoNetError;

#define MADO_NET_ERROR (mado_net_error_quark ())
GQuark mado_net_error_quark (void);

G_END_DECLS
