/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines by rule. In June 2026 every Monday to Friday works on both sides, so that days can be
 * counted on one's fingers: received on Monday the 1st, the 15th working day is Monday the 22nd. */
#include "core/desk/mado-deadline-case.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/desk/calendars/mado-calendar-files.h"
#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"

typedef struct
{
  char *profile;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->profile = g_dir_make_tmp ("mado-deadline-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->profile, "deadline.json", NULL);

  g_unlink (path);
  g_assert_cmpint (g_rmdir (self->profile), ==, 0);
  g_free (self->profile);
}

static MadoDeadline *
compute (const MadoWaiting *waiting, guint n_waiting)
{
  g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_new_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calendars = mado_deadline_rule_load_calendars (rule, NULL, &error);

  g_assert_no_error (error);
  return mado_deadline_compute (rule, calendars, mado_day_parse ("2026-06-01"), waiting, n_waiting);
}

static void
test_states (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *today;
    MadoDeadlineState state;
    guint n_left;
  } days[] = {
    { "2026-06-01", MADO_DEADLINE_RUNNING, 15 }, { "2026-06-16", MADO_DEADLINE_RUNNING, 4 },
    { "2026-06-17", MADO_DEADLINE_HOLDING, 3 },  { "2026-06-21", MADO_DEADLINE_HOLDING, 1 },
    { "2026-06-22", MADO_DEADLINE_LAST, 0 },     { "2026-06-23", MADO_DEADLINE_OVERDUE, 0 },
  };
  g_autoptr (MadoDeadline) deadline = compute (NULL, 0);

  g_assert_cmpint (deadline->due->due, ==, mado_day_parse ("2026-06-22"));
  g_assert_cmpint (deadline->holding, ==, mado_day_parse ("2026-06-17"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const gint today = mado_day_parse (days[i].today);

      g_assert_cmpint (mado_deadline_judge (deadline, today), ==, days[i].state);
      g_assert_cmpuint (mado_deadline_count_left (deadline, today), ==, days[i].n_left);
    }
}

static void
test_waiting (Fixture *self, gconstpointer data)
{
  const MadoWaiting week[] = { { mado_day_parse ("2026-06-05"), mado_day_parse ("2026-06-12") } };
  const MadoWaiting open[] = { { mado_day_parse ("2026-06-05"), MADO_NO_DAY } };
  g_autoptr (MadoDeadline) moved = compute (week, 1);
  g_autoptr (MadoDeadline) stopped = compute (open, 1);

  g_assert_cmpint (moved->due->due, ==, mado_day_parse ("2026-06-29"));
  g_assert_cmpint (moved->holding, ==, mado_day_parse ("2026-06-24"));
  g_assert_cmpint (mado_deadline_judge (stopped, mado_day_parse ("2026-07-30")), ==,
                   MADO_DEADLINE_STOPPED);
  g_assert_cmpuint (stopped->due->n_left, ==, 11);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  static const char *const japan[] = { "japan", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDeadlineRule) usual = mado_deadline_rule_load (self->profile, &error);
  g_autoptr (MadoDeadlineRule) own = mado_deadline_rule_new (10, 0, japan, MADO_CLOSED_ALL);
  g_autoptr (MadoDeadlineRule) again = NULL;
  g_autofree char *path = g_build_filename (self->profile, "deadline.json", NULL);
  struct stat status;

  g_assert_no_error (error);
  g_assert_cmpuint (usual->n_days, ==, 15);
  g_assert_true (mado_deadline_rule_save (own, self->profile, &error));
  g_assert_no_error (error);
  again = mado_deadline_rule_load (self->profile, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->n_days, ==, 10);
  g_assert_cmpuint (again->n_holding, ==, 0);
  g_assert_true (g_strv_equal ((const char *const *) again->calendars, japan));
  g_assert_cmpint (again->closed, ==, MADO_CLOSED_ALL);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_broken (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{}",
    "{\"days\":0,\"holding\":0,\"calendars\":[\"japan\"],\"closed\":\"any\"}",
    "{\"days\":251,\"holding\":0,\"calendars\":[\"japan\"],\"closed\":\"any\"}",
    "{\"days\":3,\"holding\":3,\"calendars\":[\"japan\"],\"closed\":\"any\"}",
    "{\"days\":15,\"holding\":3,\"calendars\":[],\"closed\":\"any\"}",
    "{\"days\":15,\"holding\":3,\"calendars\":[[]],\"closed\":\"any\"}",
    "{\"days\":15,\"holding\":3,\"calendars\":[\"japan\"],\"closed\":\"some\"}",
    "{\"days\":\"15\",\"holding\":3,\"calendars\":[\"japan\"],\"closed\":\"any\"}",
  };
  g_autofree char *path = g_build_filename (self->profile, "deadline.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (mado_deadline_rule_load (self->profile, &error));
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, "deadline.json"));
    }
}

