/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hardened connections to a file, before anything of ours is in it. For mado-database.c only. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

int mado_database_connect_to_read (const char *path, sqlite3 **db);
int mado_database_connect_to_write (const char *path, gboolean durable, sqlite3 **db);
int mado_database_connect_plainly (const char *path, sqlite3 **db);
void mado_database_connect_error (const char *path, sqlite3 *db, int code, GError **error);

G_END_DECLS
