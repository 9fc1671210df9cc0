/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the glossary may know of a query, and what it adds to it. */
#include "core/store/mado-query.h"

static GPtrArray *
make_expansions (const char *const *pairs)
{
  GPtrArray *expansions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_expansion_free);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      MadoExpansion *expansion = g_new0 (MadoExpansion, 1);

      expansion->from = g_strdup (pairs[i]);
      expansion->word = g_strdup (pairs[i + 1]);
      g_ptr_array_add (expansions, expansion);
    }
  return expansions;
}

static void
assert_expands (const char *text, const char *const *pairs, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, &error);
  g_autoptr (GPtrArray) expansions = make_expansions (pairs);
  g_autoptr (MadoQuery) expanded = NULL;
  g_autofree char *match = NULL;

  g_assert_no_error (error);
  expanded = mado_query_expand (query, expansions);
  match = mado_query_to_match (expanded, FALSE);
  g_assert_cmpstr (match, ==, expected);
  g_assert_cmpstr (mado_query_get_text (expanded), ==, text);
}

#define PAIRS(...)                                                                                 \
  (const char *const[])                                                                            \
  {                                                                                                \
    __VA_ARGS__, NULL                                                                              \
  }

static void
test_expansions (void)
{
  assert_expands ("Joint Committee ", PAIRS ("joint committee", "合同委員会"),
                  "((\"joint\" AND \"committee\") OR \"合同 同委 委員 員会\")");
  assert_expands ("\"joint committee\"", PAIRS ("Joint Committee", "合同"),
                  "(\"joint committee\" OR \"合同\")");
  assert_expands ("committee joint", PAIRS ("joint committee", "合同"),
                  "(\"committee\" AND \"joint\" *)");
  assert_expands ("a b c ", PAIRS ("b", "x", "b", "y"),
                  "(\"a\" AND (\"b\" OR \"x\" OR \"y\") AND \"c\")");
  assert_expands ("a b ", PAIRS ("a b", "x", "b", "y"), "((\"a\" AND (\"b\" OR \"y\")) OR \"x\")");
  assert_expands ("a b c ", PAIRS ("a b", "x", "b c", "y"),
                  "((\"a\" AND ((\"b\" AND \"c\") OR \"y\")) OR (\"x\" AND \"c\"))");
  assert_expands ("a OR b ", PAIRS ("b", "x", "a b", "y"), "(\"a\" OR \"b\" OR \"x\")");
  assert_expands ("a -b kind:agreement", PAIRS ("b", "x"), "(\"a\" NOT (\"b\"))");
  assert_expands ("title:a b ", PAIRS ("a", "x", "a b", "y"),
                  "({title_en title_ja} : \"a\" AND \"b\")");
  assert_expands ("a b* c ", PAIRS ("b", "x"), "(\"a\" AND \"b\" * AND \"c\")");
  assert_expands ("日本EU ", PAIRS ("日本 EU", "x"), "(\"日本 本 eu\" OR \"x\")");
  assert_expands ("a ", PAIRS ("a", "!!", "", "x"), "\"a\"");
}

static void
test_needles (void)
{
  g_autoptr (MadoQuery) query
      = mado_query_parse ("quantum -電池 title:a kind:term", NULL, NULL, NULL);
  g_autoptr (GPtrArray) expansions = make_expansions (PAIRS ("quantum", "量子"));
  g_autoptr (MadoQuery) expanded = mado_query_expand (query, expansions);
  g_autoptr (GArray) ranges
      = mado_needles_find (mado_query_get_needles (expanded), "量子と電池 Quantum A");

  g_assert_cmpuint (mado_query_get_needles (query)->len, ==, 2);
  g_assert_cmpuint (mado_query_get_needles (expanded)->len, ==, 3);
  g_assert_cmpuint (ranges->len, ==, 3);
}

