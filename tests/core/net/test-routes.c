/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xF22: the ways to a server that are not the usual one. A proxy that asks for a password, one that
 * lets through, one that is not there; a computer that has IPv6 alone; a name that nobody knows. */
#include <gio/gio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "core/net/mado-net-error.h"
#include "core/net/mado-transport.h"
#include "support/fault-server.h"

#define MOST 100000

/* --- What GIO is told of this computer --- */

typedef struct
{
  GObject parent_instance;
} Routes;

typedef GObjectClass RoutesClass;

static char *proxy; /* nullable: the address of the one that every server is behind */

static gboolean
is_supported (GProxyResolver *self)
{
  return TRUE;
}

static char **
look_up (GProxyResolver *self, const char *uri, GCancellable *cancellable, GError **error)
{
  const char *const direct[] = { proxy ? proxy : "direct://", NULL };

  return g_strdupv ((char **) direct);
}

static void
look_up_async (GProxyResolver *self, const char *uri, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_pointer (task, look_up (self, uri, NULL, NULL), (GDestroyNotify) g_strfreev);
}

static char **
look_up_finish (GProxyResolver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
implement_resolver (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
  iface->lookup = look_up;
  iface->lookup_async = look_up_async;
  iface->lookup_finish = look_up_finish;
}

GType routes_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Routes, routes, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, implement_resolver))

static void
routes_class_init (RoutesClass *klass)
{
}

static void
routes_init (Routes *self)
{
}

/* Names that nobody knows, without a question to the network. */
typedef struct
{
  GResolver parent_instance;
} Nobody;

typedef GResolverClass NobodyClass;

GType nobody_get_type (void);
G_DEFINE_TYPE (Nobody, nobody, G_TYPE_RESOLVER)

static void
look_up_name_async (GResolver *self, const char *name, GResolverNameLookupFlags flags,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name");
}

static void
look_up_simply_async (GResolver *self, const char *name, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  look_up_name_async (self, name, 0, cancellable, callback, user_data);
}

static GList *
look_up_name_finish (GResolver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
nobody_class_init (NobodyClass *klass)
{
  klass->lookup_by_name_async = look_up_simply_async;
  klass->lookup_by_name_finish = look_up_name_finish;
  klass->lookup_by_name_with_flags_async = look_up_name_async;
  klass->lookup_by_name_with_flags_finish = look_up_name_finish;
}

static void
nobody_init (Nobody *self)
{
}

/* --- A proxy --- */

typedef struct
{
  GSocketService *service;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  gboolean wants_password;
  gint n_asked; /* atomic */
} Proxy;

static gpointer
carry (gpointer data)
{
  GIOStream **ends = data;

  g_output_stream_splice (g_io_stream_get_output_stream (ends[1]),
                          g_io_stream_get_input_stream (ends[0]),
                          G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return NULL;
}

/* Both ways, until one side has said enough. */
static void
tunnel (GIOStream *client, const char *place)
{
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;
  GIOStream *there[2], *back[2];
  GThread *thread;

  g_socket_client_set_enable_proxy (connector, FALSE);
  server = g_socket_client_connect_to_host (connector, place, 443, NULL, NULL);
  g_assert_nonnull (server);
  g_output_stream_write_all (g_io_stream_get_output_stream (client), "HTTP/1.1 200 OK\r\n\r\n", 19,
                             NULL, NULL, NULL);
  there[0] = back[1] = client;
  there[1] = back[0] = G_IO_STREAM (server);
  thread = g_thread_new ("back", carry, back);
  carry (there);
  g_thread_join (thread);
}

static gboolean
asked_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source,
          Proxy *self)
{
  static const char refusal[] = "HTTP/1.1 407 Proxy Authentication Required\r\n"
                                "Proxy-Authenticate: Basic realm=\"office\"\r\n"
                                "Content-Length: 0\r\nConnection: close\r\n\r\n";
  g_autoptr (GDataInputStream) input
      = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *question = NULL;
  g_auto (GStrv) words = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input), FALSE);
  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  question = g_data_input_stream_read_line (input, NULL, NULL, NULL);
  for (g_autofree char *line = NULL; !line || *line != '\0';)
    {
      g_free (line);
      line = g_data_input_stream_read_line (input, NULL, NULL, NULL);
      if (!line)
        return TRUE;
    }
  g_atomic_int_inc (&self->n_asked);
  words = g_strsplit (question, " ", 3);
  if (self->wants_password || strcmp (words[0], "CONNECT") != 0)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), refusal,
                               strlen (refusal), NULL, NULL, NULL);
  else
    tunnel (G_IO_STREAM (connection), words[1]);
  return TRUE;
}

static gpointer
serve (gpointer data)
{
  Proxy *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
proxy_begin (Proxy *self, gboolean wants_password)
{
  guint16 port;

  self->wants_password = wants_password;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "run", G_CALLBACK (asked_cb), self);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_assert_cmpuint (port, >, 0);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("proxy", serve, self);
  proxy = g_strdup_printf ("http://127.0.0.1:%u", port);
}

static void
proxy_end (Proxy *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_pointer (&proxy, g_free);
}

/* --- The tests --- */

