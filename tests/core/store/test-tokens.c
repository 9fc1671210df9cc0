/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, tokens, needles and the FTS5 tokenizer, against what a reader would expect. */
#include "core/store/mado-tokens.h"

#include <string.h>

static gboolean
append_token_cb (const char *token, gsize length, gsize start, gsize end, gpointer user_data)
{
  g_string_append_printf (user_data, "%s%.*s@%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT,
                          ((GString *) user_data)->len > 0 ? " " : "", (int) length, token, start,
                          end);
  return TRUE;
}

static char *
list_tokens (const char *text)
{
  GString *list = g_string_new (NULL);

  mado_tokens_foreach (text, strlen (text), append_token_cb, list);
  return g_string_free (list, FALSE);
}

static void
assert_tokens (const char *text, const char *expected)
{
  g_autofree char *tokens = list_tokens (text);

  g_assert_cmpstr (tokens, ==, expected);
}

static void
assert_fold (const char *text, const char *expected)
{
  g_autofree char *folded = mado_tokens_fold (text, -1);
  g_autofree char *again = mado_tokens_fold (folded, -1);

  g_assert_cmpstr (folded, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_words (void)
{
  assert_tokens ("", "");
  assert_tokens (" ,.;", "");
  assert_tokens ("Horizon Europe", "horizon@0-7 europe@8-14");
  assert_tokens ("22011A0406(01)", "22011a0406@0-10 01@11-13");
  assert_tokens ("Zürich", "zurich@0-7");
  assert_tokens ("Zu\xcc\x88rich!", "zurich@0-8");
}

static void
test_pairs (void)
{
  assert_tokens ("術", "術@0-3");
  assert_tokens ("協定が", "協定@0-6 定が@3-9 が@6-9");
  assert_tokens ("第7回", "第@0-3 7@3-4 回@4-7");
  assert_tokens ("日EU協力", "日@0-3 eu@3-5 協力@5-11 力@8-11");
  assert_tokens ("한국어", "한국@0-6 국어@3-9 어@6-9");
  assert_tokens ("𠮷野", "吉野@0-7 野@4-7");
}

static void
test_folding (void)
{
  static const char *const pairs[][2] = {
    { "ｶｰﾎﾞﾝ", "かーぼん" },
    { "カーボン", "かーぼん" },
    { "か\xe3\x82\x99", "が" },
    { "か゛", "が" },
    { "ハ\xe3\x82\x9a", "ぱ" },
    { "ＪＳＰＳ", "jsps" },
    { "㈱日立", "株 日立" },
    { "㍿", "株式会社" },
    { "７①Ⅷ", "71viii" },
    { "\xef\xa8\x99", "神" },
    { "髙橋", "高橋" },
    { "山﨑", "山崎" },
    { "𠮷田", "吉田" },
    { "渡邊", "渡邊" },
    { "濱田", "濱田" },
    { "濵口", "濱口" },
    { "2011〜2015", "2011 2015" },
    { "2011～2015", "2011 2015" },
    { "−5", "5" },
    { "ジャン・モネ", "じゃんもね" },
    { "ｼﾞｬﾝ･ﾓﾈ", "じゃんもね" },
    { "日本・EU", "日本eu" },
    { "日本・ 欧州", "日本 欧州" },
    { "日本・・欧州", "日本 欧州" },
    { "ヽヾヴヶ", "ゝゞゔゖ" },
    { "時々〆切〇", "時々〆切〇" },
    { "Straße", "strasse" },
    { "İstanbul ısı", "istanbul isi" },
    { "Ångström Łódź Ærø", "angstrom lodz aero" },
    { "Ελλάδα ΐ Йод", "ελλαδα ι иод" },
    { "ﬁnance", "finance" },
    { "co\xc2\xadoperation", "cooperation" },
    { "日本\xe2\x80\x8b語", "日本語" },
    { "葛\xf3\xa0\x84\x80城", "葛城" },
    { "5㎞", "5km" },
    { "日 EU", "日eu" },
    { "  a  b  ", "a b" },
    { "量子　計算", "量子 計算" },
    { "हिन्दी", "हिन्दी" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_fold (pairs[i][0], pairs[i][1]);
}

static void
test_whole_clusters (void)
{
  assert_tokens ("a㍿b", "a@0-1 株式@1-4 式会@1-4 会社@1-4 社@1-4 b@4-5");
  assert_tokens ("ｶﾞｽ", "がす@0-9 す@6-9");
  assert_tokens ("ﬁ", "fi@0-3");
}

static void
test_facets (void)
{
  assert_tokens ("EU" MADO_TOKENS_FACET_MARK "type=Joint-Committee 協",
                 "eu@0-2 " MADO_TOKENS_FACET_MARK "type=Joint-Committee@2-25 協@26-29");
  assert_tokens (MADO_TOKENS_FACET_MARK "a=\xff b", "b@7-8");
}

static void
test_broken_bytes (void)
{
  static const char *const texts[] = {
    "a\xff"
    "b",
    "a\xc0\x80"
    "b",
    "a\xed\xa0\x80"
    "b",
    "a\xf4\x90\x80\x80"
    "b",
    "a\xe5\x8d"
    "b",
    "a\x80"
    "b",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_fold (texts[i], "a b");
  assert_fold ("a\xe5", "a");
}

static void
test_zero_bytes (void)
{
  g_autofree char *folded = mado_tokens_fold ("a\0b", 3);

  g_assert_cmpstr (folded, ==, "a b");
}

static void
test_long_words (void)
{
  g_autofree char *word = g_strnfill (100000, 'x');
  g_autofree char *folded = mado_tokens_fold (word, -1);
  g_autofree char *tokens = list_tokens (word);

  g_assert_cmpuint (strlen (folded), ==, 64);
  g_assert_true (g_str_has_suffix (tokens, "x@0-100000"));
}

static void
test_many_marks (void)
{
  GString *text = g_string_new ("e");
  g_autofree char *folded = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "\xcc\x81");
  g_string_append (text, "x");
  folded = mado_tokens_fold (text->str, -1);
  g_assert_cmpstr (folded, ==, "ex");
  g_string_free (text, TRUE);
}

static void
assert_match (const char *text, gboolean last_is_prefix, const char *expected)
{
  g_autoptr (MadoNeedle) needle = mado_needle_new (text, last_is_prefix);

  g_assert_cmpstr (mado_needle_get_match (needle), ==, expected);
}

static void
test_matches (void)
{
  assert_match ("協定", TRUE, "\"協定\"");
  assert_match ("協定が", FALSE, "\"協定 定が\"");
  assert_match ("術", FALSE, "\"術\" *");
  assert_match ("第7回", FALSE, "\"第 7 回\" *");
  assert_match ("日本EU", TRUE, "\"日本 本 eu\" *");
  assert_match ("日本EU", FALSE, "\"日本 本 eu\"");
  assert_match ("Quan", TRUE, "\"quan\" *");
  assert_match ("Quan-", TRUE, "\"quan\"");
  assert_match ("joint committee", FALSE, "\"joint committee\"");
  assert_match ("NEAR(", TRUE, "\"near\"");
  assert_match ("'; DROP", FALSE, "\"drop\"");
  assert_match ("\"*", TRUE, NULL);
  assert_match (MADO_TOKENS_FACET_MARK "set=core", TRUE, NULL);
}

/* What is found in "[…]" is marked in the text. */
static void
assert_found (const char *first, const char *second, const char *marked)
{
  g_autoptr (GPtrArray) needles
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_needle_free);
  g_autoptr (GString) text = g_string_new (marked);
  g_autoptr (GString) found = NULL;
  g_autoptr (GArray) ranges = NULL;

  g_string_replace (text, "[", "", 0);
  g_string_replace (text, "]", "", 0);
  found = g_string_new (text->str);
  g_ptr_array_add (needles, mado_needle_new (first, TRUE));
  if (second != NULL)
    g_ptr_array_add (needles, mado_needle_new (second, TRUE));
  ranges = mado_needles_find (needles, text->str);
  for (guint i = ranges->len; i-- > 0;)
    {
      g_string_insert (found, (gssize) g_array_index (ranges, MadoRange, i).end, "]");
      g_string_insert (found, (gssize) g_array_index (ranges, MadoRange, i).start, "[");
    }
  g_assert_cmpstr (found->str, ==, marked);
}

static void
test_highlights (void)
{
  assert_found ("協定", NULL, "科学技術協力[協定]が、[協定]の");
  assert_found ("術", NULL, "科学技[術]協力");
  assert_found ("定量", NULL, "協定と量子");
  assert_found ("quan", "量子", "[量子]と[Quantum] computing");
  assert_found ("技術協", "協力", "科学[技術協力]協定");
  assert_found ("第7回", NULL, "[第７回]会合、第8回");
  assert_found ("本EU", NULL, "日[本・EU]協力");
  assert_found ("zurich", NULL, "in [Zürich].");
  assert_found ("おおお", NULL, "[おおおお]い");
  assert_found ("a b a", NULL, "[a b a] c [a b a b a]");
  assert_found ("", "!", "nothing");
}

static sqlite3 *
open_table (void)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='mado', "
                    "prefix='1 2'); INSERT INTO t VALUES "
                    "('日本と欧州連合の科学技術協力協定が発効した量子とQuantumのZürich')",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  return db;
}

static int
count_hits (sqlite3 *db, const char *text)
{
  g_autoptr (MadoNeedle) needle = mado_needle_new (text, TRUE);
  sqlite3_stmt *statement = NULL;
  int count;

  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "SELECT count(*) FROM t WHERE t MATCH ?1", -1, &statement, NULL), ==,
      SQLITE_OK);
  sqlite3_bind_text (statement, 1, mado_needle_get_match (needle), -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

static void
test_fts5 (void)
{
  static const char *const hits[] = { "協定", "量子",   "術",   "術協",     "科学技術", "欧州連合",
                                      "た量", "ZURICH", "quan", "とｑｕａ", "した" };
  static const char *const misses[] = { "定量", "日欧", "uantum", "協定は", "quanこ", "子quan" };
  sqlite3 *db = open_table ();

  for (guint i = 0; i < G_N_ELEMENTS (hits); i++)
    g_assert_cmpint (count_hits (db, hits[i]), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (misses); i++)
    g_assert_cmpint (count_hits (db, misses[i]), ==, 0);
  g_assert_cmpint (
      sqlite3_exec (db, "INSERT INTO t (t) VALUES ('integrity-check')", NULL, NULL, NULL), ==,
      SQLITE_OK);
  sqlite3_close (db);
}

static void
test_fts5_arguments (void)
{
  sqlite3 *db = open_table ();

  g_assert_cmpint (sqlite3_exec (db, "CREATE VIRTUAL TABLE u USING fts5 (x, tokenize='mado 1')",
                                 NULL, NULL, NULL),
                   !=, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_damaged_text (void)
{
  sqlite3 *db = open_table ();

  g_assert_cmpint (sqlite3_exec (db, "INSERT INTO t VALUES (CAST(x'ff00e58dc0ee8080' AS TEXT))",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/tokens/a-word-is-one-token", test_words);
  g_test_add_func ("/store/tokens/a-run-is-pairs-and-its-last-character", test_pairs);
  g_test_add_func ("/store/tokens/what-is-meant-alike-folds-alike", test_folding);
  g_test_add_func ("/store/tokens/an-expanded-character-is-whole", test_whole_clusters);
  g_test_add_func ("/store/tokens/a-facet-is-kept-as-it-is", test_facets);
  g_test_add_func ("/store/tokens/broken-bytes-separate", test_broken_bytes);
  g_test_add_func ("/store/tokens/zero-bytes-separate", test_zero_bytes);
  g_test_add_func ("/store/tokens/a-long-word-is-cut", test_long_words);
  g_test_add_func ("/store/tokens/a-tower-of-marks-is-one-letter", test_many_marks);
  g_test_add_func ("/store/needles/a-piece-is-one-phrase", test_matches);
  g_test_add_func ("/store/needles/mark-what-search-finds", test_highlights);
  g_test_add_func ("/store/fts5/finds-in-mid-sentence-and-only-neighbours", test_fts5);
  g_test_add_func ("/store/fts5/refuses-settings", test_fts5_arguments);
  g_test_add_func ("/store/fts5/takes-damaged-text", test_damaged_text);
  return g_test_run ();
}
