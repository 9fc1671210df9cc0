/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that plays every trick. */
#include "support/fault-server.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "support/fault-certificate.h"

#define PIECE 65536
#define MUCH 400 /* pieces, after which a client that still takes them has no cap */
#define PAGE "<!DOCTYPE html><title>Welcome to Hotel Edelweiss</title>"
#define DRIP_MS 20

struct _FaultServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *server;
  char *base;
  char *certificate_file; /* nullable */
  GTlsDatabase *database; /* nullable */
  GPtrArray *held;        /* (element-type GIOStream): to which nothing more is said */
  GMutex mutex;           /* of what follows */
  guint n_asked;
  guint64 n_bytes;
  GHashTable *headers; /* (element-type utf8 utf8): names in lower case */
  GString *asked;      /* the paths */
  char *folder;        /* nullable */
  char *spoilt;        /* nullable: part of a name */
  char *trick;         /* nullable: how it is spoilt */
};

static void
note (const char *name, const char *value, gpointer user_data)
{
  FaultServer *self = user_data;

  g_hash_table_replace (self->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
set_body (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static SoupMessageHeaders *
get_answer (SoupServerMessage *message)
{
  return soup_server_message_get_response_headers (message);
}

static const char *
get_question (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

static void
serve_file (SoupServerMessage *message)
{
  soup_message_headers_replace (get_answer (message), "ETag", "\"one\"");
  if (g_strcmp0 (get_question (message, "If-None-Match"), "\"one\"") == 0)
    soup_server_message_set_status (message, 304, NULL);
  else
    set_body (message, 200, "application/json", FAULT_FILE); /* SoupServer does Range by itself */
}

/* Another part than the one asked for, @skipped bytes further on; or one of a file of @total bytes.
 */
static void
serve_part (SoupServerMessage *message, goffset skipped, goffset total)
{
  const char *range = get_question (message, "Range");
  goffset from = range ? g_ascii_strtoll (range + strlen ("bytes="), NULL, 10) + skipped : 0;

  if (!range)
    {
      set_body (message, 200, "application/json", FAULT_FILE);
      return;
    }
  set_body (message, 206, "application/json", FAULT_FILE + from);
  soup_message_headers_set_content_range (get_answer (message), from,
                                          (goffset) strlen (FAULT_FILE) - 1, total);
}

static void
wrote_piece_cb (SoupServerMessage *message, guint size, gpointer user_data)
{
  FaultServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_bytes += size;
  g_mutex_unlock (&self->mutex);
}

static void
append_piece (SoupServerMessage *message)
{
  g_autofree char *piece = g_strnfill (PIECE, ' ');

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                            piece, PIECE);
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  FaultServer *self = user_data;
  gboolean enough;

  g_mutex_lock (&self->mutex);
  enough = self->n_bytes > (guint64) MUCH * PIECE;
  g_mutex_unlock (&self->mutex);
  if (enough)
    soup_message_body_complete (soup_server_message_get_response_body (message));
  else
    append_piece (message);
}

static void
serve_endless (FaultServer *self, SoupServerMessage *message, const char *begin)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (get_answer (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, begin, strlen (begin));
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_piece_cb), self);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
}

/* What is written by hand, a byte now and then, until the client goes away. */
typedef struct
{
  GIOStream *stream;
  const char *text; /* the last byte of it again and again */
} Drip;

static gboolean
drip_cb (gpointer user_data)
{
  Drip *self = user_data;

  if (g_output_stream_write (g_io_stream_get_output_stream (self->stream), self->text, 1, NULL,
                             NULL)
      == 1)
    {
      self->text += self->text[1] != '\0';
      return G_SOURCE_CONTINUE;
    }
  return G_SOURCE_REMOVE;
}

static void
free_drip (gpointer data)
{
  Drip *self = data;

  g_object_unref (self->stream);
  g_free (self);
}

static GIOStream *
steal (SoupServerMessage *message, const char *text)
{
  GIOStream *stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL,
                             NULL, NULL);
  return stream;
}

static void
drip (FaultServer *self, SoupServerMessage *message, const char *at_once, const char *slowly)
{
  Drip *drip = g_new0 (Drip, 1);
  g_autoptr (GSource) source = g_timeout_source_new (DRIP_MS);

  drip->stream = steal (message, at_once);
  drip->text = slowly;
  g_source_set_callback (source, drip_cb, drip, free_drip);
  g_source_attach (source, self->context);
}

static void
write_and_close (SoupServerMessage *message, const char *text)
{
  GIOStream *stream = steal (message, text);

  g_io_stream_close (stream, NULL, NULL);
  g_object_unref (stream);
}

