/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a calendar from JSON. A calendar decides on deadlines, so nothing in it is passed over:
 * what is not understood is refused, with its place. */
#include "core/desk/calendars/mado-calendar-private.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-day.h"

#define LONGEST_ID 64
#define MOST_DAYS 366 /* closed days of a year */
#define LONGEST_DAY (24 * 60)
#define PRESET_OPENS (9 * 60)
#define PRESET_CLOSES (17 * 60 + 30)

static gboolean
refuse (GError **error, MadoRecordError code, const char *place, const char *what)
{
  g_set_error (error, MADO_RECORD_ERROR, code, "“%s” %s", place, what);
  return FALSE;
}

/* A member that must be a text with something in it; %NULL with @error where it is none. */
static const char *
get_text (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0')
    return json_node_get_string (node);
  refuse (error, MADO_RECORD_ERROR_MISSING_FIELD, name, "is not a text");
  return NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  refuse (error, MADO_RECORD_ERROR_MISSING_FIELD, name, "is not an object");
  return NULL;
}

/* A member that must be a list of at most @most; of objects where @of_objects. */
static JsonArray *
get_array (JsonObject *object, const char *name, guint most, gboolean of_objects, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > most)
    {
      refuse (error, MADO_RECORD_ERROR_MISSING_FIELD, name,
              array != NULL ? "is too long a list" : "is not a list");
      return NULL;
    }
  for (guint i = 0; of_objects && i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      {
        refuse (error, MADO_RECORD_ERROR_WRONG_TYPE, name, "is not a list of objects");
        return NULL;
      }
  return array;
}

static MadoText *
read_title (JsonObject *object, GError **error)
{
  JsonObject *title = get_object (object, "title", error);
  const char *en = title != NULL ? get_text (title, "en", error) : NULL;
  const char *ja = en != NULL ? get_text (title, "ja", error) : NULL;

  return ja != NULL ? mado_text_new (en, ja) : NULL;
}

static gint
compare_closed_days (gconstpointer a, gconstpointer b)
{
  return ((const MadoClosedDay *) a)->day - ((const MadoClosedDay *) b)->day;
}

static gboolean
read_days (MadoCalendarYear *year, JsonArray *days, GError **error)
{
  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *object = json_array_get_object_element (days, i);
      const char *date = get_text (object, "date", error);
      MadoClosedDay closed = { date != NULL ? mado_day_parse (date) : MADO_NO_DAY };
      JsonNode *confirmed = json_object_get_member (object, "confirmed");

      if (date == NULL)
        return FALSE;
      if (closed.day == MADO_NO_DAY || mado_day_get_year (closed.day) != year->year)
        return refuse (error, MADO_RECORD_ERROR_MALFORMED, date, "is not a day of its year");
      closed.title = read_title (object, error);
      if (closed.title == NULL)
        return FALSE;
      closed.is_unconfirmed = confirmed != NULL && JSON_NODE_HOLDS_VALUE (confirmed)
                              && !json_node_get_boolean (confirmed);
      g_array_append_val (year->days, closed);
    }
  g_array_sort (year->days, compare_closed_days);
  for (guint i = 1; i < year->days->len; i++)
    {
      const MadoClosedDay *day = &g_array_index (year->days, MadoClosedDay, i);
      g_autofree char *iso = NULL;

      if (day->day != (day - 1)->day)
        continue;
      iso = mado_day_format_iso (day->day);
      return refuse (error, MADO_RECORD_ERROR_MALFORMED, iso, "is closed twice");
    }
  return TRUE;
}

/* A year without a source, or without a closed day, can only be one that is being entered. */
static gboolean
read_year (MadoCalendar *self, JsonObject *years, const char *name, GError **error)
{
  gint number = strlen (name) == 4 && strspn (name, "0123456789") == 4
                    ? (gint) g_ascii_strtoll (name, NULL, 10)
                    : 0;
  JsonObject *object = get_object (years, name, error);
  const char *status = object != NULL ? get_text (object, "status", error) : NULL;
  JsonArray *days = status != NULL ? get_array (object, "days", MOST_DAYS, TRUE, error) : NULL;
  JsonArray *sources = days != NULL ? get_array (object, "sources", MOST_DAYS, TRUE, error) : NULL;
  MadoCalendarYear *year;

  if (sources == NULL)
    return FALSE;
  if (number < MADO_CALENDAR_FIRST_YEAR || number > MADO_CALENDAR_LAST_YEAR)
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, name, "is not a year");
  year = mado_calendar_year_new (number);
  g_ptr_array_add (self->years, year);
  if (!mado_quality_from_word (status, &year->quality))
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, status, "is no status of a year");
  if (year->quality < MADO_QUALITY_INCOMPLETE
      && (json_array_get_length (days) == 0 || json_array_get_length (sources) == 0))
    return refuse (error, MADO_RECORD_ERROR_MISSING_FIELD, name,
                   "has no closed days, or no source for them");
  if (json_array_get_length (sources) > 0)
    {
      JsonObject *first = json_array_get_object_element (sources, 0);

      year->source = g_strdup (get_text (first, "title", error));
      year->url = g_strdup (get_text (first, "url", NULL));
      if (year->source == NULL)
        return FALSE;
    }
  return read_days (year, days, error);
}

