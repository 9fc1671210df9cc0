/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks, follows, asks again, and takes no more than it was told to. */
#include "core/net/mado-transport.h"

#include <errno.h>
#include <unistd.h>

#include "core/net/mado-job.h"

#define REDIRECTS_MOST 3
#define READ_SIZE ((gsize) 64 * 1024)
#define MINUTE_MS 60000

struct _MadoTransport
{
  GMainContext *context;
  SoupSession *session;
  char **hosts;
  MadoTransportFlags flags;
  MadoPace pace;
  GNetworkMonitor *monitor;
};

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address ? g_inet_address_get_is_loopback (address) : g_str_equal (host, "localhost");
}

static gboolean
check_scheme (MadoTransportFlags flags, GUri *uri, GError **error)
{
  const char *host = g_uri_get_host (uri);

  if (!host || *host == '\0' || g_uri_get_userinfo (uri))
    return mado_net_fail (error, MADO_NET_ERROR_REFUSED,
                          "an address without a host, or with a password");
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  if ((flags & MADO_TRANSPORT_PLAIN_LOOPBACK) && g_str_equal (g_uri_get_scheme (uri), "http")
      && is_loopback (host))
    return TRUE;
  return mado_net_fail (error, MADO_NET_ERROR_REFUSED, "%s: only https is accepted, not %s", host,
                        g_uri_get_scheme (uri));
}

static GUri *
parse_address (MadoTransportFlags flags, const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  if (!uri)
    {
      mado_net_fail (error, MADO_NET_ERROR_REFUSED, "“%s” is no address", address);
      return NULL;
    }
  return check_scheme (flags, uri, error) ? g_steal_pointer (&uri) : NULL;
}

static gboolean
is_same_place (GUri *a, GUri *b)
{
  return g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0
         && g_uri_get_port (a) == g_uri_get_port (b);
}

/* Where a redirect leads, when it is followed: to the same host, or to one that the feed names. */
static GUri *
find_next (MadoTransport *self, MadoExchange *exchange, GError **error)
{
  GUri *from = soup_message_get_uri (mado_exchange_get_message (exchange));
  const char *location = mado_exchange_get_header (exchange, "Location");
  g_autoptr (GUri) uri
      = location ? g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (!uri)
    {
      mado_net_fail (error, MADO_NET_ERROR_REFUSED, "%s: the server sends on to no address",
                     g_uri_get_host (from));
      return NULL;
    }
  if (!check_scheme (self->flags, uri, error))
    return NULL;
  if (is_same_place (from, uri)
      || (self->hosts && g_strv_contains ((const char *const *) self->hosts, g_uri_get_host (uri))))
    return g_steal_pointer (&uri);
  mado_net_fail (
      error, MADO_NET_ERROR_REFUSED,
      "%s sends on to %s, which this feed does not name (the login page of a network does so)",
      g_uri_get_host (from), g_uri_get_host (uri));
  return NULL;
}

static SoupMessage *
make_message (MadoJob *job, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (job->etag)
    soup_message_headers_append (headers, "If-None-Match", job->etag);
  if (!job->bytes && job->done > 0)
    soup_message_headers_set_range (headers, (goffset) job->done, -1);
  return message;
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND
         || status == SOUP_STATUS_SEE_OTHER || status == SOUP_STATUS_TEMPORARY_REDIRECT
         || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* Asks, and goes where it is sent. */
static MadoExchange *
ask (MadoTransport *self, MadoJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUri) uri = parse_address (self->flags, job->address, error);

  for (guint i = 0; uri; i++)
    {
      g_autoptr (SoupMessage) message = make_message (job, uri);
      g_autoptr (MadoExchange) exchange = NULL;
      GUri *next;

      job->again = TRUE; /* a connection that was not made, or broke */
      exchange = mado_exchange_open (self->session, self->context, message, &self->pace,
                                     cancellable, error);
      if (!exchange)
        return NULL;
      job->again = FALSE;
      if (!is_redirect (soup_message_get_status (message)))
        return g_steal_pointer (&exchange);
      if (i == REDIRECTS_MOST)
        {
          mado_net_fail (error, MADO_NET_ERROR_REFUSED, "%s: the server sends on and on",
                         g_uri_get_host (uri));
          return NULL;
        }
      next = find_next (self, exchange, error);
      g_uri_unref (uri);
      uri = next;
    }
  return NULL;
}

