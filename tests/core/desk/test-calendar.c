/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled calendars know the years that their files know. */
#include "core/desk/mado-calendar.h"

#include "core/json/mado-json.h"

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
                        year->n_days);
      g_assert_cmpstr (json_object_get_string_member (object, "status"), ==, year->status);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/desk/calendar/knows-the-years-of-its-file", argv[1], test_bundled);
  return g_test_run ();
}
