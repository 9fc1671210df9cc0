/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program makes of texts and needles, for an oracle that knows nothing of its code.
 *
 * Reads {"documents": [[text, …], …], "needles": [[text, last is prefix], …]} from the file named,
 * and writes
 * {"folded": [[…]], "found": [[row, …], …], "marked": [[[row, column, start, end], …], …]}. */
#include "core/store/mado-tokens.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static const char *
get_text (JsonArray *documents, guint row, guint column)
{
  return json_array_get_string_element (json_array_get_array_element (documents, row), column);
}

static void
fold_all (JsonArray *documents, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "folded");
  json_builder_begin_array (builder);
  for (guint row = 0; row < json_array_get_length (documents); row++)
    {
      guint n = json_array_get_length (json_array_get_array_element (documents, row));

      json_builder_begin_array (builder);
      for (guint column = 0; column < n; column++)
        {
          g_autofree char *folded = mado_tokens_fold (get_text (documents, row, column), -1);

          json_builder_add_string_value (builder, folded);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static sqlite3 *
make_index (JsonArray *documents)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE VIRTUAL TABLE search USING fts5 (a, b, c, d, "
                                 "tokenize = 'mado', prefix = '1 2')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "INSERT INTO search (rowid, a, b, c, d) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5)",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  for (guint row = 0; row < json_array_get_length (documents); row++)
    {
      sqlite3_bind_int (statement, 1, (int) row);
      for (guint column = 0; column < 4; column++)
        sqlite3_bind_text (statement, (int) column + 2, get_text (documents, row, column), -1,
                           SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  return db;
}

static void
add_found (sqlite3_stmt *statement, MadoNeedle *needle, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  if (mado_needle_get_match (needle) != NULL)
    {
      int code;

      sqlite3_bind_text (statement, 1, mado_needle_get_match (needle), -1, SQLITE_TRANSIENT);
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        json_builder_add_int_value (builder, sqlite3_column_int (statement, 0));
      g_assert_cmpint (code, ==, SQLITE_DONE);
      sqlite3_reset (statement);
    }
  json_builder_end_array (builder);
}

static void
add_marked (JsonArray *documents, MadoNeedle *needle, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) needles = g_ptr_array_new ();

  g_ptr_array_add (needles, needle);
  json_builder_begin_array (builder);
  for (guint row = 0; row < json_array_get_length (documents); row++)
    for (guint column = 0; column < 4; column++)
      {
        g_autoptr (GArray) ranges = mado_needles_find (needles, get_text (documents, row, column));

        for (guint i = 0; i < ranges->len; i++)
          {
            MadoRange range = g_array_index (ranges, MadoRange, i);

            json_builder_begin_array (builder);
            json_builder_add_int_value (builder, row);
            json_builder_add_int_value (builder, column);
            json_builder_add_int_value (builder, (gint64) range.start);
            json_builder_add_int_value (builder, (gint64) range.end);
            json_builder_end_array (builder);
          }
      }
  json_builder_end_array (builder);
}

/* @marks: whether places are wanted, which takes a walk through all texts a needle. */
static void
answer (JsonArray *documents, JsonArray *needles, gboolean marks, sqlite3_stmt *statement,
        JsonBuilder *builder)
{
  json_builder_set_member_name (builder, marks ? "marked" : "found");
  json_builder_begin_array (builder);
  for (guint i = 0; i < json_array_get_length (needles); i += marks ? 20 : 1)
    {
      JsonArray *pair = json_array_get_array_element (needles, i);
      g_autoptr (MadoNeedle) needle = mado_needle_new (json_array_get_string_element (pair, 0),
                                                       json_array_get_boolean_element (pair, 1));

      if (marks)
        add_marked (documents, needle, builder);
      else
        add_found (statement, needle, builder);
    }
  json_builder_end_array (builder);
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonArray *documents, *needles;
  sqlite3_stmt *statement = NULL;
  sqlite3 *db;

  g_assert_cmpint (argc, ==, 2);
  json_parser_load_from_file (parser, argv[1], &error);
  g_assert_no_error (error);
  documents = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                            "documents");
  needles = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "needles");
  db = make_index (documents);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT rowid FROM search WHERE search MATCH ?1 "
                                       "ORDER BY rowid",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  json_builder_begin_object (builder);
  fold_all (documents, builder);
  answer (documents, needles, FALSE, statement, builder);
  answer (documents, needles, TRUE, statement, builder);
  json_builder_end_object (builder);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return puts (text) < 0; /* g_print() would translate to the locale */
}
