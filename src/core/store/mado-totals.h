/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of facet values and the totals that lists show without counting: changes are gathered
 * during a transaction and written once at its end. For mado-index.c. */
#pragma once

#include "core/model/mado-kind.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct _MadoTotals MadoTotals;

MadoTotals *mado_totals_new (MadoDatabase *database);
void mado_totals_free (MadoTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTotals, mado_totals_free)

void mado_totals_begin (MadoTotals *self);
gboolean mado_totals_find_code (MadoTotals *self, MadoKind kind, const char *field,
                                const char *value, guint32 *code, GError **error);
void mado_totals_add_code (MadoTotals *self, guint32 code, gint by);
void mado_totals_add_record (MadoTotals *self, MadoKind kind, gint by);
gboolean mado_totals_finish (MadoTotals *self, GError **error);

G_END_DECLS
