/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transport against a server that plays every trick. */
#include "core/net/mado-transport.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/net/mado-net-error.h"
#include "support/fake-monitor.h"
#include "support/fault-server.h"

#define MOST 100000

typedef struct
{
  FaultServer *server;
  MadoTransport *transport;
  MadoPace pace;
  char *folder;
  char *part;
  GArray *pauses; /* (element-type guint): instead of which nothing was done */
  GError *error;
} Fixture;

static gboolean
note_pause (guint ms, gpointer wait_data, GCancellable *cancellable, GError **error)
{
  g_array_append_val (wait_data, ms);
  return TRUE;
}

static void
set_up_with (Fixture *self, FaultCertificate certificate)
{
  self->server = fault_server_new (certificate);
  self->pauses = g_array_new (FALSE, FALSE, sizeof (guint));
  self->pace = *mado_pace_get_usual ();
  self->pace.wait = note_pause;
  self->pace.wait_data = self->pauses;
  self->transport = mado_transport_new (NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, &self->pace, NULL);
  if (fault_server_get_database (self->server))
    mado_transport_set_tls_database (self->transport, fault_server_get_database (self->server));
  self->folder = g_dir_make_tmp ("mado-net-XXXXXX", NULL);
  self->part = g_build_filename (self->folder, "file.part", NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_with (self, FAULT_NO_CERTIFICATE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  mado_transport_free (self->transport);
  fault_server_free (self->server);
  g_array_unref (self->pauses);
  g_remove (self->part);
  g_rmdir (self->folder);
  g_free (self->part);
  g_free (self->folder);
  g_clear_error (&self->error);
}

static void
use (Fixture *self, const char *const *hosts, MadoTransportFlags flags, GNetworkMonitor *monitor)
{
  mado_transport_free (self->transport);
  self->transport = mado_transport_new (hosts, flags, &self->pace, monitor);
}

static char *
fetch (Fixture *self, const char *path)
{
  g_autofree char *address = fault_server_make_address (self->server, path);
  g_autoptr (GBytes) bytes = NULL;

  g_clear_error (&self->error);
  bytes = mado_transport_fetch (self->transport, address, MOST, MADO_TRANSPORT_JSON, NULL, NULL,
                                NULL, &self->error);
  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
assert_fetched (Fixture *self, const char *path)
{
  g_autofree char *text = fetch (self, path);

  g_assert_no_error (self->error);
  g_assert_cmpstr (text, ==, FAULT_FILE);
}

static void
assert_words (const GError *error, int code, const char *words)
{
  g_assert_error (error, MADO_NET_ERROR, code);
  if (!strstr (error->message, words))
    g_assert_cmpstr (error->message, ==, words);
}

static void
assert_refused (Fixture *self, const char *path, int code, const char *words)
{
  g_assert_null (fetch (self, path));
  assert_words (self->error, code, words);
}

static gboolean
download (Fixture *self, const char *path)
{
  g_autofree char *address = fault_server_make_address (self->server, path);

  g_clear_error (&self->error);
  return mado_transport_download (self->transport, address, self->part, strlen (FAULT_FILE),
                                  MADO_TRANSPORT_JSON, NULL, NULL, NULL, &self->error);
}

static void
put_part (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->part, text, -1, NULL));
}

static void
assert_part (Fixture *self, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (self->part, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_downloaded (Fixture *self, const char *path, guint n_asked)
{
  gboolean done = download (self, path);

  g_assert_no_error (self->error);
  g_assert_true (done);
  assert_part (self, FAULT_FILE);
  g_assert_cmpuint (fault_server_count (self->server), ==, n_asked);
}

static void
test_tells_nothing (Fixture *self, gconstpointer data)
{
  static const char *const untold[]
      = { "accept-encoding", "accept-language", "cookie", "referer", "authorization", "range" };

  assert_fetched (self, "/file");
  for (guint i = 0; i < G_N_ELEMENTS (untold); i++)
    g_assert_null (fault_server_dup_header (self->server, untold[i]));
}

/* xF05. */
static void
test_endless (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/endless", MADO_NET_ERROR_TOO_LARGE, "more than the 100000 bytes");
  g_assert_cmpuint (fault_server_count (self->server), ==, 1);
  /* What lies in the buffers of the kernel was never read. */
  g_assert_cmpuint (fault_server_count_bytes (self->server), <, 16 * 1024 * 1024);
  assert_refused (self, "/huge", MADO_NET_ERROR_TOO_LARGE, "more than");
  g_assert_false (download (self, "/endless"));
  g_assert_error (self->error, MADO_NET_ERROR, MADO_NET_ERROR_TOO_LARGE);
}

/* xF06. */
static void
test_slow (Fixture *self, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  self->pace.headers_ms = 200;
  self->pace.tries = 1;
  use (self, NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, NULL);
  assert_refused (self, "/slow-headers", MADO_NET_ERROR_TOO_SLOW, "did not answer in time");
  assert_refused (self, "/silent", MADO_NET_ERROR_TOO_SLOW, "did not answer in time");
  self->pace.headers_ms = 30000;
  self->pace.window_ms = 200;
  use (self, NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, NULL);
  assert_refused (self, "/slow-body", MADO_NET_ERROR_TOO_SLOW, "the bytes come too slowly");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_TIME_SPAN_SECOND);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
run_context (gpointer data)
{
  g_main_loop_run (data);
  return NULL;
}

/* From another thread, while nothing comes. */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSource) source = g_timeout_source_new (50);
  g_autofree char *address = fault_server_make_address (self->server, "/silent");
  GThread *thread = g_thread_new ("cancels", run_context, loop);

  g_source_set_callback (source, cancel_cb, cancellable, NULL);
  g_source_attach (source, context);
  g_assert_null (mado_transport_fetch (self->transport, address, MOST, MADO_TRANSPORT_JSON, NULL,
                                       NULL, cancellable, &self->error));
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->pauses->len, ==, 0);
  g_main_loop_quit (loop);
  g_thread_join (thread);
}

