/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Updates against what nobody can do without: a bare loop that parses the same JSON and writes the
 * same texts into the same tables. Each step runs in a process of its own, whose memory is
 * measured. */
#include <glib/gstdio.h>
#include <locale.h>
#include <poll.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/figures.h"
#include "bench/generator.h"
#include "core/feed/mado-publisher.h"
#include "core/feed/mado-updater.h"
#include "core/store/mado-reader.h"
#include "core/store/mado-schema.h"

#define NOW 1800000000
#define DAY_CHANGES 200
#define CHANGES 10000
#define N_EDITIONS 4
#define STAGED 1000  /* records that are added at once */
#define SEARCHES 300 /* when nothing else is at work */
#define PAGE 20      /* what a list asks for first in a search */
#define FEED "us"
#define SET "generated"

typedef struct
{
  guint size;
  const char *folder;
  const char *records;
} Bench;

/* What a step tells the one who started it. */
typedef struct
{
  double milliseconds;
  double processor; /* milliseconds */
  double bytes;
} Result;

typedef void (*Step) (const Bench *bench, guint number, Result *result);

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static char *
get_path (const Bench *bench, const char *name)
{
  return g_build_filename (bench->folder, name, NULL);
}

static double
get_processor (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

/* A step that runs apart. */
typedef struct
{
  pid_t child;
  int end; /* from which its result is read */
} Apart;

static Apart
start_apart (const Bench *bench, Step step, guint number)
{
  int ends[2];
  Apart apart;

  g_assert_cmpint (pipe (ends), ==, 0);
  apart.child = fork ();
  if (apart.child == 0)
    {
      Result found = { 0 };

      step (bench, number, &found);
      g_assert_cmpint (write (ends[1], &found, sizeof found), ==, sizeof found);
      _exit (0);
    }
  close (ends[1]);
  apart.end = ends[0];
  return apart;
}

static gboolean
is_at_work (const Apart *apart)
{
  struct pollfd descriptor = { apart->end, POLLIN, 0 };

  return poll (&descriptor, 1, 0) == 0;
}

/* Returns: the most memory that it had, in MB */
static double
end_apart (const Apart *apart, Result *result)
{
  struct rusage usage;
  int status;

  g_assert_cmpint (read (apart->end, result, sizeof *result), ==, sizeof *result);
  close (apart->end);
  g_assert_cmpint (wait4 (apart->child, &status, 0, &usage), ==, apart->child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return usage.ru_maxrss / 1024.0;
}

static double
run_apart (const Bench *bench, Step step, guint number, Result *result)
{
  const Apart apart = start_apart (bench, step, number);

  return end_apart (&apart, result);
}

/* (transfer full): line @i of the generator */
static JsonNode *
make_node (Generator *generator, guint i)
{
  g_autofree char *line = generator_make (generator, i);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, line, -1, &error);
  check (error);
  return json_parser_steal_root (parser);
}

/* Record @i as it is in an edition: the first ones have other texts each time. What is corrected in
 * a record is most often that; its kind stays, and so does its day. */
static MadoRecord *
make_record (Generator *generator, guint i, guint edition)
{
  static const guint changed[N_EDITIONS + 1] = { 0, 0, DAY_CHANGES, CHANGES, CHANGES };
  static const char *const texts[] = { "title", "summary" };
  g_autoptr (JsonNode) node = make_node (generator, i);
  g_autofree char *id = g_strdup_printf ("generated-%u", i);
  g_autoptr (GError) error = NULL;
  MadoRecord *record;

  json_object_set_string_member (json_node_get_object (node), "id", id);
  if (edition > 1 && i < changed[edition])
    {
      g_autoptr (JsonNode) other = make_node (generator, i + 1000000 * edition);

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        json_object_set_member (
            json_node_get_object (node), texts[j],
            json_node_copy (json_object_get_member (json_node_get_object (other), texts[j])));
    }
  record = mado_record_new_from_json (node, &error);
  check (error);
  return record;
}

static void
keep_timestamp (const char *web, guint edition)
{
  g_autofree char *name = g_strdup_printf ("timestamp-%u", edition);
  g_autofree char *from = g_build_filename (web, "metadata", "timestamp.json", NULL);
  g_autofree char *to = g_build_filename (web, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

static void
publish (const Bench *bench, guint edition, Result *result)
{
  g_autofree char *web = get_path (bench, "web");
  g_autofree char *secrets = get_path (bench, "secrets");
  g_autoptr (Generator) generator = generator_new (bench->records);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MadoPublisher) publisher = NULL;
  g_autoptr (MadoStaging) staging = NULL;
  g_autoptr (GPtrArray) published = NULL;
  g_autoptr (GError) error = NULL;

  if (edition == 1)
    mado_publisher_init (web, secrets, NOW, &error);
  check (error);
  publisher = mado_publisher_open (web, secrets, NOW, &error);
  check (error);
  staging = mado_staging_begin (publisher, SET, &error);
  check (error);
  for (guint i = 0; i < bench->size; i++)
    {
      g_ptr_array_add (records, make_record (generator, i, edition));
      if (records->len < STAGED && i + 1 < bench->size)
        continue;
      mado_staging_add (staging, records, &error);
      check (error);
      g_ptr_array_set_size (records, 0);
    }
  mado_staging_end (staging, &error);
  check (error);
  published = mado_publisher_publish (publisher, 30, &error);
  check (error);
  keep_timestamp (web, edition);
}

/* Shows the feed as it was when @edition was new: all files but this one only ever come. */
static void
turn_to (const char *web, guint edition)
{
  g_autofree char *name = g_strdup_printf ("timestamp-%u", edition);
  g_autofree char *from = g_build_filename (web, name, NULL);
  g_autofree char *to = g_build_filename (web, "metadata", "timestamp.json", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, (gssize) length, NULL));
}

static void
trust (const char *profile, const char *web)
{
  g_autofree char *path = g_build_filename (web, "metadata", "1.root.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) root = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  root = g_bytes_new (text, length);
  mado_feed_trust (profile, FEED, root, NULL, &error);
  check (error);
}

static void
update (const Bench *bench, guint edition, Result *result)
{
  g_autofree char *web = get_path (bench, "web");
  g_autofree char *profile = get_path (bench, "profile");
  const MadoFeedSource source = mado_feed_source_for_folder (web);
  g_autoptr (MadoWriter) writer = NULL;
  g_autoptr (MadoUpdater) updater = NULL;
  g_autoptr (GError) error = NULL;
  double processor;
  gint64 since;

  turn_to (web, edition);
  writer = mado_writer_open (profile, &error);
  check (error);
  if (edition == 1)
    trust (profile, web);
  since = g_get_monotonic_time ();
  processor = get_processor ();
  updater = mado_updater_open (profile, FEED, NOW, &error);
  check (error);
  mado_updater_run (updater, &source, writer, NULL, NULL, &error);
  check (error);
  result->milliseconds = (g_get_monotonic_time () - since) / 1000.0;
  result->processor = get_processor () - processor;
  if (mado_updater_get_outcomes (updater)->len > 0)
    result->bytes
        = ((MadoOutcome *) g_ptr_array_index (mado_updater_get_outcomes (updater), 0))->step->bytes;
}

static sqlite3_stmt *
prepare (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, &error);

  check (error);
  return statement;
}

static char *
read_tables (MadoDatabase *store)
{
  sqlite3_stmt *statement = prepare (
      store, "SELECT sql FROM sqlite_schema WHERE name IN ('records', 'search', 'titles')");
  GString *tables = g_string_new (NULL);

  while (mado_database_step (store, statement, NULL, NULL))
    g_string_append_printf (tables, "%s;", (const char *) sqlite3_column_text (statement, 0));
  return g_string_free (tables, FALSE);
}

static void
run (MadoDatabase *bare, const char *sql, sqlite3_stmt *row, int first, int last)
{
  sqlite3_stmt *statement = prepare (bare, sql);

  sqlite3_bind_value (statement, 1, sqlite3_column_value (row, 0));
  for (int i = first; i <= last; i++)
    sqlite3_bind_value (statement, i - first + 2, sqlite3_column_value (row, i));
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

/* Takes what the store has of a record, and puts it, in the place of what may be there. */
static void
put_row (MadoDatabase *bare, sqlite3_stmt *row, gboolean replaces)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  static const char *const drops[]
      = { "DELETE FROM search WHERE rowid = ?1", "DELETE FROM titles WHERE rowid = ?1",
          "DELETE FROM records WHERE rowid = ?1" };

  json_parser_load_from_data (parser, (const char *) sqlite3_column_text (row, 4), -1, NULL);
  for (guint i = 0; replaces && i < G_N_ELEMENTS (drops); i++)
    run (bare, drops[i], row, 1, 0);
  run (bare, "REPLACE INTO records (rowid, id, set_name, digest, json) VALUES (?, ?, ?, ?, ?)", row,
       1, 4);
  run (bare,
       "INSERT INTO search (rowid, title_en, title_ja, text_en, text_ja, names, facets)"
       " VALUES (?, ?, ?, ?, ?, ?, ?)",
       row, 5, 10);
  run (bare, "INSERT INTO titles (rowid, title_en, title_ja, facets) VALUES (?, ?, ?, ?)", row, 11,
       13);
}

/* @number: rows to replace; 0: all are put into an empty file */
static void
loop_barely (const Bench *bench, guint number, Result *result)
{
  static const char sql[]
      = "SELECT r.rowid, id, set_name, digest, json, s.title_en, s.title_ja, text_en, text_ja,"
        " names, s.facets, t.title_en, t.title_ja, t.facets FROM records r"
        " JOIN search s ON s.rowid = r.rowid JOIN titles t ON t.rowid = r.rowid"
        " ORDER BY r.rowid LIMIT ?1";
  g_autofree char *from = g_build_filename (bench->folder, "profile", "records.db", NULL);
  g_autofree char *to = get_path (bench, "bare.db");
  g_autoptr (MadoDatabase) store = NULL;
  g_autoptr (MadoDatabase) bare = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *tables = NULL;
  sqlite3_stmt *rows;
  gint64 since;

  store = mado_database_open (from, mado_schema_records, MADO_DATABASE_READ_ONLY, &error);
  check (error);
  tables = read_tables (store);
  bare = mado_database_open (to, (const char *const[]){ tables, NULL }, MADO_DATABASE_NONE, &error);
  check (error);
  rows = prepare (store, sql);
  sqlite3_bind_int64 (rows, 1, number > 0 ? number : G_MAXINT64);
  since = g_get_monotonic_time ();
  mado_database_exec (bare, "BEGIN IMMEDIATE", &error);
  while (mado_database_step (store, rows, NULL, &error))
    put_row (bare, rows, number > 0);
  check (error);
  mado_database_exec (bare, "COMMIT", &error);
  check (error);
  result->milliseconds = (g_get_monotonic_time () - since) / 1000.0;
}

static void
search_once (MadoReader *reader, const char *text, GArray *timings)
{
  MadoRequest request = { .kinds = 0, .order = MADO_ORDER_DEFAULT };
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  gboolean more;
  gint64 since = g_get_monotonic_time ();

  request.query = mado_query_parse (text, mado_reader_get_vocabulary (reader), NULL, &error);
  check (error);
  page = mado_reader_first (reader, &request, PAGE, &more, NULL, &error);
  check (error);
  timings_add (timings, since);
  mado_query_unref ((MadoQuery *) request.query);
}

/* @apart: (nullable): for as long as it is at work; else so many times. Returns: milliseconds in
 * which 95 of 100 searches had their first page */
static double
search (const Bench *bench, const Apart *apart)
{
  static const char *const texts[]
      = { "quantum", "joint", "協力", "研究", "programme", "horizon", "日本", "science" };
  g_autofree char *profile = get_path (bench, "profile");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);
  g_autoptr (GArray) timings = timings_new ();

  check (error);
  for (guint i = 0; apart != NULL ? is_at_work (apart) : i < SEARCHES; i++)
    search_once (reader, texts[i % G_N_ELEMENTS (texts)], timings);
  return timings->len > 0 ? timings_percentile (timings, 95) : 0;
}

