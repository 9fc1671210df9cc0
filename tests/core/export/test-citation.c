/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations word by word, in both languages and all styles, and with hostile text. */
#include "core/export/mado-citation.h"

#include <string.h>

static const char vocabulary_text[]
    = "{\"format\": 1, \"kind\": \"vocabulary\", \"lists\": {"
      "\"kind\": [{\"id\": \"agreement\", \"en\": \"Agreement\", \"ja\": \"協定・取決め\"},"
      " {\"id\": \"theme\", \"en\": \"Theme\", \"ja\": \"分野\"}],"
      "\"agreement_type\": [{\"id\": \"decision\", \"en\": \"Decision\", \"ja\": \"決定\"}],"
      "\"identifier_scheme\": [{\"id\": \"celex\", \"en\": \"CELEX number\", \"ja\": "
      "\"CELEX番号\"},"
      " {\"id\": \"oj\", \"en\": \"Official Journal\", \"ja\": \"EU官報\"}]"
      "}}";

static const char agreement_text[]
    = "{\"id\": \"example-decision\", \"kind\": \"agreement\", \"type\": \"decision\","
      " \"status\": \"in-force\","
      " \"title\": {\"en\": \"Decision on A_1\", \"ja\": \"A_1に関する決定\"},"
      " \"summary\": {\"en\": \"S.\", \"ja\": \"要約です。\"},"
      " \"date\": {\"start\": \"2009-11-30\", \"end\": \"2009-11-30\"},"
      " \"place\": {\"en\": \"Brussels\", \"ja\": \"ブリュッセル\"},"
      " \"identifiers\": [{\"scheme\": \"oj\", \"value\": \"L 90\"}],"
      " \"articles\": [{\"article\": \"13(5)\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}},"
      " {\"article\": \"6\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}},"
      " {\"article\": \"2(1)(a)\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}},"
      " {\"article\": \"4(b)\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}},"
      " {\"article\": \"Annex_I (2)\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}},"
      " {\"article\": \"7(\", \"content\": {\"en\": \"C.\", \"ja\": \"丙\"}}],"
      " \"themes\": [\"example\"],"
      " \"participants\": [{\"organisation\": \"example-agency\", \"role\": \"party\"}],"
      " \"sources\": ["
      "{\"title\": \"Page on paper\", \"accessed\": \"2026-11-20\"},"
      "{\"title\": \"First page\", \"url\": \"https://a.example/x_(1)\", \"accessed\": "
      "\"2026-11\"},"
      "{\"title\": \"Second page\", \"url\": \"https://b.example/\", \"accessed\": \"2026-11-22\"},"
      "{\"title\": \"Third page\", \"url\": \"https://c.example/\", \"accessed\": \"2026-11-22\"},"
      "{\"title\": \"Fourth page\", \"url\": \"https://d.example/\", \"accessed\": \"2026-11-22\"}"
      "]}";

static const MadoCitationEdition third_edition = { 3, "2026-11-22" };

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

/* @article: its place in the record; none cites the record. */
#define WHOLE G_MAXUINT

/* (transfer full) */
static char *
cite (const char *text, guint article, const MadoCitationEdition *edition, MadoLanguage language,
      MadoCitationStyle style)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) words = parse (vocabulary_text);
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (MadoVocabulary) vocabulary = mado_vocabulary_new_from_json (words, &error);
  g_autoptr (MadoRecord) record = NULL;
  const MadoArticles *articles;

  g_assert_no_error (error);
  record = mado_record_new_from_json (node, &error);
  g_assert_no_error (error);
  if (article == WHOLE)
    return mado_citation_for_record (record, vocabulary, edition, language, style);
  articles = mado_record_lookup (record, "articles", MADO_FIELD_ARTICLES);
  return mado_citation_for_article (record, mado_articles_get (articles, article), vocabulary,
                                    edition, language, style);
}

static void
check_record (const char *text, const MadoCitationEdition *edition, MadoLanguage language,
              MadoCitationStyle style, const char *expected)
{
  g_autofree char *citation = cite (text, WHOLE, edition, language, style);

  g_assert_cmpstr (citation, ==, expected);
}

