/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions and imports: what is written, what is left alone, and that everything derived from the
 * records is what it would be if the store had been made from them at once. */
#include "core/store/mado-writer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-schema.h"
#include "mado-records.h"

typedef struct
{
  char *profile;
  MadoWriter *writer;
} Fixture;

static void
remove_profile (const char *profile)
{
  g_autoptr (GDir) dir = g_dir_open (profile, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (profile, name, NULL);

      g_remove (path);
    }
  g_rmdir (profile);
}

static void
reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->writer, mado_writer_close);
  self->writer = mado_writer_open (self->profile, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->writer);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->profile = g_dir_make_tmp ("mado-writer-XXXXXX", NULL);
  reopen (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->writer, mado_writer_close);
  remove_profile (self->profile);
  g_free (self->profile);
}

static char *
ask_database (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, &error);
  GString *answer = g_string_new (NULL);

  g_assert_no_error (error);
  while (mado_database_step (database, statement, NULL, &error))
    {
      if (answer->len > 0)
        g_string_append_c (answer, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (answer, "%s%s", i > 0 ? "|" : "",
                                (const char *) sqlite3_column_text (statement, i));
    }
  g_assert_no_error (error);
  return g_string_free (answer, FALSE);
}

static char *
ask (Fixture *self, const char *sql)
{
  return ask_database (mado_writer_get_database (self->writer), sql);
}

static void
assert_answer (Fixture *self, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (self, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static MadoRecord *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  MadoRecord *record;

  g_assert_no_error (error);
  record = mado_record_new_from_json (node, &error);
  g_assert_no_error (error);
  return record;
}

static char *
term_json (const char *id, const char *en, const char *ja)
{
  return g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"term\",\"title\":{\"en\":\"%s\",\"ja\":\"%s\"},"
      "\"reading\":\"よみ\",\"summary\":{\"en\":\"About it.\",\"ja\":\"説明です。\"},"
      "\"category\":\"legal\",\"verified\":false}",
      id, en, ja);
}

static MadoRecord *
make_term (const char *id, const char *en, const char *ja)
{
  g_autofree char *json = term_json (id, en, ja);

  return parse (json);
}

static MadoRecord *
make_event (const char *id, const char *date)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"event\",\"type\":\"seminar\",\"title\":{\"en\":\"Quantum day\","
      "\"ja\":\"量子の日\"},\"summary\":{\"en\":\"A day.\",\"ja\":\"一日です。\"},"
      "\"date\":{\"start\":\"%s\"},\"themes\":[\"quantum\"],\"participants\":[{\"organisation\":"
      "\"jst\",\"role\":\"organiser\"}],\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-"
      "01\"}]}",
      id, date);

  return parse (json);
}

/* @...: records, handed over; NULL ends them */
static GPtrArray *
list (MadoRecord *first, ...)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  va_list arguments;

  va_start (arguments, first);
  for (MadoRecord *record = first; record != NULL; record = va_arg (arguments, MadoRecord *))
    g_ptr_array_add (records, record);
  va_end (arguments);
  return records;
}

/* "added changed removed unchanged refused" */
static char *
describe (const MadoApplied *applied)
{
  return g_strdup_printf ("%u %u %u %u %u", applied->added, applied->changed, applied->removed,
                          applied->unchanged, applied->refused != NULL ? applied->refused->len : 0);
}

static void
apply (Fixture *self, const char *set, GPtrArray *records, const char *expected)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  mado_writer_apply (self->writer, set, 1, NULL, records, NULL, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = describe (&applied);
  if (expected != NULL)
    g_assert_cmpstr (found, ==, expected);
  g_ptr_array_unref (records);
}

static void
merge (Fixture *self, const char *set, GPtrArray *records, const char *expected)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  mado_writer_merge (self->writer, set, records, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = describe (&applied);
  if (expected != NULL)
    g_assert_cmpstr (found, ==, expected);
  g_ptr_array_unref (records);
}

static void
writes_only_what_differs (Fixture *self, gconstpointer data)
{
  apply (self, "core",
         list (make_term ("a", "One", "一"), make_term ("b", "Two", "二"),
               make_term ("c", "Three", "三"), NULL),
         "3 0 0 0 0");
  apply (self, "core",
         list (make_term ("a", "One", "一"), make_term ("b", "Zwei", "二"),
               make_term ("d", "Four", "四"), NULL),
         "1 1 1 1 0");
  assert_answer (self, "SELECT id FROM records ORDER BY id", "a\nb\nd");
  assert_answer (self, "SELECT count FROM counters", "3");
}

