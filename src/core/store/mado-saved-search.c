/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document for each search, with the digest of what was written. */
#include "core/store/mado-saved-search.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-record.h"
#include "core/store/mado-database.h"
#include "core/store/mado-desk-private.h"
#include "core/store/mado-schema.h"

#define STEP 6 /* of the desk's schema: since when it has searches */
#define WORD "search"
#define LONGEST_NAME 200 /* characters */
#define LONGEST_SECTION 40
#define LONGEST_QUERY 2000

void
mado_saved_search_free (MadoSavedSearch *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->section);
  g_free (self->query);
  g_free (self);
}

static void
free_search (gpointer search)
{
  mado_saved_search_free (search);
}

/* Whether it is one line of text that is not blank, and no longer than it may be. */
static gboolean
is_line (const char *text, glong longest)
{
  gboolean is_blank = TRUE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > longest)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029)
        return FALSE;
      is_blank &= g_unichar_isspace (character);
    }
  return !is_blank;
}

/**
 * mado_saved_search_new:
 * @id: (nullable): of one that is there already; %NULL: a new one
 * @name: at most 200 characters
 * @section: the word of a section; whether there still is one like it is not asked
 * @query: at most 2,000 characters; it need not be one that can be read
 * @error: in MADO_RECORD_ERROR: one of them is empty, too long, or no line of text
 *
 * Returns: (transfer full) (nullable): %NULL with @error
 */
MadoSavedSearch *
mado_saved_search_new (const char *id, const char *name, const char *section, const char *query,
                       GError **error)
{
  const char *wrong = NULL;
  MadoSavedSearch *self;

  if (!is_line (name, LONGEST_NAME))
    wrong = "name";
  else if (!is_line (section, LONGEST_SECTION))
    wrong = "section";
  else if (!is_line (query, LONGEST_QUERY))
    wrong = "query";
  if (wrong != NULL)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "a saved search's %s is empty, too long, or no line of text", wrong);
      return NULL;
    }
  self = g_new0 (MadoSavedSearch, 1);
  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->name = g_strstrip (g_strdup (name));
  self->section = g_strdup (section);
  self->query = g_strstrip (g_strdup (query));
  return self;
}

MadoSavedSearch *
mado_saved_search_copy (const MadoSavedSearch *self)
{
  return mado_saved_search_new (self->id, self->name, self->section, self->query, NULL);
}

/* --- Documents --- */

static char *
to_json (const MadoSavedSearch *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "section", self->section);
  json_object_set_string_member (object, "query", self->query);
  json_node_take_object (node, object);
  return mado_json_to_record_form (node);
}

static const char *
get_string (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member != NULL && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

static MadoSavedSearch *
from_json (const char *id, const char *json, GError **error)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "a saved search is no object");
      return NULL;
    }
  return mado_saved_search_new (id, get_string (node, "name"), get_string (node, "section"),
                                get_string (node, "query"), error);
}

/* A row of (id, json, digest), where its digest fits. */
static MadoSavedSearch *
read_search (sqlite3_stmt *statement, GError **error)
{
  const char *id = (const char *) sqlite3_column_text (statement, 0);
  const char *json = (const char *) sqlite3_column_text (statement, 1);

  if (id != NULL && json != NULL
      && mado_schema_digest_entry (id, WORD, json) == sqlite3_column_int64 (statement, 2))
    return from_json (id, json, error);
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "desk.db: a saved search is not what was written");
  return NULL;
}

/**
 * mado_desk_put_search:
 * @search: takes the place of the one with its id
 * @error: in MADO_STORE_ERROR, or MADO_RECORD_ERROR where there would be too many
 *
 * On the disk when it returns %TRUE.
 */
gboolean
mado_desk_put_search (MadoDesk *self, const MadoSavedSearch *search, GError **error)
{
  g_autofree char *json = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && search != NULL, FALSE);

  if (!mado_desk_can_write (self, error))
    return FALSE;
  statement = mado_database_prepare (
      self->database,
      "INSERT INTO searches (id, json, digest) SELECT ?1, ?2, ?3"
      " WHERE (SELECT count (*) FROM searches WHERE id <> ?1) < ?4"
      " ON CONFLICT (id) DO UPDATE SET json = excluded.json, digest = excluded.digest",
      error);
  if (statement == NULL)
    return FALSE;
  json = to_json (search);
  sqlite3_bind_text (statement, 1, search->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (search->id, WORD, json));
  sqlite3_bind_int (statement, 4, MADO_SAVED_SEARCHES_MOST);
  if (!mado_database_run (self->database, statement, error))
    return FALSE;
  if (sqlite3_changes (mado_database_get_handle (self->database)) > 0)
    return TRUE;
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "a desk has no more than %d saved searches", MADO_SAVED_SEARCHES_MOST);
  return FALSE;
}

/* One that is not there is dropped already. */
gboolean
mado_desk_drop_search (MadoDesk *self, const char *id, GError **error)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  if (!mado_desk_can_write (self, error))
    return FALSE;
  statement = mado_database_prepare (self->database, "DELETE FROM searches WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  return mado_database_run (self->database, statement, error);
}

static gint
compare_searches (gconstpointer a, gconstpointer b)
{
  const MadoSavedSearch *one = *(const MadoSavedSearch *const *) a;
  const MadoSavedSearch *other = *(const MadoSavedSearch *const *) b;
  gint order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/**
 * mado_desk_list_searches:
 *
 * Returns: (transfer full) (nullable) (element-type MadoSavedSearch): all of them, by their names;
 *   %NULL with @error
 */
GPtrArray *
mado_desk_list_searches (MadoDesk *self, GError **error)
{
  g_autoptr (GPtrArray) searches = g_ptr_array_new_with_free_func (free_search);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (mado_desk_can_read (self, &local_error) && mado_database_get_version (self->database) >= STEP)
    statement = mado_database_prepare (self->database, "SELECT id, json, digest FROM searches",
                                       &local_error);
  while (statement != NULL && local_error == NULL
         && mado_database_step (self->database, statement, NULL, &local_error))
    {
      MadoSavedSearch *search = read_search (statement, &local_error);

      if (search != NULL)
        g_ptr_array_add (searches, search);
    }
  if (local_error == NULL)
    {
      g_ptr_array_sort (searches, compare_searches);
      return g_steal_pointer (&searches);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
