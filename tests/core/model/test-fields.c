/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every type of field is read, and refused when it is wrong, with the member named. */
#include "core/model/mado-record.h"

#include "core/model/least-record.h"

#include <string.h>

typedef struct
{
  MadoKind kind;
  const char *member;
  const char *value;
  MadoRecordError code;
  const char *what;
} Refusal;

static void
assert_all_refused (const Refusal *refusals, guint n)
{
  for (guint i = 0; i < n; i++)
    assert_refused (refusals[i].kind, refusals[i].member, refusals[i].value, refusals[i].code,
                    refusals[i].what);
}

#define ASSERT_ALL_REFUSED(refusals) assert_all_refused (refusals, G_N_ELEMENTS (refusals))

static void
test_reads_text_and_strings (void)
{
  g_autoptr (MadoRecord) place
      = make_well (MADO_KIND_EVENT, "place", "{\"en\":\"Kyoto\",\"ja\":\"京都\"}");
  g_autoptr (MadoRecord) english = make_well (MADO_KIND_EVENT, "title", "{\"en\":\"Only\"}");
  g_autoptr (MadoRecord) programme = make_well (MADO_KIND_PROJECT, "programme", "\"FP7-INCO\"");
  static const Refusal refusals[] = {
    { MADO_KIND_EVENT, "place", "\"Kyoto\"", MADO_RECORD_ERROR_WRONG_TYPE,
      "'place' is not an object" },
    { MADO_KIND_EVENT, "place", "null", MADO_RECORD_ERROR_WRONG_TYPE, "'place' is not an object" },
    { MADO_KIND_EVENT, "place", "{}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'place' has neither English nor Japanese" },
    { MADO_KIND_EVENT, "place", "{\"fr\":\"Kyoto\"}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'place' has neither English nor Japanese" },
    { MADO_KIND_EVENT, "place", "{\"en\":\"\"}", MADO_RECORD_ERROR_MALFORMED,
      "'place.en' is empty" },
    { MADO_KIND_EVENT, "place", "{\"en\":\"a\",\"ja\":7}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'place.ja' is not a string" },
    { MADO_KIND_EVENT, "place", "{\"en\":null,\"ja\":\"京都\"}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'place.en' is not a string" },
    { MADO_KIND_PROJECT, "programme", "7", MADO_RECORD_ERROR_WRONG_TYPE,
      "'programme' is not a string" },
    { MADO_KIND_PROJECT, "programme", "\"\"", MADO_RECORD_ERROR_MALFORMED, "'programme' is empty" },
    { MADO_KIND_PROJECT, "status", "[\"ended\"]", MADO_RECORD_ERROR_WRONG_TYPE,
      "'status' is not a string" },
  };

  g_assert_cmpstr (mado_text_get (mado_record_get_place (place), MADO_LANGUAGE_JA, NULL), ==,
                   "京都");
  g_assert_null (mado_text_get_exact (mado_record_get_title (english), MADO_LANGUAGE_JA));
  g_assert_cmpstr (mado_record_lookup_string (programme, "programme"), ==, "FP7-INCO");
  ASSERT_ALL_REFUSED (refusals);
}

static void
test_reads_paragraphs (void)
{
  g_autoptr (MadoRecord) record
      = make_well (MADO_KIND_THEME, "body", "{\"en\":[\"One\",\"Two\"],\"ja\":[\"一\",\"二\"]}");
  g_autoptr (MadoRecord) english = make_well (MADO_KIND_THEME, "body", "{\"en\":[\"One\"]}");
  MadoParagraphs *body = mado_record_get_body (record);
  static const Refusal refusals[] = {
    { MADO_KIND_THEME, "body", "{\"en\":[\"One\"],\"ja\":[\"一\",\"二\"]}",
      MADO_RECORD_ERROR_MALFORMED, "'body' has not the same paragraphs in both languages" },
    { MADO_KIND_THEME, "body", "{}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'body' has neither English nor Japanese" },
    { MADO_KIND_THEME, "body", "{\"en\":\"One\"}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'body.en' is not a list of paragraphs" },
    { MADO_KIND_THEME, "body", "{\"en\":[]}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'body.en' is not a list of paragraphs" },
    { MADO_KIND_THEME, "body", "{\"en\":[\"One\"],\"ja\":[\"\"]}", MADO_RECORD_ERROR_MALFORMED,
      "'body.ja[0]' is empty" },
    { MADO_KIND_THEME, "body", "{\"en\":[\"One\",2]}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'body.en[1]' is not a string" },
    { MADO_KIND_THEME, "body", "[]", MADO_RECORD_ERROR_WRONG_TYPE, "'body' is not an object" },
  };

  g_assert_cmpuint (mado_paragraphs_get_n (body), ==, 2);
  g_assert_cmpstr (mado_text_get (mado_paragraphs_get (body, 1), MADO_LANGUAGE_JA, NULL), ==, "二");
  g_assert_cmpuint (mado_paragraphs_get_n (mado_record_get_body (english)), ==, 1);
  ASSERT_ALL_REFUSED (refusals);
}