/* Half of what is still to come, and then nothing. */
static void
cut (SoupServerMessage *message, const char *data, gsize length)
{
  const char *range = get_question (message, "Range");
  gsize from = range ? (gsize) g_ascii_strtoull (range + strlen ("bytes="), NULL, 10) : 0;
  gsize half = (length - from + 1) / 2;
  g_autofree char *head
      = range ? g_strdup_printf ("206 Partial Content\r\nContent-Range: bytes %zu-%zu/%zu", from,
                                 length - 1, length)
              : g_strdup ("200 OK");
  g_autofree char *text
      = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n", head, length - from);
  g_autoptr (GIOStream) stream = steal (message, text);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data + from, half, NULL, NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
serve_redirect (SoupServerMessage *message, const char *location)
{
  soup_server_message_set_status (message, 302, NULL);
  if (location)
    soup_message_headers_replace (get_answer (message), "Location", location);
}

static void
serve_busy (FaultServer *self, SoupServerMessage *message, const char *seconds)
{
  if (self->n_asked > 2)
    {
      serve_file (message);
      return;
    }
  soup_server_message_set_status (message, 503, NULL);
  if (*seconds != '\0')
    soup_message_headers_replace (get_answer (message), "Retry-After", seconds + 1);
}

static void
serve_by_hand (FaultServer *self, SoupServerMessage *message, const char *path)
{
  if (g_str_equal (path, "/slow-headers"))
    drip (self, message, "HTTP/1.1 200 OK\r\n", "X: x");
  else if (g_str_equal (path, "/slow-body"))
    drip (self, message, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", " ");
  else if (g_str_equal (path, "/silent"))
    g_ptr_array_add (self->held, steal (message, ""));
  else if (g_str_equal (path, "/cut"))
    cut (message, FAULT_FILE, strlen (FAULT_FILE));
  else if (g_str_equal (path, "/cut-chunked"))
    write_and_close (message, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"fi");
  else if (g_str_equal (path, "/huge"))
    write_and_close (message, "HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n{");
  else
    soup_server_message_set_status (message, 404, NULL);
}

static void
serve_status (FaultServer *self, SoupServerMessage *message, const char *path)
{
  guint status = (guint) g_ascii_strtoull (path + 1, NULL, 10);

  if (status >= 300 && status < 600)
    soup_server_message_set_status (message, status, NULL);
  else
    serve_by_hand (self, message, path);
}

static void
serve_header (SoupServerMessage *message, const char *name, const char *value)
{
  serve_file (message);
  soup_message_headers_replace (get_answer (message), name, value);
}

static void
answer (FaultServer *self, SoupServerMessage *message, const char *path)
{
  const char *to = g_uri_get_query (soup_server_message_get_uri (message));

  if (g_str_equal (path, "/file") || g_str_equal (path, "/redirect/file"))
    serve_file (message);
  else if (g_str_equal (path, "/endless"))
    serve_endless (self, message, "{");
  else if (g_str_equal (path, "/endless-page"))
    serve_endless (self, message, PAGE);
  else if (g_str_equal (path, "/page"))
    set_body (message, 200, "text/html", PAGE);
  else if (g_str_equal (path, "/404-page"))
    set_body (message, 404, "text/html", PAGE);
  else if (g_str_equal (path, "/gzip") || g_str_equal (path, "/zstd")
           || g_str_equal (path, "/identity"))
    serve_header (message, "Content-Encoding", path + 1);
  else if (g_str_equal (path, "/range-start"))
    serve_part (message, 1, (goffset) strlen (FAULT_FILE));
  else if (g_str_equal (path, "/range-total"))
    serve_part (message, 0, (goffset) strlen (FAULT_FILE) + 1);
  else if (g_str_equal (path, "/range-416"))
    soup_server_message_set_status (message, get_question (message, "Range") ? 416 : 500, NULL);
  else if (g_str_equal (path, "/range-ignored"))
    {
      soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
      serve_file (message);
    }
  else if (g_str_has_prefix (path, "/busy"))
    serve_busy (self, message, path + strlen ("/busy"));
  else if (g_str_equal (path, "/to") || g_str_equal (path, "/loop"))
    serve_redirect (message, to ? to : path);
  else if (g_str_equal (path, "/nowhere"))
    serve_redirect (message, NULL);
  else
    serve_status (self, message, path);
}

/* A file of the folder; what is spoilt is answered otherwise. */
static void
serve_web (FaultServer *self, SoupServerMessage *message, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *trick = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  g_mutex_lock (&self->mutex);
  if (self->trick && strstr (name, self->spoilt))
    trick = g_strdup (self->trick);
  g_mutex_unlock (&self->mutex);
  if (trick && !g_str_equal (trick, "/cut"))
    answer (self, message, trick);
  else if (!g_file_get_contents (path, &data, &length, NULL))
    set_body (message, 404, "text/html", PAGE);
  else if (trick)
    cut (message, data, length);
  else
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/octet-stream", SOUP_MEMORY_TAKE,
                                        g_steal_pointer (&data), length);
    }
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
           gpointer user_data)
{
  FaultServer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->n_asked++;
  g_string_append_printf (self->asked, "%s%s", self->asked->len > 0 ? " " : "", path);
  g_hash_table_remove_all (self->headers);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), note, self);
  g_mutex_unlock (&self->mutex);
  if (self->folder && g_str_has_prefix (path, "/web/"))
    serve_web (self, message, path + strlen ("/web/"));
  else
    answer (self, message, path);
}