static void
test_statuses (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/404", MADO_NET_ERROR_NOT_FOUND, "has no such file (404)");
  assert_refused (self, "/404-page", MADO_NET_ERROR_NOT_FOUND, "has no such file (404)");
  assert_refused (self, "/403", MADO_NET_ERROR_NOT_FOUND, "has no such file (403)");
  assert_refused (self, "/401", MADO_NET_ERROR_REFUSED, "127.0.0.1 asks for a password");
  assert_refused (self, "/407", MADO_NET_ERROR_REFUSED, "the proxy between here and 127.0.0.1");
  assert_refused (self, "/511", MADO_NET_ERROR_LOGIN_PAGE, "wants a login first");
  assert_refused (self, "/400", MADO_NET_ERROR_REFUSED, "answers with the status 400");
  g_assert_cmpuint (fault_server_count (self->server), ==, 7);
}

/* xF10, xF11. */
static void
test_login_page (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/page", MADO_NET_ERROR_LOGIN_PAGE, "a page came in place of a file");
  assert_refused (self, "/endless-page", MADO_NET_ERROR_LOGIN_PAGE, "a page came");
  g_assert_false (download (self, "/page"));
  g_assert_error (self->error, MADO_NET_ERROR, MADO_NET_ERROR_TOO_LARGE);
}

/* xF13. */
static void
test_etag (Fixture *self, gconstpointer data)
{
  g_autofree char *address = fault_server_make_address (self->server, "/file");
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean unchanged = TRUE;

  bytes = mado_transport_fetch (self->transport, address, MOST, MADO_TRANSPORT_JSON, &etag,
                                &unchanged, NULL, &self->error);
  g_assert_no_error (self->error);
  g_assert_nonnull (bytes);
  g_assert_false (unchanged);
  g_assert_cmpstr (etag, ==, "\"one\"");
  g_assert_null (mado_transport_fetch (self->transport, address, MOST, MADO_TRANSPORT_JSON, &etag,
                                       &unchanged, NULL, &self->error));
  g_assert_no_error (self->error);
  g_assert_true (unchanged);
  g_assert_cmpstr (etag, ==, "\"one\"");
  assert_refused (self, "/304", MADO_NET_ERROR_REFUSED, "answers with the status 304");
}