static void
test_reads_dates (void)
{
  g_autoptr (MadoRecord) signed_on = make_well (MADO_KIND_AGREEMENT, "signed_on", "\"2009-11-30\"");
  g_autoptr (MadoRecord) period
      = make_well (MADO_KIND_PROJECT, "date", "{\"start\":\"2013-09\",\"end\":\"2017-02\"}");
  g_autoptr (MadoRecord) open = make_well (MADO_KIND_PROJECT, "date", "{\"start\":\"2013\"}");
  static const char *const bad[] = { "\"2023-02-30\"", "\"9999-99-99\"", "\"since September 2014\"",
                                     "\"1899\"",       "\"1899-12-31\"", "\"2018-1\"",
                                     "\"令和8年\"",    "\"R8.5\"",       "\"2018-13\"",
                                     "\"2011..2015\"" };
  static const Refusal refusals[] = {
    { MADO_KIND_AGREEMENT, "signed_on", "2009", MADO_RECORD_ERROR_WRONG_TYPE,
      "'signed_on' is not a string" },
    { MADO_KIND_AGREEMENT, "signed_on", "{\"start\":\"2009\"}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'signed_on' is not a string" },
    { MADO_KIND_PROJECT, "date", "\"2009\"", MADO_RECORD_ERROR_WRONG_TYPE,
      "'date' is not an object" },
    { MADO_KIND_PROJECT, "date", "{}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'date' has neither start nor end" },
    { MADO_KIND_PROJECT, "date", "{\"start\":\"2023-02-30\"}", MADO_RECORD_ERROR_MALFORMED,
      "'date.start' is not a date" },
    { MADO_KIND_PROJECT, "date", "{\"start\":\"2018\",\"end\":\"1899\"}",
      MADO_RECORD_ERROR_MALFORMED, "'date.end' is not a date" },
    { MADO_KIND_PROJECT, "date", "{\"start\":\"2018\",\"end\":null}", MADO_RECORD_ERROR_WRONG_TYPE,
      "'date.end' is not a string" },
    { MADO_KIND_PROJECT, "date", "{\"start\":\"2018\",\"end\":\"2017\"}",
      MADO_RECORD_ERROR_MALFORMED, "'date' ends before it starts" },
  };

  g_assert_cmpint (mado_date_get_start (mado_record_lookup_date (signed_on, "signed_on")).day, ==,
                   30);
  g_assert_cmpint (mado_date_get_end (mado_record_get_date (period)).month, ==, 2);
  g_assert_cmpint (mado_date_get_end (mado_record_get_date (open)).precision, ==,
                   MADO_PRECISION_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (MADO_KIND_AGREEMENT, "signed_on", bad[i], MADO_RECORD_ERROR_MALFORMED,
                    "'signed_on' is not a date");
  ASSERT_ALL_REFUSED (refusals);
}

static void
test_reads_numbers_money_and_flags (void)
{
  g_autoptr (MadoRecord) figure = make_well (MADO_KIND_FIGURE, "value", "93500000000");
  g_autoptr (MadoRecord) call = make_well (MADO_KIND_OPPORTUNITY, "budget",
                                           "{\"minor_units\":700000000,\"currency\":\"EUR\"}");
  g_autoptr (MadoRecord) yes = make_well (MADO_KIND_DOCUMENT, "link_lost", "true");
  g_autoptr (MadoRecord) no = make_well (MADO_KIND_DOCUMENT, "link_lost", "false");
  g_autoptr (MadoRecord) unset = make_well (MADO_KIND_DOCUMENT, NULL, NULL);
  static const Refusal refusals[] = {
    { MADO_KIND_FIGURE, "value", "\"22\"", MADO_RECORD_ERROR_WRONG_TYPE,
      "'value' is not a whole number" },
    { MADO_KIND_FIGURE, "value", "true", MADO_RECORD_ERROR_WRONG_TYPE,
      "'value' is not a whole number" },
    { MADO_KIND_OPPORTUNITY, "budget", "7", MADO_RECORD_ERROR_WRONG_TYPE,
      "'budget' is not an object" },
    { MADO_KIND_OPPORTUNITY, "budget", "{\"currency\":\"EUR\"}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'budget.minor_units' is missing" },
    { MADO_KIND_OPPORTUNITY, "budget", "{\"minor_units\":7}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'budget.currency' is missing" },
    { MADO_KIND_OPPORTUNITY, "budget", "{\"minor_units\":7,\"currency\":\"euro\"}",
      MADO_RECORD_ERROR_MALFORMED, "'budget.currency' is not a currency" },
    { MADO_KIND_OPPORTUNITY, "budget", "{\"minor_units\":7,\"currency\":\"EURO\"}",
      MADO_RECORD_ERROR_MALFORMED, "'budget.currency' is not a currency" },
    { MADO_KIND_DOCUMENT, "link_lost", "1", MADO_RECORD_ERROR_WRONG_TYPE,
      "'link_lost' is neither true nor false" },
    { MADO_KIND_DOCUMENT, "link_lost", "null", MADO_RECORD_ERROR_WRONG_TYPE,
      "'link_lost' is neither true nor false" },
    { MADO_KIND_DOCUMENT, "number", "7", MADO_RECORD_ERROR_MISSING_FIELD,
      "'number' stands without 'series'" },
  };

  g_assert_cmpint (mado_record_lookup_number (figure, "value").value, ==, 93500000000);
  g_assert_false (mado_record_lookup_number (figure, "value_min").is_set);
  g_assert_cmpint (mado_record_lookup_money (call, "budget")->minor_units, ==, 700000000);
  g_assert_cmpstr (mado_record_lookup_money (call, "budget")->currency, ==, "EUR");
  g_assert_cmpint (mado_record_lookup_flag (yes, "link_lost"), ==, MADO_FLAG_YES);
  g_assert_cmpint (mado_record_lookup_flag (no, "link_lost"), ==, MADO_FLAG_NO);
  g_assert_cmpint (mado_record_lookup_flag (unset, "link_lost"), ==, MADO_FLAG_UNSET);
  ASSERT_ALL_REFUSED (refusals);
}

static void
test_reads_lists (void)
{
  g_autoptr (MadoRecord) ids = make_well (MADO_KIND_AGREEMENT, "identifiers",
                                          "[{\"scheme\":\"celex\",\"value\":\"22011A0406(01)\"}]");
  g_autoptr (MadoRecord) articles
      = make_well (MADO_KIND_AGREEMENT, "articles",
                   "[{\"article\":\"13(5)\",\"content\":{\"en\":\"Amendments\",\"ja\":\"改正\"}}]");
  g_autoptr (MadoRecord) words
      = make_well (MADO_KIND_ANSWER, "audience", "[\"researcher\",\"ura\"]");
  g_autoptr (MadoRecord) variants
      = make_well (MADO_KIND_ORGANISATION, "name_variants",
                   "[{\"ja\":\"欧州対外行動局\",\"used_by\":{\"en\":\"MOFA (2019)\"}}]");
  g_autoptr (MadoRecord) eligibility
      = make_well (MADO_KIND_OPPORTUNITY, "eligibility",
                   "[{\"from\":\"2027-01\",\"until\":\"2027-12\",\"scope\":" TEXT ",\"who\":" TEXT
                   ",\"open\":\"yes\",\"sources\":" SOURCES "}]");
  MadoIdentifiers *identifiers = mado_record_get_identifiers (ids);
  const MadoArticles *list = mado_record_lookup (articles, "articles", MADO_FIELD_ARTICLES);
  const MadoNameVariants *names
      = mado_record_lookup (variants, "name_variants", MADO_FIELD_NAME_VARIANTS);
  const MadoEligibilities *who
      = mado_record_lookup (eligibility, "eligibility", MADO_FIELD_ELIGIBILITIES);

  g_assert_cmpstr (mado_identifiers_get (identifiers, 0)->value, ==, "22011A0406(01)");
  g_assert_cmpstr (mado_articles_get (list, 0)->article, ==, "13(5)");
  g_assert_cmpuint (mado_words_get_n (mado_record_lookup_words (words, "audience")), ==, 2);
  g_assert_cmpstr (mado_words_get (mado_record_lookup_words (words, "audience"), 1), ==, "ura");
  g_assert_cmpstr (mado_name_variants_get (names, 0)->ja, ==, "欧州対外行動局");
  g_assert_cmpstr (mado_eligibilities_get (who, 0)->open, ==, "yes");
  g_assert_cmpint (mado_date_get_end (mado_eligibilities_get (who, 0)->until).month, ==, 12);
}

static void
test_reads_conflicts_with_all_values (void)
{
  g_autoptr (MadoRecord) record = make_well (
      MADO_KIND_THEME, "conflicts",
      "[{\"field\":\"signed_on\",\"values\":["
      "{\"value\":{\"en\":\"2016\"},\"sources\":" SOURCES "},"
      "{\"value\":{\"en\":\"2017\"},\"sources\":" SOURCES "}],\"assessment\":" TEXT "}]");
  const MadoConflict *conflict = mado_conflicts_get (mado_record_get_conflicts (record), 0);
  const MadoClaim *claim = mado_claims_get (conflict->values, 1);

  g_assert_cmpstr (conflict->field, ==, "signed_on");
  g_assert_cmpuint (mado_claims_get_n (conflict->values), ==, 2);
  g_assert_cmpstr (mado_text_get (claim->value, MADO_LANGUAGE_EN, NULL), ==, "2017");
  g_assert_cmpstr (mado_sources_get (claim->sources, 0)->title, ==, "A page");
  g_assert_null (mado_sources_get (claim->sources, 0)->url);
}

/* A value, without its sources. */
#define CLAIM(text) "{\"value\":" text ",\"sources\":" SOURCES "}"

static void
test_values_that_differ_are_a_dispute (void)
{
  static const struct
  {
    const char *claims;
    gboolean disputed;
  } cases[] = {
    { CLAIM ("{\"en\":\"2016\"}"), FALSE },
    { CLAIM ("{\"en\":\"2016\"}") "," CLAIM ("{\"en\":\"2017\"}"), TRUE },
    { CLAIM ("{\"en\":\"2016\"}") "," CLAIM ("{\"en\":\"2016\",\"ja\":\"2016年\"}"), FALSE },
    { CLAIM ("{\"en\":\"May\",\"ja\":\"5月\"}") "," CLAIM ("{\"en\":\"May\",\"ja\":\"6月\"}"),
      TRUE },
    { CLAIM ("{\"en\":\"May\"}") "," CLAIM ("{\"ja\":\"5月\"}"), TRUE },
    { CLAIM ("{\"en\":\"7\"}") "," CLAIM ("{\"en\":\"7\"}") "," CLAIM ("{\"en\":\"8\"}"), TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *conflicts
          = g_strdup_printf ("[{\"values\":[%s],\"assessment\":" TEXT "}]", cases[i].claims);
      g_autoptr (MadoRecord) record = make_well (MADO_KIND_THEME, "conflicts", conflicts);

      g_assert_cmpint (mado_record_is_disputed (record), ==, cases[i].disputed);
    }
}

static void
test_refuses_lists_that_are_wrong (void)
{
  static const Refusal refusals[] = {
    { MADO_KIND_THEME, "sources", "{}", MADO_RECORD_ERROR_WRONG_TYPE, "'sources' is not a list" },
    { MADO_KIND_THEME, "sources", "[]", MADO_RECORD_ERROR_MALFORMED, "'sources' is empty" },
    { MADO_KIND_THEME, "sources", "[7]", MADO_RECORD_ERROR_WRONG_TYPE,
      "'sources[0]' is not an object" },
    { MADO_KIND_THEME, "sources", "[{\"accessed\":\"2026\"}]", MADO_RECORD_ERROR_MISSING_FIELD,
      "'sources[0].title' is missing" },
    { MADO_KIND_THEME, "sources",
      "[{\"title\":\"A\",\"accessed\":\"2026\"},{\"title\":\"B\",\"accessed\":\"2026-02-30\"}]",
      MADO_RECORD_ERROR_MALFORMED, "'sources[1].accessed' is not a date" },
    { MADO_KIND_THEME, "sources", "[{\"title\":\"A\",\"accessed\":\"2026\",\"url\":7}]",
      MADO_RECORD_ERROR_WRONG_TYPE, "'sources[0].url' is not a string" },
    { MADO_KIND_THEME, "identifiers", "[{\"scheme\":\"celex\"}]", MADO_RECORD_ERROR_MISSING_FIELD,
      "'identifiers[0].value' is missing" },
    { MADO_KIND_THEME, "participants", "[{\"organisation\":\"MOFA\",\"role\":\"party\"}]",
      MADO_RECORD_ERROR_MALFORMED, "'participants[0].organisation' is not an id" },
    { MADO_KIND_THEME, "participants", "[{\"organisation\":\"mofa\"}]",
      MADO_RECORD_ERROR_MISSING_FIELD, "'participants[0].role' is missing" },
    { MADO_KIND_THEME, "links", "[{\"rel\":\"under\",\"to\":\"/../\"}]",
      MADO_RECORD_ERROR_MALFORMED, "'links[0].to' is not an id" },
    { MADO_KIND_THEME, "links", "[{\"to\":\"a\"}]", MADO_RECORD_ERROR_MISSING_FIELD,
      "'links[0].rel' is missing" },
    { MADO_KIND_THEME, "themes", "\"water\"", MADO_RECORD_ERROR_WRONG_TYPE,
      "'themes' is not a list" },
    { MADO_KIND_THEME, "themes", "[\"water\",7]", MADO_RECORD_ERROR_WRONG_TYPE,
      "'themes[1]' is not a string" },
    { MADO_KIND_THEME, "conflicts",
      "[{\"values\":[{\"value\":" TEXT ",\"sources\":[]}],\"assessment\":" TEXT "}]",
      MADO_RECORD_ERROR_MALFORMED, "'conflicts[0].values[0].sources' is empty" },
    { MADO_KIND_THEME, "conflicts",
      "[{\"values\":[{\"value\":\"2016\",\"sources\":" SOURCES "}],\"assessment\":" TEXT "}]",
      MADO_RECORD_ERROR_WRONG_TYPE, "'conflicts[0].values[0].value' is not an object" },
    { MADO_KIND_THEME, "conflicts", "[{\"values\":[{\"value\":" TEXT ",\"sources\":" SOURCES "}]}]",
      MADO_RECORD_ERROR_MISSING_FIELD, "'conflicts[0].assessment' is missing" },
    { MADO_KIND_AGREEMENT, "articles", "[{\"article\":1,\"content\":" TEXT "}]",
      MADO_RECORD_ERROR_WRONG_TYPE, "'articles[0].article' is not a string" },
    { MADO_KIND_OPPORTUNITY, "eligibility",
      "[{\"from\":\"2027\",\"until\":\"2026\",\"scope\":" TEXT ",\"who\":" TEXT
      ",\"open\":\"yes\",\"sources\":" SOURCES "}]",
      MADO_RECORD_ERROR_MALFORMED, "'eligibility[0]' ends before it starts" },
    { MADO_KIND_ORGANISATION, "name_variants", "[{\"ja\":\"欧州\"}]",
      MADO_RECORD_ERROR_MISSING_FIELD, "'name_variants[0].used_by' is missing" },
    { MADO_KIND_PERSON, "name", "{\"family\":" TEXT "}", MADO_RECORD_ERROR_MISSING_FIELD,
      "'name.given' is missing" },
    { MADO_KIND_PERSON, "name",
      "{\"family\":{\"en\":\"A\",\"reading\":7},\"given\":{\"en\":\"B\"}}",
      MADO_RECORD_ERROR_WRONG_TYPE, "'name.family.reading' is not a string" },
  };

  ASSERT_ALL_REFUSED (refusals);
}

static void
test_refuses_an_endless_list (void)
{
  g_autoptr (GString) list = g_string_new ("[\"a\"");

  for (guint i = 0; i < 10000; i++)
    g_string_append (list, ",\"a\"");
  g_string_append_c (list, ']');
  assert_refused (MADO_KIND_THEME, "themes", list->str, MADO_RECORD_ERROR_MALFORMED,
                  "'themes' is too long a list");
}

static void
test_an_unknown_word_is_kept (void)
{
  g_autofree char *letters = g_strnfill (201, 'a');
  g_autofree char *endless = g_strdup_printf ("\"%s\"", letters);
  g_autoptr (MadoRecord) record = make_well (MADO_KIND_AGREEMENT, "status", "\"dormant\"");

  g_assert_cmpstr (mado_record_get_status (record), ==, "dormant");
  assert_refused (MADO_KIND_AGREEMENT, "status", endless, MADO_RECORD_ERROR_MALFORMED,
                  "'status' is too long for a word");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add_func ("/model/fields/" path, function)
  TEST ("reads-text-and-strings", test_reads_text_and_strings);
  TEST ("reads-paragraphs", test_reads_paragraphs);
  TEST ("reads-dates", test_reads_dates);
  TEST ("reads-numbers-money-and-flags", test_reads_numbers_money_and_flags);
  TEST ("reads-lists", test_reads_lists);
  TEST ("reads-conflicts-with-all-values", test_reads_conflicts_with_all_values);
  TEST ("values-that-differ-are-a-dispute", test_values_that_differ_are_a_dispute);
  TEST ("refuses-lists-that-are-wrong", test_refuses_lists_that_are_wrong);
  TEST ("refuses-an-endless-list", test_refuses_an_endless_list);
  TEST ("an-unknown-word-is-kept", test_an_unknown_word_is_kept);

  return g_test_run ();
}
