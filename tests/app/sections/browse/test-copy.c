/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied of a record: every text escaped, its sources, the edition; links only where they
 * may be opened. */
#include "app/sections/browse/mado-copy.h"

#include <string.h>

#include "core/json/mado-json.h"

static const char record_text[]
    = "{\"format\": 1, \"kind\": \"news\", \"id\": \"one\", \"type\": \"press-release\","
      "\"title\": {\"en\": \"<b>A & B</b>\", \"ja\": \"甲<乙\"},"
      "\"summary\": {\"en\": \"<script>quote (\\\"one\\\")</script>\", \"ja\": \"一です。\"}, "
      "\"themes\": [\"t\"],"
      "\"links\": [{\"rel\": \"reports\", \"to\": \"x\"}],"
      "\"sources\": [{\"title\": \"Good\", \"url\": \"https://example.org/?a=1&b=2\","
      "\"accessed\": \"2026-11-22\"}, {\"title\": \"Bad\", \"url\": \"javascript:alert(1)\","
      "\"accessed\": \"2026\"}]}";

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static void
copy (gboolean both, char **html, char **text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (record_text);
  g_autoptr (JsonNode) words
      = parse ("{\"format\": 1, \"kind\": \"vocabulary\", \"lists\": {\"news_type\": [{\"id\": "
               "\"press-release\", \"en\": \"Press release\", \"ja\": \"報道発表\"}]}}");
  g_autoptr (MadoVocabulary) vocabulary = mado_vocabulary_new_from_json (words, &error);
  g_autoptr (MadoRecord) record = mado_record_new_from_json (node, &error);
  MadoPageContent content = { 0 };
  const MadoCopy self = { &content, vocabulary, { MADO_LANGUAGE_EN, both, FALSE } };

  g_assert_no_error (error);
  content.record = record;
  content.set = (char *) "core";
  content.standing.edition = 41;
  content.standing.date = (char *) "2026-11-22";
  mado_copy_write (&self, html, text);
}

static void
assert_has (const char *text, const char *wanted)
{
  if (!strstr (text, wanted))
    g_error ("“%s” is not in: %s", wanted, text);
}

/* xD07 */
static void
test_every_text_is_escaped (void)
{
  g_autofree char *html = NULL, *text = NULL;

  copy (TRUE, &html, &text);
  assert_has (html, "<h1 lang=\"en\">&lt;b&gt;A &amp; B&lt;/b&gt;</h1>");
  assert_has (html, "<h1 lang=\"ja\">甲&lt;乙</h1>");
  g_assert_null (strstr (html, "<b>A"));
  assert_has (html, "&lt;script&gt;quote (&quot;one&quot;)&lt;/script&gt;");
  g_assert_null (strstr (html, "<script"));
  assert_has (text, "<b>A & B</b>\n甲<乙\n");
}

static void
test_only_what_may_be_opened_is_a_link (void)
{
  g_autofree char *html = NULL, *text = NULL;

  copy (FALSE, &html, &text);
  assert_has (html, "<a href=\"https://example.org/?a=1&amp;b=2\">Good</a>");
  g_assert_null (strstr (html, "href=\"javascript"));
  assert_has (html, "Bad, javascript:alert(1)");
  assert_has (text, "1. Good, https://example.org/?a=1&b=2, retrieved 22 November 2026\n");
}

static void
test_it_says_the_edition_and_one_language (void)
{
  g_autofree char *html = NULL, *text = NULL;

  copy (FALSE, &html, &text);
  assert_has (text, "Madoguchi, edition 41 (22 November 2026), record one\n");
  assert_has (html, "edition 41 (22 November 2026)");
  assert_has (text, "Press release\n");
  g_assert_null (strstr (text, "一です。"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/copy/every-text-is-escaped", test_every_text_is_escaped);
  g_test_add_func ("/app/copy/only-what-may-be-opened-is-a-link",
                   test_only_what_may_be_opened_is_a_link);
  g_test_add_func ("/app/copy/it-says-the-edition-and-one-language",
                   test_it_says_the_edition_and_one_language);
  return g_test_run ();
}
