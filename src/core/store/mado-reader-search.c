/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a request in their order: its first page at once, and all of them. */
#include "core/store/mado-reader-private.h"

#define MANY 100000 /* rows: what reading them took is given back */

/* What a request comes to. */
typedef enum
{
  PLAN_NOTHING, /* a search over everything for nothing */
  PLAN_RANK,
  PLAN_DAY,
  PLAN_NAME,
  PLAN_SORT,
} Plan;

/* The kinds that have no date are listed by name; a mixture of both kinds has only its days in
 * common. */
static gboolean
is_by_name (const MadoRequest *request, guint32 kinds)
{
  if (request->order == MADO_ORDER_NEWEST)
    return FALSE;
  for (guint kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if ((kinds & (1u << kind)) && mado_kind_is_dated (kind))
      return FALSE;
  return TRUE;
}

static guint32
get_kinds (const MadoRequest *request)
{
  guint32 kinds = request->kinds ? request->kinds : G_MAXUINT32;

  if (request->query != NULL && mado_query_get_kinds (request->query) != 0)
    kinds &= mado_query_get_kinds (request->query);
  return kinds;
}

static Plan
choose_plan (const MadoRequest *request, const char *match)
{
  if (request->kinds == 0 && request->query != NULL && mado_query_is_empty (request->query))
    return PLAN_NOTHING;
  if (match != NULL && request->order == MADO_ORDER_DEFAULT)
    return PLAN_RANK;
  if (mado_reader_must_sort (request, get_kinds (request)))
    return PLAN_SORT;
  return is_by_name (request, get_kinds (request)) ? PLAN_NAME : PLAN_DAY;
}

/* One kind's rows by name, walked beside those of other kinds. */
typedef struct
{
  sqlite3_stmt *statement;
  gboolean is_done;
} Names;

static gboolean
advance (MadoReader *self, Names *names, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  names->is_done = !mado_database_step (self->database, names->statement, cancellable, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint
compare_names (Names *one, Names *two)
{
  int n_one = sqlite3_column_bytes (one->statement, 1);
  int n_two = sqlite3_column_bytes (two->statement, 1);
  int n = MIN (n_one, n_two);
  int order = n > 0 ? memcmp (sqlite3_column_blob (one->statement, 1),
                              sqlite3_column_blob (two->statement, 1), n)
                    : 0;

  return order != 0 ? order : n_one - n_two;
}

static Names *
find_least (Names *names, guint n)
{
  Names *least = NULL;

  for (guint i = 0; i < n; i++)
    if (!names[i].is_done && (least == NULL || compare_names (&names[i], least) < 0))
      least = &names[i];
  return least;
}

/* Each kind has a statement of its own text, since they are open at the same time. */
static sqlite3_stmt *
prepare_names (MadoReader *self, MadoKind kind, MadoLanguage language, GBytes *const *range,
               GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT row, key FROM name_order WHERE kind = %d"
                                          " AND language = ?1 AND key >= ?2 AND key < ?3"
                                          " ORDER BY key, row",
                                          kind);
  sqlite3_stmt *statement = mado_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int (statement, 1, language);
  for (int i = 0; i < 2; i++)
    {
      gsize size;
      const void *key = g_bytes_get_data (range[i], &size);

      sqlite3_bind_blob (statement, 2 + i, size > 0 ? key : "", (int) size, SQLITE_TRANSIENT);
    }
  return statement;
}

/* Merges the kinds' rows of a stretch of names. @only (nullable): the rows to keep. */
static gboolean
append_by_name (MadoReader *self, const MadoRequest *request, GBytes *const *range,
                GHashTable *only, guint limit, GArray *rowids, GCancellable *cancellable,
                GError **error)
{
  guint32 kinds = get_kinds (request);
  Names names[MADO_N_KINDS];
  guint n = 0;
  gboolean fine = TRUE;
  Names *least;

  for (guint kind = MADO_KIND_NONE + 1; fine && kind < MADO_N_KINDS; kind++)
    if (kinds & (1u << kind))
      {
        Names *one = &names[n];

        one->statement
            = prepare_names (self, kind, mado_reader_get_name_language (request), range, error);
        n += one->statement != NULL;
        fine = one->statement != NULL && advance (self, one, cancellable, error);
      }
  while (fine && (limit == 0 || rowids->len < limit) && (least = find_least (names, n)) != NULL)
    {
      gint64 rowid = sqlite3_column_int64 (least->statement, 0);

      if (only == NULL || g_hash_table_contains (only, &rowid))
        g_array_append_val (rowids, rowid);
      fine = advance (self, least, cancellable, error);
    }
  for (guint i = 0; i < n; i++)
    sqlite3_reset (names[i].statement);
  return fine;
}

static GArray *
list_by_name (MadoReader *self, const MadoRequest *request, GHashTable *only, guint limit,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) ranges = mado_reader_list_key_ranges (request, error);

  if (ranges == NULL)
    return NULL;
  for (guint i = 0; i < ranges->len && (limit == 0 || rowids->len < limit); i += 2)
    if (!append_by_name (self, request, (GBytes *const *) ranges->pdata + i, only, limit, rowids,
                         cancellable, error))
      return NULL;
  return g_steal_pointer (&rowids);
}

/* The rows that the request's query leaves, in no order of use but their own; @limit a stretch. */
static GArray *
list_matching (MadoReader *self, const MadoRequest *request, const char *match, guint limit,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) stretches
      = mado_reader_list_stretches (self, request->kinds, request->query, error);

  if (stretches == NULL)
    return NULL;
  if (match == NULL)
    return mado_reader_list_rows (self, stretches, limit, cancellable, error);
  return mado_reader_list_hits (self, match, stretches, limit, cancellable, error);
}

