/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what was verified when it came. */
#include "core/feed/mado-feed-standing.h"

#include "core/feed/mado-back-packs.h"
#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-feed-folder.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"
#include "core/store/mado-schema.h"

#define METADATA_MOST 512000 /* bytes, as an update takes */

void
mado_feed_root_free (MadoFeedRoot *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

/* Whether a way to @edition is kept. */
gboolean
mado_feed_set_can_go_to (const MadoFeedSet *self, gint64 edition)
{
  for (guint i = 0; i < self->kept->len; i++)
    if (g_array_index (self->kept, gint64, i) == edition)
      return TRUE;
  return FALSE;
}

static void
free_set (gpointer data)
{
  MadoFeedSet *set = data;

  g_free (set->name);
  g_free (set->date);
  g_array_unref (set->kept);
  g_free (set);
}

void
mado_feed_standing_free (MadoFeedStanding *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_free (self->place);
  g_clear_pointer (&self->root, mado_feed_root_free);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_free (self);
}

/* Returns (transfer full) (nullable): the file; @body (out) (transfer none): what is signed in it
 */
static JsonNode *
parse_signed (GBytes *bytes, JsonObject **body, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, METADATA_MOST, MADO_JSON_NONE, NULL, error);

  if (!node)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no object");
      return NULL;
    }
  *body = mado_tuf_get_object (json_node_get_object (node), "signed", error);
  return *body ? g_steal_pointer (&node) : NULL;
}

static gint64
read_expiry (JsonObject *body)
{
  const char *text = json_object_get_string_member_with_default (body, "expires", "");
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return time ? g_date_time_to_unix (time) : 0;
}

/**
 * mado_feed_root_read:
 * @bytes: a root file, as somebody got it
 * @error: %MADO_RECORD_ERROR_MALFORMED, %MADO_FEED_ERROR_DAMAGED
 *
 * Says what the file says, for people to compare with what its publisher told them. Whether it is
 * signed so is for mado_feed_trust() to see.
 *
 * Returns: (transfer full) (nullable): its keys
 */
MadoFeedRoot *
mado_feed_root_read (GBytes *bytes, GError **error)
{
  g_autoptr (MadoFeedRoot) self = g_new0 (MadoFeedRoot, 1);
  JsonObject *body = NULL;
  g_autoptr (JsonNode) node = parse_signed (bytes, &body, error);
  JsonObject *roles = node ? mado_tuf_get_object (body, "roles", error) : NULL;
  JsonObject *role = roles ? mado_tuf_get_object (roles, "root", error) : NULL;

  if (!role)
    return NULL;
  self->keys = mado_tuf_get_strings (role, "keyids", error);
  if (!self->keys || (self->threshold = mado_tuf_get_count (role, "threshold", 1, error)) < 0
      || (self->version = mado_tuf_get_count (body, "version", 1, error)) < 0)
    return NULL;
  self->expires = read_expiry (body);
  return g_steal_pointer (&self);
}

/* As mado_feed_root_read(), of a file. */
MadoFeedRoot *
mado_feed_root_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = mado_json_load_file (file, METADATA_MOST, cancellable, error);

  return bytes ? mado_feed_root_read (bytes, error) : NULL;
}

static gboolean
read_metadata (MadoFeedStanding *self, const char *folder, GCancellable *cancellable,
               GError **error)
{
  g_autofree char *metadata = g_build_filename (folder, "metadata", NULL);
  g_autoptr (GBytes) root
      = mado_feed_file_read (metadata, "root.json", METADATA_MOST, cancellable, error);
  g_autoptr (GBytes) timestamp = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = NULL;

  self->root = root ? mado_feed_root_read (root, error) : NULL;
  if (!self->root)
    return FALSE;
  /* A timestamp that is not there, or not readable, confirms nothing; the next update gets one. */
  timestamp = mado_feed_file_read (metadata, "timestamp.json", METADATA_MOST, cancellable, NULL);
  node = timestamp ? parse_signed (timestamp, &body, NULL) : NULL;
  self->expires = node ? read_expiry (body) : 0;
  return TRUE;
}

