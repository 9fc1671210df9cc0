/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines by rule. */
#include "core/desk/calendars/mado-deadline.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "core/desk/calendars/mado-calendar-files.h"
#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"

#define MOST_BYTES (64 * 1024)
#define MOST_CALENDARS 8

/* The Code of good administrative behaviour of the Commission (Decision 2000/633/EC, OJ L 267,
 * 20.10.2000): a reply within 15 working days of receipt by the department responsible, and if more
 * time is needed a holding reply. Decision (EU) 2024/3083 sets the code out anew; whether its limit
 * is the same was not read, so the number is a setting. */
#define DEFAULT_DAYS 15
#define DEFAULT_HOLDING 3

/**
 * mado_deadline_rule_new:
 * @n_days: from 1 to %MADO_DEADLINE_MOST
 * @n_holding: less than @n_days; 0 asks for none
 * @calendars: (array zero-terminated): ids, at least one
 *
 * Returns: (transfer full): the rule
 */
MadoDeadlineRule *
mado_deadline_rule_new (guint n_days, guint n_holding, const char *const *calendars,
                        MadoClosed closed)
{
  MadoDeadlineRule *self;

  g_return_val_if_fail (n_days > 0 && n_days <= MADO_DEADLINE_MOST && n_holding < n_days, NULL);
  g_return_val_if_fail (calendars != NULL && calendars[0] != NULL, NULL);

  self = g_new0 (MadoDeadlineRule, 1);
  self->n_days = n_days;
  self->n_holding = n_holding;
  self->calendars = g_strdupv ((GStrv) calendars);
  self->closed = closed;
  return self;
}

/**
 * mado_deadline_rule_new_default:
 *
 * Returns: (transfer full): 15 working days over both sides, a holding reply three days before
 */
MadoDeadlineRule *
mado_deadline_rule_new_default (void)
{
  static const char *const both[] = { "eu-institutions", "japan-government-offices", NULL };

  return mado_deadline_rule_new (DEFAULT_DAYS, DEFAULT_HOLDING, both, MADO_CLOSED_ANY);
}

MadoDeadlineRule *
mado_deadline_rule_copy (const MadoDeadlineRule *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mado_deadline_rule_new (self->n_days, self->n_holding,
                                 (const char *const *) self->calendars, self->closed);
}

void
mado_deadline_rule_free (MadoDeadlineRule *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->calendars);
  g_free (self);
}

/* --- The file --- */

static char *
make_path (const char *profile)
{
  return g_build_filename (profile, "deadline.json", NULL);
}

/* A whole number from 0 to @most; @most + 1 where the member is none. */
static guint
get_number (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                         && json_node_get_value_type (node) == G_TYPE_INT64
                     ? json_node_get_int (node)
                     : -1;

  return value >= 0 && value <= (gint64) most ? (guint) value : most + 1;
}

static GStrv
get_ids (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "calendars");
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && i < MOST_CALENDARS; i++)
    {
      const char *id = json_node_get_string (json_array_get_element (array, i));

      if (id != NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

static MadoDeadlineRule *
read_rule (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint n_days, n_holding;
  g_auto (GStrv) ids = NULL;
  JsonNode *closed;
  const char *word;

  if (object == NULL)
    return NULL;
  n_days = get_number (object, "days", MADO_DEADLINE_MOST);
  n_holding = get_number (object, "holding", MADO_DEADLINE_MOST);
  ids = get_ids (object);
  closed = json_object_get_member (object, "closed");
  word = closed != NULL && JSON_NODE_HOLDS_VALUE (closed) ? json_node_get_string (closed) : NULL;
  if (n_days == 0 || n_days > MADO_DEADLINE_MOST || n_holding >= n_days || ids[0] == NULL
      || (g_strcmp0 (word, "any") != 0 && g_strcmp0 (word, "all") != 0))
    return NULL;
  return mado_deadline_rule_new (n_days, n_holding, (const char *const *) ids,
                                 g_str_equal (word, "all") ? MADO_CLOSED_ALL : MADO_CLOSED_ANY);
}

/**
 * mado_deadline_rule_load:
 * @profile: (type filename): the folder of the profile
 * @error: in MADO_RECORD_ERROR or of the file; nothing takes the place of a rule that cannot be
 * read
 *
 * Returns: (transfer full) (nullable): the desk's rule, or the default where it has set none
 */
MadoDeadlineRule *
mado_deadline_rule_load (const char *profile, GError **error)
{
  g_autofree char *path = make_path (profile);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  MadoDeadlineRule *self = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return mado_deadline_rule_new_default ();
  bytes = mado_json_load_file (file, MOST_BYTES, NULL, error);
  if (bytes == NULL)
    return NULL;
  node = mado_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), MOST_BYTES,
                          MADO_JSON_NONE, NULL, error);
  self = node != NULL ? read_rule (node) : NULL;
  if (self == NULL && node != NULL)
    g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                 "it is no rule of deadlines; without the file the usual one holds");
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  return self;
}

