/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a #MadoList asks of the reader: the parts that run on the reader's thread, and what they
 * give. */
#pragma once

#include "core/mado-worker.h"
#include "core/store/mado-reader.h"
#include "core/store/mado-rows.h"

G_BEGIN_DECLS

MadoRequest *mado_request_copy (const MadoRequest *self);
void mado_request_free (MadoRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRequest, mado_request_free)

typedef struct
{
  GPtrArray *hits;   /* (element-type MadoHit): the first page */
  gboolean is_total; /* the counts are those of the whole request */
  guint64 counts[MADO_N_KINDS];
} MadoFirst;
void mado_first_free (MadoFirst *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFirst, mado_first_free)

typedef struct
{
  GArray *rowids;  /* (element-type gint64) */
  GArray *changes; /* (element-type MadoChange): from the rows before to these */
  guint64 counts[MADO_N_KINDS];
} MadoAll;
void mado_all_free (MadoAll *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAll, mado_all_free)

/* Each runs a new task on @reader; the result is taken with g_task_propagate_pointer() (find:
 * …_int(), the rowid, 0 when there is no such record). */
void mado_list_work_first (MadoWorker *reader, const MadoRequest *request,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/* @rows: whose rows are to become those of the request; read at once. */
void mado_list_work_all (MadoWorker *reader, const MadoRequest *request, MadoRows *rows,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
void mado_list_work_page (MadoWorker *reader, const gint64 *rowids, guint n, MadoQuery *query,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
void mado_list_work_find (MadoWorker *reader, const char *id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
