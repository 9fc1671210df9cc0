/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The usual pace, and the rest between two tries. */
#include "core/net/mado-pace.h"

#include <poll.h>

static const MadoPace usual = {
  .headers_ms = 30000,
  .window_ms = 30000,
  .window_bytes = 30 * 1024,
  .tries = 3,
  .pause_ms = 2000,
  .pause_most_ms = 600000,
};

/* Transfer none: what is used outside of tests. */
const MadoPace *
mado_pace_get_usual (void)
{
  return &usual;
}

static gboolean
wait (guint ms, gpointer wait_data, GCancellable *cancellable, GError **error)
{
  GPollFD descriptor = { 0 };

  if (g_cancellable_make_pollfd (cancellable, &descriptor))
    {
      g_poll (&descriptor, 1, (gint) ms);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep ((gulong) ms * 1000);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/*
 * mado_pace_rest:
 * @n_tries: that have failed
 * @asked_ms: what the server asked for; -1: it did not
 *
 * Waits before the next try. How long is drawn from nothing to the most that is allowed, so that a
 * thousand programs that lost the same server do not come back at the same moment.
 *
 * Returns: %FALSE with @error when it was cancelled
 */
gboolean
mado_pace_rest (const MadoPace *self, guint n_tries, gint64 asked_ms, GCancellable *cancellable,
                GError **error)
{
  guint most = self->pause_ms;
  guint ms;

  for (guint i = 1; i < n_tries && most < self->pause_most_ms; i++)
    most *= 2;
  most = MIN (most, self->pause_most_ms);
  ms = (guint) g_random_int_range (0, (gint32) most + 1);
  if (asked_ms >= 0)
    ms = (guint) MIN (asked_ms + ms, self->pause_most_ms);
  return (self->wait ? self->wait : wait) (ms, self->wait_data, cancellable, error);
}