static void
assert_phrases (const char *text, const char *expected)
{
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, NULL);
  g_autoptr (GPtrArray) phrases = mado_query_list_phrases (query);
  g_autofree char *joined = NULL;

  g_ptr_array_add (phrases, NULL);
  joined = g_strjoinv ("|", (char **) phrases->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_phrases (void)
{
  assert_phrases ("Joint Committee", "joint committee|committee|joint");
  assert_phrases ("\"Joint Committee\" 量子", "joint committee量子|joint committee|量子");
  assert_phrases ("量子 計算", "量子 計算|計算|量子");
  assert_phrases ("aa kind:term bb", "aa|bb");
  assert_phrases ("aa OR (bb cc) -dd", "bb cc|aa|bb|cc");
  assert_phrases ("a a", "a a|a");
  assert_phrases ("1 2 3 4 5 6 7",
                  "1 2 3 4 5 6|2 3 4 5 6 7|1 2 3 4 5|2 3 4 5 6|3 4 5 6 7|1 2 3 4|2 3 4 5|3 4 5 6|"
                  "4 5 6 7|1 2 3|2 3 4|3 4 5|4 5 6|5 6 7|1 2|2 3|3 4|4 5|5 6|6 7|1|2|3|4|5|6|7");
}

static sqlite3 *
open_table (void)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE VIRTUAL TABLE search USING fts5 (title_en, title_ja, "
                                 "text_en, text_ja, names, facets, tokenize='mado')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  return db;
}

/* One statement for FTS5, which finds nothing in an empty table, or complains. */
static void
assert_taken (sqlite3 *db, MadoQuery *query)
{
  g_autofree char *match = mado_query_to_match (query, TRUE);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rowid FROM search WHERE search MATCH ?1", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

/* The deepest expressions that the caps let through must fit the stack of FTS5's parser. */
static void
test_deep_expansions (void)
{
  sqlite3 *db = open_table ();
  static const char *const texts[] = {
    "(y OR (y (y OR (y (y OR (y (y OR (a b c d e f g h a b c d e f g h))))))))",
    "(y OR (y -y (y OR (y -y (y OR (y -y (y OR (-y a b c d e f g h a b c d))))))))",
    "y -(y y -(y y -(y y -(y y -(y y -(y y -(y y -(y y a b c d e f g h))))))))",
    "-(y OR -(y OR -(y OR -(y OR -(y OR -(y OR -(y OR -(y OR a b c d e f g))))))))",
  };
  g_autoptr (GPtrArray) expansions = make_expansions (PAIRS (
      "a b", "x", "b c", "x", "c d", "x", "d e", "x", "e f", "x", "f g", "x", "g h", "x", "a", "y",
      "b", "y", "c", "y", "d", "y", "e", "y", "f", "y", "g", "y", "h", "y", "a b c d e f", "z"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoQuery) query = mado_query_parse (texts[i], NULL, NULL, &error);
      g_autoptr (MadoQuery) expanded = NULL;

      g_assert_no_error (error);
      expanded = mado_query_expand (query, expansions);
      assert_taken (db, expanded);
    }
  sqlite3_close (db);
}

static void
test_common_words (void)
{
  assert_expands ("jsps ", PAIRS ("jsps", "Japan Society for the Promotion of Science"),
                  "(\"jsps\" OR NEAR(\"japan society\" \"promotion\" \"science\", 4))");
  assert_expands ("a ", PAIRS ("a", "the Hague"), "(\"a\" OR \"the hague\")");
  assert_expands ("a ", PAIRS ("a", "of the"), "(\"a\" OR \"of the\")");
  assert_expands ("\"science of the sea\" ", PAIRS ("x", "y"), "\"science of the sea\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/expansions/stand-for-exactly-their-words", test_expansions);
  g_test_add_func ("/store/expansions/leave-common-words-to-chance", test_common_words);
  g_test_add_func ("/store/expansions/the-deepest-expression-fits-fts5", test_deep_expansions);
  g_test_add_func ("/store/query/needles-are-what-is-not-denied", test_needles);
  g_test_add_func ("/store/query/phrases-are-neighbours-longest-first", test_phrases);
  return g_test_run ();
}
