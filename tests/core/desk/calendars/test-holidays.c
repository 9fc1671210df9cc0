/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files, well made and hostile; the days that they name were read off by eye. */
#include "core/desk/calendars/mado-holidays.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-day.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n"
#define FOOT "END:VCALENDAR\r\n"
#define EVENT(LINES) "BEGIN:VEVENT\r\nUID:a\r\n" LINES "END:VEVENT\r\n"
#define DAY(DATE) "DTSTART;VALUE=DATE:" DATE "\r\n"

/* "2027-01-01 New Year|… +2" */
static void
assert_read (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoHolidays) holidays = mado_holidays_parse (text, strlen (text), &error);
  g_autoptr (GString) told = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < holidays->days->len; i++)
    {
      const MadoClosedDay *day = &g_array_index (holidays->days, MadoClosedDay, i);
      g_autofree char *iso = mado_day_format_iso (day->day);

      g_string_append_printf (told, "%s%s %s", i > 0 ? "|" : "", iso,
                              mado_text_get (day->title, MADO_LANGUAGE_JA, NULL));
    }
  if (holidays->n_left > 0)
    g_string_append_printf (told, " +%u", holidays->n_left);
  g_assert_cmpstr (told->str, ==, expected);
}

static void
test_plain (void)
{
  assert_read (HEAD "X-WR-CALNAME:Holidays\r\n" EVENT (DAY ("20270106") "SUMMARY:Epiphany\r\n")
                   EVENT (DAY ("20270101") "SUMMARY:New Year\\, a\r\n  holiday\r\n") FOOT,
               "2027-01-01 New Year, a holiday|2027-01-06 Epiphany");
  /* Of two for one day the first stands; line ends may be bare, a mark may stand before it all. */
  assert_read (
      "\xef\xbb\xbf"
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270503\n"
      "SUMMARY;LANGUAGE=ja:憲法記念日\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20270503\n"
      "SUMMARY:Other\nEND:VEVENT\nEND:VCALENDAR",
      "2027-05-03 憲法記念日");
  assert_read (HEAD EVENT (DAY ("20270101")) FOOT, "2027-01-01 休業日");
}

static void
test_name (void)
{
  const char *text = HEAD "X-WR-CALNAME:Holidays in\tBelgium \r\n" EVENT (DAY ("20270101")) FOOT;
  g_autoptr (MadoHolidays) holidays = mado_holidays_parse (text, strlen (text), NULL);

  g_assert_cmpstr (holidays->name, ==, "Holidays in Belgium");
}

/* DTEND is the day after the last one; a duration says the same. */
static void
test_several_days (void)
{
  assert_read (HEAD EVENT (DAY ("20271224") "DTEND;VALUE=DATE:20271226\r\nSUMMARY:C\r\n") FOOT,
               "2027-12-24 C|2027-12-25 C");
  assert_read (HEAD EVENT (DAY ("20271231") "DURATION:P2D\r\nSUMMARY:C\r\n") FOOT,
               "2027-12-31 C|2028-01-01 C");
  /* Some write the day itself as its end. */
  assert_read (HEAD EVENT (DAY ("20271231") "DTEND;VALUE=DATE:20271231\r\nSUMMARY:C\r\n") FOOT,
               "2027-12-31 C");
}

static void
test_left_out (void)
{
  assert_read (HEAD EVENT (DAY ("20270101") "SUMMARY:A\r\n")
                   EVENT (DAY ("20200101") "RRULE:FREQ=YEARLY\r\nSUMMARY:B\r\n")
                       EVENT (DAY ("20270102") "RDATE;VALUE=DATE:20280102\r\n")
                           EVENT ("DTSTART:20270103T090000Z\r\n")
                               EVENT (DAY ("20270104") "STATUS:CANCELLED\r\n")
                                   EVENT (DAY ("20270105") "DTEND;VALUE=DATE:20270701\r\n")
                                       EVENT (DAY ("20270230")) EVENT (DAY ("16000101"))
                                           EVENT ("SUMMARY:no day\r\n") FOOT,
               "2027-01-01 A +8");
}

static void
assert_refused (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoHolidays) holidays = mado_holidays_parse (text, length, &error);

  g_assert_null (holidays);
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "\xef\xbb\xbf",
    "hello",
    "{\"days\":[]}",
    HEAD FOOT,
    HEAD EVENT (DAY ("20270101")),
    HEAD EVENT (DAY ("20270101")) FOOT FOOT,
    HEAD EVENT (DAY ("20270101") "SUMMARY:\x01\r\n") FOOT,
    HEAD EVENT (DAY ("20270101") "SUMMARY:\xff\r\n") FOOT,
    HEAD EVENT (DAY ("20270101") "RRULE:FREQ=YEARLY\r\n") FOOT,
    "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));
  assert_refused (HEAD "\0" FOOT, strlen (HEAD) + 1 + strlen (FOOT));
}

static void
append_many (GString *text, const char *line, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, line);
}

/* libical frees what nests by recursion, and would end the program. A folded word is one word. */
static void
test_deep (void)
{
  g_autoptr (GString) plain = g_string_new (HEAD);
  g_autoptr (GString) folded = g_string_new (HEAD);

  append_many (plain, "BEGIN:VEVENT\r\n", 100000);
  append_many (plain, "END:VEVENT\r\n", 100000);
  append_many (folded, "BEG\r\n IN:VEVENT\r\n", 100000);
  append_many (folded, "END:VEVENT\r\n", 100000);
  g_string_append (plain, FOOT);
  g_string_append (folded, FOOT);
  assert_refused (plain->str, plain->len);
  assert_refused (folded->str, folded->len);
}

static void
test_large (void)
{
  g_autoptr (GString) line = g_string_new (HEAD "BEGIN:VEVENT\r\nSUMMARY:");
  g_autoptr (GString) lines = g_string_new (HEAD);
  g_autoptr (GString) days = g_string_new (HEAD);

  append_many (line, "aaaaaaaaaaaaaaaa\r\n ", 5000);
  g_string_append (line, "\r\nDTSTART;VALUE=DATE:20270101\r\nEND:VEVENT\r\n" FOOT);
  assert_refused (line->str, line->len);
  append_many (lines, "A:\n", 300000);
  g_string_append (lines, EVENT (DAY ("20270101")) FOOT);
  assert_refused (lines->str, lines->len);
  append_many (days, EVENT (DAY ("20270101") "DURATION:P31D\r\n"), 9000);
  g_string_append (days, FOOT);
  {
    g_autoptr (MadoHolidays) holidays = mado_holidays_parse (days->str, days->len, NULL);

    g_assert_cmpuint (holidays->days->len, ==, 31);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/holidays/reads-closed-days", test_plain);
  g_test_add_func ("/desk/holidays/says-what-the-file-calls-itself", test_name);
  g_test_add_func ("/desk/holidays/counts-several-days-of-one-entry", test_several_days);
  g_test_add_func ("/desk/holidays/leaves-out-what-is-no-closed-day-and-says-so", test_left_out);
  g_test_add_func ("/desk/holidays/refuses-what-is-no-calendar-file", test_refused);
  g_test_add_func ("/desk/holidays/refuses-what-nests-too-deep", test_deep);
  g_test_add_func ("/desk/holidays/refuses-what-is-too-large", test_large);
  return g_test_run ();
}
