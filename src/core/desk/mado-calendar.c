/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the bundled calendars. */
#include "core/desk/mado-calendar.h"

#include "core/json/mado-json.h"
#include "mado-calendars.h"

#define FOLDER "/io/github/madoguchi/Madoguchi/calendars/"
#define MOST (1024 * 1024) /* bytes of a file */

static void
free_year (gpointer data)
{
  MadoCalendarYear *self = data;

  g_free (self->status);
  g_free (self->source);
  g_free (self->url);
  g_free (self);
}

void
mado_calendar_free (MadoCalendar *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->english);
  g_free (self->japanese);
  g_free (self->timezone);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  g_free (self);
}

/* A member that must be a text; %NULL with @error where it is none. */
static const char *
get_text (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD,
               "calendar: “%s” is not a text", name);
  return NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD,
               "calendar: “%s” is not an object", name);
  return NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0)
    return json_node_get_array (node);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD,
               "calendar: “%s” is not a list", name);
  return NULL;
}

static gboolean
read_year (MadoCalendar *self, JsonObject *years, const char *name, GError **error)
{
  JsonObject *object = get_object (years, name, error);
  JsonArray *days = object != NULL ? get_array (object, "days", error) : NULL;
  JsonArray *sources = days != NULL ? get_array (object, "sources", error) : NULL;
  const char *status = sources != NULL ? get_text (object, "status", error) : NULL;
  JsonNode *first = status != NULL ? json_array_get_element (sources, 0) : NULL;
  const char *source = NULL;
  MadoCalendarYear *year;

  if (first != NULL && JSON_NODE_HOLDS_OBJECT (first))
    source = get_text (json_node_get_object (first), "title", error);
  else if (first != NULL)
    g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
                 "calendar: a source is not an object");
  if (source == NULL)
    return FALSE;
  year = g_new0 (MadoCalendarYear, 1);
  year->year = (gint) g_ascii_strtoll (name, NULL, 10);
  year->status = g_strdup (status);
  year->n_days = json_array_get_length (days);
  year->source = g_strdup (source);
  year->url = g_strdup (get_text (json_node_get_object (first), "url", NULL));
  g_ptr_array_add (self->years, year);
  return TRUE;
}

static gint
compare_years (gconstpointer a, gconstpointer b)
{
  return (*(MadoCalendarYear *const *) a)->year - (*(MadoCalendarYear *const *) b)->year;
}

static MadoCalendar *
read_calendar (JsonObject *object, GError **error)
{
  g_autoptr (MadoCalendar) self = g_new0 (MadoCalendar, 1);
  JsonObject *title = get_object (object, "title", error);
  JsonObject *years = title != NULL ? get_object (object, "years", error) : NULL;
  g_autoptr (GList) names = years != NULL ? json_object_get_members (years) : NULL;

  self->years = g_ptr_array_new_with_free_func (free_year);
  if (years == NULL)
    return NULL;
  self->id = g_strdup (get_text (object, "id", error));
  self->english = self->id != NULL ? g_strdup (get_text (title, "en", error)) : NULL;
  self->japanese = self->english != NULL ? g_strdup (get_text (title, "ja", error)) : NULL;
  self->timezone = self->japanese != NULL ? g_strdup (get_text (object, "timezone", error)) : NULL;
  if (self->timezone == NULL)
    return NULL;
  for (GList *name = names; name != NULL; name = name->next)
    if (!read_year (self, years, name->data, error))
      return NULL;
  g_ptr_array_sort (self->years, compare_years);
  return g_steal_pointer (&self);
}

/* Once for the process, on whichever worker comes first. */
static GResource *
get_resource (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      mado_calendars_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return mado_calendars_get_resource ();
}

static MadoCalendar *
load_calendar (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, 0, error);
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  node = mado_json_parse (text, length, MOST, MADO_JSON_NONE, NULL, error);
  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_calendar (json_node_get_object (node), error);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
               "calendar: the file is not an object");
  return NULL;
}

const char *
mado_calendar_get_title (const MadoCalendar *self, MadoLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return language == MADO_LANGUAGE_JA ? self->japanese : self->english;
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
 * mado_calendar_list_bundled:
 * @error: in MADO_RECORD_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MadoCalendar): the calendars built into the
 *   library, the European one first
 */
GPtrArray *
mado_calendar_list_bundled (GError **error)
{
  static const char *const names[] = { "eu-institutions", "japan-government-offices", "japan" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_calendar_free);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      MadoCalendar *calendar = load_calendar (names[i], error);

      if (calendar == NULL)
        return NULL;
      g_ptr_array_add (all, calendar);
    }
  return g_steal_pointer (&all);
}
