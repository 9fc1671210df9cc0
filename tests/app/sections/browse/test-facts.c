/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a page: which are told, how they are written, and which claim the record uses. */
#include "app/sections/browse/mado-facts.h"

#include <string.h>

#include "app/sections/browse/mado-fact-values.h"
#include "core/json/mado-json.h"
#include "core/model/mado-day.h"

#define BASE                                                                                       \
  "\"format\": 1, \"id\": \"one\", \"title\": {\"en\": \"One\", \"ja\": \"一\"},"                 \
  "\"summary\": {\"en\": \"One.\", \"ja\": \"一です。\"},"                                     \
  "\"sources\": [{\"title\": \"S\", \"accessed\": \"2026\"}], \"themes\": [\"t\"]"

static const char vocabulary_text[]
    = "{\"format\": 1, \"kind\": \"vocabulary\", \"lists\": {"
      "\"qualifier\": [{\"id\": \"more-than\", \"en\": \"more than\", \"ja\": \"超\","
      "\"form_en\": \"more than {}\", \"form_ja\": \"{}超\"}],"
      "\"per\": [{\"id\": \"student\", \"en\": \"per student\", \"ja\": \"1名当たり\"}],"
      "\"unit\": [{\"id\": \"EUR\", \"en\": \"EUR\", \"ja\": \"ユーロ\"},"
      "{\"id\": \"months\", \"en\": \"months\", \"ja\": \"か月\", \"one_en\": \"month\"}]}}";

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static MadoRecord *
make (const char *members)
{
  g_autofree char *text = g_strdup_printf ("{" BASE ", %s}", members);
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (GError) error = NULL;
  MadoRecord *record = mado_record_new_from_json (node, &error);

  g_assert_no_error (error);
  return record;
}

static MadoVocabulary *
make_vocabulary (void)
{
  g_autoptr (JsonNode) node = parse (vocabulary_text);
  g_autoptr (GError) error = NULL;
  MadoVocabulary *vocabulary = mado_vocabulary_new_from_json (node, &error);

  g_assert_no_error (error);
  return vocabulary;
}

/* The fact under @name, written in @language, or of a name how a letter is addressed; nullable. */
static char *
tell_of (MadoRecord *record, const char *name, MadoLanguage language, gboolean surname_first,
         gboolean is_address)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  const MadoFactSource source
      = { record, vocabulary, language, TRUE, surname_first, FALSE, mado_day_parse ("2026-11-26") };
  g_autoptr (GPtrArray) facts = mado_facts_list (&source);

  for (guint i = 0; i < facts->len; i++)
    {
      const MadoFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (fact->name, name))
        continue;
      if (is_address)
        return g_strdup (fact->address);
      return g_strdup (fact->text ? mado_text_get (fact->text, language, NULL) : fact->value);
    }
  return NULL;
}

static char *
tell (MadoRecord *record, const char *name, MadoLanguage language)
{
  return tell_of (record, name, language, TRUE, FALSE);
}

static void
assert_told (MadoRecord *record, const char *name, MadoLanguage language, const char *wanted)
{
  g_autofree char *told = tell (record, name, language);

  g_assert_cmpstr (told, ==, wanted);
}

static void
test_dates (void)
{
  g_autoptr (MadoRecord) record
      = make ("\"kind\": \"agreement\", \"type\": \"treaty\", \"status\": \"in-force\","
              "\"participants\": [{\"organisation\": \"o\", \"role\": \"party\"}],"
              "\"date\": {\"start\": \"2009-11-30\"}, \"signed_on\": \"2009-11\","
              "\"in_force_on\": \"2011-03-29\"");

  assert_told (record, "Signed", MADO_LANGUAGE_EN, "November 2009");
  assert_told (record, "In force since", MADO_LANGUAGE_JA, "2011年（平成23年）3月29日");
  assert_told (record, "Date", MADO_LANGUAGE_EN, NULL);
}

#define TREATY                                                                                     \
  "\"kind\": \"agreement\", \"type\": \"international-agreement\", \"status\": \"in-force\","      \
  "\"participants\": [{\"organisation\": \"o\", \"role\": \"party\"}]"