/* A reader wants a vocabulary, which comes with the bundled records. */
static void
apply_bundle (const Bench *bench)
{
  g_autofree char *profile = get_path (bench, "profile");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, &error);
  g_auto (MadoApplied) applied = { 0 };

  check (error);
  mado_writer_apply_bundle (writer, NULL, &applied, NULL, &error);
  check (error);
}

static void
measure_beside (const Bench *bench, Figures *figures)
{
  double idle;
  double beside;
  Apart apart;
  Result ignored;

  apply_bundle (bench);
  idle = search (bench, NULL);
  apart = start_apart (bench, update, N_EDITIONS);
  beside = search (bench, &apart);
  end_apart (&apart, &ignored);
  figures_add (figures, "feed: search, 95 of 100, nothing at work", idle, "ms", -1);
  figures_add (figures, "feed: search beside 10,000 operations over that", beside / idle, "×", 2);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_remove (child) != 0)
        remove_all (child);
    }
  g_rmdir (path);
}

static void
measure (const Bench *bench, Figures *figures)
{
  Result full, day, many, nothing, bare_full, bare_many, made;
  double memory;
  double publishing = 0;

  for (guint edition = 1; edition <= N_EDITIONS; edition++)
    {
      memory = run_apart (bench, publish, edition, &made);
      publishing = MAX (publishing, memory);
    }
  memory = run_apart (bench, update, 1, &full);
  run_apart (bench, loop_barely, 0, &bare_full);
  run_apart (bench, update, 2, &day);
  run_apart (bench, update, 3, &many);
  run_apart (bench, loop_barely, MIN (CHANGES, bench->size), &bare_many);
  run_apart (bench, update, 3, &nothing);
  figures_add (figures, "feed: memory of publishing", publishing, "MB", 150);
  figures_add (figures, "feed: the whole set", full.milliseconds, "ms", -1);
  figures_add (figures, "feed: memory of the whole set", memory, "MB", 150);
  figures_add (figures, "feed: the whole set over the bare loop",
               full.milliseconds / bare_full.milliseconds, "×", 1.6);
  figures_add (figures, "feed: a day's bytes of the whole", day.bytes / full.bytes * 100, "%", 1);
  figures_add (figures, "feed: a day's time of the whole",
               day.milliseconds / full.milliseconds * 100, "%", 3);
  figures_add (figures, "feed: 10,000 operations", many.milliseconds, "ms", -1);
  figures_add (figures, "feed: 10,000 operations over the bare loop",
               many.milliseconds / bare_many.milliseconds, "×", 1.5);
  figures_add (figures, "feed: processor time when nothing is new", nothing.processor, "ms", 20);
  measure_beside (bench, figures);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  Figures *figures;
  guint over;

  setlocale (LC_ALL, "");
  if (argc != 5)
    {
      g_printerr ("usage: bench-feed SIZE FOLDER RECORDS JSON\n");
      return 2;
    }
  bench.size = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  bench.folder = argv[2];
  bench.records = argv[3];
  remove_all (bench.folder);
  g_mkdir_with_parents (bench.folder, 0700);
  figures = figures_new ();
  measure (&bench, figures);
  remove_all (bench.folder);
  over = figures_finish (figures, argv[4]);
  return over > 0;
}
