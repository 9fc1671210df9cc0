/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many cases have which value: what a list can be narrowed by. */
#pragma once

#include "core/desk/lists/mado-case-list.h"

G_BEGIN_DECLS

typedef struct
{
  MadoCaseField field;
  char *value;
  guint count;
} MadoCaseFacet;

/* The fields that a list is narrowed by, in their order; MADO_N_CASE_FIELDS ends them. */
const MadoCaseField *mado_case_facets_get_fields (void);
GPtrArray *mado_case_facets_count (MadoDesk *desk, const MadoCaseRequest *request,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
