/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample cases stand on the desk as they stand in the file, which json-glib reads here by
 * itself, on any day of the year. Days are counted by a second reading of the log. */
#include "core/desk/mado-samples.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/desk/lists/mado-case-similar.h"
#include "core/desk/mado-deadline-case.h"
#include "core/store/mado-reader.h"
#include "support/desk-fixture.h"
#include "support/store-fixture.h"

typedef struct
{
  DeskFixture desk;
  JsonParser *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (&self->desk, NULL);
  self->file = json_parser_new ();
  json_parser_load_from_file (self->file, g_getenv ("MADO_SAMPLES"), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->file);
  desk_tear_down (&self->desk, NULL);
}

static JsonArray *
get_samples (Fixture *self)
{
  return json_object_get_array_member (json_node_get_object (json_parser_get_root (self->file)),
                                       "cases");
}

static void
fill (Fixture *self, MadoLanguage language, const char *now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (GError) error = NULL;

  mado_samples_fill (self->desk.desk, language, moment, "anna", &error);
  g_assert_no_error (error);
}

static MadoCase *
open_numbered (Fixture *self, guint i)
{
  g_autofree char *name = g_strdup_printf ("case:%u", i + 1);

  return desk_open_case (&self->desk, name);
}

static void
takes_in_every_case (Fixture *self, MadoLanguage language)
{
  JsonArray *samples = get_samples (self);

  fill (self, language, "2026-11-27T09:00:00Z");
  g_assert_cmpuint (json_array_get_length (samples), >=, 4);
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonObject *sample = json_array_get_object_element (samples, i);
      g_autoptr (MadoCase) the_case = open_numbered (self, i);

      g_assert_cmpstr (
          mado_case_get_value (the_case, MADO_CASE_TITLE), ==,
          json_object_get_string_member (json_object_get_object_member (sample, "title"),
                                         mado_language_get_code (language)));
      g_assert_cmpstr (mado_case_get_value (the_case, MADO_CASE_STATUS), ==,
                       json_object_get_string_member_with_default (
                           sample, "then",
                           json_object_get_string_member (
                               json_object_get_object_member (sample, "values"), "status")));
    }
}

static void
takes_in_every_case_in_english (Fixture *self, gconstpointer data)
{
  takes_in_every_case (self, MADO_LANGUAGE_EN);
}

static void
takes_in_every_case_in_japanese (Fixture *self, gconstpointer data)
{
  takes_in_every_case (self, MADO_LANGUAGE_JA);
}

/* What the desk says of the only case that is to be so on that day. */
static void
assert_due (const char *now, guint i, MadoDeadlineState *state, guint *n_left)
{
  Fixture self = { 0 };
  g_autoptr (MadoDeadlineRule) rule = mado_deadline_rule_new_default ();
  g_autoptr (GPtrArray) calendars = mado_deadline_rule_load_calendars (rule, NULL, NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (MadoDeadline) deadline = NULL;
  g_autoptr (MadoCase) the_case = NULL;
  gint today = mado_deadline_get_receipt (moment, calendars);

  set_up (&self, NULL);
  fill (&self, MADO_LANGUAGE_EN, now);
  the_case = open_numbered (&self, i);
  deadline = mado_deadline_compute_case (rule, calendars, the_case);
  *state = mado_deadline_judge (deadline, today);
  *n_left = mado_deadline_count_left (deadline, today);
  tear_down (&self, NULL);
}

/* Working days, weekends, and the long holidays of either side. */
static void
one_is_due_soon_and_one_overdue_on_any_day (void)
{
  static const char *const days[]
      = { "2026-11-27T09:00:00Z", "2026-11-28T23:30:00Z", "2026-05-04T00:10:00Z",
          "2025-12-31T12:00:00Z", "2026-04-03T12:00:00Z", "2026-08-14T12:00:00Z" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      MadoDeadlineState state;
      guint n_left;

      assert_due (days[i], 0, &state, &n_left);
      g_assert_true (state == MADO_DEADLINE_RUNNING || state == MADO_DEADLINE_HOLDING);
      g_assert_cmpuint (n_left, >=, 1);
      g_assert_cmpuint (n_left, <=, 2);
      assert_due (days[i], 2, &state, &n_left);
      g_assert_cmpint (state, ==, MADO_DEADLINE_OVERDUE);
    }
}

/* Where the calendars end, the program gives no date; the cases are there all the same. */
static void
a_year_that_no_calendar_knows_is_no_obstacle (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = NULL;

  fill (self, MADO_LANGUAGE_JA, "2039-06-01T12:00:00Z");
  first = open_numbered (self, 0);
  g_assert_cmpint (mado_case_get_received_at (first) / G_USEC_PER_SEC, <,
                   G_GINT64_CONSTANT (2190542400));
}

static void
what_is_cited_is_among_the_bundled_records (Fixture *self, gconstpointer data)
{
  JsonArray *samples = get_samples (self);
  ReaderFixture records = { 0 };
  guint n = 0;

  reader_set_up (&records, NULL);
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonObject *sample = json_array_get_object_element (samples, i);
      JsonArray *cited = json_object_has_member (sample, "cites")
                             ? json_object_get_array_member (sample, "cites")
                             : NULL;

      for (guint j = 0; cited != NULL && j < json_array_get_length (cited); j++, n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (MadoRecord) record = mado_reader_get_record (
              records.reader, json_array_get_string_element (cited, j), NULL, &error);

          g_assert_no_error (error);
        }
    }
  g_assert_cmpuint (n, >=, 1);
  reader_tear_down (&records, NULL);
}

