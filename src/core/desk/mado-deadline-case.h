/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deadline of a case, from what its events say of the receipt and of waiting. */
#pragma once

#include "core/desk/case/mado-case.h"
#include "core/desk/calendars/mado-deadline.h"

G_BEGIN_DECLS

/* Of a row of the list as well, which holds the same times. */
MadoDeadline *mado_deadline_compute_times (const MadoDeadlineRule *rule, GPtrArray *calendars,
                                           gint64 received, GArray *waits);
MadoDeadline *mado_deadline_compute_case (const MadoDeadlineRule *rule, GPtrArray *calendars,
                                          MadoCase *asked);

G_END_DECLS
