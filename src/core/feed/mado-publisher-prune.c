/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Removes what nobody asks for any more: each edition leaves a whole set and its metadata behind.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-publisher-private.h"

#define SHA256_DIGITS 64

typedef struct
{
  GHashTable *named; /* (element-type filename): what is to stay, below the feed's folder */
  guint removed;
} Pruning;

static void
clear_pruning (Pruning *self)
{
  g_clear_pointer (&self->named, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pruning, clear_pruning)

/* What a publisher has put there by himself is none of ours: a page, the settings of a web host.
 * The roots are for clients of any age. @path: below the feed's folder */
static gboolean
is_of_an_edition (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize length = strspn (name, "0123456789abcdef");

  if (g_str_has_prefix (path, "targets/"))
    return length == SHA256_DIGITS && name[length] == '.';
  return length > 0 && length == strspn (name, "0123456789") && name[length] == '.'
         && g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".root.json");
}

/* Of a set that was retired the catalogue alone stays: by it the editions go on when the set comes
 * back. */
static gboolean
is_of_use (const MadoTufTarget *file, const char *role, gboolean is_retired)
{
  g_autofree char *catalog = is_retired ? mado_catalog_make_path (role) : NULL;

  return !is_retired || g_str_equal (file->path, catalog);
}

static gboolean
name_role (Pruning *self, MadoPublisher *publisher, const char *role, gint64 version,
           gboolean is_retired, GError **error)
{
  g_autoptr (GBytes) bytes = mado_publisher_read (publisher, version, role, error);
  g_autoptr (MadoTufMetadata) metadata
      = bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, error) : NULL;
  GHashTableIter iter;
  gpointer target;

  if (!metadata)
    return FALSE;
  g_hash_table_add (self->named,
                    g_strdup_printf ("metadata/%" G_GINT64_FORMAT ".%s.json", version, role));
  g_hash_table_iter_init (&iter, metadata->targets);
  while (g_hash_table_iter_next (&iter, NULL, &target))
    {
      const MadoTufTarget *file = target;
      g_autofree char *folder = g_path_get_dirname (file->path);
      g_autofree char *name = g_path_get_basename (file->path);

      if (is_of_use (file, role, is_retired))
        g_hash_table_add (self->named,
                          g_strdup_printf ("targets/%s/%s.%s", folder, file->hashes.sha256, name));
    }
  return TRUE;
}

/* Whether @targets hand on to nobody of that name any more. */
static gboolean
is_retired (MadoTufMetadata *targets, const char *role)
{
  return !g_str_equal (role, "targets")
         && !(targets->delegations && mado_tuf_delegations_find (targets->delegations, role));
}

static gboolean
name_all (Pruning *self, MadoPublisher *publisher, GError **error)
{
  g_autoptr (GBytes) bytes = mado_publisher_read (
      publisher, mado_publisher_get_version (publisher, "targets"), "targets", error);
  g_autoptr (MadoTufMetadata) targets
      = bytes ? mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, error) : NULL;
  GHashTableIter iter;
  gpointer role, version;

  if (!targets)
    return FALSE;
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->named, g_strdup ("metadata/timestamp.json"));
  g_hash_table_add (self->named, g_strdup_printf ("metadata/%" G_GINT64_FORMAT ".snapshot.json",
                                                  publisher->snapshot_version));
  g_hash_table_iter_init (&iter, publisher->versions);
  while (g_hash_table_iter_next (&iter, &role, &version))
    if (!name_role (self, publisher, role, *(gint64 *) version, is_retired (targets, role), error))
      return FALSE;
  return TRUE;
}

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* @name: of a folder below the feed's */
static gboolean
prune_folder (Pruning *self, const char *feed, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (feed, name, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, error);
  const char *entry;

  if (!folder)
    return FALSE;
  while ((entry = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_strconcat (name, "/", entry, NULL);
      g_autofree char *child_path = g_build_filename (feed, child, NULL);

      if (g_file_test (child_path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (child_path, G_FILE_TEST_IS_DIR))
        {
          if (!prune_folder (self, feed, child, error))
            return FALSE;
        }
      else if (is_of_an_edition (child) && !g_hash_table_contains (self->named, child))
        {
          if (g_unlink (child_path) != 0)
            return fail (child_path, error);
          self->removed++;
        }
    }
  return TRUE;
}

/**
 * mado_publisher_prune:
 * @removed: (out): how many files went
 *
 * Removes the targets that no current metadata names, and metadata that is not current; every root
 * stays. Who began an update before the last publishing may still ask for them: it is best done
 * just before the next one.
 */
gboolean
mado_publisher_prune (MadoPublisher *self, guint *removed, GError **error)
{
  static const char *const folders[] = { "metadata", "targets" };
  g_auto (Pruning) pruning = { 0 };

  g_return_val_if_fail (self != NULL && removed != NULL, FALSE);

  if (!name_all (&pruning, self, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (!prune_folder (&pruning, self->folder, folders[i], error))
      return FALSE;
  *removed = pruning.removed;
  return TRUE;
}
