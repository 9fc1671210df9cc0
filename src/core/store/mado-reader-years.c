/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How records spread over the years, and where and how an organisation or a theme appears. A
 * record's day stands in its rowid, so that nothing of it is read; every question has a limit. */
#include "core/store/mado-reader-private.h"

#define FIRST_YEAR 1800 /* of which the first day is day 0 */

static gint
get_year (gint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, FIRST_YEAR);
  g_date_add_days (&date, day);
  return g_date_get_year (&date);
}

static gint
compare_years (gconstpointer a, gconstpointer b)
{
  return ((const MadoYearCount *) a)->year - ((const MadoYearCount *) b)->year;
}

/* Rowids of a kind descend, so equal years lie together. */
static void
count_rowid (GArray *years, gint64 rowid)
{
  const gint day = MADO_ROWID_DAY (rowid);
  MadoYearCount count = { 0, 1 };

  if (day == 0 || !mado_kind_is_dated (MADO_ROWID_KIND (rowid)))
    return;
  count.year = get_year (day);
  for (guint i = years->len; i > 0; i--)
    {
      MadoYearCount *one = &g_array_index (years, MadoYearCount, i - 1);

      if (one->year == count.year)
        {
          one->count++;
          return;
        }
    }
  g_array_append_val (years, count);
}

/* Whether one of the stretches gave as much as it was asked for. */
static gboolean
is_cut (GArray *rowids, guint limit)
{
  guint in_row = 0;

  for (guint i = 0; i < rowids->len; i++)
    {
      const gint64 rowid = g_array_index (rowids, gint64, i);

      if (i > 0
          && MADO_ROWID_KIND (rowid) == MADO_ROWID_KIND (g_array_index (rowids, gint64, i - 1)))
        in_row++;
      else
        in_row = 1;
      if (in_row >= limit)
        return TRUE;
    }
  return FALSE;
}

/* The rows of a kind that a question leaves, at most @limit of each, newest first. */
static GArray *
list_some (MadoReader *self, guint32 kinds, MadoQuery *query, guint limit,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *match = query != NULL ? mado_query_to_match (query, FALSE) : NULL;
  g_autoptr (GArray) stretches = mado_reader_list_stretches (self, kinds, query, error);

  if (stretches == NULL)
    return NULL;
  if (match == NULL)
    return mado_reader_list_rows (self, stretches, limit, cancellable, error);
  return mado_reader_list_hits (self, match, stretches, limit, cancellable, error);
}

/**
 * mado_reader_count_hits:
 * @request: its order does not matter
 * @limit: records of each kind that are counted at most; not 0
 * @count: (out): how many there are
 * @more: (out): whether there may be more than @count, which is then a least number
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE with @error set
 */
gboolean
mado_reader_count_hits (MadoReader *self, const MadoRequest *request, guint limit, guint64 *count,
                        gboolean *more, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rowids = NULL;

  g_return_val_if_fail (self != NULL && request != NULL && limit > 0, FALSE);

  rowids = list_some (self, request->kinds, request->query, limit, cancellable, error);
  if (rowids == NULL)
    return FALSE;
  *count = rowids->len;
  *more = is_cut (rowids, limit);
  return TRUE;
}

/**
 * mado_reader_count_years:
 * @kinds: bit 1 << MadoKind; 0: all
 * @query: (nullable): only its hits
 * @limit: records of each kind that are looked at, the newest; not 0
 * @is_sample: (out) (optional): whether there may be more of a kind than that
 *
 * The year of a record is that of the day by which it is sorted: a period counts where it begins, a
 * call where it closes. Records without a day, and kinds that are sorted by name, are left out.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoYearCount) (nullable): the years that have any, the
 *   earliest first; %NULL with @error set
 */
GArray *
mado_reader_count_years (MadoReader *self, guint32 kinds, MadoQuery *query, guint limit,
                         gboolean *is_sample, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (MadoYearCount));
  g_autoptr (GArray) rowids = NULL;

  g_return_val_if_fail (self != NULL && limit > 0, NULL);

  rowids = list_some (self, kinds, query, limit, cancellable, error);
  if (rowids == NULL)
    return NULL;
  for (guint i = 0; i < rowids->len; i++)
    count_rowid (years, g_array_index (rowids, gint64, i));
  g_array_sort (years, compare_years);
  if (is_sample != NULL)
    *is_sample = is_cut (rowids, limit);
  return g_steal_pointer (&years);
}

/**
 * mado_appearances_free:
 * @self: (nullable) (transfer full)
 */
void
mado_appearances_free (MadoAppearances *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  g_free (self);
}

/* The totals that the writer keeps: exact at any size. */
static gboolean
read_counts (MadoReader *self, const char *field, const char *id, MadoAppearances *appearances,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT kind, count FROM codes WHERE field = ?1 AND value = ?2"
                               " AND kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, field, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, id, -1, SQLITE_STATIC);
  while (mado_database_step (self->database, statement, NULL, &local))
    {
      const gint64 kind = sqlite3_column_int64 (statement, 0);

      appearances->counts[kind] = sqlite3_column_int64 (statement, 1);
      appearances->total += appearances->counts[kind];
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
free_value (gpointer data)
{
  MadoFacetValue *value = data;

  g_free (value->value);
  g_free (value);
}

/* A record in which it has two roles counts for both. */
static gboolean
read_roles (MadoReader *self, const char *id, guint limit, MadoAppearances *appearances,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database,
      "SELECT rel, count (*) FROM (SELECT rel FROM links WHERE target = ?1 AND role = 1"
      " ORDER BY source DESC LIMIT ?2) GROUP BY rel ORDER BY 2 DESC, 1",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, limit);
  while (mado_database_step (self->database, statement, cancellable, &local))
    {
      MadoFacetValue *value = g_new0 (MadoFacetValue, 1);

      value->value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      value->count = sqlite3_column_int64 (statement, 1);
      g_ptr_array_add (appearances->roles, value);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_reader_read_appearances:
 * @kind: %MADO_KIND_ORGANISATION or %MADO_KIND_THEME
 * @id: an organisation's or a theme's
 * @limit: records of each kind that are looked at for the years, and participations for the roles;
 *   not 0
 *
 * The counts are exact. Where there are more records than @limit, years and roles are those of some
 * of them only, the newest of each kind, and @is_sample says so.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
MadoAppearances *
mado_reader_read_appearances (MadoReader *self, MadoKind kind, const char *id, guint limit,
                              GCancellable *cancellable, GError **error)
{
  const gboolean is_theme = kind == MADO_KIND_THEME;
  g_autoptr (MadoAppearances) appearances = g_new0 (MadoAppearances, 1);
  g_autofree char *text = NULL;
  g_autoptr (MadoQuery) query = NULL;

  g_return_val_if_fail (self != NULL && id != NULL && limit > 0, NULL);
  g_return_val_if_fail (is_theme || kind == MADO_KIND_ORGANISATION, NULL);

  appearances->roles = g_ptr_array_new_with_free_func (free_value);
  text = g_strdup_printf ("%s:\"%s\"", is_theme ? "themes" : "participants", id);
  query = mado_query_parse (text, NULL, NULL, error);
  if (query == NULL
      || !read_counts (self, is_theme ? "themes" : "participants", id, appearances, error)
      || (!is_theme && !read_roles (self, id, limit, appearances, cancellable, error)))
    return NULL;
  appearances->years = mado_reader_count_years (self, 0, query, limit, &appearances->is_sample,
                                                cancellable, error);
  if (appearances->total > limit)
    appearances->is_sample = TRUE;
  return appearances->years != NULL ? g_steal_pointer (&appearances) : NULL;
}
