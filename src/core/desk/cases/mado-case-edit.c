/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done to a case, as the data of the event that it becomes. */
#include "core/desk/cases/mado-cases-private.h"

static MadoCaseEdit *
new_edit (MadoCaseEventKind kind)
{
  MadoCaseEdit *self = g_new0 (MadoCaseEdit, 1);

  self->kind = kind;
  self->data = json_object_new ();
  return self;
}

void
mado_case_edit_free (MadoCaseEdit *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->data);
  g_free (self);
}

static void
set_ids (JsonObject *data, const char *name, GPtrArray *events)
{
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    json_array_add_string_element (ids, mado_case_event_get_id (events->pdata[i]));
  json_object_set_array_member (data, name, ids);
}

MadoCaseEdit *
mado_case_edit_note (const char *text)
{
  MadoCaseEdit *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = new_edit (MADO_CASE_NOTED);
  json_object_set_string_member (self->data, "text", text);
  return self;
}

static MadoCaseEdit *
new_unnote (const char *note)
{
  MadoCaseEdit *self = new_edit (MADO_CASE_NOTED);
  JsonArray *ids = json_array_new ();

  json_array_add_string_element (ids, note);
  json_object_set_array_member (self->data, "removes", ids);
  return self;
}

/**
 * mado_case_edit_unnote:
 * @text, @by: of the note; of several that are the same the last one goes
 *
 * Returns: (transfer full) (nullable): there is no such note that stands
 */
MadoCaseEdit *
mado_case_edit_unnote (MadoCase *seen, const char *text, const char *by)
{
  GPtrArray *events;

  g_return_val_if_fail (MADO_IS_CASE (seen) && text != NULL && by != NULL, NULL);

  events = mado_case_get_events (seen);
  for (guint i = events->len; i-- > 0;)
    if (mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_NOTED
        && mado_case_shows (seen, events->pdata[i])
        && g_strcmp0 (mado_case_event_get_text (events->pdata[i], "text"), text) == 0
        && g_strcmp0 (mado_case_event_get_by (events->pdata[i]), by) == 0)
      return new_unnote (mado_case_event_get_id (events->pdata[i]));
  return NULL;
}

/**
 * mado_case_edit_reply:
 * @language: (nullable): of the text
 * @citations: (nullable): ids of the records that it stands on
 */
MadoCaseEdit *
mado_case_edit_reply (const char *text, const char *language, const char *const *citations)
{
  MadoCaseEdit *self;
  JsonArray *ids;

  g_return_val_if_fail (text != NULL, NULL);

  self = new_edit (MADO_CASE_REPLIED);
  json_object_set_string_member (self->data, "text", text);
  if (language != NULL)
    json_object_set_string_member (self->data, "language", language);
  if (citations == NULL || citations[0] == NULL)
    return self;
  ids = json_array_new ();
  for (guint i = 0; citations[i] != NULL; i++)
    json_array_add_string_element (ids, citations[i]);
  json_object_set_array_member (self->data, "citations", ids);
  return self;
}

static MadoCaseEdit *
new_set (MadoCase *seen, MadoCaseField field, const char *value)
{
  MadoCaseEdit *self = new_edit (MADO_CASE_SET);

  json_object_set_string_member (self->data, "field", mado_case_field_to_word (field));
  json_object_set_string_member (self->data, "value", value);
  set_ids (self->data, "replaces", mado_case_get_setters (seen, field));
  return self;
}

/**
 * mado_case_edit_set:
 * @seen: the case as it was shown: its values are those that the new one takes the place of
 * @value: "" for none
 * @error: MADO_DESK_ERROR_NOT_ALLOWED, naming what is possible
 *
 * Returns: (transfer full) (nullable)
 */
MadoCaseEdit *
mado_case_edit_set (MadoCase *seen, MadoCaseField field, const char *value, GError **error)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (MADO_IS_CASE (seen) && value != NULL, NULL);

  normal = mado_case_field_normalise (field, value, error);
  return normal != NULL ? new_set (seen, field, normal) : NULL;
}

/**
 * mado_case_edit_link:
 * @record: an id
 * @title: JSON text of {"en","ja"}, kept in case the record vanishes
 */