/* Never more than one read beyond what the file may have. */
static gboolean
read_body (MadoTransport *self, MadoJob *job, MadoExchange *exchange, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);

  while (TRUE)
    {
      gssize n_read;

      job->again = TRUE; /* what has come is kept, and gone on from */
      n_read = mado_exchange_read (exchange, buffer, READ_SIZE, error);
      if (n_read < 0)
        return FALSE;
      job->again = FALSE;
      if (n_read == 0)
        return TRUE;
      if (job->done + (guint64) n_read > job->most)
        return mado_job_refuse_length (job, error);
      if (job->done == 0 && !mado_answer_check_form (job, exchange, buffer, (gsize) n_read, error))
        return FALSE;
      if (!mado_job_store (job, buffer, (gsize) n_read, error))
        return FALSE;
    }
}

static gboolean
try_once (MadoTransport *self, MadoJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoExchange) exchange = NULL;

  job->again = FALSE;
  job->asked_ms = -1;
  if (job->bytes && !mado_job_restart (job, error))
    return FALSE;
  exchange = ask (self, job, cancellable, error);
  if (!exchange || !mado_answer_check (job, exchange, error))
    return FALSE;
  if (job->unchanged)
    return TRUE;
  g_free (job->new_etag);
  job->new_etag = g_strdup (mado_exchange_get_header (exchange, "ETag"));
  if (!read_body (self, job, exchange, error))
    return FALSE;
  if (job->bytes || job->done == job->most)
    return TRUE;
  job->again = TRUE;
  return mado_net_fail (error, MADO_NET_ERROR_UNREACHABLE,
                        "the connection ended after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                        " bytes",
                        job->done, job->most);
}

/* A network that says of itself that it wants a login explains whatever went wrong. */
static void
blame_portal (MadoTransport *self, GError **error)
{
  if (error && *error && (*error)->domain == MADO_NET_ERROR
      && g_network_monitor_get_connectivity (self->monitor) == G_NETWORK_CONNECTIVITY_PORTAL)
    {
      (*error)->code = MADO_NET_ERROR_LOGIN_PAGE;
      g_prefix_error (error, "the network wants a login first: ");
    }
}

static gboolean
may_begin (MadoTransport *self, GError **error)
{
  if (!(self->flags & MADO_TRANSPORT_BACKGROUND))
    return TRUE;
  if (g_network_monitor_get_network_metered (self->monitor))
    return mado_net_fail (error, MADO_NET_ERROR_METERED, "this network is paid by its use");
  if (!g_network_monitor_get_network_available (self->monitor))
    return mado_net_fail (error, MADO_NET_ERROR_UNREACHABLE, "the computer is offline");
  return TRUE;
}

static gboolean
is_over (MadoJob *job, guint n_tries, const MadoPace *pace, const GError *problem)
{
  return !job->again || n_tries >= pace->tries
         || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (problem, MADO_NET_ERROR, MADO_NET_ERROR_CERTIFICATE)
         || job->asked_ms > (gint64) pace->pause_most_ms;
}

static void
add_wish (MadoJob *job, GError **error)
{
  if (job->asked_ms > 0 && error && *error)
    {
      g_autofree char *words
          = g_strdup_printf ("%s; it asks to be left alone for %" G_GINT64_FORMAT " minutes",
                             (*error)->message, job->asked_ms / MINUTE_MS + 1);

      g_free ((*error)->message);
      (*error)->message = g_steal_pointer (&words);
    }
}

static gboolean
run (MadoTransport *self, MadoJob *job, GCancellable *cancellable, GError **error)
{
  gboolean done = FALSE;

  if (!may_begin (self, error))
    return FALSE;
  g_main_context_push_thread_default (self->context);
  for (guint i = 1; !done; i++)
    {
      g_autoptr (GError) problem = NULL;

      done = try_once (self, job, cancellable, &problem);
      if (done)
        break;
      if (is_over (job, i, &self->pace, problem))
        {
          add_wish (job, &problem);
          blame_portal (self, &problem);
          g_propagate_error (error, g_steal_pointer (&problem));
          break;
        }
      if (!mado_pace_rest (&self->pace, i, job->asked_ms, cancellable, error))
        break;
    }
  g_main_context_pop_thread_default (self->context);
  return done;
}

/**
 * mado_transport_new:
 * @hosts: (nullable) (array zero-terminated=1): to which a server may send on besides its own
 * @flags: see #MadoTransportFlags
 * @pace: (nullable): copied; mado_pace_get_usual() otherwise
 * @monitor: (nullable): the system's otherwise
 *
 * Returns: (transfer full): a transport for this thread. It takes no cookies, keeps no cache,
 * unpacks nothing, and tells a server nothing but which file is wanted.
 */
