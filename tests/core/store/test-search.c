/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches: what comes first, that everything is found once, that cost does not grow where it must
 * not, and that a search can be stopped. */
#include "core/store/mado-reader-private.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-snippet.h"
#include "support/store-fixture.h"

#include <locale.h>

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} Fixture;

static void
open_reader (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->reader, mado_reader_close);
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->reader);
}

static void
set_up_empty (Fixture *self, gconstpointer data)
{
  store_set_up (&self->store, NULL);
  store_exec (&self->store, "REPLACE INTO meta (key, value) VALUES ('vocabulary',"
                            " '{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{}}')");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, NULL);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error));
  open_reader (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->reader, mado_reader_close);
  store_tear_down (&self->store, NULL);
}

static MadoQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoQuery *query = mado_query_parse (text, NULL, NULL, &error);

  g_assert_no_error (error);
  return query;
}

/* The ids of the first page, a space between them. */
static char *
search (Fixture *self, guint32 kinds, const char *text, MadoOrder order, guint limit,
        gboolean *more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = text ? parse (text) : NULL;
  MadoRequest request = { kinds, query, order, MADO_LANGUAGE_EN };
  g_autoptr (GPtrArray) hits
      = mado_reader_first (self->reader, &request, limit, more, NULL, &error);
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      MadoHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", mado_record_get_id (hit->record));
    }
  return g_string_free (ids, FALSE);
}

static void
assert_found (Fixture *self, const char *text, const char *expected)
{
  gboolean more;
  g_autofree char *ids = search (self, 0, text, MADO_ORDER_DEFAULT, 50, &more);

  g_assert_cmpstr (ids, ==, expected);
  g_assert_false (more);
}

static GArray *
list_all (Fixture *self, guint32 kinds, const char *text, guint64 *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = text ? parse (text) : NULL;
  MadoRequest request = { kinds, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  GArray *rowids = mado_reader_all (self->reader, &request, counts, NULL, &error);

  g_assert_no_error (error);
  return rowids;
}

static MadoRecord *
make_titled (const char *id, const char *title, const char *summary, const char *date)
{
  g_autofree char *json
      = g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"event\",\"type\":\"seminar\","
                         "\"title\":{\"en\":\"%s\",\"ja\":\"催し\"},\"summary\":{\"en\":\"%s\","
                         "\"ja\":\"概要\"},\"date\":{\"start\":\"%s\"},\"themes\":[\"t\"],"
                         "\"participants\":[{\"organisation\":\"o\",\"role\":\"organiser\"}],"
                         "\"sources\":[{\"title\":\"s\",\"accessed\":\"2026\"}]}",
                         id, title, summary, date);

  return store_parse (json);
}

static void
ranks_names_then_titles_then_texts (Fixture *self, gconstpointer data)
{
  store_apply (&self->store, "core",
               store_list (make_titled ("in-text", "Other", "About ocean energy", "2026-01-01"),
                           make_titled ("in-title", "Ocean energy seminar", "Other", "2020-01-01"),
                           make_titled ("named-so", "Ocean energy", "Other", "1990-01-01"),
                           make_titled ("apart", "Other", "Energy of the ocean", "2027-01-01"),
                           make_titled ("neither", "Ocean", "Other", "2026-01-01"), NULL),
               NULL);
  open_reader (self);
  assert_found (self, "ocean energy", "named-so in-title apart in-text");
  assert_found (self, "\"ocean energy\"", "named-so in-title in-text");
  assert_found (self, "ocean energy -seminar", "named-so apart in-text");
  /* What the titles say nothing of is denied all the same. */
  assert_found (self, "ocean energy -other", "");
}

static void
an_old_name_stands_before_many_titles (Fixture *self, gconstpointer data)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *ids = NULL;
  g_autoptr (GArray) all = NULL;
  guint64 counts[MADO_N_KINDS];
  gboolean more;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("many-%u", i);

      g_ptr_array_add (records, make_titled (id, "Seminar on tides", "About tides", "2025-01-01"));
    }
  g_ptr_array_add (records, make_titled ("old", "Tides", "Other", "1950-01-01"));
  store_apply (&self->store, "core", records, NULL);
  open_reader (self);
  ids = search (self, 0, "tides", MADO_ORDER_DEFAULT, 1, &more);
  g_assert_cmpstr (ids, ==, "old");
  g_assert_true (more);
  all = list_all (self, 0, "tides", counts);
  g_assert_cmpuint (all->len, ==, 3001);
  g_assert_cmpuint (counts[MADO_KIND_EVENT], ==, 3001);
}

