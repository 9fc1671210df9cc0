/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What those who read rows of cases share. */
#pragma once

#include "core/desk/lists/mado-case-list.h"

G_BEGIN_DECLS

/* The fields stand in their order. */
#define MADO_CASE_ROW_COLUMNS                                                                      \
  "row, id, number, stage, title, status, assignee, priority, topic, direction, channel,"          \
  " language, country, tags, person, rests, name, organisation, opened, updated, received,"        \
  " waits, disputed"

MadoCaseRow *mado_case_row_read (sqlite3_stmt *statement);

/* The conditions of a request after the one of its view, and the values for them. */
const char *mado_case_list_get_where (MadoCaseView view);
void mado_case_list_append_filters (GString *sql, const MadoCaseRequest *request);
void mado_case_list_bind (sqlite3_stmt *statement, const MadoCaseRequest *request,
                          const char *match, guint limit);
gboolean mado_case_list_check (const MadoCaseRequest *request, GError **error);

G_END_DECLS
