/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thread with a queue. It owns one handle (a reader, a writer, a desk) that is opened, used and
 * closed on that thread only, and knows nothing else of Madoguchi. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_TYPE_WORKER (mado_worker_get_type ())
G_DECLARE_FINAL_TYPE (MadoWorker, mado_worker, MADO, WORKER, GObject)

/* Opens the worker's handle on the worker's thread. Returns %NULL and sets @error when it cannot.
 */
typedef gpointer (*MadoWorkerOpen) (gpointer open_data, GError **error);

typedef enum
{
  MADO_WORKER_OLDEST_FIRST,
  MADO_WORKER_NEWEST_FIRST, /* what was asked last is answered first: the user has moved on */
  MADO_WORKER_TO_THE_END,   /* oldest first, and what is queued when it ends is still done: saves */
} MadoWorkerOrder;

MadoWorker *mado_worker_new (const char *name, MadoWorkerOrder order, MadoWorkerOpen open,
                             gpointer open_data, GDestroyNotify open_data_free,
                             GDestroyNotify close);

void mado_worker_run (MadoWorker *self, GTask *task, GTaskThreadFunc work);
void mado_worker_reopen (MadoWorker *self);

G_END_DECLS
