/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calendar is, and what it says of a day. */
#include "core/desk/calendars/mado-calendar.h"

#include "core/desk/calendars/mado-calendar-private.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-day.h"

static const char *const qualities[] = { "published", "computed", "provisional", "incomplete" };

/**
 * mado_quality_to_word:
 *
 * Returns: (transfer none): "published", as the files have it
 */
const char *
mado_quality_to_word (MadoQuality quality)
{
  g_return_val_if_fail ((guint) quality < G_N_ELEMENTS (qualities), NULL);

  return qualities[quality];
}

gboolean
mado_quality_from_word (const char *word, MadoQuality *quality)
{
  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (g_str_equal (qualities[i], word))
      {
        *quality = i;
        return TRUE;
      }
  return FALSE;
}

static void
clear_closed_day (gpointer data)
{
  MadoClosedDay *self = data;

  g_clear_pointer (&self->title, mado_text_unref);
}

static void
free_year (gpointer data)
{
  MadoCalendarYear *self = data;

  g_array_unref (self->days);
  g_free (self->source);
  g_free (self->url);
  g_free (self);
}

MadoCalendarYear *
mado_calendar_year_new (gint year)
{
  MadoCalendarYear *self = g_new0 (MadoCalendarYear, 1);

  self->year = year;
  self->days = g_array_new (FALSE, FALSE, sizeof (MadoClosedDay));
  g_array_set_clear_func (self->days, clear_closed_day);
  return self;
}

MadoCalendar *
mado_calendar_new_empty (void)
{
  MadoCalendar *self = g_atomic_rc_box_new0 (MadoCalendar);

  self->years = g_ptr_array_new_with_free_func (free_year);
  self->hours = g_array_new (FALSE, FALSE, sizeof (MadoHours));
  return self;
}

MadoCalendar *
mado_calendar_ref (MadoCalendar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  MadoCalendar *self = data;

  g_free (self->id);
  g_clear_pointer (&self->title, mado_text_unref);
  g_free (self->timezone);
  g_ptr_array_unref (self->years);
  g_array_unref (self->hours);
  g_clear_pointer (&self->json, json_node_unref);
}

/**
 * mado_calendar_unref:
 * @self: (nullable): a calendar
 */
void
mado_calendar_unref (MadoCalendar *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

const char *
mado_calendar_get_title (const MadoCalendar *self, MadoLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mado_text_get (self->title, language, NULL);
}

/**
 * mado_calendar_is_japanese:
 *
 * Returns: whether it tells the days of the Japanese side, not of the European one
 */
gboolean
mado_calendar_is_japanese (const MadoCalendar *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_has_prefix (self->timezone, "Asia/");
}

/**
 * mado_calendar_find_year:
 *
 * Returns: (transfer none) (nullable): the year, where all its closed days are known
 */
const MadoCalendarYear *
mado_calendar_find_year (const MadoCalendar *self, gint year)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->years->len; i++)
    {
      const MadoCalendarYear *known = g_ptr_array_index (self->years, i);

      if (known->year == year)
        return known->quality < MADO_QUALITY_INCOMPLETE ? known : NULL;
    }
  return NULL;
}

gboolean
mado_calendar_is_weekend (const MadoCalendar *self, gint day)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->weekend & (1u << mado_day_get_weekday (day))) != 0;
}

static gint
compare_day (gconstpointer a, gconstpointer b)
{
  return ((const MadoClosedDay *) a)->day - ((const MadoClosedDay *) b)->day;
}

/**
 * mado_calendar_find_closed:
 * @day: days since 1800-01-01
 *
 * Returns: (transfer none) (nullable): the closed day that @day is
 */
const MadoClosedDay *
mado_calendar_find_closed (const MadoCalendar *self, gint day)
{
  const MadoCalendarYear *year = mado_calendar_find_year (self, mado_day_get_year (day));
  const MadoClosedDay wanted = { day, NULL, FALSE };
  guint at;

  if (year == NULL || !g_array_binary_search (year->days, &wanted, compare_day, &at))
    return NULL;
  return &g_array_index (year->days, MadoClosedDay, at);
}

/**
 * mado_calendar_is_open_at:
 * @moment: in any zone; what counts is the clock of the calendar's own
 *
 * Returns: whether it is a working day there, within the hours of the desk
 */
gboolean
mado_calendar_is_open_at (const MadoCalendar *self, GDateTime *moment)
{
  g_autoptr (GDateTime) there = NULL;
  gint day;
  guint minute;

  g_return_val_if_fail (self != NULL && moment != NULL, FALSE);

  there = mado_clock_move (moment, self->timezone);
  day = mado_clock_get_day (moment, self->timezone);
  if (there == NULL || day == MADO_NO_DAY || mado_calendar_is_weekend (self, day)
      || mado_calendar_find_year (self, mado_day_get_year (day)) == NULL
      || mado_calendar_find_closed (self, day) != NULL)
    return FALSE;
  minute = (guint) (g_date_time_get_hour (there) * 60 + g_date_time_get_minute (there));
  for (guint i = 0; i < self->hours->len; i++)
    {
      const MadoHours *hours = &g_array_index (self->hours, MadoHours, i);

      if (minute >= hours->opens && minute < hours->closes)
        return TRUE;
    }
  return FALSE;
}
