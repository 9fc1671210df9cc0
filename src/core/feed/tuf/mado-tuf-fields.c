/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of a JSON object of a known type. */
#include "core/feed/tuf/mado-tuf-fields.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"

static gpointer
fail (GError **error, const char *name, const char *what)
{
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "“%s” %s", name, what);
  return NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

JsonObject *
mado_tuf_get_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, name, "is not an object");
  return json_node_get_object (node);
}

JsonArray *
mado_tuf_get_array (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, name, "is not a list");
  return json_node_get_array (node);
}

const char *
mado_tuf_get_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!holds (node, G_TYPE_STRING))
    return fail (error, name, "is not a text");
  return json_node_get_string (node);
}

gint64
mado_tuf_get_count (JsonObject *object, const char *name, gint64 least, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (holds (node, G_TYPE_INT64) && json_node_get_int (node) >= least)
    return json_node_get_int (node);
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
               "“%s” is not a whole number from %" G_GINT64_FORMAT " on", name, least);
  return -1;
}

gboolean
mado_tuf_get_boolean (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!holds (node, G_TYPE_BOOLEAN))
    return fail (error, name, "is neither true nor false") != NULL;
  *value = json_node_get_boolean (node);
  return TRUE;
}

JsonObject *
mado_tuf_get_element (JsonArray *array, guint index, const char *name, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, name, "holds what is not an object");
  return json_node_get_object (node);
}

GPtrArray *
mado_tuf_get_strings (JsonObject *object, const char *name, GError **error)
{
  JsonArray *array = mado_tuf_get_array (object, name, error);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

  if (!array)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_STRING) || *json_node_get_string (node) == '\0')
        return fail (error, name, "holds what is not a text");
      g_ptr_array_add (strings, json_node_dup_string (node));
    }
  return g_steal_pointer (&strings);
}

GBytes *
mado_tuf_decode_hex (const char *hex)
{
  gsize length = strlen (hex);
  g_autofree guint8 *data = NULL;

  if (length == 0 || length % 2 != 0)
    return NULL;
  data = g_malloc (length / 2);
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (hex[i]);
      int low = g_ascii_xdigit_value (hex[i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      data[i / 2] = (guint8) (high << 4 | low);
    }
  return g_bytes_new_take (g_steal_pointer (&data), length / 2);
}

char *
mado_tuf_encode_hex (const guint8 *data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (length * 2 + 1);

  for (gsize i = 0; i < length; i++)
    {
      hex[2 * i] = digits[data[i] >> 4];
      hex[2 * i + 1] = digits[data[i] & 0xF];
    }
  hex[2 * length] = '\0';
  return hex;
}
