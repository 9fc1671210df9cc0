/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a day counts or does not, in words. */
#pragma once

#include "core/desk/calendars/mado-due.h"

G_BEGIN_DECLS

/* "counts, 3rd day", "Labour Thanksgiving Day · Japan closed", "weekend", "the clock stood".
 * transfer full */
char *mado_due_days_describe (const MadoDueDay *day);
/* (nullable): the holiday that closes it, where there is one. transfer full */
char *mado_due_days_dup_holiday (const MadoDueDay *day);
gboolean mado_due_days_is_weekend (const MadoDueDay *day);

G_END_DECLS
