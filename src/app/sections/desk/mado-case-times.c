/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day stands with its weekday: the desk counts in working days. */
#include "app/sections/desk/mado-case-times.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-display.h"
#include "core/desk/case/mado-case-field.h"
#include "core/model/mado-clock.h"

const char *
mado_case_times_get_weekday (guint weekday)
{
  static const char *const names[]
      = { NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
          NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
          NC_ ("short weekday", "Sun") };

  g_return_val_if_fail (weekday >= 1 && weekday <= 7, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "short weekday", names[weekday - 1]);
}

/* "2 Dec", or with the year of a day that lies in another one. */
static char *
format_date (gint day, gint today)
{
  g_autoptr (MadoDate) date = mado_day_to_date (day);
  MadoLanguage language = mado_display_get_interface_language ();
  char *upper = NULL;
  g_autofree char *lower = NULL;

  if (today == MADO_NO_DAY || mado_day_get_year (day) != mado_day_get_year (today))
    return mado_date_format (date, language, MADO_DATE_SHORT);
  mado_date_format_gutter (date, language, &upper, &lower);
  return upper;
}

char *
mado_case_times_format_day (gint day, gint today)
{
  g_autofree char *date = format_date (day, today);

  /* Translators: the day of the week and the date. */
  return g_strdup_printf (C_ ("day", "%1$s %2$s"),
                          mado_case_times_get_weekday (mado_day_get_weekday (day)), date);
}

char *
mado_case_times_format_long_day (gint day)
{
  static const char *const names[]
      = { NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
          NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
          NC_ ("weekday", "Sunday") };
  g_autoptr (MadoDate) date = mado_day_to_date (day);
  g_autofree char *words
      = mado_date_format (date, mado_display_get_interface_language (), MADO_DATE_FULL);

  /* Translators: the day of the week and the date. */
  return g_strdup_printf (
      C_ ("day", "%1$s %2$s"),
      g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[mado_day_get_weekday (day) - 1]), words);
}

/* "10 Nov, 09:12" */
static char *
format_clock (GDateTime *clock, gint today)
{
  g_autofree char *iso = g_date_time_format (clock, "%Y-%m-%d");
  g_autofree char *hour = mado_clock_format_hour (clock);
  g_autofree char *date = format_date (mado_day_parse (iso), today);

  /* Translators: a date and an hour. */
  return g_strdup_printf (C_ ("moment", "%1$s, %2$s"), date, hour);
}

char *
mado_case_times_format_moment (gint64 moment, gint today)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) brussels
      = time != NULL ? mado_clock_move (time, MADO_CLOCK_BRUSSELS) : NULL;
  g_autoptr (GDateTime) tokyo = time != NULL ? mado_clock_move (time, MADO_CLOCK_TOKYO) : NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  if (brussels == NULL || tokyo == NULL)
    return g_strdup ("–");
  here = format_clock (brussels, today);
  there = g_date_time_get_day_of_month (brussels) == g_date_time_get_day_of_month (tokyo)
              ? mado_clock_format_hour (tokyo)
              : format_clock (tokyo, today);
  /* Translators: the time in Brussels and the time in Tokyo. */
  return g_strdup_printf (_ ("%1$s Brussels · %2$s Tokyo"), here, there);
}

static char *
describe_running (const MadoDeadline *deadline, MadoDeadlineState state, gint today)
{
  guint left = mado_deadline_count_left (deadline, today);
  g_autofree char *day = mado_case_times_format_day (deadline->due->due, today);

  if (state == MADO_DEADLINE_LAST)
    /* Translators: %s is a day. */
    return g_strdup_printf (_ ("Due today, %s"), day);
  if (state == MADO_DEADLINE_OVERDUE)
    /* Translators: %s is a day. */
    return g_strdup_printf (_ ("Overdue, %s"), day);
  /* Translators: a day, and the working days until then. */
  return g_strdup_printf (ngettext ("%1$s · %2$u day", "%1$s · %2$u days", left), day, left);
}

GtkWidget *
mado_case_times_make_badge (const MadoDeadline *deadline, const char *status, gint today)
{
  MadoDeadlineState state
      = deadline != NULL ? mado_deadline_judge (deadline, today) : MADO_DEADLINE_UNKNOWN;
  g_autofree char *words = NULL;

  if (mado_case_status_get_stage (status) == MADO_CASE_STAGE_DONE)
    return mado_badge_new (MADO_BADGE_OK, mado_case_words_get_value (MADO_CASE_STATUS, status));
  if (deadline == NULL || state == MADO_DEADLINE_UNKNOWN)
    return mado_badge_new (MADO_BADGE_WARN, _ ("No date can be given"));
  if (state == MADO_DEADLINE_STOPPED)
    return mado_badge_new_with_icon (MADO_BADGE_PLAIN, "media-playback-pause-symbolic",
                                     _ ("Clock stopped"));
  words = describe_running (deadline, state, today);
  switch (state)
    {
    case MADO_DEADLINE_OVERDUE:
      return mado_badge_new_with_icon (MADO_BADGE_ERR, "task-past-due-symbolic", words);
    case MADO_DEADLINE_LAST:
    case MADO_DEADLINE_HOLDING:
      return mado_badge_new_with_icon (MADO_BADGE_WARN, "task-due-symbolic", words);
    default:
      return mado_badge_new_with_icon (MADO_BADGE_PLAIN, "alarm-symbolic", words);
    }
}
