/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The events of cases as rows of desk.db, each chained to the one before by a hash, and proven by
 * it when it is read. Works inside a transaction of mado-cases.c. */
#pragma once

#include "core/desk/case/mado-case-event.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

/* Called with each event; FALSE with @error ends it. */
typedef gboolean (*MadoCaseEventFunc) (MadoCaseEvent *event, gpointer user_data, GError **error);

/* Steps to the one row that a statement gives, if it gives one. */
gboolean mado_case_rows_ask (MadoDatabase *database, sqlite3_stmt *statement, gboolean *found,
                             GError **error);

/* The text in a column that is never NULL; out of memory SQLite gives NULL for it all the same:
 * then NULL with @error. */
const char *mado_case_rows_get_text (MadoDatabase *database, sqlite3_stmt *statement, int column,
                                     GError **error);

gboolean mado_case_rows_put (MadoDatabase *database, MadoCaseEvent *event, GError **error);
/* (element-type MadoCaseEvent) transfer full; empty when there is no such case */
GPtrArray *mado_case_rows_load (MadoDatabase *database, const char *case_id, GError **error);
/* Every event, case by case. */
gboolean mado_case_rows_foreach (MadoDatabase *database, MadoCaseEventFunc func, gpointer user_data,
                                 GCancellable *cancellable, GError **error);

/* Takes the content of @event away and leaves @rest. */
gboolean mado_case_rows_erase (MadoDatabase *database, MadoCaseEvent *event, MadoCaseEvent *rest,
                               GError **error);

#define MADO_CASE_FIRST_LINK "" /* what the first link follows */
char *mado_case_rows_make_link (const char *before, const char *hash);

G_END_DECLS
