/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section or a search as a GListModel of #MadoItem, the same size of work at a thousand records
 * and at a million. The first hundred rows come with the opening; the array of rowids follows;
 * pages of a hundred are read when an item of theirs is asked for, and dropped beyond the last
 * twenty. */
#pragma once

#include "core/mado-worker.h"
#include "core/store/mado-item.h"
#include "core/store/mado-reader.h"

G_BEGIN_DECLS

#define MADO_TYPE_LIST (mado_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoList, mado_list, MADO, LIST, GObject)

MadoList *mado_list_new (MadoWorker *reader);
/* Replaces what the list shows; a request still under way is cancelled. Takes a reference on the
 * query. Rows stay until the first page of the new request is here. Keeps nothing of the old one.
 */
void mado_list_set_request (MadoList *self, const MadoRequest *request);
/* The same request again, after a change of the store. Rows that are held and still there keep
 * their items, which are notified when their record has changed; items-changed tells of what lies
 * between them, as little as can be. */
void mado_list_reload (MadoList *self);

/* Signals: "rows-changed", when the items-changed of one answer have all been told.
 * Properties, notified: "loading" (no first page yet), "complete" (count and counts are exact),
 * "error" (GError, nullable). */
gboolean mado_list_get_loading (MadoList *self);
gboolean mado_list_get_complete (MadoList *self);
const GError *mado_list_get_error (MadoList *self);
guint64 mado_list_get_count (MadoList *self,
                             MadoKind kind);     /* MADO_KIND_NONE: of all; known so far */
MadoQuery *mado_list_get_query (MadoList *self); /* nullable */
/* The rows known so far, in the order of the list. transfer none (element-type gint64) */
GArray *mado_list_get_rowids (MadoList *self);
/* Where the record with @id stands: asked of the reader, answered by the callback with the position
 * or GTK_INVALID_LIST_POSITION's value G_MAXUINT. */
void mado_list_find_async (MadoList *self, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
guint mado_list_find_finish (MadoList *self, GAsyncResult *result, GError **error);

G_END_DECLS
