/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each view is a range of an index, read from its end. */
#include "core/desk/lists/mado-case-list-private.h"

#include <string.h>

#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-cases-private.h"
#include "core/store/mado-snippet.h"

#define PIECE 1024 /* bytes */
#define OVERLAP 128
#define MAX_VALUES 64 /* of one filter */

static const struct
{
  const char *word;
  const char *where;
} views[MADO_N_CASE_VIEWS] = {
  [MADO_CASE_VIEW_ALL] = { "all", NULL },
  [MADO_CASE_VIEW_LIVE] = { "live", "stage = 1" },
  [MADO_CASE_VIEW_MINE] = { "mine", "stage = 1 AND assignee = :who AND rests <= :today" },
  [MADO_CASE_VIEW_DUE] = { "due", "stage = 1 AND waiting = 0 AND rests <= :today" },
  [MADO_CASE_VIEW_WAITING] = { "waiting", "stage = 1 AND waiting = 1" },
  [MADO_CASE_VIEW_UNASSIGNED] = { "unassigned", "stage = 1 AND assignee = '' AND rests <= :today" },
  [MADO_CASE_VIEW_NO_NEXT] = { "no-next", "stage = 1 AND waiting = 0 AND rests = ''" },
  [MADO_CASE_VIEW_DONE] = { "done", "stage = 2" },
};

const char *
mado_case_view_to_word (MadoCaseView view)
{
  g_return_val_if_fail (view < MADO_N_CASE_VIEWS, NULL);

  return views[view].word;
}

MadoCaseView
mado_case_view_from_word (const char *word)
{
  MadoCaseView view = 0;

  while (view < MADO_N_CASE_VIEWS && g_strcmp0 (views[view].word, word) != 0)
    view++;
  return view;
}

/* The column of a field; the others are called as the field is. */
static const char *
get_column (MadoCaseField field)
{
  return field == MADO_CASE_NEXT ? "rests" : mado_case_field_to_word (field);
}

/* What a filter asks for: one of several values, or the empty one. */
static GStrv
split_values (const char *values)
{
  static const char *const none[] = { "", NULL };

  return *values != '\0' ? g_strsplit (values, "\n", MAX_VALUES) : g_strdupv ((GStrv) none);
}

static void
append_filter (GString *sql, MadoCaseField field, const char *wanted)
{
  g_auto (GStrv) values = split_values (wanted);
  const char *column = get_column (field);

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_string_append (sql, i == 0 ? " AND (" : " OR ");
      if (field == MADO_CASE_TAGS)
        g_string_append_printf (sql, "instr (',' || tags || ',', ',' || :tags%u || ',') > 0", i);
      else
        g_string_append_printf (sql, "%s = :%s%u", column, column, i);
    }
  g_string_append_c (sql, ')');
}

/* Conditions are written with names of parameters: no value is ever part of a statement. */
void
mado_case_list_append_filters (GString *sql, const MadoCaseRequest *request)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (request->values[field] != NULL)
      append_filter (sql, field, request->values[field]);
  if (request->is_own)
    g_string_append (sql, " AND assignee IN (:who, '')");
  if (request->number != 0)
    g_string_append (sql, " AND number = :number");
  if (request->record != NULL)
    g_string_append (sql, " AND row IN (SELECT row FROM case_links WHERE record = :record)");
}

const char *
mado_case_list_get_where (MadoCaseView view)
{
  return views[view].where != NULL ? views[view].where : "stage > 0";
}

static void
append_range (GString *sql, const MadoCaseRequest *request, const char *where)
{
  /* Left alone SQLite would take a narrower range and sort it. */
  g_string_append_printf (
      sql, "SELECT " MADO_CASE_ROW_COLUMNS " FROM cases %sWHERE %s",
      request->view == MADO_CASE_VIEW_DUE ? "INDEXED BY cases_by_received " : "", where);
  mado_case_list_append_filters (sql, request);
  if (request->view == MADO_CASE_VIEW_DUE)
    g_string_append (sql, " ORDER BY received");
  else
    {
      if (request->after != NULL)
        g_string_append (sql, " AND (updated, row) < (:updated, :row)");
      g_string_append (sql, " ORDER BY updated DESC, row DESC LIMIT :limit");
    }
}

