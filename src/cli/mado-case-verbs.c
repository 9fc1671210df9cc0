/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that show cases: list, show, log, export. */
#include "cli/mado-verbs.h"
#include "core/desk/cases/mado-case-export.h"
#include "core/desk/lists/mado-case-list.h"
#include "core/desk/cases/mado-case-log.h"

#define DEFAULT_LIMIT 50

static gboolean G_GNUC_PRINTF (2, 3) fail (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, text);
  return FALSE;
}

/* Case text has several lines, and is its writer's: it is told from what the program says. */
static void
print_indented (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    mado_print ("    %s\n", lines[i]);
}

static JsonObject *
row_to_json (const MadoCaseRow *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "number", row->number);
  json_object_set_string_member (object, "id", row->id);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (*row->values[field] != '\0')
      json_object_set_string_member (object, mado_case_field_to_word (field), row->values[field]);
  if (*row->name != '\0')
    json_object_set_string_member (object, "name", row->name);
  if (*row->organisation != '\0')
    json_object_set_string_member (object, "organisation", row->organisation);
  json_object_set_boolean_member (object, "disputed", row->is_disputed);
  if (row->snippet != NULL)
    json_object_set_string_member (object, "snippet", row->snippet);
  return object;
}

static void
print_row (const MadoCaseRow *row)
{
  g_autofree char *number = g_strdup_printf ("case:%" G_GINT64_FORMAT, row->number);
  g_autofree char *rest
      = g_strdup_printf ("%-16s %s%s%s", row->values[MADO_CASE_STATUS],
                         row->values[MADO_CASE_TITLE], *row->name != '\0' ? " · " : "", row->name);

  mado_print_columns ("", number, 10, rest);
  if (row->snippet != NULL)
    mado_print ("           %s\n", row->snippet);
}

/* What is typed, with the words of the other language. */
static MadoQuery *
make_query (MadoCommand *command, const char *const *words, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", (char **) words);
  g_autoptr (MadoQuery) plain
      = mado_query_parse (text, mado_reader_get_vocabulary (command->reader), NULL, error);
  g_autoptr (GPtrArray) expansions = NULL;

  if (plain == NULL || command->options.no_expand)
    return g_steal_pointer (&plain);
  expansions = mado_reader_list_expansions (command->reader, plain, error);
  return expansions != NULL ? mado_query_expand (plain, expansions) : NULL;
}

static gboolean
read_request (MadoCommand *command, MadoCaseRequest *request, GError **error)
{
  const MadoCaseOptions *options = &command->options.cases;

  request->view
      = options->view != NULL ? mado_case_view_from_word (options->view) : MADO_CASE_VIEW_ALL;
  if (request->view == MADO_N_CASE_VIEWS || request->view == MADO_CASE_VIEW_DUE)
    return fail (error, "“%s” is no view: live, mine, waiting, unassigned, no-next, done or all",
                 options->view);
  request->who = options->by != NULL ? options->by : g_get_user_name ();
  request->record = options->record;
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    request->values[field] = options->values[field];
  return TRUE;
}

gboolean
mado_verb_case_list (MadoCommand *command, const char *const *arguments, GError **error)
{
  MadoCaseRequest request = { 0 };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JsonArray) answer = json_array_new ();
  int limit = command->options.limit;

  if (!read_request (command, &request, error))
    return FALSE;
  request.today = today;
  if (arguments[0] != NULL)
    {
      query = make_query (command, arguments, error);
      if (query == NULL)
        return FALSE;
      request.query = query;
    }
  desk = mado_desk_open (command->options.profile, error);
  rows = desk != NULL ? mado_case_list (
             desk, &request, limit != MADO_NO_LIMIT ? (guint) limit : DEFAULT_LIMIT, NULL, error)
                      : NULL;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (command->options.json)
      json_array_add_object_element (answer, row_to_json (rows->pdata[i]));
    else
      print_row (rows->pdata[i]);
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}

static void
print_fields (MadoCase *the_case)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      const char *value = mado_case_get_value (the_case, field);

      if (*value != '\0' && field != MADO_CASE_PERSON)
        mado_print_columns ("", mado_case_field_to_word (field), 10, value);
      if (mado_case_is_disputed (the_case, field))
        mado_print ("           (set twice at once: see --json)\n");
    }
}

static void
print_event (MadoCaseEvent *event)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_local (mado_case_event_get_at (event) / G_USEC_PER_SEC);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%F %H:%M") : g_strdup ("");
  const char *field = mado_case_event_get_text (event, "field");
  const char *members[] = { "subject", "text", "value", "record", "reason" };

  mado_print ("%s %s%s%s · %s\n", when,
              mado_case_event_kind_to_word (mado_case_event_get_kind (event)),
              field != NULL ? " " : "", field != NULL ? field : "",
              mado_case_event_is_erased (event) ? "(erased)" : mado_case_event_get_by (event));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (mado_case_event_get_text (event, members[i]) != NULL)
      print_indented (mado_case_event_get_text (event, members[i]));
}

static void
print_events (MadoCase *the_case)
{
  GPtrArray *events = mado_case_get_events (the_case);

  for (guint i = 0; i < events->len; i++)
    print_event (events->pdata[i]);
}

/* Everything of a case, its person included. */
static JsonNode *
to_json (MadoCase *the_case, const MadoCasePerson *person)
{
  JsonNode *node = mado_case_to_json (the_case);

  if (person != NULL)
    json_object_set_object_member (json_node_get_object (node), "enquirer",
                                   mado_case_person_to_json (person));
  return node;
}