static gint
compare_years (gconstpointer a, gconstpointer b)
{
  return (*(MadoCalendarYear *const *) a)->year - (*(MadoCalendarYear *const *) b)->year;
}

static gboolean
read_years (MadoCalendar *self, JsonObject *object, GError **error)
{
  JsonObject *years = get_object (object, "years", error);
  g_autoptr (GList) names = years != NULL ? json_object_get_members (years) : NULL;

  if (years == NULL)
    return FALSE;
  for (GList *name = names; name != NULL; name = name->next)
    if (!read_year (self, years, name->data, error))
      {
        g_prefix_error (error, "year %s: ", (const char *) name->data);
        return FALSE;
      }
  g_ptr_array_sort (self->years, compare_years);
  return TRUE;
}

/* One free day of the week at least is not asked for: an office may be open on all; but one day of
 * work is, for else nothing would ever be due. */
static gboolean
read_weekend (MadoCalendar *self, JsonObject *object, GError **error)
{
  JsonArray *weekend = get_array (object, "weekend", 6, FALSE, error);

  if (weekend == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (weekend); i++)
    {
      JsonNode *node = json_array_get_element (weekend, i);
      gint64 day = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
                       ? json_node_get_int (node)
                       : 0;

      if (day < 1 || day > 7)
        return refuse (error, MADO_RECORD_ERROR_MALFORMED, "weekend",
                       "has what is not a day from 1 (Monday) to 7");
      self->weekend |= 1u << day;
    }
  return TRUE;
}

/* "09:00" in minutes after midnight, up to "24:00"; more than a day where it is not one. */
static guint
read_minute (const char *text)
{
  guint hour, minute;

  if (text == NULL || strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0])
      || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return G_MAXUINT;
  hour = (guint) (text[0] - '0') * 10 + (guint) (text[1] - '0');
  minute = (guint) (text[3] - '0') * 10 + (guint) (text[4] - '0');
  return minute < 60 ? hour * 60 + minute : G_MAXUINT;
}

static gboolean
read_hours (MadoCalendar *self, JsonObject *object, GError **error)
{
  JsonArray *all = get_array (object, "hours", MADO_CALENDAR_MOST_HOURS, TRUE, error);
  guint after = 0;

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      JsonObject *interval = json_array_get_object_element (all, i);
      const MadoHours hours = { read_minute (get_text (interval, "from", NULL)),
                                read_minute (get_text (interval, "to", NULL)) };

      if (hours.opens < after || hours.closes <= hours.opens || hours.closes > LONGEST_DAY)
        return refuse (error, MADO_RECORD_ERROR_MALFORMED, "hours",
                       "are not intervals such as 09:00 to 17:30, one after the other");
      after = hours.closes;
      g_array_append_val (self->hours, hours);
    }
  if (all != NULL && self->hours->len == 0)
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, "hours", "has no interval");
  return all != NULL;
}

static gboolean
is_id (const char *text)
{
  return text != NULL && g_ascii_isalnum (*text) && strlen (text) <= LONGEST_ID
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static gboolean
read_head (MadoCalendar *self, JsonObject *object, GError **error)
{
  const char *kind = get_text (object, "kind", error);
  const char *id = kind != NULL ? get_text (object, "id", error) : NULL;
  const char *zone = id != NULL ? get_text (object, "timezone", error) : NULL;
  JsonNode *format = json_object_get_member (object, "format");

  if (zone == NULL)
    return FALSE;
  if (!g_str_equal (kind, "calendar") || format == NULL || !JSON_NODE_HOLDS_VALUE (format)
      || json_node_get_int (format) != 1)
    return refuse (error, MADO_RECORD_ERROR_UNKNOWN_KIND, kind, "is not a calendar of format 1");
  if (!is_id (id))
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, id, "is not an id: a–z, 0–9 and hyphens");
  if (!mado_clock_is_zone (zone))
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, zone, "is not a time zone");
  self->id = g_strdup (id);
  self->timezone = g_strdup (zone);
  self->title = read_title (object, error);
  return self->title != NULL;
}

/**
 * mado_calendar_new_from_json:
 * @json: of a file of calendars, from mado_json_parse()
 * @error: in MADO_RECORD_ERROR, naming the place
 *
 * Returns: (transfer full) (nullable): the calendar
 */
MadoCalendar *
mado_calendar_new_from_json (JsonNode *json, GError **error)
{
  g_autoptr (MadoCalendar) self = mado_calendar_new_empty ();
  const MadoHours preset = { PRESET_OPENS, PRESET_CLOSES };
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (json))
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
                   "calendar: the file is not an object");
      return NULL;
    }
  object = json_node_get_object (json);
  self->has_preset = !json_object_has_member (object, "hours");
  if (!read_head (self, object, error) || !read_weekend (self, object, error)
      || !read_years (self, object, error)
      || (!self->has_preset && !read_hours (self, object, error)))
    {
      g_prefix_error (error, "calendar%s%s: ", self->id != NULL ? " " : "",
                      self->id != NULL ? self->id : "");
      return NULL;
    }
  if (self->has_preset)
    g_array_append_val (self->hours, preset);
  self->json = json_node_ref (json);
  json_node_seal (self->json);
  return g_steal_pointer (&self);
}
