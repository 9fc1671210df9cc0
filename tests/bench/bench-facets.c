/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of facets with ever more filters, against one bare pass over the same hits, which is what
 * any count must at least do. */
#include "bench/bench.h"

#include "core/model/mado-kind.h"
#include "core/store/mado-schema.h"

#define RUNS 15
#define MOST_FILTERS 4
#define LIMIT 5   /* bare passes */
#define LEAST 0.2 /* ms: below that the naming of the values is what is measured */

/* The words that a section is searched for: none, and some that many records have. */
static const char *const texts[] = { "", "japan", "research", "協力", "program*" };

static MadoKind
find_largest (MadoReader *reader)
{
  g_auto (MadoStanding) standing = { 0 };
  g_autoptr (GError) error = NULL;
  MadoKind largest = MADO_KIND_NONE + 1;

  mado_reader_get_standing (reader, &standing, &error);
  bench_check (error);
  for (MadoKind kind = largest; kind < MADO_N_KINDS; kind++)
    if (standing.counts[kind] > standing.counts[largest])
      largest = kind;
  return largest;
}

/* Narrows @text by the commonest value of a field that it is not narrowed by. Returns FALSE where
 * there is none. */
static gboolean
add_filter (MadoReader *reader, MadoKind kind, GString *text)
{
  MadoVocabulary *vocabulary = mado_reader_get_vocabulary (reader);
  g_autoptr (MadoQuery) query = mado_query_parse (text->str, vocabulary, NULL, NULL);
  g_auto (GStrv) used = mado_query_list_fields (query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = mado_reader_count_facets (reader, 1u << kind, query, NULL, &error);

  bench_check (error);
  for (guint i = 0; i < facets->len; i++)
    {
      const MadoFacet *facet = g_ptr_array_index (facets, i);
      const MadoFacetValue *value = g_ptr_array_index (facet->values, 0);
      g_autofree char *filter = g_strdup_printf (" %s:\"%s\"", facet->field, value->value);
      g_autoptr (MadoQuery) narrower = mado_query_parse (filter, vocabulary, NULL, NULL);

      if (!narrower || (used && g_strv_contains ((const char *const *) used, facet->field)))
        continue;
      g_string_append (text, filter);
      return TRUE;
    }
  return FALSE;
}

/* The rowids of all hits, stepped through and thrown away. Returns how many there are. */
static guint
pass (sqlite3 *db, const char *match, MadoKind kind)
{
  static const char matched[]
      = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
        " ORDER BY rowid DESC";
  static const char all[] = "SELECT rowid FROM records WHERE rowid BETWEEN ?2 AND ?3 AND ?1 IS NULL"
                            " ORDER BY rowid DESC";
  sqlite3_stmt *statement = NULL;
  guint n = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, match ? matched : all, -1, &statement, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, MADO_ROWID_FIRST (kind));
  sqlite3_bind_int64 (statement, 3, MADO_ROWID_LAST (kind));
  while (sqlite3_step (statement) == SQLITE_ROW)
    n++;
  sqlite3_finalize (statement);
  return n;
}

/* A bare pass over the hits of every statement that has an answer of its own: the query's, and for
 * each field it is narrowed by, the hits without that. Returns the hits of the query. */
static guint
pass_all (sqlite3 *db, MadoQuery *query, MadoKind kind)
{
  g_auto (GStrv) fields = mado_query_list_fields (query);
  g_autofree char *match = mado_query_to_match (query, FALSE);
  guint n = pass (db, match, kind);

  for (guint i = 0; fields && fields[i]; i++)
    {
      g_autoptr (MadoQuery) others = mado_query_without_field (query, fields[i]);
      g_autofree char *wider = mado_query_to_match (others, FALSE);

      /* Of a whole section the totals are kept: nobody passes over it. */
      if (wider)
        pass (db, wider, kind);
    }
  return n;
}

/* Adds to @bare and @counted what a count of @text takes. */
static void
measure (MadoReader *reader, MadoKind kind, const char *text, double *bare, double *counted)
{
  sqlite3 *db = mado_database_get_handle (mado_reader_get_database (reader));
  g_autoptr (MadoQuery) query
      = mado_query_parse (text, mado_reader_get_vocabulary (reader), NULL, NULL);
  g_autoptr (GArray) ours = timings_new ();
  g_autoptr (GArray) theirs = timings_new ();
  guint n = 0;

  for (guint run = 0; run < RUNS; run++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) facets = NULL;
      gint64 since = g_get_monotonic_time ();

      n = pass_all (db, query, kind);
      timings_add (theirs, since);
      since = g_get_monotonic_time ();
      facets = mado_reader_count_facets (reader, 1u << kind, query, NULL, &error);
      timings_add (ours, since);
      bench_check (error);
    }
  *bare = timings_percentile (theirs, 50);
  *counted = timings_percentile (ours, 50);
  g_print ("facets: %6u hits, bare %7.2f ms, counted %7.2f ms  %s\n", n, *bare, *counted, text);
}

/**
 * bench_facets:
 * @profile: with the store
 */
void
bench_facets (Bench *self, const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);
  MadoKind kind;

  bench_check (error);
  kind = find_largest (reader);
  for (guint n = 0; n <= MOST_FILTERS; n++)
    {
      g_autofree char *ratio = g_strdup_printf ("facets: %u filters, count / bare passes", n);
      g_autofree char *time = g_strdup_printf ("facets: %u filters, longest count", n);
      double worst = 0, longest = 0;

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autoptr (GString) text = g_string_new (texts[i]);
          guint added = 0;
          double bare, counted;

          while (added < n && add_filter (reader, kind, text))
            added++;
          if (added < n)
            continue;
          measure (reader, kind, text->str, &bare, &counted);
          worst = MAX (worst, bench_get_ratio (counted, MAX (bare, LEAST)));
          longest = MAX (longest, counted);
        }
      figures_add (self->figures, ratio, worst, "", LIMIT);
      figures_add (self->figures, time, longest, "ms", -1);
    }
}
