/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary: words found by id and by label, and what is refused. */
#include "core/model/mado-vocabulary.h"

#include <string.h>

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static MadoVocabulary *
make (void)
{
  g_autoptr (JsonNode) node = parse (
      "{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{"
      "\"status\":[{\"id\":\"in-force\",\"en\":\"In force\",\"ja\":\"発効\",\"state\":\"open\"},"
      "{\"id\":\"ended\",\"en\":\"Ended\",\"ja\":\"終了\",\"state\":\"closed\"},"
      "{\"id\":\"check-current\",\"en\":\"Check\",\"ja\":\"要確認\",\"state\":\"unknown\"},"
      "{\"id\":\"held\",\"en\":\"Held\",\"ja\":\"開催\",\"state\":\"neutral\"}],"
      "\"relation\":[{\"id\":\"under\",\"en\":\"Under\",\"ja\":\"根拠\","
      "\"inverse_en\":\"Basis of\",\"inverse_ja\":\"これに基づくもの\"}],"
      "\"unit\":[{\"id\":\"projects\",\"en\":\"projects\",\"ja\":\"件\",\"one_en\":\"project\"},"
      "{\"id\":\"calls\",\"en\":\"calls\",\"ja\":\"件\"}],"
      "\"qualifier\":[{\"id\":\"more-than\",\"en\":\"more than\",\"ja\":\"超\","
      "\"form_en\":\"more than {}\",\"form_ja\":\"{}超\"}],\"empty\":[]}}");
  g_autoptr (GError) error = NULL;
  MadoVocabulary *vocabulary = mado_vocabulary_new_from_json (node, &error);

  g_assert_no_error (error);
  return vocabulary;
}

static void
test_knows_words_in_both_languages (void)
{
  g_autoptr (MadoVocabulary) self = make ();
  const MadoWord *under = mado_vocabulary_find (self, "relation", "under");
  const MadoWord *projects = mado_vocabulary_find (self, "unit", "projects");
  const MadoWord *more = mado_vocabulary_find (self, "qualifier", "more-than");

  g_assert_cmpstr (mado_vocabulary_get_label (self, "status", "in-force", MADO_LANGUAGE_EN), ==,
                   "In force");
  g_assert_cmpstr (mado_vocabulary_get_label (self, "status", "in-force", MADO_LANGUAGE_JA), ==,
                   "発効");
  g_assert_cmpstr (mado_text_get (under->inverse, MADO_LANGUAGE_EN, NULL), ==, "Basis of");
  g_assert_cmpstr (mado_text_get (projects->one, MADO_LANGUAGE_EN, NULL), ==, "project");
  g_assert_cmpstr (mado_text_get (more->form, MADO_LANGUAGE_JA, NULL), ==, "{}超");
  g_assert_null (under->one);
  g_assert_null (projects->inverse);
}

static void
test_says_what_a_status_means (void)
{
  static const struct
  {
    const char *id;
    MadoState state;
  } vectors[] = { { "in-force", MADO_STATE_OPEN },
                  { "ended", MADO_STATE_CLOSED },
                  { "check-current", MADO_STATE_UNKNOWN },
                  { "held", MADO_STATE_NEUTRAL } };
  g_autoptr (MadoVocabulary) self = make ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    g_assert_cmpint (mado_vocabulary_find (self, "status", vectors[i].id)->state, ==,
                     vectors[i].state);
  g_assert_cmpint (mado_vocabulary_find (self, "unit", "calls")->state, ==, MADO_STATE_NEUTRAL);
}

static void
test_shows_an_unknown_word_as_it_is (void)
{
  g_autoptr (MadoVocabulary) self = make ();

  g_assert_null (mado_vocabulary_find (self, "status", "dormant"));
  g_assert_null (mado_vocabulary_find (self, "planets", "in-force"));
  g_assert_null (mado_vocabulary_find (self, NULL, NULL));
  g_assert_cmpstr (mado_vocabulary_get_label (self, "status", "dormant", MADO_LANGUAGE_JA), ==,
                   "dormant");
  g_assert_cmpstr (mado_vocabulary_get_label (self, "planets", "mars", MADO_LANGUAGE_EN), ==,
                   "mars");
}

