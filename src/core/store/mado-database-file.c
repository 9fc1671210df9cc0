/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a database: accepted only when regular, replaced only when nobody has them open. */
#include "core/store/mado-database-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/mado-database.h"

#define LOCK_ATTEMPTS 40
#define LOCK_PAUSE (50 * G_TIME_SPAN_MILLISECOND) /* 2 s in all, as SQLite's own busy timeout */

static const char *const companions[] = { "-wal", "-shm", "-journal", NULL };

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_autofree char *name = g_filename_display_basename (path);
  int code = errno;

  g_set_error (error, MADO_STORE_ERROR,
               code == ENOSPC || code == EDQUOT || code == EIO ? MADO_STORE_ERROR_FULL
                                                               : MADO_STORE_ERROR_CANNOT_OPEN,
               "%s: %s: %s", name, what, g_strerror (code));
  return FALSE;
}

/* A symbolic link would let whoever can write the folder choose what is overwritten, and a FIFO
 * would hang the program. */
static gboolean
check_regular (const char *path, MadoFileState *state, GError **error)
{
  struct stat status;

  *state = MADO_FILE_MISSING;
  if (lstat (path, &status) != 0)
    return errno == ENOENT ? TRUE : fail (error, path, "cannot be looked at");
  if (!S_ISREG (status.st_mode))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN, "%s: not a regular file",
                   name);
      return FALSE;
    }
  *state = status.st_size > 0 ? MADO_FILE_FULL : MADO_FILE_EMPTY;
  return TRUE;
}

/* What desks keep of people is for the user alone. */
gboolean
mado_database_file_make_folder (const char *path, GError **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || fail (error, path, "the folder cannot be made");
}

/*
 * mado_database_file_resolve:
 * @path: any bytes that a file name may have
 * @state: (out): what stands there
 *
 * The folder may be reached through symbolic links (a home often is), the file may not.
 *
 * Returns: (transfer full) (nullable): the absolute path, so that SQLite takes no name for an
 * address or for a database in memory
 */
char *
mado_database_file_resolve (const char *path, MadoFileState *state, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);
  g_autofree char *resolved = NULL;

  if (real == NULL)
    {
      fail (error, path, "its folder cannot be opened");
      return NULL;
    }
  resolved = g_build_filename (real, name, NULL);
  free (real);
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *companion = g_strconcat (resolved, companions[i], NULL);

      if (!check_regular (companion, state, error))
        return NULL;
    }
  if (!check_regular (resolved, state, error))
    return NULL;
  return g_steal_pointer (&resolved);
}

/* Whether there is a write-ahead log with something in it. */
gboolean
mado_database_file_has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return lstat (log, &status) == 0 && status.st_size > 0;
}

/*
 * mado_database_file_lock:
 * @exclusive: to replace the file, else to use it
 *
 * SQLite's own locks do not survive a rename: who has opened the old file, and waits, would then
 * take the new one's log for its own. So everybody who uses the file holds a shared lock on its
 * folder. Where the file system knows no such lock (some network ones), there is none.
 *
 * Returns: a descriptor to close when done; -1 with @error, -1 without one where locks are unknown
 */
int
mado_database_file_lock (const char *path, gboolean exclusive, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (descriptor < 0)
    {
      fail (error, path, "its folder cannot be opened");
      return -1;
    }
  for (guint i = 0; i < LOCK_ATTEMPTS; i++)
    {
      if (flock (descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
        return descriptor;
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          close (descriptor);
          return -1;
        }
      g_usleep (LOCK_PAUSE);
    }
  close (descriptor);
  errno = EBUSY;
  fail (error, path, "another program uses it");
  return -1;
}

/* Writes what the system still holds of the file or folder @path to the disk. */
gboolean
mado_database_file_sync (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean synced;

  if (descriptor < 0)
    return fail (error, path, "cannot be opened");
  /* Some file systems cannot sync a folder and say EINVAL; they keep its order by themselves. */
  synced = fsync (descriptor) == 0 || errno == EINVAL || errno == EROFS;
  if (!synced)
    fail (error, path, "cannot be written");
  close (descriptor);
  return synced;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return mado_database_file_sync (folder, error);
}

/* SQLite says nothing when it could not play the log into the file at closing; the log is then
 * still there, and would be left behind. */
static gboolean
check_whole (const char *made, GError **error)
{
  if (!mado_database_file_has_log (made))
    return mado_database_file_sync (made, error);
  errno = EIO;
  return fail (error, made, "could not be finished");
}

/*
 * mado_database_file_appear:
 *
 * Gives the whole file @made the name @path, unless another process was quicker: then its file
 * stays, and
 * @made is removed.
 */
gboolean
mado_database_file_appear (const char *made, const char *path, GError **error)
{
  if (!check_whole (made, error))
    return FALSE;
  if (renameat2 (AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return sync_folder (path, error);
  if ((errno == EINVAL || errno == ENOSYS) && link (made, path) == 0)
    {
      unlink (made);
      return sync_folder (path, error);
    }
  if (errno != EEXIST)
    return fail (error, path, "cannot be made");
  unlink (made);
  return TRUE;
}

/*
 * mado_database_file_replace:
 *
 * Puts @made in the place of @path. The caller holds the exclusive lock. The old log goes first,
 * else it would be played into the new file.
 */
gboolean
mado_database_file_replace (const char *made, const char *path, GError **error)
{
  if (!check_whole (made, error))
    return FALSE;
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      if (unlink (companion) != 0 && errno != ENOENT)
        return fail (error, companion, "cannot be removed");
    }
  if (g_rename (made, path) != 0)
    return fail (error, path, "cannot be replaced");
  return sync_folder (path, error);
}

/* Removes a database that was never finished. */
void
mado_database_file_remove (const char *path)
{
  for (guint i = 0; companions[i] != NULL; i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      unlink (companion);
    }
  unlink (path);
}
