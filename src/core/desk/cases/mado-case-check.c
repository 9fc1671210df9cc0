/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what the cases are listed and found by is what their events say: it is made again, and
 * compared, in a transaction that is never finished. */
#include "core/desk/cases/mado-case-projection.h"
#include "core/desk/cases/mado-case-traces.h"
#include "core/desk/cases/mado-cases-private.h"

#include <string.h>

static gboolean
digest_rows (MadoDatabase *database, const char *sql, GChecksum *checksum,
             GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (mado_database_step (database, statement, cancellable, &local))
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        const char *text = (const char *) sqlite3_column_text (statement, i);
        gsize length = text != NULL ? strlen (text) + 1 : 0;

        g_checksum_update (checksum, (const guchar *) &length, sizeof length);
        if (text != NULL)
          g_checksum_update (checksum, (const guchar *) text, (gssize) length);
      }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static char *
digest (MadoDatabase *database, GCancellable *cancellable, GError **error)
{
  static const char *const tables[] = {
    "SELECT * FROM cases ORDER BY row",
    "SELECT * FROM case_links ORDER BY record, row",
    "SELECT * FROM case_counts ORDER BY key",
    "SELECT rowid, * FROM case_search ORDER BY rowid",
  };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!digest_rows (database, tables[i], checksum, cancellable, error))
      return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/* FTS5 compares its index with the text that it keeps. */
static gboolean
check_index (MadoDatabase *database, GPtrArray *wrong, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (mado_database_exec (
          database, "INSERT INTO case_search (case_search) VALUES ('integrity-check')", &local))
    return TRUE;
  if (!g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_ptr_array_add (wrong, g_strdup ("desk.db: the index of the cases is damaged"));
  return TRUE;
}

static gboolean
compare (MadoDatabase *database, GPtrArray *wrong, GCancellable *cancellable, GError **error)
{
  g_autofree char *before = digest (database, cancellable, error);
  g_autofree char *after = NULL;

  if (before == NULL || !mado_case_projection_rebuild (database, TRUE, cancellable, error))
    return FALSE;
  after = digest (database, cancellable, error);
  if (after != NULL && strcmp (before, after) != 0)
    g_ptr_array_add (
        wrong, g_strdup ("desk.db: what the cases are listed by is not what their events say"));
  return after != NULL;
}

/**
 * mado_cases_check:
 * @wrong: (element-type utf8): gets a sentence for each thing that mado_cases_rebuild() heals,
 *   or mado_case_traces_sweep()
 *
 * Nothing is changed. A desk that cannot be written is not looked at.
 */
gboolean
mado_cases_check (MadoDesk *desk, GPtrArray *wrong, GCancellable *cancellable, GError **error)
{
  MadoDatabase *database;
  gboolean done;

  g_return_val_if_fail (desk != NULL && wrong != NULL, FALSE);

  if (mado_desk_get_reason (desk) != NULL)
    return TRUE;
  database = mado_desk_get_database (desk);
  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = check_index (database, wrong, error)
         && (wrong->len > 0 || compare (database, wrong, cancellable, error))
         && mado_case_traces_check (desk, wrong, error);
  mado_database_exec (database, "ROLLBACK", NULL);
  return done;
}
