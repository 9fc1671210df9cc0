/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the desk: star, starred, note, notes. */
#include "cli/mado-verbs.h"
#include "core/store/mado-desk.h"

/* The title that the desk keeps. @record: (nullable): it has vanished */
static char *
dup_title (MadoRecord *record)
{
  return record == NULL ? g_strdup ("{}")
                        : mado_json_to_record_form (json_object_get_member (
                            json_node_get_object (mado_record_get_json (record)), "title"));
}

static gboolean
keep_copy (MadoDesk *desk, MadoRecord *record, GError **error)
{
  g_autofree char *json
      = record != NULL ? mado_json_to_record_form (mado_record_get_json (record)) : NULL;

  return json == NULL || mado_desk_keep_copy (desk, mado_record_get_id (record), json, error);
}

gboolean
mado_verb_star (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoRecord) record
      = mado_reader_get_record (command->reader, arguments[0], NULL, error);
  gboolean starred = !command->options.remove;
  g_autoptr (MadoDesk) desk = NULL;
  g_autofree char *title = NULL;
  JsonObject *answer;

  /* A star outlives its record, so it can be removed without one. */
  if (record == NULL && starred)
    return FALSE;
  g_clear_error (error);
  title = dup_title (record);
  desk = mado_desk_open (command->options.profile, error);
  if (desk == NULL || !mado_desk_set_starred (desk, arguments[0], title, starred, error)
      || !keep_copy (desk, record, error))
    return FALSE;
  if (!command->options.json)
    return TRUE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "id", arguments[0]);
  json_object_set_boolean_member (answer, "starred", starred);
  mado_print_json_object (answer);
  return TRUE;
}

gboolean
mado_verb_starred (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (GPtrArray) ids = desk != NULL ? mado_desk_list_starred (desk, error) : NULL;
  g_autoptr (JsonArray) answer = json_array_new ();

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      json_array_add_string_element (answer, id);
      if (!command->options.json)
        mado_print ("%s\n", id);
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}

static void
add_note (JsonObject *object, const char *id, const char *note)
{
  json_object_set_string_member (object, "id", id);
  if (note != NULL)
    json_object_set_string_member (object, "note", note);
  else
    json_object_set_null_member (object, "note");
}

static gboolean
print_note (MadoCommand *command, MadoDesk *desk, const char *id, GError **error)
{
  g_autofree char *note = NULL;
  JsonObject *answer;

  if (!mado_desk_get_note (desk, id, &note, error))
    return FALSE;
  if (!command->options.json)
    {
      if (note != NULL)
        mado_print ("%s\n", note);
      return TRUE;
    }
  answer = json_object_new ();
  add_note (answer, id, note);
  mado_print_json_object (answer);
  return TRUE;
}

gboolean
mado_verb_note (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoRecord) record
      = mado_reader_get_record (command->reader, arguments[0], NULL, error);
  g_autofree char *text = g_strjoinv (" ", (char **) arguments + 1);
  gboolean is_written = arguments[1] != NULL && !command->options.remove;
  g_autofree char *title = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  if (arguments[1] != NULL && command->options.remove)
    {
      g_clear_error (error);
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "note: a text and --remove do not go together");
      return FALSE;
    }
  /* A note outlives its record, so it can be read and removed without one. */
  if (record == NULL && is_written)
    return FALSE;
  g_clear_error (error);
  desk = mado_desk_open (command->options.profile, error);
  if (desk == NULL)
    return FALSE;
  if (!is_written && !command->options.remove)
    return print_note (command, desk, arguments[0], error);
  title = dup_title (record);
  if (!mado_desk_set_note (desk, arguments[0], title, command->options.remove ? "" : text, error)
      || !keep_copy (desk, record, error))
    return FALSE;
  return !command->options.json || print_note (command, desk, arguments[0], error);
}

gboolean
mado_verb_notes (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (GPtrArray) all = desk != NULL ? mado_desk_list_kept (desk, error) : NULL;
  g_autoptr (JsonArray) answer = json_array_new ();

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const MadoKept *kept = g_ptr_array_index (all, i);
      JsonObject *object;

      if (kept->note == NULL)
        continue;
      object = json_object_new ();
      add_note (object, kept->id, kept->note);
      json_array_add_object_element (answer, object);
      if (!command->options.json)
        mado_print ("%s: %s\n", kept->id, kept->note);
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}