/* Of what is live and what is done, each from the end of its own range. */
static void
append_both (GString *sql, const MadoCaseRequest *request)
{
  g_string_append (sql, "SELECT * FROM (");
  append_range (sql, request, "stage = 1");
  g_string_append (sql, ") UNION ALL SELECT * FROM (");
  append_range (sql, request, "stage = 2");
  g_string_append (sql, ") ORDER BY updated DESC, row DESC LIMIT :limit");
}

static void
append_search (GString *sql, const MadoCaseRequest *request)
{
  g_string_append_printf (sql,
                          "SELECT " MADO_CASE_ROW_COLUMNS " FROM case_search JOIN cases"
                          " ON row = case_search.rowid WHERE case_search MATCH :match AND %s",
                          mado_case_list_get_where (request->view));
  mado_case_list_append_filters (sql, request);
  g_string_append (sql, " ORDER BY case_search.rowid DESC LIMIT :limit");
}

static void
bind_text (sqlite3_stmt *statement, const char *name, const char *text)
{
  int at = sqlite3_bind_parameter_index (statement, name);

  if (at > 0)
    sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

static void
bind_number (sqlite3_stmt *statement, const char *name, gint64 number)
{
  int at = sqlite3_bind_parameter_index (statement, name);

  if (at > 0)
    sqlite3_bind_int64 (statement, at, number);
}

static void
bind_filter (sqlite3_stmt *statement, MadoCaseField field, const char *wanted)
{
  g_auto (GStrv) values = split_values (wanted);

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf (":%s%u", get_column (field), i);

      bind_text (statement, name, values[i]);
    }
}

void
mado_case_list_bind (sqlite3_stmt *statement, const MadoCaseRequest *request, const char *match,
                     guint limit)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (request->values[field] != NULL)
      bind_filter (statement, field, request->values[field]);
  bind_text (statement, ":record", request->record);
  bind_text (statement, ":who", request->who != NULL ? request->who : "");
  /* Above every day. */
  bind_text (statement, ":today", request->today != NULL ? request->today : "~");
  bind_text (statement, ":match", match);
  bind_number (statement, ":number", request->number);
  bind_number (statement, ":limit", limit);
  bind_number (statement, ":updated", request->after != NULL ? request->after->updated : 0);
  bind_number (statement, ":row", request->after != NULL ? request->after->row : 0);
}

static MadoCaseDue
judge (const MadoCaseRequest *request, const MadoCaseRow *row)
{
  return request->view == MADO_CASE_VIEW_DUE && request->is_due != NULL
             ? request->is_due (row, request->due_data)
             : MADO_CASE_IS_DUE;
}

