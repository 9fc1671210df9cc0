/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks before a reply goes, away from the main thread, and their words. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"
#include "core/desk/cases/mado-case-checks.h"

G_BEGIN_DECLS

/* @cited: ids of records. Of a record, the flaw names the title in place of the id. (element-type
 * MadoCaseFlaw) */
void mado_case_checking_run_async (MadoCaseDesk *desk, MadoCase *the_case, const char *text,
                                   const char *const *cited, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *mado_case_checking_run_finish (GAsyncResult *result, GError **error);

/* Whether a reply that has it must not go. */
gboolean mado_case_checking_is_grave (const MadoCaseFlaw *flaw);
/* What it is and what to do. transfer full */
char *mado_case_checking_describe (const MadoCaseFlaw *flaw);

G_END_DECLS
