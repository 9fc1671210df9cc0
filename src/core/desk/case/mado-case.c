/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case says of itself; mado-case-fold.c makes it. */
#include "core/desk/case/mado-case-private.h"

#include <string.h>

#include "core/json/mado-json.h"

G_DEFINE_FINAL_TYPE (MadoCase, mado_case, G_TYPE_OBJECT)

static void
mado_case_finalize (GObject *object)
{
  MadoCase *self = MADO_CASE (object);

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    g_ptr_array_unref (self->setters[field]);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->merges);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  g_array_unref (self->waits);
  g_ptr_array_unref (self->events);
  G_OBJECT_CLASS (mado_case_parent_class)->finalize (object);
}

static void
mado_case_class_init (MadoCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_finalize;
}

static void
mado_case_init (MadoCase *self)
{
}

static MadoCaseEvent *
get_first (MadoCase *self)
{
  return g_ptr_array_index (self->events, 0);
}

static MadoCaseEvent *
get_last (GPtrArray *events)
{
  return events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
}

const char *
mado_case_get_id (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return mado_case_event_get_case (get_first (self));
}

gint64
mado_case_get_number (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), 0);
  return self->opened != NULL ? mado_case_event_get_number (self->opened, "number", 0) : 0;
}

gint64
mado_case_get_n (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), 0);
  return mado_case_event_get_n (get_last (self->events));
}

static const char *
get_set_value (MadoCaseEvent *event, MadoCaseField field)
{
  gboolean is_set = mado_case_event_get_kind (event) == MADO_CASE_SET;
  const char *value
      = mado_case_event_get_text (event, is_set ? "value" : mado_case_field_to_word (field));

  return value != NULL ? value : "";
}

const char *
mado_case_get_value (MadoCase *self, MadoCaseField field)
{
  MadoCaseEvent *last;

  g_return_val_if_fail (MADO_IS_CASE (self) && field < MADO_N_CASE_FIELDS, NULL);

  last = get_last (self->setters[field]);
  if (last != NULL)
    return get_set_value (last, field);
  return field == MADO_CASE_STATUS ? "new" : "";
}

GPtrArray *
mado_case_get_setters (MadoCase *self, MadoCaseField field)
{
  g_return_val_if_fail (MADO_IS_CASE (self) && field < MADO_N_CASE_FIELDS, NULL);
  return self->setters[field];
}

/* Whether there is more than one value; two people who set the same agree. */
gboolean
mado_case_is_disputed (MadoCase *self, MadoCaseField field)
{
  GPtrArray *setters = mado_case_get_setters (self, field);

  for (guint i = 1; setters != NULL && i < setters->len; i++)
    if (strcmp (get_set_value (setters->pdata[i], field), get_set_value (setters->pdata[0], field))
        != 0)
      return TRUE;
  return FALSE;
}

MadoCaseStage
mado_case_get_stage (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), MADO_CASE_STAGE_LIVE);
  return self->merged_into != NULL
             ? MADO_CASE_STAGE_MERGED
             : mado_case_status_get_stage (mado_case_get_value (self, MADO_CASE_STATUS));
}

GPtrArray *
mado_case_get_events (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return self->events;
}

MadoCaseEvent *
mado_case_get_event (MadoCase *self, const char *id)
{
  g_return_val_if_fail (MADO_IS_CASE (self) && id != NULL, NULL);
  for (guint i = 0; i < self->events->len; i++)
    if (strcmp (mado_case_event_get_id (self->events->pdata[i]), id) == 0)
      return self->events->pdata[i];
  return NULL;
}

gboolean
mado_case_shows (MadoCase *self, MadoCaseEvent *event)
{
  MadoCaseEventKind kind;

  g_return_val_if_fail (MADO_IS_CASE (self) && event != NULL, FALSE);

  kind = mado_case_event_get_kind (event);
  if (kind == MADO_CASE_NOTED)
    return mado_case_event_get_list (event, "removes") == NULL
           && (self->removed == NULL
               || !g_hash_table_contains (self->removed, mado_case_event_get_id (event)));
  return kind == MADO_CASE_RECEIVED || kind == MADO_CASE_REPLIED;
}

