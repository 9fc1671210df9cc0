/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a database does with files and folders, as files: which ones it accepts, how a new one takes
 * the place of an old one, and the lock that keeps both apart. For mado-database.c only. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_FILE_MISSING,
  MADO_FILE_EMPTY,
  MADO_FILE_FULL,
} MadoFileState;

gboolean mado_database_file_make_folder (const char *path, GError **error);
char *mado_database_file_resolve (const char *path, MadoFileState *state, GError **error);
gboolean mado_database_file_has_log (const char *path);

int mado_database_file_lock (const char *path, gboolean exclusive, GError **error);

gboolean mado_database_file_sync (const char *path, GError **error);
gboolean mado_database_file_appear (const char *made, const char *path, GError **error);
gboolean mado_database_file_replace (const char *made, const char *path, GError **error);
void mado_database_file_remove (const char *path);

G_END_DECLS
