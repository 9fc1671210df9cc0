/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks a small index anything: the first line is the query, each two further ones what the glossary
 * adds. SQLite and FTS5 never complain. */
#include "core/store/mado-query.h"

#include <string.h>

#include "core/store/mado-database.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static sqlite3 *
open_index (void)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "CREATE VIRTUAL TABLE search USING fts5 (title_en, title_ja, text_en, text_ja, "
                    "names, facets, tokenize = 'mado', prefix = '1 2');"
                    "INSERT INTO search VALUES ('Joint Committee', '合同委員会', 'a b c', "
                    "'科学技術協力協定', 'jc-1', '" MADO_TOKENS_FACET_MARK "kind=dialogue');",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  return db;
}

static void
run (sqlite3 *db, MadoQuery *query, gboolean titles_only)
{
  g_autofree char *match = mado_query_to_match (query, titles_only);
  sqlite3_stmt *statement = NULL;
  int code;

  if (match == NULL)
    return;
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rowid FROM search WHERE search MATCH ?1", -1,
                                       &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (code != SQLITE_DONE)
    g_error ("%s: %s", match, sqlite3_errmsg (db));
  sqlite3_finalize (statement);
}

static GPtrArray *
read_expansions (char **lines)
{
  GPtrArray *expansions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_expansion_free);

  for (; lines[0] != NULL && lines[1] != NULL && expansions->len < 40; lines += 2)
    {
      MadoExpansion *expansion = g_new0 (MadoExpansion, 1);

      expansion->from = g_strdup (lines[0]);
      expansion->word = g_strdup (lines[1]);
      g_ptr_array_add (expansions, expansion);
    }
  return expansions;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static sqlite3 *db;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (MadoQuery) expanded = NULL;
  g_autoptr (GPtrArray) expansions = NULL;
  g_autoptr (GPtrArray) phrases = NULL;
  guint position = G_MAXUINT;

  if (db == NULL)
    db = open_index ();
  if (lines[0] == NULL)
    return 0;
  query = mado_query_parse (lines[0], NULL, &position, &error);
  if (query == NULL)
    {
      g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY);
      g_assert_cmpuint (position, <=, strlen (lines[0]));
      return 0;
    }
  g_assert_no_error (error);
  phrases = mado_query_list_phrases (query);
  expansions = read_expansions (lines + 1);
  expanded = mado_query_expand (query, expansions);
  run (db, query, FALSE);
  run (db, expanded, FALSE);
  run (db, expanded, TRUE);
  return 0;
}
