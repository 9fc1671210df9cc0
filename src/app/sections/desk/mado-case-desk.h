/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the window that show cases share: whose desk it is, the rule by which questions
 * are due and its calendars, how many cases each view has, and the case that is shown. One for a
 * context. What happens to a case is told by "desk-changed" of the context, with the case's id. */
#pragma once

#include "core/desk/mado-cases-async.h"
#include "core/desk/calendars/mado-deadline.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_DESK (mado_case_desk_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseDesk, mado_case_desk, MADO, CASE_DESK, GObject)

MadoCaseDesk *mado_case_desk_get (MadoContext *context);

MadoContext *mado_case_desk_get_context (MadoCaseDesk *self);
MadoWorker *mado_case_desk_get_worker (MadoCaseDesk *self);
const char *mado_case_desk_get_officer (MadoCaseDesk *self); /* who works here */
gint mado_case_desk_get_today (MadoCaseDesk *self);          /* where the office is */

/* Both NULL until "ready". */
const MadoDeadlineRule *mado_case_desk_get_rule (MadoCaseDesk *self);
GPtrArray *mado_case_desk_get_calendars (MadoCaseDesk *self); /* (element-type MadoCalendar) */
void mado_case_desk_load (MadoCaseDesk *self);

gboolean mado_case_desk_is_counted (MadoCaseDesk *self);
guint mado_case_desk_get_count (MadoCaseDesk *self, MadoCaseView view);
void mado_case_desk_count (MadoCaseDesk *self);

/* Sets who, today and what is due; lent, as long as the desk is. */
void mado_case_desk_fill_request (MadoCaseDesk *self, MadoCaseRequest *request);

const char *mado_case_desk_get_chosen (MadoCaseDesk *self); /* nullable: the case that is shown */
void mado_case_desk_choose (MadoCaseDesk *self, const char *id);
/* @by: 1 for the next case of the list, -1 for the one before */
void mado_case_desk_step (MadoCaseDesk *self, int by);

/* Signals: "ready" (the rule and its calendars are here), "counted", "chosen", "stepped" (int:
 * the list is asked for another case), "failed" (GError: what was to be read could not be). */

G_END_DECLS