/* The first page is the beginning of all, and all has every hit once, as a plain match finds it. */
static void
the_first_page_begins_all (Fixture *self, gconstpointer data)
{
  static const char *const texts[]
      = { "e",          "re",        "research",       "joint comm",
          "協",         "協定",      "erc OR jst",     "japan -erc",
          "量子 quant", "year:2015", "kind:agreement", "agreement year:2009..2013" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint64 counts[MADO_N_KINDS];
      guint64 total = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoQuery) query = parse (texts[i]);
      MadoRequest request = { 0, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
      gboolean more;
      g_autoptr (GPtrArray) hits
          = mado_reader_first (self->reader, &request, 20, &more, NULL, &error);
      g_autoptr (GArray) all = mado_reader_all (self->reader, &request, counts, NULL, &error);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

      g_assert_no_error (error);
      g_assert_cmpuint (all->len, >, 0);
      g_assert_true (more || hits->len == all->len);
      for (guint j = 0; j < hits->len; j++)
        g_assert_cmpint (((MadoHit *) g_ptr_array_index (hits, j))->rowid, ==,
                         g_array_index (all, gint64, j));
      for (guint j = 0; j < all->len; j++)
        g_assert_true (g_hash_table_add (seen, &g_array_index (all, gint64, j)));
      for (guint kind = 0; kind < MADO_N_KINDS; kind++)
        total += counts[kind];
      g_assert_cmpuint (total, ==, all->len);
    }
}

static void
an_empty_search_is_nothing_and_an_empty_section_all (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) nothing = list_all (self, 0, "", NULL);
  g_autoptr (GArray) section = list_all (self, 1u << MADO_KIND_AGREEMENT, "", NULL);
  gboolean more;
  g_autofree char *first = search (self, 0, " ", MADO_ORDER_DEFAULT, 10, &more);

  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (section->len, ==, 29);
  g_assert_cmpstr (first, ==, "");
}

static void
orders_by_name_and_by_day (Fixture *self, gconstpointer data)
{
  guint32 people = 1u << MADO_KIND_PERSON;
  gboolean more;
  g_autofree char *english = search (self, people, NULL, MADO_ORDER_DEFAULT, 2, &more);
  g_autofree char *japanese = search (self, people, NULL, MADO_ORDER_NAME_JA, 1, &more);
  g_autofree char *filtered
      = search (self, people, "mariya OR moedas", MADO_ORDER_NAME_EN, 5, &more);
  g_autofree char *newest = search (self, 0, "summit kind:dialogue", MADO_ORDER_NEWEST, 1, &more);

  g_assert_cmpstr (english, ==, "anne-haglund-morrissey carlos-moedas");
  g_assert_cmpstr (japanese, ==, "anne-haglund-morrissey");
  g_assert_cmpstr (filtered, ==, "carlos-moedas mariya-gabriel");
  g_assert_cmpstr (newest, ==, "summit-30-2025");
}

static void
finds_the_starred (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  assert_found (self, "is:starred", "");
  desk = mado_desk_open (self->store.profile, &error);
  g_assert_no_error (error);
  g_assert_true (mado_desk_set_starred (desk, "spa", "{}", TRUE, &error));
  g_assert_true (mado_desk_set_starred (desk, "epa", "{}", TRUE, &error));
  g_assert_true (mado_desk_set_starred (desk, "gone", "{}", TRUE, &error));
  assert_found (self, "is:starred strategic", "spa");
}