static void
test_decisions (void)
{
  g_autoptr (MadoRecord) stated
      = make (TREATY ", \"in_force_on\": \"2011-03-29\", \"term_months\": 60,"
                     "\"renewal_months\": 60, \"notice_months\": 6");
  g_autoptr (MadoRecord) silent = make (TREATY ", \"in_force_on\": \"2011-03-29\"");

  assert_told (stated, "Next decision", MADO_LANGUAGE_EN,
               "Notice can be given until 28 September 2030.\n"
               "In force since 29 March 2011, for a term of 5 years.\n"
               "3 renewals of 5 years each until then.\n"
               "The term ends with 28 March 2031; notice is due 6 months before.");
  assert_told (silent, "Next decision", MADO_LANGUAGE_EN,
               "The record does not state term and notice, so no date can be given.");
}

static void
test_closing (void)
{
  g_autoptr (MadoRecord) record
      = make ("\"kind\": \"opportunity\", \"type\": \"mobility\", \"status\": \"open\","
              "\"participants\": [{\"organisation\": \"o\", \"role\": \"funder\"}],"
              "\"who\": {\"en\": \"Students\", \"ja\": \"学生\"}, \"closes_on\": \"2026-11-24\","
              "\"closes_at\": \"2026-11-24T17:00 Europe/Brussels\","
              "\"budget\": {\"minor_units\": 820000, \"currency\": \"EUR\"},"
              "\"budget_per\": \"student\"");

  assert_told (record, "Closes, Brussels time", MADO_LANGUAGE_EN, "24 November 2026, 17:00 (CET)");
  assert_told (record, "Closes, Tokyo time", MADO_LANGUAGE_EN, "25 November 2026, 01:00 (JST)");
  assert_told (record, "Budget", MADO_LANGUAGE_EN, "EUR 8,200 per student");
  assert_told (record, "Who may apply", MADO_LANGUAGE_JA, "学生");
}

static void
test_stages (void)
{
  g_autoptr (MadoRecord) record
      = make ("\"kind\": \"opportunity\", \"type\": \"funding\", \"status\": \"open\","
              "\"participants\": [{\"organisation\": \"o\", \"role\": \"funder\"}],"
              "\"who\": {\"en\": \"Anyone\", \"ja\": \"不問\"}, \"closes_on\": \"2027-03\","
              "\"stages\": [{\"name\": {\"en\": \"Pre-proposal\", \"ja\": \"予備提案\"},"
              "\"closes_on\": \"2026-10-15\", \"closes_at\": \"2026-10-15T17:00 Europe/Brussels\"},"
              "{\"name\": {\"en\": \"Full proposal\", \"ja\": \"本提案\"},"
              "\"closes_on\": \"2027-03\"}]");

  assert_told (record, "Pre-proposal, Tokyo time", MADO_LANGUAGE_EN,
               "16 October 2026, 00:00 (JST)");
  /* Of a month no hour is made up. */
  assert_told (record, "Full proposal", MADO_LANGUAGE_EN, "March 2027");
  assert_told (record, "Closes", MADO_LANGUAGE_EN, NULL);
}

static void
test_figures (void)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (MadoRecord) money
      = make ("\"kind\": \"figure\", \"value\": 90000000000, \"unit\": \"EUR\","
              "\"qualifier\": \"more-than\"");
  g_autoptr (MadoRecord) range
      = make ("\"kind\": \"figure\", \"value\": 12, \"value_min\": 3, \"unit\": \"months\","
              "\"qualifier\": \"range\"");
  g_autofree char *en = mado_fact_format_figure (money, vocabulary, MADO_LANGUAGE_EN);
  g_autofree char *ja = mado_fact_format_figure (money, vocabulary, MADO_LANGUAGE_JA);
  g_autofree char *from_to = mado_fact_format_figure (range, vocabulary, MADO_LANGUAGE_EN);

  g_assert_cmpstr (en, ==, "more than EUR 90,000,000,000");
  g_assert_cmpstr (ja, ==, "900億ユーロ超");
  g_assert_cmpstr (from_to, ==, "3–12 months");
}

