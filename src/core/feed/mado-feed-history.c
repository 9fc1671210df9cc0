/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes the history of a feed. The newest steps name records, the older ones count
 * them. */
#include "core/feed/mado-feed-history.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define HISTORY "history.json"
#define HISTORY_MOST (4 * 1024 * 1024) /* bytes */
#define NAMING_STEPS 4                 /* the newest, which name records */
#define TITLE_MOST 1000                /* bytes of a title that is kept */

static const char *const fate_words[] = {
  [MADO_FATE_ADDED] = "added",
  [MADO_FATE_CHANGED] = "changed",
  [MADO_FATE_REMOVED] = "removed",
};

static void
free_change (gpointer data)
{
  MadoFeedChange *change = data;

  g_free (change->id);
  g_clear_pointer (&change->title, mado_text_unref);
  g_free (change);
}

/**
 * mado_feed_step_new:
 *
 * Returns: (transfer full): a step of @set in which nothing has changed yet
 */
MadoFeedStep *
mado_feed_step_new (const char *set)
{
  MadoFeedStep *self = g_new0 (MadoFeedStep, 1);

  self->set = g_strdup (set);
  for (guint fate = 0; fate < G_N_ELEMENTS (self->changes); fate++)
    self->changes[fate] = g_ptr_array_new_with_free_func (free_change);
  return self;
}

void
mado_feed_step_free (MadoFeedStep *self)
{
  if (!self)
    return;
  for (guint fate = 0; fate < G_N_ELEMENTS (self->changes); fate++)
    g_ptr_array_unref (self->changes[fate]);
  g_free (self->set);
  g_free (self->date);
  g_free (self);
}

static void
name_change (MadoFeedStep *self, MadoFate fate, MadoKind kind, const char *id, MadoText *title)
{
  MadoFeedChange *change = g_new0 (MadoFeedChange, 1);

  change->kind = kind;
  change->id = g_strdup (id);
  change->title = title ? mado_text_ref (title) : NULL;
  g_ptr_array_add (self->changes[fate], change);
}

/**
 * mado_feed_step_add:
 * @title: (nullable): of a record that goes
 *
 * Counts a record, and names it when it is one of the first.
 */
void
mado_feed_step_add (MadoFeedStep *self, MadoFate fate, MadoKind kind, const char *id,
                    MadoText *title)
{
  g_return_if_fail (self != NULL && id != NULL && kind < MADO_N_KINDS);

  if (self->counts[fate][kind]++ < MADO_FEED_KIND_MOST
      || self->changes[fate]->len < MADO_FEED_CHANGES_MOST)
    name_change (self, fate, kind, id, title);
}

/* Of all kinds. */
gint64
mado_feed_step_count (const MadoFeedStep *self, MadoFate fate)
{
  gint64 count = 0;

  for (guint kind = 0; kind < MADO_N_KINDS; kind++)
    count += self->counts[fate][kind];
  return count;
}

/* --- Writing --- */

static JsonObject *
write_change (const MadoFeedChange *change)
{
  JsonObject *object = json_object_new ();
  JsonObject *title;

  json_object_set_string_member (object, "id", change->id);
  if (!change->title || strlen (mado_text_get (change->title, MADO_LANGUAGE_EN, NULL)) > TITLE_MOST
      || strlen (mado_text_get (change->title, MADO_LANGUAGE_JA, NULL)) > TITLE_MOST)
    return object;
  title = json_object_new ();
  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    if (mado_text_get_exact (change->title, language))
      json_object_set_string_member (title, mado_language_get_code (language),
                                     mado_text_get_exact (change->title, language));
  json_object_set_object_member (object, "title", title);
  return object;
}

static JsonArray *
write_names (const MadoFeedStep *step, guint fate, MadoKind kind)
{
  JsonArray *records = json_array_new ();

  for (guint i = 0; i < step->changes[fate]->len; i++)
    {
      const MadoFeedChange *change = g_ptr_array_index (step->changes[fate], i);

      if (change->kind == kind && json_array_get_length (records) < MADO_FEED_KIND_MOST)
        json_array_add_object_element (records, write_change (change));
    }
  return records;
}

static JsonArray *
write_changes (const MadoFeedStep *step, gboolean names)
{
  JsonArray *groups = json_array_new ();

  for (guint fate = 0; fate < G_N_ELEMENTS (fate_words); fate++)
    for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
      {
        JsonObject *group;

        if (step->counts[fate][kind] == 0)
          continue;
        group = json_object_new ();
        json_object_set_string_member (group, "fate", fate_words[fate]);
        json_object_set_string_member (group, "kind", mado_kind_to_word (kind));
        json_object_set_int_member (group, "count", step->counts[fate][kind]);
        json_object_set_array_member (group, "records",
                                      names ? write_names (step, fate, kind) : json_array_new ());
        json_array_add_object_element (groups, group);
      }
  return groups;
}

