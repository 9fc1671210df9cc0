/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a store has been through, everything derived from its records is what it would be if it
 * had been made from them at once, and what a plain count of their JSON gives. */
#include <string.h>

#include "support/store-fixture.h"

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
assert_same_store (StoreFixture *self, StoreFixture *other)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *one = store_ask (self, views[i]);
      g_autofree char *two = store_ask (other, views[i]);

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
assert_totals (StoreFixture *self)
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
      g_autofree char *kept = store_ask (self, pairs[i][0]);
      g_autofree char *counted = store_ask (self, pairs[i][1]);

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
  return store_parse (text);
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
assert_as_if_made_at_once (StoreFixture *self, Set *sets, guint n_sets)
{
  StoreFixture fresh = { NULL, NULL };

  store_set_up (&fresh, NULL);
  for (guint i = 0; i < n_sets; i++)
    {
      GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
      GHashTableIter iter;
      gpointer record;

      g_hash_table_iter_init (&iter, sets[i].records);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        g_ptr_array_add (records, g_object_ref (record));
      store_apply (&fresh, sets[i].name, records, NULL);
    }
  assert_same_store (self, &fresh);
  store_tear_down (&fresh, NULL);
}

static void
any_history_gives_the_store_made_at_once (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) pool = store_load_bundled ();
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
        store_apply (self, sets[which].name, records, NULL);
      else
        store_merge (self, sets[which].name, records, NULL);
      assert_totals (self);
      if (round % 5 == 4)
        assert_as_if_made_at_once (self, sets, G_N_ELEMENTS (sets));
      if (round % 7 == 6)
        store_reopen (self);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    g_hash_table_unref (sets[i].records);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/history/any-history-gives-the-store-made-at-once", StoreFixture, NULL,
              store_set_up, any_history_gives_the_store_made_at_once, store_tear_down);
  return g_test_run ();
}