/**
 * mado_deadline_rule_save:
 * @profile: (type filename): the folder of the profile
 * @error: of the file
 *
 * Returns: whether it is on the disk, whole
 */
gboolean
mado_deadline_rule_save (const MadoDeadlineRule *self, const char *profile, GError **error)
{
  g_autofree char *path = make_path (profile);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && profile != NULL, FALSE);

  for (guint i = 0; self->calendars[i] != NULL; i++)
    json_array_add_string_element (ids, self->calendars[i]);
  json_object_set_int_member (object, "format", 1);
  json_object_set_int_member (object, "days", self->n_days);
  json_object_set_int_member (object, "holding", self->n_holding);
  json_object_set_array_member (object, "calendars", ids);
  json_object_set_string_member (object, "closed", self->closed == MADO_CLOSED_ALL ? "all" : "any");
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  if (g_mkdir_with_parents (profile, 0700) != 0)
    {
      const int number = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", profile,
                   g_strerror (number));
      return FALSE;
    }
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static void
unref_calendar (gpointer calendar)
{
  mado_calendar_unref (calendar);
}

/**
 * mado_deadline_rule_load_calendars:
 * @profile: (type filename): the folder of the profile
 * @error: of the first calendar that is not there or cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type MadoCalendar): what the rule counts by
 */
GPtrArray *
mado_deadline_rule_load_calendars (const MadoDeadlineRule *self, const char *profile,
                                   GError **error)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new_with_free_func (unref_calendar);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; self->calendars[i] != NULL; i++)
    {
      MadoCalendar *calendar = mado_calendar_load (profile, self->calendars[i], error);

      if (calendar == NULL)
        return NULL;
      g_ptr_array_add (calendars, calendar);
    }
  return g_steal_pointer (&calendars);
}

/**
 * mado_deadline_get_receipt:
 * @moment: when it came
 * @calendars: (element-type MadoCalendar): at least one
 *
 * Returns: the day of receipt: the local date where the office is that answers
 */
gint
mado_deadline_get_receipt (GDateTime *moment, GPtrArray *calendars)
{
  const MadoCalendar *office;

  g_return_val_if_fail (calendars != NULL && calendars->len > 0, MADO_NO_DAY);

  office = g_ptr_array_index (calendars, 0);
  return mado_clock_get_day (moment, office->timezone);
}

/* --- The deadline --- */

/**
 * mado_deadline_compute:
 * @calendars: (element-type MadoCalendar): of the rule
 * @received: the day of receipt by the department responsible; it does not count
 * @waiting: (array length=n_waiting) (nullable): as for mado_due_count()
 *
 * Returns: (transfer full): the deadline
 */
MadoDeadline *
mado_deadline_compute (const MadoDeadlineRule *rule, GPtrArray *calendars, gint received,
                       const MadoWaiting *waiting, guint n_waiting)
{
  MadoDeadline *self;

  g_return_val_if_fail (rule != NULL && calendars != NULL, NULL);

  self = g_new0 (MadoDeadline, 1);
  self->due = mado_due_count (received, rule->n_days, calendars, rule->closed, waiting, n_waiting);
  self->holding = rule->n_holding > 0
                      ? mado_due_find_counted (self->due, rule->n_days - rule->n_holding)
                      : MADO_NO_DAY;
  return self;
}

/**
 * mado_deadline_free:
 * @self: (nullable): a deadline
 */
void
mado_deadline_free (MadoDeadline *self)
{
  if (self == NULL)
    return;
  mado_due_free (self->due);
  g_free (self);
}

/**
 * mado_deadline_judge:
 * @today: days since 1800-01-01, where the office is
 *
 * Returns: how it stands on that day
 */
MadoDeadlineState
mado_deadline_judge (const MadoDeadline *self, gint today)
{
  g_return_val_if_fail (self != NULL, MADO_DEADLINE_UNKNOWN);

  if (self->due->is_stopped)
    return MADO_DEADLINE_STOPPED;
  if (self->due->due == MADO_NO_DAY)
    return MADO_DEADLINE_UNKNOWN;
  if (today > self->due->due)
    return MADO_DEADLINE_OVERDUE;
  if (today == self->due->due)
    return MADO_DEADLINE_LAST;
  return self->holding != MADO_NO_DAY && today >= self->holding ? MADO_DEADLINE_HOLDING
                                                                : MADO_DEADLINE_RUNNING;
}

/**
 * mado_deadline_count_left:
 * @today: days since 1800-01-01
 *
 * Returns: the working days after @today up to and with the last one
 */
guint
mado_deadline_count_left (const MadoDeadline *self, gint today)
{
  guint n_left = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; self->due->due != MADO_NO_DAY && i < self->due->days->len; i++)
    {
      const MadoDueDay *day = g_ptr_array_index (self->due->days, i);

      n_left += day->number > 0 && day->day > today;
    }
  return n_left;
}
