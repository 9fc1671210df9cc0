/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each call is one transaction: events, chain, rows and index together, or nothing. */
#include "core/desk/cases/mado-cases-private.h"

#include <string.h>

#include "core/desk/cases/mado-case-projection.h"
#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-case-traces.h"

static gboolean
hand_on_reason (MadoDesk *desk, GError **error)
{
  const GError *reason = mado_desk_get_reason (desk);

  if (error != NULL)
    *error = g_error_copy (reason);
  return FALSE;
}

/* Returns: (nullable): NULL with @error when there is something that cannot be read; a desk that
 * was never written has no case */
MadoDatabase *
mado_cases_get_readable (MadoDesk *desk, GError **error)
{
  MadoDatabase *database = mado_desk_get_database (desk);

  if (database == NULL)
    hand_on_reason (desk, error);
  return database;
}

MadoDatabase *
mado_cases_begin (MadoDesk *desk, GError **error)
{
  MadoDatabase *database = mado_desk_get_database (desk);
  gboolean current;

  if (mado_desk_get_reason (desk) != NULL)
    {
      hand_on_reason (desk, error);
      return NULL;
    }
  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error))
    return NULL;
  if (mado_case_projection_is_current (database, &current, error)
      && (current || mado_case_projection_rebuild (database, TRUE, NULL, error)))
    return database;
  mado_database_exec (database, "ROLLBACK", NULL);
  return NULL;
}

