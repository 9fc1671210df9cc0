/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the help desk: opening its list among many cases and among a hundred, search as it is
 * typed, opening a case, a save beside bare SQLite that runs the same statements, and making the
 * rows again.
 *
 *   bench-cases SIZE JSON
 * SIZE cases with ten events each, in a profile of their own that is removed at the end. */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "bench/figures.h"
#include "core/desk/lists/mado-case-list.h"
#include "core/desk/cases/mado-cases.h"
#include "core/json/mado-json.h"
#include "core/store/mado-tokens.h"
#include "support/desk-fixture.h"

#define EVENTS 10
#define ROUNDS 200
#define SAVES 100
#define CHUNK 1000

static const char *const words[] = { "consortium", "eligibility", "準参加",   "助成",
                                     "visa",       "budget",      "共同研究", "deadline",
                                     "partner",    "proposal",    "大学",     "協定",
                                     "ethics",     "mobility",    "申請",     "reporting" };

static void
append_text (GString *text, GRand *random, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s ", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
}

static void
append_event (GPtrArray *events, const char *id, gint64 n, MadoCaseEventKind kind, gint64 at,
              const char *json)
{
  g_autoptr (JsonNode) node = mado_json_parse (json, strlen (json), 65536, 0, NULL, NULL);

  g_ptr_array_add (
      events, mado_case_event_new (id, n, kind, "anna", at, json_node_get_object (node), NULL));
}

static void
append_case (GPtrArray *events, guint number, GRand *random)
{
  static const char *const statuses[] = { "open", "closed", "answered", "waiting-third" };
  g_autofree char *id = mado_case_make_id ();
  gint64 at = G_GINT64_CONSTANT (1700000000000000) + number * G_GINT64_CONSTANT (60000000);
  g_autofree char *opened = g_strdup_printf (
      "{\"number\":%u,\"title\":\"Case %u\",\"status\":\"%s\",\"assignee\":\"%s\"}", number, number,
      statuses[number % 4], number % 3 == 0 ? "anna" : "");

  append_event (events, id, 1, MADO_CASE_OPENED, at, opened);
  for (guint n = 2; n <= EVENTS; n++)
    {
      g_autoptr (GString) json = g_string_new ("{\"text\":\"");

      append_text (json, random, 60);
      g_string_append (json, "\"}");
      append_event (events, id, n,
                    n == 2       ? MADO_CASE_RECEIVED
                    : n % 2 == 0 ? MADO_CASE_NOTED
                                 : MADO_CASE_REPLIED,
                    at + n, json->str);
    }
}

static void
fill (DeskFixture *self, guint size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;

  mado_database_exec (mado_desk_get_database (self->desk), "PRAGMA synchronous = OFF", NULL);
  for (guint from = 0; from < size; from += CHUNK)
    {
      g_autoptr (GPtrArray) events
          = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);

      for (guint i = from; i < MIN (size, from + CHUNK); i++)
        append_case (events, i + 1, random);
      mado_cases_take (self->desk, events, NULL, &error);
      g_assert_no_error (error);
    }
  desk_reopen (self);
}

static double
time_list (DeskFixture *self)
{
  g_autoptr (GArray) timings = timings_new ();
  MadoCaseRequest request = { .view = MADO_CASE_VIEW_LIVE, .today = "2026-11-27" };

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = mado_case_list (self->desk, &request, 25, NULL, NULL);

      g_assert_cmpuint (rows->len, ==, 25);
      timings_add (timings, start);
    }
  return timings_percentile (timings, 50);
}

static void
time_search (DeskFixture *self, Figures *figures)
{
  g_autoptr (GArray) timings = timings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *end = words[i]; *end != '\0'; end = g_utf8_next_char (end))
      {
        g_autofree char *typed = g_strndup (words[i], (gsize) (g_utf8_next_char (end) - words[i]));
        g_autoptr (MadoQuery) query = mado_query_parse (typed, NULL, NULL, NULL);
        MadoCaseRequest request = { .query = query };
        gint64 start = g_get_monotonic_time ();
        g_autoptr (GPtrArray) rows = mado_case_list (self->desk, &request, 50, NULL, NULL);

        g_assert_nonnull (rows);
        timings_add (timings, start);
      }
  figures_add (figures, "cases: search as it is typed, p95", timings_percentile (timings, 95), "ms",
               16);
}

static void
time_open (DeskFixture *self, guint size, Figures *figures)
{
  g_autoptr (GArray) timings = timings_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("case:%u", 1 + i * 7919 % size);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (MadoCase) opened = mado_cases_open (self->desk, name, NULL);

      g_assert_nonnull (opened);
      timings_add (timings, start);
    }
  figures_add (figures, "cases: opening one, p95", timings_percentile (timings, 95), "ms", 16);
}

