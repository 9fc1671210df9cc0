/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the strict scan with anything. What it lets through json-glib must read, and its record
 * form must be accepted again, mean the same and be the same. */
#include "core/json/mado-json.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autofree char *form = NULL;
  g_autofree char *again = NULL;
  g_autofree char *tuf_form = NULL;

  first = mado_json_parse (text, size, MADO_JSON_MAX_LINE, MADO_JSON_ALLOW_BOM, &lines, &error);
  if (first == NULL)
    {
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
      /* The scan refuses; json-glib never finds anything more in what it is given. */
      g_assert_true (g_str_has_prefix (error->message, "line "));
      return 0;
    }
  form = mado_json_to_record_form (first);
  second = mado_json_parse (form, strlen (form), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (first, second));
  again = mado_json_to_record_form (second);
  g_assert_cmpstr (form, ==, again);
  tuf_form = mado_json_to_tuf_form (first);
  g_assert_nonnull (tuf_form);
  return 0;
}
