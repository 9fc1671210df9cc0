/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes go through the JSON of the calendar, so that what this program does not know of it stays,
 * and the result is read again like any file: a change cannot make what a file could not hold. */
#include "core/desk/calendars/mado-calendar-edit.h"

#include <string.h>

#include "core/desk/calendars/mado-calendar-private.h"
#include "core/json/mado-json.h"
#include "core/model/mado-day.h"

/* json_node_copy() shares objects and lists. */
static JsonNode *copy_node (JsonNode *node);

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next)
    json_object_set_member (copy, name->data,
                            copy_node (json_object_get_member (object, name->data)));
  return copy;
}

static JsonNode *
copy_node (JsonNode *node)
{
  JsonNode *copy;
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, copy_object (json_node_get_object (node)));
      return copy;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return json_node_copy (node);
  array = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (array,
                            copy_node (json_array_get_element (json_node_get_array (node), i)));
  copy = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (copy, array);
  return copy;
}

static JsonObject *
begin (MadoCalendar *self, JsonNode **node)
{
  *node = copy_node (self->json);
  return json_node_get_object (*node);
}

/* The member of a year; it is made, incomplete, where the calendar lacks it. */
static JsonObject *
get_year (JsonObject *calendar, gint year)
{
  JsonObject *years = json_object_get_object_member (calendar, "years");
  g_autofree char *name = g_strdup_printf ("%d", year);
  JsonObject *made;

  if (json_object_has_member (years, name))
    return json_object_get_object_member (years, name);
  made = json_object_new ();
  json_object_set_string_member (made, "status", mado_quality_to_word (MADO_QUALITY_INCOMPLETE));
  json_object_set_array_member (made, "sources", json_array_new ());
  json_object_set_array_member (made, "days", json_array_new ());
  json_object_set_object_member (years, name, made);
  return made;
}

static gint
find_day (JsonArray *days, const char *iso)
{
  for (guint i = 0; i < json_array_get_length (days); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (days, i), "date"),
                   iso)
        == 0)
      return (gint) i;
  return -1;
}

static void
add_source (JsonObject *year, const MadoCalendarSource *source)
{
  JsonArray *sources = json_object_get_array_member (year, "sources");
  JsonObject *added;

  for (guint i = 0; i < json_array_get_length (sources); i++)
    if (g_strcmp0 (json_object_get_string_member_with_default (
                       json_array_get_object_element (sources, i), "title", NULL),
                   source->title)
        == 0)
      return;
  added = json_object_new ();
  json_object_set_string_member (added, "title", source->title);
  json_object_set_string_member (added, "accessed", source->accessed);
  json_array_add_object_element (sources, added);
}

static JsonObject *
make_day (const char *iso, const MadoText *title)
{
  JsonObject *day = json_object_new ();
  JsonObject *both = json_object_new ();

  json_object_set_string_member (both, "en", mado_text_get (title, MADO_LANGUAGE_EN, NULL));
  json_object_set_string_member (both, "ja", mado_text_get (title, MADO_LANGUAGE_JA, NULL));
  json_object_set_string_member (day, "date", iso);
  json_object_set_object_member (day, "title", both);
  return day;
}

/**
 * mado_calendar_add_days:
 * @days: (element-type MadoClosedDay): in any years
 * @source: where they come from; it is added to the sources of each year that they change
 * @n_added: (out) (optional): how many were not closed before
 * @error: in MADO_RECORD_ERROR
 *
 * A day that is closed already keeps its name.
 *
 * Returns: (transfer full) (nullable): the calendar with them
 */
MadoCalendar *
mado_calendar_add_days (MadoCalendar *self, GArray *days, const MadoCalendarSource *source,
                        guint *n_added, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *calendar;
  guint n = 0;

  g_return_val_if_fail (self != NULL && days != NULL && source != NULL, NULL);

  calendar = begin (self, &node);
  for (guint i = 0; i < days->len; i++)
    {
      const MadoClosedDay *day = &g_array_index (days, MadoClosedDay, i);
      JsonObject *year = get_year (calendar, mado_day_get_year (day->day));
      JsonArray *known = json_object_get_array_member (year, "days");
      g_autofree char *iso = mado_day_format_iso (day->day);

      if (find_day (known, iso) >= 0)
        continue;
      json_array_add_object_element (known, make_day (iso, day->title));
      add_source (year, source);
      n++;
    }
  if (n_added != NULL)
    *n_added = n;
  return mado_calendar_new_from_json (node, error);
}

/**
 * mado_calendar_remove_day:
 * @day: a day that is closed
 * @error: in MADO_RECORD_ERROR
 *
 * A year that loses its last closed day is unknown again.
 *
 * Returns: (transfer full) (nullable): the calendar without it
 */
MadoCalendar *
mado_calendar_remove_day (MadoCalendar *self, gint day, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *iso = mado_day_format_iso (day);
  const gint number = mado_day_get_year (day);
  JsonObject *calendar;
  JsonArray *days;
  gint at;

  g_return_val_if_fail (self != NULL, NULL);

  calendar = begin (self, &node);
  days = json_object_get_array_member (get_year (calendar, number), "days");
  at = find_day (days, iso);
  if (at >= 0)
    json_array_remove_element (days, (guint) at);
  if (json_array_get_length (days) == 0)
    {
      g_autofree char *name = g_strdup_printf ("%d", number);

      json_object_remove_member (json_object_get_object_member (calendar, "years"), name);
    }
  return mado_calendar_new_from_json (node, error);
}

