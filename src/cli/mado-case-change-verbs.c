/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that change cases: add, note, reply, set, link, merge. */
#include "cli/mado-verbs.h"
#include "core/desk/mail/mado-mail.h"

static const char *
get_by (MadoCommand *command)
{
  const char *by = command->options.cases.by;

  return by != NULL ? by : g_get_user_name ();
}

static void
take_text (char **member, char *const *option)
{
  if (*option == NULL)
    return;
  g_free (*member);
  *member = g_strdup (*option);
}

/* What options say of who asks stands above what the mail says. */
static void
add_person (MadoCommand *command, MadoCaseMessage *message)
{
  const MadoCaseOptions *options = &command->options.cases;

  if (message->person == NULL)
    message->person = mado_case_person_new ();
  take_text (&message->person->family, &options->name);
  take_text (&message->person->organisation, &options->organisation);
  take_text (&message->person->address, &options->address);
}

static MadoCaseMessage *
read_message (MadoCommand *command, MadoDesk *desk, const char *const *words, GError **error)
{
  const char *path = command->options.cases.eml;
  g_autofree char *text = g_strjoinv (" ", (char **) words);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_commandline_arg (path) : NULL;
  g_autoptr (MadoCaseMessage) message = NULL;

  if (file != NULL && *text != '\0')
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                           "A text and --eml do not go together");
      return NULL;
    }
  message
      = file != NULL ? mado_mail_take_in_file (desk, file, NULL, error) : mado_case_message_new ();
  if (message == NULL)
    return NULL;
  if (file == NULL)
    message->text = g_steal_pointer (&text);
  add_person (command, message);
  return g_steal_pointer (&message);
}

/* With --seen, the case as it was then: nothing after that may be passed over. */
static MadoCase *
open_seen (MadoCommand *command, MadoDesk *desk, const char *name, GError **error)
{
  g_autoptr (MadoCase) now = mado_cases_open (desk, name, error);
  g_autoptr (GPtrArray) seen = NULL;
  GPtrArray *events;

  if (now == NULL || command->options.cases.seen <= 0)
    return g_steal_pointer (&now);
  seen = g_ptr_array_new ();
  events = mado_case_get_events (now);
  for (guint i = 0; i < events->len; i++)
    if (mado_case_event_get_n (events->pdata[i]) <= command->options.cases.seen)
      g_ptr_array_add (seen, events->pdata[i]);
  return mado_case_fold (seen);
}

gboolean
mado_verb_case_add (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (MadoCaseMessage) message
      = desk != NULL ? read_message (command, desk, arguments, error) : NULL;
  char **values = command->options.cases.values;
  g_autoptr (MadoCase) added = NULL;

  if (message == NULL)
    return FALSE;
  if (*arguments == NULL && values[MADO_CASE_TITLE] == NULL && command->options.cases.eml == NULL)
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                           "case add takes a text, --eml or --title");
      return FALSE;
    }
  if (values[MADO_CASE_CHANNEL] == NULL && command->options.cases.eml != NULL)
    values[MADO_CASE_CHANNEL] = g_strdup ("mail");
  added = mado_cases_add (desk, (const char *const *) values, message, get_by (command), error);
  return added != NULL && mado_case_verbs_print (command, desk, added, error);
}

/* Does one thing, which @edits takes over, and shows what became of the case. */
static gboolean
change (MadoCommand *command, MadoDesk *desk, MadoCase *seen, MadoCaseEdit *first,
        MadoCaseEdit *second, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) after = NULL;

  if (first == NULL)
    return FALSE;
  g_ptr_array_add (edits, first);
  if (second != NULL)
    g_ptr_array_add (edits, second);
  after = mado_cases_change (desk, seen, edits, get_by (command), error);
  return after != NULL && mado_case_verbs_print (command, desk, after, error);
}

static gboolean
check_text (const char *text, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped != '\0')
    return TRUE;
  g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                       "The text is empty: write something");
  return FALSE;
}

gboolean
mado_verb_case_note (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (MadoCase) seen = desk != NULL ? open_seen (command, desk, arguments[0], error) : NULL;
  g_autofree char *text = g_strjoinv (" ", (char **) arguments + 1);

  return seen != NULL && check_text (text, error)
         && change (command, desk, seen, mado_case_edit_note (text), NULL, error);
}

/* A record that is not there cannot be stood on. */
static gboolean
check_cited (MadoCommand *command, GError **error)
{
  char **cited = command->options.cases.cited;

  if (cited == NULL)
    return TRUE;
  if (!mado_command_open (command, error))
    return FALSE;
  for (guint i = 0; cited[i] != NULL; i++)
    {
      g_autoptr (MadoRecord) record
          = mado_reader_get_record (command->reader, cited[i], NULL, error);

      if (record == NULL)
        return FALSE;
    }
  return TRUE;
}

