/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a web host for the files of a feed.
 *
 * The timestamp is asked for whole each time, without "If-None-Match": it has some 500 bytes, as
 * many as the question and an answer that it is unchanged, and what would have to be remembered
 * could only be wrong. Every other file has its version or digest in its name. */
#include "core/feed/mado-feed-http.h"

#include <string.h>

typedef struct
{
  char *base; /* ends with a slash */
  MadoTransport *transport;
} Site;

static void
free_site (gpointer data)
{
  Site *self = data;

  mado_transport_free (self->transport);
  g_free (self->base);
  g_free (self);
}

static GBytes *
fetch_metadata (const char *name, gsize most, gpointer user_data, GCancellable *cancellable,
                GError **error)
{
  Site *self = user_data;
  g_autofree char *address = g_strconcat (self->base, "metadata/", name, NULL);

  return mado_transport_fetch (self->transport, address, most, MADO_TRANSPORT_JSON, NULL, NULL,
                               cancellable, error);
}

static MadoTransportForm
get_form (const char *name)
{
  if (g_str_has_suffix (name, ".json"))
    return MADO_TRANSPORT_JSON;
  return g_str_has_suffix (name, ".gz") ? MADO_TRANSPORT_GZIP : MADO_TRANSPORT_ANY;
}

static gboolean
fetch_target (const char *name, const char *path, gint64 bytes, MadoTransportProgress progress,
              gpointer progress_data, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Site *self = user_data;
  g_autofree char *address = g_strconcat (self->base, "targets/", name, NULL);

  return mado_transport_download (self->transport, address, path, (guint64) bytes, get_form (name),
                                  progress, progress_data, cancellable, error);
}

/*
 * mado_feed_source_open_address:
 * @address: https; http is accepted on this computer alone
 * @flags: see #MadoTransportFlags
 * @pace: (nullable): the usual one otherwise
 * @error: %MADO_NET_ERROR_REFUSED
 *
 * As mado_feed_source_open().
 */
gboolean
mado_feed_source_open_address (MadoFeedSource *self, const char *address, MadoTransportFlags flags,
                               const MadoPace *pace, GError **error)
{
  Site *site;

  flags |= MADO_TRANSPORT_PLAIN_LOOPBACK;
  if (!mado_transport_check_address (address, flags, error))
    return FALSE;
  site = g_new0 (Site, 1);
  site->base
      = g_str_has_suffix (address, "/") ? g_strdup (address) : g_strconcat (address, "/", NULL);
  site->transport = mado_transport_new (NULL, flags, pace, NULL);
  *self = (MadoFeedSource){ fetch_metadata, fetch_target, site, free_site };
  return TRUE;
}
