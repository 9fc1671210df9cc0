/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an agreement's life. */
#include "core/model/mado-agreement.h"

#include "core/model/least-record.h"
#include "core/model/mado-agreement-decision.h"
#include "core/model/mado-day.h"

static MadoRecord *
make_agreement (const char *type, const char *status, const char *members)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"a\",\"kind\":\"agreement\"," BASE
                                           "," PARTICIPANTS ",\"type\":\"%s\",\"status\":\"%s\"%s}",
                                           type, status, members);
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (GError) error = NULL;
  MadoRecord *record = mado_record_new_from_json (node, &error);

  g_assert_no_error (error);
  return record;
}

/* "signed done 2009-11-30|…" on 26 November 2026. */
static void
assert_steps (const char *type, const char *status, const char *members, const char *wanted)
{
  static const char *const kinds[]
      = { "signed", "adopted", "published", "provisional", "force", "ended" };
  static const char *const states[] = { "done", "undated", "unconfirmed", "ahead" };
  g_autoptr (MadoRecord) record = make_agreement (type, status, members);
  g_autoptr (MadoDate) today = mado_date_new_from_iso ("2026-11-26", NULL);
  g_autoptr (GArray) steps = mado_agreement_list_steps (record, mado_date_get_first_day (today));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const MadoStep *step = &g_array_index (steps, MadoStep, i);
      g_autofree char *date
          = step->date ? mado_date_format (step->date, MADO_LANGUAGE_EN, MADO_DATE_ISO) : NULL;

      g_string_append_printf (text, "%s%s %s", i > 0 ? "|" : "", kinds[step->kind],
                              states[step->state]);
      if (date)
        g_string_append_printf (text, " %s", date);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
test_a_treaty_is_signed_and_enters_into_force (void)
{
  assert_steps ("international-agreement", "in-force",
                ",\"signed_on\":\"2009-11-30\",\"in_force_on\":\"2011-03-29\"",
                "signed done 2009-11-30|force done 2011-03-29");
  assert_steps ("international-agreement", "in-force",
                ",\"signed_on\":\"2018-07-17\",\"provisional_from\":\"2019-02-01\","
                "\"in_force_on\":\"2025-01-01\"",
                "signed done 2018-07-17|provisional done 2019-02-01|force done 2025-01-01");
}

static void
test_what_is_not_known_is_said (void)
{
  assert_steps ("international-agreement", "in-force", ",\"signed_on\":\"2006-11\"",
                "signed done 2006-11|force undated");
  assert_steps ("international-agreement", "ended", ",\"published_on\":\"1989-02-28\"",
                "signed undated|published done 1989-02-28|force undated|ended undated");
}

static void
test_what_lies_ahead_is_marked (void)
{
  assert_steps ("international-agreement", "signature-unconfirmed",
                ",\"provisional_from\":\"2026-01\"",
                "signed unconfirmed|provisional done 2026-01|force ahead");
  assert_steps ("international-agreement", "signed",
                ",\"signed_on\":\"2026-10-01\",\"in_force_on\":\"2027-01-01\"",
                "signed done 2026-10-01|force ahead 2027-01-01");
}

static void
test_of_an_arrangement_only_what_is_recorded_is_told (void)
{
  assert_steps ("memorandum", "signed", ",\"signed_on\":\"2022-12\"", "signed done 2022-12");
  assert_steps ("partnership", "active", ",\"date\":{\"start\":\"2019\"}", "");
}

static void
test_an_end_has_the_last_day_of_its_period (void)
{
  assert_steps ("action-plan", "ended",
                ",\"adopted_on\":\"2001-12-08\",\"date\":{\"start\":\"2001-12-08\","
                "\"end\":\"2011\"}",
                "adopted done 2001-12-08|ended done 2011");
  assert_steps ("action-plan", "ended",
                ",\"adopted_on\":\"2001-12-08\",\"date\":{\"start\":\"2001-12-08\"}",
                "adopted done 2001-12-08|ended undated");
}

/* "dated 2030-09-28 after 3" on @today. */
static void
assert_decision (const char *members, const char *today, const char *wanted)
{
  static const char *const states[] = { "none", "dated", "not stated", "no start", "open-ended" };
  g_autoptr (MadoRecord) record = make_agreement ("international-agreement", "in-force", members);
  const MadoDecision decision = mado_agreement_decide (record, mado_day_parse (today));
  g_autofree char *day = decision.day != MADO_NO_DAY ? mado_day_format_iso (decision.day) : NULL;
  g_autofree char *text = day != NULL ? g_strdup_printf ("%s %s after %d", states[decision.state],
                                                         day, decision.n_renewals)
                                      : g_strdup (states[decision.state]);

  g_assert_cmpstr (text, ==, wanted);
}

#define FORCE ",\"in_force_on\":\"2011-03-29\""
#define FIVE FORCE ",\"term_months\":60,\"renewal_months\":60,\"notice_months\":6"

/* Counted by hand: five years from 29 March 2011 end with 28 March 2016, six months before it is 28
 * September 2015; the term of 2026 ends with 28 March 2031. */
static void
test_the_next_decision_is_before_the_end_of_a_term (void)
{
  assert_decision (FIVE, "2012-01-01", "dated 2015-09-28 after 0");
  assert_decision (FIVE, "2015-09-28", "dated 2015-09-28 after 0");
  assert_decision (FIVE, "2015-09-29", "dated 2020-09-28 after 1");
  assert_decision (FIVE, "2026-11-26", "dated 2030-09-28 after 3");
  /* The last day of August less six months is the last of February. */
  assert_decision (",\"in_force_on\":\"2011-09-01\",\"term_months\":12,\"notice_months\":6",
                   "2011-10-01", "dated 2012-02-29 after 0");
}

static void
test_a_decision_that_is_not_stated_is_not_guessed (void)
{
  assert_decision ("", "2026-11-26", "not stated");
  assert_decision (FORCE, "2026-11-26", "not stated");
  assert_decision (FORCE ",\"term_months\":60", "2012-01-01", "not stated");
  assert_decision (FORCE ",\"term_months\":9999999,\"notice_months\":6", "2012-01-01",
                   "not stated");
  assert_decision (",\"in_force_on\":\"2011-03\",\"term_months\":60,\"notice_months\":6",
                   "2012-01-01", "no start");
  assert_decision (FORCE ",\"term_months\":60,\"notice_months\":6", "2026-11-26", "open-ended");
}

static void
test_what_is_not_in_force_is_not_decided_on (void)
{
  g_autoptr (MadoRecord) ended = make_agreement ("international-agreement", "ended", FIVE);
  g_autoptr (MadoRecord) letter = make_agreement ("letter-of-intent", "in-force", FORCE);

  g_assert_cmpint (mado_agreement_decide (ended, 82000).state, ==, MADO_DECISION_NONE);
  g_assert_cmpint (mado_agreement_decide (letter, 82000).state, ==, MADO_DECISION_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add_func ("/model/agreement/" path, function)
  TEST ("a-treaty-is-signed-and-enters-into-force", test_a_treaty_is_signed_and_enters_into_force);
  TEST ("what-is-not-known-is-said", test_what_is_not_known_is_said);
  TEST ("what-lies-ahead-is-marked", test_what_lies_ahead_is_marked);
  TEST ("of-an-arrangement-only-what-is-recorded-is-told",
        test_of_an_arrangement_only_what_is_recorded_is_told);
  TEST ("an-end-has-the-last-day-of-its-period", test_an_end_has_the_last_day_of_its_period);

  g_test_add_func ("/model/agreement/the-next-decision-is-before-the-end-of-a-term",
                   test_the_next_decision_is_before_the_end_of_a_term);
  g_test_add_func ("/model/agreement/a-decision-that-is-not-stated-is-not-guessed",
                   test_a_decision_that_is_not_stated_is_not_guessed);
  g_test_add_func ("/model/agreement/what-is-not-in-force-is-not-decided-on",
                   test_what_is_not_in_force_is_not_decided_on);
  return g_test_run ();
}