/* What FTS5 asks for itself is not asked again. */
static int
trace_cb (unsigned type, void *data, void *statement, void *sql)
{
  char *expanded = sqlite3_expanded_sql (statement);

  if (expanded != NULL && !g_str_has_prefix (sql, "--")
      && strstr (expanded, "case_search_") == NULL)
    g_ptr_array_add (data, g_strdup (expanded));
  sqlite3_free (expanded);
  return 0;
}

static void
replay (sqlite3 *db, GPtrArray *sql, GArray *timings)
{
  g_autoptr (GPtrArray) statements
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sqlite3_finalize);
  gint64 start;

  for (guint i = 0; i < sql->len; i++)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql->pdata[i], -1, &statement, NULL), ==, SQLITE_OK);
      g_ptr_array_add (statements, statement);
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < statements->len; i++)
    {
      while (sqlite3_step (statements->pdata[i]) == SQLITE_ROW)
        ;
      sqlite3_reset (statements->pdata[i]);
    }
  timings_add (timings, start);
}

static void
time_saves (DeskFixture *self, guint size, Figures *figures)
{
  g_autofree char *path = g_build_filename (self->profile, "bare.db", NULL);
  MadoDatabase *database = mado_desk_get_database (self->desk);
  g_autoptr (GArray) ours = timings_new ();
  g_autoptr (GArray) bare = timings_new ();
  sqlite3 *db = NULL;

  g_assert_true (mado_database_copy_to (database, path, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (mado_tokens_register (db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
                NULL, NULL, NULL);
  for (guint i = 0; i < SAVES; i++)
    {
      g_autofree char *name = g_strdup_printf ("case:%u", 1 + i * 7919 % size);
      g_autoptr (MadoCase) seen = mado_cases_open (self->desk, name, NULL);
      g_autoptr (GPtrArray) edits
          = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
      g_autoptr (GPtrArray) sql = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (MadoCase) after = NULL;
      gint64 start;

      g_ptr_array_add (edits, mado_case_edit_note ("A further note on 準参加"));
      /* The trace is not part of the save: every other one is measured, and every one replayed. */
      if (i % 2 == 0)
        sqlite3_trace_v2 (mado_database_get_handle (database), SQLITE_TRACE_STMT, trace_cb, sql);
      start = g_get_monotonic_time ();
      after = mado_cases_change (self->desk, seen, edits, "anna", NULL);
      g_assert_nonnull (after);
      if (i % 2 == 1)
        timings_add (ours, start);
      sqlite3_trace_v2 (mado_database_get_handle (database), 0, NULL, NULL);
      if (i % 2 == 0)
        replay (db, sql, bare);
    }
  sqlite3_close (db);
  figures_add (figures, "cases: a save, median", timings_percentile (ours, 50), "ms", -1);
  figures_add (figures, "cases: the same statements bare, median", timings_percentile (bare, 50),
               "ms", -1);
  figures_add (figures, "cases: a save beside bare SQLite",
               timings_percentile (ours, 50) / timings_percentile (bare, 50), "×", 1.3);
}

static void
time_rebuild (DeskFixture *self, guint size, Figures *figures)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;

  g_assert_true (mado_cases_rebuild (self->desk, FALSE, NULL, NULL));
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  figures_add (figures, "cases: made again, index apart, of 50,000 events/s",
               50000 * seconds / ((double) size * EVENTS), "×", 1);
}

int
main (int argc, char **argv)
{
  DeskFixture few, many;
  Figures *figures;
  double among_few, among_many;
  guint size, over;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("usage: bench-cases SIZE JSON\n");
      return 2;
    }
  size = (guint) MAX (100, g_ascii_strtoull (argv[1], NULL, 10));
  figures = figures_new ();
  desk_set_up (&few, NULL);
  desk_set_up (&many, NULL);
  fill (&few, 100);
  fill (&many, size);
  among_few = time_list (&few);
  among_many = time_list (&many);
  figures_add (figures, "cases: the list opens, median", among_many, "ms", -1);
  figures_add (figures, "cases: beside that of a hundred", among_many / among_few, "×", 1.2);
  time_search (&many, figures);
  time_open (&many, size, figures);
  time_saves (&many, size, figures);
  time_rebuild (&many, size, figures);
  over = figures_finish (figures, argv[2]);
  desk_tear_down (&few, NULL);
  desk_tear_down (&many, NULL);
  return over > 0;
}
