/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, links and counts of cases. What a row says follows from the events of its case and from
 * those of the cases it is merged with, never from the order in which they came. */
#include "core/desk/cases/mado-case-projection.h"

#include <string.h>

#include "core/desk/cases/mado-case-index.h"
#include "core/desk/cases/mado-case-person.h"
#include "core/desk/cases/mado-case-rows.h"
#include "core/store/mado-tokens.h"

/* What the rows are made by: whoever changes them counts up, and they are made anew. */
#define ROWS 2
#define RECIPE (1000 * ROWS + MADO_TOKENS_VERSION)

#define MAX_MERGES 64 /* cases in a chain */

/* A row as it is counted. */
typedef struct
{
  gint64 row;
  MadoCaseStage stage;
  gboolean waiting;
  char *assignee;
  char *rests;
} Counted;

static void
clear_counted (Counted *self)
{
  g_free (self->assignee);
  g_free (self->rests);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, clear_counted)

static gboolean
count_one (MadoDatabase *database, const char *key, const char *more, int by, GError **error)
{
  g_autofree char *whole = g_strconcat (key, more, NULL);
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "INSERT INTO case_counts (key, count) VALUES (?1, ?2)"
                               " ON CONFLICT (key) DO UPDATE SET count = count + excluded.count",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, whole, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, by);
  return mado_database_run (database, statement, error);
}

/* The keys of the views that a row is in (mado_case_list_count()). */
static gboolean
count (MadoDatabase *database, const Counted *counted, int by, GError **error)
{
  if (counted->stage == MADO_CASE_STAGE_MERGED)
    return TRUE;
  if (counted->stage == MADO_CASE_STAGE_DONE)
    return count_one (database, "done", "", by, error);
  if (!count_one (database, "live", "", by, error)
      || !count_one (database, "assignee:", counted->assignee, by, error))
    return FALSE;
  if (counted->waiting)
    return count_one (database, "waiting", "", by, error);
  return *counted->rests != '\0' || count_one (database, "no-next", "", by, error);
}