/**
 * mado_case_verbs_print:
 * @the_case: what a verb has made or found
 *
 * Returns: %FALSE with @error when who asks cannot be read
 */
gboolean
mado_case_verbs_print (MadoCommand *command, MadoDesk *desk, MadoCase *the_case, GError **error)
{
  g_autoptr (MadoCasePerson) person = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *name = NULL;

  if (!mado_cases_get_person (desk, the_case, &person, error))
    return FALSE;
  if (command->options.json)
    {
      node = to_json (the_case, person);
      mado_print_json (node);
      return TRUE;
    }
  mado_print ("case:%" G_GINT64_FORMAT "\n", mado_case_get_number (the_case));
  print_fields (the_case);
  name = person != NULL ? mado_case_person_dup_name (person) : NULL;
  if (name != NULL && *name != '\0')
    mado_print_columns ("", "enquirer", 10, name);
  return TRUE;
}

gboolean
mado_verb_case_show (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (MadoCase) the_case = desk != NULL ? mado_cases_open (desk, arguments[0], error) : NULL;

  if (the_case == NULL || !mado_case_verbs_print (command, desk, the_case, error))
    return FALSE;
  if (command->options.json)
    return TRUE;
  mado_print ("\n");
  print_events (the_case);
  return TRUE;
}

static gboolean
verify (MadoCommand *command, MadoDesk *desk, GError **error)
{
  g_auto (MadoCaseProof) proof = { 0 };
  JsonObject *answer;
  JsonArray *wrong;

  if (!mado_case_log_verify (desk, &proof, NULL, error))
    return FALSE;
  command->failed = proof.wrong->len > 0;
  if (!command->options.json)
    {
      for (guint i = 0; i < proof.wrong->len; i++)
        mado_print ("%s\n", (char *) proof.wrong->pdata[i]);
      mado_print ("%" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT " of them erased: %s\n%s\n",
                  proof.events, proof.erased,
                  proof.wrong->len > 0 ? "the log is not what was written" : "the log holds",
                  proof.head);
      return TRUE;
    }
  answer = json_object_new ();
  wrong = json_array_new ();
  for (guint i = 0; i < proof.wrong->len; i++)
    json_array_add_string_element (wrong, proof.wrong->pdata[i]);
  json_object_set_int_member (answer, "events", proof.events);
  json_object_set_int_member (answer, "erased", proof.erased);
  json_object_set_string_member (answer, "head", proof.head);
  json_object_set_array_member (answer, "wrong", wrong);
  mado_print_json_object (answer);
  return TRUE;
}

gboolean
mado_verb_case_log (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) the_case = NULL;
  g_autoptr (JsonNode) node = NULL;

  if ((arguments[0] == NULL) != command->options.cases.verify)
    return fail (error, "case log takes a case, or --verify");
  desk = mado_desk_open (command->options.profile, error);
  if (desk == NULL)
    return FALSE;
  if (command->options.cases.verify)
    return verify (command, desk, error);
  the_case = mado_cases_open (desk, arguments[0], error);
  if (the_case == NULL)
    return FALSE;
  if (!command->options.json)
    {
      print_events (the_case);
      return TRUE;
    }
  node = mado_case_to_json (the_case);
  mado_print_json (json_object_get_member (json_node_get_object (node), "events"));
  return TRUE;
}

static gboolean
print_mail (MadoCommand *command, MadoDesk *desk, MadoCase *the_case, GError **error)
{
  g_autoptr (MadoCasePerson) person = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *address = NULL;
  JsonObject *answer;

  if (!mado_cases_get_person (desk, the_case, &person, error))
    return FALSE;
  mail = mado_case_export_mail (the_case, person);
  address = mado_case_export_mailto (the_case, person);
  if (mail == NULL)
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                   "case:%" G_GINT64_FORMAT ": no reply has been written yet",
                   mado_case_get_number (the_case));
      return FALSE;
    }
  if (!command->options.json)
    {
      mado_print_raw (mail);
      return TRUE;
    }
  answer = json_object_new ();
  json_object_set_string_member (answer, "mail", mail);
  json_object_set_string_member (answer, "mailto", address);
  mado_print_json_object (answer);
  return TRUE;
}

gboolean
mado_verb_case_export (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *word = command->options.cases.audience;
  MadoCaseAudience audience = MADO_CASE_FOR_DESK;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) the_case = NULL;
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (word, "enquirer") == 0)
    audience = MADO_CASE_FOR_ENQUIRER;
  else if (word != NULL && !g_str_equal (word, "desk") && !g_str_equal (word, "mail"))
    return fail (error, "“%s” is nobody an export is for: enquirer, desk or mail", word);
  desk = mado_desk_open (command->options.profile, error);
  the_case = desk != NULL ? mado_cases_open (desk, arguments[0], error) : NULL;
  if (the_case == NULL)
    return FALSE;
  if (g_strcmp0 (word, "mail") == 0)
    return print_mail (command, desk, the_case, error);
  merged = mado_cases_list_merged (desk, the_case, error);
  if (merged == NULL)
    return FALSE;
  if (command->options.json)
    {
      node = mado_case_export_json (the_case, merged, audience);
      mado_print_json (node);
      return TRUE;
    }
  text = mado_case_export_text (the_case, merged, audience);
  mado_print ("%s", text);
  return TRUE;
}
