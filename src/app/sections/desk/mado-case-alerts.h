/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the desktop of cases that are due (core/desk/mado-case-alert.h says which, and when). A
 * desktop may show what it is told on a locked screen: it gets the number of a case and the day,
 * never a title or a name. A notification outlives the window; what it opens starts the program
 * where it has ended. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_ALERTS (mado_case_alerts_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseAlerts, mado_case_alerts, MADO, CASE_ALERTS, GObject)

MadoCaseAlerts *mado_case_alerts_new (MadoContext *context, GApplication *application);

/* Property: "enabled" (whether it looks at all). */

G_END_DECLS
