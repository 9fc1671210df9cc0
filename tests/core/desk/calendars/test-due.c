/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every vector of data/calendars/vectors.json, which was made by hand and by nothing of ours:
 * working days, periods, clock times, receipt days, single days, refusals. */
#include "core/desk/calendars/mado-due.h"

#include "core/desk/calendars/mado-calendar-files.h"
#include "core/model/mado-clock.h"

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static MadoCalendar *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  MadoCalendar *calendar = mado_calendar_load (NULL, id, &error);

  g_assert_no_error (error);
  return calendar;
}

static GPtrArray *
load_all (JsonObject *vector)
{
  JsonArray *ids = json_object_get_array_member (vector, "calendars");
  GPtrArray *calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_calendar_unref);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    g_ptr_array_add (calendars, load (json_array_get_string_element (ids, i)));
  return calendars;
}

static void
assert_day (gint day, JsonObject *vector, const char *name)
{
  g_autofree char *iso = day != MADO_NO_DAY ? mado_day_format_iso (day) : NULL;

  g_assert_cmpstr (iso, ==, get (vector, name));
}

static void
assert_due (const MadoDue *due, JsonObject *vector)
{
  assert_day (due->due, vector, "due");
  if (due->due != MADO_NO_DAY)
    {
      g_assert_null (due->refused);
      g_assert_cmpstr (mado_quality_to_word (due->quality), ==, get (vector, "quality"));
    }
  else
    {
      JsonObject *refused = json_object_get_object_member (vector, "refused");

      g_assert_cmpstr (due->refused->id, ==, get (refused, "calendar"));
      g_assert_cmpint (due->refused_year, ==, json_object_get_int_member (refused, "year"));
    }
}

static void
check_working_days (JsonObject *vector)
{
  g_autoptr (GPtrArray) calendars = load_all (vector);
  const guint n = (guint) json_object_get_int_member (vector, "n");
  g_autoptr (MadoDue) due = mado_due_count (mado_day_parse (get (vector, "start")), n, calendars,
                                            MADO_CLOSED_ANY, NULL, 0);

  assert_due (due, vector);
  g_assert_cmpint (mado_due_find_counted (due, n), ==, due->due);
}

static void
check_period (JsonObject *vector)
{
  static const char *const units[] = { "calendar-days", "weeks", "months", "years" };
  g_autoptr (GPtrArray) calendars = load_all (vector);
  g_autoptr (MadoDue) due = NULL;
  guint unit = 0;

  while (!g_str_equal (units[unit], get (vector, "unit")))
    unit++;
  due = mado_due_end_period (mado_day_parse (get (vector, "start")),
                             (guint) json_object_get_int_member (vector, "n"), unit, calendars,
                             MADO_CLOSED_ANY);
  assert_day (due->last_day, vector, "last_day");
  assert_due (due, vector);
}

static void
assert_in_tokyo (GDateTime *moment, const char *expected)
{
  g_autoptr (GDateTime) tokyo = mado_clock_move (moment, MADO_CLOCK_TOKYO);
  g_autofree char *local = g_date_time_format (tokyo, "%Y-%m-%dT%H:%M");
  g_autofree char *hour = mado_clock_format_hour (tokyo);

  g_assert_cmpstr (local, ==, expected);
  g_assert_true (g_str_has_suffix (expected, hour));
}

static void
check_clock (JsonObject *vector)
{
  const char *local = get (vector, "brussels");
  g_autoptr (GPtrArray) moments = mado_clock_read (local, MADO_CLOCK_BRUSSELS);
  g_autoptr (GDateTime) only = mado_clock_read_only (local, MADO_CLOCK_BRUSSELS);
  JsonObject *refused = json_object_has_member (vector, "refused")
                            ? json_object_get_object_member (vector, "refused")
                            : NULL;

  g_assert_true ((only == NULL) == (refused != NULL));
  if (refused == NULL)
    {
      g_autoptr (GPtrArray) sides = mado_clock_list_sides (only);

      assert_in_tokyo (only, get (vector, "tokyo"));
      g_assert_cmpuint (sides->len, ==, 2);
      assert_in_tokyo (g_ptr_array_index (sides, 1), get (vector, "tokyo"));
    }
  else if (g_str_equal (get (refused, "reason"), "nonexistent-local-time"))
    g_assert_cmpuint (moments->len, ==, 0);
  else
    {
      JsonArray *candidates = json_object_get_array_member (refused, "candidates");

      g_assert_cmpuint (moments->len, ==, json_array_get_length (candidates));
      for (guint i = 0; i < moments->len; i++)
        assert_in_tokyo (g_ptr_array_index (moments, i),
                         json_array_get_string_element (candidates, i));
    }
}

