/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders for which no index is kept: oldest first, the names of kinds that have a date, the
 * deadlines of calls. All rows are read and sorted. */
#include "core/model/mado-call.h"
#include "core/store/mado-reader-private.h"

#define MAX_NAME 256 /* characters of a name that its place depends on */

gboolean
mado_reader_must_sort (const MadoRequest *request, guint32 kinds)
{
  gboolean is_name = request->order == MADO_ORDER_NAME_EN || request->order == MADO_ORDER_NAME_JA;

  if (request->order == MADO_ORDER_OLDEST || request->order == MADO_ORDER_DEADLINE)
    return TRUE;
  for (guint kind = MADO_KIND_NONE + 1; is_name && kind < MADO_N_KINDS; kind++)
    if ((kinds & (1u << kind)) && mado_kind_is_dated (kind))
      return TRUE;
  return FALSE;
}

/* Undated rows stay last: nobody knows how old they are. */
static void
turn_round (GArray *rows)
{
  guint n = rows->len;

  while (n > 0 && MADO_ROWID_DAY (g_array_index (rows, gint64, n - 1)) == 0)
    n--;
  for (guint i = 0; i < n / 2; i++)
    {
      gint64 other = g_array_index (rows, gint64, i);

      g_array_index (rows, gint64, i) = g_array_index (rows, gint64, n - 1 - i);
      g_array_index (rows, gint64, n - 1 - i) = other;
    }
}

/* --- By name --- */

typedef struct
{
  gint64 rowid;
  GBytes *key;
} Named;

static void
clear_named (gpointer data)
{
  g_clear_pointer (&((Named *) data)->key, g_bytes_unref);
}

static gint
compare_named (gconstpointer a, gconstpointer b)
{
  const Named *one = a;
  const Named *two = b;
  gint order = g_bytes_compare (one->key, two->key);

  return order != 0 ? order : (one->rowid < two->rowid) - (one->rowid > two->rowid);
}

static GBytes *
make_key (UCollator *collator, const char *name)
{
  UChar wide[MAX_NAME];
  guint8 key[MAX_NAME * 4];
  int32_t length = 0;
  int32_t size;
  UErrorCode code = U_ZERO_ERROR;

  u_strFromUTF8WithSub (wide, MAX_NAME, &length, name, -1, 0xfffd, NULL, &code);
  size = ucol_getSortKey (collator, wide, MIN (length, MAX_NAME), key, sizeof key);
  return g_bytes_new (key, (gsize) MIN (size, (int32_t) sizeof key));
}

/* Titles stand in the index, so that no record is parsed. */
static gboolean
read_names (MadoReader *self, GArray *rows, MadoLanguage language, UCollator *collator,
            GArray *named, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database, "SELECT title_en, title_ja FROM search WHERE rowid = ?1", error);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; statement != NULL && i < rows->len; i++)
    {
      Named one = { g_array_index (rows, gint64, i), NULL };
      const char *name = NULL;

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, one.rowid);
      if (mado_database_step (self->database, statement, cancellable, &local))
        {
          int first = language == MADO_LANGUAGE_JA ? 1 : 0;

          name = (const char *) sqlite3_column_text (statement, first);
          if (name == NULL || *name == '\0')
            name = (const char *) sqlite3_column_text (statement, 1 - first);
        }
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      one.key = make_key (collator, name != NULL ? name : "");
      g_array_append_val (named, one);
    }
  return statement != NULL;
}

static gboolean
sort_by_name (MadoReader *self, const MadoRequest *request, GArray *rows, GCancellable *cancellable,
              GError **error)
{
  UCollator *collator = mado_reader_open_collator (request, error);
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  gboolean is_read;

  if (collator == NULL)
    return FALSE;
  g_array_set_clear_func (named, clear_named);
  is_read = read_names (self, rows, mado_reader_get_name_language (request), collator, named,
                        cancellable, error);
  ucol_close (collator);
  if (!is_read)
    return FALSE;
  g_array_sort (named, compare_named);
  for (guint i = 0; i < named->len; i++)
    g_array_index (rows, gint64, request->is_backwards ? named->len - 1 - i : i)
        = g_array_index (named, Named, i).rowid;
  return TRUE;
}

/* --- By deadline --- */

typedef struct
{
  guint rank; /* open calls, those to come, those of which nothing is known, those that are over */
  gint day;
} Deadline;

