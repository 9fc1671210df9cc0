/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for the desk's files by their names. */
#include "core/store/mado-desk-path.h"

#include <string.h>
#include <sys/stat.h>

static char *
make_path (const char *profile, guint number)
{
  g_autofree char *name
      = number > 1 ? g_strdup_printf ("desk-%u.db", number) : g_strdup ("desk.db");

  return g_build_filename (profile, name, NULL);
}

/* Whatever stands there: what is no file is for who opens it to refuse. */
static gboolean
is_taken (const char *path)
{
  struct stat status;

  return lstat (path, &status) == 0;
}

static guint
find_number (const char *profile)
{
  guint number = 1;

  while (TRUE)
    {
      g_autofree char *path = make_path (profile, number + 1);

      if (!is_taken (path))
        return number;
      number++;
    }
}

char *
mado_desk_path_current (const char *profile)
{
  return make_path (profile, find_number (profile));
}

char *
mado_desk_path_next (const char *profile)
{
  return make_path (profile, find_number (profile) + 1);
}

/* desk.db.backup-1, desk-2.db.backup-3; not what is still being made */
static gboolean
is_backup (const char *name)
{
  const char *mark = strstr (name, ".db.backup-");

  return g_str_has_prefix (name, "desk") && mark != NULL
         && strspn (mark + strlen (".db.backup-"), "0123456789")
                == strlen (mark) - strlen (".db.backup-");
}

char *
mado_desk_path_backup (const char *profile)
{
  g_autoptr (GDir) folder = g_dir_open (profile, 0, NULL);
  g_autofree char *newest = NULL;
  struct timespec when = { 0, 0 };
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (profile, name, NULL);
      struct stat status;

      if (!is_backup (name) || lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      if (newest != NULL
          && (status.st_mtim.tv_sec < when.tv_sec
              || (status.st_mtim.tv_sec == when.tv_sec && status.st_mtim.tv_nsec <= when.tv_nsec)))
        continue;
      when = status.st_mtim;
      g_free (newest);
      newest = g_steal_pointer (&path);
    }
  return g_steal_pointer (&newest);
}
