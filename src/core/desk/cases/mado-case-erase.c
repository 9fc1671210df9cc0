/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes away what is personal in a case. The pages are overwritten (secure_delete), the log of the
 * database is played in and cut off, and the index is merged, so that no old page keeps a word. */
#include "core/desk/cases/mado-case-log.h"

#include "core/desk/cases/mado-case-projection.h"
#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-case-traces.h"
#include "core/desk/cases/mado-cases-private.h"
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

/* --- What lies elsewhere --- */

static gboolean
remove_drafts (MadoDatabase *database, const char *case_id, GError **error)
{
  /* '0' follows '/'. */
  sqlite3_stmt *statement = mado_database_prepare (
      database, "DELETE FROM case_drafts WHERE id >= ?1 || '/' AND id < ?1 || '0'", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, case_id, -1, SQLITE_STATIC);
  return mado_database_run (database, statement, error);
}

/* Erases here what another desk has erased, and says of it the same: what is left is the same
 * everywhere. @is_erased: set where anything was. */
gboolean
mado_cases_follow_erasing (MadoDatabase *database, const char *case_id, gboolean *is_erased,
                           GError **error)
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
          || !mado_case_rows_erase (database, row, event, error)
          || !remove_drafts (database, case_id, error))
        return FALSE;
      *is_erased = TRUE;
    }
  return rows != NULL;
}

/* The words that are erased stay in old pages of the index until it is merged. */
gboolean
mado_cases_merge_index (MadoDatabase *database, GError **error)
{
  return mado_database_exec (database, "INSERT INTO case_search (case_search) VALUES ('optimize')",
                             error);
}

/* --- All of it --- */

static MadoCase *
erase_one (MadoDatabase *database, const char *id, const char *by, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) now = mado_cases_load (database, id, error);
  MadoCaseEdit *edit = g_new0 (MadoCaseEdit, 1);

  edit->kind = MADO_CASE_ERASED;
  edit->data = json_object_new ();
  g_ptr_array_add (edits, edit);
  if (now == NULL)
    return NULL;
  if (!erase_events (database, now, edit, error) || !remove_drafts (database, id, error)
      || !mado_cases_append (database, id, mado_case_get_n (now), edits, by, error))
    return NULL;
  return mado_cases_project (database, id, error);
}

/* With the cases that were merged into it: they are shown as one, and are one enquirer's. */
static MadoCase *
erase (MadoDatabase *database, const char *id, const char *by, GError **error)
{
  g_autoptr (GPtrArray) merged = mado_case_projection_list_merged (database, id, error);
  g_autoptr (MadoCase) after = NULL;

  for (guint i = 0; merged != NULL && i < merged->len; i++)
    {
      g_autoptr (MadoCase) one = erase_one (database, merged->pdata[i], by, error);

      if (one == NULL)
        return NULL;
    }
  after = merged != NULL ? erase_one (database, id, by, error) : NULL;
  if (after == NULL || !mado_cases_merge_index (database, error))
    return NULL;
  return g_steal_pointer (&after);
}

/**
 * mado_case_log_erase:
 * @outbox: (nullable) (type filename): where the window lays drafts for the mail program
 * @error: MADO_STORE_ERROR, or of a file; the call can be repeated
 *
 * Takes away what is personal in a case and in those merged into it: messages, notes, titles,
 * enquirers, drafts, the mails as they came, attachments that no other case has, and all that in
 * the index, in the copies that the program makes of the desk and in @outbox. What somebody has
 * saved, sent or copied elsewhere is out of reach, and so is a damaged desk that was saved
 * (mado_desk_list_damaged()).
 *
 * Returns: (transfer full) (nullable): what is left of the case
 */
MadoCase *
mado_case_log_erase (MadoDesk *desk, MadoCase *seen, const char *by, const char *outbox,
                     GError **error)
{
  g_autoptr (MadoCase) after = NULL;
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && by != NULL, NULL);

  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  after = erase (database, mado_case_get_id (seen), by, error);
  if (!mado_cases_end (database, after != NULL && mado_case_traces_note (desk, outbox, error),
                       error)
      || !mado_case_traces_clear (desk, outbox, error))
    return NULL;
  return g_steal_pointer (&after);
}