typedef struct
{
  gint64 rowid;
  Deadline deadline;
} Due;

static Deadline
make_deadline (const char *value, MadoVocabulary *vocabulary, gint today)
{
  g_autofree char *text = g_strdup (value);
  MadoCall call;
  guint state = mado_call_parse (&call, text) ? mado_call_judge (&call, vocabulary, today) : 0;

  if (state & MADO_CALL_OPEN)
    return (Deadline){ 0, call.closes };
  if (state & MADO_CALL_UPCOMING)
    return (Deadline){ 1, call.closes > 0 ? call.closes : G_MAXINT };
  if (state & MADO_CALL_CLOSED)
    return (Deadline){ 3, -call.closes };
  return (Deadline){ 2, call.closes > 0 ? -call.closes : 0 };
}

/* code → Deadline, for the codes that say when a call closes. */
static GHashTable *
read_deadlines (MadoReader *self, gint today, GError **error)
{
  g_autoptr (GHashTable) deadlines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database, "SELECT code, value FROM codes WHERE kind = ?1 AND field = ?2", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int (statement, 1, MADO_KIND_OPPORTUNITY);
  sqlite3_bind_text (statement, 2, MADO_CALL_FIELD, -1, SQLITE_STATIC);
  while (mado_database_step (self->database, statement, NULL, &local))
    {
      Deadline deadline = make_deadline ((const char *) sqlite3_column_text (statement, 1),
                                         self->vocabulary, today);

      g_hash_table_insert (deadlines,
                           GUINT_TO_POINTER ((guint) sqlite3_column_int64 (statement, 0)),
                           g_memdup2 (&deadline, sizeof deadline));
    }
  if (local == NULL)
    return g_steal_pointer (&deadlines);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static Deadline
find_deadline (sqlite3_stmt *statement, GHashTable *deadlines)
{
  const guint8 *blob = sqlite3_column_blob (statement, 0);
  guint n = (guint) sqlite3_column_bytes (statement, 0) / sizeof (guint32);

  for (guint i = 0; i < n; i++)
    {
      guint32 code;
      const Deadline *deadline;

      memcpy (&code, blob + i * sizeof code, sizeof code);
      deadline = g_hash_table_lookup (deadlines, GUINT_TO_POINTER (GUINT32_FROM_LE (code)));
      if (deadline != NULL)
        return *deadline;
    }
  return (Deadline){ 2, 0 };
}

static gint
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *one = a;
  const Due *two = b;

  if (one->deadline.rank != two->deadline.rank)
    return one->deadline.rank < two->deadline.rank ? -1 : 1;
  if (one->deadline.day != two->deadline.day)
    return one->deadline.day < two->deadline.day ? -1 : 1;
  return (one->rowid < two->rowid) - (one->rowid > two->rowid);
}

static gboolean
sort_by_deadline (MadoReader *self, GArray *rows, gint today, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GHashTable) deadlines = read_deadlines (self, today, error);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Due));
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database, "SELECT codes FROM record_codes WHERE rowid = ?1", error);

  if (deadlines == NULL || statement == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Due one = { g_array_index (rows, gint64, i), { 2, 0 } };

      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, one.rowid);
      if (mado_database_step (self->database, statement, cancellable, &local))
        one.deadline = find_deadline (statement, deadlines);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_array_append_val (due, one);
    }
  g_array_sort (due, compare_due);
  for (guint i = 0; i < due->len; i++)
    g_array_index (rows, gint64, i) = g_array_index (due, Due, i).rowid;
  return TRUE;
}

/*
 * mado_reader_sort:
 * @rows: (element-type gint64): every row of @request, latest first; sorted in place
 *
 * For orders for which mado_reader_must_sort().
 *
 * Returns: %FALSE with @error set
 */
gboolean
mado_reader_sort (MadoReader *self, const MadoRequest *request, GArray *rows,
                  GCancellable *cancellable, GError **error)
{
  gint today
      = request->query != NULL ? mado_query_get_today (request->query) : mado_call_get_today ();

  switch (request->order)
    {
    case MADO_ORDER_OLDEST:
      turn_round (rows);
      return TRUE;
    case MADO_ORDER_DEADLINE:
      return sort_by_deadline (self, rows, today, cancellable, error);
    case MADO_ORDER_NAME_EN:
    case MADO_ORDER_NAME_JA:
      return sort_by_name (self, request, rows, cancellable, error);
    default:
      return TRUE;
    }
}
