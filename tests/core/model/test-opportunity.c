/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a call can be applied for, on a day and at an hour. */
#include "core/model/mado-opportunity.h"

#include "core/model/least-record.h"

static MadoVocabulary *
make_vocabulary (void)
{
  g_autoptr (JsonNode) words
      = parse ("{\"lists\":{\"status\":[{\"id\":\"open\",\"en\":\"Open\",\"state\":\"open\"},"
               "{\"id\":\"held\",\"en\":\"Held\",\"state\":\"neutral\"},"
               "{\"id\":\"closed\",\"en\":\"Closed\",\"state\":\"closed\"},"
               "{\"id\":\"announced\",\"en\":\"Announced\",\"state\":\"unknown\"},"
               "{\"id\":\"check\",\"en\":\"Check\",\"state\":\"unknown\"}]}}");

  return mado_vocabulary_new_from_json (words, NULL);
}

/* A call with @status and @dates, further members in JSON. */
static MadoRecord *
make_call (const char *status, const char *dates)
{
  g_autofree char *text
      = g_strdup_printf ("{\"id\":\"a\",\"kind\":\"opportunity\"," BASE ",\"type\":\"mobility\","
                         "\"who\":" TEXT "," PARTICIPANTS ",\"status\":\"%s\"%s}",
                         status, dates);
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (GError) error = NULL;
  MadoRecord *record = mado_record_new_from_json (node, &error);

  g_assert_no_error (error);
  return record;
}

static gint
get_day (const char *iso)
{
  g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);

  return mado_date_get_first_day (date);
}

static MadoOpportunityState
get_state (const char *status, const char *dates, const char *today)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (MadoRecord) record = make_call (status, dates);

  return mado_opportunity_get_state (record, vocabulary, get_day (today));
}

#define CLOSES ",\"closes_on\":\"2026-11-24\""
#define ENDS ",\"date\":{\"end\":\"2026-11\"}"
#define OPENS ",\"opens_on\":\"2026-12-08\",\"closes_on\":\"2027-04-06\""

