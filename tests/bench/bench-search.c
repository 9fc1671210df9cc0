/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search as it is typed: the first page in the list, against the same statements on a warm handle;
 * counts; how soon a count ends when the next key is pressed. */
#include "bench/bench.h"

#include "core/store/mado-list.h"

#define PAGE 20   /* what the list asks for first in a search (FIRST_HITS in mado-list-work.c) */
#define SLOWEST 8 /* searches that are named */

/* --- The first page --- */

typedef struct
{
  const char *text;
  double milliseconds;
} Search;

static gpointer
open_reader (gpointer profile, GError **error)
{
  return mado_reader_open (profile, error);
}

static void
close_reader (gpointer reader)
{
  mado_reader_close (reader);
}

static void
loading_cb (MadoList *list, GParamSpec *pspec, gboolean *done)
{
  *done = !mado_list_get_loading (list);
}

/* From the call to the first page in the list model; then waits until the list is quiet. */
static void
time_first_page (MadoList *list, const MadoRequest *request, GArray *timings)
{
  gboolean done = FALSE;
  gulong handler;
  gint64 since;

  handler = g_signal_connect (list, "notify::loading", G_CALLBACK (loading_cb), &done);
  since = g_get_monotonic_time ();
  mado_list_set_request (list, request);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  timings_add (timings, since);
  g_signal_handler_disconnect (list, handler);
  bench_check ((GError *) mado_list_get_error (list));
  while (!mado_list_get_complete (list))
    g_main_context_iteration (NULL, TRUE);
}

static gint
compare_searches (gconstpointer a, gconstpointer b)
{
  const Search *one = a;
  const Search *two = b;

  return (one->milliseconds < two->milliseconds) - (one->milliseconds > two->milliseconds);
}

static void
print_slowest (GArray *searches)
{
  g_array_sort (searches, compare_searches);
  for (guint i = 0; i < MIN (searches->len, SLOWEST); i++)
    {
      const Search *search = &g_array_index (searches, Search, i);

      g_print ("slow: %7.1f ms  %s\n", search->milliseconds, search->text);
    }
}

static void
measure_first_pages (Bench *self, const char *profile, MadoReader *reader)
{
  g_autoptr (MadoWorker) worker = mado_worker_new ("reader", MADO_WORKER_NEWEST_FIRST, open_reader,
                                                   g_strdup (profile), g_free, close_reader);
  g_autoptr (MadoList) list = mado_list_new (worker);
  g_autoptr (GArray) timings = timings_new ();
  g_autoptr (GArray) searches = g_array_new (FALSE, FALSE, sizeof (Search));
  const double limit = self->size <= 20000 ? 16 : self->size <= 100000 ? 40 : 100;

  for (guint i = 0; i < self->prefixes->len; i++)
    {
      Search search = { self->prefixes->pdata[i] };
      MadoRequest request = bench_make_request (reader, search.text);

      if (request.query == NULL)
        continue;
      time_first_page (list, &request, timings);
      search.milliseconds = g_array_index (timings, double, timings->len - 1);
      g_array_append_val (searches, search);
      mado_query_unref (request.query);
    }
  print_slowest (searches);
  figures_add (self->figures, "search: searches measured", timings->len, "", -1);
  figures_add (self->figures, "search: first page, median", timings_percentile (timings, 50), "ms",
               -1);
  figures_add (self->figures, "search: first page, p95", timings_percentile (timings, 95), "ms",
               limit);
  figures_add (self->figures, "search: first page, longest", timings_percentile (timings, 100),
               "ms", -1);
}

/* --- Against the same statements --- */

typedef struct
{
  const sqlite3_stmt *statement;
  char *sql; /* with its values in it */
  guint rows;
  gboolean ended; /* by itself: not all rows were wanted otherwise */
} Run;

static void
clear_run (gpointer data)
{
  g_free (((Run *) data)->sql);
}

static int
trace_cb (unsigned type, void *data, void *subject, void *extra)
{
  GArray *runs = data;
  Run *last = NULL;

  if (type == SQLITE_TRACE_STMT)
    {
      char *sql = sqlite3_expanded_sql (subject);
      Run run = { subject, g_strdup (sql) };

      /* FTS5's own statements are part of the one that is asked. */
      if (sql != NULL && !g_str_has_prefix (extra, "--"))
        g_array_append_val (runs, run);
      else
        g_free (run.sql);
      sqlite3_free (sql);
      return 0;
    }
  for (guint i = runs->len; i > 0 && last == NULL; i--)
    if (g_array_index (runs, Run, i - 1).statement == subject)
      last = &g_array_index (runs, Run, i - 1);
  if (last != NULL && type == SQLITE_TRACE_ROW)
    last->rows++;
  else if (last != NULL)
    last->ended = !sqlite3_stmt_busy (subject);
  return 0;
}

