/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables and the JSON Schemas say the same: members, types, lists of words, what is
 * required. The folder of the schemas comes in MADO_SCHEMAS. */
#include "core/model/mado-record.h"

#include <string.h>

static JsonObject *
load (const char *name, JsonNode **root)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MADO_SCHEMAS"), file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *definitions;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  *root = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  g_assert_no_error (error);
  definitions = json_object_get_object_member (json_node_get_object (*root), "$defs");
  return json_object_get_object_member (definitions, "record");
}

/* The definition that a member refers to: "text" of "common.json#/$defs/text"; else its JSON type.
 */
static const char *
get_definition (JsonObject *schema)
{
  const char *reference = json_object_get_string_member_with_default (schema, "$ref", NULL);

  if (reference != NULL)
    return strrchr (reference, '/') + 1;
  return json_object_get_string_member (schema, "type");
}

static const char *
get_expected_definition (const MadoField *field)
{
  static const char *const names[] = {
    [MADO_FIELD_TEXT] = "text",
    [MADO_FIELD_PARAGRAPHS] = "paragraphs",
    [MADO_FIELD_NUMBER] = "number",
    [MADO_FIELD_MONEY] = "money",
    [MADO_FIELD_FLAG] = "boolean",
    [MADO_FIELD_WORDS] = "array",
    [MADO_FIELD_IDENTIFIERS] = "identifiers",
    [MADO_FIELD_PARTICIPANTS] = "participants",
    [MADO_FIELD_LINKS] = "links",
    [MADO_FIELD_CONFLICTS] = "conflicts",
    [MADO_FIELD_SOURCES] = "sources",
    [MADO_FIELD_ARTICLES] = "array",
    [MADO_FIELD_ELIGIBILITIES] = "array",
    [MADO_FIELD_STAGES] = "array",
    [MADO_FIELD_NAME_VARIANTS] = "array",
    [MADO_FIELD_PERSON_NAME] = "object",
  };

  if (field->type == MADO_FIELD_DATE)
    return field->flags & MADO_FIELD_PERIOD ? "period" : "date";
  if (field->type == MADO_FIELD_STRING)
    return field->list != NULL ? "word" : NULL; /* strings have forms of their own */
  return names[field->type];
}

static void
assert_same_field (MadoKind kind, const MadoField *field, JsonObject *schema)
{
  const char *expected = get_expected_definition (field);
  JsonObject *worded = schema;
  g_autofree char *list = NULL;

  if (expected != NULL)
    g_assert_cmpstr (get_definition (schema), ==, expected);
  if (field->type == MADO_FIELD_WORDS)
    worded = json_object_get_object_member (schema, "items");
  if (field->list != NULL)
    list = *field->list != '\0' ? g_strdup (field->list)
                                : g_strconcat (mado_kind_to_word (kind), "_type", NULL);
  g_assert_cmpstr (json_object_get_string_member_with_default (worded, "list", NULL), ==, list);
}

static gboolean
requires (JsonObject *schema, const char *name)
{
  JsonArray *required;

  if (!json_object_has_member (schema, "required"))
    return FALSE;
  required = json_object_get_array_member (schema, "required");
  for (guint i = 0; i < json_array_get_length (required); i++)
    if (strcmp (json_array_get_string_element (required, i), name) == 0)
      return TRUE;
  return FALSE;
}

static JsonObject *
find_property (JsonObject *schema, const char *name)
{
  JsonObject *properties = json_object_get_object_member (schema, "properties");

  return json_object_has_member (properties, name)
             ? json_object_get_object_member (properties, name)
             : NULL;
}

static guint
count_properties (JsonObject *schema)
{
  return json_object_get_size (json_object_get_object_member (schema, "properties"));
}

static void
test_every_field_has_its_schema (void)
{
  g_autoptr (JsonNode) common_root = NULL;
  JsonObject *common = load ("common", &common_root);

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *own = load (mado_kind_to_word (kind), &root);
      g_autoptr (MadoRecord) record = g_object_new (mado_kind_get_record_type (kind), NULL);

      for (guint i = 0; i < mado_record_get_n_fields (record); i++)
        {
          const MadoField *field = mado_record_get_field (record, i);
          JsonObject *schema = find_property (own, field->name);

          if (schema == NULL)
            schema = find_property (common, field->name);
          /* A base field such as type or status has its schema in the kinds that have it. */
          if (schema != NULL)
            assert_same_field (kind, field, schema);
          else if (strcmp (field->name, "type") != 0 && strcmp (field->name, "status") != 0)
            g_error ("%s: %s has no schema", mado_kind_to_word (kind), field->name);
        }
    }
}

static void
assert_all_are_fields (MadoRecord *record, JsonObject *schema)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, json_object_get_object_member (schema, "properties"));
  while (json_object_iter_next (&iter, &name, NULL))
    if (strcmp (name, "kind") != 0 && mado_record_find_field (record, name) == NULL)
      g_error ("%s is no field of %s", name, G_OBJECT_TYPE_NAME (record));
}

static void
test_every_member_of_a_schema_is_a_field (void)
{
  g_autoptr (JsonNode) common_root = NULL;
  JsonObject *common = load ("common", &common_root);

  g_assert_cmpuint (count_properties (common), ==, 17);
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *own = load (mado_kind_to_word (kind), &root);
      g_autoptr (MadoRecord) record = g_object_new (mado_kind_get_record_type (kind), NULL);

      assert_all_are_fields (record, common);
      assert_all_are_fields (record, own);
    }
}

/* Themes and sources, and the reading of a term, are required of what we write ourselves; what
 * others give may lack them. */
static void
test_the_same_members_are_required (void)
{
  g_autoptr (JsonNode) common_root = NULL;
  JsonObject *common = load ("common", &common_root);

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (JsonNode) root = NULL;
      JsonObject *own = load (mado_kind_to_word (kind), &root);
      g_autoptr (GTypeClass) klass = g_type_class_ref (mado_kind_get_record_type (kind));
      g_autoptr (MadoRecord) record = g_object_new (mado_kind_get_record_type (kind), NULL);

      for (guint i = 0; i < mado_record_get_n_fields (record); i++)
        {
          const MadoField *field = mado_record_get_field (record, i);
          gboolean in_table = (field->flags & MADO_FIELD_REQUIRED) != 0
                              || (i < 32 && (((MadoRecordClass *) klass)->required >> i & 1) != 0);

          if (kind == MADO_KIND_TERM && strcmp (field->name, "reading") == 0)
            continue;
          if (strcmp (field->name, "themes") != 0 && strcmp (field->name, "sources") != 0
              && in_table != (requires (own, field->name) || requires (common, field->name)))
            g_error ("%s: %s", mado_kind_to_word (kind), field->name);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/schema/every-field-has-its-schema", test_every_field_has_its_schema);
  g_test_add_func ("/model/schema/every-member-of-a-schema-is-a-field",
                   test_every_member_of_a_schema_is_a_field);
  g_test_add_func ("/model/schema/the-same-members-are-required",
                   test_the_same_members_are_required);

  return g_test_run ();
}