MadoTransport *
mado_transport_new (const char *const *hosts, MadoTransportFlags flags, const MadoPace *pace,
                    GNetworkMonitor *monitor)
{
  MadoTransport *self = g_new0 (MadoTransport, 1);

  self->context = g_main_context_new ();
  self->hosts = g_strdupv ((char **) hosts);
  self->flags = flags;
  self->pace = pace ? *pace : *mado_pace_get_usual ();
  self->monitor = g_object_ref (monitor ? monitor : g_network_monitor_get_default ());
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("timeout", 0, "user-agent", "Madoguchi", NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  g_main_context_pop_thread_default (self->context);
  return self;
}

void
mado_transport_free (MadoTransport *self)
{
  if (!self)
    return;
  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_clear_object (&self->monitor);
  g_strfreev (self->hosts);
  g_free (self);
}

/**
 * mado_transport_check_address:
 * @address: what anybody may have typed
 * @flags: with which it is to be used
 * @error: %MADO_NET_ERROR_REFUSED
 *
 * Returns: whether files below it may be asked for: https, a host, no password, neither query nor
 *   fragment
 */
gboolean
mado_transport_check_address (const char *address, MadoTransportFlags flags, GError **error)
{
  g_autoptr (GUri) uri = parse_address (flags, address, error);

  if (uri && !g_uri_get_query (uri) && !g_uri_get_fragment (uri))
    return TRUE;
  if (uri)
    mado_net_fail (error, MADO_NET_ERROR_REFUSED, "“%s” is more than where files lie", address);
  return FALSE;
}

/**
 * mado_transport_set_tls_database:
 * @database: who is trusted to sign certificates, in place of the system's list
 */
void
mado_transport_set_tls_database (MadoTransport *self, GTlsDatabase *database)
{
  soup_session_set_tls_database (self->session, database);
}

/**
 * mado_transport_fetch:
 * @address: https
 * @most: bytes; not one more is kept
 * @form: what it is
 * @etag: (inout) (optional) (nullable): in, what the server called the bytes that are here already;
 *   out, what it calls those that came
 * @unchanged: (out) (optional): the server has the bytes that @etag names, and sent none. It may
 * lie: what is here must be as good as if it had come now
 * @error: a #MadoNetError; %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the file; %NULL without @error when it is unchanged
 */
GBytes *
mado_transport_fetch (MadoTransport *self, const char *address, gsize most, MadoTransportForm form,
                      char **etag, gboolean *unchanged, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  MadoJob job = { .address = address, .most = most, .form = form, .bytes = bytes };
  g_autofree char *known = etag ? g_steal_pointer (etag) : NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && address != NULL, NULL);
  g_return_val_if_fail (!known || unchanged, NULL);

  job.etag = known;
  done = run (self, &job, cancellable, error);
  if (unchanged)
    *unchanged = done && job.unchanged;
  if (etag)
    *etag = done && job.unchanged ? g_steal_pointer (&known) : g_steal_pointer (&job.new_etag);
  g_free (job.new_etag);
  return done && !job.unchanged ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * mado_transport_download:
 * @address: https
 * @path: the file, or the part of it that came before, which is gone on from
 * @length: bytes that it has
 * @progress: (nullable): called in this thread with the bytes that are there
 * @error: a #MadoNetError; %G_IO_ERROR_CANCELLED; what the disk says
 *
 * Returns: whether @path has @length bytes, and they are on the disk; whether they are the right
 * ones is for the caller to see. What came before an error stays.
 */
gboolean
mado_transport_download (MadoTransport *self, const char *address, const char *path, guint64 length,
                         MadoTransportForm form, MadoTransportProgress progress, gpointer user_data,
                         GCancellable *cancellable, GError **error)
{
  MadoJob job = {
    .address = address, .most = length, .form = form, .progress = progress, .user_data = user_data
  };
  gboolean done;

  g_return_val_if_fail (self != NULL && address != NULL && path != NULL, FALSE);

  done = mado_job_open (&job, path, error)
         && (job.done == length || run (self, &job, cancellable, error));
  if (done && fsync (job.descriptor) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      done = FALSE;
    }
  if (job.descriptor >= 0)
    close (job.descriptor);
  g_free (job.new_etag);
  return done;
}
