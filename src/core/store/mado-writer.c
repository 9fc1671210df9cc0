/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transactions of records.db. */
#include "core/store/mado-writer.h"

#include "core/store/mado-rebuild.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-writer-plan.h"
#include "core/store/mado-writer-private.h"

#define PROGRESS_ROWS 128 /* rows between two reports */

typedef struct
{
  const char *set;
  gint64 edition;
  const char *date;
  GPtrArray *records;
  JsonNode *vocabulary;
  gboolean is_whole_set;
  MadoProgress progress;
  gpointer progress_data;
  MadoApplied *applied;
} Change;

void
mado_applied_clear (MadoApplied *self)
{
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  *self = (MadoApplied){ 0 };
}

static gboolean
run (MadoWriter *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  mado_database_step (self->database, statement, NULL, &local_error);
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
put_meta (MadoWriter *self, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      self->database, "REPLACE INTO meta (key, value) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, value, -1, SQLITE_STATIC);
  return run (self, statement, error);
}

static gboolean
put_set (MadoWriter *self, const Change *change, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      self->database,
      change->is_whole_set ? "REPLACE INTO sets (name, edition, date) VALUES (?1, ?2, ?3)"
                           : "INSERT INTO sets (name, edition, date) VALUES (?1, 0, NULL)"
                             " ON CONFLICT (name) DO UPDATE SET state = NULL",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, change->set, -1, SQLITE_STATIC);
  if (change->is_whole_set)
    {
      sqlite3_bind_int64 (statement, 2, change->edition);
      sqlite3_bind_text (statement, 3, change->date, -1, SQLITE_STATIC);
    }
  return run (self, statement, error);
}

