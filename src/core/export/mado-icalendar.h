/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days to keep, as a calendar file (iCalendar, RFC 5545) for whatever calendar a person uses. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One day, or one moment on it. */
typedef struct
{
  const char *id;    /* what it is about, always the same: a file read again doubles nothing */
  gint day;          /* days since 1800-01-01; not read where @moment is there */
  GDateTime *moment; /* nullable: in the zone in which it was said */
  const char *title;
  const char *text;   /* nullable: how it was found */
  gint n_days_before; /* a reminder so many days before, at nine in the morning; 0: none */
} MadoReminder;

char *mado_icalendar_write (const MadoReminder *reminders, guint n_reminders, GDateTime *now);

G_END_DECLS