/* Appends the rows of a statement, each once, up to @limit. */
static gboolean
take_rows (MadoDatabase *database, sqlite3_stmt *statement, const MadoCaseRequest *request,
           guint limit, GPtrArray *rows, GCancellable *cancellable, GError **error)
{
  MadoCaseDue due = MADO_CASE_IS_DUE;
  g_autoptr (GError) local = NULL;

  while (rows->len < limit && due != MADO_CASE_NONE_IS_DUE
         && mado_database_step (database, statement, cancellable, &local))
    {
      g_autoptr (MadoCaseRow) row = mado_case_row_read (statement);
      gboolean known = FALSE;

      for (guint i = 0; request->query != NULL && i < rows->len; i++)
        known = known || ((MadoCaseRow *) rows->pdata[i])->row == row->row;
      due = judge (request, row);
      if (!known && due == MADO_CASE_IS_DUE)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
run (MadoDatabase *database, GString *sql, const MadoCaseRequest *request, const char *match,
     guint limit, GPtrArray *rows, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql->str, error);

  if (statement == NULL)
    return FALSE;
  mado_case_list_bind (statement, request, match, limit);
  return take_rows (database, statement, request, limit, rows, cancellable, error);
}

/* Looks a piece at a time: the first place is enough, and a case may be long. */
static char *
find_passage (GPtrArray *needles, const char *text)
{
  gsize length = strlen (text);

  for (gsize at = 0; at < length;)
    {
      const char *end = text + MIN (length, at + PIECE);
      g_autofree char *piece = NULL;
      g_autoptr (GArray) ranges = NULL;

      while ((*end & 0xc0) == 0x80)
        end--;
      piece = g_strndup (text + at, (gsize) (end - text) - at);
      ranges = mado_needles_find (needles, piece);
      if (ranges->len > 0)
        {
          const MadoRange *first = &g_array_index (ranges, MadoRange, 0);

          return g_strdelimit (mado_snippet_cut (text, at + first->start, at + first->end), "\n\t",
                               ' ');
        }
      if ((gsize) (end - text) == length)
        return NULL;
      /* What lies across the cut is found in the next piece. */
      end -= OVERLAP;
      while ((*end & 0xc0) == 0x80)
        end--;
      at = (gsize) (end - text);
    }
  return NULL;
}

/* Shows where the words are, unless they are in the title. */
static gboolean
add_snippet (MadoDatabase *database, MadoCaseRow *row, GPtrArray *needles, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT text_en, text_ja, names FROM case_search WHERE rowid = ?1", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->row);
  if (!mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  for (int i = 0; found && row->snippet == NULL && i < 3; i++)
    {
      const char *text = (const char *) sqlite3_column_text (statement, i);

      row->snippet = text != NULL ? find_passage (needles, text) : NULL;
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_snippets (MadoDatabase *database, GPtrArray *rows, MadoQuery *query, GError **error)
{
  GPtrArray *needles = mado_query_get_needles (query);

  for (guint i = 0; i < rows->len; i++)
    {
      MadoCaseRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GArray) in_title = mado_needles_find (needles, row->values[MADO_CASE_TITLE]);

      if (in_title->len == 0 && !add_snippet (database, row, needles, error))
        return FALSE;
    }
  return TRUE;
}

/* Of a query only its words mean something to a case. */
gboolean
mado_case_list_check (const MadoCaseRequest *request, GError **error)
{
  MadoQuery *query = request->query;
  g_auto (GStrv) fields = query != NULL ? mado_query_list_fields (query) : NULL;
  gint first, last;

  if (query == NULL)
    return TRUE;
  if (g_strv_length (fields) == 0 && mado_query_get_kinds (query) == 0
      && mado_query_get_marks (query) == 0 && !mado_query_get_days (query, &first, &last))
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY,
               "Cases are searched by words, and filtered by their fields: “%s” asks for records",
               mado_query_get_text (query));
  return FALSE;
}

static gboolean
search (MadoDatabase *database, const MadoCaseRequest *request, guint limit, GPtrArray *rows,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (!mado_case_list_check (request, error))
    return FALSE;
  append_search (sql, request);
  for (guint titles = 2; titles-- > 0;)
    {
      g_autofree char *match = mado_query_to_match (request->query, titles);

      if (match != NULL && !run (database, sql, request, match, limit, rows, cancellable, error))
        return FALSE;
    }
  return add_snippets (database, rows, request->query, error);
}

/**
 * mado_case_list:
 * @limit: rows at most
 * @error: MADO_STORE_ERROR; BAD_QUERY when the query asks for more than words
 *
 * Returns: (transfer full) (nullable) (element-type MadoCaseRow): the rows in their order
 */
GPtrArray *
mado_case_list (MadoDesk *desk, const MadoCaseRequest *request, guint limit,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_row_unref);
  g_autoptr (GString) sql = g_string_new (NULL);
  MadoDatabase *database;
  gboolean is_fine;

  g_return_val_if_fail (desk != NULL && request != NULL, NULL);
  g_return_val_if_fail (request->view < MADO_N_CASE_VIEWS, NULL);

  database = mado_cases_get_readable (desk, error);
  if (database == NULL || !mado_cases_make_current (desk, error))
    return NULL;
  if (request->query != NULL && !mado_query_is_empty (request->query))
    is_fine = search (database, request, limit, rows, cancellable, error);
  else
    {
      if (request->view == MADO_CASE_VIEW_ALL)
        append_both (sql, request);
      else
        append_range (sql, request, views[request->view].where);
      is_fine = run (database, sql, request, NULL, limit, rows, cancellable, error);
    }
  return is_fine ? g_steal_pointer (&rows) : NULL;
}

static gboolean
read_count (MadoDatabase *database, const char *sql, const MadoCaseRequest *request,
            const char *key, gint64 *count, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  mado_case_list_bind (statement, request, NULL, 0);
  bind_text (statement, ":key", key);
  if (mado_database_step (database, statement, cancellable, &local))
    *count += sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What is due is counted by looking at what can be. */
static gboolean
count_due (MadoDesk *desk, const MadoCaseRequest *request, guint *count, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) rows = mado_case_list (desk, request, G_MAXUINT, cancellable, error);

  *count = rows != NULL ? rows->len : 0;
  return rows != NULL;
}

/**
 * mado_case_list_count:
 * @request: its view, who and today; the rest is not looked at, but for VIEW_DUE
 * @count: (out): cases in the view
 *
 * Reads counters, and of the resting cases one by one those that a view leaves out.
 */
gboolean
mado_case_list_count (MadoDesk *desk, const MadoCaseRequest *request, guint *count,
                      GCancellable *cancellable, GError **error)
{
  static const char kept[] = "SELECT count FROM case_counts WHERE key = :key";
  static const char resting[]
      = "SELECT -count (*) FROM cases INDEXED BY cases_by_waiting WHERE stage = 1"
        " AND waiting IN (0, 1) AND rests > :today AND assignee = :who";
  static const char *const keys[MADO_N_CASE_VIEWS][2] = {
    [MADO_CASE_VIEW_ALL] = { "live", "done" }, [MADO_CASE_VIEW_LIVE] = { "live" },
    [MADO_CASE_VIEW_WAITING] = { "waiting" },  [MADO_CASE_VIEW_NO_NEXT] = { "no-next" },
    [MADO_CASE_VIEW_DONE] = { "done" },
  };
  g_autofree char *assignee = NULL;
  MadoCaseRequest own;
  MadoDatabase *database;
  gint64 total = 0;

  g_return_val_if_fail (desk != NULL && request != NULL && count != NULL, FALSE);

  if (request->view == MADO_CASE_VIEW_DUE)
    return count_due (desk, request, count, cancellable, error);
  database = mado_cases_get_readable (desk, error);
  if (database == NULL || !mado_cases_make_current (desk, error))
    return FALSE;
  own = *request;
  if (request->view == MADO_CASE_VIEW_UNASSIGNED)
    own.who = "";
  if (request->view == MADO_CASE_VIEW_MINE || request->view == MADO_CASE_VIEW_UNASSIGNED)
    {
      assignee = g_strconcat ("assignee:", own.who, NULL);
      if (!read_count (database, kept, &own, assignee, &total, cancellable, error)
          || !read_count (database, resting, &own, NULL, &total, cancellable, error))
        return FALSE;
    }
  for (guint i = 0; i < 2 && keys[request->view][i] != NULL; i++)
    if (!read_count (database, kept, &own, keys[request->view][i], &total, cancellable, error))
      return FALSE;
  *count = (guint) MAX (0, total);
  return TRUE;
}