/* Prefixes are spelled out in the expression; what only looks like one is left as it is. */
static void
prefixes_are_spelled_out (Fixture *self, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "\"moeda\" *", "(\"moedas\")" },
    { "\"moe\" *", "\"moe\" *" },
    { "\"xyzzy\" *", "\"xyzzy\" *" },
    { "\"carlos moeda\" *", "\"carlos moeda\" *" },
    { "{title_en} : \"moeda\" * AND \"moedas\"", "{title_en} : (\"moedas\") AND \"moedas\"" },
    { "facets : \"a\"\"moeda\" * OR \"moeda\" *", "facets : \"a\"\"moeda\" * OR (\"moedas\")" },
    { "\"moeda", "\"moeda" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *spelled = mado_reader_spell_out (self->reader, pairs[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (spelled, ==, pairs[i][1]);
    }
}

static guint64
count_steps (MadoReader *reader)
{
  sqlite3 *db = mado_database_get_handle (mado_reader_get_database (reader));
  guint64 steps = 0;

  for (sqlite3_stmt *statement = sqlite3_next_stmt (db, NULL); statement != NULL;
       statement = sqlite3_next_stmt (db, statement))
    steps += sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, 1);
  return steps;
}

/* Rows that the index of sections would hold at that size; their text plays no part in opening. */
static void
fill (Fixture *self, guint n)
{
  g_autofree char *dated = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
      " INSERT INTO records (rowid, id, set_name, digest, json)"
      " SELECT (%d << 46) + (70000 << 24) + 10000 + i, 'x-' || i, 'core', 0,"
      " (SELECT json FROM records WHERE id = 'a') FROM n",
      n, MADO_KIND_EVENT);
  g_autofree char *named = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
      " INSERT INTO name_order (kind, language, key, row)"
      " SELECT %d, 0, zeroblob (i), (SELECT rowid FROM records WHERE id = 't') FROM n WHERE i < "
      "900",
      n, MADO_KIND_TERM);

  store_exec (&self->store, dated);
  store_exec (&self->store, named);
}

static guint64
measure_opening (Fixture *self, MadoKind kind)
{
  g_autofree char *ids = NULL;
  gboolean more;

  count_steps (self->reader);
  ids = search (self, 1u << kind, NULL, MADO_ORDER_DEFAULT, 100, &more);
  g_assert_true (more);
  return count_steps (self->reader);
}

static void
opening_a_section_costs_the_same_at_any_size (Fixture *self, gconstpointer data)
{
  guint64 small;
  guint64 small_names;

  store_apply (&self->store, "core",
               store_list (store_make_event ("a", "2020-01-01"),
                           store_make_term ("t", "Term", "用語"), NULL),
               NULL);
  fill (self, 1000);
  open_reader (self);
  small = measure_opening (self, MADO_KIND_EVENT);
  small_names = measure_opening (self, MADO_KIND_TERM);
  store_exec (&self->store, "DELETE FROM records WHERE id LIKE 'x-%'; DELETE FROM name_order");
  fill (self, 100000);
  g_assert_cmpuint (small, >, 100);
  g_assert_cmpuint (measure_opening (self, MADO_KIND_EVENT), <=, small * 11 / 10);
  g_assert_cmpuint (measure_opening (self, MADO_KIND_TERM), <=, small_names * 11 / 10);
}

