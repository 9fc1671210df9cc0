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

MadoCaseDraft *
mado_case_draft_copy (const MadoCaseDraft *self)
{
  MadoCaseDraft *copy;

  if (self == NULL)
    return NULL;
  copy = g_new0 (MadoCaseDraft, 1);
  copy->key = g_strdup (self->key);
  copy->json = g_strdup (self->json);
  copy->text = g_strdup (self->text);
  copy->cited = g_strdupv (self->cited);
  return copy;
}

void
mado_case_draft_free (MadoCaseDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->json);
  g_free (self->text);
  g_strfreev (self->cited);
  g_free (self);
}

static gboolean
is_empty (const char *json)
{
  return json == NULL || *json == '\0';
}

/* One statement, so that nobody comes between looking and writing. */
static gboolean
write_row (MadoDatabase *database, const char *key, const char *base, const char *json,
           int *changed, GError **error)
{
  static const char insert[]
      = "INSERT INTO case_drafts (id, json, digest) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE"
        " SET json = excluded.json, digest = excluded.digest"
        " WHERE case_drafts.json IN (?4, excluded.json)";
  static const char delete[] = "DELETE FROM case_drafts WHERE id = ?1 AND json = ?4";
  sqlite3_stmt *statement
      = mado_database_prepare (database, is_empty (json) ? delete : insert, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, base, -1, SQLITE_STATIC);
  if (!is_empty (json))
    {
      sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (key, "draft", json));
    }
  if (!mado_database_run (database, statement, error))
    return FALSE;
  *changed = sqlite3_changes (mado_database_get_handle (database));
  return TRUE;
}

static gboolean
is_there (MadoDatabase *database, const char *key, gboolean *found, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT 1 FROM case_drafts WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, found, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * mado_case_draft_put:
 * @base: (nullable): what was there when its writer last read or wrote it
 * @json: (nullable): what is to be there; NULL or "" takes the draft away
 * @error: MADO_DESK_ERROR_CHANGED_ELSEWHERE where somebody else has written there since,
 * MADO_DESK_ERROR_NOT_ALLOWED where it is too long, MADO_STORE_ERROR
 *
 * Where there is nothing any more nothing can be lost: then @base does not matter.
 */
gboolean
mado_case_draft_put (MadoDesk *desk, const char *key, const char *base, const char *json,
                     GError **error)
{
  MadoDatabase *database;
  gboolean found = TRUE;
  int changed;

  g_return_val_if_fail (desk != NULL && key != NULL, FALSE);

  if (!is_empty (json) && strlen (json) > MADO_CASE_DRAFT_MAX)
    return set_wrong (MADO_DESK_ERROR_NOT_ALLOWED, "longer than 1 MiB", error);
  database = get_writable (desk, error);
  if (database == NULL || !write_row (database, key, base, json, &changed, error))
    return FALSE;
  if (changed > 0)
    return TRUE;
  if (is_empty (json) && !is_there (database, key, &found, error))
    return FALSE;
  return !found
         || set_wrong (MADO_DESK_ERROR_CHANGED_ELSEWHERE, "somebody else has written it since",
                       error);
}

/* Returns: (nullable): what the row that @statement is at holds */
static MadoCaseDraft *
read_row (MadoDatabase *database, sqlite3_stmt *statement, GError **error)
{
  const char *key = mado_case_rows_get_text (database, statement, 0, error);
  const char *json = key != NULL ? mado_case_rows_get_text (database, statement, 1, error) : NULL;
  MadoCaseDraft *self;

  if (json == NULL)
    return NULL;
  if (mado_schema_digest_entry (key, "draft", json) != sqlite3_column_int64 (statement, 2))
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                   "desk.db: a draft is not what was written");
      return NULL;
    }
  self = g_new0 (MadoCaseDraft, 1);
  self->key = g_strdup (key);
  self->json = g_strdup (json);
  mado_case_draft_read (json, &self->text, &self->cited);
  return self;
}

/* @sql selects id, json, digest by ?1 */
static GPtrArray *
list (MadoDesk *desk, const char *sql, const char *key, GError **error)
{
  g_autoptr (GPtrArray) drafts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_draft_free);
  g_autoptr (GError) local = NULL;
  MadoDatabase *database = mado_cases_get_readable (desk, error);
  sqlite3_stmt *statement = database != NULL ? mado_database_prepare (database, sql, error) : NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  while (local == NULL && mado_database_step (database, statement, NULL, &local))
    {
      MadoCaseDraft *draft = read_row (database, statement, &local);

      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return g_steal_pointer (&drafts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gboolean
mado_case_draft_get (MadoDesk *desk, const char *key, MadoCaseDraft **draft, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (desk != NULL && key != NULL && draft != NULL, FALSE);

  *draft = NULL;
  found = list (desk, "SELECT id, json, digest FROM case_drafts WHERE id = ?1", key, error);
  if (found != NULL && found->len > 0)
    *draft = g_ptr_array_steal_index (found, 0);
  return found != NULL;
}

GPtrArray *
mado_case_draft_list (MadoDesk *desk, const char *slot, GError **error)
{
  g_return_val_if_fail (desk != NULL && slot != NULL, NULL);

  return list (desk,
               "SELECT id, json, digest FROM case_drafts"
               " WHERE id = ?1 OR (id > ?1 || '/' AND id < ?1 || '0') ORDER BY id",
               slot, error);
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
