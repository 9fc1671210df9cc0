/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time in which a question has to be answered: the rule that the desk has set, and the deadline
 * that follows from it. A deadline is computed whenever it is read and kept nowhere, so it follows
 * the calendars and the rule. */
#pragma once

#include "core/desk/calendars/mado-due.h"

G_BEGIN_DECLS

#define MADO_DEADLINE_MOST 250 /* working days of a rule */

/* A small value; the profile's file “deadline.json”. */
typedef struct
{
  guint n_days;    /* working days after the day of receipt */
  guint n_holding; /* working days before the last one on which a holding reply is asked for */
  GStrv calendars; /* ids, at least one; the first is that of the office that answers */
  MadoClosed closed;
} MadoDeadlineRule;

MadoDeadlineRule *mado_deadline_rule_new (guint n_days, guint n_holding,
                                          const char *const *calendars, MadoClosed closed);
MadoDeadlineRule *mado_deadline_rule_new_default (void);
MadoDeadlineRule *mado_deadline_rule_copy (const MadoDeadlineRule *self);
void mado_deadline_rule_free (MadoDeadlineRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDeadlineRule, mado_deadline_rule_free)

/* Not for the main thread. */
MadoDeadlineRule *mado_deadline_rule_load (const char *profile, GError **error);
gboolean mado_deadline_rule_save (const MadoDeadlineRule *self, const char *profile,
                                  GError **error);
/* (element-type MadoCalendar) transfer full, nullable: to be loaded once for many deadlines */
GPtrArray *mado_deadline_rule_load_calendars (const MadoDeadlineRule *self, const char *profile,
                                              GError **error);
/* The day on which what came at @moment was received: the date where the first calendar is. */
gint mado_deadline_get_receipt (GDateTime *moment, GPtrArray *calendars);

/**
 * MadoDeadlineState:
 * @MADO_DEADLINE_RUNNING: there is time
 * @MADO_DEADLINE_HOLDING: it is time for a holding reply, which says when the answer can be
 * expected
 * @MADO_DEADLINE_LAST: today is the last day
 * @MADO_DEADLINE_OVERDUE: it has passed
 * @MADO_DEADLINE_STOPPED: the clock stands
 * @MADO_DEADLINE_UNKNOWN: a calendar does not know the year
 */
typedef enum
{
  MADO_DEADLINE_RUNNING,
  MADO_DEADLINE_HOLDING,
  MADO_DEADLINE_LAST,
  MADO_DEADLINE_OVERDUE,
  MADO_DEADLINE_STOPPED,
  MADO_DEADLINE_UNKNOWN,
} MadoDeadlineState;

typedef struct
{
  MadoDue *due; /* the last day, with every day until then and why it counts or not */
  gint holding; /* the day on which a holding reply is asked for; MADO_NO_DAY: none */
} MadoDeadline;

MadoDeadline *mado_deadline_compute (const MadoDeadlineRule *rule, GPtrArray *calendars,
                                     gint received, const MadoWaiting *waiting, guint n_waiting);
void mado_deadline_free (MadoDeadline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDeadline, mado_deadline_free)

MadoDeadlineState mado_deadline_judge (const MadoDeadline *self, gint today);
/* Working days after @today up to and with the last one; 0 where there is none, or none is left. */
guint mado_deadline_count_left (const MadoDeadline *self, gint today);

G_END_DECLS
