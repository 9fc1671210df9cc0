/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of cases costs the same among a hundred and among ten thousand, and says what a plain scan
 * says. */
#include "core/desk/lists/mado-case-facets.h"
#include "core/desk/lists/mado-case-list.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "support/desk-fixture.h"

#define PAGE 50

static void
take (GPtrArray *events, const char *id, gint64 n, MadoCaseEventKind kind, gint64 at,
      const char *json)
{
  g_autoptr (JsonNode) node = mado_json_parse (json, strlen (json), 65536, 0, NULL, NULL);
  MadoCaseEvent *event
      = mado_case_event_new (id, n, kind, "anna", at, json_node_get_object (node), NULL);

  g_assert_nonnull (event);
  g_ptr_array_add (events, event);
}

/* Every tenth waits, every second is closed, every fourth is Anna's. */
static void
fill (DeskFixture *self, guint n)
{
  static const char *const statuses[]
      = { "open",     "closed", "new",    "closed",        "reopened",
          "answered", "open",   "closed", "waiting-third", "closed" };
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = mado_case_make_id ();
      g_autofree char *opened = g_strdup_printf (
          "{\"number\":%u,\"title\":\"Case %u\",\"status\":\"%s\",\"assignee\":\"%s\"}", i + 1, i,
          statuses[i % 10], i % 4 == 0 ? "anna" : "");
      g_autofree char *received
          = g_strdup_printf ("{\"text\":\"question %u 準参加\",\"received\":%u}", i, 1000 + i);

      take (events, id, 1, MADO_CASE_OPENED, 1000000 * (gint64) ((i * 7919) % 100003), opened);
      take (events, id, 2, MADO_CASE_RECEIVED, 0, received);
    }
  mado_database_exec (mado_desk_get_database (self->desk), "PRAGMA synchronous = OFF", NULL);
  g_assert_true (mado_cases_take (self->desk, events, NULL, &error));
  g_assert_no_error (error);
}

static guint
count_steps (DeskFixture *self)
{
  sqlite3 *db = mado_database_get_handle (mado_desk_get_database (self->desk));
  guint steps = 0;

  for (sqlite3_stmt *statement = sqlite3_next_stmt (db, NULL); statement != NULL;
       statement = sqlite3_next_stmt (db, statement))
    steps += (guint) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, 1);
  return steps;
}

static MadoCaseDue
is_due_cb (const MadoCaseRow *row, gpointer user_data)
{
  return row->received < 2000 * (gint64) G_USEC_PER_SEC ? MADO_CASE_IS_DUE : MADO_CASE_IS_NOT_DUE;
}

/* Of the first sixty, as a desk judges that has answered in time. */
static MadoCaseDue
is_soon_cb (const MadoCaseRow *row, gpointer user_data)
{
  guint *asked = user_data;

  ++*asked;
  return row->received < 1060 * (gint64) G_USEC_PER_SEC ? MADO_CASE_IS_DUE : MADO_CASE_NONE_IS_DUE;
}

static guint
measure (DeskFixture *self, MadoCaseView view, guint limit)
{
  MadoCaseRequest request
      = { .view = view, .who = "anna", .today = "2026-11-27", .is_due = is_due_cb };
  g_autoptr (GPtrArray) rows = NULL;

  count_steps (self);
  rows = mado_case_list (self->desk, &request, limit, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, limit);
  return count_steps (self);
}

static void
costs_the_same_among_ten_thousand (DeskFixture *self, gconstpointer data)
{
  DeskFixture large;

  desk_set_up (&large, NULL);
  fill (self, 100);
  fill (&large, 10000);
  for (MadoCaseView view = 0; view < MADO_N_CASE_VIEWS; view++)
    {
      guint limit = view == MADO_CASE_VIEW_MINE ? 12 : view == MADO_CASE_VIEW_WAITING ? 10 : 25;
      guint few = measure (self, view, limit);
      guint many = measure (&large, view, limit);

      g_test_message ("%s: %u and %u steps", mado_case_view_to_word (view), few, many);
      g_assert_cmpuint (many * 10, <=, few * 11);
    }
  desk_tear_down (&large, NULL);
}

/* The steps of a count of every view, and how many cases were looked at for it. */
static guint
measure_counts (DeskFixture *self, guint *due, guint *asked)
{
  MadoCaseRequest request
      = { .who = "anna", .today = "2026-11-27", .is_due = is_soon_cb, .due_data = asked };
  guint count;

  *asked = 0;
  count_steps (self);
  for (request.view = 0; request.view < MADO_N_CASE_VIEWS; request.view++)
    {
      g_assert_true (mado_case_list_count (self->desk, &request, &count, NULL, NULL));
      if (request.view == MADO_CASE_VIEW_DUE)
        *due = count;
    }
  return count_steps (self);
}