/* xF12. */
static void
test_redirects (Fixture *self, gconstpointer data)
{
  g_autofree char *here = fault_server_make_address (self->server, "/to?/file");
  const char *at = strrchr (here, ':');
  g_autofree char *other = g_strdup_printf ("/to?http://localhost%s", at);
  const char *const hosts[] = { "localhost", NULL };

  assert_fetched (self, "/to?/file");
  assert_fetched (self, "/to?redirect/file");
  assert_fetched (self, "/to?/to?/to?/file");
  assert_refused (self, "/to?/to?/to?/to?/file", MADO_NET_ERROR_REFUSED, "sends on and on");
  assert_refused (self, "/loop", MADO_NET_ERROR_REFUSED, "sends on and on");
  assert_refused (self, "/nowhere", MADO_NET_ERROR_REFUSED, "sends on to no address");
  assert_refused (self, "/to?http://example.org/", MADO_NET_ERROR_REFUSED,
                  "only https is accepted");
  assert_refused (self, "/to?https://example.org/", MADO_NET_ERROR_REFUSED,
                  "sends on to example.org, which this feed does not name");
  assert_refused (self, "/to?file:///etc/passwd", MADO_NET_ERROR_REFUSED, "without a host");
  assert_refused (self, "/to?https://a:b@example.org/", MADO_NET_ERROR_REFUSED, "with a password");
  assert_refused (self, other, MADO_NET_ERROR_REFUSED, "localhost, which this feed does not name");
  use (self, hosts, MADO_TRANSPORT_PLAIN_LOOPBACK, NULL);
  assert_fetched (self, other);
}

static void
test_addresses (Fixture *self, gconstpointer data)
{
  static const char *const addresses[] = { "http://example.org/x", "ftp://example.org/x", "x",
                                           "file:///etc/passwd", "https://a@example.org/" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_transport_fetch (self->transport, addresses[i], MOST, MADO_TRANSPORT_JSON,
                                           NULL, NULL, NULL, &error));
      g_assert_error (error, MADO_NET_ERROR, MADO_NET_ERROR_REFUSED);
    }
  use (self, NULL, MADO_TRANSPORT_NONE, NULL);
  assert_refused (self, "/file", MADO_NET_ERROR_REFUSED, "only https is accepted");
  g_assert_cmpuint (fault_server_count (self->server), ==, 0);
}

/* xF15. */
static void
test_encodings (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/gzip", MADO_NET_ERROR_REFUSED, "sends the file packed (gzip)");
  assert_refused (self, "/zstd", MADO_NET_ERROR_REFUSED, "sends the file packed (zstd)");
  assert_fetched (self, "/identity");
}

static void
test_tries (Fixture *self, gconstpointer data)
{
  assert_fetched (self, "/busy");
  g_assert_cmpuint (fault_server_count (self->server), ==, 3);
  g_assert_cmpuint (self->pauses->len, ==, 2);
  g_assert_cmpuint (g_array_index (self->pauses, guint, 0), <=, 2000);
  g_assert_cmpuint (g_array_index (self->pauses, guint, 1), <=, 4000);
  assert_refused (self, "/500", MADO_NET_ERROR_UNREACHABLE, "answers with the status 500");
  g_assert_cmpuint (fault_server_count (self->server), ==, 6);
}

