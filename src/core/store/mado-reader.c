/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's handle, and what is read by id: records, titles, the standing of the store. */
#include "core/store/mado-reader-private.h"

#include "core/store/mado-rank.h"

static char *
dup_column (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static char *
read_meta (MadoReader *self, const char *key, GError **error)
{
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database, "SELECT value FROM meta WHERE key = ?1", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  if (mado_database_step (self->database, statement, NULL, error))
    return dup_column (statement, 0);
  if (error == NULL || *error == NULL)
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                 "records.db: it was not finished: '%s' is not in it", key);
  return NULL;
}

/* A store with another recipe would silently find less than it holds. */
static gboolean
check_recipe (MadoReader *self, GError **error)
{
  g_autofree char *expected = mado_schema_get_recipe ();
  g_autofree char *found = read_meta (self, "recipe", error);

  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, expected))
    return TRUE;
  g_set_error_literal (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                       "records.db: its search index was made by another version");
  return FALSE;
}

static gboolean
load_vocabulary (MadoReader *self, GError **error)
{
  g_autofree char *text = read_meta (self, "vocabulary", error);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    return FALSE;
  node = mado_json_parse (text, strlen (text), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
  if (node != NULL)
    self->vocabulary = mado_vocabulary_new_from_json (node, error);
  if (self->vocabulary != NULL)
    return TRUE;
  g_prefix_error (error, "records.db: vocabulary: ");
  return FALSE;
}

static gboolean
register_rank (MadoReader *self, GError **error)
{
  if (mado_rank_register (mado_database_get_handle (self->database)) == SQLITE_OK)
    return TRUE;
  mado_database_set_error (self->database, error);
  return FALSE;
}

MadoRecord *
mado_reader_parse_column (sqlite3_stmt *statement, int column, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  gsize length = sqlite3_column_bytes (statement, column);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonNode) node = NULL;
  MadoRecord *record = NULL;

  if (text != NULL)
    node = mado_json_parse (text, length, MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &why);
  if (node != NULL)
    record = mado_record_new_from_json (node, &why);
  if (record == NULL)
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                 "records.db: a record cannot be read: %s", why ? why->message : "it is empty");
  return record;
}

gint64
mado_reader_get_data_version (MadoReader *self, GError **error)
{
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database, "PRAGMA data_version", error);

  if (statement == NULL || !mado_database_step (self->database, statement, NULL, error))
    return -1;
  return sqlite3_column_int64 (statement, 0);
}

/**
 * mado_reader_open:
 * @profile: the profile's folder
 *
 * Opens records.db for reading. The store must be whole: made by the writer with this program's
 * recipe, with an edition and a vocabulary in it.
 *
 * Errors: MADO_STORE_ERROR; CANNOT_OPEN when the store is missing, unfinished or of another recipe,
 * in which case opening a #MadoWriter makes it.
 *
 * Returns: (transfer full) (nullable): the handle; %NULL with @error set
 */
MadoReader *
mado_reader_open (const char *profile, GError **error)
{
  g_autoptr (MadoReader) self = g_new0 (MadoReader, 1);
  g_autofree char *path = NULL;

  g_return_val_if_fail (profile != NULL, NULL);

  path = g_build_filename (profile, "records.db", NULL);
  self->profile = g_strdup (profile);
  self->database = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !check_recipe (self, error) || !load_vocabulary (self, error)
      || !register_rank (self, error) || !mado_reader_open_terms (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * mado_reader_close:
 * @self: (nullable) (transfer full): a reader, on the thread that opened it
 */
void
mado_reader_close (MadoReader *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->codes); i++)
    g_clear_pointer (&self->codes[i], mado_reader_codes_free);
  g_clear_pointer (&self->ranking, mado_ranking_free);
  g_clear_pointer (&self->database, mado_database_close);
  g_clear_object (&self->vocabulary);
  g_free (self->profile);
  g_free (self);
}

/**
 * mado_reader_get_database:
 *
 * Returns: (transfer none): the handle's database, for benchmarks and the doctor
 */
MadoDatabase *
mado_reader_get_database (MadoReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->database;
}

/**
 * mado_reader_get_vocabulary:
 *
 * Returns: (transfer none): the vocabulary as it was when the handle was opened
 */
MadoVocabulary *
mado_reader_get_vocabulary (MadoReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->vocabulary;
}

/**
 * mado_reader_get_standing:
 * @standing: (out caller-allocates): edition and date of the set core, records a kind; clear it
 * with mado_standing_clear()
 *
 * Returns: %FALSE with @error set when the store cannot be read
 */