/* Two cases are one question: the desk itself finds the first beside the second. */
static void
assert_twins (Fixture *self, MadoLanguage language)
{
  ReaderFixture records = { 0 };
  g_autoptr (MadoCase) second = NULL;
  g_autoptr (MadoCaseProbe) words = NULL;
  g_autoptr (GPtrArray) alike = NULL;
  g_autoptr (GError) error = NULL;

  reader_set_up (&records, NULL);
  fill (self, language, "2026-11-27T09:00:00Z");
  second = open_numbered (self, 1);
  words = mado_case_probe_new (records.reader, mado_case_get_value (second, MADO_CASE_TITLE), NULL,
                               &error);
  g_assert_no_error (error);
  alike = mado_case_list_similar (self->desk.desk, words, mado_case_get_id (second), TRUE, 2, 5,
                                  NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alike->len, >=, 1);
  g_assert_cmpint (((MadoCaseLikeness *) alike->pdata[0])->row->number, ==, 1);
  reader_tear_down (&records, NULL);
}

static void
one_case_is_the_double_of_another_in_english (Fixture *self, gconstpointer data)
{
  assert_twins (self, MADO_LANGUAGE_EN);
}

static void
one_case_is_the_double_of_another_in_japanese (Fixture *self, gconstpointer data)
{
  assert_twins (self, MADO_LANGUAGE_JA);
}

/* Nobody is invented: there are no names, and addresses lead nowhere. */
static void
nobody_has_a_name (Fixture *self, gconstpointer data)
{
  JsonArray *samples = get_samples (self);

  fill (self, MADO_LANGUAGE_EN, "2026-11-27T09:00:00Z");
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      g_autoptr (MadoCase) the_case = open_numbered (self, i);
      g_autoptr (MadoCasePerson) person = NULL;

      g_assert_true (mado_cases_get_person (self->desk.desk, the_case, &person, NULL));
      g_assert_null (person->family);
      g_assert_null (person->given);
      g_assert_true (g_str_has_suffix (person->address, "@example.org"));
    }
}

static void
a_file_of_another_form_is_refused (Fixture *self, gconstpointer data)
{
  static const char *const files[]
      = { "",
          "[]",
          "{}",
          "{\"cases\":{}}",
          "{\"cases\":[1]}",
          "{\"cases\":[{}]}",
          "{\"cases\":[{\"values\":{},\"title\":{\"en\":\"A\"},\"text\":{\"en\":\"B\"}}]}",
          "{\"cases\":[{\"values\":{},\"title\":{\"en\":\"A\"},\"text\":{\"en\":\"B\"},"
          "\"received\":-1}]}",
          "{\"cases\":[{\"values\":{},\"title\":{\"en\":\"A\"},\"text\":{\"en\":\"B\"},"
          "\"due\":4000000000}]}",
          "{\"cases\":[{\"values\":{\"colour\":\"red\"},\"title\":{\"en\":\"A\"},\"text\":{\"en\":"
          "\"B\"},\"received\":1}]}" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (
          mado_samples_fill_from (self->desk.desk, file, MADO_LANGUAGE_EN, now, "anna", &error));
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
    }
  desk_assert_answer (&self->desk, "SELECT count (*) FROM cases", "0");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/samples/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("takes-in-every-case-in-english", takes_in_every_case_in_english);
  ADD ("takes-in-every-case-in-japanese", takes_in_every_case_in_japanese);
  g_test_add_func ("/desk/samples/one-is-due-soon-and-one-overdue-on-any-day",
                   one_is_due_soon_and_one_overdue_on_any_day);
  ADD ("a-year-that-no-calendar-knows-is-no-obstacle",
       a_year_that_no_calendar_knows_is_no_obstacle);
  ADD ("what-is-cited-is-among-the-bundled-records", what_is_cited_is_among_the_bundled_records);
  ADD ("one-case-is-the-double-of-another-in-english",
       one_case_is_the_double_of_another_in_english);
  ADD ("one-case-is-the-double-of-another-in-japanese",
       one_case_is_the_double_of_another_in_japanese);
  ADD ("nobody-has-a-name", nobody_has_a_name);
  ADD ("a-file-of-another-form-is-refused", a_file_of_another_form_is_refused);
  return g_test_run ();
}