static GHashTable *
to_set (GArray *rowids)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < rowids->len; i++)
    g_hash_table_add (set, &g_array_index (rowids, gint64, i));
  return set;
}

/* Does the query leave out any row of its kinds? */
static gboolean
is_filtered (const MadoRequest *request, const char *match)
{
  gint first;
  gint last;

  return match != NULL
         || (request->query != NULL
             && (mado_query_get_marks (request->query) != 0
                 || mado_query_get_days (request->query, &first, &last)));
}

static GArray *
list_in_order (MadoReader *self, const MadoRequest *request, Plan plan, const char *match,
               guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GHashTable) only = NULL;

  if (plan == PLAN_NAME && !is_filtered (request, match))
    return list_by_name (self, request, NULL, limit, cancellable, error);
  rows = list_matching (self, request, match, plan == PLAN_DAY ? limit : 0, cancellable, error);
  if (rows == NULL)
    return NULL;
  if (plan == PLAN_NAME)
    {
      only = to_set (rows);
      return list_by_name (self, request, only, limit, cancellable, error);
    }
  mado_reader_order_by_day (rows);
  if (plan == PLAN_SORT && !mado_reader_sort (self, request, rows, cancellable, error))
    return NULL;
  if (limit > 0 && rows->len > limit)
    g_array_set_size (rows, limit);
  return g_steal_pointer (&rows);
}

/**
 * mado_reader_first:
 * @request: what to show
 * @limit: how many records at most
 * @more: (out): whether there may be others
 *
 * The first records of the request in their order. Its cost does not grow with the store: a section
 * reads one more row than asked, a search looks at MADO_READER_CANDIDATES hits.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoHit) (nullable): the records
 */
GPtrArray *
mado_reader_first (MadoReader *self, const MadoRequest *request, guint limit, gboolean *more,
                   GCancellable *cancellable, GError **error)
{
  g_autofree char *match = NULL;
  g_autoptr (GArray) rows = NULL;
  const MadoRanking *ranking;
  const GArray *found;
  Plan plan;

  g_return_val_if_fail (self != NULL && request != NULL && more != NULL && limit > 0, NULL);

  match = request->query ? mado_query_to_match (request->query, FALSE) : NULL;
  plan = choose_plan (request, match);
  *more = FALSE;
  if (plan == PLAN_NOTHING)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_hit_unref);
  if (plan == PLAN_RANK)
    {
      ranking = mado_reader_rank (self, request->query, request->kinds, limit, cancellable, error);
      if (ranking == NULL)
        return NULL;
      found = ranking->rowids;
      *more = !ranking->complete;
    }
  else
    {
      rows = list_in_order (self, request, plan, match, limit + 1, cancellable, error);
      if (rows == NULL)
        return NULL;
      found = rows;
    }
  *more = *more || found->len > limit;
  return mado_reader_page (self, (const gint64 *) (gpointer) found->data, MIN (found->len, limit),
                           request->query, cancellable, error);
}

/* The candidates in their order, then the other hits, latest first. */
static GArray *
list_ranked (MadoReader *self, const MadoRequest *request, const char *match,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) others = NULL;
  g_autoptr (GHashTable) ranked = NULL;
  const MadoRanking *ranking
      = mado_reader_rank (self, request->query, request->kinds, 0, cancellable, error);

  if (ranking == NULL)
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (rows, ranking->rowids->data, ranking->rowids->len);
  if (ranking->complete)
    return g_steal_pointer (&rows);

  others = list_matching (self, request, match, 0, cancellable, error);
  if (others == NULL)
    return NULL;
  ranked = to_set (ranking->rowids);
  mado_reader_order_by_day (others);
  for (guint i = 0; i < others->len; i++)
    {
      gint64 rowid = g_array_index (others, gint64, i);

      if (!g_hash_table_contains (ranked, &rowid))
        g_array_append_val (rows, rowid);
    }
  return g_steal_pointer (&rows);
}

/**
 * mado_reader_all:
 * @request: what to show
 * @counts: (out caller-allocates) (optional) (array fixed-size=MADO_N_KINDS): hits a kind
 *
 * Every row of the request in its order. Begins with the rows that mado_reader_first() gives, as
 * long as the store does not change in between.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the rowids
 */
GArray *
mado_reader_all (MadoReader *self, const MadoRequest *request, guint64 *counts,
                 GCancellable *cancellable, GError **error)
{
  g_autofree char *match = NULL;
  g_autoptr (GArray) rows = NULL;
  Plan plan;

  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  match = request->query ? mado_query_to_match (request->query, FALSE) : NULL;
  plan = choose_plan (request, match);
  if (plan == PLAN_NOTHING)
    rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  else if (plan == PLAN_RANK)
    rows = list_ranked (self, request, match, cancellable, error);
  else
    rows = list_in_order (self, request, plan, match, 0, cancellable, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; counts != NULL && i < MADO_N_KINDS; i++)
    counts[i] = 0;
  for (guint i = 0; counts != NULL && i < rows->len; i++)
    {
      guint64 kind = MADO_ROWID_KIND (g_array_index (rows, gint64, i));

      if (kind < MADO_N_KINDS)
        counts[kind]++;
    }
  if (rows->len > MANY)
    mado_database_give_back_memory (self->database);
  return g_steal_pointer (&rows);
}