static GArray *
trace_search (MadoReader *reader, const char *text)
{
  sqlite3 *db = mado_database_get_handle (mado_reader_get_database (reader));
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  MadoRequest request = bench_make_request (reader, text);
  g_autoptr (GError) error = NULL;
  gboolean more;

  g_array_set_clear_func (runs, clear_run);
  if (request.query == NULL)
    return runs;
  sqlite3_trace_v2 (db, SQLITE_TRACE_STMT | SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE, trace_cb,
                    runs);
  g_ptr_array_unref (mado_reader_first (reader, &request, PAGE, &more, NULL, &error));
  bench_check (error);
  sqlite3_trace_v2 (db, 0, NULL, NULL);
  mado_query_unref (request.query);
  return runs;
}

static void
run_statement (sqlite3_stmt *statement, const Run *run)
{
  guint wanted = run->ended ? G_MAXUINT : run->rows;

  while (wanted-- > 0 && sqlite3_step (statement) == SQLITE_ROW)
    for (int c = 0; c < sqlite3_column_count (statement); c++)
      sqlite3_column_text (statement, c);
  sqlite3_reset (statement);
}

/* Preparing is not timed: the program keeps its statements prepared too. */
static double
measure_statements (MadoReader *reader, GArray *runs)
{
  sqlite3 *db = mado_database_get_handle (mado_reader_get_database (reader));
  g_autoptr (GPtrArray) prepared
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
  gint64 since;

  for (guint i = 0; i < runs->len; i++)
    {
      sqlite3_stmt *statement = NULL;

      sqlite3_prepare_v2 (db, g_array_index (runs, Run, i).sql, -1, &statement, NULL);
      g_ptr_array_add (prepared, statement);
    }
  since = g_get_monotonic_time ();
  for (guint i = 0; i < runs->len; i++)
    if (prepared->pdata[i] != NULL)
      run_statement (prepared->pdata[i], &g_array_index (runs, Run, i));
  return (g_get_monotonic_time () - since) / 1000.0;
}

/* A new query each time: the reader keeps the ranking of the one asked last. */
static double
measure_search (MadoReader *reader, const char *text)
{
  MadoRequest request = bench_make_request (reader, text);
  g_autoptr (GError) error = NULL;
  gboolean more;
  gint64 since = g_get_monotonic_time ();
  double milliseconds;

  g_ptr_array_unref (mado_reader_first (reader, &request, PAGE, &more, NULL, &error));
  milliseconds = (g_get_monotonic_time () - since) / 1000.0;
  bench_check (error);
  mado_query_unref (request.query);
  return milliseconds;
}

static void
measure_added (Bench *self, const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);
  g_autoptr (MadoReader) warm = mado_reader_open (profile, NULL);
  g_autoptr (GArray) added = timings_new ();

  bench_check (error);
  for (guint i = 0; i < self->prefixes->len; i++)
    {
      const char *text = self->prefixes->pdata[i];
      g_autoptr (GArray) runs = trace_search (reader, text);
      double milliseconds;

      if (runs->len == 0)
        continue;
      measure_statements (warm, runs);
      milliseconds = -measure_statements (warm, runs);
      milliseconds += measure_search (reader, text);
      g_array_append_val (added, milliseconds);
    }
  figures_add (self->figures, "search: added to the same statements, median",
               timings_percentile (added, 50), "ms", 2);
  figures_add (self->figures, "search: added to the same statements, p95",
               timings_percentile (added, 95), "ms", 8);
}

/* --- Counts --- */