static MadoTransport *
make_transport (GTlsDatabase *database)
{
  MadoPace pace = *mado_pace_get_usual ();
  MadoTransport *transport;

  pace.tries = 1;
  transport = mado_transport_new (NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, &pace, NULL);
  if (database)
    mado_transport_set_tls_database (transport, database);
  return transport;
}

/* @words (nullable): of the refusal; else the file comes */
static void
check (MadoTransport *transport, const char *address, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_transport_fetch (transport, address, MOST, MADO_TRANSPORT_JSON,
                                                   NULL, NULL, NULL, &error);

  if (!words)
    {
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FAULT_FILE,
                       strlen (FAULT_FILE));
      return;
    }
  g_assert_error (error, MADO_NET_ERROR, code);
  if (!strstr (error->message, words))
    g_assert_cmpstr (error->message, ==, words);
}

static void
test_names_a_proxy_that_wants_a_password (void)
{
  g_autoptr (FaultServer) server = fault_server_new (FAULT_GOOD_CERTIFICATE);
  g_autoptr (MadoTransport) transport = make_transport (fault_server_get_database (server));
  g_autofree char *address = fault_server_make_address (server, "/file");
  Proxy office = { 0 };

  proxy_begin (&office, TRUE);
  check (transport, address, MADO_NET_ERROR_REFUSED,
         "the proxy between here and localhost asks for a password");
  check (transport, "http://127.0.0.1:9/file", MADO_NET_ERROR_REFUSED,
         "the proxy between here and 127.0.0.1 asks for a password");
  g_assert_cmpint (g_atomic_int_get (&office.n_asked), >=, 2);
  g_assert_cmpuint (fault_server_count (server), ==, 0);
  proxy_end (&office);
}

static void
test_goes_through_a_proxy (void)
{
  g_autoptr (FaultServer) server = fault_server_new (FAULT_GOOD_CERTIFICATE);
  MadoTransport *transport = make_transport (fault_server_get_database (server));
  g_autofree char *address = fault_server_make_address (server, "/file");
  Proxy office = { 0 };

  proxy_begin (&office, FALSE);
  check (transport, address, 0, NULL);
  g_assert_cmpint (g_atomic_int_get (&office.n_asked), ==, 1);
  g_assert_cmpuint (fault_server_count (server), ==, 1);
  mado_transport_free (transport);
  proxy_end (&office);
}

static void
test_says_that_a_proxy_is_not_there (void)
{
  g_autoptr (MadoTransport) transport = make_transport (NULL);

  proxy = g_strdup ("http://127.0.0.1:9");
  check (transport, "https://feed.example/file", MADO_NET_ERROR_UNREACHABLE, "feed.example: ");
  g_clear_pointer (&proxy, g_free);
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer user_data)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, FAULT_FILE,
                                    strlen (FAULT_FILE));
}

static gpointer
serve_six (gpointer data)
{
  GMainLoop *loop = data;

  g_main_context_push_thread_default (g_main_loop_get_context (loop));
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (g_main_loop_get_context (loop));
  return NULL;
}

/* Asked for its addresses, a server of libsoup leaks one. */
static guint16
get_port (SoupServer *server)
{
  GSList *sockets = soup_server_get_listeners (server);
  g_autoptr (GSocketAddress) place = g_socket_get_local_address (sockets->data, NULL);

  g_slist_free (sockets);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (place));
}

static void
test_speaks_ipv6_alone (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  g_autoptr (MadoTransport) transport = make_transport (NULL);
  g_autoptr (SoupServer) server = NULL;
  g_autofree char *address = NULL;
  gboolean listens;
  GThread *thread;

  g_main_context_push_thread_default (context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  listens = soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV6_ONLY, NULL);
  g_main_context_pop_thread_default (context);
  if (!listens)
    {
      g_test_skip ("this computer has no IPv6");
      return;
    }
  address = g_strdup_printf ("http://[::1]:%u/file", get_port (server));
  thread = g_thread_new ("six", serve_six, loop);
  check (transport, address, 0, NULL);
  g_main_loop_quit (loop);
  g_thread_join (thread);
}

static void
test_says_that_nobody_knows_the_name (void)
{
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) nobody = g_object_new (nobody_get_type (), NULL);
  g_autoptr (MadoTransport) transport = make_transport (NULL);

  g_resolver_set_default (nobody);
  check (transport, "https://feed.example/file", MADO_NET_ERROR_UNREACHABLE,
         "feed.example: no such name");
  g_resolver_set_default (usual);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Makes the extension point, which GIO has since it was first asked. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "routes", TRUE);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, routes_get_type (),
                                  "routes", 1000);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (g_proxy_resolver_get_default ()), ==, "Routes");
  g_test_add_func ("/net/routes/names-a-proxy-that-wants-a-password",
                   test_names_a_proxy_that_wants_a_password);
  g_test_add_func ("/net/routes/goes-through-a-proxy", test_goes_through_a_proxy);
  g_test_add_func ("/net/routes/says-that-a-proxy-is-not-there",
                   test_says_that_a_proxy_is_not_there);
  g_test_add_func ("/net/routes/speaks-ipv6-alone", test_speaks_ipv6_alone);
  g_test_add_func ("/net/routes/says-that-nobody-knows-the-name",
                   test_says_that_nobody_knows_the_name);
  return g_test_run ();
}
