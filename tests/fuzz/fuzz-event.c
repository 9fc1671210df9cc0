/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads anything as an event of a case. What json-glib reads as one, in record form, is read the
 * same; what is read can be asked, erased and folded. */
#include "core/desk/case/mado-case.h"

#include <string.h>

#include "core/json/mado-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
fold (MadoCaseEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (MadoCase) the_case = NULL;
  g_autoptr (MadoCaseEvent) rest = mado_case_event_erase (event);
  g_autoptr (JsonNode) node = NULL;

  g_assert_nonnull (rest);
  g_assert_true (mado_case_event_is_erased (rest));
  g_ptr_array_add (events, event);
  the_case = mado_case_fold (events);
  node = mado_case_to_json (the_case);
  g_assert_nonnull (node);
}

/* Each member of "data", asked of both. */
static void
compare (MadoCaseEvent *event, JsonNode *node)
{
  JsonObject *object = json_object_get_object_member (json_node_get_object (node), "data");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    {
      g_autoptr (JsonNode) found = mado_case_event_dup_member (event, name);

      g_assert_nonnull (found);
      g_assert_true (json_node_equal (found, member));
    }
  fold (event);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *) data;
  g_autoptr (JsonNode) node
      = mado_json_parse (text, size, MADO_CASE_MAX_CONTENT, MADO_JSON_NONE, NULL, NULL);
  g_autofree char *form = node != NULL ? mado_json_to_record_form (node) : NULL;
  g_autoptr (MadoCaseEvent) any = mado_case_event_parse (text, size, NULL);
  g_autoptr (MadoCaseEvent) event
      = form != NULL ? mado_case_event_parse (form, strlen (form), NULL) : NULL;

  if (event != NULL)
    compare (event, node);
  return 0;
}
