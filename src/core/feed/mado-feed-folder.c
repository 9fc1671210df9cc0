/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which feeds are trusted here, what each has brought, and that one update is at work at a time. */
#include "core/feed/mado-feed-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/feed/mado-catalog.h"
#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define MEMORY "feed.json"
#define MEMORY_MOST (256 * 1024) /* bytes */

static gboolean
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* (transfer full) (type filename): where the profile keeps what it knows of the feed */
char *
mado_feed_get_folder (const char *profile, const char *name)
{
  return g_build_filename (profile, "feeds", name, NULL);
}

void
mado_feed_memory_clear (MadoFeedMemory *self)
{
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->held, g_hash_table_unref);
}

/**
 * mado_feed_memory_get_newest:
 * @edition: what is there of @set
 *
 * Returns: the newest edition that is known, when an earlier one was returned to; else 0. A hold
 *   that is of no newer edition than what is there, was on its way to being let go.
 */
gint64
mado_feed_memory_get_newest (const MadoFeedMemory *self, const char *set, gint64 edition)
{
  const gint64 *newest = self->held ? g_hash_table_lookup (self->held, set) : NULL;

  return newest && edition > 0 && *newest > edition ? *newest : 0;
}

/* From now on no update leads @set on to another edition. */
void
mado_feed_memory_hold (MadoFeedMemory *self, const char *set, gint64 newest)
{
  gint64 *number = g_new (gint64, 1);

  *number = newest;
  if (!self->held)
    self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (self->held, g_strdup (set), number);
}

void
mado_feed_memory_release (MadoFeedMemory *self, const char *set)
{
  if (self->held)
    g_hash_table_remove (self->held, set);
}

static gboolean
read_held (MadoFeedMemory *self, JsonObject *object, GError **error)
{
  JsonObject *held;
  JsonObjectIter iter;
  const char *set;

  if (!json_object_has_member (object, "held"))
    return TRUE;
  held = mado_tuf_get_object (object, "held", error);
  if (!held)
    return FALSE;
  json_object_iter_init (&iter, held);
  while (json_object_iter_next (&iter, &set, NULL))
    {
      gint64 newest = mado_tuf_get_count (held, set, 1, error);

      if (newest < 0)
        return FALSE;
      mado_feed_memory_hold (self, set, newest);
    }
  return TRUE;
}

static JsonObject *
write_held (const MadoFeedMemory *self)
{
  JsonObject *held = json_object_new ();
  GHashTableIter iter;
  gpointer set, newest;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &set, &newest))
    json_object_set_int_member (held, set, *(gint64 *) newest);
  return held;
}

/**
 * mado_feed_memory_read:
 * @self: (out caller-allocates): zeroed by the caller
 * @folder: of the feed
 *
 * A feed that has never been updated remembers nothing.
 */
gboolean
mado_feed_memory_read (MadoFeedMemory *self, const char *folder, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GBytes) bytes = mado_feed_file_read (folder, MEMORY, MEMORY_MOST, NULL, &refusal);
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *text;

  self->confirmed = 0;
  self->sets = g_ptr_array_new_with_free_func (g_free);
  if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  if (!bytes)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  text = g_bytes_get_data (bytes, &length);
  node = mado_json_parse (text, length, MEMORY_MOST, MADO_JSON_NONE, NULL, error);
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      GPtrArray *sets = mado_tuf_get_strings (object, "sets", error);

      self->confirmed = sets ? mado_tuf_get_count (object, "confirmed", 0, error) : -1;
      self->place = g_strdup (json_object_get_string_member_with_default (object, "place", NULL));
      if (sets)
        g_ptr_array_extend_and_steal (self->sets, sets);
      if (self->confirmed >= 0 && read_held (self, object, error))
        return TRUE;
    }
  else if (node)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no object");
  g_prefix_error (error, "%s/%s: ", folder, MEMORY);
  return FALSE;
}

gboolean
mado_feed_memory_write (const MadoFeedMemory *self, const char *folder, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *object = json_object_new ();
  JsonArray *sets = json_array_new ();
  char *text;

  for (guint i = 0; i < self->sets->len; i++)
    json_array_add_string_element (sets, g_ptr_array_index (self->sets, i));
  json_object_set_int_member (object, "confirmed", self->confirmed);
  json_object_set_array_member (object, "sets", sets);
  if (self->place)
    json_object_set_string_member (object, "place", self->place);
  if (self->held && g_hash_table_size (self->held) > 0)
    json_object_set_object_member (object, "held", write_held (self));
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  bytes = g_bytes_new_take (text, strlen (text));
  return mado_feed_file_write (folder, MEMORY, bytes, error);
}