static gboolean
read_set (MadoFeedStanding *self, MadoDatabase *records, const MadoFeedMemory *memory,
          GPtrArray *packs, const char *name, GError **error)
{
  g_auto (MadoSetStanding) standing = { 0 };
  MadoFeedSet *set;

  if (!mado_set_standing_read (&standing, records, name, error))
    return FALSE;
  set = g_new0 (MadoFeedSet, 1);
  set->name = g_strdup (name);
  set->edition = standing.edition;
  set->date = g_strdup (standing.date);
  set->newest = mado_feed_memory_get_newest (memory, name, standing.edition);
  set->kept = standing.known ? mado_back_packs_list_editions (packs, name, standing.edition)
                             : g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (self->sets, set);
  return TRUE;
}

/* Ways back that cannot be read are none: everything else is told all the same. */
static gboolean
read_sets (MadoFeedStanding *self, MadoDatabase *records, const MadoFeedMemory *memory,
           const char *folder, GError **error)
{
  g_autoptr (GPtrArray) packs = mado_back_packs_list (folder, NULL);

  if (!packs)
    packs = g_ptr_array_new ();
  for (guint i = 0; i < memory->sets->len; i++)
    if (!read_set (self, records, memory, packs, g_ptr_array_index (memory->sets, i), error))
      return FALSE;
  return TRUE;
}

static MadoFeedStanding *
read_standing (const char *profile, MadoDatabase *records, const char *name,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = mado_feed_get_folder (profile, name);
  g_auto (MadoFeedMemory) memory = { 0 };
  MadoFeedStanding *self = g_new0 (MadoFeedStanding, 1);

  self->name = g_strdup (name);
  self->sets = g_ptr_array_new_with_free_func (free_set);
  if (!mado_feed_memory_read (&memory, folder, error)
      || !read_metadata (self, folder, cancellable, error))
    {
      mado_feed_standing_free (self);
      return NULL;
    }
  self->place = g_strdup (memory.place);
  self->confirmed = memory.confirmed;
  self->history = mado_feed_history_read (folder, NULL);
  if (!self->history)
    self->history = g_ptr_array_new ();
  if (read_sets (self, records, &memory, folder, error))
    return self;
  mado_feed_standing_free (self);
  return NULL;
}

/**
 * mado_feed_list_standings:
 *
 * Returns: (transfer full) (nullable) (element-type MadoFeedStanding): the feeds that the profile
 *   trusts, in the order of their names
 */
GPtrArray *
mado_feed_list_standings (const char *profile, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (profile, "records.db", NULL);
  g_autoptr (MadoDatabase) records = NULL;
  g_autoptr (GPtrArray) names = mado_feed_list (profile, error);
  g_autoptr (GPtrArray) feeds
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_feed_standing_free);

  if (!names || names->len == 0)
    return names ? g_steal_pointer (&feeds) : NULL;
  records = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, error);
  for (guint i = 0; records && i < names->len; i++)
    {
      MadoFeedStanding *feed
          = read_standing (profile, records, g_ptr_array_index (names, i), cancellable, error);

      if (!feed)
        return NULL;
      g_ptr_array_add (feeds, feed);
    }
  return records ? g_steal_pointer (&feeds) : NULL;
}

/**
 * mado_feed_list_newest_steps:
 * @feeds: (element-type MadoFeedStanding)
 *
 * Returns: (transfer container) (element-type MadoFeedStep): as long as @feeds are there; none
 * where there was no update
 */
GPtrArray *
mado_feed_list_newest_steps (GPtrArray *feeds)
{
  GPtrArray *steps = g_ptr_array_new ();
  gint64 newest = 0;

  for (guint i = 0; i < feeds->len; i++)
    {
      GPtrArray *history = ((const MadoFeedStanding *) g_ptr_array_index (feeds, i))->history;

      if (history->len > 0)
        newest = MAX (newest, ((const MadoFeedStep *) history->pdata[0])->time);
    }
  for (guint i = 0; i < feeds->len; i++)
    {
      GPtrArray *history = ((const MadoFeedStanding *) g_ptr_array_index (feeds, i))->history;

      for (guint j = 0; j < history->len; j++)
        if (((const MadoFeedStep *) history->pdata[j])->time == newest)
          g_ptr_array_add (steps, history->pdata[j]);
    }
  return steps;
}
