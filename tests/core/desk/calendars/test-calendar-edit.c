/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes to a calendar, kept in a profile and taken back. */
#include "core/desk/calendars/mado-calendar-edit.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "core/desk/calendars/mado-calendar-files.h"
#include "core/desk/calendars/mado-due.h"
#include "core/json/mado-json.h"

typedef struct
{
  char *profile;
  MadoCalendar *calendar; /* the Commission's, which knows 2023 to 2026 */
} Fixture;

static const MadoCalendarSource source = { "OJ C/2026/1", "2026-11-26" };

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->profile = g_dir_make_tmp ("mado-calendar-XXXXXX", &error);
  g_assert_no_error (error);
  self->calendar = mado_calendar_load (self->profile, "eu-institutions", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->profile, "calendars", NULL);
  g_autofree char *path = g_build_filename (folder, "eu-institutions.json", NULL);

  g_unlink (path);
  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (self->profile), ==, 0);
  mado_calendar_unref (self->calendar);
  g_free (self->profile);
}

static void
clear_day (gpointer data)
{
  mado_text_unref (((MadoClosedDay *) data)->title);
}

static MadoCalendar *
add (MadoCalendar *calendar, const char *const *dates, guint *n_added)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MadoClosedDay));
  g_autoptr (GError) error = NULL;
  MadoCalendar *changed;

  g_array_set_clear_func (days, clear_day);
  for (guint i = 0; dates[i] != NULL; i++)
    {
      const MadoClosedDay day
          = { mado_day_parse (dates[i]), mado_text_new ("Bridge", "橋渡し"), FALSE };

      g_array_append_val (days, day);
    }
  changed = mado_calendar_add_days (calendar, days, &source, n_added, &error);
  g_assert_no_error (error);
  return changed;
}

/* "2026-12-22 published" or "- 2027": one working day after @from. */
static void
assert_next (MadoCalendar *calendar, const char *from, const char *expected)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new ();
  g_autoptr (MadoDue) due = NULL;
  g_autofree char *iso = NULL;
  g_autofree char *told = NULL;

  g_ptr_array_add (calendars, calendar);
  due = mado_due_count (mado_day_parse (from), 1, calendars, MADO_CLOSED_ANY, NULL, 0);
  iso = due->due != MADO_NO_DAY ? mado_day_format_iso (due->due) : NULL;
  told = iso != NULL ? g_strdup_printf ("%s %s", iso, mado_quality_to_word (due->quality))
                     : g_strdup_printf ("- %d", due->refused_year);
  g_assert_cmpstr (told, ==, expected);
}

static void
test_added (Fixture *self, gconstpointer data)
{
  static const char *const dates[] = { "2026-06-02", "2026-05-01", NULL };
  guint n_added;
  g_autoptr (MadoCalendar) changed = add (self->calendar, dates, &n_added);
  const MadoClosedDay *known = mado_calendar_find_closed (changed, mado_day_parse ("2026-05-01"));

  g_assert_cmpuint (n_added, ==, 1);
  g_assert_cmpstr (mado_text_get (known->title, MADO_LANGUAGE_EN, NULL), ==, "Labour Day");
  assert_next (changed, "2026-06-01", "2026-06-03 published");
  assert_next (self->calendar, "2026-06-01", "2026-06-02 published");
  /* What this program does not read of the file is still there. */
  g_assert_true (json_object_has_member (json_node_get_object (changed->json), "notes"));
}

/* One day of a year does not make its list. */
static void
test_new_year (Fixture *self, gconstpointer data)
{
  static const char *const dates[] = { "2027-01-01", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCalendar) begun = add (self->calendar, dates, NULL);
  g_autoptr (MadoCalendar) complete = mado_calendar_complete_year (begun, 2027, &error);
  g_autoptr (MadoCalendar) gone = NULL;

  g_assert_no_error (error);
  assert_next (self->calendar, "2026-12-31", "- 2027");
  assert_next (begun, "2026-12-31", "- 2027");
  assert_next (complete, "2026-12-31", "2027-01-04 provisional");
  gone = mado_calendar_remove_day (complete, mado_day_parse ("2027-01-01"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gone->years->len, ==, self->calendar->years->len);
  assert_next (gone, "2026-12-31", "- 2027");
}

static void
test_empty_year (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_calendar_complete_year (self->calendar, 2027, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  static const char *const dates[] = { "2026-06-02", NULL };
  g_autoptr (MadoCalendar) changed = add (self->calendar, dates, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCalendar) again = NULL, restored = NULL;
  g_autofree char *path
      = g_build_filename (self->profile, "calendars", "eu-institutions.json", NULL);
  struct stat status;

  g_assert_false (mado_calendar_is_changed (self->profile, "eu-institutions"));
  g_assert_true (mado_calendar_save (changed, self->profile, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (mado_calendar_is_changed (self->profile, "eu-institutions"));
  again = mado_calendar_load (self->profile, "eu-institutions", &error);
  g_assert_no_error (error);
  assert_next (again, "2026-06-01", "2026-06-03 published");
  g_assert_true (mado_calendar_restore (self->profile, "eu-institutions", &error));
  restored = mado_calendar_load (self->profile, "eu-institutions", &error);
  assert_next (restored, "2026-06-01", "2026-06-02 published");
  g_assert_true (mado_calendar_restore (self->profile, "eu-institutions", &error));
  g_assert_no_error (error);
}

static void
test_unwritable (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->profile, "calendars", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (mado_calendar_save (self->calendar, self->profile, &error));
  g_assert_nonnull (error);
  g_unlink (folder);
}

static void
test_hours (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *typed, *shown;
  } texts[] = {
    { "9:00-17:30", "9:00–17:30" },
    { "09.00–12.00,13-17", "9:00–12:00, 13:00–17:00" },
    { "９：００〜１２：００、１３：００〜１７：３０", "9:00–12:00, 13:00–17:30" },
    { " 0:00 to 24:00 ", "0:00–24:00" },
    { "", NULL },
    { "9:00", NULL },
    { "9:00-", NULL },
    { "17:00-9:00", NULL },
    { "9:00-25:00", NULL },
    { "9:00-12:60", NULL },
    { "9:00-13:00, 12:00-17:00", NULL },
    { "9:00-12:00,", NULL },
    { "0-1,1-2,2-3,3-4,4-5,5-6,6-7,7-8,8-9", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) hours = mado_hours_parse (texts[i].typed, &error);
      g_autofree char *shown = hours != NULL ? mado_hours_format (hours) : NULL;

      g_assert_cmpstr (shown, ==, texts[i].shown);
      if (hours != NULL)
        {
          g_autoptr (MadoCalendar) changed = mado_calendar_set_hours (
              self->calendar, (const MadoHours *) (gpointer) hours->data, hours->len, &error);
          g_autofree char *kept = mado_hours_format (changed->hours);

          g_assert_no_error (error);
          g_assert_false (changed->has_preset);
          g_assert_cmpstr (kept, ==, shown);
        }
      else
        g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(NAME, FUNCTION)                                                                       \
  g_test_add ("/desk/calendar-edit/" NAME, Fixture, NULL, set_up, FUNCTION, tear_down)
  TEST ("adds-a-closed-day-and-leaves-the-old-calendar", test_added);
  TEST ("counts-with-no-new-year-before-its-list-is-whole", test_new_year);
  TEST ("completes-no-year-without-a-closed-day", test_empty_year);
  TEST ("keeps-a-change-and-restores-what-was-bundled", test_kept);
  TEST ("says-when-a-change-cannot-be-kept", test_unwritable);
  TEST ("reads-hours-as-people-type-them", test_hours);
  return g_test_run ();
}