gboolean
mado_reader_get_standing (MadoReader *self, MadoStanding *standing, GError **error)
{
  g_autoptr (MadoStatement) edition = NULL;
  g_autoptr (MadoStatement) counters = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && standing != NULL, FALSE);

  *standing = (MadoStanding){ 0 };
  edition = mado_database_prepare (self->database,
                                   "SELECT edition, date FROM sets WHERE name = 'core'", error);
  counters = mado_database_prepare (self->database, "SELECT kind, count FROM counters", error);
  if (edition == NULL || counters == NULL)
    return FALSE;
  if (mado_database_step (self->database, edition, NULL, &local))
    {
      standing->edition = sqlite3_column_int64 (edition, 0);
      standing->date = dup_column (edition, 1);
    }
  while (local == NULL && mado_database_step (self->database, counters, NULL, &local))
    {
      gint64 kind = sqlite3_column_int64 (counters, 0);

      if (kind > MADO_KIND_NONE && kind < MADO_N_KINDS)
        standing->counts[kind] = sqlite3_column_int64 (counters, 1);
    }
  if (local == NULL)
    return TRUE;
  mado_standing_clear (standing);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_standing_clear:
 * @self: frees what it holds, not itself
 */
void
mado_standing_clear (MadoStanding *self)
{
  g_clear_pointer (&self->date, g_free);
}

static MadoRecord *
take_record (sqlite3_stmt *statement, char **set, GError **error)
{
  MadoRecord *record = mado_reader_parse_column (statement, 0, error);

  if (record != NULL && set != NULL)
    *set = dup_column (statement, 1);
  return record;
}

/**
 * mado_reader_get_record:
 * @id: the record's id
 * @set: (out) (optional) (transfer full): the set that it belongs to
 *
 * Returns: (transfer full) (nullable): the record; %NULL and MADO_STORE_ERROR_NOT_FOUND when there
 * is none
 */
MadoRecord *
mado_reader_get_record (MadoReader *self, const char *id, char **set, GError **error)
{
  g_autoptr (MadoStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  statement = mado_database_prepare (self->database,
                                     "SELECT json, set_name FROM records WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_database_step (self->database, statement, NULL, &local))
    {
      if (local == NULL)
        g_set_error (&local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                     "There is no record '%s'", id);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return take_record (statement, set, error);
}

/**
 * mado_reader_get_record_by_rowid:
 * @rowid: a row of the store, as lists give it
 * @set: (out) (optional) (transfer full): whose record it is
 *
 * Returns: (transfer full) (nullable): the record; %NULL and MADO_STORE_ERROR_NOT_FOUND when there
 * is none
 */
MadoRecord *
mado_reader_get_record_by_rowid (MadoReader *self, gint64 rowid, char **set, GError **error)
{
  g_autoptr (MadoStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = mado_database_prepare (self->database,
                                     "SELECT json, set_name FROM records WHERE rowid = ?1", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, rowid);
  if (mado_database_step (self->database, statement, NULL, &local))
    return take_record (statement, set, error);
  if (local == NULL)
    g_set_error_literal (&local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                         "The record is not in the store any more");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * mado_reader_find_row:
 * @id: the record's id
 * @rowid: (out): its row
 *
 * Returns: %FALSE without @error when there is no such record
 */
gboolean
mado_reader_find_row (MadoReader *self, const char *id, gint64 *rowid, GError **error)
{
  g_autoptr (MadoStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && id != NULL && rowid != NULL, FALSE);

  statement
      = mado_database_prepare (self->database, "SELECT rowid FROM records WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_database_step (self->database, statement, NULL, error))
    return FALSE;
  *rowid = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/**
 * mado_reader_get_title:
 * @id: the record's id
 * @kind: (out) (optional): its kind
 *
 * Returns: (transfer full) (nullable): the title; %NULL without @error when there is no such record
 */
MadoText *
mado_reader_get_title (MadoReader *self, const char *id, MadoKind *kind, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoRecord) record = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  record = mado_reader_get_record (self, id, NULL, &local);
  if (record == NULL)
    {
      if (!g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (kind != NULL)
    *kind = mado_record_get_kind (record);
  return mado_text_ref (mado_record_get_title (record));
}

/**
 * mado_reader_foreach:
 * @func: (scope call): called with every record in order of id, in record form; %FALSE stops
 *
 * Returns: %FALSE with @error set when the store cannot be read, or without when @func stopped
 */
gboolean
mado_reader_foreach (MadoReader *self, MadoRecordFunc func, gpointer user_data,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);

  statement
      = mado_database_prepare (self->database, "SELECT id, json FROM records ORDER BY id", error);
  if (statement == NULL)
    return FALSE;
  while (mado_database_step (self->database, statement, cancellable, &local))
    if (!func ((const char *) sqlite3_column_text (statement, 0),
               (const char *) sqlite3_column_text (statement, 1), user_data))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_reader_list_disputed:
 *
 * Returns: (transfer full) (element-type MadoRecord): the records for which sources disagree, in
 * order of id
 */
GPtrArray *
mado_reader_list_disputed (MadoReader *self, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *token = mado_schema_facet_token ("is", "disputed");
  g_autofree char *match = g_strdup_printf ("facets : \"%s\"", token);
  g_autoptr (MadoStatement) statement = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = mado_database_prepare (self->database,
                                     "SELECT json FROM records WHERE rowid IN"
                                     " (SELECT rowid FROM search WHERE search MATCH ?1)"
                                     " ORDER BY id",
                                     error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  while (mado_database_step (self->database, statement, NULL, &local))
    {
      g_autoptr (MadoRecord) record = mado_reader_parse_column (statement, 0, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, g_steal_pointer (&record));
    }
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
