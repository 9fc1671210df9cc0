/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an answer is the file, or what it is instead. */
#include "core/net/mado-job.h"

#define SECOND_MS 1000
#define RETRY_AFTER_MOST 3600 /* seconds that a server may ask to be left alone */

static const char *
get_host (MadoExchange *exchange)
{
  return g_uri_get_host (soup_message_get_uri (mado_exchange_get_message (exchange)));
}

/* Milliseconds; -1: it does not say. A server says seconds or a date (RFC 9110, section 10.2.3). */
static gint64
read_retry_after (MadoExchange *exchange)
{
  const char *text = mado_exchange_get_header (exchange, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (!text)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64) seconds * SECOND_MS;
  date = soup_date_time_new_from_http_string (text);
  now = g_date_time_new_now_utc ();
  return date ? MAX (0, g_date_time_difference (date, now) / 1000) : -1;
}

static gboolean
refuse_status (MadoJob *job, MadoExchange *exchange, GError **error)
{
  SoupMessage *message = mado_exchange_get_message (exchange);
  const char *host = get_host (exchange);
  guint status = soup_message_get_status (message);

  switch (status)
    {
    /* A static host that may not say what it does not have says 403. */
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_FORBIDDEN:
    case SOUP_STATUS_GONE:
      return mado_net_fail (error, MADO_NET_ERROR_NOT_FOUND, "%s has no such file (%u)", host,
                            status);
    case SOUP_STATUS_UNAUTHORIZED:
      return mado_net_fail (error, MADO_NET_ERROR_REFUSED, "%s asks for a password", host);
    case SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED:
      return mado_net_fail (error, MADO_NET_ERROR_REFUSED,
                            "the proxy between here and %s asks for a password", host);
    case 511: /* RFC 6585, section 6 */
      return mado_net_fail (error, MADO_NET_ERROR_LOGIN_PAGE,
                            "the network between here and %s wants a login first", host);
    default:
      break;
    }
  job->again
      = status == SOUP_STATUS_REQUEST_TIMEOUT || status == 429 || (status >= 500 && status < 600);
  job->asked_ms = job->again ? read_retry_after (exchange) : -1;
  if (job->asked_ms > (gint64) RETRY_AFTER_MOST * SECOND_MS)
    job->asked_ms = (gint64) RETRY_AFTER_MOST * SECOND_MS;
  return mado_net_fail (error, job->again ? MADO_NET_ERROR_UNREACHABLE : MADO_NET_ERROR_REFUSED,
                        "%s answers with the status %u", host, status);
}

static gboolean
is_html (MadoExchange *exchange)
{
  SoupMessageHeaders *headers
      = soup_message_get_response_headers (mado_exchange_get_message (exchange));
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type && g_ascii_strcasecmp (type, "text/html") == 0;
}

/* By the first byte that is no space; a page begins with "<". */
gboolean
mado_answer_check_form (MadoJob *job, MadoExchange *exchange, const guint8 *data, gsize length,
                        GError **error)
{
  const char *host = get_host (exchange);
  gsize at = 0;

  while (job->form == MADO_TRANSPORT_JSON && at < length && g_ascii_isspace (data[at]))
    at++;
  if (job->form == MADO_TRANSPORT_ANY || at == length
      || data[at] == (job->form == MADO_TRANSPORT_JSON ? '{' : 0x1F))
    return TRUE;
  if (data[at] != '<' && !is_html (exchange))
    return TRUE; /* damaged perhaps; who reads it will say so */
  return mado_net_fail (
      error, MADO_NET_ERROR_LOGIN_PAGE,
      "a page came in place of a file of %s: the network wants a login first, or the "
      "server has a page for every address",
      host);
}

/* Bytes that were packed on the way are not the ones that were signed, and may be a bomb. */
static gboolean
check_encoding (MadoExchange *exchange, GError **error)
{
  const char *encoding = mado_exchange_get_header (exchange, "Content-Encoding");

  if (!encoding || g_ascii_strcasecmp (encoding, "identity") == 0)
    return TRUE;
  return mado_net_fail (error, MADO_NET_ERROR_REFUSED,
                        "%s sends the file packed (%s), which nobody asked it to",
                        get_host (exchange), encoding);
}

/* Whether a 206 goes on exactly where we are, in a file of the length that we know. */
static gboolean
goes_on (MadoJob *job, MadoExchange *exchange)
{
  SoupMessageHeaders *headers
      = soup_message_get_response_headers (mado_exchange_get_message (exchange));
  goffset start, end, total;

  return soup_message_headers_get_content_range (headers, &start, &end, &total)
         && start == (goffset) job->done && end == (goffset) job->most - 1
         && total == (goffset) job->most;
}

/* @job has taken a part: does the answer fit to it? */
static gboolean
fit_range (MadoJob *job, MadoExchange *exchange, GError **error)
{
  guint status = soup_message_get_status (mado_exchange_get_message (exchange));
  gboolean whole = status == SOUP_STATUS_OK;

  if (status == SOUP_STATUS_PARTIAL_CONTENT && goes_on (job, exchange))
    return TRUE;
  if (!mado_job_restart (job, error))
    return FALSE;
  if (whole)
    return TRUE;
  job->again = job->n_restarts++ == 0;
  return mado_net_fail (error, MADO_NET_ERROR_REFUSED,
                        "%s does not go on where the download stopped (%u)", get_host (exchange),
                        status);
}

gboolean
mado_answer_check (MadoJob *job, MadoExchange *exchange, GError **error)
{
  SoupMessage *message = mado_exchange_get_message (exchange);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  gboolean asked_range = !job->bytes && job->done > 0;

  if (asked_range
      && (status == SOUP_STATUS_OK || status == SOUP_STATUS_PARTIAL_CONTENT
          || status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE))
    {
      if (!fit_range (job, exchange, error))
        return FALSE;
    }
  else if (status == SOUP_STATUS_NOT_MODIFIED && job->etag)
    {
      job->unchanged = TRUE;
      return TRUE;
    }
  else if (status != SOUP_STATUS_OK)
    return refuse_status (job, exchange, error);
  if (!check_encoding (exchange, error))
    return FALSE;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && job->done + (guint64) soup_message_headers_get_content_length (headers) > job->most)
    return mado_job_refuse_length (job, error);
  return TRUE;
}
