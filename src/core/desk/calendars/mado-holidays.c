/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads calendar files through libical, which takes whatever it is given: it recurses as deep as
 * components nest and copies lines as long as they come. So what it gets is unfolded here first
 * (RFC 5545, 3.1), and its lines, their length and their nesting are counted. */
#include "core/desk/calendars/mado-holidays.h"

#include <libical/ical.h>
#include <string.h>

#include "core/desk/calendars/mado-calendar-private.h"
#include "core/json/mado-json.h"
#include "core/model/mado-day.h"

#define MOST_LINES 200000
#define LONGEST_LINE (64 * 1024) /* bytes, unfolded */
#define MOST_COMPONENTS 10000
#define DEEPEST 4        /* VCALENDAR, VTIMEZONE or VEVENT, and what stands in these */
#define LONGEST_STAY 31  /* days of one entry */
#define LONGEST_NAME 200 /* characters */

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "calendar file: %s", what);
  return FALSE;
}

static void
clear_day (gpointer data)
{
  g_clear_pointer (&((MadoClosedDay *) data)->title, mado_text_unref);
}

/**
 * mado_holidays_free:
 * @self: (nullable): what was read
 */
void
mado_holidays_free (MadoHolidays *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_array_unref (self->days);
  g_free (self);
}

/* --- The scan --- */

/* Lines joined that were folded, each ended by a line feed. */
static GString *
unfold (const char *text, gsize length)
{
  GString *whole = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
        continue;
      if (text[i] == '\n' && i + 1 < length && (text[i + 1] == ' ' || text[i + 1] == '\t'))
        i++;
      else
        g_string_append_c (whole, text[i]);
    }
  return whole;
}

typedef struct
{
  guint n_lines;
  guint n_components;
  gint depth;
} Scan;

/* What looks like the beginning of a component counts as one, however it goes on; only the plain
 * form of an end counts as one. So no nesting is overlooked. */
static gboolean
scan_line (Scan *scan, const char *line, gsize length, GError **error)
{
  if (++scan->n_lines > MOST_LINES)
    return refuse (error, "it has too many lines");
  if (length > LONGEST_LINE)
    return refuse (error, "a line is too long");
  while (length > 0 && (*line == ' ' || *line == '\t'))
    {
      line++;
      length--;
    }
  if (length >= strlen ("BEGIN") && g_ascii_strncasecmp (line, "BEGIN", strlen ("BEGIN")) == 0)
    {
      scan->depth++;
      if (++scan->n_components > MOST_COMPONENTS)
        return refuse (error, "it has too many entries");
      if (scan->depth > DEEPEST)
        return refuse (error, "its entries are nested too deep");
    }
  else if (length > strlen ("END:") && g_ascii_strncasecmp (line, "END:", strlen ("END:")) == 0
           && --scan->depth < 0)
    return refuse (error, "an entry ends that did not begin");
  return TRUE;
}

static gboolean
scan (const char *text, gsize length, GError **error)
{
  Scan state = { 0 };
  const char *end = text + length;

  for (const char *at = text; at < end; at++)
    if ((guchar) *at < ' ' && *at != '\n' && *at != '\t')
      return refuse (error, "it has a control character");
  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      stop = stop != NULL ? stop : end;
      if (!scan_line (&state, line, (gsize) (stop - line), error))
        return FALSE;
      line = stop + 1;
    }
  if (state.depth != 0 || state.n_components == 0)
    return refuse (error, "an entry does not end, or there is none");
  return TRUE;
}

/* --- Its entries --- */

/* On one line and not longer than a name is; NULL where nothing is left. */
static char *
clean (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
  g_autoptr (GString) line = g_string_new (NULL);
  glong n = 0;

  for (const char *at = valid; *at != '\0' && n < LONGEST_NAME; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_space = g_unichar_isspace (character) || g_unichar_iscntrl (character);

      if (is_space && (line->len == 0 || line->str[line->len - 1] == ' '))
        continue;
      g_string_append_unichar (line, is_space ? ' ' : character);
      n++;
    }
  g_strchomp (line->str);
  return *line->str != '\0' ? g_strdup (line->str) : NULL;
}

static gint
to_day (icaltimetype time)
{
  g_autofree char *iso = NULL;

  if (icaltime_is_null_time (time) || time.year < MADO_CALENDAR_FIRST_YEAR
      || time.year > MADO_CALENDAR_LAST_YEAR)
    return MADO_NO_DAY;
  iso = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
  return mado_day_parse (iso);
}

