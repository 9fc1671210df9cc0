/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsoup's asynchronous calls, waited for in the caller's thread on a context of our own, where a
 * timer can cut them off. */
#include "core/net/mado-exchange.h"

#include "core/net/mado-net-error.h"

struct _MadoExchange
{
  GMainContext *context; /* the thread's own while a call of ours runs */
  SoupMessage *message;
  const MadoPace *pace;
  GInputStream *body;
  GCancellable *cancellable; /* nullable: the caller's */
  gulong cancelled_handler;
  GCancellable *inner; /* cancelled by the caller's, or by the timer */
  gboolean expired;    /* it was the timer */
  GAsyncResult *result;
  gint64 window_end; /* microseconds, monotonic */
  gsize window_bytes;
};

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
expired_cb (gpointer user_data)
{
  MadoExchange *self = user_data;

  self->expired = TRUE;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoExchange *self = user_data;

  self->result = g_object_ref (result);
}

/* Runs until the call that was begun has ended, which it does at the latest when the time is up. */
static GAsyncResult *
wait_for_result (MadoExchange *self, guint ms)
{
  g_autoptr (GSource) timer = g_timeout_source_new (ms);

  g_source_set_callback (timer, expired_cb, self, NULL);
  g_source_attach (timer, self->context);
  while (!self->result)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (timer);
  return g_steal_pointer (&self->result);
}

static void
set_error (MadoExchange *self, GError *problem, GError **error)
{
  if (!self->expired)
    {
      mado_net_explain (self->message, problem, error);
      return;
    }
  g_error_free (problem);
  g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_TOO_SLOW,
               self->body ? "the bytes come too slowly" : "the server did not answer in time");
}

static void
begin_window (MadoExchange *self)
{
  self->window_end = g_get_monotonic_time () + self->pace->window_ms * G_TIME_SPAN_MILLISECOND;
  self->window_bytes = 0;
}

/*
 * mado_exchange_open:
 * @context: the one that @session was made on
 * @message: (transfer none): the question
 *
 * Returns: (transfer full) (nullable): the exchange once the answer has begun
 */
MadoExchange *
mado_exchange_open (SoupSession *session, GMainContext *context, SoupMessage *message,
                    const MadoPace *pace, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoExchange) self = g_new0 (MadoExchange, 1);
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;

  self->context = g_main_context_ref (context);
  self->message = g_object_ref (message);
  self->pace = pace;
  self->inner = g_cancellable_new ();
  if (cancellable)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled_handler
          = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self->inner, NULL);
    }
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->inner, done_cb, self);
  result = wait_for_result (self, pace->headers_ms);
  self->body = soup_session_send_finish (session, result, &problem);
  if (!self->body)
    {
      set_error (self, problem, error);
      return NULL;
    }
  begin_window (self);
  return g_steal_pointer (&self);
}

static guint
get_window_rest (MadoExchange *self)
{
  gint64 rest = self->window_end - g_get_monotonic_time ();

  return (guint) MAX (0, (rest + G_TIME_SPAN_MILLISECOND - 1) / G_TIME_SPAN_MILLISECOND);
}

/*
 * mado_exchange_read:
 *
 * Returns: how many bytes of the body came; 0 at its end, -1 with @error
 */
gssize
mado_exchange_read (MadoExchange *self, guint8 *buffer, gsize size, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *problem = NULL;
  gssize n_read;

  if (self->window_bytes >= self->pace->window_bytes)
    begin_window (self);
  g_input_stream_read_async (self->body, buffer, size, G_PRIORITY_DEFAULT, self->inner, done_cb,
                             self);
  result = wait_for_result (self, get_window_rest (self));
  n_read = g_input_stream_read_finish (self->body, result, &problem);
  if (n_read < 0)
    set_error (self, problem, error);
  else
    self->window_bytes += (gsize) n_read;
  return n_read;
}

/* An answer that was not read to its end is dropped with its connection. */
void
mado_exchange_close (MadoExchange *self)
{
  if (!self)
    return;
  if (self->cancellable)
    g_cancellable_disconnect (self->cancellable, self->cancelled_handler);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->inner);
  g_clear_object (&self->body);
  g_clear_object (&self->message);
  g_clear_object (&self->inner);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Transfer none. */
SoupMessage *
mado_exchange_get_message (MadoExchange *self)
{
  return self->message;
}

/* Transfer none, nullable: several of the name are one, with commas between. */
const char *
mado_exchange_get_header (MadoExchange *self, const char *name)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (self->message), name);
}