static void
leaves_other_sets_alone (Fixture *self, gconstpointer data)
{
  apply (self, "core", list (make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  apply (self, "cordis", list (make_term ("b", "Two", "二"), NULL), "1 0 0 0 0");
  apply (self, "core", list (NULL), "0 0 1 0 0");
  assert_answer (self, "SELECT id, set_name FROM records", "b|cordis");
}

static void
refuses_an_id_that_another_set_holds (Fixture *self, gconstpointer data)
{
  apply (self, "core", list (make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  apply (self, "cordis", list (make_term ("a", "Uno", "一"), make_term ("b", "Two", "二"), NULL),
         "1 0 0 0 1");
  merge (self, "own", list (make_term ("b", "Due", "二"), NULL), "0 0 0 0 1");
  assert_answer (self,
                 "SELECT set_name, json LIKE '%One%' OR json LIKE '%Two%' FROM records"
                 " ORDER BY id",
                 "core|1\ncordis|1");
}

static void
refuses_an_id_that_occurs_twice (Fixture *self, gconstpointer data)
{
  apply (self, "core", list (make_term ("a", "One", "一"), make_term ("a", "Two", "二"), NULL),
         "1 0 0 0 1");
  assert_answer (self, "SELECT count (*) FROM records", "1");
}

static void
a_merge_deletes_nothing (Fixture *self, gconstpointer data)
{
  merge (self, "own", list (make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  merge (self, "own", list (make_term ("b", "Two", "二"), make_term ("a", "Uno", "一"), NULL),
         "1 1 0 0 0");
  assert_answer (self, "SELECT name, edition FROM sets", "own|0");
  assert_answer (self, "SELECT count (*) FROM records", "2");
}

static void
keeps_the_row_of_a_changed_record (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  apply (self, "core", list (make_event ("a", "2020-05-01"), make_event ("b", "2020-05-01"), NULL),
         NULL);
  before = ask (self, "SELECT rowid FROM records WHERE id = 'a'");
  merge (self, "core", list (make_event ("a", "2020-05"), NULL), "0 1 0 0 0");
  after = ask (self, "SELECT rowid FROM records WHERE id = 'a'");
  g_assert_cmpstr (after, ==, before);
}

static void
moves_the_row_with_the_day (Fixture *self, gconstpointer data)
{
  apply (self, "core", list (make_event ("a", "2020-05-01"), make_event ("b", "2020-05-02"), NULL),
         NULL);
  merge (self, "core", list (make_event ("a", "2021-01-01"), NULL), "0 1 0 0 0");
  assert_answer (self, "SELECT id FROM records ORDER BY rowid DESC", "a\nb");
  merge (self, "core", list (make_event ("a", "2019-01-01"), NULL), "0 1 0 0 0");
  assert_answer (self, "SELECT id FROM records ORDER BY rowid DESC", "b\na");
  assert_answer (self, "SELECT count (*) FROM search", "2");
}

static void
finds_what_it_wrote (Fixture *self, gconstpointer data)
{
  apply (self, "core",
         list (make_term ("a", "Quantum technology", "量子技術"),
               make_term ("b", "Agreement", "協定"), NULL),
         NULL);
  assert_answer (self,
                 "SELECT r.id FROM search JOIN records r ON r.rowid = search.rowid"
                 " WHERE search MATCH '\"子技\"'",
                 "a");
  assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'quantum'", "1");
  merge (self, "core", list (make_term ("a", "Fusion", "核融合"), NULL), NULL);
  assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'quantum'", "0");
}

static void
files_a_record_under_its_values (Fixture *self, gconstpointer data)
{
  g_autofree char *match = NULL;
  g_autofree char *token = mado_schema_facet_token ("participants", "jst");
  g_autofree char *year = mado_schema_facet_token ("year", "2020");

  apply (self, "core", list (make_event ("a", "2020-05-01"), make_event ("b", "2021-05-01"), NULL),
         NULL);
  assert_answer (self, "SELECT field, value, count FROM codes ORDER BY field, value",
                 "participants|jst|2\nthemes|quantum|2\ntype|seminar|2\nyear|2020|1\nyear|2021|1");
  match = g_strdup_printf ("SELECT count (*) FROM search WHERE search MATCH '\"%s\" AND \"%s\"'",
                           token, year);
  assert_answer (self, match, "1");
  apply (self, "core", list (make_event ("b", "2021-05-01"), NULL), NULL);
  assert_answer (self, "SELECT field, value, count FROM codes ORDER BY field, value",
                 "participants|jst|1\nthemes|quantum|1\ntype|seminar|1\nyear|2021|1");
}

static void
takes_terms_apart_for_the_glossary (Fixture *self, gconstpointer data)
{
  apply (self, "core",
         list (make_term ("a", "Joint committee (JC)", "合同委員会"),
               make_term ("b", "Accession form", "アクセッションフォーム（加入書）"),
               make_term ("c", "Bilateral programmes (JSPS)", "二国間事業"), NULL),
         NULL);
  assert_answer (self, "SELECT word FROM glossary WHERE folded = 'jc' ORDER BY word",
                 "Joint committee\n合同委員会");
  assert_answer (self, "SELECT word FROM glossary WHERE folded = 'joint committee'", "合同委員会");
  assert_answer (self, "SELECT word FROM glossary WHERE folded = '合同委員会'", "Joint committee");
  assert_answer (self, "SELECT word FROM glossary WHERE folded = 'accession form' ORDER BY word",
                 "アクセッションフォーム\n加入書");
  assert_answer (self, "SELECT word FROM glossary WHERE folded = '加入書'", "Accession form");
  assert_answer (self, "SELECT count (*) FROM glossary WHERE folded = 'jsps'", "0");
}

static void
a_failed_transaction_leaves_the_store_as_it_was (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) records = list (make_term ("b", "Two", "二"), NULL);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  apply (self, "core", list (make_term ("a", "One", "一"), NULL), NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (mado_writer_apply (self->writer, "core", 2, NULL, records, NULL, NULL, NULL,
                                     &applied, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_answer (self, "SELECT id FROM records", "a");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "core"), ==, 1);
  apply (self, "core", list (make_term ("c", "Three", "三"), NULL), "1 0 1 0 0");
}

static GPtrArray *
load_bundled (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      const char *name = mado_kind_get_file (kind);
      g_autofree char *path = g_strconcat ("/io/github/madoguchi/Madoguchi/records/", name, NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (mado_records_get_resource (), path,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr (GPtrArray) refused = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      const char *text = g_bytes_get_data (bytes, &length);
      GPtrArray *found = mado_records_parse (text, length, name, MADO_JSON_NONE, &refused, &error);

      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (records, found);
    }
  return records;
}

static void
applies_the_bundle_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = load_bundled ();
  g_autofree char *expected = g_strdup_printf ("%u 0 0 0 0", records->len);
  g_autofree char *n = g_strdup_printf ("%u", records->len);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;

  mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = describe (&applied);
  g_assert_cmpstr (found, ==, expected);
  assert_answer (self, "SELECT count (*) FROM search", n);
  assert_answer (self, "SELECT count (*) > 1000 FROM meta, glossary WHERE key = 'vocabulary'", "1");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "core"), >, 0);
  mado_applied_clear (&applied);
  mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  again = describe (&applied);
  g_assert_cmpstr (again, ==, "0 0 0 0 0");
}

/* What the tables say of each record, by its id, so that rows and codes may differ. */
static const char *const views[] = {
  "SELECT id, set_name, json, digest FROM records ORDER BY id",
  "SELECT id, s.title_en, s.title_ja, s.text_en, s.text_ja, s.names, s.facets FROM records r"
  " JOIN search s ON s.rowid = r.rowid ORDER BY id",
  "SELECT count (*) FROM search",
  "SELECT folded, id FROM names LEFT JOIN records r ON r.rowid = row ORDER BY folded, id",
  "SELECT id, rel, target, role FROM links LEFT JOIN records r ON r.rowid = source"
  " ORDER BY id, rel, target, role",
  "SELECT kind, field, value, count FROM codes ORDER BY kind, field, value",
  "SELECT kind, count FROM counters WHERE count <> 0 ORDER BY kind",
  "SELECT n.kind, language, hex (key), id FROM name_order n LEFT JOIN records r ON r.rowid = row"
  " ORDER BY n.kind, language, key, id",
  "SELECT folded, word, language, id FROM glossary LEFT JOIN records r ON r.rowid = row"
  " ORDER BY folded, word, id",
  "SELECT id, length (codes) FROM record_codes c LEFT JOIN records r ON r.rowid = c.rowid"
  " ORDER BY id",
};

static void
assert_same_store (Fixture *self, Fixture *other)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *one = ask (self, views[i]);
      g_autofree char *two = ask (other, views[i]);

      if (strcmp (one, two) != 0)
        g_test_message ("the stores differ in: %s", views[i]);
      g_assert_cmpstr (one, ==, two);
    }
  mado_database_exec (mado_writer_get_database (self->writer),
                      "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", &error);
  g_assert_no_error (error);
}

/* Facet totals, counted from the JSON itself. */
static void
assert_totals (Fixture *self)
{
  static const char *const pairs[][2] = {
    { "SELECT kind, value, count FROM codes WHERE field = 'status' ORDER BY 1, 2",
      "SELECT rowid >> 46, json ->> 'status', count (*) FROM records"
      " WHERE json ->> 'status' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2" },
    { "SELECT kind, value, count FROM codes WHERE field = 'themes' ORDER BY 1, 2",
      "SELECT r.rowid >> 46, t.value, count (*) FROM records r, json_each (r.json, '$.themes') t"
      " GROUP BY 1, 2 ORDER BY 1, 2" },
    { "SELECT kind, value, count FROM codes WHERE field = 'participants' ORDER BY 1, 2",
      "SELECT r.rowid >> 46, p.value ->> 'organisation', count (DISTINCT r.id) FROM records r,"
      " json_each (r.json, '$.participants') p GROUP BY 1, 2 ORDER BY 1, 2" },
    { "SELECT kind, count FROM counters WHERE count <> 0 ORDER BY 1",
      "SELECT rowid >> 46, count (*) FROM records GROUP BY 1 ORDER BY 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *kept = ask (self, pairs[i][0]);
      g_autofree char *counted = ask (self, pairs[i][1]);

      g_assert_cmpstr (kept, ==, counted);
    }
}

/* The same record with another status, date or title. */
static MadoRecord *
change_record (MadoRecord *record)
{
  g_autoptr (JsonNode) copy = json_node_copy (mado_record_get_json (record));
  g_autofree char *text = NULL;
  JsonObject *object;
  g_autoptr (JsonNode) own = NULL;

  text = mado_json_to_record_form (copy);
  own = json_from_string (text, NULL);
  object = json_node_get_object (own);
  if (g_test_rand_bit ())
    {
      JsonObject *date = json_object_new ();
      g_autofree char *start = g_strdup_printf ("20%02d", g_test_rand_int_range (10, 30));

      json_object_set_string_member (date, "start", start);
      json_object_set_object_member (object, "date", date);
    }
  else
    {
      JsonObject *title = json_object_new ();
      g_autofree char *en = g_strdup_printf ("Name %d (NM)", g_test_rand_int_range (0, 50));

      json_object_set_string_member (title, "en", en);
      json_object_set_string_member (title, "ja", "題名（別名）");
      json_object_set_object_member (object, "title", title);
    }
  g_free (text);
  text = mado_json_to_record_form (own);
  return parse (text);
}

typedef struct
{
  const char *name;
  GHashTable *records; /* id → MadoRecord */
} Set;

static GPtrArray *
draw (GPtrArray *pool, guint residue)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_test_rand_int_range (0, 40);

  /* Sets draw from apart, by the residue of the place. */
  for (guint i = 0; i < n; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, 60) * 3 + residue;
      MadoRecord *record = g_ptr_array_index (pool, at * 4 % (pool->len / 3 * 3));

      g_ptr_array_add (records, g_test_rand_int_range (0, 3) == 0 ? change_record (record)
                                                                  : g_object_ref (record));
    }
  return records;
}

static void
note (Set *set, GPtrArray *records, gboolean is_whole_set)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (is_whole_set)
    g_hash_table_remove_all (set->records);
  for (guint i = 0; i < records->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (records, i);

      /* The second of one id is refused. */
      if (g_hash_table_add (seen, (gpointer) mado_record_get_id (record)))
        g_hash_table_replace (set->records, g_strdup (mado_record_get_id (record)),
                              g_object_ref (record));
    }
}

