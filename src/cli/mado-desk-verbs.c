/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that write to the desk: star, starred. */
#include "cli/mado-verbs.h"
#include "core/store/mado-desk.h"

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
  if (record != NULL)
    title = mado_json_to_record_form (
        json_object_get_member (json_node_get_object (mado_record_get_json (record)), "title"));
  desk = mado_desk_open (command->options.profile, error);
  if (desk == NULL
      || !mado_desk_set_starred (desk, arguments[0], title != NULL ? title : "{}", starred, error))
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
