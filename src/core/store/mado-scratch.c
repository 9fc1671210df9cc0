/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step down goes from an open folder to a name in it, so that nobody can put a link in the
 * way between the look and the removal. */
#include "core/store/mado-scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/store/mado-database.h"

/* The folder itself is locked by whoever puts a database in it. */
#define LOCK ".in-use"
#define DEPTH 8 /* folders within one another: a profile has three */

struct _MadoScratch
{
  char *path;
  int lock;
};

static gboolean
fail (const char *path, const char *what, GError **error)
{
  int code = errno;

  g_set_error (error, MADO_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? MADO_STORE_ERROR_FULL
                                                : MADO_STORE_ERROR_CANNOT_OPEN,
               "“%s”: %s: %s", path, what, g_strerror (code));
  return FALSE;
}

static int
open_folder (int at, const char *name)
{
  return openat (at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static gboolean remove_all (int at, const char *name, guint depth);

/* Takes @folder over. */
static gboolean
empty (int folder, guint depth)
{
  DIR *directory = fdopendir (folder);
  struct dirent *entry;
  gboolean is_done = TRUE;

  if (directory == NULL)
    {
      close (folder);
      return FALSE;
    }
  while ((entry = readdir (directory)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      is_done = remove_all (dirfd (directory), entry->d_name, depth) && is_done;
  closedir (directory);
  return is_done;
}

static gboolean
remove_all (int at, const char *name, guint depth)
{
  int folder;

  if (unlinkat (at, name, 0) == 0 || errno == ENOENT)
    return TRUE;
  folder = depth > 0 ? open_folder (at, name) : -1;
  return folder >= 0 && empty (folder, depth - 1) && unlinkat (at, name, AT_REMOVEDIR) == 0;
}

/* Whoever makes or removes folders in @root does so alone. Returns: -1 with errno */
static int
open_root (const char *root)
{
  int folder = open_folder (AT_FDCWD, root);

  if (folder >= 0)
    while (flock (folder, LOCK_EX) != 0 && errno == EINTR)
      ;
  return folder;
}

/* Returns: the lock that says that @folder is in use, taken; -1 with errno: it is somebody else's
 */
static int
take_lock (int folder, int flags)
{
  int lock = openat (folder, LOCK, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | flags, 0600);
  int code;

  if (lock < 0 || flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  code = errno;
  close (lock);
  errno = code;
  return -1;
}

/* Returns: -1 with errno */
static int
make_locked (char *path)
{
  int folder = g_mkdtemp (path) != NULL ? open_folder (AT_FDCWD, path) : -1;
  int lock = folder >= 0 ? take_lock (folder, O_CREAT | O_EXCL) : -1;

  if (folder >= 0)
    close (folder);
  return lock;
}

/**
 * mado_scratch_new:
 * @root: (type filename): the folder in which it is to lie, made when it is not there; a link is
 *   refused
 * @error: MADO_STORE_ERROR_CANNOT_OPEN, MADO_STORE_ERROR_FULL
 *
 * Returns: (transfer full) (nullable): a folder with nothing in it but its lock
 */
MadoScratch *
mado_scratch_new (const char *root, GError **error)
{
  g_autofree char *path = NULL;
  MadoScratch *self;
  int parent, lock;

  g_return_val_if_fail (root != NULL, NULL);

  path = g_build_filename (root, "XXXXXX", NULL);
  parent = g_mkdir_with_parents (root, 0700) == 0 ? open_root (root) : -1;
  lock = parent >= 0 ? make_locked (path) : -1;
  if (lock < 0)
    fail (root, "no folder can be made in it", error);
  if (parent >= 0)
    close (parent);
  if (lock < 0)
    return NULL;
  self = g_new0 (MadoScratch, 1);
  self->path = g_steal_pointer (&path);
  self->lock = lock;
  return self;
}

/**
 * mado_scratch_get_path:
 *
 * Returns: (transfer none) (type filename): the folder
 */
const char *
mado_scratch_get_path (MadoScratch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * mado_scratch_free:
 * @self: (transfer full) (nullable)
 *
 * Removes the folder with all that is in it. What cannot be removed is left to
 * mado_scratch_clean().
 */
void
mado_scratch_free (MadoScratch *self)
{
  if (self == NULL)
    return;
  remove_all (AT_FDCWD, self->path, DEPTH);
  close (self->lock);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_in_use (int parent, const char *name)
{
  int folder = open_folder (parent, name);
  int lock = folder >= 0 ? take_lock (folder, 0) : -1;
  gboolean is_locked = folder >= 0 && lock < 0 && errno == EWOULDBLOCK;

  if (lock >= 0)
    close (lock);
  if (folder >= 0)
    close (folder);
  return is_locked;
}

/**
 * mado_scratch_clean:
 * @root: (type filename): as for mado_scratch_new(); it may be missing
 * @error: MADO_STORE_ERROR_CANNOT_OPEN: something is still there
 *
 * Removes the folders whose programs have ended, and whatever else lies there.
 */
gboolean
mado_scratch_clean (const char *root, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean is_done = TRUE;
  struct dirent *entry;
  DIR *directory;
  int parent;

  g_return_val_if_fail (root != NULL, FALSE);

  parent = open_root (root);
  if (parent < 0)
    return errno == ENOENT || fail (root, "cannot be looked into", error);
  directory = fdopendir (parent);
  if (directory == NULL)
    {
      fail (root, "cannot be looked into", error);
      close (parent);
      return FALSE;
    }
  while ((entry = readdir (directory)) != NULL)
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      g_ptr_array_add (names, g_strdup (entry->d_name));
  for (guint i = 0; i < names->len; i++)
    if (!is_in_use (parent, names->pdata[i]))
      is_done = remove_all (parent, names->pdata[i], DEPTH) && is_done;
  if (!is_done)
    fail (root, "something in it cannot be removed", error);
  closedir (directory);
  return is_done;
}