static void
assert_as_if_made_at_once (Fixture *self, Set *sets, guint n_sets)
{
  Fixture fresh = { NULL, NULL };

  set_up (&fresh, NULL);
  for (guint i = 0; i < n_sets; i++)
    {
      GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
      GHashTableIter iter;
      gpointer record;

      g_hash_table_iter_init (&iter, sets[i].records);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        g_ptr_array_add (records, g_object_ref (record));
      apply (&fresh, sets[i].name, records, NULL);
    }
  assert_same_store (self, &fresh);
  tear_down (&fresh, NULL);
}

static void
any_history_gives_the_store_made_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) pool = load_bundled ();
  Set sets[] = { { "core", NULL }, { "cordis", NULL }, { "own", NULL } };
  guint rounds = g_test_thorough () ? 150 : 25;

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    sets[i].records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint round = 0; round < rounds; round++)
    {
      guint which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (sets));
      GPtrArray *records = draw (pool, which);
      gboolean is_whole_set = g_test_rand_bit ();

      note (&sets[which], records, is_whole_set);
      if (is_whole_set)
        apply (self, sets[which].name, records, NULL);
      else
        merge (self, sets[which].name, records, NULL);
      assert_totals (self);
      if (round % 5 == 4)
        assert_as_if_made_at_once (self, sets, G_N_ELEMENTS (sets));
      if (round % 7 == 6)
        reopen (self);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_hash_table_unref (sets[i].records);
}

