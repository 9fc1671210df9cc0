/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door of the app into core. Everything behind it blocks; this is where it becomes
 * asynchronous: a #GTaskThreadFunc runs on the worker that owns the right handle, and that handle
 * takes the place of the function's @source_object (a #MadoReader, #MadoWriter or #MadoDesk). Only
 * immutable records, strings and bytes may cross. */
#pragma once

#include "core/mado-worker.h"
#include "core/model/mado-vocabulary.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-list.h"
#include "core/store/mado-reader.h"
#include "core/store/mado-unread.h"
#include "core/store/mado-writer.h"

G_BEGIN_DECLS

#define MADO_TYPE_CONTEXT (mado_context_get_type ())
G_DECLARE_FINAL_TYPE (MadoContext, mado_context, MADO, CONTEXT, GObject)

MadoContext *mado_context_new (const char *profile);

void mado_context_open_async (MadoContext *self, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_context_open_finish (MadoContext *self, GAsyncResult *result, GError **error);

/* Valid once open; transfer none. */
MadoVocabulary *mado_context_get_vocabulary (MadoContext *self);
MadoWorker *mado_context_get_reader (MadoContext *self); /* for mado_list_new() */
MadoWorker *mado_context_get_desk (MadoContext *self);   /* for core/desk/mado-cases-async.h */
MadoUnread *mado_context_get_unread (MadoContext *self);
/* Why the store was built anew since the start, for people; NULL when it was not. */
const char *mado_context_get_rebuilt (MadoContext *self);
gboolean mado_context_was_damaged (MadoContext *self); /* it was for that reason */
guint mado_context_get_renewed (MadoContext *self, guint *total);
const char *mado_context_get_profile (MadoContext *self);

void mado_context_read (MadoContext *self, GTask *task, GTaskThreadFunc work);
void mado_context_write (MadoContext *self, GTask *task, GTaskThreadFunc work);
void mado_context_keep (MadoContext *self, GTask *task, GTaskThreadFunc work);

/* Whoever has written says so; the signals below follow. */
void mado_context_announce_change (MadoContext *self);
void mado_context_announce_desk_change (MadoContext *self, const char *id);
void mado_context_announce_desk_failure (MadoContext *self, const GError *error);

/* Tries again what went wrong: "edition-checked" or "failed", and "desk-reopened" follow. */
void mado_context_check_edition (MadoContext *self);
void mado_context_reopen_desk (MadoContext *self);

/* Signals, all on the main thread: "changed" (the store has other records or another vocabulary;
 * lists reload), "desk-changed" (const char *id: a star was set or removed), "failed" (GError: the
 * check for a newer edition behind the start; the store can be used all the same),
 * "edition-checked" (that check came to its end: the store has the bundled edition, or a newer
 * one). "desk-failed" (GError: what was to be kept was not), "desk-reopened" (its file is another
 * one, or can be written again). "renewing" (the store is being built anew, and it takes a while:
 * mado_context_get_renewed() says how far it is; nothing follows when it is done but what follows
 * anyway). */

G_END_DECLS