static void
test_jitter (Fixture *self, gconstpointer data)
{
  guint most = 0;
  guint least = G_MAXUINT;

  for (guint i = 0; i < 200; i++)
    g_assert_true (mado_pace_rest (&self->pace, 20, -1, NULL, NULL));
  for (guint i = 0; i < self->pauses->len; i++)
    {
      most = MAX (most, g_array_index (self->pauses, guint, i));
      least = MIN (least, g_array_index (self->pauses, guint, i));
    }
  g_assert_cmpuint (most, <=, 600000);
  g_assert_cmpuint (most, >, 400000);
  g_assert_cmpuint (least, <, 200000);
}

static void
test_retry_after (Fixture *self, gconstpointer data)
{
  assert_fetched (self, "/busy-60");
  g_assert_cmpuint (g_array_index (self->pauses, guint, 0), >=, 60000);
  g_assert_cmpuint (g_array_index (self->pauses, guint, 1), >=, 60000);
}

static void
test_retry_after_too_long (Fixture *self, gconstpointer data)
{
  assert_refused (self, "/busy-3000", MADO_NET_ERROR_UNREACHABLE,
                  "it asks to be left alone for 51 minutes");
  g_assert_cmpuint (fault_server_count (self->server), ==, 1);
  g_assert_cmpuint (self->pauses->len, ==, 0);
}

static void
test_resume (Fixture *self, gconstpointer data)
{
  g_autofree char *range = NULL;

  put_part (self, "{\"file\": \"0");
  assert_downloaded (self, "/file", 1);
  range = fault_server_dup_header (self->server, "range");
  g_assert_cmpstr (range, ==, "bytes=11-");
  assert_downloaded (self, "/file", 1); /* it is there */
}

/* Each time half of the rest comes: three tries bring seven eighths, which stay. */
static void
test_cut (Fixture *self, gconstpointer data)
{
  g_assert_false (download (self, "/cut"));
  assert_words (self->error, MADO_NET_ERROR_UNREACHABLE, "");
  g_assert_cmpuint (fault_server_count (self->server), ==, 3);
  assert_part (self, "{\"file\": \"0123456789");
  assert_downloaded (self, "/file", 4);
  assert_refused (self, "/cut", MADO_NET_ERROR_UNREACHABLE, "");
  assert_refused (self, "/cut-chunked", MADO_NET_ERROR_UNREACHABLE, "");
}

/* xF14: restarted once from the beginning, where that can help. */
static void
test_wrong_ranges (Fixture *self, gconstpointer data)
{
  put_part (self, "{\"fi");
  assert_downloaded (self, "/range-start", 2);
  put_part (self, "{\"fi");
  assert_downloaded (self, "/range-total", 4);
  put_part (self, "WRONG");
  assert_downloaded (self, "/range-ignored", 5);
  put_part (self, "{\"fi");
  g_assert_false (download (self, "/range-416"));
  assert_words (self->error, MADO_NET_ERROR_UNREACHABLE, "status 500");
  put_part (self, FAULT_FILE FAULT_FILE);
  assert_downloaded (self, "/file", 9);
}

static void
test_unreachable (Fixture *self, gconstpointer data)
{
  g_autofree char *address = fault_server_make_address (self->server, "/file");
  g_autoptr (GError) error = NULL;

  fault_server_free (self->server);
  g_assert_null (mado_transport_fetch (self->transport, address, MOST, MADO_TRANSPORT_JSON, NULL,
                                       NULL, NULL, &error));
  assert_words (error, MADO_NET_ERROR_UNREACHABLE, "127.0.0.1: ");
  g_assert_cmpuint (self->pauses->len, ==, 2);
  g_clear_error (&error);
  /* RFC 6761, section 6.4: this name never resolves. */
  g_assert_null (mado_transport_fetch (self->transport, "https://feed.invalid/x", MOST,
                                       MADO_TRANSPORT_JSON, NULL, NULL, NULL, &error));
  assert_words (error, MADO_NET_ERROR_UNREACHABLE, "feed.invalid: ");
  self->server = fault_server_new (FAULT_NO_CERTIFICATE);
}