static JsonObject *
write_step (const MadoFeedStep *step, gboolean names)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "set", step->set);
  json_object_set_int_member (object, "from", step->from);
  json_object_set_int_member (object, "to", step->to);
  if (step->date)
    json_object_set_string_member (object, "date", step->date);
  json_object_set_int_member (object, "time", step->time);
  json_object_set_boolean_member (object, "whole", step->whole);
  json_object_set_int_member (object, "bytes", step->bytes);
  json_object_set_int_member (object, "refused", step->refused);
  json_object_set_array_member (object, "changes", write_changes (step, names));
  return object;
}

/* --- Reading --- */

static gboolean
read_change (MadoFeedStep *step, guint fate, MadoKind kind, JsonObject *object, GError **error)
{
  const char *id = mado_tuf_get_string (object, "id", error);
  JsonObject *words = NULL;
  g_autoptr (MadoText) title = NULL;

  if (!id)
    return FALSE;
  if (json_object_has_member (object, "title"))
    {
      const char *en;
      const char *ja;

      words = mado_tuf_get_object (object, "title", error);
      if (!words)
        return FALSE;
      en = json_object_get_string_member_with_default (words, "en", NULL);
      ja = json_object_get_string_member_with_default (words, "ja", NULL);
      title = en || ja ? mado_text_new (en, ja) : NULL;
    }
  name_change (step, fate, kind, id, title);
  return TRUE;
}

static gboolean
read_group (MadoFeedStep *step, JsonObject *object, GError **error)
{
  const char *word = mado_tuf_get_string (object, "fate", error);
  const char *kind_word = word ? mado_tuf_get_string (object, "kind", error) : NULL;
  gint64 count = kind_word ? mado_tuf_get_count (object, "count", 0, error) : -1;
  JsonArray *records = count >= 0 ? mado_tuf_get_array (object, "records", error) : NULL;
  MadoKind kind;
  guint fate = 0;

  if (!records)
    return FALSE;
  kind = mado_kind_from_word (kind_word);
  while (fate < G_N_ELEMENTS (fate_words) && strcmp (fate_words[fate], word) != 0)
    fate++;
  if (kind == MADO_KIND_NONE || fate == G_N_ELEMENTS (fate_words))
    return TRUE; /* of a newer version */
  step->counts[fate][kind] = count;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = mado_tuf_get_element (records, i, "records", error);

      if (!record || !read_change (step, fate, kind, record, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
read_step (JsonObject *object, GError **error)
{
  const char *set = mado_tuf_get_string (object, "set", error);
  g_autoptr (MadoFeedStep) step = set ? mado_feed_step_new (set) : NULL;
  JsonArray *groups;

  if (!step || (step->from = mado_tuf_get_count (object, "from", 0, error)) < 0
      || (step->to = mado_tuf_get_count (object, "to", 0, error)) < 0
      || (step->time = mado_tuf_get_count (object, "time", 0, error)) < 0
      || (step->bytes = mado_tuf_get_count (object, "bytes", 0, error)) < 0
      || (step->refused = mado_tuf_get_count (object, "refused", 0, error)) < 0
      || !mado_tuf_get_boolean (object, "whole", &step->whole, error))
    return NULL;
  step->date = g_strdup (json_object_get_string_member_with_default (object, "date", NULL));
  groups = mado_tuf_get_array (object, "changes", error);
  for (guint i = 0; groups && i < json_array_get_length (groups); i++)
    {
      JsonObject *group = mado_tuf_get_element (groups, i, "changes", error);

      if (!group || !read_group (step, group, error))
        return NULL;
    }
  return groups ? g_steal_pointer (&step) : NULL;
}

static GPtrArray *
parse (GBytes *bytes, GError **error)
{
  return mado_feed_file_parse_list (bytes, HISTORY_MOST, "steps", read_step,
                                    (GDestroyNotify) mado_feed_step_free, error);
}

/**
 * mado_feed_history_read:
 * @folder: of the feed
 *
 * Returns: (transfer full) (nullable) (element-type MadoFeedStep): the steps, the newest first
 */
GPtrArray *
mado_feed_history_read (const char *folder, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) bytes = mado_feed_file_read (folder, HISTORY, HISTORY_MOST, NULL, &refusal);
  GPtrArray *steps;

  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_feed_step_free);
  if (!bytes)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  steps = parse (bytes, error);
  if (!steps)
    g_prefix_error (error, "%s/%s: ", folder, HISTORY);
  return steps;
}

/**
 * mado_feed_history_add:
 * @folder: of the feed
 *
 * Puts @step before the others. A history that cannot be read begins anew: an update does not fail
 * for what is only told.
 */
gboolean
mado_feed_history_add (const char *folder, const MadoFeedStep *step, GError **error)
{
  g_autoptr (GPtrArray) steps = mado_feed_history_read (folder, NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  char *text;

  json_array_add_object_element (array, write_step (step, TRUE));
  for (guint i = 0; steps && i < MIN (steps->len, MADO_FEED_STEPS_MOST - 1); i++)
    json_array_add_object_element (array,
                                   write_step (g_ptr_array_index (steps, i), i + 1 < NAMING_STEPS));
  json_object_set_array_member (object, "steps", array);
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  bytes = g_bytes_new_take (text, strlen (text));
  return mado_feed_file_write (folder, HISTORY, bytes, error);
}
