/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a server is waited for, and how often it is asked again. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MadoPace:
 * @headers_ms: until the answer begins, name, connection and TLS included
 * @window_ms: in each span of this length of a body …
 * @window_bytes: … so many bytes have to come
 * @tries: of one file, in all
 * @pause_ms: before the second try at most; twice as long before each further one
 * @pause_most_ms: but never longer than this; also what a server may ask to be waited for
 * @wait: (nullable): waits instead of the clock, in a test; returns %FALSE with error to give up
 * @wait_data: for @wait
 *
 * A test makes all of it short.
 */
typedef struct
{
  guint headers_ms;
  guint window_ms;
  guint window_bytes;
  guint tries;
  guint pause_ms;
  guint pause_most_ms;
  gboolean (*wait) (guint ms, gpointer wait_data, GCancellable *cancellable, GError **error);
  gpointer wait_data;
} MadoPace;

const MadoPace *mado_pace_get_usual (void);

gboolean mado_pace_rest (const MadoPace *self, guint n_tries, gint64 asked_ms,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