gboolean
mado_cases_end (MadoDatabase *database, gboolean is_fine, GError **error)
{
  if (is_fine && mado_case_projection_mark (database, error)
      && mado_database_exec (database, "COMMIT", error))
    return TRUE;
  mado_database_exec (database, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
mado_cases_make_current (MadoDesk *desk, GError **error)
{
  MadoDatabase *database = mado_desk_get_database (desk);
  gboolean current;

  if (!mado_case_projection_is_current (database, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  database = mado_cases_begin (desk, error);
  return database != NULL && mado_cases_end (database, TRUE, error);
}

static gboolean
set_not_found (const char *name, GError **error)
{
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND, "%s: there is no such case",
               name);
  return FALSE;
}

/* Returns: (transfer full) (nullable): the case as it is now */
MadoCase *
mado_cases_load (MadoDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) events = mado_case_rows_load (database, id, error);

  if (events == NULL)
    return NULL;
  if (events->len > 0)
    return mado_case_fold (events);
  set_not_found (id, error);
  return NULL;
}

/* Puts the case's rows in step with its events. Returns: (transfer full) (nullable): the case */
MadoCase *
mado_cases_project (MadoDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (MadoCase) self = mado_cases_load (database, case_id, error);

  if (self == NULL || !mado_case_projection_put (database, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* The edits become events after @n. */
gboolean
mado_cases_append (MadoDatabase *database, const char *case_id, gint64 n, GPtrArray *edits,
                   const char *by, GError **error)
{
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < edits->len; i++)
    {
      const MadoCaseEdit *edit = g_ptr_array_index (edits, i);
      g_autoptr (MadoCaseEvent) event
          = mado_case_event_new (case_id, ++n, edit->kind, by, now, edit->data, error);

      if (event == NULL || !mado_case_rows_put (database, event, error))
        return FALSE;
    }
  return TRUE;
}

/* "case:12", "12", an id or the beginning of one, eight digits at least. */
static sqlite3_stmt *
prepare_find (MadoDatabase *database, const char *name, GError **error)
{
  const char *digits = g_str_has_prefix (name, "case:") ? name + strlen ("case:") : name;
  gboolean is_number
      = *digits != '\0' && strlen (digits) < 18 && strspn (digits, "0123456789") == strlen (digits);
  gboolean is_short = is_number && strlen (digits) < 8;
  sqlite3_stmt *statement;

  if (is_number && (is_short || digits != name))
    {
      statement = mado_database_prepare (database, "SELECT id FROM cases WHERE number = ?1 LIMIT 2",
                                         error);
      if (statement != NULL)
        sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (digits, NULL, 10));
      return statement;
    }
  if (strlen (name) < 8 || strlen (name) > 36
      || strspn (name, "0123456789abcdef-") != strlen (name))
    {
      set_not_found (name, error);
      return NULL;
    }
  statement = mado_database_prepare (
      database, "SELECT id FROM cases WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2", error);
  if (statement != NULL)
    sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  return statement;
}

static char *
find_id (MadoDatabase *database, const char *name, GError **error)
{
  sqlite3_stmt *statement = prepare_find (database, name, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  while (local == NULL && mado_database_step (database, statement, NULL, &local))
    {
      const char *id = mado_case_rows_get_text (database, statement, 0, &local);

      if (id != NULL)
        g_ptr_array_add (ids, g_strdup (id));
    }
  sqlite3_reset (statement);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (ids->len == 0)
    set_not_found (name, error);
  else if (ids->len > 1)
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND,
                 "%s: two cases are called so, one of each desk: %s and %s", name,
                 (char *) ids->pdata[0], (char *) ids->pdata[1]);
  else
    return g_strdup (ids->pdata[0]);
  return NULL;
}

/**
 * mado_cases_open:
 * @name: "case:12", its id, or the first eight digits of that or more
 * @error: MADO_DESK_ERROR_NOT_FOUND, MADO_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the case
 */
MadoCase *
mado_cases_open (MadoDesk *desk, const char *name, GError **error)
{
  MadoDatabase *database;
  g_autofree char *id = NULL;

  g_return_val_if_fail (desk != NULL && name != NULL, NULL);

  database = mado_cases_get_readable (desk, error);
  if (database == NULL || !mado_cases_make_current (desk, error))
    return NULL;
  id = find_id (database, name, error);
  return id != NULL ? mado_cases_load (database, id, error) : NULL;
}

static gboolean
set_changed (MadoCase *now, MadoCaseEvent *event, const char *what, GError **error)
{
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE,
               "case:%" G_GINT64_FORMAT ": %s by %s since it was read", mado_case_get_number (now),
               what, mado_case_event_get_by (event));
  return FALSE;
}

/* Whether @edit replaces exactly the values that stand now. */
static gboolean
check_set (MadoCase *now, const MadoCaseEdit *edit, GError **error)
{
  const char *word = json_object_get_string_member (edit->data, "field");
  JsonArray *replaces = json_object_get_array_member (edit->data, "replaces");
  GPtrArray *setters = mado_case_get_setters (now, mado_case_field_from_word (word));
  g_autofree char *what = g_strdup_printf ("%s was set", word);

  for (guint i = 0; i < setters->len; i++)
    {
      gboolean seen = FALSE;

      for (guint k = 0; k < json_array_get_length (replaces); k++)
        seen = seen
               || strcmp (json_array_get_string_element (replaces, k),
                          mado_case_event_get_id (setters->pdata[i]))
                      == 0;
      if (!seen)
        return set_changed (now, setters->pdata[i], what, error);
    }
  return TRUE;
}

/* An answer is given to what was read: not past a further message, or another answer. */
static gboolean
check_reply (MadoCase *now, MadoCase *seen, GError **error)
{
  GPtrArray *events = mado_case_get_events (now);

  for (guint i = 0; i < events->len; i++)
    {
      MadoCaseEventKind kind = mado_case_event_get_kind (events->pdata[i]);

      if ((kind == MADO_CASE_RECEIVED || kind == MADO_CASE_REPLIED)
          && mado_case_get_event (seen, mado_case_event_get_id (events->pdata[i])) == NULL)
        return set_changed (
            now, events->pdata[i],
            kind == MADO_CASE_REPLIED ? "a reply was given" : "a message was taken in", error);
    }
  return TRUE;
}

static gboolean
check_edits (MadoCase *now, MadoCase *seen, GPtrArray *edits, GError **error)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const MadoCaseEdit *edit = g_ptr_array_index (edits, i);
      const char *text = json_object_get_string_member_with_default (edit->data, "text", "");

      if (edit->kind == MADO_CASE_SET && !check_set (now, edit, error))
        return FALSE;
      if (edit->kind == MADO_CASE_REPLIED && !check_reply (now, seen, error))
        return FALSE;
      if (strlen (text) > MADO_CASE_MAX_TEXT || !g_utf8_validate (text, -1, NULL))
        {
          g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                       "The text is longer than %d bytes, or not UTF-8", MADO_CASE_MAX_TEXT);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * mado_cases_change:
 * @seen: the case as whoever changes it has seen it
 * @edits: (element-type MadoCaseEdit): done together
 * @by: who does it
 * @error: MADO_DESK_ERROR_CHANGED_ELSEWHERE naming what and by whom, MADO_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the case as it is now
 */
MadoCase *
mado_cases_change (MadoDesk *desk, MadoCase *seen, GPtrArray *edits, const char *by, GError **error)
{
  MadoDatabase *database;
  g_autoptr (MadoCase) now = NULL;
  g_autoptr (MadoCase) after = NULL;
  const char *id;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && edits != NULL && by != NULL, NULL);

  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  id = mado_case_get_id (seen);
  now = mado_cases_load (database, id, error);
  if (now != NULL && check_edits (now, seen, edits, error)
      && mado_cases_append (database, id, mado_case_get_n (now), edits, by, error))
    after = mado_cases_project (database, id, error);
  if (!mado_cases_end (database, after != NULL, error))
    return NULL;
  return g_steal_pointer (&after);
}

/* Adds the event unless it is there; @touched: its case, in the order of the first events. */
static gboolean
take_one (MadoDatabase *database, MadoCaseEvent *event, GHashTable *known, GPtrArray *touched,
          GError **error)
{
  static const char sql[] = "SELECT 1 FROM case_events WHERE case_id = ?1 AND n = ?2 AND id = ?3";
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  const char *id = mado_case_event_get_case (event);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, mado_case_event_get_n (event));
  sqlite3_bind_text (statement, 3, mado_case_event_get_id (event), -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  sqlite3_reset (statement);
  if (found)
    return TRUE;
  if (!mado_case_rows_put (database, event, error))
    return FALSE;
  if (g_hash_table_add (known, (gpointer) id))
    g_ptr_array_add (touched, (gpointer) id);
  return TRUE;
}

static gboolean
take_all (MadoDatabase *database, GPtrArray *events, gboolean *is_erased, GError **error)
{
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < events->len; i++)
    if (!take_one (database, events->pdata[i], known, touched, error))
      return FALSE;
  for (guint i = 0; i < touched->len; i++)
    {
      const char *id = g_ptr_array_index (touched, i);
      g_autoptr (MadoCase) self = NULL;

      if (mado_cases_follow_erasing (database, id, is_erased, error))
        self = mado_cases_project (database, id, error);
      if (self == NULL)
        return FALSE;
    }
  return !*is_erased || mado_cases_merge_index (database, error);
}

