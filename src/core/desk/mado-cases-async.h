/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door of the window to the cases: each call runs on the desk's worker
 * (mado_context_get_desk()) and answers on the main thread. What is given is copied or immutable;
 * errors are those of the blocking functions of the same name, beside G_IO_ERROR_CANCELLED. */
#pragma once

#include "core/desk/lists/mado-case-facets.h"
#include "core/desk/lists/mado-case-list.h"
#include "core/desk/lists/mado-case-similar.h"
#include "core/desk/cases/mado-case-writing.h"
#include "core/desk/cases/mado-cases.h"
#include "core/mado-worker.h"

G_BEGIN_DECLS

/* What a page shows of a case. */
typedef struct
{
  MadoCase *the_case;
  MadoCasePerson *person; /* nullable */
  GPtrArray *merged;      /* (element-type MadoCase): those that are shown with it */
  GPtrArray *replies;     /* (element-type MadoCaseDraft): of mado_case_draft_list() */
  GPtrArray *notes;       /* (element-type MadoCaseDraft) */
  GError *reason;         /* nullable: why nothing can be changed */
} MadoCasePage;
void mado_case_page_free (MadoCasePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCasePage, mado_case_page_free)

void mado_cases_load_async (MadoWorker *desk, const char *name, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
MadoCasePage *mado_cases_load_finish (GAsyncResult *result, GError **error);

/* The request is copied; its function is called on the desk's thread. (element-type MadoCaseRow) */
void mado_cases_list_async (MadoWorker *desk, const MadoCaseRequest *request, guint limit,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *mado_cases_list_finish (GAsyncResult *result, GError **error);
/* How many cases each view has: MADO_N_CASE_VIEWS numbers. (element-type guint) */
void mado_cases_count_async (MadoWorker *desk, const MadoCaseRequest *request,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
GArray *mado_cases_count_finish (GAsyncResult *result, GError **error);

/* What the list of a request can be narrowed by. (element-type MadoCaseFacet) */
void mado_cases_count_facets_async (MadoWorker *desk, const MadoCaseRequest *request,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *mado_cases_count_facets_finish (GAsyncResult *result, GError **error);

/* All of these answer with the case as it is then; they take over what is marked so. */
/* @file (nullable): a mail or a text, whose content stands above @message (nullable, taken over) */
void mado_cases_add_async (MadoWorker *desk, const char *const *values, MadoCaseMessage *message,
                           GFile *file, const char *by, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
/* @edits: taken over */
void mado_cases_change_async (MadoWorker *desk, MadoCase *seen, GPtrArray *edits, const char *by,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
/* @into: NULL takes the merge of @seen back */
void mado_cases_merge_async (MadoWorker *desk, MadoCase *seen, MadoCase *into, const char *reason,
                             const char *by, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
MadoCase *mado_cases_change_finish (GAsyncResult *result, GError **error);

/* See mado-case-writing.h. @json: nullable. Both end with the same call: @other (out, nullable,
 * transfer full) is what the blocking functions find, @key (out, transfer full) where the text
 * lies.
 */
void mado_cases_save_draft_async (MadoWorker *desk, MadoCaseWriting *writing, const char *json,
                                  GAsyncReadyCallback callback, gpointer user_data);
void mado_cases_settle_draft_async (MadoWorker *desk, MadoCaseWriting *writing,
                                    const MadoCaseDraft *other, const char *json,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_cases_save_draft_finish (GAsyncResult *result, MadoCaseDraft **other, char **key,
                                       GError **error);

/* (element-type MadoCaseLikeness): cases that are like @text, and after them records of @kinds; the
 * words are read on the reader's worker. @but: nullable */
void mado_cases_compare_async (MadoWorker *reader, MadoWorker *desk, const char *text,
                               const char *but, guint32 kinds, guint least, guint limit,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *mado_cases_compare_finish (GAsyncResult *result, GError **error);

G_END_DECLS