static void
is_counted_without_reading_all (DeskFixture *self, gconstpointer data)
{
  DeskFixture large;
  guint few, many, few_due, many_due, asked;

  desk_set_up (&large, NULL);
  fill (self, 100);
  fill (&large, 10000);
  few = measure_counts (self, &few_due, &asked);
  g_assert_cmpuint (asked, ==, few_due + 1);
  many = measure_counts (&large, &many_due, &asked);
  g_assert_cmpuint (asked, ==, many_due + 1);
  g_test_message ("%u and %u steps", few, many);
  /* Of sixty, half are live, and a tenth waits. */
  g_assert_cmpuint (few_due, ==, 24);
  g_assert_cmpuint (many_due, ==, few_due);
  g_assert_cmpuint (many * 10, <=, few * 11);
  desk_tear_down (&large, NULL);
}

static guint
count_view (DeskFixture *self, MadoCaseView view, const char *today)
{
  MadoCaseRequest request = { .view = view, .who = "anna", .today = today, .is_due = is_due_cb };
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (mado_case_list_count (self->desk, &request, &count, NULL, &error));
  g_assert_no_error (error);
  return count;
}

/* Each page after the one before, until there is none. */
static guint
walk (DeskFixture *self, MadoCaseView view, const char *today)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (MadoCaseRow) last = NULL;

  while (TRUE)
    {
      MadoCaseRequest request = { .view = view, .who = "anna", .today = today, .after = last };
      g_autoptr (GPtrArray) rows = mado_case_list (self->desk, &request, PAGE, NULL, NULL);

      for (guint i = 0; i < rows->len; i++)
        {
          const MadoCaseRow *row = g_ptr_array_index (rows, i);

          g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) row->row)));
          g_assert_true (i == 0 || ((MadoCaseRow *) rows->pdata[i - 1])->updated >= row->updated);
        }
      g_assert_true (last == NULL || rows->len == 0
                     || last->updated >= ((MadoCaseRow *) rows->pdata[0])->updated);
      if (rows->len == 0)
        return g_hash_table_size (seen);
      g_clear_pointer (&last, mado_case_row_unref);
      last = mado_case_row_ref (rows->pdata[rows->len - 1]);
    }
}

static void
counts_what_it_lists_page_by_page (DeskFixture *self, gconstpointer data)
{
  static const guint expected[MADO_N_CASE_VIEWS] = {
    [MADO_CASE_VIEW_ALL] = 400,     [MADO_CASE_VIEW_LIVE] = 200, [MADO_CASE_VIEW_MINE] = 100,
    [MADO_CASE_VIEW_WAITING] = 40,  [MADO_CASE_VIEW_DONE] = 200, [MADO_CASE_VIEW_UNASSIGNED] = 100,
    [MADO_CASE_VIEW_NO_NEXT] = 160,
  };

  fill (self, 400);
  for (MadoCaseView view = 0; view < MADO_N_CASE_VIEWS; view++)
    if (view != MADO_CASE_VIEW_DUE)
      {
        g_assert_cmpuint (walk (self, view, "2026-11-27"), ==, expected[view]);
        g_assert_cmpuint (count_view (self, view, "2026-11-27"), ==, expected[view]);
      }
}

static void
lets_a_case_rest_until_its_day (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) seen = NULL;
  guint before;

  fill (self, 40);
  before = count_view (self, MADO_CASE_VIEW_MINE, "2026-11-27");
  seen = desk_open_case (self, "case:1");
  seen = desk_set (self, g_steal_pointer (&seen), MADO_CASE_NEXT, "2026-12-01");
  g_assert_cmpuint (count_view (self, MADO_CASE_VIEW_MINE, "2026-11-30"), ==, before - 1);
  g_assert_cmpuint (walk (self, MADO_CASE_VIEW_MINE, "2026-11-30"), ==, before - 1);
  g_assert_cmpuint (count_view (self, MADO_CASE_VIEW_MINE, "2026-12-01"), ==, before);
  g_assert_cmpuint (walk (self, MADO_CASE_VIEW_MINE, "2026-12-01"), ==, before);
}

