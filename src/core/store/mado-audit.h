/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares what records.db derives from its records with what it should. For mado-doctor.c. */
#pragma once

#include "core/store/mado-database.h"

G_BEGIN_DECLS

/* @findings (element-type utf8): get one sentence each */
gboolean mado_audit_records (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                             GError **error);
gboolean mado_audit_index (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                           GError **error);
gboolean mado_audit_references (MadoDatabase *database, GPtrArray *findings,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