static gpointer
run (gpointer data)
{
  FaultServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
set_certificate (FaultServer *self, FaultCertificate kind)
{
  g_autofree char *pem = fault_certificate_make (
      kind == FAULT_OTHER_NAME ? "hotel.example" : "localhost", kind == FAULT_EXPIRED_CERTIFICATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  int descriptor = g_file_open_tmp ("mado-fault-XXXXXX.pem", &self->certificate_file, NULL);

  g_assert_no_error (error);
  g_assert_cmpint (descriptor, >=, 0);
  g_close (descriptor, NULL);
  g_assert_true (g_file_set_contents (self->certificate_file, pem, -1, NULL));
  self->database = g_tls_file_database_new (self->certificate_file, &error);
  g_assert_no_error (error);
  soup_server_set_tls_certificate (self->server, certificate);
}

FaultServer *
fault_server_new (FaultCertificate certificate)
{
  FaultServer *self = g_new0 (FaultServer, 1);
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_mutex_init (&self->mutex);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asked = g_string_new (NULL);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  if (certificate != FAULT_NO_CERTIFICATE)
    {
      set_certificate (self, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  soup_server_listen_local (self->server, 0, options, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uris->data),
                                certificate != FAULT_NO_CERTIFICATE ? "localhost" : "127.0.0.1",
                                g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("fault-server", run, self);
  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
fault_server_free (FaultServer *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  if (self->certificate_file)
    g_assert_cmpint (g_remove (self->certificate_file), ==, 0);
  g_free (self->certificate_file);
  g_clear_object (&self->database);
  g_ptr_array_unref (self->held);
  g_hash_table_unref (self->headers);
  g_mutex_clear (&self->mutex);
  g_string_free (self->asked, TRUE);
  g_free (self->folder);
  g_free (self->spoilt);
  g_free (self->trick);
  g_free (self->base);
  g_free (self);
}

void
fault_server_serve (FaultServer *self, const char *folder)
{
  g_assert_null (self->folder);
  self->folder = g_strdup (folder);
}

void
fault_server_spoil (FaultServer *self, const char *part, const char *path)
{
  g_mutex_lock (&self->mutex);
  g_free (self->spoilt);
  g_free (self->trick);
  self->spoilt = g_strdup (part);
  self->trick = g_strdup (path);
  self->n_bytes = 0;
  g_mutex_unlock (&self->mutex);
}

char *
fault_server_dup_asked (FaultServer *self)
{
  char *asked;

  g_mutex_lock (&self->mutex);
  asked = g_strdup (self->asked->str);
  g_mutex_unlock (&self->mutex);
  return asked;
}

char *
fault_server_make_address (FaultServer *self, const char *path)
{
  return g_strconcat (self->base, path, NULL);
}

GTlsDatabase *
fault_server_get_database (FaultServer *self)
{
  return self->database;
}

guint
fault_server_count (FaultServer *self)
{
  guint n_asked;

  g_mutex_lock (&self->mutex);
  n_asked = self->n_asked;
  g_mutex_unlock (&self->mutex);
  return n_asked;
}

guint64
fault_server_count_bytes (FaultServer *self)
{
  guint64 n_bytes;

  g_mutex_lock (&self->mutex);
  n_bytes = self->n_bytes;
  g_mutex_unlock (&self->mutex);
  return n_bytes;
}

char *
fault_server_dup_header (FaultServer *self, const char *name)
{
  char *value;

  g_mutex_lock (&self->mutex);
  value = g_strdup (g_hash_table_lookup (self->headers, name));
  g_mutex_unlock (&self->mutex);
  return value;
}
