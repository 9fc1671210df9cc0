/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the schema of an open file step by step to the newest one, and refuses a file whose schema
 * is not ours. For mado-database.c only. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gint mado_migration_count_steps (const char *const *steps);
int mado_migration_get_version (sqlite3 *db, gint *version);
int mado_migration_step (sqlite3 *db, const char *const *steps, gint from);
int mado_migration_is_ours (sqlite3 *db, const char *const *steps, gint version, gboolean *ours);

G_END_DECLS