static void
a_cancelled_search_says_so (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MadoQuery) query = parse ("e");
  MadoRequest request = { 0, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  gboolean more;

  g_cancellable_cancel (cancellable);
  g_assert_null (mado_reader_first (self->reader, &request, 10, &more, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (mado_reader_all (self->reader, &request, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_found (self, "moedas kind:person", "carlos-moedas");
}

static void
a_snippet_is_short_and_whole_words (void)
{
  const char *text
      = "The first words are not shown here because the passage that matters stands far "
        "behind them, in the middle of a long text about Tsukuba and other places where "
        "science is at home, and after which there is still more that is not shown, "
        "nor would anybody miss it, since a row has room for two lines and no more.";
  const char *at = strstr (text, "Tsukuba");
  g_autofree char *snippet = mado_snippet_cut (text, at - text, at - text + 7);
  g_autofree char *whole = mado_snippet_cut ("Short.", 0, 5);
  GString *japanese = g_string_new (NULL);
  g_autofree char *cut = NULL;

  g_assert_nonnull (strstr (snippet, "Tsukuba"));
  g_assert_true (g_str_has_prefix (snippet, "…") && g_str_has_suffix (snippet, "…"));
  g_assert_cmpint (g_utf8_strlen (snippet, -1), <=, MADO_SNIPPET_LENGTH);
  g_assert_cmpstr (whole, ==, "Short.");
  for (guint i = 0; i < 300; i++)
    g_string_append (japanese, "協");
  cut = mado_snippet_cut (japanese->str, 150 * 3, 152 * 3);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, MADO_SNIPPET_LENGTH);
  g_string_free (japanese, TRUE);
}

/* Python's unicodedata.east_asian_width: W for kana and ideographs, two columns each. */
static guint
count_columns_before (const char *snippet, const char *match)
{
  const char *found = strstr (snippet, match);
  guint columns = 0;

  g_assert_nonnull (found);
  for (const char *at = snippet; at < found; at = g_utf8_next_char (at))
    columns += g_utf8_get_char (at) >= 0x3040 ? 2 : 1;
  return columns;
}

/* A row shows two lines of a snippet: what is searched for must not lie beyond them. */
static void
the_match_is_near_the_start_of_a_snippet (void)
{
  static const struct
  {
    const char *filler, *match;
  } languages[] = { { "some words ", "Tsukuba" }, { "科学技術協力の", "筑波" } };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (guint before = 0; before <= 20; before++)
      for (guint after = 0; after <= 40; after += 20)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          g_autofree char *snippet = NULL;
          const gsize length = strlen (languages[i].match);
          gsize at;

          for (guint k = 0; k < before; k++)
            g_string_append (text, languages[i].filler);
          at = text->len;
          g_string_append (text, languages[i].match);
          for (guint k = 0; k < after; k++)
            g_string_append (text, languages[i].filler);
          snippet = mado_snippet_cut (text->str, at, at + length);
          g_assert_cmpuint (count_columns_before (snippet, languages[i].match), <, 40);
          g_assert_cmpint (g_utf8_strlen (snippet, -1), <=, MADO_SNIPPET_LENGTH);
        }
}

static void
a_hit_shows_what_matched (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = parse ("第7回合同委員会");
  g_autoptr (MadoQuery) titled = parse ("moedas");
  gint64 rowid;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) named = NULL;
  MadoHit *hit;

  g_assert_true (mado_reader_find_row (self->reader, "jc-7-2023", &rowid, &error));
  hits = mado_reader_page (self->reader, &rowid, 1, query, NULL, &error);
  hit = g_ptr_array_index (hits, 0);
  g_assert_nonnull (strstr (hit->snippet, "第7回合同委員会"));
  g_assert_cmpint (hit->snippet_language, ==, MADO_LANGUAGE_JA);
  g_assert_true (hit->matched_ja && !hit->matched_en);
  g_assert_true (mado_reader_find_row (self->reader, "carlos-moedas", &rowid, &error));
  named = mado_reader_page (self->reader, &rowid, 1, titled, NULL, &error);
  hit = g_ptr_array_index (named, 0);
  g_assert_null (hit->snippet);
  g_assert_true (hit->matched_en);
  g_assert_no_error (error);
}

#define ADD(name, set, function)                                                                   \
  g_test_add ("/store/search/" name, Fixture, NULL, set, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("ranks-names-then-titles-then-texts", set_up_empty, ranks_names_then_titles_then_texts);
  ADD ("an-old-name-stands-before-many-titles", set_up_empty,
       an_old_name_stands_before_many_titles);
  ADD ("the-first-page-begins-all", set_up, the_first_page_begins_all);
  ADD ("an-empty-search-is-nothing-and-an-empty-section-all", set_up,
       an_empty_search_is_nothing_and_an_empty_section_all);
  ADD ("orders-by-name-and-by-day", set_up, orders_by_name_and_by_day);
  ADD ("finds-the-starred", set_up, finds_the_starred);
  ADD ("prefixes-are-spelled-out", set_up, prefixes_are_spelled_out);
  ADD ("opening-a-section-costs-the-same-at-any-size", set_up_empty,
       opening_a_section_costs_the_same_at_any_size);
  ADD ("a-cancelled-search-says-so", set_up, a_cancelled_search_says_so);
  ADD ("a-hit-shows-what-matched", set_up, a_hit_shows_what_matched);
  g_test_add_func ("/store/search/a-snippet-is-short-and-whole-words",
                   a_snippet_is_short_and_whole_words);
  g_test_add_func ("/store/search/the-match-is-near-the-start-of-a-snippet",
                   the_match_is_near_the_start_of_a_snippet);
  return g_test_run ();
}
