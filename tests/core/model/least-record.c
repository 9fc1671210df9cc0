/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for tests: the least of each kind, with one member changed. */
#include "core/model/least-record.h"

#include <string.h>

/* The least that each kind requires. */
static const char *const least[MADO_N_KINDS] = {
  [MADO_KIND_DIALOGUE] = "\"type\":\"summit\"," PARTICIPANTS,
  [MADO_KIND_AGREEMENT] = "\"type\":\"plan\",\"status\":\"in-force\"," PARTICIPANTS,
  [MADO_KIND_PROJECT] = "\"type\":\"project\",\"status\":\"ended\"",
  [MADO_KIND_OPPORTUNITY]
  = "\"type\":\"mobility\",\"status\":\"open\",\"who\":" TEXT "," PARTICIPANTS,
  [MADO_KIND_EVENT] = "\"type\":\"forum\",\"date\":{\"start\":\"2022\"}," PARTICIPANTS,
  [MADO_KIND_NEWS]
  = "\"type\":\"news-article\",\"links\":[{\"rel\":\"reports\",\"to\":\"st-agreement\"}]",
  [MADO_KIND_ORGANISATION] = "\"type\":\"ministry\",\"side\":\"jp\"",
  [MADO_KIND_PERSON] = "\"office\":" TEXT ",\"historic\":true," PARTICIPANTS,
  [MADO_KIND_DOCUMENT] = "\"type\":\"report\"",
  [MADO_KIND_TERM] = "\"reading\":\"ぶん\",\"category\":\"legal\",\"verified\":false",
  [MADO_KIND_ANSWER] = "\"status\":\"published\",\"category\":\"eligibility\","
                       "\"audience\":[\"ura\"],\"check_before_use\":true,"
                       "\"reviewed_on\":\"2026-11\"",
  [MADO_KIND_FIGURE] = "\"value\":22,\"unit\":\"countries\",\"qualifier\":\"exact\"",
  [MADO_KIND_THEME] = "\"sources\":" SOURCES,
};

JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

MadoRecord *
make (MadoKind kind, const char *member, const char *value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"a\",\"kind\":\"%s\"," BASE ",%s}",
                                           mado_kind_to_word (kind), least[kind]);
  g_autoptr (JsonNode) sealed = parse (text);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;

  json_object_iter_init_ordered (&iter, json_node_get_object (sealed));
  while (json_object_iter_next_ordered (&iter, &name, &child))
    if (g_strcmp0 (name, member) != 0)
      json_object_set_member (object, name, json_node_ref (child));
  if (value != NULL)
    json_object_set_member (object, member, parse (value));
  json_node_set_object (node, object);
  return mado_record_new_from_json (node, error);
}

MadoRecord *
make_well (MadoKind kind, const char *member, const char *value)
{
  g_autoptr (GError) error = NULL;
  MadoRecord *record = make (kind, member, value, &error);

  g_assert_no_error (error);
  return record;
}

void
assert_refused (MadoKind kind, const char *member, const char *value, MadoRecordError code,
                const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strconcat ("record \"a\": ", what, NULL);

  if (make (kind, member, value, &error) != NULL)
    g_error ("%s: %s was read", member, value);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_error (error, MADO_RECORD_ERROR, (gint) code);
}
