/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets: what is counted equals a plain recount, before and after the store changes. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <locale.h>

typedef ReaderFixture Fixture;

static MadoQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoQuery *query = mado_query_parse (text, NULL, NULL, &error);

  g_assert_no_error (error);
  return query;
}

/* "type=summit" → count, as the records themselves say. */
static void
count_words (GHashTable *counts, const char *field, const char *value)
{
  g_autofree char *key = NULL;

  if (value == NULL)
    return;
  key = g_strdup_printf ("%s=%s", field, value);
  g_hash_table_insert (counts, g_strdup (key),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static void
count_record (GHashTable *counts, MadoRecord *record)
{
  MadoKind kind = mado_record_get_kind (record);
  MadoWords *themes = mado_record_get_themes (record);
  MadoParticipants *participants = mado_record_get_participants (record);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  count_words (counts, kind == MADO_KIND_TERM || kind == MADO_KIND_ANSWER ? "category" : "type",
               mado_record_get_type_word (record));
  count_words (counts, "status", mado_record_get_status (record));
  count_words (counts, "series", mado_record_get_series (record));
  for (guint i = 0; i < mado_words_get_n (themes); i++)
    count_words (counts, "themes", mado_words_get (themes, i));
  for (guint i = 0; i < mado_participants_get_n (participants); i++)
    {
      const MadoParticipant *one = mado_participants_get (participants, i);

      if (g_hash_table_add (seen, one->organisation))
        count_words (counts, "participants", one->organisation);
    }
}

/* The records of the hits are read and counted one by one. */
static GHashTable *
recount (Fixture *self, MadoKind kind, MadoQuery *query)
{
  g_autoptr (GError) error = NULL;
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MadoRequest request = { 1u << kind, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  g_autoptr (GArray) rowids = mado_reader_all (self->reader, &request, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (MadoRecord) record = mado_reader_get_record_by_rowid (
          self->reader, g_array_index (rowids, gint64, i), NULL, &error);

      g_assert_no_error (error);
      count_record (counts, record);
    }
  return counts;
}

static gboolean
is_recounted (const char *field)
{
  static const char *const fields[]
      = { "type", "category", "status", "series", "themes", "participants", NULL };

  return g_strv_contains (fields, field);
}

static guint
assert_counted (Fixture *self, MadoKind kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = text ? parse (text) : NULL;
  g_autoptr (GHashTable) expected = recount (self, kind, query);
  g_autoptr (GPtrArray) facets = mado_reader_list_facets (self->reader, kind, query, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < facets->len; i++)
    {
      MadoFacet *facet = g_ptr_array_index (facets, i);
      guint64 before = G_MAXUINT64;

      for (guint j = 0; j < facet->values->len; j++)
        {
          MadoFacetValue *value = g_ptr_array_index (facet->values, j);
          g_autofree char *key = g_strdup_printf ("%s=%s", facet->field, value->value);

          g_assert_cmpuint (value->count, <=, before);
          g_assert_cmpuint (value->count, >, 0);
          before = value->count;
          if (!is_recounted (facet->field))
            continue;
          g_assert_cmpuint (value->count, ==,
                            GPOINTER_TO_UINT (g_hash_table_lookup (expected, key)));
          n++;
        }
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (expected));
  return n;
}

static void
equal_a_plain_recount (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { NULL,
                                       "e",
                                       "research",
                                       "協",
                                       "horizon europe",
                                       "year:2015..2019",
                                       "type:summit",
                                       "japan -quantum",
                                       "nothingatall" };
  guint n = 0;

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      n += assert_counted (self, kind, texts[i]);
  g_assert_cmpuint (n, >, 1000);
}

static void
follow_a_change_of_the_store (Fixture *self, gconstpointer data)
{
  assert_counted (self, MADO_KIND_EVENT, "e");
  store_merge (&self->store, "own", store_list (store_make_event ("extra", "2020-05-01"), NULL),
               NULL);
  assert_counted (self, MADO_KIND_EVENT, "e");
  assert_counted (self, MADO_KIND_EVENT, "extra");
  assert_counted (self, MADO_KIND_EVENT, NULL);
}

static void
of_a_damaged_store_are_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = parse ("e");
  g_autoptr (GPtrArray) facets = NULL;

  store_exec (&self->store, "UPDATE record_codes SET codes = x'ffffffff01'");
  facets = mado_reader_list_facets (self->reader, MADO_KIND_EVENT, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facets->len, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/facets/" name, Fixture, NULL, reader_set_up, function, reader_tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("equal-a-plain-recount", equal_a_plain_recount);
  ADD ("follow-a-change-of-the-store", follow_a_change_of_the_store);
  ADD ("of-a-damaged-store-are-bounded", of_a_damaged_store_are_bounded);
  return g_test_run ();
}