/* A case that is new here gets the next row; @is_new (out). */
static gboolean
find_row (MadoDatabase *database, const char *id, Counted *counted, gboolean *is_new,
          GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT row, stage, waiting, assignee, rests FROM cases WHERE id = ?1", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  *is_new = !found;
  if (found)
    {
      counted->row = sqlite3_column_int64 (statement, 0);
      counted->stage = (MadoCaseStage) sqlite3_column_int (statement, 1);
      counted->waiting = sqlite3_column_int (statement, 2);
      counted->assignee = g_strdup (mado_case_rows_get_text (database, statement, 3, error));
      if (counted->assignee != NULL)
        counted->rests = g_strdup (mado_case_rows_get_text (database, statement, 4, error));
      sqlite3_reset (statement);
      return counted->rests != NULL && count (database, counted, -1, error);
    }
  statement
      = mado_database_prepare (database, "SELECT coalesce (max (row), 0) + 1 FROM cases", error);
  if (statement == NULL || !mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  counted->row = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* Returns: %FALSE with @error; @into (out, nullable, transfer full) as the row says; @found */
static gboolean
read_merge (MadoDatabase *database, const char *id, gboolean *found, char **into, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT merged_into FROM cases WHERE id = ?1", error);

  *into = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, found, error))
    return FALSE;
  if (*found && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    {
      *into = g_strdup (mado_case_rows_get_text (database, statement, 0, error));
      sqlite3_reset (statement);
      return *into != NULL;
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Of cases that two people merged into each other, the one with the least id is shown. */
static char *
find_least (GPtrArray *path, guint from)
{
  const char *least = g_ptr_array_index (path, from);

  for (guint i = from + 1; i < path->len; i++)
    if (strcmp (path->pdata[i], least) < 0)
      least = path->pdata[i];
  return g_strdup (least);
}

char *
mado_case_projection_find_root (MadoDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *at = g_strdup (id);

  while (TRUE)
    {
      char *next;
      gboolean found;
      guint place;

      if (g_ptr_array_find_with_equal_func (path, at, g_str_equal, &place))
        return find_least (path, place);
      if (!read_merge (database, at, &found, &next, error))
        return NULL;
      if (!found && path->len > 0)
        return g_strdup (g_ptr_array_index (path, path->len - 1));
      if (next == NULL || path->len == MAX_MERGES)
        {
          g_free (next);
          return g_steal_pointer (&at);
        }
      g_ptr_array_add (path, at);
      at = next;
    }
}

static gboolean
list_sources (MadoDatabase *database, const char *id, GPtrArray *ids, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT id FROM cases WHERE merged_into = ?1 ORDER BY id", error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  while (local == NULL && mado_database_step (database, statement, NULL, &local))
    {
      const char *source = mado_case_rows_get_text (database, statement, 0, &local);

      if (source == NULL)
        sqlite3_reset (statement);
      else if (!g_ptr_array_find_with_equal_func (ids, source, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (source));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mado_case_projection_list_merged (MadoDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint self;

  g_ptr_array_add (ids, g_strdup (id));
  for (guint i = 0; i < ids->len && i < MAX_MERGES; i++)
    if (!list_sources (database, ids->pdata[i], ids, error))
      return NULL;
  g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &self);
  g_ptr_array_remove_index (ids, self);
  g_ptr_array_sort (ids, compare_ids);
  return g_steal_pointer (&ids);
}

static char *
describe_waits (MadoCase *self)
{
  GArray *waits = mado_case_get_waits (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < waits->len; i++)
    {
      const MadoCaseWait *wait = &g_array_index (waits, MadoCaseWait, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "-", i > 0 ? "," : "", wait->from);
      if (wait->to != G_MAXINT64)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, wait->to);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_disputed (MadoCase *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (mado_case_is_disputed (self, field))
      return TRUE;
  return FALSE;
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

static gboolean
put_row (MadoDatabase *database, MadoCase *self, const Counted *counted,
         const MadoCasePerson *person, GError **error)
{
  static const char sql[]
      = "INSERT OR REPLACE INTO cases (row, id, number, stage, title, status, assignee, priority,"
        " topic, direction, channel, language, country, tags, person, rests, name, organisation,"
        " opened, updated, received, waits, waiting, merged_into, disputed)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  g_autofree char *name = person != NULL ? mado_case_person_dup_name (person) : NULL;
  g_autofree char *waits = describe_waits (self);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, counted->row);
  bind_text (statement, 2, mado_case_get_id (self));
  sqlite3_bind_int64 (statement, 3, mado_case_get_number (self));
  sqlite3_bind_int (statement, 4, counted->stage);
  /* The fields stand in their order from here on. */
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    bind_text (statement, 5 + (int) field, mado_case_get_value (self, field));
  bind_text (statement, 17, name);
  bind_text (statement, 18, person != NULL ? person->organisation : NULL);
  sqlite3_bind_int64 (statement, 19, mado_case_get_opened_at (self));
  sqlite3_bind_int64 (statement, 20, mado_case_get_updated_at (self));
  sqlite3_bind_int64 (statement, 21, mado_case_get_received_at (self));
  bind_text (statement, 22, waits);
  sqlite3_bind_int (statement, 23, counted->waiting);
  if (mado_case_get_merged_into (self) != NULL)
    bind_text (statement, 24, mado_case_get_merged_into (self));
  sqlite3_bind_int (statement, 25, is_disputed (self));
  return mado_database_run (database, statement, error);
}

static gboolean
put_link (MadoDatabase *database, const char *record, gint64 row, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database, "INSERT OR IGNORE INTO case_links (record, row) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, record);
  sqlite3_bind_int64 (statement, 2, row);
  return mado_database_run (database, statement, error);
}

/* What a reply stands on belongs to the case as much as what was linked to it. */
static gboolean
put_citations (MadoDatabase *database, MadoCaseEvent *event, gint64 row, GError **error)
{
  const char *const *cited = mado_case_event_get_list (event, "citations");

  for (guint i = 0; cited != NULL && cited[i] != NULL; i++)
    if (!put_link (database, cited[i], row, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_links (MadoDatabase *database, MadoCase *self, gint64 row, gboolean is_new, GError **error)
{
  GPtrArray *links = mado_case_get_links (self);
  GPtrArray *events = mado_case_get_events (self);
  sqlite3_stmt *statement;

  if (!is_new)
    {
      statement = mado_database_prepare (database, "DELETE FROM case_links WHERE row = ?1", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row);
      if (!mado_database_run (database, statement, error))
        return FALSE;
    }
  for (guint i = 0; i < links->len; i++)
    if (!put_link (database, mado_case_event_get_text (links->pdata[i], "record"), row, error))
      return FALSE;
  for (guint i = 0; i < events->len; i++)
    if (mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_REPLIED
        && !put_citations (database, events->pdata[i], row, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_person (MadoDatabase *database, MadoCase *self, MadoCasePerson **person, GError **error)
{
  const char *id = mado_case_get_value (self, MADO_CASE_PERSON);

  *person = NULL;
  return *id == '\0' || mado_case_person_get (database, id, person, error);
}

/* The text of a case is searched with that of the cases merged into it. */
static gboolean
add_merged (MadoDatabase *database, MadoCase *self, MadoCaseText *text, GError **error)
{
  g_autoptr (GPtrArray) ids
      = mado_case_projection_list_merged (database, mado_case_get_id (self), error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GPtrArray) events = mado_case_rows_load (database, ids->pdata[i], error);
      g_autoptr (MadoCase) merged = NULL;
      g_autoptr (MadoCasePerson) person = NULL;

      if (events == NULL || events->len == 0)
        return events != NULL;
      merged = mado_case_fold (events);
      mado_case_text_add_case (text, merged);
      if (!read_person (database, merged, &person, error))
        return FALSE;
      if (person != NULL)
        mado_case_text_add_person (text, person);
    }
  return ids != NULL;
}

static gboolean
put_text (MadoDatabase *database, MadoCase *self, const Counted *counted,
          const MadoCasePerson *person, GError **error)
{
  g_autoptr (MadoCaseText) text = mado_case_text_new ();

  if (counted->stage == MADO_CASE_STAGE_MERGED)
    return mado_case_text_drop (database, counted->row, error);
  mado_case_text_add_case (text, self);
  if (person != NULL)
    mado_case_text_add_person (text, person);
  return add_merged (database, self, text, error)
         && mado_case_text_put (text, database, counted->row, error);
}

/* @is_new (out): the first time that this desk sees it */
static gboolean
put_one (MadoDatabase *database, MadoCase *self, gboolean with_text, gboolean *is_new,
         GError **error)
{
  const char *id = mado_case_get_id (self);
  g_auto (Counted) before = { 0 };
  g_auto (Counted) after = { 0 };
  g_autoptr (MadoCasePerson) person = NULL;
  g_autofree char *root = NULL;

  if (!find_row (database, id, &before, is_new, error)
      || !read_person (database, self, &person, error))
    return FALSE;
  after.row = before.row;
  after.stage = mado_case_status_get_stage (mado_case_get_value (self, MADO_CASE_STATUS));
  after.waiting = mado_case_status_is_waiting (mado_case_get_value (self, MADO_CASE_STATUS));
  after.assignee = g_strdup (mado_case_get_value (self, MADO_CASE_ASSIGNEE));
  after.rests = g_strdup (mado_case_get_value (self, MADO_CASE_NEXT));
  /* The row must say what it is merged into before the way to the root can be followed. */
  if (!put_row (database, self, &after, person, error))
    return FALSE;
  if (mado_case_get_merged_into (self) != NULL)
    {
      root = mado_case_projection_find_root (database, id, error);
      if (root == NULL)
        return FALSE;
      after.stage = strcmp (root, id) != 0 ? MADO_CASE_STAGE_MERGED : after.stage;
      if (!put_row (database, self, &after, person, error))
        return FALSE;
    }
  return count (database, &after, 1, error) && put_links (database, self, after.row, *is_new, error)
         && (!with_text || put_text (database, self, &after, person, error));
}

static gboolean
put_by_id (MadoDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) events = mado_case_rows_load (database, id, error);
  g_autoptr (MadoCase) self = NULL;
  gboolean is_new;

  if (events == NULL || events->len == 0)
    return events != NULL;
  self = mado_case_fold (events);
  return put_one (database, self, TRUE, &is_new, error);
}

/* Those that a merge shows together look at each other: each is put again. */
static gboolean
put_around (MadoDatabase *database, const char *id, GError **error)
{
  g_autofree char *root = mado_case_projection_find_root (database, id, error);
  g_autoptr (GPtrArray) others
      = root != NULL ? mado_case_projection_list_merged (database, root, error) : NULL;

  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!put_by_id (database, others->pdata[i], error))
      return FALSE;
  return others != NULL && put_by_id (database, root, error);
}

static gboolean
read_flag (MadoDatabase *database, const char *sql, const char *id, gboolean *flag, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  if (id != NULL)
    sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_case_rows_ask (database, statement, flag, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/**
 * mado_case_projection_put:
 * @self: a case whose events are in the database
 *
 * Brings the rows of the case up to its events, and those of the cases that it is merged with.
 */
gboolean
mado_case_projection_put (MadoDatabase *database, MadoCase *self, GError **error)
{
  static const char was_merged[] = "SELECT 1 FROM cases WHERE id = ?1 AND merged_into IS NOT NULL";
  static const char has_merged[] = "SELECT 1 FROM cases WHERE merged_into = ?1";
  const char *id = mado_case_get_id (self);
  g_autofree char *old_root = NULL;
  gboolean was, has, is_new;

  if (!read_flag (database, was_merged, id, &was, error)
      || !read_flag (database, has_merged, id, &has, error))
    return FALSE;
  if (was)
    {
      old_root = mado_case_projection_find_root (database, id, error);
      if (old_root == NULL)
        return FALSE;
    }
  if (!put_one (database, self, TRUE, &is_new, error))
    return FALSE;
  if (!was && !has && mado_case_get_merged_into (self) == NULL)
    return TRUE;
  return put_around (database, id, error)
         && (old_root == NULL || put_around (database, old_root, error));
}

/* A count that is none is no row, so that what is made anew is the same. */
static const char mark_sql[]
    = "DELETE FROM case_counts WHERE count = 0;"
      "INSERT OR REPLACE INTO case_counts SELECT '#seq', seq FROM case_events"
      " WHERE seq = (SELECT max (seq) FROM case_events);"
      "INSERT OR REPLACE INTO case_counts SELECT '#recipe', " G_STRINGIFY (
          RECIPE) " WHERE EXISTS (SELECT 1 FROM case_events)";

gboolean
mado_case_projection_mark (MadoDatabase *database, GError **error)
{
  return mado_database_exec (database, mark_sql, error);
}

/**
 * mado_case_projection_is_current:
 * @current: (out): whether every event is taken in, by the recipe of this program; not after a
 *   damaged desk was saved, or a table emptied
 */
gboolean
mado_case_projection_is_current (MadoDatabase *database, gboolean *current, GError **error)
{
  static const char sql[] = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM case_events)"
                            " OR ((SELECT max (seq) FROM case_events)"
                            "     = (SELECT count FROM case_counts WHERE key = '#seq')"
                            " AND (SELECT count FROM case_counts WHERE key = '#recipe')"
                            "     = " G_STRINGIFY (RECIPE) ")";

  return read_flag (database, sql, NULL, current, error);
}

typedef struct
{
  MadoDatabase *database;
  GPtrArray *events; /* of the case that is read */
  GPtrArray *merged; /* ids, to be looked at again when all are there */
  gboolean with_text;
} Rebuild;

static gboolean
finish_case (Rebuild *self, GError **error)
{
  g_autoptr (MadoCase) the_case = NULL;
  gboolean is_new;

  if (self->events->len == 0)
    return TRUE;
  the_case = mado_case_fold (self->events);
  g_ptr_array_set_size (self->events, 0);
  if (mado_case_get_merged_into (the_case) != NULL)
    g_ptr_array_add (self->merged, g_strdup (mado_case_get_id (the_case)));
  return put_one (self->database, the_case, self->with_text, &is_new, error);
}

static gboolean
take_event_cb (MadoCaseEvent *event, gpointer user_data, GError **error)
{
  Rebuild *self = user_data;

  if (self->events->len > 0
      && strcmp (mado_case_event_get_case (self->events->pdata[0]),
                 mado_case_event_get_case (event))
             != 0
      && !finish_case (self, error))
    return FALSE;
  g_ptr_array_add (self->events, mado_case_event_ref (event));
  return TRUE;
}

/* The rows keep their order: a case has the place in it that its first event had. */
static const char clear_sql[]
    = "DELETE FROM case_links; DELETE FROM case_counts;"
      "DELETE FROM cases;"
      "INSERT INTO cases SELECT row_number () OVER (ORDER BY min (seq)), case_id, 0, 0, '', '', '',"
      " '', '', '', '', '', '', '', '', '', '', '', 0, 0, 0, '', 0, NULL, 0"
      " FROM case_events GROUP BY case_id";

/* Texts that are as they should be have stayed; what stands in the index is made of them again. */
static const char index_sql[]
    = "DELETE FROM case_search WHERE rowid NOT IN (SELECT row FROM cases WHERE stage > 0);"
      "INSERT INTO case_search (case_search) VALUES ('rebuild')";

/**
 * mado_case_projection_rebuild:
 * @with_index: the full-text index too
 *
 * Makes all rows again from the events, in the caller's transaction: equal to those that were kept
 * up event by event.
 */
gboolean
mado_case_projection_rebuild (MadoDatabase *database, gboolean with_index,
                              GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  g_autoptr (GPtrArray) merged = g_ptr_array_new_with_free_func (g_free);
  Rebuild self = { database, events, merged, with_index };

  if (!mado_database_exec (database, clear_sql, error)
      || !mado_case_rows_foreach (database, take_event_cb, &self, cancellable, error)
      || !finish_case (&self, error))
    return FALSE;
  for (guint i = 0; i < merged->len; i++)
    if (!put_around (database, merged->pdata[i], error))
      return FALSE;
  if (with_index && !mado_database_exec (database, index_sql, error))
    return FALSE;
  return mado_case_projection_mark (database, error);
}