GPtrArray *
mado_case_get_links (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return self->links;
}

GPtrArray *
mado_case_get_merges (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return self->merges;
}

const char *
mado_case_get_merged_into (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return self->merged_into;
}

gint64
mado_case_get_opened_at (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), 0);
  return mado_case_event_get_at (self->opened != NULL ? self->opened : get_first (self));
}

gint64
mado_case_get_updated_at (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), 0);
  return self->updated_at;
}

gint64
mado_case_get_received_at (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), 0);
  return self->received_at != 0 ? self->received_at : mado_case_get_opened_at (self);
}

GArray *
mado_case_get_waits (MadoCase *self)
{
  g_return_val_if_fail (MADO_IS_CASE (self), NULL);
  return self->waits;
}

static void
set_time (JsonObject *object, const char *name, gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
setter_to_json (MadoCaseEvent *event, MadoCaseField field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "value", get_set_value (event, field));
  json_object_set_string_member (object, "by", mado_case_event_get_by (event));
  json_object_set_string_member (object, "event", mado_case_event_get_id (event));
  set_time (object, "at", mado_case_event_get_at (event));
  return object;
}

static void
add_fields (MadoCase *self, JsonObject *object)
{
  JsonObject *disputed = json_object_new ();

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      const char *value = mado_case_get_value (self, field);
      JsonArray *values;

      if (*value != '\0')
        json_object_set_string_member (object, mado_case_field_to_word (field), value);
      if (!mado_case_is_disputed (self, field))
        continue;
      values = json_array_new ();
      for (guint i = 0; i < self->setters[field]->len; i++)
        json_array_add_object_element (values,
                                       setter_to_json (self->setters[field]->pdata[i], field));
      json_object_set_array_member (disputed, mado_case_field_to_word (field), values);
    }
  json_object_set_object_member (object, "disputed", disputed);
}

static JsonArray *
list_members (GPtrArray *events, const char *name)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      const char *text = mado_case_event_get_text (events->pdata[i], name);

      if (text != NULL)
        json_array_add_string_element (array, text);
    }
  return array;
}

static JsonArray *
waits_to_json (GArray *waits)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < waits->len; i++)
    {
      const MadoCaseWait *wait = &g_array_index (waits, MadoCaseWait, i);
      JsonObject *object = json_object_new ();

      set_time (object, "from", wait->from);
      if (wait->to != G_MAXINT64)
        set_time (object, "to", wait->to);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
events_to_json (GPtrArray *events)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      gsize length;
      const char *content = mado_case_event_get_content (events->pdata[i], &length);
      JsonNode *node
          = mado_json_parse (content, length, MADO_CASE_MAX_CONTENT, MADO_JSON_NONE, NULL, NULL);

      if (node != NULL)
        json_array_add_element (array, node);
    }
  return array;
}

/**
 * mado_case_to_json:
 *
 * Returns: (transfer full): {"id","number","n", each field that has a value, "disputed","links",
 *   "merged_into","merged_from","opened","updated","received","waits","events"}; equal for equal
 *   events
 */
JsonNode *
mado_case_to_json (MadoCase *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (MADO_IS_CASE (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "id", mado_case_get_id (self));
  json_object_set_int_member (object, "number", mado_case_get_number (self));
  json_object_set_int_member (object, "n", mado_case_get_n (self));
  add_fields (self, object);
  json_object_set_array_member (object, "links", list_members (self->links, "record"));
  if (self->merged_into != NULL)
    json_object_set_string_member (object, "merged_into", self->merged_into);
  json_object_set_array_member (object, "merged_from", list_members (self->merges, "from"));
  set_time (object, "opened", mado_case_get_opened_at (self));
  set_time (object, "updated", self->updated_at);
  set_time (object, "received", mado_case_get_received_at (self));
  json_object_set_array_member (object, "waits", waits_to_json (self->waits));
  json_object_set_array_member (object, "events", events_to_json (self->events));
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}