static void
test_nothing_looks_open_that_may_not_be (void)
{
  static const struct
  {
    const char *status, *dates, *today;
    MadoOpportunityState state;
  } vectors[] = {
    { "open", CLOSES, "2026-11-24", MADO_OPPORTUNITY_OPEN },
    { "open", CLOSES, "2026-11-25", MADO_OPPORTUNITY_CLOSED },
    /* The end of the period in which a scheme runs is no deadline. */
    { "open", ENDS, "2026-11-30", MADO_OPPORTUNITY_UNKNOWN },
    { "open", ENDS, "2026-12-01", MADO_OPPORTUNITY_CLOSED },
    { "open", ",\"date\":{\"start\":\"2026-11\"}", "2026-11-30", MADO_OPPORTUNITY_UNKNOWN },
    { "open", "", "2026-11-30", MADO_OPPORTUNITY_UNKNOWN },
    /* A month as a deadline: on which day of it is not known. */
    { "open", ",\"closes_on\":\"2026-11\"", "2026-11-01", MADO_OPPORTUNITY_OPEN },
    { "open", ",\"closes_on\":\"2026-11\"", "2026-11-02", MADO_OPPORTUNITY_UNKNOWN },
    { "open", ",\"closes_on\":\"2026-11\"", "2026-11-30", MADO_OPPORTUNITY_UNKNOWN },
    { "open", ",\"closes_on\":\"2026-11\"", "2026-12-01", MADO_OPPORTUNITY_CLOSED },
    { "check", CLOSES, "2026-11-24", MADO_OPPORTUNITY_UNKNOWN },
    { "closed", CLOSES, "2026-11-24", MADO_OPPORTUNITY_CLOSED },
    { "held", CLOSES, "2026-11-24", MADO_OPPORTUNITY_UNKNOWN },
    { "dormant", CLOSES, "2026-11-24", MADO_OPPORTUNITY_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_test_message ("%s%s on %s", vectors[i].status, vectors[i].dates, vectors[i].today);
      g_assert_cmpint (get_state (vectors[i].status, vectors[i].dates, vectors[i].today), ==,
                       vectors[i].state);
    }
}

static void
test_a_call_that_opens_later_is_ahead (void)
{
  static const char opens_in_june[] = ",\"opens_on\":\"2026-06\",\"closes_on\":\"2026-09-09\"";

  g_assert_cmpint (get_state ("announced", OPENS, "2026-12-07"), ==, MADO_OPPORTUNITY_AHEAD);
  g_assert_cmpint (get_state ("announced", OPENS, "2026-12-08"), ==, MADO_OPPORTUNITY_UNKNOWN);
  g_assert_cmpint (get_state ("announced", OPENS, "2027-04-07"), ==, MADO_OPPORTUNITY_CLOSED);
  g_assert_cmpint (get_state ("open", OPENS, "2026-12-07"), ==, MADO_OPPORTUNITY_AHEAD);
  g_assert_cmpint (get_state ("open", OPENS, "2026-12-08"), ==, MADO_OPPORTUNITY_OPEN);
  g_assert_cmpint (get_state ("open", opens_in_june, "2026-05-31"), ==, MADO_OPPORTUNITY_AHEAD);
  /* On which day of June is not known. */
  g_assert_cmpint (get_state ("open", opens_in_june, "2026-06-15"), ==, MADO_OPPORTUNITY_UNKNOWN);
  g_assert_cmpint (get_state ("open", opens_in_june, "2026-06-30"), ==, MADO_OPPORTUNITY_OPEN);
}

static void
test_what_must_be_checked_is_not_closed_by_an_old_day (void)
{
  /* A scheme keeps the last day of its latest call, and may come again. */
  g_assert_cmpint (get_state ("check", ",\"closes_on\":\"2013-09-15\"", "2026-11-26"), ==,
                   MADO_OPPORTUNITY_UNKNOWN);
}

static void
test_what_is_superseded_is_not_open (void)
{
  g_assert_cmpint (mado_opportunity_supersede (MADO_OPPORTUNITY_OPEN), ==,
                   MADO_OPPORTUNITY_SUPERSEDED);
  g_assert_cmpint (mado_opportunity_supersede (MADO_OPPORTUNITY_CLOSED), ==,
                   MADO_OPPORTUNITY_CLOSED);
}

static MadoOpportunityState
get_state_at (MadoRecord *record, const char *zone, gint day, gint hour, gint minute)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (GTimeZone) where = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) now = g_date_time_new (where, 2026, 11, day, hour, minute, 0);

  return mado_opportunity_get_state_at (record, vocabulary, now);
}

static void
test_the_hour_decides_wherever_it_is_asked (void)
{
  g_autoptr (MadoRecord) call
      = make_call ("open", CLOSES ",\"closes_at\":\"2026-11-24T17:00 Europe/Brussels\"");
  g_autoptr (MadoRecord) hourless = make_call ("open", CLOSES);

  g_assert_cmpint (get_state_at (call, "Europe/Brussels", 24, 17, 0), ==, MADO_OPPORTUNITY_OPEN);
  g_assert_cmpint (get_state_at (call, "Europe/Brussels", 24, 17, 1), ==, MADO_OPPORTUNITY_CLOSED);
  /* It is the 25th in Tokyo already. */
  g_assert_cmpint (get_state_at (call, "Asia/Tokyo", 25, 0, 59), ==, MADO_OPPORTUNITY_OPEN);
  g_assert_cmpint (get_state_at (call, "Asia/Tokyo", 25, 1, 1), ==, MADO_OPPORTUNITY_CLOSED);
  g_assert_cmpint (get_state_at (hourless, "Asia/Tokyo", 24, 23, 59), ==, MADO_OPPORTUNITY_OPEN);
  g_assert_cmpint (get_state_at (hourless, "Asia/Tokyo", 25, 0, 59), ==, MADO_OPPORTUNITY_CLOSED);
}

