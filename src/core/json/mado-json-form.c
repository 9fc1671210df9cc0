/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two canonical forms: equal values give equal bytes, so that they can be compared, hashed and
 * signed. */
#include "core/json/mado-json.h"

#include <string.h>

typedef void (*WriteString) (GString *form, const char *text);

/* A double occurs in no node that the scan let through; one that a caller built has no form. */
static gboolean write_node (GString *form, JsonNode *node, WriteString write_string);

static const char *
get_short_escape (char character)
{
  switch (character)
    {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return NULL;
    }
}

/* The escapes of RFC 8259 section 7, the short one where there is one; all else as it is. */
static void
write_record_string (GString *form, const char *text)
{
  g_string_append_c (form, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *escape = get_short_escape (*at);

      if (escape != NULL)
        g_string_append (form, escape);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (form, "\\u%04x", (guint) *at);
      else
        g_string_append_c (form, *at);
    }
  g_string_append_c (form, '"');
}

/* OLPC canonical JSON escapes the quote and the backslash only. */
static void
write_tuf_string (GString *form, const char *text)
{
  g_string_append_c (form, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (form, '\\');
      g_string_append_c (form, *at);
    }
  g_string_append_c (form, '"');
}

/* The order of UTF-8 bytes is the order of code points; that of UTF-16 units is not. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
write_object (GString *form, JsonObject *object, WriteString write_string)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_sort (names, compare_names);
  g_string_append_c (form, '{');
  for (guint i = 0; i < names->len; i++)
    {
      name = g_ptr_array_index (names, i);
      if (i > 0)
        g_string_append_c (form, ',');
      write_string (form, name);
      g_string_append_c (form, ':');
      if (!write_node (form, json_object_get_member (object, name), write_string))
        return FALSE;
    }
  g_string_append_c (form, '}');
  return TRUE;
}

static gboolean
write_array (GString *form, JsonArray *array, WriteString write_string)
{
  guint n_elements = json_array_get_length (array);

  g_string_append_c (form, '[');
  for (guint i = 0; i < n_elements; i++)
    {
      if (i > 0)
        g_string_append_c (form, ',');
      if (!write_node (form, json_array_get_element (array, i), write_string))
        return FALSE;
    }
  g_string_append_c (form, ']');
  return TRUE;
}

static gboolean
write_node (GString *form, JsonNode *node, WriteString write_string)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return write_object (form, json_node_get_object (node), write_string);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return write_array (form, json_node_get_array (node), write_string);
  if (JSON_NODE_HOLDS_NULL (node))
    {
      g_string_append (form, "null");
      return TRUE;
    }
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    write_string (form, json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    g_string_append_printf (form, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (form, json_node_get_boolean (node) ? "true" : "false");
  else
    return FALSE;
  return TRUE;
}

static char *
write_form (JsonNode *node, WriteString write_string)
{
  g_autoptr (GString) form = g_string_new (NULL);

  if (!write_node (form, node, write_string))
    g_return_val_if_reached (NULL);
  return g_string_free (g_steal_pointer (&form), FALSE);
}

/**
 * mado_json_to_record_form:
 * @node: a value without floating point
 *
 * The form of records in dumps, packs and digests: names sorted by code point, no spaces, control
 * characters escaped as RFC 8259 says, everything else raw UTF-8. It never holds a line break, so
 * one record is one line.
 *
 * Returns: (transfer full): the text, without a line break at its end
 */
char *
mado_json_to_record_form (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return write_form (node, write_record_string);
}

/**
 * mado_json_to_tuf_form:
 * @node: a value without floating point
 *
 * OLPC canonical JSON (http://wiki.laptop.org/go/Canonical_JSON), which TUF metadata is signed in:
 * names sorted by code point, no spaces, quote and backslash escaped, everything else raw, line
 * breaks too. It is for signatures only: with a control character in it, it is no JSON.
 *
 * Returns: (transfer full): the text
 */
char *
mado_json_to_tuf_form (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return write_form (node, write_tuf_string);
}
