/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files that are written; what they must hold was taken from RFC 5545. */
#include "core/export/mado-icalendar.h"

#include <string.h>

#include "core/model/mado-clock.h"
#include "core/model/mado-day.h"

static char *
write_one (const MadoReminder *reminder)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 26, 12, 0, 0);

  return mado_icalendar_write (reminder, 1, now);
}

/* Whether @line stands in @text as a whole line (3.1: ended by CR and LF). */
static void
assert_line (const char *text, const char *line)
{
  g_autofree char *whole = g_strconcat ("\r\n", line, "\r\n", NULL);

  if (strstr (text, whole) == NULL)
    g_error ("no line “%s” in\n%s", line, text);
}

static void
test_day (void)
{
  const MadoReminder reminder = { "case-1f",      mado_day_parse ("2026-12-02"),        NULL,
                                  "Answer; a, b", "15 working days\nafter 11 November", 2 };
  g_autofree char *text = write_one (&reminder);

  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  assert_line (text, "VERSION:2.0");
  assert_line (text, "UID:case-1f@io.github.madoguchi.Madoguchi");
  assert_line (text, "DTSTAMP:20261126T120000Z");
  assert_line (text, "DTSTART;VALUE=DATE:20261202");
  assert_line (text, "SUMMARY:Answer\\; a\\, b");
  assert_line (text, "DESCRIPTION:15 working days\\nafter 11 November");
  /* Two days before its midnight less nine hours: at nine on 30 November. */
  assert_line (text, "TRIGGER:-P1DT15H");
  assert_line (text, "ACTION:DISPLAY");
}

static void
test_moment (void)
{
  g_autoptr (GDateTime) moment = mado_clock_read_only ("2026-11-24T17:00", MADO_CLOCK_BRUSSELS);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 26, 12, 0, 0);
  const MadoReminder reminders[] = { { "call-a", MADO_NO_DAY, moment, "Call", NULL, 0 },
                                     { "call-b", MADO_NO_DAY, moment, "Call", NULL, 0 } };
  g_autofree char *text = mado_icalendar_write (reminders, 2, now);
  const char *zone = strstr (text, "BEGIN:VTIMEZONE");

  assert_line (text, "DTSTART;TZID=Europe/Brussels:20261124T170000");
  assert_line (text, "TZID:Europe/Brussels");
  /* The rules of the zone stand before what needs them, and once. */
  g_assert_nonnull (zone);
  g_assert_null (strstr (zone + 1, "BEGIN:VTIMEZONE"));
  g_assert_null (strstr (text, "VALARM"));
}

/* The date of a deadline may move, and what it is about stays: the calendar moves it too. */
static void
test_again (void)
{
  MadoReminder reminder = { "case-1f", mado_day_parse ("2026-12-02"), NULL, "A", NULL, 0 };
  g_autofree char *first = write_one (&reminder);
  g_autofree char *same = write_one (&reminder);
  g_autofree char *moved = NULL;

  g_assert_cmpstr (first, ==, same);
  reminder.day++;
  moved = write_one (&reminder);
  assert_line (moved, "UID:case-1f@io.github.madoguchi.Madoguchi");
  assert_line (moved, "DTSTART;VALUE=DATE:20261203");
}

static void
test_long (void)
{
  g_autoptr (GString) title = g_string_new (NULL);
  MadoReminder reminder = { "a", mado_day_parse ("2026-12-02"), NULL, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (title, "協力");
  reminder.title = title->str;
  text = write_one (&reminder);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      /* 3.1: 75 octets, and no character is cut. */
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/icalendar/writes-a-day", test_day);
  g_test_add_func ("/export/icalendar/writes-an-hour-with-its-zone", test_moment);
  g_test_add_func ("/export/icalendar/says-by-its-uid-that-it-is-the-same", test_again);
  g_test_add_func ("/export/icalendar/folds-long-lines-between-characters", test_long);
  return g_test_run ();
}