static gint
find_used (const char *members, const char *field, const char *first, const char *second)
{
  g_autofree char *all = g_strdup_printf (
      "%s, \"conflicts\": [{\"field\": \"%s\", \"values\": ["
      "{\"value\": {\"en\": \"%s\", \"ja\": \"x\"}, \"sources\": [{\"title\": \"A\","
      " \"accessed\": \"2026\"}]},"
      "{\"value\": {\"en\": \"%s\", \"ja\": \"y\"}, \"sources\": [{\"title\": \"B\","
      " \"accessed\": \"2026\"}]}], \"assessment\": {\"en\": \"z\", \"ja\": \"z\"}}]",
      members, field, first, second);
  g_autoptr (MadoRecord) record = make (all);

  return mado_facts_find_used (record, mado_conflicts_get (mado_record_get_conflicts (record), 0));
}

static void
test_used (void)
{
  const char *project = "\"kind\": \"project\", \"type\": \"project\", \"status\": \"ended\","
                        "\"date\": {\"start\": \"2013-09\", \"end\": \"2017-02\"},"
                        "\"partners\": 10";
  const char *figure = "\"kind\": \"figure\", \"value\": 93500000000, \"unit\": \"EUR\","
                       "\"qualifier\": \"more-than\"";

  g_assert_cmpint (find_used (project, "date", "2013-2016", "2013-09 to 2017-02"), ==, 1);
  g_assert_cmpint (find_used (project, "date", "2013-09 to 2017-02-03", "2013-2017"), ==, -1);
  g_assert_cmpint (find_used (project, "partners", "10 partners", "nine partners"), ==, 0);
  g_assert_cmpint (find_used (project, "partners", "10 partners", "10 members"), ==, -1);
  g_assert_cmpint (find_used (figure, "value", "about EUR 90 billion", "EUR 93.5 billion"), ==, 1);
  g_assert_cmpint (
      find_used (figure, "value", "99999999999999999999 euros", "9223372036854775807 billion"), ==,
      -1);
}

static void
assert_since (const char *earlier, const char *later, const char *wanted)
{
  g_autoptr (MadoDate) a = mado_date_new_from_iso (earlier, NULL);
  g_autoptr (MadoDate) b = mado_date_new_from_iso (later, NULL);
  g_autofree char *since = mado_facts_format_since (a, b);

  g_assert_cmpstr (since, ==, wanted);
}

static void
test_since (void)
{
  assert_since ("2021-11-05", "2023-12-07", "2 years 1 month");
  assert_since ("2021-05-27", "2022-05-12", "11 months");
  assert_since ("2021-05-12", "2022-05-12", "1 year");
  assert_since ("2023-12-07", "2026-11-27", "2 years 11 months");
  assert_since ("2023-12-07", "2026-12-07", "3 years");
  assert_since ("2021-11-30", "2022-01-02", "1 month");
  assert_since ("2023-12-31", "2024-02-29", "2 months");
  assert_since ("2023-12-31", "2024-02-28", "1 month");
  assert_since ("2023-12-31", "2024-01-30", NULL);
  assert_since ("2021-11", "2022-01-02", "2 months");
  assert_since ("2021", "2023-12-07", NULL);
  assert_since ("2023-12-07", "2021-11-05", NULL);
}

