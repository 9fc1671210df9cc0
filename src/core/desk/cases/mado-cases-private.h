/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about a desk's cases share: one change, one transaction. */
#pragma once

#include "core/desk/cases/mado-cases.h"

G_BEGIN_DECLS

struct _MadoCaseEdit
{
  MadoCaseEventKind kind;
  JsonObject *data;
};

MadoDatabase *mado_cases_get_readable (MadoDesk *desk, GError **error);
/* Makes what is listed again where it is not what the events say, as after a salvage. */
gboolean mado_cases_make_current (MadoDesk *desk, GError **error);
/* Begins a transaction; the projection is made current first where it is not. */
MadoDatabase *mado_cases_begin (MadoDesk *desk, GError **error);
/* Ends it: all of it when @is_fine and the disk takes it, else nothing. */
gboolean mado_cases_end (MadoDatabase *database, gboolean is_fine, GError **error);

MadoCase *mado_cases_load (MadoDatabase *database, const char *id, GError **error);
gboolean mado_cases_append (MadoDatabase *database, const char *case_id, gint64 n, GPtrArray *edits,
                            const char *by, GError **error);
gboolean mado_cases_follow_erasing (MadoDatabase *database, const char *case_id,
                                    gboolean *is_erased, GError **error);
gboolean mado_cases_merge_index (MadoDatabase *database, GError **error);
MadoCase *mado_cases_project (MadoDatabase *database, const char *case_id, GError **error);

G_END_DECLS