static gboolean
report (const Change *change, guint done, guint total, GCancellable *cancellable, GError **error)
{
  if (change->progress != NULL && (done % PROGRESS_ROWS == 0 || done == total))
    change->progress (done, total, change->progress_data);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
carry_out (MadoWriter *self, const Change *change, const MadoPlan *plan, GCancellable *cancellable,
           GError **error)
{
  guint total = plan->drops->len + plan->puts->len;
  guint done = 0;

  for (guint i = 0; i < plan->drops->len; i++)
    if (!report (change, done++, total, cancellable, error)
        || !mado_index_drop (self->index, g_array_index (plan->drops, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < plan->puts->len; i++)
    {
      const MadoPlannedPut *put = &g_array_index (plan->puts, MadoPlannedPut, i);

      if (!report (change, done++, total, cancellable, error)
          || !mado_index_put (self->index, put->rowid, change->set, put->record, error))
        return FALSE;
    }
  return report (change, done, total, cancellable, error);
}

/* How many records the store holds, by its counters. */
gboolean
mado_writer_count (MadoWriter *self, gint64 *total, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (self->database, "SELECT sum (count) FROM counters", error);

  *total = 0;
  if (statement == NULL)
    return FALSE;
  if (mado_database_step (self->database, statement, NULL, &local_error))
    *total = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the plan changes so much of the store that its index is better made in one piece. */
static gboolean
is_large (MadoWriter *self, const MadoPlan *plan, gboolean *large, GError **error)
{
  gint64 total;

  if (!mado_writer_count (self, &total, error))
    return FALSE;
  *large = (gint64) plan->drops->len + plan->puts->len > total / MADO_LARGE_SHARE;
  return TRUE;
}

static gboolean
write_change (MadoWriter *self, gconstpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;
  g_auto (MadoPlan) plan = { NULL };
  gboolean large;

  if (!mado_plan_make (&plan, self->database, change->set, change->records, change->is_whole_set,
                       change->applied, cancellable, error)
      || !is_large (self, &plan, &large, error) || !mado_index_begin (self->index, large, error)
      || !carry_out (self, change, &plan, cancellable, error)
      || !mado_index_finish (self->index, cancellable, error) || !put_set (self, change, error))
    return FALSE;
  if (change->vocabulary != NULL)
    {
      g_autofree char *text = mado_json_to_record_form (change->vocabulary);

      return put_meta (self, "vocabulary", text, error);
    }
  return TRUE;
}

static void
disconnect (MadoWriter *self)
{
  g_clear_pointer (&self->index, mado_index_free);
  g_clear_pointer (&self->database, mado_database_close);
}

/* @path: of the writer itself, or of the file that is made beside it */
static gboolean
connect (MadoWriter *self, const char *path, GError **error)
{
  self->database = mado_database_open (path, mado_schema_records, MADO_DATABASE_NONE, error);
  if (self->database != NULL)
    self->index = mado_index_new (self->database, error);
  if (self->index != NULL)
    return TRUE;
  disconnect (self);
  return FALSE;
}

/* What FTS5 holds in memory does not survive each failure in it as the file does: out of memory, it
 * can go on with what it took for true in the transaction that was taken back, and the index is
 * wrong after the next. A new connection believes the file alone. */
static gboolean
reconnect (MadoWriter *self, GError **error)
{
  if (self->need != NULL)
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN, "records.db: %s",
                   self->need);
      return FALSE;
    }
  if (!self->is_suspect && self->database != NULL)
    return TRUE;
  disconnect (self);
  if (!connect (self, self->path, error))
    return FALSE;
  self->is_suspect = FALSE;
  return TRUE;
}

/*
 * mado_writer_transact:
 * @work: what is done within
 *
 * Runs one transaction over records.db, the index's bookkeeping included. When it fails, the file
 * is as it was.
 */
gboolean
mado_writer_transact (MadoWriter *self, MadoWriterWork work, gconstpointer data,
                      GCancellable *cancellable, GError **error)
{
  gboolean done;

  if (!reconnect (self, error) || !mado_database_exec (self->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = work (self, data, cancellable, error)
         && mado_database_exec (self->database, "COMMIT", error);
  /* After some errors SQLite has rolled back already. */
  if (!done && !sqlite3_get_autocommit (mado_database_get_handle (self->database)))
    mado_database_exec (self->database, "ROLLBACK", NULL);
  mado_index_end (self->index);
  if (done)
    mado_database_settle (self->database);
  self->is_suspect = !done;
  return done;
}

static gboolean
run_change (MadoWriter *self, const Change *change, GCancellable *cancellable, GError **error)
{
  if (change->applied->refused == NULL)
    change->applied->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  return mado_writer_transact (self, write_change, change, cancellable, error);
}

/**
 * mado_writer_apply:
 * @set: "core", "own", "cordis", a feed's name
 * @edition: stored with the set
 * @date: (nullable): of the edition, ISO
 * @records: (element-type MadoRecord): all records of the set
 * @vocabulary: (nullable): replaces the store's
 * @progress: (nullable): called on this thread with the rows written and all to be written
 * @applied: (inout): zeroed by the caller; what was done, and in "refused" why a record was left
 * out: its id occurs twice, or another set holds it
 * @error: in MADO_STORE_ERROR or G_IO_ERROR_CANCELLED; the store is then as it was
 *
 * Makes the set hold exactly @records, in one transaction: writes only what differs, deletes what
 * is not there any more, touches no other set.
 */
gboolean
mado_writer_apply (MadoWriter *self, const char *set, gint64 edition, const char *date,
                   GPtrArray *records, JsonNode *vocabulary, MadoProgress progress,
                   gpointer progress_data, MadoApplied *applied, GCancellable *cancellable,
                   GError **error)
{
  const Change change
      = { set, edition, date, records, vocabulary, TRUE, progress, progress_data, applied };

  g_return_val_if_fail (self != NULL && applied != NULL, FALSE);
  g_return_val_if_fail (set != NULL && records != NULL, FALSE);

  return run_change (self, &change, cancellable, error);
}

/**
 * mado_writer_merge:
 *
 * As mado_writer_apply(), but adds or replaces @records in the set and deletes nothing.
 */
gboolean
mado_writer_merge (MadoWriter *self, const char *set, GPtrArray *records, MadoProgress progress,
                   gpointer progress_data, MadoApplied *applied, GCancellable *cancellable,
                   GError **error)
{
  const Change change = { set, 0, NULL, records, NULL, FALSE, progress, progress_data, applied };

  g_return_val_if_fail (self != NULL && applied != NULL, FALSE);
  g_return_val_if_fail (set != NULL && records != NULL, FALSE);

  return run_change (self, &change, cancellable, error);
}

/**
 * mado_writer_get_edition:
 *
 * Returns: the edition of @set; 0 when there is none, or it was only merged into, or the store
 * cannot be read
 */
gint64
mado_writer_get_edition (MadoWriter *self, const char *set)
{
  sqlite3_stmt *statement;
  gint64 edition = 0;

  g_return_val_if_fail (self != NULL && set != NULL, 0);

  if (self->database == NULL)
    return 0;
  statement
      = mado_database_prepare (self->database, "SELECT edition FROM sets WHERE name = ?1", NULL);
  if (statement == NULL)
    return 0;
  sqlite3_bind_text (statement, 1, set, -1, SQLITE_STATIC);
  if (mado_database_step (self->database, statement, NULL, NULL))
    edition = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return edition;
}

MadoDatabase *
mado_writer_get_database (MadoWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

const char *
mado_writer_get_rebuilt (MadoWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rebuilt;
}

gboolean
mado_writer_was_damaged (MadoWriter *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->was_damaged;
}

static char *
get_meta (MadoWriter *self, const char *key, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (self->database, "SELECT value FROM meta WHERE key = ?1", error);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (mado_database_step (self->database, statement, NULL, error))
    {
      value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      /* The column is never NULL: memory has ended. */
      if (value == NULL)
        mado_database_set_error (self->database, error);
    }
  sqlite3_reset (statement);
  return value;
}

/* A file without a recipe is new: the first writer gives it one. */
static gboolean
check_recipe (MadoWriter *self, gboolean *fits, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *recipe = mado_schema_get_recipe ();
  g_autofree char *stored = get_meta (self, "recipe", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *fits = stored == NULL || g_str_equal (stored, recipe);
  return stored != NULL || put_meta (self, "recipe", recipe, error);
}

/**
 * mado_writer_open_as_found:
 * @profile: (type filename): the profile's folder, made where it is missing
 * @error: CANNOT_OPEN, FULL, TOO_NEW
 *
 * As mado_writer_open(), but leaves a file that is damaged, or has another recipe, to
 * mado_writer_renew(): until that is done, nothing can be written.
 *
 * Returns: (transfer full) (nullable): the writer
 */
MadoWriter *
mado_writer_open_as_found (const char *profile, GError **error)
{
  g_autoptr (MadoWriter) self = g_new0 (MadoWriter, 1);
  g_autoptr (GError) local_error = NULL;
  gboolean fits = TRUE;

  g_return_val_if_fail (profile != NULL, NULL);

  self->path = mado_database_get_profile_path (profile, "records.db", error);
  if (self->path == NULL)
    return NULL;
  if (connect (self, self->path, &local_error) && check_recipe (self, &fits, &local_error))
    {
      if (!fits)
        self->need = g_strdup ("the search index was made by another version");
      mado_database_settle (self->database); /* what a kill left in the log */
      return g_steal_pointer (&self);
    }
  if (!g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  disconnect (self);
  self->need = g_strdup (local_error->message);
  self->is_damaged = TRUE;
  return g_steal_pointer (&self);
}

/**
 * mado_writer_open:
 * @profile: (type filename): the profile's folder, made where it is missing
 * @error: CANNOT_OPEN, FULL, TOO_NEW
 *
 * Opens or makes records.db. A damaged file, or one with another recipe, is replaced: a new one is
 * built beside it and renamed over it (nothing in it cannot be made again); what the old one holds
 * is carried over where it can be read, except the set core of a damaged one, which the bundle
 * fills again.
 *
 * Returns: (transfer full) (nullable): the writer
 */
MadoWriter *
mado_writer_open (const char *profile, GError **error)
{
  g_autoptr (MadoWriter) self = mado_writer_open_as_found (profile, error);

  if (self == NULL || !mado_writer_renew (self, NULL, NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_writer_close (MadoWriter *self)
{
  if (self == NULL)
    return;
  disconnect (self);
  g_free (self->path);
  g_free (self->rebuilt);
  g_free (self->need);
  g_free (self);
}

/* Makes the whole new file beside the old one, and closes it. */
static gboolean
make_beside (MadoWriter *self, const char *made, gboolean is_damaged, MadoProgress progress,
             gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoWriter) beside = g_new0 (MadoWriter, 1);
  gboolean fits;

  mado_rebuild_remove (made);
  beside->path = g_strdup (made);
  return connect (beside, made, error) && check_recipe (beside, &fits, error)
         && mado_rebuild_carry_over (self->path, beside, is_damaged, progress, progress_data,
                                     cancellable, error);
}

static gboolean
build_anew (MadoWriter *self, gboolean is_damaged, const char *why, MadoProgress progress,
            gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autofree char *made = g_strconcat (self->path, ".new", NULL);

  disconnect (self);
  if (!make_beside (self, made, is_damaged, progress, progress_data, cancellable, error)
      || !mado_database_replace (self->path, made, error))
    {
      mado_rebuild_remove (made);
      connect (self, self->path, NULL);
      return FALSE;
    }
  g_free (self->rebuilt);
  self->rebuilt = g_strdup (why);
  self->was_damaged = is_damaged;
  g_clear_pointer (&self->need, g_free);
  return connect (self, self->path, error);
}

/**
 * mado_writer_renew:
 * @progress: (nullable): called on this thread with the records that are in the new file and all of
 * them, where that is known
 * @error: as for mado_writer_rebuild(), or G_IO_ERROR_CANCELLED: the file is then as it was found
 *
 * Builds the file anew when mado_writer_open_as_found() found that it must be.
 */
gboolean
mado_writer_renew (MadoWriter *self, MadoProgress progress, gpointer progress_data,
                   GCancellable *cancellable, GError **error)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->need == NULL)
    return TRUE;
  why = g_strdup (self->need);
  return build_anew (self, self->is_damaged, why, progress, progress_data, cancellable, error);
}

/**
 * mado_writer_rebuild:
 * @is_damaged: what the file holds may be less than it held
 * @why: what mado_writer_get_rebuilt() will say
 *
 * Builds the file anew from what it holds, as mado_writer_open() does. Needs nobody else to have it
 * open; when it fails, the old file is still there, and the writer goes on with it where that is
 * possible.
 */
gboolean
mado_writer_rebuild (MadoWriter *self, gboolean is_damaged, const char *why,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL && why != NULL, FALSE);

  return build_anew (self, is_damaged, why, NULL, NULL, cancellable, error);
}