static void
test_certificates (Fixture *self, gconstpointer data)
{
  static const struct
  {
    FaultCertificate certificate;
    const char *words; /* NULL: none */
  } cases[] = {
    { FAULT_GOOD_CERTIFICATE, NULL },
    { FAULT_OTHER_NAME, "localhost: its certificate is for another name" },
    { FAULT_EXPIRED_CERTIFICATE, "localhost: its certificate has expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tear_down (self, NULL);
      memset (self, 0, sizeof *self);
      set_up_with (self, cases[i].certificate);
      if (cases[i].words)
        assert_refused (self, "/file", MADO_NET_ERROR_CERTIFICATE, cases[i].words);
      else
        assert_fetched (self, "/file");
      g_assert_cmpuint (self->pauses->len, ==, 0);
    }
  /* From https on, nothing leads back. */
  tear_down (self, NULL);
  memset (self, 0, sizeof *self);
  set_up_with (self, FAULT_GOOD_CERTIFICATE);
  assert_refused (self, "/to?http://example.org/file", MADO_NET_ERROR_REFUSED, "only https");
  use (self, NULL, MADO_TRANSPORT_NONE, NULL);
  assert_refused (self, "/file", MADO_NET_ERROR_CERTIFICATE, "signed by nobody who is trusted");
}

/* xF22, and networks that are paid by their use. */
static void
test_monitor (Fixture *self, gconstpointer data)
{
  MadoTransportFlags background = MADO_TRANSPORT_PLAIN_LOOPBACK | MADO_TRANSPORT_BACKGROUND;
  g_autoptr (GNetworkMonitor) metered = fake_monitor_new (TRUE, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  g_autoptr (GNetworkMonitor) offline
      = fake_monitor_new (FALSE, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  g_autoptr (GNetworkMonitor) portal
      = fake_monitor_new (TRUE, FALSE, G_NETWORK_CONNECTIVITY_PORTAL);
  g_autoptr (GNetworkMonitor) good = fake_monitor_new (TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);

  use (self, NULL, background, metered);
  assert_refused (self, "/file", MADO_NET_ERROR_METERED, "paid by its use");
  use (self, NULL, background, offline);
  assert_refused (self, "/file", MADO_NET_ERROR_UNREACHABLE, "the computer is offline");
  g_assert_cmpuint (fault_server_count (self->server), ==, 0);
  use (self, NULL, background, good);
  assert_fetched (self, "/file");
  use (self, NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, metered);
  assert_fetched (self, "/file");
  use (self, NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, portal);
  assert_refused (self, "/500", MADO_NET_ERROR_LOGIN_PAGE, "the network wants a login first: ");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/net/transport/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tells-a-server-nothing-but-the-file", test_tells_nothing);
  ADD ("stops-one-read-behind-what-a-file-may-have", test_endless);
  ADD ("cuts-off-what-comes-too-slowly", test_slow);
  ADD ("can-be-cancelled-from-another-thread", test_cancel);
  ADD ("says-what-a-status-means", test_statuses);
  ADD ("names-the-login-page-of-a-network", test_login_page);
  ADD ("takes-unchanged-for-an-answer-only-when-it-asked", test_etag);
  ADD ("follows-redirects-to-listed-hosts-only", test_redirects);
  ADD ("accepts-https-only", test_addresses);
  ADD ("refuses-what-was-packed-on-the-way", test_encodings);
  ADD ("tries-three-times-with-pauses", test_tries);
  ADD ("draws-its-pauses", test_jitter);
  ADD ("waits-as-long-as-the-server-asks", test_retry_after);
  ADD ("gives-up-when-the-server-asks-for-too-long", test_retry_after_too_long);
  ADD ("goes-on-where-a-download-stopped", test_resume);
  ADD ("keeps-what-came-before-the-connection-broke", test_cut);
  ADD ("restarts-once-when-the-server-cannot-go-on", test_wrong_ranges);
  ADD ("says-that-nobody-answers", test_unreachable);
  ADD ("says-what-is-wrong-with-a-certificate", test_certificates);
  ADD ("respects-the-kind-of-network", test_monitor);
  return g_test_run ();
}
