/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generated stores that are kept between runs, and the requests that are asked of them. */
#include "bench/bench.h"

#include "core/store/mado-schema.h"

#define FILL_CHUNK 100000 /* each is merged into what is there, which takes as long as both */

void
bench_check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

double
bench_get_ratio (double ours, double theirs)
{
  return ours / MAX (theirs, 0.001);
}

char *
bench_make_lines (Bench *self, guint first, guint n, gsize *length)
{
  GString *lines = g_string_sized_new ((gsize) n * 1200);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = generator_make (self->generator, first + i);

      g_string_append (lines, line);
      g_string_append_c (lines, '\n');
    }
  *length = lines->len;
  return g_string_free (lines, FALSE);
}

GPtrArray *
bench_parse_lines (const char *lines, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  GPtrArray *records
      = mado_records_parse (lines, length, "generated", MADO_JSON_NONE, &refused, &error);

  bench_check (error);
  if (refused != NULL && refused->len > 0)
    bench_check (refused->pdata[0]);
  return records;
}

static void
merge_generated (Bench *self, MadoWriter *writer, guint first, guint n)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *lines = NULL;
  gsize length;

  lines = bench_make_lines (self, first, n, &length);
  records = bench_parse_lines (lines, length);
  mado_writer_merge (writer, "generated", records, NULL, NULL, &applied, NULL, &error);
  bench_check (error);
  g_assert_cmpuint (applied.added + applied.unchanged, ==, n);
}

static void
fill (Bench *self, const char *profile)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, &error);

  bench_check (error);
  mado_writer_apply_bundle (writer, NULL, &applied, NULL, &error);
  bench_check (error);
  for (guint i = 0; i < self->size; i += FILL_CHUNK)
    merge_generated (self, writer, i, MIN (FILL_CHUNK, self->size - i));
}

char *
bench_make_profile (Bench *self)
{
  g_autofree char *name = g_strdup_printf ("store-%u", self->size);
  g_autofree char *recipe = mado_schema_get_recipe ();
  g_autofree char *made = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  char *profile = g_build_filename (self->folder, name, NULL);

  made = g_build_filename (profile, "made", NULL);
  if (g_file_get_contents (made, &kept, NULL, NULL) && g_str_equal (kept, recipe))
    return profile;
  g_print ("making a store of %u generated records\n", self->size);
  fill (self, profile);
  g_file_set_contents (made, recipe, -1, &error);
  bench_check (error);
  return profile;
}

MadoRequest
bench_make_request (MadoReader *reader, const char *text)
{
  MadoRequest request = { .kinds = 0, .order = MADO_ORDER_DEFAULT };
  g_autoptr (MadoQuery) query
      = mado_query_parse (text, mado_reader_get_vocabulary (reader), NULL, NULL);
  g_autoptr (GPtrArray) expansions = NULL;
  g_autoptr (GError) error = NULL;

  if (query == NULL)
    return request;
  expansions = mado_reader_list_expansions (reader, query, &error);
  bench_check (error);
  request.query = mado_query_expand (query, expansions);
  return request;
}
