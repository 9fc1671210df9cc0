/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of which somebody has to be told: a holding reply is due, or the answer. Only while the
 * office that answers is open, and each case once a day, whatever else is started or closed. What
 * was told is in the profile's file "alerts.json": ids of cases, and the day. */
#pragma once

#include "core/desk/lists/mado-case-list.h"
#include "core/desk/calendars/mado-deadline.h"

G_BEGIN_DECLS

typedef struct
{
  MadoCaseRow *row;
  MadoDeadlineState state; /* HOLDING, LAST or OVERDUE */
  gint due;                /* the last day, in days since 1800-01-01 */
} MadoCaseAlert;
void mado_case_alert_free (MadoCaseAlert *self);

GPtrArray *mado_case_alert_take (MadoDesk *desk, const char *who, GDateTime *now,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