static void
test_finds_a_word_by_any_label (void)
{
  g_autoptr (MadoVocabulary) self = make ();

  g_assert_cmpstr (mado_vocabulary_match (self, "status", "in-force"), ==, "in-force");
  g_assert_cmpstr (mado_vocabulary_match (self, "status", "In force"), ==, "in-force");
  g_assert_cmpstr (mado_vocabulary_match (self, "status", "IN FORCE"), ==, "in-force");
  g_assert_cmpstr (mado_vocabulary_match (self, "status", "発効"), ==, "in-force");
  g_assert_null (mado_vocabulary_match (self, "status", "in"));
  g_assert_null (mado_vocabulary_match (self, "planets", "in-force"));
  /* Two units share a counter: the first one of the list has it. */
  g_assert_cmpstr (mado_vocabulary_match (self, "unit", "件"), ==, "projects");
}

static void
test_keeps_the_order_of_its_lists (void)
{
  g_autoptr (MadoVocabulary) self = make ();

  g_assert_cmpuint (mado_vocabulary_get_n (self, "status"), ==, 4);
  g_assert_cmpstr (mado_vocabulary_get (self, "status", 1)->id, ==, "ended");
  g_assert_cmpuint (mado_vocabulary_get_n (self, "empty"), ==, 0);
  g_assert_cmpuint (mado_vocabulary_get_n (self, "planets"), ==, 0);
}

static void
test_refuses_what_is_no_vocabulary (void)
{
  static const struct
  {
    const char *text;
    MadoRecordError code;
  } vectors[] = {
    { "[]", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{}", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{\"lists\":[]}", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{\"lists\":{\"status\":{}}}", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{\"lists\":{\"status\":[7]}}", MADO_RECORD_ERROR_WRONG_TYPE },
    { "{\"lists\":{\"status\":[{\"en\":\"Open\"}]}}", MADO_RECORD_ERROR_MISSING_FIELD },
    { "{\"lists\":{\"status\":[{\"id\":\"\",\"en\":\"Open\"}]}}", MADO_RECORD_ERROR_MISSING_FIELD },
    { "{\"lists\":{\"status\":[{\"id\":\"open\"}]}}", MADO_RECORD_ERROR_MISSING_FIELD },
    { "{\"lists\":{\"status\":[{\"id\":\"a\",\"en\":\"A\"},{\"id\":\"a\",\"en\":\"B\"}]}}",
      MADO_RECORD_ERROR_MALFORMED },
    { "{\"lists\":{\"status\":[{\"id\":\"a\",\"en\":\"A\",\"state\":\"ajar\"}]}}",
      MADO_RECORD_ERROR_MALFORMED },
    { "{\"lists\":{\"status\":[{\"id\":\"a\",\"en\":\"A\",\"state\":7}]}}",
      MADO_RECORD_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (JsonNode) node = parse (vectors[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_vocabulary_new_from_json (node, &error));
      g_assert_error (error, MADO_RECORD_ERROR, (gint) vectors[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add_func ("/model/vocabulary/" path, function)
  TEST ("knows-words-in-both-languages", test_knows_words_in_both_languages);
  TEST ("says-what-a-status-means", test_says_what_a_status_means);
  TEST ("shows-an-unknown-word-as-it-is", test_shows_an_unknown_word_as_it_is);
  TEST ("finds-a-word-by-any-label", test_finds_a_word_by_any_label);
  TEST ("keeps-the-order-of-its-lists", test_keeps_the_order_of_its_lists);
  TEST ("refuses-what-is-no-vocabulary", test_refuses_what_is_no_vocabulary);

  return g_test_run ();
}
