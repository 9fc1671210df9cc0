/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cases are listed, counted and found by: rows made of their events, and made again from
 * nothing when they are lost. Works inside a transaction of mado-cases.c. */
#pragma once

#include "core/desk/case/mado-case.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

gboolean mado_case_projection_put (MadoDatabase *database, MadoCase *self, GError **error);
/* Notes how far the events are taken in. */
gboolean mado_case_projection_mark (MadoDatabase *database, GError **error);
gboolean mado_case_projection_is_current (MadoDatabase *database, gboolean *current,
                                          GError **error);
gboolean mado_case_projection_rebuild (MadoDatabase *database, gboolean with_index,
                                       GCancellable *cancellable, GError **error);

/* The case that @id is shown with: itself, or what it was merged into. transfer full, nullable */
char *mado_case_projection_find_root (MadoDatabase *database, const char *id, GError **error);
/* Ids of the cases that are shown with @id, transitively. (element-type utf8) transfer full */
GPtrArray *mado_case_projection_list_merged (MadoDatabase *database, const char *id,
                                             GError **error);

G_END_DECLS
