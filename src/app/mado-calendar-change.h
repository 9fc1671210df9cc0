/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change that a person makes to a calendar, done on the desk's worker: the calendar is read
 * from the profile, changed, and kept there. What it was before comes back with it, so that it can
 * be put back: a step of the undo stack. */
#pragma once

#include "core/desk/calendars/mado-calendar.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

/**
 * MadoCalendarChangeKind:
 * @MADO_CALENDAR_READ: nothing, it is only read
 * @MADO_CALENDAR_ADD_DAY: @day is closed, under the name @text
 * @MADO_CALENDAR_REMOVE_DAY: @day is not closed any more
 * @MADO_CALENDAR_COMPLETE_YEAR: the list of @year is whole
 * @MADO_CALENDAR_SET_HOURS: the desk is open as @text says
 * @MADO_CALENDAR_IMPORT: the closed days of @file are added
 * @MADO_CALENDAR_RESTORE: the bundled one is used again
 */
typedef enum
{
  MADO_CALENDAR_READ,
  MADO_CALENDAR_ADD_DAY,
  MADO_CALENDAR_REMOVE_DAY,
  MADO_CALENDAR_COMPLETE_YEAR,
  MADO_CALENDAR_SET_HOURS,
  MADO_CALENDAR_IMPORT,
  MADO_CALENDAR_RESTORE,
} MadoCalendarChangeKind;

typedef struct
{
  MadoCalendarChangeKind kind;
  gint day;
  gint year;
  char *text;   /* nullable */
  GFile *file;  /* nullable */
  char *source; /* nullable: how a change names itself among the sources of a year */
} MadoCalendarChange;

/* What came of it. */
typedef struct
{
  MadoCalendar *calendar; /* as it is now */
  MadoCalendar *before;   /* nullable: the desk's own one before; without one it was as bundled */
  gboolean is_changed;    /* it is the desk's own now */
  guint n_added;          /* closed days out of a file */
  guint n_left;           /* entries of the file that are none */
} MadoCalendarChanged;

MadoCalendarChange *mado_calendar_change_new (MadoCalendarChangeKind kind);
void mado_calendar_change_free (MadoCalendarChange *self);
void mado_calendar_changed_free (MadoCalendarChanged *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCalendarChanged, mado_calendar_changed_free)

/* Takes @change over. @source: lives until @callback. */
void mado_calendar_change_async (MadoContext *context, const char *id, MadoCalendarChange *change,
                                 gpointer source, GAsyncReadyCallback callback, gpointer user_data);
MadoCalendarChanged *mado_calendar_change_finish (GAsyncResult *result, GError **error);

/* For "desk-changed" of the context: one of the calendars, whichever. */
#define MADO_CALENDARS_CHANGED "calendars"
/* What came of a change becomes a step of the undo stack, under @name. */
void mado_calendar_change_remember (MadoContext *context, const char *id, const char *name,
                                    const MadoCalendarChanged *changed);

G_END_DECLS
