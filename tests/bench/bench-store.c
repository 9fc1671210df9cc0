/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the store: applying an edition against a bare loop, search as it is typed against the
 * same statements on a warm handle, counts, facets, cancelling, and search while an edition is
 * applied.
 *
 *   bench-store SIZE FOLDER RECORDS QUERIES JSON
 * FOLDER keeps the generated stores between runs; RECORDS is the folder of the bundled records,
 * QUERIES the judged queries. JSON "-": makes the store and measures nothing. */
#include <locale.h>

#include "bench/bench.h"

static void
add_prefixes (GPtrArray *prefixes, const char *query)
{
  for (const char *p = query; *p != '\0'; p = g_utf8_next_char (p))
    g_ptr_array_add (prefixes, g_strndup (query, g_utf8_next_char (p) - query));
}

static GPtrArray *
read_prefixes (const char *path)
{
  GPtrArray *prefixes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *queries;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  bench_check (error);
  node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  bench_check (error);
  queries = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (queries); i++)
    add_prefixes (prefixes, json_object_get_string_member (
                                json_array_get_object_element (queries, i), "query"));
  return prefixes;
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autofree char *profile = NULL;
  guint over = 0;

  setlocale (LC_ALL, "");
  if (argc != 6)
    {
      g_printerr ("usage: bench-store SIZE FOLDER RECORDS QUERIES JSON\n");
      return 2;
    }
  bench.size = g_ascii_strtoull (argv[1], NULL, 10);
  bench.folder = argv[2];
  g_mkdir_with_parents (bench.folder, 0700);
  bench.generator = generator_new (argv[3]);
  bench.prefixes = read_prefixes (argv[4]);
  profile = bench_make_profile (&bench);
  if (!g_str_equal (argv[5], "-"))
    {
      bench.figures = figures_new ();
      bench_apply (&bench);
      bench_search (&bench, profile);
      bench_facets (&bench, profile);
      bench_search_beside_writer (&bench, profile);
      over = figures_finish (bench.figures, argv[5]);
    }
  g_ptr_array_unref (bench.prefixes);
  generator_free (bench.generator);
  return over > 0;
}
