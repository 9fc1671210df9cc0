/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads files and puts them into place. */
#include "core/feed/mado-feed-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define NAME_MOST 200 /* bytes: with an ending of ours it fits where a name may have 255 */

static gboolean
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* Some file systems cannot sync a folder and say EINVAL; they keep its order by themselves. */
static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | flags);
  gboolean synced;

  if (descriptor < 0)
    return fail (error, path);
  synced = fsync (descriptor) == 0 || errno == EINVAL || fail (error, path);
  close (descriptor);
  return synced;
}

static gboolean
sync_folder (const char *folder, GError **error)
{
  return sync_path (folder, O_DIRECTORY, error);
}

static gboolean
write_all (int descriptor, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n_written = write (descriptor, data, length);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n_written, 0);
      length -= (gsize) MAX (n_written, 0);
    }
  return fsync (descriptor) == 0;
}

/* @flags: what open() is to do besides */
static gboolean
write_file (const char *path, int flags, const guint8 *data, gsize length, GError **error)
{
  int descriptor = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  gboolean written;

  if (descriptor < 0)
    return fail (error, path);
  written = write_all (descriptor, data, length) || fail (error, path);
  if (close (descriptor) != 0 && written)
    written = fail (error, path);
  if (!written)
    unlink (path);
  return written;
}

/**
 * mado_feed_file_read:
 * @most: bytes that it may have
 * @error: as mado_json_load_file() sets it; %G_IO_ERROR_NOT_FOUND when there is no such file
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
mado_feed_file_read (const char *folder, const char *name, gsize most, GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return mado_json_load_file (file, most, cancellable, error);
}

/**
 * mado_feed_file_parse_list:
 * @bytes: an object of JSON with a list of objects
 * @most: bytes that may be read
 * @name: of the member that is the list
 * @read_element: reads one of them
 * @free_element: frees what it gives
 * @error: %MADO_FEED_ERROR_DAMAGED, of the strict scan, or of @read_element
 *
 * Returns: (transfer full) (nullable): what was read, in the order of the file
 */
GPtrArray *
mado_feed_file_parse_list (GBytes *bytes, gsize most, const char *name,
                           MadoFeedReadElement read_element, GDestroyNotify free_element,
                           GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node = mado_json_parse (text, length, most, MADO_JSON_NONE, NULL, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_element);
  JsonArray *array;

  if (!node)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no object");
      return NULL;
    }
  array = mado_tuf_get_array (json_node_get_object (node), name, error);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *object = mado_tuf_get_element (array, i, name, error);
      gpointer element = object ? read_element (object, error) : NULL;

      if (!element)
        return NULL;
      g_ptr_array_add (list, element);
    }
  return array ? g_steal_pointer (&list) : NULL;
}

/**
 * mado_feed_file_write:
 * @name: a name of which nobody else writes
 * @error: set to a code of #GIOErrorEnum, the message naming the path
 *
 * Puts @bytes in the place of @name: written to another name, synced, renamed, the folder synced. A
 * program that dies meanwhile leaves the old file.
 *
 * Returns: whether the new one is there for good
 */
gboolean
mado_feed_file_write (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *made = g_strconcat (path, ".new", NULL);

  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_return_val_if_fail (strchr (name, '/') == NULL, FALSE);

  if (!write_file (made, O_TRUNC, data, length, error))
    return FALSE;
  if (g_rename (made, path) != 0)
    {
      fail (error, path);
      unlink (made);
      return FALSE;
    }
  return sync_folder (folder, error);
}

/**
 * mado_feed_file_place:
 * @made: a file that is written
 * @path: its place in the same folder
 *
 * Returns: whether it is in its place for good
 */
gboolean
mado_feed_file_place (const char *made, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (made, O_NOFOLLOW, error) && (g_rename (made, path) == 0 || fail (error, path))
         && sync_folder (folder, error);
}

/**
 * mado_feed_file_create:
 * @path: where nothing is yet
 * @data: (array length=length): what its owner alone may read
 *
 * Returns: whether it was made; @error is set to %G_IO_ERROR_EXISTS when there was something
 */
gboolean
mado_feed_file_create (const char *path, const guint8 *data, gsize length, GError **error)
{
  return write_file (path, O_EXCL, data, length, error);
}

/**
 * mado_feed_file_remove:
 *
 * Returns: whether there is no such file any more, which is so too when there was none
 */
gboolean
mado_feed_file_remove (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_unlink (path) != 0)
    return errno == ENOENT || fail (error, path);
  return sync_folder (folder, error);
}

/**
 * mado_feed_file_quote:
 * @name: what a stranger called something: any text
 *
 * Returns: (transfer full): a name for a file, the same for the same @name, with nothing in it that
 *   leads out of a folder
 */
char *
mado_feed_file_quote (const char *name)
{
  g_autofree char *quoted = g_uri_escape_string (name, NULL, FALSE);

  /* Dots are not quoted, and a name of nothing else is the folder, or the one above. */
  if (*quoted != '.' && *quoted != '\0' && strlen (quoted) <= NAME_MOST)
    return g_steal_pointer (&quoted);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
}
