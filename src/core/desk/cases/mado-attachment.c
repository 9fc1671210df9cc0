/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files by their hashes. */
#include "core/desk/cases/mado-attachment.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/json/mado-json.h"
#include "core/store/mado-database-file.h"

/* Returns: (transfer full) (nullable) (type filename): where they all are; NULL of a desk that
 * cannot be read */
char *
mado_attachment_get_folder (MadoDesk *desk)
{
  MadoDatabase *database = mado_desk_get_database (desk);
  g_autofree char *profile = NULL;

  if (database == NULL)
    return NULL;
  profile = g_path_get_dirname (mado_database_get_path (database));
  return g_build_filename (profile, "attachments", NULL);
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/**
 * mado_attachment_get_path:
 * @sha256: of its content
 *
 * Returns: (transfer full) (nullable) (type filename): where it is, if it is there
 */
char *
mado_attachment_get_path (MadoDesk *desk, const char *sha256)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (desk != NULL && sha256 != NULL, NULL);

  folder = is_hash (sha256) ? mado_attachment_get_folder (desk) : NULL;
  return folder != NULL ? g_build_filename (folder, sha256, NULL) : NULL;
}

static gboolean
is_there (const char *path, gsize length)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && S_ISREG (status.st_mode)
         && (gsize) status.st_size == length;
}

static gboolean
write_file (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_file_set_contents_full (path, data != NULL ? data : "", (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local))
    return mado_database_file_sync (folder, error);
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL,
               "An attachment could not be kept: %s", local->message);
  return FALSE;
}

/**
 * mado_attachment_keep:
 * @error: MADO_STORE_ERROR_FULL or MADO_STORE_ERROR_CANNOT_OPEN
 *
 * On the disk when it returns, and before the event that names it.
 *
 * Returns: (transfer full) (nullable): the SHA-256 by which it is found
 */
char *
mado_attachment_keep (MadoDesk *desk, GBytes *bytes, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (desk != NULL && bytes != NULL, NULL);

  if (mado_desk_get_reason (desk) != NULL)
    {
      g_propagate_error (error, g_error_copy (mado_desk_get_reason (desk)));
      return NULL;
    }
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  folder = mado_attachment_get_folder (desk);
  path = g_build_filename (folder, hash, NULL);
  if (is_there (path, g_bytes_get_size (bytes)))
    return g_steal_pointer (&hash);
  if (!mado_database_file_make_folder (folder, error) || !write_file (folder, path, bytes, error))
    return NULL;
  return g_steal_pointer (&hash);
}

/**
 * mado_attachment_load:
 * @error: MADO_STORE_ERROR_NOT_FOUND; MADO_STORE_ERROR_DAMAGED: it is not what was kept
 *
 * Returns: (transfer full) (nullable): its content
 */
GBytes *
mado_attachment_load (MadoDesk *desk, const char *sha256, GError **error)
{
  g_autofree char *path = mado_attachment_get_path (desk, sha256);
  g_autofree char *hash = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                   "The attachment is not there any more");
      return NULL;
    }
  file = g_file_new_for_path (path);
  bytes = mado_json_load_file (file, MADO_JSON_MAX_FILE, NULL, error);
  if (bytes == NULL)
    return NULL;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (hash, sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "The attachment is not what was kept");
  return NULL;
}