static void
test_a_person_is_named_in_the_order_of_each_language (void)
{
  g_autoptr (MadoRecord) yamada = make (
      "\"kind\": \"person\", \"office\": {\"en\": \"Officer\", \"ja\": \"担当官\"},"
      "\"historic\": true, \"as_of\": \"2018\", \"date\": {\"start\": \"2018\", \"end\": \"2018\"},"
      "\"reading\": \"やまだたろう\", \"name\": {"
      "\"family\": {\"en\": \"Yamada\", \"ja\": \"山田\", \"reading\": \"やまだ\"},"
      "\"given\": {\"en\": \"Taro\", \"ja\": \"太郎\", \"reading\": \"たろう\"}},"
      "\"participants\": [{\"organisation\": \"mofa\", \"role\": \"office-held\"}]");

  assert_told (yamada, "Name", MADO_LANGUAGE_EN, "YAMADA Taro (山田 太郎, やまだ たろう)");
  assert_told (yamada, "Name", MADO_LANGUAGE_JA, "山田 太郎（やまだ たろう、YAMADA Taro）");
  assert_told (yamada, "Reading", MADO_LANGUAGE_EN, NULL);
  /* One day on which a source names him is no term of office. */
  assert_told (yamada, "In office", MADO_LANGUAGE_EN, NULL);
  assert_told (yamada, "Attested on", MADO_LANGUAGE_EN, "2018");
}

static void
test_the_order_of_latin_names_is_chosen (void)
{
  g_autoptr (MadoRecord) yamada
      = make ("\"kind\": \"person\", \"office\": {\"en\": \"Officer\", \"ja\": \"担当官\"},"
              "\"historic\": true, \"as_of\": \"2018\", \"name\": {"
              "\"family\": {\"en\": \"Yamada\", \"ja\": \"山田\"},"
              "\"given\": {\"en\": \"Taro\", \"ja\": \"太郎\"}},"
              "\"participants\": [{\"organisation\": \"mofa\", \"role\": \"office-held\"}]");
  g_autofree char *english = tell_of (yamada, "Name", MADO_LANGUAGE_EN, FALSE, FALSE);
  g_autofree char *japanese = tell_of (yamada, "Name", MADO_LANGUAGE_JA, FALSE, FALSE);
  g_autofree char *letter = tell_of (yamada, "Name", MADO_LANGUAGE_EN, FALSE, TRUE);
  g_autofree char *japanese_letter = tell_of (yamada, "Name", MADO_LANGUAGE_JA, FALSE, TRUE);

  g_assert_cmpstr (english, ==, "Taro Yamada (山田 太郎)");
  g_assert_cmpstr (japanese, ==, "山田 太郎（Taro Yamada）");
  g_assert_cmpstr (letter, ==, "Taro Yamada");
  g_assert_cmpstr (japanese_letter, ==, "山田 太郎 様");
}

static void
test_a_term_of_office_is_told_from_its_start_to_its_end (void)
{
  g_autoptr (MadoRecord) person = make (
      "\"kind\": \"person\", \"office\": {\"en\": \"Officer\", \"ja\": \"担当官\"},"
      "\"historic\": true, \"as_of\": \"2018\", \"date\": {\"start\": \"2015\", \"end\": \"2019\"},"
      "\"participants\": [{\"organisation\": \"mofa\", \"role\": \"office-held\"}]");

  assert_told (person, "In office", MADO_LANGUAGE_EN, "2015–2019");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/facts/dates-keep-their-precision-and-are-told-once", test_dates);
  g_test_add_func ("/app/facts/an-agreement-tells-until-when-it-is-decided-on", test_decisions);
  g_test_add_func ("/app/facts/a-call-says-in-whose-hour-it-closes", test_closing);
  g_test_add_func ("/app/facts/each-stage-of-a-call-has-its-deadline", test_stages);
  g_test_add_func ("/app/facts/a-figure-carries-its-qualifier-and-its-unit", test_figures);
  g_test_add_func ("/app/facts/only-one-claim-is-the-one-that-is-used", test_used);
  g_test_add_func ("/app/facts/no-time-since-a-meeting-is-invented", test_since);
  g_test_add_func ("/app/facts/a-person-is-named-in-the-order-of-each-language",
                   test_a_person_is_named_in_the_order_of_each_language);
  g_test_add_func ("/app/facts/the-order-of-latin-names-is-chosen",
                   test_the_order_of_latin_names_is_chosen);
  g_test_add_func ("/app/facts/a-term-of-office-is-told-from-its-start-to-its-end",
                   test_a_term_of_office_is_told_from_its_start_to_its_end);
  return g_test_run ();
}
