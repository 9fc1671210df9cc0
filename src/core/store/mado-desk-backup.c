/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the desk a day, so that what is restored one day is of that day or the one before. It
 * stands beside the backups that are made before a schema step, and is found in the same way. */
#include "core/store/mado-desk-private.h"

#include <string.h>

#define KEPT 5 /* days on which the desk was used */
#define MARK ".backup-"
#define DIGITS 8 /* of a day, 20261127: a schema step has fewer */

/* The day that a file beside @base is the backup of; NULL where it is none. */
static const char *
find_day (const char *base, const char *name)
{
  const char *day;

  if (!g_str_has_prefix (name, base) || !g_str_has_prefix (name + strlen (base), MARK))
    return NULL;
  day = name + strlen (base) + strlen (MARK);
  return strlen (day) == DIGITS && strspn (day, "0123456789") == DIGITS ? day : NULL;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (element-type utf8): the names of the daily backups of the file @base in @folder, the oldest
 * first. */
static GPtrArray *
list_days (const char *folder, const char *base, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (find_day (base, name) != NULL)
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static gboolean
remove_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;

  if (g_file_delete (file, NULL, &local_error)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
remove_oldest (const char *folder, GPtrArray *names, GError **error)
{
  for (guint i = 0; i + KEPT < names->len; i++)
    if (!remove_file (folder, g_ptr_array_index (names, i), error))
      return FALSE;
  return TRUE;
}

/**
 * mado_desk_back_up:
 * @today: by the clock of who works at the desk
 *
 * Copies the desk beside itself unless that was done on that day, and keeps the copies of the last
 * five days on which it was. A copy appears when it is whole and on the disk, and only then an old
 * one goes. A desk that cannot be written is not copied: it may be what a copy is needed for.
 *
 * Returns: %FALSE with @error when it could not be copied
 */
gboolean
mado_desk_back_up (MadoDesk *self, GDateTime *today, GError **error)
{
  const char *path;
  g_autofree char *folder = NULL, *base = NULL, *day = NULL, *wanted = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (self != NULL && today != NULL, FALSE);

  if (mado_desk_is_read_only (self, NULL))
    return TRUE;
  path = mado_database_get_path (self->database);
  folder = g_path_get_dirname (path);
  base = g_path_get_basename (path);
  names = list_days (folder, base, error);
  if (names == NULL)
    return FALSE;
  day = g_date_time_format (today, "%Y%m%d");
  wanted = g_strconcat (base, MARK, day, NULL);
  if (!g_ptr_array_find_with_equal_func (names, wanted, g_str_equal, NULL))
    {
      g_autofree char *copy = g_build_filename (folder, wanted, NULL);

      if (!mado_database_copy_to (self->database, copy, error))
        return FALSE;
      g_ptr_array_add (names, g_steal_pointer (&wanted));
      g_ptr_array_sort (names, compare_names);
    }
  return remove_oldest (folder, names, error);
}

/* Every copy of any desk but @but, of a schema step and half made ones too. */
static gboolean
remove_others (const char *folder, const char *but, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "desk") && strstr (name, ".db" MARK) != NULL
        && !g_str_equal (name, but) && !remove_file (folder, name, error))
      return FALSE;
  return TRUE;
}

/**
 * mado_desk_renew_backups:
 * @today: by the clock of who works at the desk
 *
 * Copies the desk as it is now, and removes every older copy that the program has made.
 *
 * Returns: %FALSE with @error when there may still be an older one
 */
gboolean
mado_desk_renew_backups (MadoDesk *self, GDateTime *today, GError **error)
{
  const char *path;
  g_autofree char *folder = NULL, *base = NULL, *day = NULL, *name = NULL, *copy = NULL;

  g_return_val_if_fail (self != NULL && self->database != NULL && today != NULL, FALSE);

  path = mado_database_get_path (self->database);
  folder = g_path_get_dirname (path);
  base = g_path_get_basename (path);
  day = g_date_time_format (today, "%Y%m%d");
  name = g_strconcat (base, MARK, day, NULL);
  copy = g_build_filename (folder, name, NULL);
  return mado_database_copy_to (self->database, copy, error) && remove_others (folder, name, error);
}

GPtrArray *
mado_desk_list_damaged (MadoDesk *self)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = NULL, *base = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (self != NULL, paths);

  if (self->database == NULL)
    return paths;
  folder = g_path_get_dirname (mado_database_get_path (self->database));
  base = g_path_get_basename (mado_database_get_path (self->database));
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "desk") && g_str_has_suffix (name, ".db")
        && !g_str_equal (name, base))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}
