/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes away what is personal in a case. The pages are overwritten (secure_delete), the log of the
 * database is played in and cut off, and the index is merged, so that no old page keeps a word. */
#include "core/desk/mado-case-log.h"

#include "core/desk/mado-case-rows.h"
#include "core/desk/mado-cases-private.h"
#include "core/store/mado-schema.h"

static gboolean
is_personal (MadoCaseEvent *event)
{
  MadoCaseField field;

  switch (mado_case_event_get_kind (event))
    {
    case MADO_CASE_OPENED:
    case MADO_CASE_RECEIVED:
    case MADO_CASE_REPLIED:
    case MADO_CASE_NOTED:
    case MADO_CASE_MERGED:
    case MADO_CASE_SPLIT:
      return TRUE;
    case MADO_CASE_SET:
      field = mado_case_field_from_word (mado_case_event_get_text (event, "field"));
      return field < MADO_N_CASE_FIELDS && mado_case_field_is_personal (field);
    case MADO_CASE_LINKED:
    case MADO_CASE_ERASED:
    case MADO_N_CASE_EVENT_KINDS:
    default:
      return FALSE;
    }
}

static gboolean
erase_person (MadoDatabase *database, MadoCaseEvent *event, GError **error)
{
  gboolean is_set = mado_case_event_get_kind (event) == MADO_CASE_SET;
  const char *id = mado_case_event_get_text (event, is_set ? "value" : "person");

  return id == NULL || !mado_case_is_id (id) || mado_case_person_erase (database, id, error);
}

/* Erases each event that is not erased yet and says of it what is left. */
static gboolean
erase_events (MadoDatabase *database, MadoCase *now, MadoCaseEdit *edit, GError **error)
{
  GPtrArray *events = mado_case_get_events (now);
  JsonArray *ids = json_array_new ();
  JsonArray *left = json_array_new ();

  json_object_set_array_member (edit->data, "events", ids);
  json_object_set_array_member (edit->data, "left", left);
  for (guint i = 0; i < events->len; i++)
    {
      MadoCaseEvent *event = g_ptr_array_index (events, i);
      g_autoptr (MadoCaseEvent) rest = NULL;
      g_autofree char *hash = NULL;
      gsize length;

      if (mado_case_event_is_erased (event) || !is_personal (event))
        continue;
      rest = mado_case_event_erase (event);
      if (rest == NULL || !erase_person (database, event, error)
          || !mado_case_rows_erase (database, event, rest, error))
        return FALSE;
      mado_case_event_get_content (rest, &length);
      hash = mado_schema_hash ("", mado_case_event_get_content (rest, NULL), length);
      json_array_add_string_element (ids, mado_case_event_get_id (event));
      json_array_add_string_element (left, hash);
    }
  return TRUE;
}

/* Erases here what another desk has erased, and says of it the same: what is left is the same
 * everywhere. */
gboolean
mado_cases_follow_erasing (MadoDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) rows = mado_case_rows_load (database, case_id, error);
  g_autoptr (MadoCase) now = rows != NULL && rows->len > 0 ? mado_case_fold (rows) : NULL;

  for (guint i = 0; now != NULL && i < rows->len; i++)
    {
      MadoCaseEvent *row = g_ptr_array_index (rows, i);
      MadoCaseEvent *event = mado_case_get_event (now, mado_case_event_get_id (row));

      if (mado_case_event_is_erased (row) || !mado_case_event_is_erased (event))
        continue;
      if (!erase_person (database, row, error)
          || !mado_case_rows_erase (database, row, event, error))
        return FALSE;
    }
  return rows != NULL;
}

static MadoCase *
erase (MadoDatabase *database, const char *id, const char *by, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) now = mado_cases_load (database, id, error);
  MadoCaseEdit *edit = g_new0 (MadoCaseEdit, 1);

  edit->kind = MADO_CASE_ERASED;
  edit->data = json_object_new ();
  g_ptr_array_add (edits, edit);
  if (now == NULL || !erase_events (database, now, edit, error)
      || !mado_cases_append (database, id, mado_case_get_n (now), edits, by, error))
    return NULL;
  return mado_cases_project (database, id, error);
}

MadoCase *
mado_case_log_erase (MadoDesk *desk, MadoCase *seen, const char *by, GError **error)
{
  g_autoptr (MadoCase) after = NULL;
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && by != NULL, NULL);

  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  after = erase (database, mado_case_get_id (seen), by, error);
  if (after != NULL
      && !mado_database_exec (database, "INSERT INTO case_search (case_search) VALUES ('optimize')",
                              error))
    g_clear_object (&after);
  if (!mado_cases_end (database, after != NULL, error))
    return NULL;
  /* Somebody who reads at this moment may keep the log for a while: the next one cuts it off. */
  mado_database_settle (database);
  return g_steal_pointer (&after);
}
