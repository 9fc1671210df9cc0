/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of persons, in record form. */
#include "core/desk/cases/mado-case-person.h"

#include <string.h>

#include "core/desk/cases/mado-case-rows.h"
#include "core/json/mado-json.h"
#include "core/store/mado-schema.h"

#define MAX_DOCUMENT 65536 /* bytes */

static const struct
{
  const char *name;
  gsize offset;
} members[] = {
  { "family", G_STRUCT_OFFSET (MadoCasePerson, family) },
  { "given", G_STRUCT_OFFSET (MadoCasePerson, given) },
  { "family_reading", G_STRUCT_OFFSET (MadoCasePerson, family_reading) },
  { "given_reading", G_STRUCT_OFFSET (MadoCasePerson, given_reading) },
  { "organisation", G_STRUCT_OFFSET (MadoCasePerson, organisation) },
  { "address", G_STRUCT_OFFSET (MadoCasePerson, address) },
  { "language", G_STRUCT_OFFSET (MadoCasePerson, language) },
};

static char **
get_member (const MadoCasePerson *self, guint i)
{
  return &G_STRUCT_MEMBER (char *, self, members[i].offset);
}

MadoCasePerson *
mado_case_person_new (void)
{
  return g_new0 (MadoCasePerson, 1);
}

MadoCasePerson *
mado_case_person_copy (const MadoCasePerson *self)
{
  MadoCasePerson *copy = mado_case_person_new ();

  g_return_val_if_fail (self != NULL, copy);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    *get_member (copy, i) = g_strdup (*get_member (self, i));
  return copy;
}

void
mado_case_person_free (MadoCasePerson *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (*get_member (self, i));
  g_free (self);
}

gboolean
mado_case_person_is_empty (const MadoCasePerson *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*get_member (self, i) != NULL && **get_member (self, i) != '\0')
      return FALSE;
  return TRUE;
}

char *
mado_case_person_dup_name (const MadoCasePerson *self)
{
  const char *family = self->family != NULL ? self->family : "";
  const char *given = self->given != NULL ? self->given : "";

  if (*family != '\0' || *given != '\0')
    return g_strconcat (family, *family != '\0' && *given != '\0' ? " " : "", given, NULL);
  return g_strdup (self->address != NULL ? self->address : "");
}

JsonObject *
mado_case_person_to_json (const MadoCasePerson *self)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (*get_member (self, i) != NULL && **get_member (self, i) != '\0')
      json_object_set_string_member (object, members[i].name, *get_member (self, i));
  return object;
}

static MadoCasePerson *
read_person (const char *json)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MAX_DOCUMENT, MADO_JSON_NONE, NULL, NULL);
  MadoCasePerson *self;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  self = mado_case_person_new ();
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    *get_member (self, i) = g_strdup (json_object_get_string_member_with_default (
        json_node_get_object (node), members[i].name, NULL));
  return self;
}

/**
 * mado_case_person_put:
 * @id: of mado_case_make_id()
 * @error: MADO_STORE_ERROR, or MADO_RECORD_ERROR_MALFORMED when there is too much of it
 */
gboolean
mado_case_person_put (MadoDatabase *database, const char *id, const MadoCasePerson *self,
                      GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  sqlite3_stmt *statement;

  json_node_take_object (node, mado_case_person_to_json (self));
  json = mado_json_to_record_form (node);
  if (strlen (json) > MAX_DOCUMENT)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "person: longer than %d bytes", MAX_DOCUMENT);
      return FALSE;
    }
  statement = mado_database_prepare (
      database, "INSERT INTO case_persons (id, json, digest) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (id, "person", json));
  return mado_database_run (database, statement, error);
}

gboolean
mado_case_person_get (MadoDatabase *database, const char *id, MadoCasePerson **self, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT json, digest FROM case_persons WHERE id = ?1", error);
  gboolean found;

  *self = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  if (found)
    {
      const char *json = mado_case_rows_get_text (database, statement, 0, error);

      if (json == NULL)
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      if (mado_schema_digest_entry (id, "person", json) == sqlite3_column_int64 (statement, 1))
        *self = read_person (json);
    }
  sqlite3_reset (statement);
  if (!found || *self != NULL)
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "desk.db: the document of a person is not what was written");
  return FALSE;
}

gboolean
mado_case_person_erase (MadoDatabase *database, const char *id, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database, "DELETE FROM case_persons WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  return mado_database_run (database, statement, error);
}
