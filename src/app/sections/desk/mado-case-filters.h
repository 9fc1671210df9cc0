/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of cases is narrowed by, and how the facets show it. It knows nothing of widgets. */
#pragma once

#include "app/sections/search/mado-facet-sheet.h"
#include "core/desk/lists/mado-case-facets.h"

G_BEGIN_DECLS

typedef struct _MadoCaseFilters MadoCaseFilters;

MadoCaseFilters *mado_case_filters_new (void);
void mado_case_filters_free (MadoCaseFilters *self);

gboolean mado_case_filters_is_empty (MadoCaseFilters *self);
/* @field: its word; what is chosen is given up, what is not is chosen */
void mado_case_filters_toggle (MadoCaseFilters *self, const char *field, const char *value);
void mado_case_filters_clear (MadoCaseFilters *self);
/* Lends the values, until the next change. */
void mado_case_filters_fill_request (MadoCaseFilters *self, MadoCaseRequest *request);

/* (element-type MadoFacetBlock) transfer full, both. @facets: as they were counted; @whole: fields
 * of which all values are shown */
GPtrArray *mado_case_filters_make_sheet (MadoCaseFilters *self, GPtrArray *facets,
                                         GHashTable *whole);
GPtrArray *mado_case_filters_make_chosen (MadoCaseFilters *self);

G_END_DECLS