static void
check_article (guint article, MadoLanguage language, MadoCitationStyle style, const char *start)
{
  g_autofree char *citation = cite (agreement_text, article, &third_edition, language, style);
  g_autofree char *begun = g_strndup (citation, strlen (start));

  g_assert_cmpstr (begun, ==, start);
}

static void
test_text_in_english (void)
{
  check_record (agreement_text, &third_edition, MADO_LANGUAGE_EN, MADO_CITATION_TEXT,
                "Decision on A_1. Decision, Brussels, 30 November 2009. L 90. "
                "Sources: First page, https://a.example/x_(1) (retrieved November 2026); "
                "Second page, https://b.example/ (retrieved 22 November 2026); "
                "Third page, https://c.example/ (retrieved 22 November 2026); "
                "2 more in the record. "
                "Madoguchi, edition 3 (22 November 2026), record example-decision.");
}

static void
test_text_in_japanese (void)
{
  check_record (agreement_text, &third_edition, MADO_LANGUAGE_JA, MADO_CITATION_TEXT,
                "「A_1に関する決定」決定、ブリュッセル、2009年11月30日。L 90。"
                "出典：First page、https://a.example/x_(1)（2026年11月閲覧）；"
                "Second page、https://b.example/（2026年11月22日閲覧）；"
                "Third page、https://c.example/（2026年11月22日閲覧）、ほか2件。"
                "窓口（Madoguchi）第3版（2026年11月22日）、記録 example-decision。");
}

static void
test_markdown (void)
{
  check_record (agreement_text, NULL, MADO_LANGUAGE_EN, MADO_CITATION_MARKDOWN,
                "*Decision on A\\_1*. Decision, Brussels, 30 November 2009. L 90. "
                "Sources: [First page](<https://a.example/x_(1)>) (retrieved November 2026); "
                "[Second page](<https://b.example/>) (retrieved 22 November 2026); "
                "[Third page](<https://c.example/>) (retrieved 22 November 2026); "
                "2 more in the record. Madoguchi, record example-decision.");
}

static void
test_bibtex (void)
{
  check_record (agreement_text, &third_edition, MADO_LANGUAGE_EN, MADO_CITATION_BIBTEX,
                "@misc{example-decision,\n"
                "  title = {{Decision on A\\_1}},\n"
                "  date = {2009-11-30},\n"
                "  year = {2009},\n"
                "  howpublished = {Decision, Brussels, 30 November 2009},\n"
                "  url = {https://a.example/x_(1)},\n"
                "  urldate = {2026-11},\n"
                "  langid = {english},\n"
                "  note = {L 90. First page. Second page. Third page. Madoguchi, "
                "edition 3 (22 November 2026), record example-decision},\n"
                "}");
}

static void
test_an_article_is_cited_in_its_agreement (void)
{
  g_autofree char *english
      = cite (agreement_text, 0, &third_edition, MADO_LANGUAGE_EN, MADO_CITATION_TEXT);
  g_autofree char *japanese
      = cite (agreement_text, 0, &third_edition, MADO_LANGUAGE_JA, MADO_CITATION_TEXT);

  g_assert_cmpstr (english, ==,
                   "Decision on A_1, Article 13(5). Decision, Brussels, 30 November 2009. L 90. "
                   "Sources: First page, https://a.example/x_(1) (retrieved November 2026); "
                   "Second page, https://b.example/ (retrieved 22 November 2026); "
                   "Third page, https://c.example/ (retrieved 22 November 2026); "
                   "2 more in the record. "
                   "Madoguchi, edition 3 (22 November 2026), record example-decision.");
  g_assert_cmpstr (japanese, ==,
                   "「A_1に関する決定」第13条5、決定、ブリュッセル、2009年11月30日。L 90。"
                   "出典：First page、https://a.example/x_(1)（2026年11月閲覧）；"
                   "Second page、https://b.example/（2026年11月22日閲覧）；"
                   "Third page、https://c.example/（2026年11月22日閲覧）、ほか2件。"
                   "窓口（Madoguchi）第3版（2026年11月22日）、記録 example-decision。");
}

