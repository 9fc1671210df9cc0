/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sixty judged queries, thirty a language: what somebody at a desk would type, and the record that
 * is meant. It must be among the first three, as the program searches: over everything, with the
 * glossary. A change of ranking is judged by all of them, never tuned for one. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <locale.h>

#define AMONG 3

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} Fixture;

static guint
find_rank (Fixture *self, const char *text, const char *meant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query
      = mado_query_parse (text, mado_reader_get_vocabulary (self->reader), NULL, &error);
  g_autoptr (GPtrArray) expansions = mado_reader_list_expansions (self->reader, query, &error);
  g_autoptr (MadoQuery) expanded = mado_query_expand (query, expansions);
  MadoRequest request = { 0, expanded, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  gboolean more;
  g_autoptr (GPtrArray) hits = mado_reader_first (self->reader, &request, 50, &more, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      MadoHit *hit = g_ptr_array_index (hits, i);

      if (g_str_equal (mado_record_get_id (hit->record), meant))
        return i + 1;
    }
  return 0;
}

static void
judge (Fixture *self, JsonArray *queries, const char *language)
{
  guint n = 0;
  guint n_good = 0;

  for (guint i = 0; i < json_array_get_length (queries); i++)
    {
      JsonObject *one = json_array_get_object_element (queries, i);
      const char *text = json_object_get_string_member (one, "query");
      const char *meant = json_object_get_string_member (one, "meant");
      guint rank;

      if (!g_str_equal (json_object_get_string_member (one, "language"), language))
        continue;
      rank = find_rank (self, text, meant);
      n++;
      n_good += rank > 0 && rank <= AMONG;
      if (rank == 0 || rank > AMONG)
        g_test_message ("%s: %s stands at %u", text, meant, rank);
    }
  g_test_message ("%u of %u among the first %d", n_good, n, AMONG);
  g_assert_cmpuint (n, ==, 30);
  g_assert_cmpuint (n_good, ==, n);
}

static void
test_language (gconstpointer data)
{
  const char *const *arguments = data; /* the file, the language */
  Fixture self = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length;

  store_set_up (&self.store, NULL);
  g_assert_true (mado_writer_apply_bundle (self.store.writer, NULL, &applied, NULL, &error));
  self.reader = mado_reader_open (self.store.profile, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (arguments[0], &text, &length, &error));
  node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  g_assert_no_error (error);
  judge (&self, json_node_get_array (node), arguments[1]);
  mado_reader_close (self.reader);
  store_tear_down (&self.store, NULL);
}

int
main (int argc, char **argv)
{
  const char *english[] = { NULL, "en" };
  const char *japanese[] = { NULL, "ja" };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  english[0] = japanese[0] = argv[1];
  g_test_add_data_func ("/search-quality/english-queries-find-what-is-meant", english,
                        test_language);
  g_test_add_data_func ("/search-quality/japanese-queries-find-what-is-meant", japanese,
                        test_language);
  return g_test_run ();
}
