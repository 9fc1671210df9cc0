/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the bundled records say of themselves is what the query language finds them by: the writer
 * and the query agree on every value. The values are read from the records' JSON. */
#include "core/store/mado-query.h"

#include <string.h>

#include "support/store-fixture.h"

/* Query to the set of ids that it must find. */
typedef GHashTable Expected;

typedef struct
{
  Expected *exact; /* these records and no others */
  Expected *among; /* these and perhaps others */
  MadoVocabulary *vocabulary;
} Questions;

static void
expect (Expected *expected, const char *field, const char *value, const char *id)
{
  g_autofree char *text = g_strdup_printf ("%s:\"%s\"", field, value);
  GHashTable *ids = g_hash_table_lookup (expected, text);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (expected, g_steal_pointer (&text), ids);
    }
  g_hash_table_add (ids, g_strdup (id));
}

static void
expect_word (Questions *self, const MadoField *field, const char *list, const char *value,
             const char *id)
{
  expect (self->exact, field->name, value, id);
  if (list == NULL || mado_vocabulary_find (self->vocabulary, list, value) == NULL)
    return;
  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    {
      const char *label = mado_vocabulary_get_label (self->vocabulary, list, value, language);

      expect (self->among, field->name, label, id);
    }
}

static void
expect_node (Questions *self, const MadoField *field, const char *list, JsonNode *node,
             const char *id)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      expect_node (self, field, list, json_array_get_element (json_node_get_array (node), i), id);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    expect (self->exact, field->name,
            json_object_get_string_member (json_node_get_object (node), "organisation"), id);
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    expect (self->exact, field->name, json_node_get_boolean (node) ? "true" : "false", id);
  else
    expect_word (self, field, list, json_node_get_string (node), id);
}

static void
expect_texts (Questions *self, JsonObject *object, const char *id)
{
  JsonObject *title = json_object_get_object_member (object, "title");
  const char *const languages[] = { "en", "ja" };

  expect (self->among, "id", id, id);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *text = json_object_get_string_member (title, languages[i]);

      if (strchr (text, '"') == NULL)
        expect (self->among, "title", text, id);
    }
  if (json_object_has_member (object, "date"))
    {
      JsonObject *date = json_object_get_object_member (object, "date");
      const char *start = json_object_get_string_member_with_default (date, "start", "");
      g_autofree char *year = g_strndup (start, 4);

      if (*year != '\0')
        expect (self->among, "year", year, id);
    }
}

/* A conflict of which two values differ in what they say. */
static gboolean
is_disputed (JsonObject *object)
{
  JsonArray *conflicts = json_object_has_member (object, "conflicts")
                             ? json_object_get_array_member (object, "conflicts")
                             : NULL;

  for (guint i = 0; conflicts != NULL && i < json_array_get_length (conflicts); i++)
    {
      JsonObject *conflict = json_array_get_object_element (conflicts, i);
      JsonArray *values = json_object_get_array_member (conflict, "values");
      JsonNode *first = json_object_get_member (json_array_get_object_element (values, 0), "value");

      for (guint j = 1; j < json_array_get_length (values); j++)
        if (!json_node_equal (
                first, json_object_get_member (json_array_get_object_element (values, j), "value")))
          return TRUE;
    }
  return FALSE;
}

static void
expect_record (Questions *self, MadoRecord *record)
{
  JsonObject *object = json_node_get_object (mado_record_get_json (record));
  const char *id = mado_record_get_id (record);

  for (guint i = 0; i < mado_record_get_n_fields (record); i++)
    {
      const MadoField *field = mado_record_get_field (record, i);
      g_autofree char *own
          = g_strconcat (mado_kind_to_word (mado_record_get_kind (record)), "_type", NULL);
      const char *list = field->list != NULL && *field->list == '\0' ? own : field->list;

      if (field->flags & MADO_FIELD_FACET && json_object_has_member (object, field->name))
        expect_node (self, field, list, json_object_get_member (object, field->name), id);
    }
  expect_texts (self, object, id);
  if (is_disputed (object))
    expect (self->exact, "is", "disputed", id);
  expect (self->exact, "set", "core", id);
}

static GHashTable *
search (MadoDatabase *database, MadoQuery *query)
{
  g_autoptr (GError) error = NULL;
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *match = mado_query_to_match (query, FALSE);
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "SELECT records.id FROM search JOIN records "
                               "ON records.rowid = search.rowid WHERE search MATCH ?1",
                               &error);

  g_assert_no_error (error);
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while (mado_database_step (database, statement, NULL, &error))
    g_hash_table_add (found, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  g_assert_no_error (error);
  sqlite3_reset (statement);
  return found;
}

static guint
check (Questions *self, MadoDatabase *database, Expected *expected, gboolean exactly)
{
  GHashTableIter iter, ids;
  gpointer text, wanted, id;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &text, &wanted))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoQuery) query = mado_query_parse (text, self->vocabulary, NULL, &error);
      g_autoptr (GHashTable) found = NULL;

      g_assert_no_error (error);
      found = search (database, query);
      g_hash_table_iter_init (&ids, wanted);
      while (g_hash_table_iter_next (&ids, &id, NULL))
        if (!g_hash_table_contains (found, id))
          g_error ("%s does not find %s", (char *) text, (char *) id);
      if (exactly && g_hash_table_size (found) != g_hash_table_size (wanted))
        g_error ("%s finds %u records instead of %u", (char *) text, g_hash_table_size (found),
                 g_hash_table_size (wanted));
    }
  return g_hash_table_size (expected);
}

static MadoVocabulary *
read_vocabulary (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = store_ask (fixture, "SELECT value FROM meta WHERE key = 'vocabulary'");
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  MadoVocabulary *vocabulary;

  g_assert_no_error (error);
  json_node_seal (node);
  vocabulary = mado_vocabulary_new_from_json (node, &error);
  g_assert_no_error (error);
  return vocabulary;
}

static void
test_values (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = store_load_bundled ();
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GHashTable) exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) among = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                        (GDestroyNotify) g_hash_table_unref);
  g_autoptr (MadoVocabulary) vocabulary = NULL;
  MadoDatabase *database = mado_writer_get_database (fixture->writer);
  Questions questions = { exact, among, NULL };
  guint n;

  mado_writer_apply_bundle (fixture->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  questions.vocabulary = vocabulary = read_vocabulary (fixture);
  for (guint i = 0; i < records->len; i++)
    expect_record (&questions, g_ptr_array_index (records, i));
  n = check (&questions, database, exact, TRUE) + check (&questions, database, among, FALSE);
  g_test_message ("%u records, %u queries", records->len, n);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/query/every-value-of-every-record-finds-it", StoreFixture, NULL, store_set_up,
              test_values, store_tear_down);
  return g_test_run ();
}