static void
test_an_article_is_cited_in_every_style (void)
{
  check_article (0, MADO_LANGUAGE_EN, MADO_CITATION_MARKDOWN,
                 "*Decision on A\\_1*, Article 13(5). Decision, ");
  check_article (0, MADO_LANGUAGE_JA, MADO_CITATION_MARKDOWN,
                 "「*A\\_1に関する決定*」第13条5、決定、");
  check_article (0, MADO_LANGUAGE_EN, MADO_CITATION_BIBTEX,
                 "@misc{example-decision-article-13-5,\n"
                 "  title = {{Decision on A\\_1, Article 13(5)}},\n  date = ");
  check_article (0, MADO_LANGUAGE_JA, MADO_CITATION_BIBTEX,
                 "@misc{example-decision-article-13-5,\n"
                 "  title = {{A\\_1に関する決定第13条5}},\n  date = ");
}

static void
test_articles_are_numbered_as_each_language_does (void)
{
  check_article (1, MADO_LANGUAGE_EN, MADO_CITATION_TEXT, "Decision on A_1, Article 6. ");
  check_article (1, MADO_LANGUAGE_JA, MADO_CITATION_TEXT, "「A_1に関する決定」第6条、");
  check_article (2, MADO_LANGUAGE_JA, MADO_CITATION_TEXT, "「A_1に関する決定」第2条1(a)、");
  check_article (3, MADO_LANGUAGE_JA, MADO_CITATION_TEXT, "「A_1に関する決定」第4条(b)、");
  check_article (4, MADO_LANGUAGE_JA, MADO_CITATION_TEXT, "「A_1に関する決定」Annex_I (2)、");
  check_article (4, MADO_LANGUAGE_EN, MADO_CITATION_MARKDOWN,
                 "*Decision on A\\_1*, Annex\\_I (2). ");
  check_article (4, MADO_LANGUAGE_EN, MADO_CITATION_BIBTEX,
                 "@misc{example-decision-article-Annex-I--2,\n"
                 "  title = {{Decision on A\\_1, Annex\\_I (2)}},\n");
  check_article (5, MADO_LANGUAGE_JA, MADO_CITATION_TEXT, "「A_1に関する決定」第7条(、");
}

static void
test_an_agreement_is_cited_by_its_signature (void)
{
  static const char text[]
      = "{\"id\": \"example\", \"kind\": \"agreement\", \"type\": \"decision\","
        " \"status\": \"in-force\", \"title\": {\"en\": \"A\", \"ja\": \"甲\"},"
        " \"summary\": {\"en\": \"S.\", \"ja\": \"要約です。\"},"
        " \"date\": {\"start\": \"2009-11-30\"}, \"signed_on\": \"2009-11-30\","
        " \"identifiers\": [{\"scheme\": \"celex\", \"value\": \"9(01)\"}],"
        " \"themes\": [\"example\"],"
        " \"participants\": [{\"organisation\": \"example-agency\", \"role\": \"party\"}],"
        " \"sources\": [{\"title\": \"Page\", \"accessed\": \"2026\"}]}";

  check_record (
      text, NULL, MADO_LANGUAGE_EN, MADO_CITATION_TEXT,
      "A. Decision, signed 30 November 2009. CELEX number 9(01). Sources: Page (retrieved "
      "2026). Madoguchi, record example.");
  check_record (text, NULL, MADO_LANGUAGE_JA, MADO_CITATION_TEXT,
                "「甲」決定、2009年11月30日署名。CELEX番号 9(01)。出典：Page（2026年閲覧）。"
                "窓口（Madoguchi）、記録 example。");
}

