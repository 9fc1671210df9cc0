/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store made of the bundled records finds, for an oracle that knows nothing of the code.
 *
 * Reads queries, one a line, and writes {"columns": {id: [text, …], …}, "found": [[id, …], …]}: the
 * texts that were indexed of each record, and the ids of all hits of each query. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <locale.h>
#include <stdio.h>

#define N_COLUMNS 5 /* without the filters */

static void
add_columns (StoreFixture *store, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  MadoDatabase *database = mado_writer_get_database (store->writer);
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "SELECT id, title_en, title_ja, text_en, text_ja, names FROM search"
                               " JOIN records ON records.rowid = search.rowid",
                               &error);

  g_assert_no_error (error);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_object (builder);
  while (mado_database_step (database, statement, NULL, &error))
    {
      json_builder_set_member_name (builder, (const char *) sqlite3_column_text (statement, 0));
      json_builder_begin_array (builder);
      for (int i = 1; i <= N_COLUMNS; i++)
        json_builder_add_string_value (builder, (const char *) sqlite3_column_text (statement, i));
      json_builder_end_array (builder);
    }
  g_assert_no_error (error);
  sqlite3_reset (statement);
  json_builder_end_object (builder);
}

static void
add_found (MadoReader *reader, GHashTable *ids, const char *text, JsonBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, &error);
  MadoRequest request = { 0, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  g_autoptr (GArray) rowids = NULL;

  g_assert_no_error (error);
  rowids = mado_reader_all (reader, &request, NULL, NULL, &error);
  g_assert_no_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rowids->len; i++)
    json_builder_add_string_value (builder,
                                   g_hash_table_lookup (ids, &g_array_index (rowids, gint64, i)));
  json_builder_end_array (builder);
}

static gboolean
remember_cb (const char *id, const char *record_form, gpointer user_data)
{
  gpointer *both = user_data;
  gint64 rowid;

  g_assert_true (mado_reader_find_row (both[0], id, &rowid, NULL));
  g_hash_table_insert (both[1], g_memdup2 (&rowid, sizeof rowid), g_strdup (id));
  return TRUE;
}

int
main (int argc, char **argv)
{
  StoreFixture store = { NULL };
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *queries = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *answer = NULL;
  MadoReader *reader;

  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 2);
  g_assert_true (g_file_get_contents (argv[1], &queries, NULL, &error));
  lines = g_strsplit (queries, "\n", -1);
  store_set_up (&store, NULL);
  g_assert_true (mado_writer_apply_bundle (store.writer, NULL, &applied, NULL, &error));
  reader = mado_reader_open (store.profile, &error);
  g_assert_no_error (error);
  mado_reader_foreach (reader, remember_cb, (gpointer[]){ reader, ids }, NULL, &error);
  g_assert_no_error (error);

  json_builder_begin_object (builder);
  add_columns (&store, builder);
  json_builder_set_member_name (builder, "found");
  json_builder_begin_array (builder);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    add_found (reader, ids, lines[i], builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  answer = json_to_string (root, FALSE);
  puts (answer);
  mado_reader_close (reader);
  store_tear_down (&store, NULL);
  return 0;
}