static void
assert_in_tokyo (const char *closes_at, const char *wanted)
{
  g_autofree char *member = g_strdup_printf ("\"%s\"", closes_at);
  g_autoptr (MadoRecord) record = make_well (MADO_KIND_OPPORTUNITY, "closes_at", member);
  g_autoptr (GDateTime) deadline = mado_opportunity_dup_deadline (record);
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (deadline);
  there = g_date_time_to_timezone (deadline, tokyo);
  text = g_date_time_format (there, "%Y-%m-%d %H:%M");
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_five_in_brussels_is_the_next_day_in_tokyo (void)
{
  /* Summer time until 25 October 2026, winter time after it. */
  assert_in_tokyo ("2026-10-15T17:00 Europe/Brussels", "2026-10-16 00:00");
  assert_in_tokyo ("2026-11-17T17:00 Europe/Brussels", "2026-11-18 01:00");
  assert_in_tokyo ("2026-11-17T17:00 Asia/Tokyo", "2026-11-17 17:00");
}

static void
test_each_clock_has_its_own_date (void)
{
  static const struct
  {
    const char *closes_at, *shown;
  } vectors[] = {
    { "2026-10-15T17:00 Europe/Brussels",
      "2026-10-15 17:00 Europe/Brussels|2026-10-16 00:00 Asia/Tokyo|" },
    { "2026-11-17T17:00 Europe/Brussels",
      "2026-11-17 17:00 Europe/Brussels|2026-11-18 01:00 Asia/Tokyo|" },
    { "2026-11-17T12:00 Asia/Tokyo",
      "2026-11-17 04:00 Europe/Brussels|2026-11-17 12:00 Asia/Tokyo|" },
    { "2026-11-17T16:00 Europe/London",
      "2026-11-17 16:00 Europe/London|2026-11-17 17:00 Europe/Brussels|"
      "2026-11-18 01:00 Asia/Tokyo|" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"%s\"", vectors[i].closes_at);
      g_autoptr (MadoRecord) record = make_well (MADO_KIND_OPPORTUNITY, "closes_at", member);
      g_autoptr (GPtrArray) clocks = mado_opportunity_list_clocks (record);
      g_autoptr (GString) shown = g_string_new (NULL);

      for (guint k = 0; k < clocks->len; k++)
        {
          GDateTime *clock = g_ptr_array_index (clocks, k);
          g_autofree char *text = g_date_time_format (clock, "%Y-%m-%d %H:%M");

          g_string_append_printf (shown, "%s %s|", text,
                                  g_time_zone_get_identifier (g_date_time_get_timezone (clock)));
        }
      g_assert_cmpstr (shown->str, ==, vectors[i].shown);
    }
}

static void
test_a_day_without_an_hour_has_no_clock (void)
{
  g_autoptr (MadoRecord) day = make_well (MADO_KIND_OPPORTUNITY, "closes_on", "\"2026-11-24\"");
  g_autoptr (MadoRecord) month = make_well (MADO_KIND_OPPORTUNITY, "closes_on", "\"2018-01\"");
  g_autoptr (GPtrArray) first = mado_opportunity_list_clocks (day);
  g_autoptr (GPtrArray) second = mado_opportunity_list_clocks (month);

  g_assert_cmpuint (first->len, ==, 0);
  g_assert_cmpuint (second->len, ==, 0);
}

static void
test_who_misses_the_first_stage_is_out (void)
{
  static const char stages[] = ",\"closes_on\":\"2027-03-01\",\"stages\":["
                               "{\"name\":" TEXT ",\"closes_on\":\"2026-10-15\","
                               "\"closes_at\":\"2026-10-15T17:00 Europe/Brussels\"},"
                               "{\"name\":" TEXT ",\"closes_on\":\"2027-03-01\"}]";
  g_autoptr (MadoRecord) call = make_call ("open", stages);
  const MadoStages *list = mado_record_lookup (call, "stages", MADO_FIELD_STAGES);
  g_autoptr (GPtrArray) clocks = mado_stage_list_clocks (mado_stages_get (list, 0));
  g_autoptr (GPtrArray) none = mado_stage_list_clocks (mado_stages_get (list, 1));

  g_assert_cmpint (get_state ("open", stages, "2026-10-15"), ==, MADO_OPPORTUNITY_OPEN);
  g_assert_cmpint (get_state ("open", stages, "2026-10-16"), ==, MADO_OPPORTUNITY_CLOSED);
  g_assert_cmpint (mado_date_get_first_day (mado_opportunity_get_last_day (call)), ==,
                   get_day ("2026-10-15"));
  g_assert_cmpuint (clocks->len, ==, 2);
  g_assert_cmpint (g_date_time_get_day_of_month (g_ptr_array_index (clocks, 1)), ==, 16);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_who_may_apply_depends_on_the_day (void)
{
  static const char entries[] = "[{\"from\":\"2021\",\"until\":\"2025\",\"scope\":" TEXT
                                ",\"who\":" TEXT ",\"open\":\"no\",\"sources\":" SOURCES "},"
                                "{\"from\":\"2026-01\",\"scope\":" TEXT ",\"who\":" TEXT
                                ",\"open\":\"transitional\",\"sources\":" SOURCES "}]";
  g_autoptr (MadoRecord) record = make_well (MADO_KIND_OPPORTUNITY, "eligibility", entries);
  MadoEligibilities *list
      = (MadoEligibilities *) mado_record_lookup (record, "eligibility", MADO_FIELD_ELIGIBILITIES);
  const MadoEligibility *before = mado_eligibilities_get (list, 0);
  const MadoEligibility *after = mado_eligibilities_get (list, 1);

  g_assert_true (mado_eligibility_holds (before, get_day ("2025-06-01")));
  g_assert_false (mado_eligibility_holds (after, get_day ("2025-06-01")));
  g_assert_false (mado_eligibility_holds (before, get_day ("2026-06-01")));
  g_assert_true (mado_eligibility_holds (after, get_day ("2026-06-01")));
  g_assert_true (mado_eligibility_holds (before, get_day ("2025-12-31")));
  g_assert_false (mado_eligibility_holds (before, get_day ("2020-12-31")));
}

static void
test_a_deadline_that_cannot_be_read_is_none (void)
{
  static const char *const texts[] = {
    "2026-11-24",
    "2026-11-24T17:00",
    "2026-11-24T17:00 ",
    "2026-11-24T25:00 Europe/Brussels",
    "2026-11-31T17:00 Europe/Brussels",
    "2026-11-24 17:00 Europe/Brussels",
    "2026-11-24T17:00 Europe/Atlantis",
    "2026-11-24T17:00 /etc/localtime",
    "2026-11-24T17:00 A/../../zoneinfo/UTC",
    "2026-11-24Tab:cd Europe/Brussels",
  };
  g_autoptr (MadoRecord) without = make_well (MADO_KIND_OPPORTUNITY, NULL, NULL);

  g_assert_null (mado_opportunity_dup_deadline (without));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"%s\"", texts[i]);
      g_autoptr (MadoRecord) record = make_well (MADO_KIND_OPPORTUNITY, "closes_at", member);

      g_test_message ("%s", texts[i]);
      g_assert_null (mado_opportunity_dup_deadline (record));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add_func ("/model/opportunity/" path, function)
  TEST ("nothing-looks-open-that-may-not-be", test_nothing_looks_open_that_may_not_be);
  TEST ("a-call-that-opens-later-is-ahead", test_a_call_that_opens_later_is_ahead);
  TEST ("what-must-be-checked-is-not-closed-by-an-old-day",
        test_what_must_be_checked_is_not_closed_by_an_old_day);
  TEST ("what-is-superseded-is-not-open", test_what_is_superseded_is_not_open);
  TEST ("the-hour-decides-wherever-it-is-asked", test_the_hour_decides_wherever_it_is_asked);
  TEST ("five-in-brussels-is-the-next-day-in-tokyo",
        test_five_in_brussels_is_the_next_day_in_tokyo);
  TEST ("each-clock-has-its-own-date", test_each_clock_has_its_own_date);
  TEST ("a-day-without-an-hour-has-no-clock", test_a_day_without_an_hour_has_no_clock);
  TEST ("who-misses-the-first-stage-is-out", test_who_misses_the_first_stage_is_out);
  TEST ("who-may-apply-depends-on-the-day", test_who_may_apply_depends_on_the_day);
  TEST ("a-deadline-that-cannot-be-read-is-none", test_a_deadline_that_cannot_be_read_is_none);

  return g_test_run ();
}
