/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random queries against the truth table of their words: sixteen records hold each set of four
 * words, and a set of records is sixteen bits. */
#include "core/store/mado-query.h"

#include "core/store/mado-schema.h"

#define N_QUERIES 3000
#define MAX_DEPTH 8
#define MAX_TERMS 40

static const char *const words[] = { "alpha", "beta", "協定", "量子" };

/* Bit i: record i holds the word. */
static const guint16 holders[] = { 0xaaaa, 0xcccc, 0xf0f0, 0xff00 };

typedef struct
{
  GRand *chance;
  GString *text;
  guint n_terms;
} Maker;

static guint16 make_or (Maker *self, guint depth);

static gboolean
is_chosen (Maker *self, guint in)
{
  return g_rand_int_range (self->chance, 0, (gint32) in) == 0;
}

static guint16
make_term (Maker *self, guint depth)
{
  guint word = (guint) g_rand_int_range (self->chance, 0, G_N_ELEMENTS (words));
  guint16 found;

  if (depth > 0 && self->n_terms < MAX_TERMS && !is_chosen (self, 3))
    {
      g_string_append_c (self->text, '(');
      found = make_or (self, depth - 1);
      g_string_append (self->text, is_chosen (self, 4) ? " )" : ")");
      return found;
    }
  self->n_terms++;
  g_string_append_printf (self->text, is_chosen (self, 4) ? "\"%s\"" : "%s", words[word]);
  return holders[word];
}

static guint16
make_unary (Maker *self, guint depth)
{
  if (!is_chosen (self, 3))
    return make_term (self, depth);
  g_string_append (self->text, is_chosen (self, 2) ? "-" : "NOT ");
  return (guint16) ~make_unary (self, depth);
}

static guint16
make_and (Maker *self, guint depth)
{
  guint16 found = make_unary (self, depth);

  while (self->n_terms < MAX_TERMS && !is_chosen (self, 2))
    {
      g_string_append (self->text, is_chosen (self, 3) ? " AND " : " ");
      found &= make_unary (self, depth);
    }
  return found;
}

static guint16
make_or (Maker *self, guint depth)
{
  guint16 found = make_and (self, depth);

  while (self->n_terms < MAX_TERMS && is_chosen (self, 2))
    {
      g_string_append (self->text, " OR ");
      found |= make_and (self, depth);
    }
  return found;
}

static sqlite3 *
open_index (void)
{
  g_autofree char *kind = mado_schema_facet_token ("kind", "term");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE VIRTUAL TABLE search USING fts5 (title_en, title_ja, "
                                 "text_en, text_ja, names, facets, tokenize='mado')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  for (guint record = 0; record < 16; record++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autofree char *sql = NULL;

      for (guint word = 0; word < G_N_ELEMENTS (words); word++)
        if (record >> word & 1)
          g_string_append_printf (text, " %s", words[word]);
      sql = g_strdup_printf ("INSERT INTO search (rowid, text_en, facets) VALUES (%u, '%s', '%s')",
                             record, text->str, kind);
      g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  return db;
}

static guint16
search (sqlite3_stmt *statement, MadoQuery *query)
{
  g_autofree char *match = mado_query_to_match (query, FALSE);
  guint16 found = 0;
  int code;

  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    found |= (guint16) (1u << sqlite3_column_int (statement, 0));
  if (code != SQLITE_DONE)
    g_test_message ("%s: %s", match, sqlite3_errmsg (sqlite3_db_handle (statement)));
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_reset (statement);
  return found;
}

/* Alternatives that no record holds change nothing that is found, however they nest. */
static MadoQuery *
expand (MadoQuery *query)
{
  g_autoptr (GPtrArray) phrases = mado_query_list_phrases (query);
  g_autoptr (GPtrArray) expansions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_expansion_free);

  for (guint i = 0; i < phrases->len; i++)
    {
      MadoExpansion *expansion = g_new0 (MadoExpansion, 1);

      expansion->from = g_strdup (g_ptr_array_index (phrases, i));
      expansion->word = g_strdup ("nowhere");
      g_ptr_array_add (expansions, expansion);
    }
  return mado_query_expand (query, expansions);
}

static void
test_logic (void)
{
  sqlite3 *db = open_index ();
  sqlite3_stmt *statement = NULL;
  guint n = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rowid FROM search WHERE search MATCH ?1", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  for (; n < N_QUERIES; n++)
    {
      Maker maker = { g_rand_new_with_seed (n), g_string_new (NULL), 0 };
      guint16 expected = make_or (&maker, MAX_DEPTH);
      g_autoptr (GString) text = maker.text;
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoQuery) query = mado_query_parse (text->str, NULL, NULL, &error);
      g_autoptr (MadoQuery) expanded = NULL;

      g_rand_free (maker.chance);
      g_assert_no_error (error);
      if (search (statement, query) != expected)
        g_test_message ("%s", text->str);
      g_assert_cmphex (search (statement, query), ==, expected);
      expanded = expand (query);
      g_assert_cmphex (search (statement, expanded), ==, expected);
    }
  g_test_message ("%u queries", n);
  g_assert_cmpuint (n, >, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/query/random-queries-agree-with-their-truth-table", test_logic);
  return g_test_run ();
}
