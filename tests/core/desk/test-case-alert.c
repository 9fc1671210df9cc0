/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has to answer is told in the hours of the desk, once a day, and of nothing else. The days are
 * those of a plain calendar of 2026: Fridays and weekends are looked up there. */
#include "core/desk/mado-case-alert.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support/desk-fixture.h"

/* Open in Brussels from nine to half past five, on five days a week; four days to answer, and a
 * holding reply one day before the last. */
static void
set_up (DeskFixture *self, gconstpointer data)
{
  static const char calendar[]
      = "{\"format\":1,\"kind\":\"calendar\",\"id\":\"office\",\"timezone\":\"Europe/Brussels\","
        "\"title\":{\"en\":\"Office\",\"ja\":\"窓口\"},\"weekend\":[6,7],"
        "\"hours\":[{\"from\":\"09:00\",\"to\":\"17:30\"}],\"years\":{\"2026\":{"
        "\"status\":\"published\",\"sources\":[{\"title\":\"None\",\"url\":\"https://example.org/"
        "\"}],"
        "\"days\":[{\"date\":\"2026-12-25\",\"title\":{\"en\":\"Christmas\",\"ja\":\"降誕祭\"}}]}}"
        "}";
  static const char *const calendars[] = { "office", NULL };
  g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_new (4, 1, calendars, MADO_CLOSED_ANY);
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (self, data);
  folder = g_build_filename (self->profile, "calendars", NULL);
  path = g_build_filename (folder, "office.json", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, calendar, -1, NULL));
  mado_deadline_rule_save (rule, self->profile, &error);
  g_assert_no_error (error);
}

/* A question that came on Monday, 2 March 2026, at noon: due on Friday, the sixth. */
static MadoCase *
ask (DeskFixture *self, const char *assignee)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_ASSIGNEE] = assignee };
  g_autoptr (MadoCaseMessage) message = mado_case_message_new ();
  g_autoptr (GDateTime) noon = g_date_time_new_utc (2026, 3, 2, 12, 0, 0);
  g_autoptr (GError) error = NULL;
  MadoCase *added;

  message->text = g_strdup ("What?");
  message->received = g_date_time_to_unix (noon);
  added = mado_cases_add (self->desk, values, message, "anna", &error);
  g_assert_no_error (error);
  return added;
}

/* How many are told to Anna at an hour of March 2026, as clocks in Brussels have it (UTC+1). */
static guint
count (DeskFixture *self, int day, int hour, MadoDeadlineState *state)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, day, hour, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) alerts = mado_case_alert_take (self->desk, "anna", now, NULL, &error);

  g_assert_no_error (error);
  if (state != NULL && alerts->len > 0)
    *state = ((MadoCaseAlert *) alerts->pdata[0])->state;
  return alerts->len;
}

static void
test_once_a_day (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) asked = ask (self, "anna");
  MadoDeadlineState state = MADO_DEADLINE_UNKNOWN;

  g_assert_cmpuint (count (self, 4, 10, NULL), ==, 0);
  g_assert_cmpuint (count (self, 5, 10, &state), ==, 1);
  g_assert_cmpint (state, ==, MADO_DEADLINE_HOLDING);
  g_assert_cmpuint (count (self, 5, 11, NULL), ==, 0);
  /* Whoever starts the program again is not told again. */
  desk_reopen (self);
  g_assert_cmpuint (count (self, 5, 16, NULL), ==, 0);
  g_assert_cmpuint (count (self, 6, 9, &state), ==, 1);
  g_assert_cmpint (state, ==, MADO_DEADLINE_LAST);
  g_assert_cmpuint (count (self, 9, 9, &state), ==, 1);
  g_assert_cmpint (state, ==, MADO_DEADLINE_OVERDUE);
}

static void
test_open_hours (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) asked = ask (self, "anna");

  g_assert_cmpuint (count (self, 6, 8, NULL), ==, 0);
  g_assert_cmpuint (count (self, 6, 18, NULL), ==, 0);
  g_assert_cmpuint (count (self, 7, 10, NULL), ==, 0); /* a Saturday */
  g_assert_cmpuint (count (self, 8, 10, NULL), ==, 0);
  g_assert_cmpuint (count (self, 9, 10, NULL), ==, 1);
}

static void
test_whose (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) other = ask (self, "taro");
  g_autoptr (MadoCase) nobody = ask (self, "");
  g_autoptr (MadoCase) mine = ask (self, "anna");
  g_autoptr (MadoCase) waiting
      = desk_set (self, ask (self, "anna"), MADO_CASE_STATUS, "waiting-third");
  g_autoptr (MadoCase) closed = desk_set (self, ask (self, "anna"), MADO_CASE_STATUS, "closed");

  g_assert_cmpuint (count (self, 9, 10, NULL), ==, 2);
}

/* A person is reminded once more, and nothing else is lost. */
static void
test_damaged (DeskFixture *self, gconstpointer data)
{
  static const char *const texts[] = { "",
                                       "{",
                                       "[]",
                                       "{\"cases\":7,\"day\":\"2026-03-09\"}",
                                       "{\"cases\":[null,[],\"x\"],\"day\":\"2026-03-09\"}",
                                       "{\"day\":7}" };
  g_autoptr (MadoCase) asked = ask (self, "anna");
  g_autofree char *path = g_build_filename (self->profile, "alerts.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_cmpuint (count (self, 9, 10, NULL), ==, 1);
      g_assert_cmpuint (count (self, 9, 10, NULL), ==, 0);
    }
}

/* What cannot be noted is not told: else it would be told every few minutes. */
static void
test_unnoted (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) asked = ask (self, "anna");
  g_autofree char *path = g_build_filename (self->profile, "alerts.json", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 9, 10, 0, 0);
  g_autoptr (GError) error = NULL;

  /* A folder is in the place of the file. */
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (mado_case_alert_take (self->desk, "anna", now, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_rmdir (path), ==, 0);
  g_assert_cmpuint (count (self, 9, 11, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/desk/case-alert/" name, DeskFixture, NULL, set_up, function, desk_tear_down)
  ADD ("tells-once-a-day-until-it-is-answered", test_once_a_day);
  ADD ("is-silent-while-the-desk-is-closed", test_open_hours);
  ADD ("tells-of-ones-own-and-of-what-is-nobodys", test_whose);
  ADD ("tells-again-where-its-file-is-damaged", test_damaged);
  ADD ("tells-nothing-that-it-cannot-note", test_unnoted);
#undef ADD
  return g_test_run ();
}