/* A reply answers, unless --status says something else; a further message comes by --eml. */
gboolean
mado_verb_case_reply (MadoCommand *command, const char *const *arguments, GError **error)
{
  const MadoCaseOptions *options = &command->options.cases;
  const char *status = options->values[MADO_CASE_STATUS];
  const char *language = options->values[MADO_CASE_LANGUAGE];
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (MadoCase) seen = desk != NULL ? open_seen (command, desk, arguments[0], error) : NULL;
  g_autofree char *text = g_strjoinv (" ", (char **) arguments + 1);
  MadoCaseEdit *set;

  if (seen == NULL || !check_text (text, error) || !check_cited (command, error))
    return FALSE;
  set = mado_case_edit_set (seen, MADO_CASE_STATUS, status != NULL ? status : "answered", error);
  if (set == NULL)
    return FALSE;
  return change (command, desk, seen,
                 mado_case_edit_reply (text, language, (const char *const *) options->cited), set,
                 error);
}

gboolean
mado_verb_case_receive (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (MadoCase) seen = desk != NULL ? mado_cases_open (desk, arguments[0], error) : NULL;
  g_autoptr (MadoCaseMessage) message
      = seen != NULL ? read_message (command, desk, arguments + 1, error) : NULL;
  g_autoptr (MadoCase) after = NULL;

  if (message == NULL)
    return FALSE;
  after = mado_cases_receive (desk, seen, message, get_by (command), error);
  return after != NULL && mado_case_verbs_print (command, desk, after, error);
}

gboolean
mado_verb_case_set (MadoCommand *command, const char *const *arguments, GError **error)
{
  MadoCaseField field = mado_case_field_from_word (arguments[1]);
  g_autofree char *value = g_strjoinv (" ", (char **) arguments + 2);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = NULL;

  if (field == MADO_N_CASE_FIELDS)
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "“%s” is no field of a case; mado case list --help lists them", arguments[1]);
      return FALSE;
    }
  desk = mado_desk_open (command->options.profile, error);
  seen = desk != NULL ? open_seen (command, desk, arguments[0], error) : NULL;
  return seen != NULL
         && change (command, desk, seen, mado_case_edit_set (seen, field, value, error), NULL,
                    error);
}

static gboolean
check_linked (MadoCase *seen, const char *record, GError **error)
{
  GPtrArray *links = mado_case_get_links (seen);

  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (mado_case_event_get_text (links->pdata[i], "record"), record) == 0)
      return TRUE;
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND,
               "case:%" G_GINT64_FORMAT " has no link to “%s”", mado_case_get_number (seen),
               record);
  return FALSE;
}

gboolean
mado_verb_case_link (MadoCommand *command, const char *const *arguments, GError **error)
{
  gboolean removes = command->options.remove;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = NULL;
  g_autofree char *title = NULL;

  /* A link outlives its record, so it can be removed without one. */
  if (!removes)
    {
      g_autoptr (MadoRecord) record
          = mado_reader_get_record (command->reader, arguments[1], NULL, error);

      if (record == NULL)
        return FALSE;
      title = mado_json_to_record_form (
          json_object_get_member (json_node_get_object (mado_record_get_json (record)), "title"));
    }
  desk = mado_desk_open (command->options.profile, error);
  seen = desk != NULL ? open_seen (command, desk, arguments[0], error) : NULL;
  if (seen == NULL || (removes && !check_linked (seen, arguments[1], error)))
    return FALSE;
  return change (command, desk, seen,
                 removes ? mado_case_edit_unlink (seen, arguments[1])
                         : mado_case_edit_link (arguments[1], title),
                 NULL, error);
}

gboolean
mado_verb_case_merge (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *reason = command->options.cases.reason;
  gboolean undoes = command->options.cases.undo;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = NULL;
  g_autoptr (MadoCase) into = NULL;
  g_autoptr (MadoCase) after = NULL;

  if ((arguments[1] == NULL) != undoes || (reason == NULL && !undoes))
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                           "case merge takes two cases and --reason, or one and --undo");
      return FALSE;
    }
  desk = mado_desk_open (command->options.profile, error);
  seen = desk != NULL ? mado_cases_open (desk, arguments[0], error) : NULL;
  if (seen == NULL)
    return FALSE;
  if (undoes)
    after = mado_cases_split (desk, seen, reason != NULL ? reason : "", get_by (command), error);
  else
    {
      into = mado_cases_open (desk, arguments[1], error);
      after = into != NULL ? mado_cases_merge (desk, seen, into, reason, get_by (command), error)
                           : NULL;
    }
  return after != NULL && mado_case_verbs_print (command, desk, after, error);
}
