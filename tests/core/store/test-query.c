/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: what it finds in a small index, where its mistakes are, what the glossary
 * adds. */
#include "core/store/mado-query.h"

#include <string.h>

#include "core/model/mado-date.h"
#include "core/store/mado-database.h"
#include "core/store/mado-schema.h"

typedef struct
{
  sqlite3 *db;
  MadoVocabulary *vocabulary;
} Fixture;

/* The letters by which the tests name the records; the facets are the writer's. */
static const struct
{
  const char *title;
  const char *text;
  const char *names;
  const char *facets[8][2];
} records[] = {
  { "S&T agreement 科学技術協力協定",
    "The agreement on co-operation in science and technology. "
    "日本と欧州連合の科学技術協力協定が発効した。",
    "st-agreement 22011A0406(01)",
    { { "kind", "agreement" },
      { "type", "international-agreement" },
      { "status", "in-force" },
      { "year", "2009" },
      { "year", "2011" },
      { "is", "disputed" } } },
  { "Seventh Joint Committee 第7回合同委員会",
    "The Joint Committee met in Zürich and spoke of quantum computing. "
    "量子計算について話しました。",
    "jc-7-2023",
    { { "kind", "dialogue" },
      { "type", "joint-committee" },
      { "status", "held" },
      { "year", "2023" },
      { "themes", "quantum" } } },
  { "Quantum project 量子プロジェクト",
    "Partners in Ōsaka and München. ジャン・モネ行動ではない。",
    "q-project 101012345",
    { { "kind", "project" },
      { "status", "active" },
      { "year", "2011" },
      { "year", "2012" },
      { "year", "2013" },
      { "set", "cordis" },
      { "participants", "riken" } } },
  { "合同委員会の記録",
    "A committee of neither joint kind.",
    "minutes",
    { { "kind", "document" }, { "year", "2019" }, { "verified", "yes" } } },
};

static char *
make_facets (guint record)
{
  GString *facets = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (records[record].facets); i++)
    if (records[record].facets[i][0] != NULL)
      {
        g_autofree char *token
            = mado_schema_facet_token (records[record].facets[i][0], records[record].facets[i][1]);

        g_string_append_printf (facets, "%s ", token);
      }
  return g_string_free (facets, FALSE);
}