static void
measure_counts (Bench *self, MadoReader *reader)
{
  g_autoptr (GArray) timings = timings_new ();
  const double limit = self->size <= 20000 ? 100 : 700;

  for (guint i = 0; i < self->prefixes->len; i++)
    {
      g_autoptr (GError) error = NULL;
      MadoRequest request = bench_make_request (reader, self->prefixes->pdata[i]);
      guint64 counts[MADO_N_KINDS];
      gint64 since = g_get_monotonic_time ();

      if (request.query == NULL)
        continue;
      g_array_unref (mado_reader_all (reader, &request, counts, NULL, &error));
      bench_check (error);
      timings_add (timings, since);
      mado_query_unref (request.query);
    }
  figures_add (self->figures, "counts: complete, median", timings_percentile (timings, 50), "ms",
               -1);
  figures_add (self->figures, "counts: complete, p95", timings_percentile (timings, 95), "ms",
               limit);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 when;
} NextKey;

static gpointer
press_next_key (gpointer data)
{
  NextKey *key = data;

  g_usleep (2000);
  key->when = g_get_monotonic_time ();
  g_cancellable_cancel (key->cancellable);
  return NULL;
}

static void
measure_cancelling (Bench *self, MadoReader *reader)
{
  g_autoptr (GArray) timings = timings_new ();

  for (guint i = 0; i < self->prefixes->len; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GArray) rows = NULL;
      g_autoptr (GError) error = NULL;
      MadoRequest request = bench_make_request (reader, self->prefixes->pdata[i]);
      NextKey key = { cancellable, 0 };
      GThread *thread;
      gint64 ended;

      if (request.query == NULL)
        continue;
      thread = g_thread_new ("next-key", press_next_key, &key);
      rows = mado_reader_all (reader, &request, NULL, cancellable, &error);
      ended = g_get_monotonic_time ();
      g_thread_join (thread);
      if (rows == NULL)
        timings_add (timings, key.when + (g_get_monotonic_time () - ended));
      mado_query_unref (request.query);
    }
  if (timings->len == 0)
    return;
  figures_add (self->figures, "counts: searches cancelled by the next key", timings->len, "", -1);
  figures_add (self->figures, "counts: cancelled after, median", timings_percentile (timings, 50),
               "ms", -1);
  figures_add (self->figures, "counts: cancelled after, p99", timings_percentile (timings, 99),
               "ms", 5);
}

void
bench_search (Bench *self, const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);

  bench_check (error);
  measure_first_pages (self, profile, reader);
  measure_added (self, profile);
  measure_counts (self, reader);
  measure_cancelling (self, reader);
}

/* --- Beside the writer --- */

typedef struct
{
  const char *profile;
  GPtrArray *records;
  gint done;
} Churn;

static void
apply_churn (const char *profile, GPtrArray *records)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, &error);

  bench_check (error);
  mado_writer_apply (writer, "churn", g_get_real_time (), NULL, records, NULL, NULL, NULL, &applied,
                     NULL, &error);
  bench_check (error);
}

static gpointer
run_churn (gpointer data)
{
  Churn *churn = data;

  apply_churn (churn->profile, churn->records);
  g_atomic_int_set (&churn->done, 1);
  return NULL;
}

/* @until (nullable): goes round until it is set. */
static double
measure_p95 (Bench *self, MadoReader *reader, gint *until)
{
  g_autoptr (GArray) timings = timings_new ();

  do
    for (guint i = 0; i < self->prefixes->len && (until == NULL || !g_atomic_int_get (until)); i++)
      {
        g_autoptr (GError) error = NULL;
        MadoRequest request = bench_make_request (reader, self->prefixes->pdata[i]);
        gint64 since = g_get_monotonic_time ();
        gboolean more;

        if (request.query == NULL)
          continue;
        g_ptr_array_unref (mado_reader_first (reader, &request, PAGE, &more, NULL, &error));
        bench_check (error);
        timings_add (timings, since);
        mado_query_unref (request.query);
      }
  while (until != NULL && !g_atomic_int_get (until));
  return timings_percentile (timings, 95);
}

void
bench_search_beside_writer (Bench *self, const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *lines = NULL;
  Churn churn = { profile };
  double idle;
  double busy;
  GThread *thread;
  gsize length;

  bench_check (error);
  lines = bench_make_lines (self, 5000000, BENCH_CHUNK, &length);
  churn.records = records = bench_parse_lines (lines, length);
  idle = measure_p95 (self, reader, NULL);
  thread = g_thread_new ("churn", run_churn, &churn);
  busy = measure_p95 (self, reader, &churn.done);
  g_thread_join (thread);
  apply_churn (profile, none);
  figures_add (self->figures, "search: p95 while 10,000 records are applied, over idle",
               bench_get_ratio (busy, idle), "×", 2);
}