static void
test_hostile_text_stays_in_its_place (void)
{
  static const char text[]
      = "{\"id\": \"example\", \"kind\": \"theme\","
        " \"title\": {\"en\": \"A\\n\\n# B } \\\\input{x} [c](d) <e>\", \"ja\": \"甲 }\"},"
        " \"summary\": {\"en\": \"S.\", \"ja\": \"要約です。\"},"
        " \"sources\": [{\"title\": \"T\\u001b[0m%\", \"url\": \"https://a.example/>\\n{b}\","
        " \"accessed\": \"2026\"}]}";

  check_record (text, NULL, MADO_LANGUAGE_EN, MADO_CITATION_TEXT,
                "A # B } \\input{x} [c](d) <e>. Theme. Sources: T [0m%, "
                "https://a.example/%3E%0A%7Bb%7D (retrieved 2026). Madoguchi, record example.");
  check_record (text, NULL, MADO_LANGUAGE_EN, MADO_CITATION_MARKDOWN,
                "*A \\# B } \\\\input{x} \\[c\\](d) \\<e\\>*. Theme. Sources: "
                "[T \\[0m%](<https://a.example/%3E%0A%7Bb%7D>) (retrieved 2026). "
                "Madoguchi, record example.");
  check_record (text, NULL, MADO_LANGUAGE_JA, MADO_CITATION_BIBTEX,
                "@misc{example,\n"
                "  title = {{甲 \\textbraceright{}}},\n"
                "  howpublished = {分野},\n"
                "  url = {https://a.example/%3E%0A%7Bb%7D},\n"
                "  urldate = {2026},\n"
                "  langid = {japanese},\n"
                "  note = {T [0m\\%。窓口（Madoguchi）、記録 example},\n"
                "}");
}

static void
test_a_source_alone (void)
{
  g_autoptr (MadoDate) accessed = mado_date_new_from_iso ("2026-11-22", NULL);
  MadoSource source = { (char *) "A page", (char *) "https://a.example/", accessed };
  g_autofree char *english
      = mado_citation_for_source (&source, MADO_LANGUAGE_EN, MADO_CITATION_TEXT);
  g_autofree char *japanese
      = mado_citation_for_source (&source, MADO_LANGUAGE_JA, MADO_CITATION_MARKDOWN);
  g_autofree char *entry
      = mado_citation_for_source (&source, MADO_LANGUAGE_EN, MADO_CITATION_BIBTEX);

  g_assert_cmpstr (english, ==, "A page, https://a.example/ (retrieved 22 November 2026).");
  g_assert_cmpstr (japanese, ==, "[A page](<https://a.example/>)（2026年11月22日閲覧）。");
  g_assert_true (g_str_has_prefix (entry, "@online{source-"));
  g_assert_nonnull (strstr (entry, "\n  urldate = {2026-11-22},\n"));
}

static void
test_styles_have_words (void)
{
  MadoCitationStyle style = MADO_CITATION_TEXT;

  g_assert_true (mado_citation_style_from_word ("bibtex", &style));
  g_assert_cmpint (style, ==, MADO_CITATION_BIBTEX);
  g_assert_false (mado_citation_style_from_word ("BibTeX", &style));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/citation/text-in-english", test_text_in_english);
  g_test_add_func ("/export/citation/text-in-japanese", test_text_in_japanese);
  g_test_add_func ("/export/citation/markdown", test_markdown);
  g_test_add_func ("/export/citation/bibtex", test_bibtex);
  g_test_add_func ("/export/citation/an-article-is-cited-in-its-agreement",
                   test_an_article_is_cited_in_its_agreement);
  g_test_add_func ("/export/citation/an-article-is-cited-in-every-style",
                   test_an_article_is_cited_in_every_style);
  g_test_add_func ("/export/citation/articles-are-numbered-as-each-language-does",
                   test_articles_are_numbered_as_each_language_does);
  g_test_add_func ("/export/citation/an-agreement-is-cited-by-its-signature",
                   test_an_agreement_is_cited_by_its_signature);
  g_test_add_func ("/export/citation/hostile-text-stays-in-its-place",
                   test_hostile_text_stays_in_its_place);
  g_test_add_func ("/export/citation/a-source-alone", test_a_source_alone);
  g_test_add_func ("/export/citation/styles-have-words", test_styles_have_words);
  return g_test_run ();
}
