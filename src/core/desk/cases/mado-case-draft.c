/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts, each on the disk before its call returns. */
#include "core/desk/cases/mado-case-draft.h"

#include <string.h>

#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-cases-private.h"
#include "core/json/mado-json.h"
#include "core/store/mado-schema.h"

static gboolean
set_wrong (MadoDeskError code, const char *what, GError **error)
{
  g_set_error (error, MADO_DESK_ERROR, code, "draft: %s", what);
  return FALSE;
}

static MadoDatabase *
get_writable (MadoDesk *desk, GError **error)
{
  if (mado_desk_get_reason (desk) == NULL)
    return mado_desk_get_database (desk);
  g_propagate_error (error, g_error_copy (mado_desk_get_reason (desk)));
  return NULL;
}

gboolean
mado_case_draft_put (MadoDesk *desk, const char *key, const char *json, GError **error)
{
  static const char insert[]
      = "INSERT INTO case_drafts (id, json, digest) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (id) DO UPDATE SET json = excluded.json, digest = excluded.digest";
  static const char delete[] = "DELETE FROM case_drafts WHERE id = ?1";
  gboolean is_kept = json != NULL && *json != '\0';
  MadoDatabase *database;
  sqlite3_stmt *statement;

  g_return_val_if_fail (desk != NULL && key != NULL, FALSE);

  if (is_kept && strlen (json) > MADO_CASE_DRAFT_MAX)
    return set_wrong (MADO_DESK_ERROR_NOT_ALLOWED, "longer than 1 MiB", error);
  database = get_writable (desk, error);
  statement = database != NULL ? mado_database_prepare (database, is_kept ? insert : delete, error)
                               : NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (is_kept)
    {
      sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (key, "draft", json));
    }
  return mado_case_rows_run (database, statement, error);
}

gboolean
mado_case_draft_get (MadoDesk *desk, const char *key, char **json, GError **error)
{
  MadoDatabase *database;
  sqlite3_stmt *statement;
  gboolean found;

  g_return_val_if_fail (desk != NULL && key != NULL && json != NULL, FALSE);

  *json = NULL;
  database = mado_cases_get_readable (desk, error);
  statement = database != NULL ? mado_database_prepare (
                  database, "SELECT json, digest FROM case_drafts WHERE id = ?1", error)
                               : NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  if (found)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (text != NULL
          && mado_schema_digest_entry (key, "draft", text) == sqlite3_column_int64 (statement, 1))
        *json = g_strdup (text);
    }
  sqlite3_reset (statement);
  if (!found || *json != NULL)
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "desk.db: a draft is not what was written");
  return FALSE;
}

GPtrArray *
mado_case_draft_list (MadoDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  MadoDatabase *database;
  sqlite3_stmt *statement;

  g_return_val_if_fail (desk != NULL, NULL);

  database = mado_cases_get_readable (desk, error);
  statement
      = database != NULL
            ? mado_database_prepare (database, "SELECT id FROM case_drafts ORDER BY id", error)
            : NULL;
  if (statement == NULL)
    return NULL;
  while (local == NULL && mado_database_step (database, statement, NULL, &local))
    {
      const char *key = mado_case_rows_get_text (database, statement, 0, &local);

      if (key != NULL)
        g_ptr_array_add (keys, g_strdup (key));
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* An empty text with nothing cited is no draft: "". */
char *
mado_case_draft_write (const char *text, const char *const *citations)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  for (guint i = 0; citations != NULL && citations[i] != NULL; i++)
    json_array_add_string_element (ids, citations[i]);
  json_object_set_string_member (object, "text", text);
  json_object_set_array_member (object, "citations", ids);
  json_node_take_object (node, object);
  return *text != '\0' ? mado_json_to_record_form (node) : g_strdup ("");
}

void
mado_case_draft_read (const char *json, char **text, GStrv *citations)
{
  g_autoptr (JsonNode) node
      = json != NULL
            ? mado_json_parse (json, strlen (json), MADO_CASE_DRAFT_MAX, MADO_JSON_NONE, NULL, NULL)
            : NULL;
  JsonObject *object
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *ids = object != NULL ? json_object_get_member (object, "citations") : NULL;
  const char *found
      = object != NULL ? json_object_get_string_member_with_default (object, "text", NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (text != NULL && citations != NULL);

  *text = g_strdup (found != NULL ? found : "");
  for (guint i = 0; ids != NULL && JSON_NODE_HOLDS_ARRAY (ids)
                    && i < json_array_get_length (json_node_get_array (ids));
       i++)
    {
      JsonNode *id = json_array_get_element (json_node_get_array (ids), i);

      if (JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (id));
    }
  *citations = g_strv_builder_end (builder);
}