static gboolean
repeats (icalcomponent *event)
{
  static const icalproperty_kind kinds[]
      = { ICAL_RRULE_PROPERTY, ICAL_RDATE_PROPERTY, ICAL_EXRULE_PROPERTY };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (icalcomponent_get_first_property (event, kinds[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A day without an hour, or some of them; DTEND is the day after the last one (RFC 5545, 3.6.1). */
static gboolean
read_event (MadoHolidays *self, icalcomponent *event)
{
  icaltimetype start = icalcomponent_get_dtstart (event);
  icaltimetype end = icalcomponent_get_dtend (event);
  const gint first = to_day (start);
  gint after = first + 1;
  g_autofree char *name = clean (icalcomponent_get_summary (event));

  if (first == MADO_NO_DAY || !start.is_date || repeats (event)
      || icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    return FALSE;
  if (!icaltime_is_null_time (end))
    after = MAX (after, to_day (end));
  if (after - first > LONGEST_STAY
      || self->days->len + (guint) (after - first) > MADO_HOLIDAYS_MOST_DAYS
      || mado_day_get_year (after - 1) > MADO_CALENDAR_LAST_YEAR)
    return FALSE;
  for (gint day = first; day < after; day++)
    {
      const MadoClosedDay closed
          = { day,
              name != NULL ? mado_text_new (name, name) : mado_text_new ("Closed day", "休業日"),
              FALSE };

      g_array_append_val (self->days, closed);
    }
  return TRUE;
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  return ((const MadoClosedDay *) a)->day - ((const MadoClosedDay *) b)->day;
}

/* Of two entries for one day the first in the file stands. */
static void
keep_each_day_once (GArray *days)
{
  guint kept = 0;

  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      MadoClosedDay *day = &g_array_index (days, MadoClosedDay, i);
      MadoClosedDay *last = kept > 0 ? &g_array_index (days, MadoClosedDay, kept - 1) : NULL;

      if (last != NULL && last->day == day->day)
        continue;
      if (kept != i)
        {
          MadoClosedDay *place = &g_array_index (days, MadoClosedDay, kept);
          const MadoClosedDay other = *place;

          *place = *day;
          *day = other;
        }
      kept++;
    }
  g_array_set_size (days, kept);
}

static char *
get_name (icalcomponent *calendar)
{
  for (icalproperty *property = icalcomponent_get_first_property (calendar, ICAL_X_PROPERTY);
       property != NULL; property = icalcomponent_get_next_property (calendar, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (property), "X-WR-CALNAME") == 0)
      return clean (icalproperty_get_x (property));
  return NULL;
}

static void
read_calendar (MadoHolidays *self, icalcomponent *calendar)
{
  if (self->name == NULL)
    self->name = get_name (calendar);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    if (!read_event (self, event))
      self->n_left++;
}

/**
 * mado_holidays_parse:
 * @text: the bytes of a file
 * @length: how many
 * @error: %MADO_RECORD_ERROR_MALFORMED: it is no calendar file, or one beyond what is read
 *
 * Entries that repeat are left out and counted: whether they hold in a year that nobody has
 * published would be a guess.
 *
 * Returns: (transfer full) (nullable): the closed days; at least one
 */
MadoHolidays *
mado_holidays_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (MadoHolidays) self = NULL;
  g_autoptr (GString) whole = NULL;
  icalcomponent *root;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (length > MADO_HOLIDAYS_MOST_BYTES)
    refuse (error, "it is too large");
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    refuse (error, "it is not UTF-8");
  else
    whole = unfold (text, length);
  if (whole == NULL || !scan (whole->str, whole->len, error))
    return NULL;
  /* Else a mistake in the file would end the program where libical was built so. */
  icalerror_set_errors_are_fatal (FALSE);
  root = icalparser_parse_string (whole->str);
  self = g_new0 (MadoHolidays, 1);
  self->days = g_array_new (FALSE, FALSE, sizeof (MadoClosedDay));
  g_array_set_clear_func (self->days, clear_day);
  if (root != NULL && icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    read_calendar (self, root);
  else if (root != NULL)
    /* Some services put several calendars into one file. */
    for (icalcomponent *each = icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
         each != NULL; each = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
      read_calendar (self, each);
  g_clear_pointer (&root, icalcomponent_free);
  keep_each_day_once (self->days);
  if (self->days->len > 0)
    return g_steal_pointer (&self);
  refuse (error, "it has no closed day, only entries that repeat or have an hour, or none at all");
  return NULL;
}

/**
 * mado_holidays_load:
 * @file: one that a person chose
 * @error: as mado_holidays_parse(), or of the file; names it
 *
 * Returns: (transfer full) (nullable): its closed days
 */
MadoHolidays *
mado_holidays_load (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = mado_json_load_file (file, MADO_HOLIDAYS_MOST_BYTES, NULL, error);
  g_autofree char *name = g_file_get_parse_name (file);
  MadoHolidays *self = NULL;

  if (bytes == NULL)
    return NULL;
  self = mado_holidays_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);
  return self;
}
