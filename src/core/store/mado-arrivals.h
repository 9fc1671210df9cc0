/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News and events that came after the desk first looked, and whether they have been read. What the
 * store holds is told by the reader, what was seen of it by the desk: each on its own thread. */
#pragma once

#include "core/store/mado-desk.h"
#include "core/store/mado-reader.h"

G_BEGIN_DECLS

#define MADO_ARRIVAL_KINDS (1u << MADO_KIND_NEWS | 1u << MADO_KIND_EVENT)
#define MADO_ARRIVALS_MOST 5000 /* of a kind, the newest: older ones are not followed */

typedef struct
{
  MadoKind kind;
  char *id;
  char *title; /* JSON text of {"en","ja"}; nullable */
} MadoArrival;
void mado_arrival_free (MadoArrival *self);

/* (element-type MadoArrival) transfer full; NULL and @error on failure */
GPtrArray *mado_reader_list_arrivals (MadoReader *self, GCancellable *cancellable, GError **error);
gboolean mado_desk_note_arrivals (MadoDesk *self, GPtrArray *arrivals, gint64 edition,
                                  GError **error);
GPtrArray *mado_desk_list_unread (MadoDesk *self, GError **error);
gboolean mado_desk_set_unread (MadoDesk *self, const char *const *ids, gboolean unread,
                               GError **error);

G_END_DECLS