static void
insert (sqlite3 *db, guint record)
{
  sqlite3_stmt *statement = NULL;
  g_autofree char *facets = make_facets (record);

  g_assert_cmpint (
      sqlite3_prepare_v2 (db,
                          "INSERT INTO search (rowid, title_en, text_en, names, facets) "
                          "VALUES (?1, ?2, ?3, ?4, ?5)",
                          -1, &statement, NULL),
      ==, SQLITE_OK);
  sqlite3_bind_int (statement, 1, (int) record + 1);
  sqlite3_bind_text (statement, 2, records[record].title, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, records[record].text, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, records[record].names, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, facets, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) json = json_from_string (
      "{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{"
      "\"kind\":[{\"id\":\"agreement\",\"en\":\"Agreement\",\"ja\":\"協定\"}],"
      "\"status\":[{\"id\":\"in-force\",\"en\":\"In force\",\"ja\":\"発効中\",\"state\":\"open\"}],"
      "\"dialogue_type\":[{\"id\":\"joint-committee\",\"en\":\"Joint Committee\","
      "\"ja\":\"合同委員会\"}]}}",
      &error);

  g_assert_no_error (error);
  json_node_seal (json);
  self->vocabulary = mado_vocabulary_new_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (":memory:", &self->db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (self->db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (self->db,
                                 "CREATE VIRTUAL TABLE search USING fts5 (title_en, title_ja, "
                                 "text_en, text_ja, names, facets, tokenize='mado', prefix='1 2')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    insert (self->db, i);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->vocabulary);
  sqlite3_close (self->db);
}

static gboolean
has_kind (MadoQuery *query, guint record)
{
  guint32 kinds = mado_query_get_kinds (query);

  return kinds == 0 || (kinds >> mado_kind_from_word (records[record].facets[0][1]) & 1) != 0;
}

/* "AC": the first and the third record. */
static char *
search (Fixture *self, MadoQuery *query, gboolean titles_only)
{
  GString *found = g_string_new (NULL);
  g_autofree char *match = mado_query_to_match (query, titles_only);
  const char *sql = match != NULL ? "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid"
                                  : "SELECT rowid FROM search ORDER BY rowid";
  sqlite3_stmt *statement = NULL;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (match != NULL)
    sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      guint record = (guint) sqlite3_column_int (statement, 0) - 1;

      if (has_kind (query, record))
        g_string_append_c (found, (char) ('A' + record));
    }
  if (code != SQLITE_DONE)
    g_test_message ("%s: %s", match, sqlite3_errmsg (self->db));
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  return g_string_free (found, FALSE);
}

static void
assert_finds (Fixture *self, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse (text, self->vocabulary, NULL, &error);
  g_autofree char *found = NULL;

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_cmpstr (mado_query_get_text (query), ==, text);
  found = search (self, query, FALSE);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_language (Fixture *self, gconstpointer data)
{
  static const char *const queries[][2] = {
    { "協定", "A" },
    { "術", "A" },
    { "定量", "" },
    { "量子 quantum", "BC" },
    { "量子　計算", "B" },
    { "zurich", "B" },
    { "joint committee", "BD" },
    { "\"joint committee\"", "B" },
    { "\"Joint Comm", "B" },
    { "“joint comm”", "" },
    { "quan", "BC" },
    { "quan ", "" },
    { "quan* computing", "B" },
    { "partners OR agreement", "AC" },
    { "quantum partners OR agreement", "AC" },
    { "quantum (partners OR computing)", "BC" },
    { "（量子 OR 協定）", "ABC" },
    { "quantum -osaka", "B" },
    { "quantum NOT osaka", "B" },
    { "-quantum", "AD" },
    { "－量子", "AD" },
    { "-(量子 OR 協定)", "D" },
    { "-osaka -協定", "BD" },
    { "量子 --osaka", "C" },
    { "osaka OR -量子", "ACD" },
    { "quantum - osaka", "C" },
    { "quantum AND osaka", "C" },
    { "第７回", "B" },
    { "ジャンモネ", "C" },
    { "22011A0406(01)", "A" },
    { "(22011a0406(01) OR minutes)", "AD" },
    { "or and not", "" },
    { "co-operation", "A" },
    { "title:committee", "B" },
    { "title:\"合同委員会\"", "BD" },
    { "title：量子", "C" },
    { "quantum：x", "" },
    { "", "ABCD" },
    { "*", "ABCD" },
    { "-!", "ABCD" },
    { "() quantum", "BC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    assert_finds (self, queries[i][0], queries[i][1]);
}

static void
test_fields (Fixture *self, gconstpointer data)
{
  static const char *const queries[][2] = {
    { "kind:agreement", "A" },
    { "kind:Agreement 協定", "A" },
    { "kind:協定", "A" },
    { "kind:agreement kind:project", "" },
    { "(kind:agreement OR kind:project) 2011", "" },
    { "(kind:agreement OR kind:project)", "AC" },
    { "kind:agreement OR osaka", "AC" },
    { "-kind:agreement", "BCD" },
    { "type:joint-committee", "B" },
    { "type:\"Joint Committee\"", "B" },
    { "TYPE:合同委員会", "B" },
    { "type:joint*", "B" },
    { "status:\"In force\"", "A" },
    { "status:発効中 OR status:held", "AB" },
    { "status:nothing", "" },
    { "theme:quantum", "B" },
    { "themes:QUANTUM", "B" },
    { "org:riken", "C" },
    { "organisation:riken", "C" },
    { "set:cordis", "C" },
    { "ｓｅｔ：ｃｏｒｄｉｓ", "C" },
    { "kind：ｐｒｏｊｅｃｔ", "C" },
    { "year：２０１１．．２０１２", "AC" },
    { "verified:yes", "D" },
    { "verified:true", "D" },
    { "verified:no", "" },
    { "is:disputed", "A" },
    { "-is:disputed quantum", "BC" },
    { "id:st-agreement", "A" },
    { "id:22011A0406(01)", "A" },
    { "id:q-project", "C" },
    { "year:2011", "AC" },
    { "year:2012..2018", "C" },
    { "2012..2020", "CD" },
    { "2019..", "BD" },
    { "..2010", "A" },
    { "year:2012〜2013", "C" },
    { "date:平成23年", "AC" },
    { "year:1868..9998", "ABCD" },
    { "-year:2011", "BD" },
    { "year:2009 OR year:2023", "AB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    assert_finds (self, queries[i][0], queries[i][1]);
}

static void
test_titles_only (Fixture *self, gconstpointer data)
{
  static const char *const queries[][2] = {
    { "quantum", "C" },
    { "量子 OR agreement", "AC" },
    { "合同委員会 -seventh", "D" },
    { "合同委員会 -neither", "B" },
    { "quantum OR -committee", "AC" },
    { "quantum type:joint-committee", "" },
    { "committee year:2023", "B" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (MadoQuery) query = mado_query_parse (queries[i][0], NULL, NULL, NULL);
      g_autofree char *found = search (self, query, TRUE);

      g_assert_cmpstr (found, ==, queries[i][1]);
    }
}

static void
assert_days (const char *text, const char *first, const char *last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, &error);
  g_autoptr (MadoDate) first_date = mado_date_new_from_iso (first, NULL);
  g_autoptr (MadoDate) last_date = mado_date_new_from_iso (last, NULL);
  gint first_day, last_day;

  g_assert_no_error (error);
  g_assert_true (mado_query_get_days (query, &first_day, &last_day));
  g_assert_cmpint (first_day, ==, mado_date_get_first_day (first_date));
  g_assert_cmpint (last_day, ==, mado_date_get_last_day (last_date));
}

static void
test_days (void)
{
  g_autoptr (MadoQuery) years = mado_query_parse ("year:2011..2015", NULL, NULL, NULL);
  g_autoptr (MadoQuery) apart = mado_query_parse ("year:2026-05 year:2026-07", NULL, NULL, NULL);
  gint first, last;

  assert_days ("year:R8.5", "2026-05-01", "2026-05-31");
  assert_days ("year:令和8年5月 協定", "2026-05-01", "2026-05-31");
  assert_days ("date:\"May 2026\"", "2026-05-01", "2026-05-31");
  assert_days ("date:2026-05-07", "2026-05-07", "2026-05-07");
  assert_days ("date:2026-05..2026-07 date:2026-06..2026-09", "2026-06-01", "2026-07-31");
  g_assert_false (mado_query_get_days (years, &first, &last));
  g_assert_true (mado_query_get_days (apart, &first, &last));
  g_assert_cmpint (first, >, last);
}

static void
test_stars (void)
{
  g_autoptr (MadoQuery) starred = mado_query_parse ("is:starred", NULL, NULL, NULL);
  g_autoptr (MadoQuery) plain = mado_query_parse ("starred", NULL, NULL, NULL);
  g_autofree char *match = mado_query_to_match (starred, FALSE);

  g_assert_cmpuint (mado_query_get_marks (starred), ==, MADO_MARK_STARRED);
  g_assert_false (mado_query_is_empty (starred));
  g_assert_null (match);
  g_assert_cmpuint (mado_query_get_marks (plain), ==, 0);
}

static void
test_empty (void)
{
  static const char *const texts[] = { "", " 　", "*", "\"", "\"\"", "-", "()", "・、。", "\"!?" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MadoQuery) query = mado_query_parse (texts[i], NULL, NULL, NULL);
      g_autofree char *match = mado_query_to_match (query, FALSE);

      g_assert_true (mado_query_is_empty (query));
      g_assert_null (match);
    }
}

static void
assert_mistake (const char *text, guint expected, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = NULL;
  g_autofree char *place = g_strdup_printf ("at character %u: ", expected + 1);
  guint position = G_MAXUINT;

  query = mado_query_parse (text, NULL, &position, &error);
  g_assert_null (query);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY);
  g_assert_cmpuint (position, ==, expected);
  g_assert_true (g_str_has_prefix (error->message, place));
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_mistakes (void)
{
  assert_mistake ("country:(", 0, "no field “country”");
  assert_mistake ("量子 country:x", 3, "no field “country”");
  assert_mistake ("type:(", 5, "not closed");
  assert_mistake ("type:(summit", 5, "not closed");
  assert_mistake ("type:()", 6, "needs a value");
  assert_mistake ("type:(summit OR )", 16, "needs a value");
  assert_mistake ("type:(summit joint)", 13, "joined by OR");
  assert_mistake ("type:", 5, "needs a value");
  assert_mistake ("type: x", 5, "needs a value");
  assert_mistake ("量子 type:\"\"", 8, "needs a value");
  assert_mistake ("kind:thing", 5, "no kind “thing”");
  assert_mistake ("is:late", 3, "“late”");
  assert_mistake ("year:soon", 5, "“soon” is not a date");
  assert_mistake ("title:!", 6, "no word");
  assert_mistake ("a (b", 2, "not closed");
  assert_mistake ("（量子", 0, "not closed");
  assert_mistake ("a)", 1, "nothing is open");
  assert_mistake ("OR a", 0, "OR");
  assert_mistake ("a OR", 2, "OR");
  assert_mistake ("a OR OR b", 2, "OR");
  assert_mistake ("(a OR ) b", 3, "OR");
  assert_mistake ("AND a", 0, "AND");
  assert_mistake ("a AND", 2, "AND");
  assert_mistake ("a NOT", 2, "NOT");
  assert_mistake ("a OR date:2026-05", 5, "beside OR");
  assert_mistake ("-date:2026-05", 1, "after NOT");
  assert_mistake ("a -is:starred", 3, "after NOT");
  assert_mistake ("(((((((((a)))))))))", 8, "nested");
}

static void
test_caps (void)
{
  g_autofree char *enough = g_strnfill (2000, 'a');
  g_autofree char *too_long = g_strnfill (100 * 1024, '"');
  g_autofree char *spaces = g_strnfill (100 * 1024, ' ');
  g_autoptr (GString) terms = g_string_new (NULL);
  g_autoptr (MadoQuery) query = mado_query_parse (enough, NULL, NULL, NULL);

  g_assert_nonnull (query);
  assert_mistake (too_long, 2000, "longer than 2000");
  assert_mistake (spaces, 2000, "longer than 2000");
  for (guint i = 0; i < 65; i++)
    g_string_append (terms, "a ");
  assert_mistake (terms->str, 128, "more than 64");
}

/* xD08. */
static void
test_hostile (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "\"",
    "*",
    "NEAR(",
    "'; DROP",
    "a\"b",
    "NEAR(a b, 5)",
    "title_en:x",
    "^a",
    "a + b",
    "{a b}:c",
    "a\xff\xfe b",
    "\xed\xa0\x80",
    MADO_TOKENS_FACET_MARK "kind=agreement",
    "- -",
    "a:*",
    "type:\"\"\"\"",
    "type:'\"'",
    "type:*",
    "id:\"\"\"x\"",
    "set:\"a b\tc\"",
    "- (",
    "NOT NOT NOT a",
    "a AND NOT b",
    "((a) -(b) OR -(c -(d)))",
    "-(a -(b -(c -(d -(e -(f -(g -h)))))))",
    "(a OR (b (c OR (d (e OR (f (g OR (h i))))))))",
    "(a -(b OR (c -(d OR (e -(f OR (g -h)))))))",
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++, n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoQuery) query = mado_query_parse (texts[i], self->vocabulary, NULL, &error);
      g_autofree char *all = query != NULL ? search (self, query, FALSE) : NULL;
      g_autofree char *titles = query != NULL ? search (self, query, TRUE) : NULL;

      g_assert_true ((query == NULL) == (error != NULL));
    }
  g_test_message ("%u hostile queries", n);
  g_assert_cmpuint (n, >, 0);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/query/words-operators-and-groups-find-their-records", test_language);
  add ("/store/query/fields-find-their-records", test_fields);
  add ("/store/query/words-can-be-kept-to-titles", test_titles_only);
  add ("/store/query/hostile-text-never-breaks-fts5", test_hostile);
  g_test_add_func ("/store/query/a-month-is-a-range-of-days", test_days);
  g_test_add_func ("/store/query/stars-are-asked-for-outside-the-index", test_stars);
  g_test_add_func ("/store/query/punctuation-asks-for-nothing", test_empty);
  g_test_add_func ("/store/query/a-mistake-has-a-place", test_mistakes);
  g_test_add_func ("/store/query/long-queries-are-refused", test_caps);
  return g_test_run ();
}