static void
asks_what_is_due_of_whoever_counts_days (DeskFixture *self, gconstpointer data)
{
  MadoCaseRequest request
      = { .view = MADO_CASE_VIEW_DUE, .today = "2026-11-27", .is_due = is_due_cb };
  g_autoptr (GPtrArray) rows = NULL;

  fill (self, 1200);
  rows = mado_case_list (self->desk, &request, 1000, NULL, NULL);
  /* Those of the first thousand that are live and do not wait. */
  g_assert_cmpuint (rows->len, ==, 400);
  g_assert_cmpint (((MadoCaseRow *) rows->pdata[0])->received, ==, 1000 * G_USEC_PER_SEC);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/list/" name, DeskFixture, NULL, desk_set_up, function, desk_tear_down)

static void
add_tagged (DeskFixture *self, guint i)
{
  static const char *const topics[] = { "visa", "funding", "" };
  static const char *const tags[] = { "urgent,visa", "visa", "", "press" };
  g_autoptr (MadoCase) added = desk_add (self, "A", "question");

  added = desk_set (self, g_steal_pointer (&added), MADO_CASE_TOPIC, topics[i % 3]);
  added = desk_set (self, g_steal_pointer (&added), MADO_CASE_TAGS, tags[i % 4]);
  if (i % 5 == 0)
    added = desk_set (self, g_steal_pointer (&added), MADO_CASE_STATUS, "open");
}

/* Whether a plain look at the row finds what the request asks for. */
static gboolean
fits (const MadoCaseRow *row, const char *const *wanted)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      g_auto (GStrv) has = g_strsplit (row->values[field], ",", -1);
      g_auto (GStrv) any = wanted[field] != NULL ? g_strsplit (wanted[field], "\n", -1) : NULL;
      gboolean found = any == NULL;

      for (guint i = 0; any != NULL && any[i] != NULL; i++)
        found = found || g_strv_contains ((const char *const *) has, any[i]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static guint
scan (GPtrArray *rows, const char *const *wanted)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += fits (rows->pdata[i], wanted);
  return n;
}

/* Any of the values of a field, all of the fields; each number is what choosing it would give. */
static void
narrows_by_values_as_a_scan_does (DeskFixture *self, gconstpointer data)
{
  MadoCaseRequest request = { .view = MADO_CASE_VIEW_ALL };
  g_autoptr (GPtrArray) all = NULL, rows = NULL, facets = NULL;
  guint topics = 0;

  for (guint i = 0; i < 30; i++)
    add_tagged (self, i);
  all = mado_case_list (self->desk, &request, 100, NULL, NULL);
  request.values[MADO_CASE_TOPIC] = "visa\nfunding";
  request.values[MADO_CASE_TAGS] = "press\nvisa";
  for (request.view = 0; request.view < MADO_N_CASE_VIEWS; request.view++)
    {
      if (request.view == MADO_CASE_VIEW_MINE || request.view == MADO_CASE_VIEW_WAITING
          || request.view == MADO_CASE_VIEW_DONE)
        continue;
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = mado_case_list (self->desk, &request, 100, NULL, NULL);
      g_assert_cmpuint (rows->len, ==, scan (all, request.values));
    }
  request.view = MADO_CASE_VIEW_LIVE;
  /* What a field has besides its own filter is offered too. */
  request.values[MADO_CASE_TOPIC] = "visa";
  facets = mado_case_facets_count (self->desk, &request, NULL, NULL);
  for (guint i = 0; i < facets->len; i++)
    {
      const MadoCaseFacet *facet = g_ptr_array_index (facets, i);
      const char *wanted[MADO_N_CASE_FIELDS];

      memcpy (wanted, request.values, sizeof wanted);
      wanted[facet->field] = facet->value;
      g_assert_cmpuint (facet->count, ==, scan (all, wanted));
      topics += facet->field == MADO_CASE_TOPIC;
    }
  g_assert_cmpuint (topics, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("costs-the-same-among-ten-thousand", costs_the_same_among_ten_thousand);
  ADD ("is-counted-without-reading-all", is_counted_without_reading_all);
  ADD ("counts-what-it-lists-page-by-page", counts_what_it_lists_page_by_page);
  ADD ("lets-a-case-rest-until-its-day", lets_a_case_rest_until_its_day);
  ADD ("narrows-by-values-as-a-scan-does", narrows_by_values_as_a_scan_does);
  ADD ("asks-what-is-due-of-whoever-counts-days", asks_what_is_due_of_whoever_counts_days);
  return g_test_run ();
}
