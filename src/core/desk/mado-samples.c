/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the file, and takes each of its cases in as an officer would: the question, and after it
 * what the desk did. */
#include "core/desk/mado-samples.h"

#include "core/desk/calendars/mado-deadline.h"
#include "core/desk/cases/mado-cases.h"
#include "core/json/mado-bundled.h"
#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"
#include "mado-samples-resources.h"

#define FILE_NAME "/io/github/madoguchi/Madoguchi/samples/cases.json"
#define MOST_BYTES (256 * 1024)
#define MOST_CASES 50
#define MOST_CITED 10
#define MOST_DAYS 400 /* between a sample's receipt and today */

/* By what the days of the samples are counted. */
typedef struct
{
  const char *language;
  const char *by;
  GDateTime *now; /* on the clock of the office that answers */
  gint today;
  MadoDeadlineRule *rule;
  GPtrArray *calendars;
} Way;

static void
clear_way (Way *self)
{
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->rule, mado_deadline_rule_free);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, clear_way)

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "The file of sample cases is not what this version reads: %s", what);
  return FALSE;
}

/* --- The file --- */

/* Returns: (transfer none) (nullable): the text of a member that is one */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Returns: (transfer none) (nullable): what a member says in the language of the samples */
static const char *
get_words (const Way *way, JsonObject *object, const char *name)
{
  JsonObject *both = get_object (object, name);

  return both != NULL ? get_text (both, way->language) : NULL;
}

/* @days (out): a member that is a number of days, at most MOST_DAYS either way */
static gboolean
read_days (JsonObject *object, const char *name, gint *days)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (ABS (value) > MOST_DAYS)
    return FALSE;
  *days = (gint) value;
  return TRUE;
}

/* --- The days --- */

static gint
find_due (const Way *way, gint received)
{
  g_autoptr (MadoDeadline) deadline
      = mado_deadline_compute (way->rule, way->calendars, received, NULL, 0);

  return deadline->due->due;
}

/* How many days ago came what is due in @in days: no earlier where that is to come, no later where
 * it has passed. Where the calendars do not know the year, three weeks are taken for the rule. */
static gint
find_days_ago (const Way *way, gint in)
{
  for (gint ago = 0; ago < MOST_DAYS; ago++)
    {
      gint due = find_due (way, way->today - ago);

      if (due == MADO_NO_DAY)
        continue;
      if (in < 0 && due <= way->today + in)
        return ago;
      if (in >= 0 && due < way->today + in)
        return MAX (ago - 1, 0);
    }
  return MAX (21 - in, 0);
}

/* @received (out): Unix seconds */
static gboolean
read_receipt (const Way *way, JsonObject *sample, gint64 *received, GError **error)
{
  g_autoptr (GDateTime) moment = NULL;
  gint days;

  if (read_days (sample, "due", &days))
    days = find_days_ago (way, days);
  else if (!read_days (sample, "received", &days) || days < 0)
    return refuse ("a case has neither “due” nor “received”", error);
  moment = g_date_time_add_days (way->now, -days);
  if (moment == NULL)
    return refuse ("a case is older than time", error);
  *received = g_date_time_to_unix (moment);
  return TRUE;
}

/* --- One case --- */

static MadoCaseMessage *
read_message (const Way *way, JsonObject *sample, GError **error)
{
  g_autoptr (MadoCaseMessage) message = mado_case_message_new ();
  const char *text = get_words (way, sample, "text");

  if (text == NULL || !read_receipt (way, sample, &message->received, error))
    {
      if (text == NULL)
        refuse ("a case has no “text” in this language", error);
      return NULL;
    }
  message->text = g_strdup (text);
  message->language = g_strdup (way->language);
  message->person = mado_case_person_new ();
  message->person->organisation = g_strdup (get_words (way, sample, "organisation"));
  message->person->address = g_strdup (get_text (sample, "address"));
  message->person->language = g_strdup (way->language);
  return g_steal_pointer (&message);
}

/* The values are lent by the sample. */
static gboolean
read_values (const Way *way, JsonObject *sample, const char **values, GError **error)
{
  JsonObject *object = get_object (sample, "values");
  JsonNode *mine = json_object_get_member (sample, "mine");
  JsonObjectIter members;
  const char *name;

  values[MADO_CASE_TITLE] = get_words (way, sample, "title");
  if (object == NULL || values[MADO_CASE_TITLE] == NULL)
    return refuse ("a case has no “values”, or no “title” in this language", error);
  values[MADO_CASE_LANGUAGE] = way->language;
  if (mine != NULL && json_node_get_value_type (mine) == G_TYPE_BOOLEAN
      && json_node_get_boolean (mine))
    values[MADO_CASE_ASSIGNEE] = way->by;
  json_object_iter_init (&members, object);
  while (json_object_iter_next (&members, &name, NULL))
    {
      MadoCaseField field = mado_case_field_from_word (name);

      if (field == MADO_N_CASE_FIELDS || get_text (object, name) == NULL)
        return refuse ("a case has a value that is none", error);
      values[field] = get_text (object, name);
    }
  return TRUE;
}