static void
exec (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_exec (mado_writer_get_database (self->writer), sql, &error);
  g_assert_no_error (error);
}

static void
another_recipe_makes_the_index_anew (Fixture *self, gconstpointer data)
{
  apply (self, "core", list (make_term ("a", "One", "一"), NULL), NULL);
  merge (self, "own", list (make_term ("b", "Two", "二"), NULL), NULL);
  g_assert_null (mado_writer_get_rebuilt (self->writer));
  exec (self, "UPDATE meta SET value = 'an older recipe' WHERE key = 'recipe';"
              "DELETE FROM names; DELETE FROM search");
  reopen (self);
  g_assert_nonnull (mado_writer_get_rebuilt (self->writer));
  assert_answer (self, "SELECT id, set_name FROM records ORDER BY id", "a|core\nb|own");
  assert_answer (self, "SELECT name, edition FROM sets ORDER BY name", "core|1\nown|0");
  assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'two'", "1");
  reopen (self);
  g_assert_null (mado_writer_get_rebuilt (self->writer));
}

static void
a_damaged_file_is_made_anew (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = { "<!doctype html><title>Log in</title>", "" };
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *text = g_strnfill (9000, ' ');

      g_clear_pointer (&self->writer, mado_writer_close);
      memcpy (text, contents[i], strlen (contents[i]));
      g_file_set_contents (path, text, *contents[i] != '\0' ? 9000 : 0, NULL);
      reopen (self);
      mado_applied_clear (&applied);
      mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (applied.added, >, 700);
    }
}

