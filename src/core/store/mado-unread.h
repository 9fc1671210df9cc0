/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which news and events are unread, known on the main thread so that rows need not wait; kept by
 * the desk. Reading is never held up: what is opened is read at once, and saved behind that. */
#pragma once

#include "core/mado-worker.h"
#include "core/store/mado-arrivals.h"

G_BEGIN_DECLS

#define MADO_TYPE_UNREAD (mado_unread_get_type ())
G_DECLARE_FINAL_TYPE (MadoUnread, mado_unread, MADO, UNREAD, GObject)

/* Signals: "changed" (something became unread or read), "failed" (GError: it could not be saved).
 */
MadoUnread *mado_unread_new (MadoWorker *reader, MadoWorker *desk);
void mado_unread_refresh (MadoUnread *self); /* after a change of the store */
gboolean mado_unread_contains (MadoUnread *self, const char *id);
guint mado_unread_count (MadoUnread *self, guint32 kinds); /* bits 1 << MadoKind */
char **mado_unread_list (MadoUnread *self, guint32 kinds);
/* The same without the desk, which is told by the caller. */
void mado_unread_show (MadoUnread *self, const char *const *ids, gboolean unread);
void mado_unread_set (MadoUnread *self, const char *const *ids, gboolean unread);

G_END_DECLS