static void
check_receipt_date (JsonObject *vector)
{
  g_autoptr (GDateTime) moment = mado_clock_read_only (get (vector, "local"), get (vector, "zone"));

  assert_day (mado_clock_get_day (moment, get (vector, "counted_in")), vector, "receipt_date");
}

static void
check_day (JsonObject *vector)
{
  g_autoptr (MadoCalendar) calendar = load (get (vector, "calendar"));
  const gint day = mado_day_parse (get (vector, "date"));
  const MadoCalendarYear *year = mado_calendar_find_year (calendar, mado_day_get_year (day));

  g_assert_true (json_object_get_boolean_member (vector, "working")
                 == (!mado_calendar_is_weekend (calendar, day)
                     && mado_calendar_find_closed (calendar, day) == NULL));
  g_assert_cmpstr (mado_quality_to_word (year->quality), ==, get (vector, "quality"));
}

static const struct
{
  const char *kind;
  void (*check) (JsonObject *vector);
} kinds[] = {
  { "working-days", check_working_days }, { "period", check_period }, { "clock", check_clock },
  { "receipt-date", check_receipt_date }, { "day", check_day },
};

static void
test_vector (gconstpointer data)
{
  JsonObject *vector = (JsonObject *) data;
  guint i = 0;

  while (!g_str_equal (kinds[i].kind, get (vector, "kind")))
    i++;
  kinds[i].check (vector);
}

/* --- By hand --- */

static GPtrArray *
load_one (const char *id)
{
  GPtrArray *calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_calendar_unref);

  g_ptr_array_add (calendars, load (id));
  return calendars;
}

static void
assert_waits (const MadoWaiting *waiting, guint n_waiting, const char *expected)
{
  g_autoptr (GPtrArray) calendars = load_one ("eu-institutions");
  g_autoptr (MadoDue) due = mado_due_count (mado_day_parse ("2026-06-01"), 15, calendars,
                                            MADO_CLOSED_ANY, waiting, n_waiting);
  g_autofree char *iso = mado_day_format_iso (due->due);

  g_assert_cmpstr (iso, ==, expected);
}

/* In June 2026 every Monday to Friday works. By Friday the 5th four days have counted, so eleven
 * are left, whenever the clock goes on. */
static void
test_waiting (void)
{
  const gint fifth = mado_day_parse ("2026-06-05");
  const MadoWaiting none[] = { { fifth, fifth } };
  const MadoWaiting weekend[] = { { fifth, mado_day_parse ("2026-06-07") } };
  const MadoWaiting week[] = { { fifth, mado_day_parse ("2026-06-12") } };
  const MadoWaiting overlapping[]
      = { { mado_day_parse ("2026-06-09"), mado_day_parse ("2026-06-12") },
          { fifth, mado_day_parse ("2026-06-10") } };
  const MadoWaiting before[] = { { mado_day_parse ("2026-05-20"), mado_day_parse ("2026-06-01") } };

  assert_waits (NULL, 0, "2026-06-22");
  assert_waits (none, 1, "2026-06-22");
  assert_waits (weekend, 1, "2026-06-22");
  assert_waits (week, 1, "2026-06-29");
  assert_waits (overlapping, 2, "2026-06-29");
  assert_waits (before, 1, "2026-06-22");
}

static void
test_stopped (void)
{
  g_autoptr (GPtrArray) calendars = load_one ("eu-institutions");
  const MadoWaiting waiting[] = { { mado_day_parse ("2026-06-05"), MADO_NO_DAY } };
  g_autoptr (MadoDue) due
      = mado_due_count (mado_day_parse ("2026-06-01"), 15, calendars, MADO_CLOSED_ANY, waiting, 1);

  g_assert_cmpint (due->due, ==, MADO_NO_DAY);
  g_assert_true (due->is_stopped);
  g_assert_null (due->refused);
  g_assert_cmpuint (due->n_left, ==, 11);
  g_assert_cmpuint (due->days->len, ==, 4);
}