/* Returns: (transfer full): the records that the reply stands on */
static GStrv
read_cited (JsonObject *sample)
{
  JsonArray *array = get_array (sample, "cites");
  guint n = array != NULL ? MIN (json_array_get_length (array), MOST_CITED) : 0;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (ids, json_node_get_string (node));
    }
  return g_strv_builder_end (ids);
}

/* (element-type MadoCaseEdit): what the desk did with the case. transfer full */
static GPtrArray *
list_work (const Way *way, JsonObject *sample, MadoCase *seen, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  const char *note = get_words (way, sample, "note");
  const char *reply = get_words (way, sample, "reply");
  const char *then = get_text (sample, "then");
  g_auto (GStrv) cited = read_cited (sample);
  MadoCaseEdit *status;

  if (note != NULL)
    g_ptr_array_add (edits, mado_case_edit_note (note));
  if (reply != NULL)
    g_ptr_array_add (edits,
                     mado_case_edit_reply (reply, way->language, (const char *const *) cited));
  if (then == NULL)
    return g_steal_pointer (&edits);
  status = mado_case_edit_set (seen, MADO_CASE_STATUS, then, error);
  if (status == NULL)
    return NULL;
  g_ptr_array_add (edits, status);
  return g_steal_pointer (&edits);
}

static gboolean
take_in (const Way *way, MadoDesk *desk, JsonNode *node, GError **error)
{
  JsonObject *sample = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *values[MADO_N_CASE_FIELDS] = { NULL };
  g_autoptr (MadoCaseMessage) message = NULL;
  g_autoptr (MadoCase) added = NULL;
  g_autoptr (MadoCase) after = NULL;
  g_autoptr (GPtrArray) work = NULL;

  if (sample == NULL)
    return refuse ("a case is no object", error);
  if (!read_values (way, sample, values, error))
    return FALSE;
  message = read_message (way, sample, error);
  if (message == NULL)
    return FALSE;
  added = mado_cases_add (desk, values, message, way->by, error);
  work = added != NULL ? list_work (way, sample, added, error) : NULL;
  if (work == NULL || work->len == 0)
    return work != NULL;
  after = mado_cases_change (desk, added, work, way->by, error);
  return after != NULL;
}

static gboolean
begin_way (Way *self, MadoLanguage language, GDateTime *now, const char *by, GError **error)
{
  const MadoCalendar *office;

  self->language = mado_language_get_code (language);
  self->by = by;
  self->rule = mado_deadline_rule_new_default ();
  self->calendars = mado_deadline_rule_load_calendars (self->rule, NULL, error);
  if (self->calendars == NULL)
    return FALSE;
  office = g_ptr_array_index (self->calendars, 0);
  self->today = mado_deadline_get_receipt (now, self->calendars);
  self->now = mado_clock_move (now, office->timezone);
  if (self->now == NULL)
    self->now = g_date_time_ref (now);
  return TRUE;
}

/**
 * mado_samples_fill_from:
 * @desk: which is to be thrown away: a case cannot be taken back
 * @file: the cases
 * @language: of the enquirers, the notes and the replies
 * @now: from which the days are counted, by the rule that a new desk has
 * @by: the officer who took them in, and to whom some are assigned
 * @error: MADO_RECORD_ERROR for the file, and those of mado_cases_add()
 *
 * Returns: whether every case of the file is on the desk
 */
gboolean
mado_samples_fill_from (MadoDesk *desk, GBytes *file, MadoLanguage language, GDateTime *now,
                        const char *by, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_auto (Way) way = { 0 };
  JsonArray *cases = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (desk != NULL && file != NULL && now != NULL && by != NULL, FALSE);

  text = g_bytes_get_data (file, &length);
  root = mado_json_parse (text, length, MOST_BYTES, MADO_JSON_NONE, NULL, error);
  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    cases = get_array (json_node_get_object (root), "cases");
  if (cases == NULL || json_array_get_length (cases) > MOST_CASES)
    return refuse ("there are no “cases”, or too many", error);
  if (!begin_way (&way, language, now, by, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (cases); i++)
    if (!take_in (&way, desk, json_array_get_element (cases, i), error))
      return FALSE;
  return TRUE;
}

/**
 * mado_samples_fill:
 *
 * mado_samples_fill_from() with the cases that the program brings along.
 */
gboolean
mado_samples_fill (MadoDesk *desk, MadoLanguage language, GDateTime *now, const char *by,
                   GError **error)
{
  static MadoBundled samples = { mado_samples_register_resource, 0 };
  g_autoptr (GBytes) file = mado_bundled_load (&samples, FILE_NAME, error);

  return file != NULL && mado_samples_fill_from (desk, file, language, now, by, error);
}
