/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks go by the time zone data of the computer, which carries the summer time of Directive
 * 2000/84/EC: from the last Sunday of March to the last of October, both at 01:00 UTC. */
#include "core/model/mado-clock.h"

#include <string.h>

#include "core/model/mado-date-private.h"
#include "core/model/mado-day.h"

#define LONGEST_ZONE 64 /* bytes of a zone's name */

static void
free_moment (gpointer moment)
{
  if (moment)
    g_date_time_unref (moment);
}

/**
 * mado_clock_is_zone:
 * @text: (nullable): "Europe/Brussels"
 *
 * Returns: whether it has the form of a zone's name: nothing but words and what joins them
 */
gboolean
mado_clock_is_zone (const char *text)
{
  if (!text || !g_ascii_isupper (*text) || strnlen (text, LONGEST_ZONE + 1) > LONGEST_ZONE)
    return FALSE;
  for (; *text; text++)
    if (!g_ascii_isalnum (*text) && !strchr ("/_+-", *text))
      return FALSE;
  return TRUE;
}

/* Two digits; -1 where they are none. */
static gint
read_two (const char *text)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;
  return g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
}

/* "2026-11-24T17:00" as if it were said in UTC; NULL where it is not of this form. */
static GDateTime *
read_plain (const char *text)
{
  MadoDatePoint day;
  gint hour, minute;

  if (!text || strlen (text) != strlen ("2026-11-24T17:00") || text[10] != 'T' || text[13] != ':')
    return NULL;
  hour = read_two (text + 11);
  minute = read_two (text + 14);
  if (!mado_date_point_parse_iso (text, 10, &day) || hour < 0 || minute < 0)
    return NULL;
  return g_date_time_new_utc (day.year, day.month, day.day, hour, minute, 0);
}

/* The moment at which a clock that is @offset ahead of UTC says so, if the clocks of @zone are just
 * that far ahead then. */
static void
add_moment (GPtrArray *moments, GDateTime *plain, GTimeSpan offset, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_add (plain, -offset);
  g_autoptr (GDateTime) moment = utc ? g_date_time_to_timezone (utc, zone) : NULL;

  if (moment && g_date_time_get_utc_offset (moment) == offset)
    g_ptr_array_add (moments, g_steal_pointer (&moment));
}

/* What the clocks of @zone are ahead of UTC @hours after @plain. */
static GTimeSpan
get_offset (GDateTime *plain, gint hours, GTimeZone *zone)
{
  g_autoptr (GDateTime) near = g_date_time_add_hours (plain, hours);
  g_autoptr (GDateTime) there = near ? g_date_time_to_timezone (near, zone) : NULL;

  return there ? g_date_time_get_utc_offset (there) : 0;
}

/**
 * mado_clock_read:
 * @local: (nullable): what the clock shows, "2026-11-24T17:00"
 * @zone: (nullable): "Europe/Brussels"
 *
 * An hour that clocks skip does not exist, and one that they show twice is two moments; GLib would
 * choose one of them without a word.
 *
 * Returns: (transfer full) (element-type GDateTime): the moments in @zone, the earlier first;
 *   none, one or two
 */
GPtrArray *
mado_clock_read (const char *local, const char *zone)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func (free_moment);
  g_autoptr (GDateTime) plain = read_plain (local);
  g_autoptr (GTimeZone) found
      = mado_clock_is_zone (zone) ? g_time_zone_new_identifier (zone) : NULL;
  GTimeSpan before, after;

  if (!plain || !found)
    return moments;
  /* A day on either side lies beyond any change of the clocks, whatever the zone. */
  before = get_offset (plain, -24, found);
  after = get_offset (plain, 24, found);
  add_moment (moments, plain, MAX (before, after), found);
  if (before != after)
    add_moment (moments, plain, MIN (before, after), found);
  return moments;
}

/**
 * mado_clock_read_only:
 *
 * Returns: (transfer full) (nullable): the moment, where there is exactly one
 */
GDateTime *
mado_clock_read_only (const char *local, const char *zone)
{
  g_autoptr (GPtrArray) moments = mado_clock_read (local, zone);

  return moments->len == 1 ? g_date_time_ref (g_ptr_array_index (moments, 0)) : NULL;
}

/**
 * mado_clock_move:
 *
 * Returns: (transfer full) (nullable): the same moment on the clock of @zone; %NULL where this
 *   computer does not know the zone
 */
GDateTime *
mado_clock_move (GDateTime *moment, const char *zone)
{
  g_autoptr (GTimeZone) there = NULL;

  g_return_val_if_fail (moment != NULL, NULL);

  there = mado_clock_is_zone (zone) ? g_time_zone_new_identifier (zone) : NULL;
  return there ? g_date_time_to_timezone (moment, there) : NULL;
}

/**
 * mado_clock_list_sides:
 * @moment: (nullable): in the zone in which it was said
 *
 * Five in the afternoon in Brussels is the next day in Tokyo: each clock gives its own date.
 *
 * Returns: (transfer full) (element-type GDateTime): in the order in which they are shown; none
 *   without a moment
 */
GPtrArray *
mado_clock_list_sides (GDateTime *moment)
{
  static const char *const zones[] = { MADO_CLOCK_BRUSSELS, MADO_CLOCK_TOKYO };
  GPtrArray *clocks = g_ptr_array_new_with_free_func (free_moment);
  const char *own;

  if (!moment)
    return clocks;
  own = g_time_zone_get_identifier (g_date_time_get_timezone (moment));
  if (!g_strv_contains ((const char *const[]){ zones[0], zones[1], NULL }, own))
    g_ptr_array_add (clocks, g_date_time_ref (moment));
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      GDateTime *there = mado_clock_move (moment, zones[i]);

      if (there)
        g_ptr_array_add (clocks, there);
    }
  return clocks;
}

/**
 * mado_clock_format_hour:
 *
 * Midnight is 00:00 of the day that begins, so the day has to stand beside it.
 *
 * Returns: (transfer full): "17:00"
 */
char *
mado_clock_format_hour (GDateTime *moment)
{
  g_return_val_if_fail (moment != NULL, NULL);

  return g_date_time_format (moment, "%H:%M");
}

/**
 * mado_clock_get_day:
 *
 * A question arrives on the local date where the office is that answers it, so half past seven on
 * Monday morning in Tokyo is Sunday in Brussels.
 *
 * Returns: the day in @zone at that moment, or %MADO_NO_DAY
 */
gint
mado_clock_get_day (GDateTime *moment, const char *zone)
{
  g_autoptr (GDateTime) there = mado_clock_move (moment, zone);
  g_autofree char *iso = there ? g_date_time_format (there, "%Y-%m-%d") : NULL;

  return mado_day_parse (iso);
}
