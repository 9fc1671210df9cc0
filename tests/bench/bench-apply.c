/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applying an edition against what nobody can do without: a bare loop that parses the same JSON and
 * inserts the same text into the same FTS5 table. */
#include "bench/bench.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-extract.h"
#include "core/store/mado-schema.h"

#define APPLIED 20000
#define ROUNDS 3

typedef struct
{
  char *columns[MADO_N_COLUMNS];
} Texts;

static void
clear_texts (gpointer data)
{
  Texts *texts = data;

  for (guint i = 0; i < MADO_N_COLUMNS; i++)
    g_free (texts->columns[i]);
}

/* A reader would refuse a store without a vocabulary, which an edition of records alone has not. */
static MadoDatabase *
open_index (const char *profile)
{
  g_autofree char *path = g_build_filename (profile, "records.db", NULL);
  g_autoptr (GError) error = NULL;
  MadoDatabase *database
      = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, &error);

  bench_check (error);
  return database;
}

static GArray *
read_texts (MadoDatabase *database)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (Texts));
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT title_en, title_ja, text_en, text_ja, names, facets FROM search", &error);

  bench_check (error);
  g_array_set_clear_func (texts, clear_texts);
  while (mado_database_step (database, statement, NULL, &error))
    {
      Texts row;

      for (guint i = 0; i < MADO_N_COLUMNS; i++)
        row.columns[i] = g_strdup ((const char *) sqlite3_column_text (statement, i));
      g_array_append_val (texts, row);
    }
  bench_check (error);
  return texts;
}

/* The statement that makes the table, as it stands in the store's own schema. */
static char *
read_table (MadoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT sql FROM sqlite_schema WHERE name = 'search'", &error);

  bench_check (error);
  mado_database_step (database, statement, NULL, &error);
  bench_check (error);
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

static void
insert_rows (MadoDatabase *database, char **lines, GArray *texts)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *insert
      = mado_database_prepare (database,
                               "INSERT INTO search (rowid, title_en, title_ja, text_en, text_ja,"
                               " names, facets) VALUES (?, ?, ?, ?, ?, ?, ?)",
                               &error);

  bench_check (error);
  for (guint i = 0; i < texts->len; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();
      const Texts *row = &g_array_index (texts, Texts, i);

      json_parser_load_from_data (parser, lines[i], -1, &error);
      bench_check (error);
      sqlite3_reset (insert);
      sqlite3_bind_int64 (insert, 1, i + 1);
      for (guint c = 0; c < MADO_N_COLUMNS; c++)
        sqlite3_bind_text (insert, c + 2, row->columns[c], -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
    }
  sqlite3_reset (insert);
}

static double
measure_bare_loop (const char *profile, const char *table, char **lines, GArray *texts)
{
  const char *steps[] = { table, NULL };
  g_autofree char *path = g_build_filename (profile, "bare.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = mado_database_open (path, steps, MADO_DATABASE_NONE, &error);
  gint64 since;

  bench_check (error);
  since = g_get_monotonic_time ();
  mado_database_exec (database, "BEGIN", &error);
  bench_check (error);
  insert_rows (database, lines, texts);
  mado_database_exec (database, "COMMIT", &error);
  bench_check (error);
  return (g_get_monotonic_time () - since) / 1000.0;
}

static double
measure_edition (const char *profile, const char *text, gsize length)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, &error);
  g_autoptr (GPtrArray) records = NULL;
  gint64 since = g_get_monotonic_time ();

  bench_check (error);
  records = bench_parse_lines (text, length);
  mado_writer_apply (writer, "generated", 1, NULL, records, NULL, NULL, NULL, &applied, NULL,
                     &error);
  bench_check (error);
  return (g_get_monotonic_time () - since) / 1000.0;
}

static void
remove_profile (const char *profile)
{
  static const char *const names[] = { "records.db", "bare.db" };
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        g_autofree char *name = g_strconcat (names[i], ends[j], NULL);
        g_autofree char *path = g_build_filename (profile, name, NULL);

        g_remove (path);
      }
}

void
bench_apply (Bench *self)
{
  g_autofree char *profile = g_build_filename (self->folder, "apply", NULL);
  g_autofree char *table = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) texts = NULL;
  g_autoptr (GArray) ours = timings_new ();
  g_autoptr (GArray) bare = timings_new ();
  double best_ours;
  double best_bare;
  gsize length;

  text = bench_make_lines (self, 0, APPLIED, &length);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double milliseconds;

      remove_profile (profile);
      milliseconds = measure_edition (profile, text, length);
      g_array_append_val (ours, milliseconds);
      if (texts == NULL)
        {
          g_autoptr (MadoDatabase) index = open_index (profile);

          texts = read_texts (index);
          table = read_table (index);
        }
      milliseconds = measure_bare_loop (profile, table, lines, texts);
      g_array_append_val (bare, milliseconds);
    }
  remove_profile (profile);
  best_ours = timings_percentile (ours, 0);
  best_bare = timings_percentile (bare, 0);
  figures_add (self->figures, "apply: bare loop, 20,000 records, best of 3", best_bare, "ms", -1);
  figures_add (self->figures, "apply: an edition of 20,000 records, best of 3", best_ours, "ms",
               -1);
  figures_add (self->figures, "apply: edition over bare loop",
               bench_get_ratio (best_ours, best_bare), "×", 1.5);
}
