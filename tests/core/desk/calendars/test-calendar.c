/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled calendars know the years that their files know. */
#include "core/desk/calendars/mado-calendar-files.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"

static void
assert_is_as_its_file (const MadoCalendar *calendar, const char *folder)
{
  g_autofree char *name = g_strconcat (calendar->id, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *years;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  years = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                         "years");
  g_assert_cmpuint (json_object_get_size (years), ==, calendar->years->len);
  for (guint i = 0; i < calendar->years->len; i++)
    {
      const MadoCalendarYear *year = g_ptr_array_index (calendar->years, i);
      g_autofree char *member = g_strdup_printf ("%d", year->year);
      JsonObject *object = json_object_get_object_member (years, member);

      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "days")), ==,
                        year->days->len);
      g_assert_cmpstr (json_object_get_string_member (object, "status"), ==,
                       mado_quality_to_word (year->quality));
      if (i > 0)
        g_assert_cmpint (((MadoCalendarYear *) g_ptr_array_index (calendar->years, i - 1))->year, <,
                         year->year);
    }
}

static void
test_bundled (gconstpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = mado_calendar_list_bundled (&error);
  guint n_japanese = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      assert_is_as_its_file (g_ptr_array_index (all, i), folder);
      n_japanese += mado_calendar_is_japanese (g_ptr_array_index (all, i));
    }
  g_assert_cmpuint (n_japanese, ==, 2);
}

/* A least calendar in which @member, unless empty, takes the place of the one of its name. */
static MadoCalendar *
make (const char *member, GError **error)
{
  static const char *const members[] = {
    "\"format\":1",
    "\"kind\":\"calendar\"",
    "\"id\":\"desk\"",
    "\"title\":{\"en\":\"Desk\",\"ja\":\"窓口\"}",
    "\"timezone\":\"Europe/Brussels\"",
    "\"weekend\":[6,7]",
    "\"years\":{\"2026\":{\"status\":\"published\",\"sources\":[{\"title\":\"List\"}],"
    "\"days\":[{\"date\":\"2026-01-01\",\"title\":{\"en\":\"New Year\",\"ja\":\"元日\"}}]}}"
  };
  const gsize length = strcspn (member, ":");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (length == 0 || strncmp (members[i], member, length) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "{", members[i]);
  g_string_append_printf (text, "%s%s}", length > 0 ? "," : "", member);
  node = mado_json_parse (text->str, text->len, text->len, MADO_JSON_NONE, NULL, error);
  g_assert_no_error (error != NULL ? *error : NULL);
  return mado_calendar_new_from_json (node, error);
}

static void
test_refused (void)
{
#define YEAR(STATUS, SOURCES, DAYS)                                                                \
  "\"years\":{\"2026\":{\"status\":\"" STATUS "\",\"sources\":[" SOURCES "],\"days\":[" DAYS "]}}"
#define DAY(DATE) "{\"date\":\"" DATE "\",\"title\":{\"en\":\"A\",\"ja\":\"甲\"}}"
#define SOURCE "{\"title\":\"List\"}"
  static const char *const members[] = {
    "\"format\":2",
    "\"kind\":\"term\"",
    "\"id\":\"../desk\"",
    "\"id\":\"\"",
    "\"title\":{\"en\":\"Desk\"}",
    "\"timezone\":\"../etc/passwd\"",
    "\"weekend\":[0]",
    "\"weekend\":[\"6\"]",
    "\"weekend\":[1,2,3,4,5,6,7]",
    "\"weekend\":\"Sunday\"",
    "\"years\":[]",
    "\"years\":{\"MMXX\":{}}",
    "\"years\":{\"20260\":{\"status\":\"published\",\"sources\":[],\"days\":[]}}",
    YEAR ("guessed", SOURCE, DAY ("2026-01-01")),
    YEAR ("published", "", DAY ("2026-01-01")),
    YEAR ("published", SOURCE, ""),
    YEAR ("published", SOURCE, DAY ("2027-01-01")),
    YEAR ("published", SOURCE, DAY ("2026-02-30")),
    YEAR ("published", SOURCE, DAY ("2026-02-03") "," DAY ("2026-02-03")),
    YEAR ("published", SOURCE, "\"2026-02-03\""),
    "\"hours\":[]",
    "\"hours\":[{\"from\":\"9:00\",\"to\":\"17:30\"}]",
    "\"hours\":[{\"from\":\"17:30\",\"to\":\"09:00\"}]",
    "\"hours\":[{\"from\":\"09:00\",\"to\":\"24:01\"}]",
    "\"hours\":[{\"from\":\"09:00\",\"to\":\"13:00\"},{\"from\":\"12:00\",\"to\":\"17:00\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoCalendar) calendar = make (members[i], &error);

      if (calendar != NULL)
        g_error ("%s was read", members[i]);
      g_assert_nonnull (error);
      g_assert_true (error->domain == MADO_RECORD_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "calendar"));
    }
}

static gboolean
is_open (const MadoCalendar *calendar, const char *local, const char *zone)
{
  g_autoptr (GDateTime) moment = mado_clock_read_only (local, zone);

  return mado_calendar_is_open_at (calendar, moment);
}

/* Thursday 15 January 2026 in Brussels, where it is eight hours earlier than in Tokyo. */
static void
test_hours (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCalendar) preset = make ("", &error);
  g_autoptr (MadoCalendar) own = make (
      "\"hours\":[{\"from\":\"08:30\",\"to\":\"12:00\"},{\"from\":\"13:00\",\"to\":\"17:00\"}]",
      &error);

  g_assert_no_error (error);
  g_assert_true (preset->has_preset);
  g_assert_false (own->has_preset);
  g_assert_false (is_open (preset, "2026-01-15T08:59", "Europe/Brussels"));
  g_assert_true (is_open (preset, "2026-01-15T09:00", "Europe/Brussels"));
  g_assert_true (is_open (preset, "2026-01-15T17:29", "Europe/Brussels"));
  g_assert_false (is_open (preset, "2026-01-15T17:30", "Europe/Brussels"));
  g_assert_true (is_open (preset, "2026-01-16T01:00", "Asia/Tokyo"));
  g_assert_true (is_open (own, "2026-01-15T08:30", "Europe/Brussels"));
  g_assert_false (is_open (own, "2026-01-15T12:30", "Europe/Brussels"));
  g_assert_true (is_open (own, "2026-01-15T13:00", "Europe/Brussels"));
  /* A closed day, a Saturday, a year that nobody knows. */
  g_assert_false (is_open (preset, "2026-01-01T10:00", "Europe/Brussels"));
  g_assert_false (is_open (preset, "2026-01-17T10:00", "Europe/Brussels"));
  g_assert_false (is_open (preset, "2027-01-15T10:00", "Europe/Brussels"));
}

static void
test_incomplete (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCalendar) calendar = make (YEAR ("incomplete", "", ""), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (calendar->years->len, ==, 1);
  g_assert_null (mado_calendar_find_year (calendar, 2026));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/desk/calendar/knows-the-years-of-its-file", argv[1], test_bundled);
  g_test_add_func ("/desk/calendar/refuses-what-it-does-not-understand", test_refused);
  g_test_add_func ("/desk/calendar/is-open-in-its-hours-on-its-own-clock", test_hours);
  g_test_add_func ("/desk/calendar/counts-with-no-year-that-is-being-entered", test_incomplete);
  return g_test_run ();
}