/* Half past seven on Monday in Tokyo is still Sunday in Brussels, whose office answers. */
static void
test_receipt (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_new_default ();
  g_autoptr (GPtrArray) calendars = mado_deadline_rule_load_calendars (rule, self->profile, NULL);
  g_autoptr (GDateTime) moment = mado_clock_read_only ("2026-01-05T07:30", MADO_CLOCK_TOKYO);

  g_assert_cmpint (mado_deadline_get_receipt (moment, calendars), ==,
                   mado_day_parse ("2026-01-04"));
}

/* --- Of a case --- */

#define CASE "00000000-0000-4000-8000-000000000001"

static void
add (GPtrArray *events, MadoCaseEventKind kind, const char *local, const char *json)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), 4096, MADO_JSON_NONE, NULL, NULL);
  g_autoptr (GDateTime) moment = mado_clock_read_only (local, MADO_CLOCK_BRUSSELS);
  g_autoptr (JsonObject) data = json_node_dup_object (node);
  g_autoptr (GError) error = NULL;
  MadoCaseEvent *event
      = mado_case_event_new (CASE, events->len + 1, kind, "anna",
                             g_date_time_to_unix (moment) * G_USEC_PER_SEC, data, &error);

  g_assert_no_error (error);
  g_ptr_array_add (events, event);
}

static MadoDeadline *
compute_case (GPtrArray *events)
{
  g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_new_default ();
  g_autoptr (GPtrArray) calendars = mado_deadline_rule_load_calendars (rule, NULL, NULL);
  g_autoptr (MadoCase) asked = mado_case_fold (events);

  return mado_deadline_compute_case (rule, calendars, asked);
}

/* The same days as above, at hours of which one is the next day in Tokyo. */
static void
test_case (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  g_autoptr (MadoDeadline) running = NULL, stopped = NULL, moved = NULL;

  add (events, MADO_CASE_OPENED, "2026-06-01T23:30", "{\"title\":\"A\"}");
  running = compute_case (events);
  g_assert_cmpint (running->due->due, ==, mado_day_parse ("2026-06-22"));
  add (events, MADO_CASE_SET, "2026-06-05T17:30",
       "{\"field\":\"status\",\"value\":\"waiting-enquirer\"}");
  stopped = compute_case (events);
  g_assert_true (stopped->due->is_stopped);
  g_assert_cmpuint (stopped->due->n_left, ==, 11);
  add (events, MADO_CASE_SET, "2026-06-12T00:10", "{\"field\":\"status\",\"value\":\"open\"}");
  moved = compute_case (events);
  g_assert_cmpint (moved->due->due, ==, mado_day_parse ("2026-06-29"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(NAME, FUNCTION)                                                                       \
  g_test_add ("/desk/deadline/" NAME, Fixture, NULL, set_up, FUNCTION, tear_down)
  TEST ("asks-for-a-holding-reply-before-the-last-day", test_states);
  TEST ("moves-by-what-was-waited", test_waiting);
  TEST ("keeps-the-rule-of-the-desk", test_kept);
  TEST ("puts-nothing-in-the-place-of-a-broken-rule", test_broken);
  TEST ("is-received-on-the-date-of-the-office", test_receipt);
  TEST ("of-a-case-follows-from-its-events", test_case);
  return g_test_run ();
}
