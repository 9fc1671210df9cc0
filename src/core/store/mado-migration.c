/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema steps, each one transaction, and the comparison of a file's schema with what they make. */
#include "core/store/mado-migration.h"

#include "core/store/mado-tokens.h"

gint
mado_migration_count_steps (const char *const *steps)
{
  gint n = 0;

  while (steps[n] != NULL)
    n++;
  return n;
}

/* Returns: an SQLite code */
int
mado_migration_get_version (sqlite3 *db, gint *version)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);

  *version = 0;
  if (code != SQLITE_OK)
    return code;
  if (sqlite3_step (statement) == SQLITE_ROW)
    *version = sqlite3_column_int (statement, 0);
  return sqlite3_finalize (statement);
}

static int
run_step (sqlite3 *db, const char *step, gint from)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", from + 1);
  gint version = 0;
  int code = mado_migration_get_version (db, &version);

  /* Another process may have taken this step while we waited for the lock. */
  if (code != SQLITE_OK || version != from)
    return code;
  code = sqlite3_exec (db, step, NULL, NULL, NULL);
  return code == SQLITE_OK ? sqlite3_exec (db, mark, NULL, NULL, NULL) : code;
}

/* Takes the schema from version @from to the next one, wholly or not at all. Returns: an SQLite
 * code */
int
mado_migration_step (sqlite3 *db, const char *const *steps, gint from)
{
  int code = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  if (code != SQLITE_OK)
    return code;
  code = run_step (db, steps[from], from);
  if (code == SQLITE_OK)
    code = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (code != SQLITE_OK && !sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return code;
}

static const char list_schema[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                                  " ORDER BY type, name, tbl_name";

/* The tables that FTS5 makes for itself quote their names; their text differs between SQLite
 * versions. */
static gboolean
is_shadow (const char *sql)
{
  return sql != NULL && g_str_has_prefix (sql, "CREATE TABLE '");
}

static gboolean
is_same_row (sqlite3_stmt *found, sqlite3_stmt *expected)
{
  const char *sql = (const char *) sqlite3_column_text (expected, 3);

  for (int i = 0; i < 3; i++)
    if (g_strcmp0 ((const char *) sqlite3_column_text (found, i),
                   (const char *) sqlite3_column_text (expected, i))
        != 0)
      return FALSE;
  if (is_shadow (sql))
    return is_shadow ((const char *) sqlite3_column_text (found, 3));
  return g_strcmp0 ((const char *) sqlite3_column_text (found, 3), sql) == 0;
}

static int
compare (sqlite3 *db, sqlite3 *model, gboolean *same)
{
  sqlite3_stmt *found = NULL, *expected = NULL;
  int code = sqlite3_prepare_v2 (db, list_schema, -1, &found, NULL);
  int found_code = SQLITE_ROW, expected_code = SQLITE_ROW;

  *same = FALSE;
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (model, list_schema, -1, &expected, NULL);
  while (code == SQLITE_OK && found_code == SQLITE_ROW)
    {
      found_code = sqlite3_step (found);
      expected_code = sqlite3_step (expected);
      *same = found_code == expected_code;
      if (*same && found_code == SQLITE_ROW)
        *same = is_same_row (found, expected);
      if (!*same)
        break;
    }
  /* Out of memory, SQLite gives NULL for a text that is there: that is no other schema. */
  if (!*same && (sqlite3_errcode (db) == SQLITE_NOMEM || sqlite3_errcode (model) == SQLITE_NOMEM))
    code = SQLITE_NOMEM;
  sqlite3_finalize (expected);
  if (expected_code != SQLITE_ROW && expected_code != SQLITE_DONE)
    code = expected_code;
  if (found_code != SQLITE_ROW && found_code != SQLITE_DONE)
    code = found_code;
  sqlite3_finalize (found);
  return code;
}

/*
 * mado_migration_is_ours:
 * @version: how many of @steps the file has seen
 * @ours: (out): whether its schema is exactly what they make: no table, view, trigger or index more
 *
 * A file may come from a stranger. What is not ours never runs (defensive, triggers and views off),
 * but a table that has our name and another form would still lead us astray.
 *
 * Returns: an SQLite code
 */
int
mado_migration_is_ours (sqlite3 *db, const char *const *steps, gint version, gboolean *ours)
{
  sqlite3 *model = NULL;
  int code = sqlite3_open_v2 (
      ":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, NULL);

  *ours = FALSE;
  if (code == SQLITE_OK)
    code = mado_tokens_register (model);
  for (gint i = 0; code == SQLITE_OK && i < version; i++)
    code = sqlite3_exec (model, steps[i], NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = compare (db, model, ours);
  sqlite3_close (model);
  return code;
}
