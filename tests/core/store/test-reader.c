/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read by id, and what the reader refuses to open. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <locale.h>

typedef ReaderFixture Fixture;

static void
set_up_empty (Fixture *self, gconstpointer data)
{
  store_set_up (&self->store, NULL);
}

static void
gives_a_record_with_its_set (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *set = NULL;
  g_autoptr (MadoRecord) record = mado_reader_get_record (self->reader, "spa", &set, &error);
  g_autoptr (MadoText) title = NULL;
  MadoKind kind;

  g_assert_no_error (error);
  g_assert_cmpstr (mado_record_get_id (record), ==, "spa");
  g_assert_cmpstr (set, ==, "core");
  title = mado_reader_get_title (self->reader, "spa", &kind, &error);
  g_assert_cmpint (kind, ==, MADO_KIND_AGREEMENT);
  g_assert_cmpstr (mado_text_get (title, MADO_LANGUAGE_JA, NULL), ==,
                   "日EU戦略的パートナーシップ協定（SPA）");
}

static void
says_when_there_is_no_such_record (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_reader_get_record (self->reader, "nobody", NULL, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (mado_reader_get_title (self->reader, "nobody", NULL, &error));
  g_assert_no_error (error);
}

static void
knows_where_the_store_stands (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoStanding) standing = { 0 };

  g_assert_true (mado_reader_get_standing (self->reader, &standing, &error));
  g_assert_cmpint (standing.edition, >=, 1);
  g_assert_nonnull (standing.date);
  g_assert_cmpuint (standing.counts[MADO_KIND_AGREEMENT], ==, 29);
  g_assert_nonnull (
      mado_vocabulary_find (mado_reader_get_vocabulary (self->reader), "kind", "agreement"));
}

/* Both ends of a link see it, whichever of them holds it. */
static void
connects_both_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRecord) record
      = mado_reader_get_record (self->reader, "st-agreement", NULL, &error);
  guint total = 0;
  g_autoptr (GPtrArray) all
      = mado_reader_list_connections (self->reader, "st-agreement", 1000, &total, &error);
  g_autoptr (GPtrArray) some
      = mado_reader_list_connections (self->reader, "st-agreement", 2, NULL, &error);
  guint n_incoming = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, total);
  g_assert_cmpuint (some->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    {
      MadoConnection *one = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) back = NULL;
      gboolean found = FALSE;

      g_assert_nonnull (one->record);
      n_incoming += !one->outgoing;
      back = mado_reader_list_connections (self->reader, one->id, 5000, NULL, &error);
      for (guint j = 0; j < back->len; j++)
        {
          MadoConnection *other = g_ptr_array_index (back, j);

          found = found
                  || (g_str_equal (other->id, "st-agreement") && g_str_equal (other->rel, one->rel)
                      && other->outgoing != one->outgoing && other->is_role == one->is_role);
        }
      g_assert_true (found);
    }
  g_assert_cmpuint (n_incoming, >, 5);
  g_assert_cmpuint (all->len - n_incoming, >=,
                    mado_participants_get_n (mado_record_get_participants (record)));
}

static void
counts_who_is_named (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 rowid;
  g_autoptr (GPtrArray) hits = NULL;
  MadoHit *hit;
  g_autofree char *expected = store_ask (
      &self->store, "SELECT count (DISTINCT source) FROM links WHERE target = 'jst' AND role = 1");

  g_assert_true (mado_reader_find_row (self->reader, "jst", &rowid, &error));
  hits = mado_reader_page (self->reader, &rowid, 1, NULL, NULL, &error);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpuint (hit->mentions, ==, g_ascii_strtoull (expected, NULL, 10));
  g_assert_cmpuint (hit->mentions, >, 10);
}

static void
a_row_that_is_gone_has_no_record (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 rowid = 12345;
  g_autoptr (GPtrArray) hits = mado_reader_page (self->reader, &rowid, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (((MadoHit *) g_ptr_array_index (hits, 0))->record);
}

static void
lists_what_is_disputed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = mado_reader_list_disputed (self->reader, &error);
  g_autoptr (GPtrArray) bundled = store_load_bundled ();
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < bundled->len; i++)
    {
      g_autofree char *json
          = mado_json_to_record_form (mado_record_get_json (g_ptr_array_index (bundled, i)));

      n += store_sources_differ (json);
    }
  g_assert_cmpuint (records->len, ==, n);
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpuint (
        mado_conflicts_get_n (mado_record_get_conflicts (g_ptr_array_index (records, i))), >, 0);
}

static gboolean
check_order_cb (const char *id, const char *record_form, gpointer user_data)
{
  GString *last = user_data;

  g_assert_cmpstr (last->str, <, id);
  g_assert_true (g_str_has_prefix (record_form, "{"));
  g_string_assign (last, id);
  return TRUE;
}

static void
walks_all_records_in_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GString *last = g_string_new (NULL);

  g_assert_true (mado_reader_foreach (self->reader, check_order_cb, last, NULL, &error));
  g_assert_cmpuint (last->len, >, 0);
  g_string_free (last, TRUE);
}

static void
expands_across_languages (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse ("joint committee", NULL, NULL, &error);
  g_autoptr (MadoQuery) back = mado_query_parse ("合同委員会 joint committee", NULL, NULL, &error);
  g_autoptr (GPtrArray) added = mado_reader_list_expansions (self->reader, query, &error);
  g_autoptr (GPtrArray) nothing = mado_reader_list_expansions (self->reader, back, &error);
  MadoExpansion *one = g_ptr_array_index (added, 0);

  g_assert_cmpuint (added->len, ==, 1);
  g_assert_cmpstr (one->word, ==, "合同委員会");
  g_assert_cmpstr (one->from, ==, "joint committee");
  g_assert_cmpint (one->language, ==, MADO_LANGUAGE_JA);
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
assert_refused (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_reader_open (self->store.profile, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
}

static void
refuses_a_store_of_another_recipe (Fixture *self, gconstpointer data)
{
  store_exec (&self->store, "UPDATE meta SET value = 'tokens 0' WHERE key = 'recipe'");
  assert_refused (self);
}

static void
refuses_a_store_without_vocabulary (Fixture *self, gconstpointer data)
{
  assert_refused (self);
}

static void
refuses_a_folder_without_a_store (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_reader_open ("/nowhere/at/all", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
}

#define ADD(name, set, function)                                                                   \
  g_test_add ("/store/reader/" name, Fixture, NULL, set, function, reader_tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("gives-a-record-with-its-set", reader_set_up, gives_a_record_with_its_set);
  ADD ("says-when-there-is-no-such-record", reader_set_up, says_when_there_is_no_such_record);
  ADD ("knows-where-the-store-stands", reader_set_up, knows_where_the_store_stands);
  ADD ("connects-both-ends", reader_set_up, connects_both_ends);
  ADD ("counts-who-is-named", reader_set_up, counts_who_is_named);
  ADD ("a-row-that-is-gone-has-no-record", reader_set_up, a_row_that_is_gone_has_no_record);
  ADD ("lists-what-is-disputed", reader_set_up, lists_what_is_disputed);
  ADD ("walks-all-records-in-order", reader_set_up, walks_all_records_in_order);
  ADD ("expands-across-languages", reader_set_up, expands_across_languages);
  ADD ("refuses-a-store-of-another-recipe", reader_set_up, refuses_a_store_of_another_recipe);
  ADD ("refuses-a-store-without-vocabulary", set_up_empty, refuses_a_store_without_vocabulary);
  g_test_add_func ("/store/reader/refuses-a-folder-without-a-store",
                   refuses_a_folder_without_a_store);
  return g_test_run ();
}