/**
 * mado_calendar_complete_year:
 * @year: one that is incomplete
 * @error: in MADO_RECORD_ERROR, also where the year has no closed day
 *
 * The list is whole, says the desk: it is counted with from now on, as one that is provisional.
 *
 * Returns: (transfer full) (nullable): the calendar with that year
 */
MadoCalendar *
mado_calendar_complete_year (MadoCalendar *self, gint year, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_string_member (get_year (begin (self, &node), year), "status",
                                 mado_quality_to_word (MADO_QUALITY_PROVISIONAL));
  return mado_calendar_new_from_json (node, error);
}

/**
 * mado_calendar_set_hours:
 * @hours: (array length=n_hours): when the desk is open on a working day, the earliest first
 * @error: in MADO_RECORD_ERROR, where they overlap or there are none
 *
 * Returns: (transfer full) (nullable): the calendar with these hours
 */
MadoCalendar *
mado_calendar_set_hours (MadoCalendar *self, const MadoHours *hours, guint n_hours, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *all;

  g_return_val_if_fail (self != NULL && (hours != NULL || n_hours == 0), NULL);

  all = json_array_new ();
  for (guint i = 0; i < n_hours; i++)
    {
      JsonObject *interval = json_object_new ();
      g_autofree char *from
          = g_strdup_printf ("%02u:%02u", hours[i].opens / 60, hours[i].opens % 60);
      g_autofree char *to
          = g_strdup_printf ("%02u:%02u", hours[i].closes / 60, hours[i].closes % 60);

      json_object_set_string_member (interval, "from", from);
      json_object_set_string_member (interval, "to", to);
      json_array_add_object_element (all, interval);
    }
  json_object_set_array_member (begin (self, &node), "hours", all);
  return mado_calendar_new_from_json (node, error);
}

/**
 * mado_hours_format:
 * @hours: (element-type MadoHours)
 *
 * Returns: (transfer full): "9:00–12:00, 13:00–17:30"
 */
char *
mado_hours_format (const GArray *hours)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (hours != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < hours->len; i++)
    {
      const MadoHours *one = &g_array_index (hours, MadoHours, i);

      g_string_append_printf (text, "%s%u:%02u–%u:%02u", i > 0 ? ", " : "", one->opens / 60,
                              one->opens % 60, one->closes / 60, one->closes % 60);
    }
  return g_string_free (text, FALSE);
}

/* An hour and minutes, or an hour alone; moves @text on. */
static gboolean
take_minute (const char **text, guint *minute)
{
  guint n_digits = 0;
  guint number = 0;
  guint after = 0;

  for (; n_digits < 2 && g_ascii_isdigit (**text); n_digits++, (*text)++)
    number = number * 10 + (guint) (**text - '0');
  if (n_digits == 0)
    return FALSE;
  if (**text == ':' || **text == '.')
    {
      if (!g_ascii_isdigit ((*text)[1]) || !g_ascii_isdigit ((*text)[2]))
        return FALSE;
      after = (guint) ((*text)[1] - '0') * 10 + (guint) ((*text)[2] - '0');
      *text += 3;
    }
  *minute = number * 60 + after;
  return number <= 24 && after < 60 && *minute <= 24 * 60;
}

/* Widths folded; the dashes that people type between two hours are one. */
static char *
normalise (const char *text)
{
  static const char *const dashes[] = { "–", "—", "‐", "−", "~", "〜", "から", "to" };
  g_autofree char *folded = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *plain = g_string_new (folded != NULL ? folded : "");

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    g_string_replace (plain, dashes[i], "-", 0);
  g_string_replace (plain, "、", ",", 0);
  g_string_replace (plain, " ", "", 0);
  return g_string_free (plain, FALSE);
}

/**
 * mado_hours_parse:
 * @text: "9:00-12:00, 13:00-17:30", in either language's dashes and widths
 * @error: %MADO_RECORD_ERROR_MALFORMED
 *
 * Returns: (transfer full) (nullable) (element-type MadoHours): the intervals
 */
GArray *
mado_hours_parse (const char *text, GError **error)
{
  g_autofree char *plain = normalise (text);
  g_auto (GStrv) parts = g_strsplit (plain, ",", MADO_CALENDAR_MOST_HOURS + 1);
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (MadoHours));
  guint after = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *at = parts[i];
      MadoHours one;

      if (i >= MADO_CALENDAR_MOST_HOURS || !take_minute (&at, &one.opens) || *at++ != '-'
          || !take_minute (&at, &one.closes) || *at != '\0' || one.opens < after
          || one.closes <= one.opens)
        {
          g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                       "“%s” is not hours such as 9:00–12:00, 13:00–17:30", text);
          return NULL;
        }
      after = one.closes;
      g_array_append_val (hours, one);
    }
  if (hours->len > 0)
    return g_steal_pointer (&hours);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "there are no hours");
  return NULL;
}