/* Yesterday's limit stays where it was, whatever is waited for afterwards. */
static void
test_waiting_too_late (void)
{
  const MadoWaiting waiting[] = { { mado_day_parse ("2026-06-22"), MADO_NO_DAY } };

  assert_waits (waiting, 1, "2026-06-22");
}

/* 11 November works in Brussels and 3 November in neither: over "all", only a day that is closed on
 * both sides is closed. 3 November 2026 is a holiday of Japan. */
static void
test_closed_in_all (void)
{
  g_autoptr (GPtrArray) calendars = load_one ("eu-institutions");
  g_autoptr (MadoDue) any = NULL, all = NULL;
  const MadoDueDay *day;

  g_ptr_array_add (calendars, load ("japan-government-offices"));
  /* 2 November is closed in Brussels, 3 November in Japan: closed on either side, both go. */
  any = mado_due_count (mado_day_parse ("2026-10-30"), 2, calendars, MADO_CLOSED_ANY, NULL, 0);
  all = mado_due_count (mado_day_parse ("2026-10-30"), 2, calendars, MADO_CLOSED_ALL, NULL, 0);
  g_assert_cmpint (any->due, ==, mado_day_parse ("2026-11-05"));
  g_assert_cmpint (all->due, ==, mado_day_parse ("2026-11-03"));
  day = g_ptr_array_index (all->days, 2);
  g_assert_cmpuint (day->number, ==, 1);
  g_assert_cmpuint (day->closures->len, ==, 1);
  g_assert_cmpstr (g_array_index (day->closures, MadoClosure, 0).calendar->id, ==,
                   "eu-institutions");
}

/* The vectors once more: where a day is due after n working days, the n-th before the day after it
 * is the first that was counted. */
static void
test_back (void)
{
  g_autoptr (GPtrArray) calendars = load_one ("eu-institutions");
  g_autoptr (MadoDue) back
      = mado_due_count_back (mado_day_parse ("2026-01-16"), 15, calendars, MADO_CLOSED_ANY);
  g_autoptr (MadoDue) unknown
      = mado_due_count_back (mado_day_parse ("2023-01-04"), 3, calendars, MADO_CLOSED_ANY);

  /* w02: received on 15 December 2025, due on 15 January 2026. */
  g_assert_cmpint (back->due, ==, mado_day_parse ("2025-12-16"));
  g_assert_cmpint (unknown->due, ==, MADO_NO_DAY);
  g_assert_cmpint (unknown->refused_year, ==, 2022);
}

static void
test_far (void)
{
  g_autoptr (GPtrArray) calendars = load_one ("japan");
  g_autoptr (MadoDue) due = mado_due_end_period (mado_day_parse ("2026-01-01"), MADO_DUE_MOST,
                                                 MADO_PERIOD_YEARS, calendars, MADO_CLOSED_ANY);

  g_assert_cmpint (due->due, ==, MADO_NO_DAY);
  g_assert_cmpint (due->refused_year, ==, 2029);
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *vectors;

  g_test_init (&argc, &argv, NULL);
  json_parser_load_from_file (parser, argv[1], &error);
  g_assert_no_error (error);
  vectors = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "vectors");
  g_assert_cmpuint (json_array_get_length (vectors), >=, 87);
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      g_autofree char *path = g_strconcat ("/desk/due/vector-", get (vector, "id"), NULL);

      g_test_add_data_func (path, vector, test_vector);
    }
  g_test_add_func ("/desk/due/keeps-what-is-left-while-it-waits", test_waiting);
  g_test_add_func ("/desk/due/gives-no-day-while-the-clock-stands", test_stopped);
  g_test_add_func ("/desk/due/is-not-moved-by-waiting-after-it", test_waiting_too_late);
  g_test_add_func ("/desk/due/counts-a-day-that-one-side-works", test_closed_in_all);
  g_test_add_func ("/desk/due/counts-backwards-over-the-same-days", test_back);
  g_test_add_func ("/desk/due/refuses-what-is-thousands-of-years-ahead", test_far);
  return g_test_run ();
}
