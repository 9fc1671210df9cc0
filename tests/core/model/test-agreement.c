/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an agreement's life. */
#include "core/model/mado-agreement.h"

#include "core/model/least-record.h"

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

  return g_test_run ();
}
