/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which day something is due, counted over the calendars of one side or both, and day by day
 * why. The rules are those of Regulation (EEC, Euratom) No 1182/71, which data/calendars/rules.md
 * explains. Pure: the same calendars give the same day. */
#pragma once

#include "core/desk/calendars/mado-calendar.h"
#include "core/model/mado-day.h"

G_BEGIN_DECLS

#define MADO_DUE_MOST 3660 /* days, weeks, months or years of a period */

/**
 * MadoClosed:
 * @MADO_CLOSED_ANY: a day works only if it works in every calendar
 * @MADO_CLOSED_ALL: a day is closed only if it is closed in every calendar
 *
 * When a day is closed of which two calendars say different things.
 */
typedef enum
{
  MADO_CLOSED_ANY,
  MADO_CLOSED_ALL,
} MadoClosed;

/* From the day on which somebody else had to act to the day on which they had: the days after
 * @first, up to and with @last, do not count. @last is MADO_NO_DAY while it goes on. */
typedef struct
{
  gint first;
  gint last;
} MadoWaiting;

/* One calendar in which a day is closed; lent by the calendar. */
typedef struct
{
  const MadoCalendar *calendar;
  gboolean is_weekend;
  const MadoClosedDay *closed; /* nullable: a weekend may be nothing else */
} MadoClosure;

typedef struct
{
  gint day;           /* days since 1800-01-01 */
  guint number;       /* the how manieth counted day it is; 0: it does not count */
  gboolean is_waited; /* the clock stood */
  GArray *closures;   /* nullable (element-type MadoClosure), in the order of the calendars */
} MadoDueDay;

typedef struct
{
  gint start;           /* the day of the event, which does not count: Art. 3(1) */
  guint n;              /* asked for */
  GPtrArray *calendars; /* (element-type MadoCalendar), at least one */
  GPtrArray *days;      /* (element-type MadoDueDay): what was counted, the earliest first */
  gint last_day; /* of a period: its plain last day, of which the days above are those after */
  gint due;      /* MADO_NO_DAY: see below */
  MadoQuality quality; /* the worst of the years used */
  /* No day, never a guess: */
  const MadoCalendar *refused; /* nullable: it does not know the year */
  gint refused_year;
  gboolean is_stopped; /* the clock stands, and nobody knows until when */
  guint n_left;        /* working days that are still to come */
} MadoDue;

MadoDue *mado_due_count (gint start, guint n, GPtrArray *calendars, MadoClosed closed,
                         const MadoWaiting *waiting, guint n_waiting);
/* Backwards, for reminders: the days from the last one to the one that is found. */
MadoDue *mado_due_count_back (gint start, guint n, GPtrArray *calendars, MadoClosed closed);
MadoDue *mado_due_end_period (gint start, guint n, MadoPeriodUnit unit, GPtrArray *calendars,
                              MadoClosed closed);
void mado_due_free (MadoDue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDue, mado_due_free)

/* The day that was counted as the @number-th; MADO_NO_DAY where it did not come to that. */
gint mado_due_find_counted (const MadoDue *self, guint number);

G_END_DECLS
