/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows a request can mean, and walks over them: stretches of rowids, the records and the hits
 * in them, the order of days. */
#include "core/store/mado-desk-path.h"
#include "core/store/mado-reader-private.h"

static void
add_stretch (GArray *stretches, MadoKind kind, gint first, gint last)
{
  MadoStretch stretch = { MADO_ROWID (kind, first, 0), MADO_ROWID (kind, last, 0xffffff) };

  g_array_append_val (stretches, stretch);
}

static gint
compare_stretches (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const MadoStretch *) a)->first;
  gint64 two = ((const MadoStretch *) b)->first;

  return one > two ? -1 : one < two;
}

/* The marks of the desk, and since which of its schema steps it knows them. */
static const struct
{
  MadoMarks mark;
  const char *sql;
  gint step;
} marks[] = {
  { MADO_MARK_STARRED, "SELECT id FROM stars", 1 },
  { MADO_MARK_UNREAD, "SELECT id FROM arrivals WHERE unread = 1", 2 },
  { MADO_MARK_NOTED, "SELECT id FROM notes", 3 },
};

/* Each record in @stretches whose id @statement gives becomes a stretch of its own. */
static GArray *
keep_listed (MadoReader *self, MadoDatabase *desk, sqlite3_stmt *statement, GArray *stretches,
             GError **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (MadoStretch));
  g_autoptr (GError) local = NULL;

  while (mado_database_step (desk, statement, NULL, &local))
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      gint64 row;
      gboolean found = id != NULL && mado_reader_find_row (self, id, &row, &local);

      for (guint i = 0; found && i < stretches->len; i++)
        {
          const MadoStretch *stretch = &g_array_index (stretches, MadoStretch, i);
          MadoStretch one = { row, row };

          if (row >= stretch->first && row <= stretch->last)
            g_array_append_val (kept, one);
        }
      if (local != NULL)
        break;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_array_sort (kept, compare_stretches);
  return g_steal_pointer (&kept);
}

/* The records in @stretches that have all the marks @wanted. */
static GArray *
keep_marked (MadoReader *self, MadoMarks wanted, GArray *stretches, GError **error)
{
  g_autofree char *path = mado_desk_path_current (self->profile);
  g_autoptr (GArray) kept = g_array_ref (stretches);
  g_autoptr (MadoDatabase) desk = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_array_new (FALSE, FALSE, sizeof (MadoStretch)); /* the first mark makes the desk */
  desk = mado_database_open (path, mado_schema_desk, MADO_DATABASE_READ_ONLY | MADO_DATABASE_OLDER,
                             error);
  if (desk == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      sqlite3_stmt *statement;
      GArray *narrower;

      if (!(wanted & marks[i].mark))
        continue;
      if (mado_database_get_version (desk) < marks[i].step)
        return g_array_new (FALSE, FALSE, sizeof (MadoStretch));
      statement = mado_database_prepare (desk, marks[i].sql, error);
      narrower = statement ? keep_listed (self, desk, statement, kept, error) : NULL;
      if (narrower == NULL)
        return NULL;
      g_array_unref (kept);
      kept = narrower;
    }
  return g_steal_pointer (&kept);
}

GArray *
mado_reader_list_stretches (MadoReader *self, guint32 kinds, MadoQuery *query, GError **error)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (MadoStretch));
  guint32 mask = kinds ? kinds : G_MAXUINT32;
  gint first = 0;
  gint last = MADO_MAX_DAY;

  if (query != NULL && mado_query_get_kinds (query) != 0)
    mask &= mado_query_get_kinds (query);
  if (query != NULL && mado_query_get_days (query, &first, &last))
    {
      first = MAX (first, 1); /* 0 stands for "undated" */
      last = MIN (last, MADO_MAX_DAY);
    }
  if (first > last)
    return g_steal_pointer (&stretches);
  for (guint kind = MADO_N_KINDS - 1; kind > MADO_KIND_NONE; kind--)
    if (mask & (1u << kind))
      add_stretch (stretches, kind, first, last);
  if (query != NULL && mado_query_get_marks (query) != 0)
    return keep_marked (self, mado_query_get_marks (query), stretches, error);
  return g_steal_pointer (&stretches);
}

/* Appends the rowids that @statement gives, its first column; %FALSE and @error on failure. */
static gboolean
append_rows (MadoReader *self, sqlite3_stmt *statement, GArray *rowids, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) local = NULL;

  while (mado_database_step (self->database, statement, cancellable, &local))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rowids, rowid);
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GArray *
mado_reader_list_hits (MadoReader *self, const char *match, GArray *stretches, guint limit,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Merging the lists of a prefix cannot be interrupted, and the next key would wait for it. */
  g_autofree char *spelled = mado_reader_spell_out (self, match, error);
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT rowid FROM search WHERE search MATCH ?1"
                               " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC LIMIT ?4",
                               error);

  if (spelled == NULL || statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, spelled, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, limit > 0 ? (gint64) limit : -1);
  for (guint i = 0; i < stretches->len; i++)
    {
      guint top = i;

      /* Without a limit, stretches that touch are walked in one go: each start of the statement
       * would merge the lists of a prefix again. */
      while (limit == 0 && i + 1 < stretches->len
             && g_array_index (stretches, MadoStretch, i + 1).last + 1
                    == g_array_index (stretches, MadoStretch, i).first)
        i++;
      sqlite3_bind_int64 (statement, 2, g_array_index (stretches, MadoStretch, i).first);
      sqlite3_bind_int64 (statement, 3, g_array_index (stretches, MadoStretch, top).last);
      if (!append_rows (self, statement, rowids, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&rowids);
}

static gint
compare_rowids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return one > two ? -1 : one < two;
}

