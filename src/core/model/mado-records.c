/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of records: a text becomes records, and what is refused is named with its line. */
#include "core/model/mado-record.h"

#include <string.h>

typedef struct
{
  const char *name;
  GPtrArray *records;
  GPtrArray *refused;
  GHashTable *ids; /* borrowed from the records */
} Parse;

static void
refuse (Parse *self, guint line, GError *error)
{
  g_prefix_error (&error, "%s, line %u: ", self->name, line);
  g_ptr_array_add (self->refused, error);
}

/* @kind: what the file holds, MADO_KIND_NONE when each record may be of any kind. */
static void
add_record (Parse *self, JsonNode *node, MadoKind kind, guint line)
{
  GError *error = NULL;
  g_autoptr (MadoRecord) record = mado_record_new_from_json (node, &error);

  if (record != NULL && kind != MADO_KIND_NONE && mado_record_get_kind (record) != kind)
    error = g_error_new (MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                         "record \"%s\": 'kind' is not the file's", mado_record_get_id (record));
  else if (record != NULL && g_hash_table_contains (self->ids, mado_record_get_id (record)))
    error = g_error_new (MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                         "record \"%s\": 'id' occurs twice", mado_record_get_id (record));
  if (error != NULL)
    {
      refuse (self, line, error);
      return;
    }
  g_hash_table_add (self->ids, (gpointer) mado_record_get_id (record));
  g_ptr_array_add (self->records, g_steal_pointer (&record));
}

/* Where the records begin among the lines of all lists that the root holds. */
static guint
count_lines_before (JsonObject *root, const char *name)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  guint n = 0;

  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &member, &node) && strcmp (member, name) != 0)
    if (JSON_NODE_HOLDS_ARRAY (node))
      n += json_array_get_length (json_node_get_array (node));
  return n;
}

static gboolean
fail (GError **error, MadoRecordError code, const char *name, const char *what)
{
  g_set_error (error, MADO_RECORD_ERROR, code, "%s: %s", name, what);
  return FALSE;
}

static gboolean
check_format (JsonObject *root, const char *name, GError **error)
{
  JsonNode *format = json_object_get_member (root, "format");

  if (format == NULL)
    return fail (error, MADO_RECORD_ERROR_MISSING_FIELD, name, "'format' is missing");
  if (!JSON_NODE_HOLDS_VALUE (format) || json_node_get_value_type (format) != G_TYPE_INT64
      || json_node_get_int (format) != 1)
    return fail (error, MADO_RECORD_ERROR_MALFORMED, name, "'format' is not 1");
  return TRUE;
}

static gboolean
add_file (Parse *self, JsonNode *node, GArray *lines, GError **error)
{
  JsonObject *root;
  JsonNode *word, *list;
  MadoKind kind = MADO_KIND_NONE;
  JsonArray *array;
  guint before;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, MADO_RECORD_ERROR_WRONG_TYPE, self->name, "is not a file of records");
  root = json_node_get_object (node);
  list = json_object_get_member (root, "records");
  if (list == NULL && json_object_has_member (root, "id"))
    {
      add_record (self, node, MADO_KIND_NONE, 1); /* a single line in record form */
      return TRUE;
    }
  if (!check_format (root, self->name, error))
    return FALSE;
  word = json_object_get_member (root, "kind");
  if (word != NULL && JSON_NODE_HOLDS_VALUE (word)
      && json_node_get_value_type (word) == G_TYPE_STRING)
    kind = mado_kind_from_word (json_node_get_string (word));
  if (kind == MADO_KIND_NONE)
    return fail (error, MADO_RECORD_ERROR_UNKNOWN_KIND, self->name,
                 "'kind' is no kind that is known here");
  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return fail (error, MADO_RECORD_ERROR_WRONG_TYPE, self->name, "'records' is not a list");

  array = json_node_get_array (list);
  before = count_lines_before (root, "records");
  for (guint i = 0; i < json_array_get_length (array); i++)
    add_record (self, json_array_get_element (array, i), kind,
                before + i < lines->len ? g_array_index (lines, guint, before + i) : 1);
  return TRUE;
}

static gboolean
add_lines (Parse *self, const char *text, gsize length, MadoJsonFlags flags, GError **error)
{
  const char *end = text + length;
  guint line = 1;

  for (const char *p = text; p < end; line++)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *next = newline != NULL ? newline + 1 : end;
      gsize n = (newline != NULL ? newline : end) - p;

      if (n > 0)
        {
          g_autoptr (JsonNode) node
              = mado_json_parse (p, n, MADO_JSON_MAX_LINE, flags, NULL, error);

          if (node == NULL)
            {
              g_prefix_error (error, "%s, line %u: ", self->name, line);
              return FALSE;
            }
          add_record (self, node, MADO_KIND_NONE, line);
        }
      p = next;
      flags = MADO_JSON_NONE; /* a byte order mark stands at the start only */
    }
  return TRUE;
}

/* A file in record form has a whole object on each line; within one object no line can both end
 * with
 * "}" and be followed by one that begins with "{". */
static gboolean
is_in_lines (const char *text, gsize length)
{
  const char *newline = memchr (text, '\n', length);
  const char *end = text + length;

  if (newline == NULL || newline == text || newline[-1] != '}')
    return FALSE;
  while (newline < end && *newline == '\n')
    newline++;
  return newline < end && *newline == '{';
}

/**
 * mado_records_parse:
 * @text: a file of records, or record-form lines
 * @length: its length in bytes
 * @name: what messages call it: the file's name
 * @flags: see #MadoJsonFlags
 * @refused: (out) (optional) (transfer full) (element-type GError): the records that were refused
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * A text that is not strict JSON is refused whole; a record that breaks its kind's table is refused
 * alone, named with its line.
 *
 * Returns: (transfer full) (element-type MadoRecord): the records in the order of @text, or %NULL
 */
GPtrArray *
mado_records_parse (const char *text, gsize length, const char *name, MadoJsonFlags flags,
                    GPtrArray **refused, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) not_taken = NULL;
  g_autoptr (GHashTable) ids = NULL;
  gboolean ok;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  records = g_ptr_array_new_with_free_func (g_object_unref);
  not_taken = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (is_in_lines (text, length))
    {
      Parse parse = { name, records, not_taken, ids };

      ok = add_lines (&parse, text, length, flags, error);
    }
  else
    {
      Parse parse = { name, records, not_taken, ids };
      g_autoptr (GArray) lines = NULL;
      g_autoptr (JsonNode) node
          = mado_json_parse (text, length, MADO_JSON_MAX_FILE, flags, &lines, error);

      if (node == NULL)
        g_prefix_error (error, "%s: ", name);
      ok = node != NULL && add_file (&parse, node, lines, error);
    }
  if (!ok)
    return NULL;
  if (refused != NULL)
    *refused = g_steal_pointer (&not_taken);
  return g_steal_pointer (&records);
}