MadoCaseEdit *
mado_case_edit_link (const char *record, const char *title)
{
  MadoCaseEdit *self;

  g_return_val_if_fail (record != NULL && title != NULL, NULL);

  self = new_edit (MADO_CASE_LINKED);
  json_object_set_string_member (self->data, "record", record);
  json_object_set_string_member (self->data, "title", title);
  return self;
}

MadoCaseEdit *
mado_case_edit_unlink (MadoCase *seen, const char *record)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  GPtrArray *events;
  MadoCaseEdit *self;

  g_return_val_if_fail (MADO_IS_CASE (seen) && record != NULL, NULL);

  /* Of two links to the record that stand, only one is shown: both go. */
  events = mado_case_get_events (seen);
  for (guint i = 0; i < events->len; i++)
    if (mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_LINKED
        && mado_case_event_get_list (events->pdata[i], "removes") == NULL
        && g_strcmp0 (mado_case_event_get_text (events->pdata[i], "record"), record) == 0)
      g_ptr_array_add (links, events->pdata[i]);
  self = new_edit (MADO_CASE_LINKED);
  json_object_set_string_member (self->data, "record", record);
  set_ids (self->data, "removes", links);
  return self;
}

/* The value before @set: that of the last of the events that it replaced. */
static const char *
find_old_value (MadoCase *seen, MadoCaseEvent *set, MadoCaseField field)
{
  const char *const *replaces = mado_case_event_get_list (set, "replaces");
  GPtrArray *events = mado_case_get_events (seen);
  const char *value = NULL;

  for (guint i = 0; i < events->len && replaces != NULL; i++)
    if (g_strv_contains (replaces, mado_case_event_get_id (events->pdata[i])))
      {
        gboolean is_set = mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_SET;

        value = mado_case_event_get_text (events->pdata[i],
                                          is_set ? "value" : mado_case_field_to_word (field));
      }
  return value != NULL ? value : field == MADO_CASE_STATUS ? "new" : "";
}

static MadoCaseEdit *
undo_link (MadoCase *seen, MadoCaseEvent *event)
{
  const char *const *removes = mado_case_event_get_list (event, "removes");
  const char *record = mado_case_event_get_text (event, "record");
  MadoCaseEvent *removed;

  if (removes == NULL)
    return mado_case_edit_unlink (seen, record);
  removed = removes[0] != NULL ? mado_case_get_event (seen, removes[0]) : NULL;
  return removed != NULL ? mado_case_edit_link (record, mado_case_event_get_text (removed, "title"))
                         : NULL;
}

/* A note that was taken back and is wanted again is written once more. */
static MadoCaseEdit *
undo_note (MadoCase *seen, MadoCaseEvent *event)
{
  const char *const *removes = mado_case_event_get_list (event, "removes");
  MadoCaseEvent *removed;
  const char *text;

  if (removes == NULL)
    return mado_case_shows (seen, event) ? new_unnote (mado_case_event_get_id (event)) : NULL;
  removed = removes[0] != NULL ? mado_case_get_event (seen, removes[0]) : NULL;
  text = removed != NULL ? mado_case_event_get_text (removed, "text") : NULL;
  return text != NULL ? mado_case_edit_note (text) : NULL;
}

/**
 * mado_case_edit_undo:
 * @event: the id of a SET, LINKED or NOTED event of @seen
 * @error: MADO_DESK_ERROR_NOT_ALLOWED for an event of another kind, which stands
 *
 * Returns: (transfer full) (nullable): the further event that takes it back
 */
MadoCaseEdit *
mado_case_edit_undo (MadoCase *seen, const char *event, GError **error)
{
  MadoCaseEvent *found;
  MadoCaseEdit *self = NULL;

  g_return_val_if_fail (MADO_IS_CASE (seen) && event != NULL, NULL);

  found = mado_case_get_event (seen, event);
  if (found != NULL && !mado_case_event_is_erased (found))
    {
      MadoCaseField field = mado_case_field_from_word (mado_case_event_get_text (found, "field"));

      if (mado_case_event_get_kind (found) == MADO_CASE_SET && field < MADO_N_CASE_FIELDS)
        self = new_set (seen, field, find_old_value (seen, found, field));
      else if (mado_case_event_get_kind (found) == MADO_CASE_LINKED)
        self = undo_link (seen, found);
      else if (mado_case_event_get_kind (found) == MADO_CASE_NOTED)
        self = undo_note (seen, found);
    }
  if (self == NULL)
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                 "Only a value that was set, a link and a note can be taken back");
  return self;
}