/* (element-type utf8): the sets that have records, each found by one step in the index. */
static GPtrArray *
list_sets (MadoReader *self, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database, "SELECT min (set_name) FROM records WHERE set_name > ?1", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, "", -1, SQLITE_STATIC);
  while (mado_database_step (self->database, statement, NULL, &local)
         && sqlite3_column_type (statement, 0) == SQLITE_TEXT)
    {
      g_ptr_array_add (sets, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
      sqlite3_reset (statement);
      sqlite3_bind_text (statement, 1, g_ptr_array_index (sets, sets->len - 1), -1, SQLITE_STATIC);
    }
  if (local == NULL)
    return g_steal_pointer (&sets);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* All rows of a stretch, from the index of sets: the table itself holds the records' text, and
 * walking it would read all of that. */
static gboolean
append_stretch (MadoReader *self, const MadoStretch *stretch, GPtrArray *sets, GArray *rowids,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT rowid FROM records INDEXED BY records_by_set"
                               " WHERE set_name = ?1 AND rowid BETWEEN ?2 AND ?3"
                               " ORDER BY rowid DESC",
                               error);
  guint n_filled = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 2, stretch->first);
  sqlite3_bind_int64 (statement, 3, stretch->last);
  for (guint i = 0; i < sets->len; i++)
    {
      guint before = found->len;

      sqlite3_bind_text (statement, 1, g_ptr_array_index (sets, i), -1, SQLITE_STATIC);
      if (!append_rows (self, statement, found, cancellable, error))
        return FALSE;
      n_filled += found->len > before;
    }
  if (n_filled > 1)
    g_array_sort (found, compare_rowids);
  if (found->len > 0)
    g_array_append_vals (rowids, found->data, found->len);
  return TRUE;
}

GArray *
mado_reader_list_rows (MadoReader *self, GArray *stretches, guint limit, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) sets = limit > 0 ? NULL : list_sets (self, error);
  g_autoptr (MadoStatement) statement = NULL;

  if (limit == 0 && sets == NULL)
    return NULL;
  statement = mado_database_prepare (self->database,
                                     "SELECT rowid FROM records WHERE rowid BETWEEN ?1 AND ?2"
                                     " ORDER BY rowid DESC LIMIT ?3",
                                     error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 3, limit);
  for (guint i = 0; i < stretches->len; i++)
    {
      const MadoStretch *stretch = &g_array_index (stretches, MadoStretch, i);
      gboolean done;

      sqlite3_bind_int64 (statement, 1, stretch->first);
      sqlite3_bind_int64 (statement, 2, stretch->last);
      done = limit > 0 ? append_rows (self, statement, rowids, cancellable, error)
                       : append_stretch (self, stretch, sets, rowids, cancellable, error);
      if (!done)
        return NULL;
    }
  return g_steal_pointer (&rowids);
}

/* Within a kind descending rowids are descending days already, so this merges at most as many runs
 * as there are kinds, in one pass. */
void
mado_reader_order_by_day (GArray *rowids)
{
  g_autofree gint64 *sorted = NULL;
  guint next[MADO_N_KINDS];
  guint end[MADO_N_KINDS];
  guint n_runs = 0;

  for (guint i = 0; i < rowids->len; i++)
    {
      gint64 rowid = g_array_index (rowids, gint64, i);
      gint64 before = i > 0 ? g_array_index (rowids, gint64, i - 1) : -1;

      if (i > 0 && MADO_ROWID_KIND (rowid) == MADO_ROWID_KIND (before))
        {
          end[n_runs - 1] = i + 1;
          continue;
        }
      g_return_if_fail (n_runs < MADO_N_KINDS);
      next[n_runs] = i;
      end[n_runs++] = i + 1;
    }
  if (n_runs < 2)
    return;
  sorted = g_new (gint64, rowids->len);
  for (guint i = 0; i < rowids->len; i++)
    {
      guint best = MADO_N_KINDS;
      gint best_day = -1;

      for (guint run = 0; run < n_runs; run++)
        {
          gint day = next[run] < end[run]
                         ? MADO_ROWID_DAY (g_array_index (rowids, gint64, next[run]))
                         : -1;

          if (day > best_day)
            {
              best = run;
              best_day = day;
            }
        }
      sorted[i] = g_array_index (rowids, gint64, next[best]);
      next[best]++;
    }
  memcpy (rowids->data, sorted, rowids->len * sizeof (gint64));
}
