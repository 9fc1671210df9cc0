/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libsoup, GLib and TLS say, in the words of #MadoNetError. */
#include "core/net/mado-exchange.h"
#include "core/net/mado-net-error.h"

static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} faults[] = {
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "its certificate is for another name" },
  { G_TLS_CERTIFICATE_EXPIRED, "its certificate has expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "its certificate is not valid yet" },
  { G_TLS_CERTIFICATE_REVOKED, "its certificate was revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "its certificate is made in a way that is no longer safe" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "its certificate is signed by nobody who is trusted here" },
};

static char *
describe_certificate (SoupMessage *message, const GError *problem)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (flags & faults[i].flag)
      g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", faults[i].words);
  if (words->len == 0)
    g_string_append (words, problem->message);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_proxy_password (const GError *problem)
{
  return g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH)
         || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED);
}

/*
 * mado_net_explain:
 * @problem: (transfer full): what went wrong while @message was sent or read
 * @error: set to a #MadoNetError; a cancellation stays one
 */
void
mado_net_explain (SoupMessage *message, GError *problem, GError **error)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  g_autofree char *words = NULL;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return;
    }
  if (problem->domain == G_TLS_ERROR)
    {
      words = describe_certificate (message, problem);
      g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_CERTIFICATE, "%s: %s", host, words);
    }
  else if (is_proxy_password (problem))
    g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_REFUSED,
                 "the proxy between here and %s asks for a password", host);
  else if (problem->domain == SOUP_SESSION_ERROR)
    g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_REFUSED, "%s: %s", host, problem->message);
  else
    g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_UNREACHABLE, "%s: %s", host,
                 problem->message);
  g_error_free (problem);
}