/**
 * mado_cases_take:
 * @events: (element-type MadoCaseEvent): of any cases
 * @outbox: (nullable) (type filename): where the window lays drafts for the mail program
 * @error: MADO_STORE_ERROR; or, when all is taken in, that of a file that should be erased
 *
 * Takes in what another desk has; all of it or nothing. Two desks that have taken in each other's
 * events show the same cases. What was erased there is erased here, with its mails, attachments,
 * drafts and copies (mado_case_log_erase()).
 */
gboolean
mado_cases_take (MadoDesk *desk, GPtrArray *events, const char *outbox, GError **error)
{
  MadoDatabase *database;
  gboolean is_fine, is_erased = FALSE;

  g_return_val_if_fail (desk != NULL && events != NULL, FALSE);

  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return FALSE;
  is_fine = take_all (database, events, &is_erased, error)
            && (!is_erased || mado_case_traces_note (desk, outbox, error));
  return mado_cases_end (database, is_fine, error)
         && (!is_erased || mado_case_traces_clear (desk, outbox, error));
}

gboolean
mado_cases_get_person (MadoDesk *desk, MadoCase *self, MadoCasePerson **person, GError **error)
{
  const char *id = mado_case_get_value (self, MADO_CASE_PERSON);
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && person != NULL, FALSE);

  *person = NULL;
  if (*id == '\0')
    return TRUE;
  database = mado_cases_get_readable (desk, error);
  return database != NULL && mado_case_person_get (database, id, person, error);
}

GPtrArray *
mado_cases_list_merged (MadoDesk *desk, MadoCase *self, GError **error)
{
  MadoDatabase *database = mado_cases_get_readable (desk, error);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = NULL;

  if (database == NULL)
    return NULL;
  ids = mado_case_projection_list_merged (database, mado_case_get_id (self), error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      MadoCase *merged = mado_cases_load (database, ids->pdata[i], error);

      if (merged == NULL)
        return NULL;
      g_ptr_array_add (cases, merged);
    }
  return ids != NULL ? g_steal_pointer (&cases) : NULL;
}

/**
 * mado_cases_rebuild:
 *
 * Makes again, from the events, what the cases are listed, counted and found by.
 */
gboolean
mado_cases_rebuild (MadoDesk *desk, gboolean with_index, GCancellable *cancellable, GError **error)
{
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL, FALSE);

  database = mado_cases_begin (desk, error);
  return database != NULL
         && mado_cases_end (database,
                            mado_case_projection_rebuild (database, with_index, cancellable, error),
                            error);
}