static void
imports_survive_a_damaged_table (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  apply (self, "core", list (make_term ("a", "One", "一"), NULL), NULL);
  apply (self, "cordis", list (make_term ("b", "Two", "二"), make_term ("c", "Three", "三"), NULL),
         NULL);
  exec (self, "UPDATE records SET json = replace (json, 'Two', 'Twp') WHERE id = 'b'");
  mado_writer_rebuild (self->writer, TRUE, "a test", NULL, &error);
  g_assert_no_error (error);
  assert_answer (self, "SELECT id, set_name FROM records", "c|cordis");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "cordis"), ==, 0);
}

static void
a_store_of_a_newer_program_is_not_written (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  exec (self, "PRAGMA user_version = 99");
  g_clear_pointer (&self->writer, mado_writer_close);
  g_assert_null (mado_writer_open (self->profile, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_NEW);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/writer/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mado_records_register_resource ();

  ADD ("writes-only-what-differs", writes_only_what_differs);
  ADD ("leaves-other-sets-alone", leaves_other_sets_alone);
  ADD ("refuses-an-id-that-another-set-holds", refuses_an_id_that_another_set_holds);
  ADD ("refuses-an-id-that-occurs-twice", refuses_an_id_that_occurs_twice);
  ADD ("a-merge-deletes-nothing", a_merge_deletes_nothing);
  ADD ("keeps-the-row-of-a-changed-record", keeps_the_row_of_a_changed_record);
  ADD ("moves-the-row-with-the-day", moves_the_row_with_the_day);
  ADD ("finds-what-it-wrote", finds_what_it_wrote);
  ADD ("files-a-record-under-its-values", files_a_record_under_its_values);
  ADD ("takes-terms-apart-for-the-glossary", takes_terms_apart_for_the_glossary);
  ADD ("a-failed-transaction-leaves-the-store-as-it-was",
       a_failed_transaction_leaves_the_store_as_it_was);
  ADD ("applies-the-bundle-once", applies_the_bundle_once);
  ADD ("any-history-gives-the-store-made-at-once", any_history_gives_the_store_made_at_once);
  ADD ("another-recipe-makes-the-index-anew", another_recipe_makes_the_index_anew);
  ADD ("a-damaged-file-is-made-anew", a_damaged_file_is_made_anew);
  ADD ("imports-survive-a-damaged-table", imports_survive_a_damaged_table);
  ADD ("a-store-of-a-newer-program-is-not-written", a_store_of_a_newer_program_is_not_written);
  return g_test_run ();
}