/* Where a feed lies that is trusted no more: under a name that no feed can have. */
static char *
get_put_away (const char *profile, const char *name)
{
  g_autofree char *hidden = g_strconcat (".", name, NULL);

  return mado_feed_get_folder (profile, hidden);
}

static gboolean
delete_folder (const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);
      gboolean is_folder = g_file_test (inside, G_FILE_TEST_IS_DIR)
                           && !g_file_test (inside, G_FILE_TEST_IS_SYMLINK);

      if (is_folder ? !delete_folder (inside, error)
                    : g_unlink (inside) != 0 && !fail (error, inside))
        return FALSE;
    }
  return !folder || g_rmdir (path) == 0 || fail (error, path);
}

/* No update may be at work meanwhile. */
static gboolean
move (const char *profile, const char *from, const char *to, GError **error)
{
  int lock = mado_feed_lock (profile, error);
  gboolean moved;

  if (lock < 0)
    return FALSE;
  moved = delete_folder (to, error) && (g_rename (from, to) == 0 || fail (error, from));
  close (lock);
  return moved;
}

/**
 * mado_feed_remove:
 * @name: a feed that is trusted
 * @error: %MADO_FEED_ERROR_BUSY while an update is at work
 *
 * Trusts it no more. What it brought stays, and is brought up to date no longer. What was known of
 * it is put away until another feed of this name is removed.
 */
gboolean
mado_feed_remove (const char *profile, const char *name, GError **error)
{
  g_autofree char *folder = mado_feed_get_folder (profile, name);
  g_autofree char *away = get_put_away (profile, name);

  g_return_val_if_fail (mado_catalog_is_set_name (name), FALSE);

  return move (profile, folder, away, error);
}

/**
 * mado_feed_restore:
 * @name: what mado_feed_remove() was told last
 * @error: %G_IO_ERROR_EXISTS when there is a feed of this name again
 *
 * Trusts it again, and knows what was known.
 */
gboolean
mado_feed_restore (const char *profile, const char *name, GError **error)
{
  g_autofree char *folder = mado_feed_get_folder (profile, name);
  g_autofree char *away = get_put_away (profile, name);

  g_return_val_if_fail (mado_catalog_is_set_name (name), FALSE);

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return move (profile, away, folder, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "a feed “%s” is trusted already", name);
  return FALSE;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * mado_feed_list:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the feeds that the profile trusts, in
 *   the order of their names
 */
GPtrArray *
mado_feed_list (const char *profile, GError **error)
{
  g_autofree char *path = g_build_filename (profile, "feeds", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &refusal);
  const char *name;

  if (g_error_matches (refusal, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_steal_pointer (&names);
  if (!folder)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *root = g_build_filename (path, name, "metadata", "root.json", NULL);

      if (mado_catalog_is_set_name (name) && g_file_test (root, G_FILE_TEST_EXISTS))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_texts);
  return g_steal_pointer (&names);
}

/**
 * mado_feed_find_owner:
 * @but: a feed that is not asked
 *
 * Returns: (transfer full) (nullable): another feed that has brought @set; %NULL without @error:
 *   none
 */
char *
mado_feed_find_owner (const char *profile, const char *set, const char *but, GError **error)
{
  g_autoptr (GPtrArray) names = mado_feed_list (profile, error);

  for (guint i = 0; names && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *folder = mado_feed_get_folder (profile, name);
      g_auto (MadoFeedMemory) memory = { 0 };

      if (strcmp (name, but) == 0)
        continue;
      if (!mado_feed_memory_read (&memory, folder, error))
        return NULL;
      if (g_ptr_array_find_with_equal_func (memory.sets, set, g_str_equal, NULL))
        return g_strdup (name);
    }
  return NULL;
}

/**
 * mado_feed_lock:
 * @error: %MADO_FEED_ERROR_BUSY when another update, in this program or in another, is at work
 *
 * Open file description locks are of no process: two threads keep each other out too, and a program
 * that dies lets go.
 *
 * Returns: a descriptor, to be closed when the update is over; -1 with @error
 */
int
mado_feed_lock (const char *profile, GError **error)
{
  g_autofree char *folder = g_build_filename (profile, "feeds", NULL);
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int descriptor;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, folder);
      return -1;
    }
  descriptor = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0)
    {
      fail (error, path);
      return -1;
    }
  if (fcntl (descriptor, F_OFD_SETLK, &lock) == 0)
    return descriptor;
  if (errno == EAGAIN || errno == EACCES)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_BUSY, "another update is at work");
  else
    fail (error, path);
  close (descriptor);
  return -1;
}
