/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each change of the desk's terms is one transaction; records.db follows from what the desk has, so
 * that it need not be told what changed, and can be lost. */
#include "core/store/mado-own-terms.h"

#include <string.h>

#include "core/store/mado-database.h"
#include "core/store/mado-desk-path.h"
#include "core/store/mado-desk-private.h"
#include "core/store/mado-flow.h"
#include "core/store/mado-schema.h"

#define STEP 5 /* of the desk's schema: since when it has terms */
#define LIST "SELECT id, json, digest FROM terms ORDER BY id"

/* --- In the desk --- */

static gboolean
put (MadoDesk *self, const MadoOwnTerm *term, GError **error)
{
  g_autoptr (MadoRecord) record = mado_own_term_to_record (term, error);
  g_autofree char *json
      = record != NULL ? mado_json_to_record_form (mado_record_get_json (record)) : NULL;
  sqlite3_stmt *statement;

  if (json == NULL)
    return FALSE;
  statement = mado_database_prepare (
      self->database, "REPLACE INTO terms (id, json, digest) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, term->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, json, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, mado_schema_digest_entry (term->id, "term", json));
  return mado_database_run (self->database, statement, error);
}

static gboolean
drop (MadoDesk *self, const char *id, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (self->database, "DELETE FROM terms WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  return mado_database_run (self->database, statement, error);
}

static gboolean
check_number (MadoDesk *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (self->database, "SELECT count (*) FROM terms", error);
  gint64 n = 0;

  if (statement == NULL)
    return FALSE;
  if (mado_database_step (self->database, statement, NULL, &local_error))
    n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local_error == NULL && n > MADO_OWN_TERMS_MOST)
    g_set_error (&local_error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                 "a desk has no more than %d terms of its own", MADO_OWN_TERMS_MOST);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
change (MadoDesk *self, GPtrArray *terms, GPtrArray *ids, GError **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!drop (self, g_ptr_array_index (ids, i), error))
      return FALSE;
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    if (!put (self, g_ptr_array_index (terms, i), error))
      return FALSE;
  return check_number (self, error);
}

/**
 * mado_desk_change_terms:
 * @terms: (nullable) (element-type MadoOwnTerm): are there from now on, or say something else
 * @ids: (nullable) (element-type utf8): terms that are not there any more; one that is not there
 *   already is none
 * @error: in MADO_STORE_ERROR, or MADO_RECORD_ERROR where they would be too many; nothing is
 *   changed then
 *
 * Everything in one transaction; on the disk when it returns %TRUE.
 */
gboolean
mado_desk_change_terms (MadoDesk *self, GPtrArray *terms, GPtrArray *ids, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!mado_desk_can_write (self, error)
      || !mado_database_exec (self->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (change (self, terms, ids, error) && mado_database_exec (self->database, "COMMIT", error))
    return TRUE;
  /* After some errors SQLite has rolled back already. */
  if (!sqlite3_get_autocommit (mado_database_get_handle (self->database)))
    mado_database_exec (self->database, "ROLLBACK", NULL);
  return FALSE;
}

/* A row of LIST, where its digest fits. */
static MadoRecord *
read_record (sqlite3_stmt *statement, GError **error)
{
  const char *id = (const char *) sqlite3_column_text (statement, 0);
  const char *json = (const char *) sqlite3_column_text (statement, 1);
  g_autoptr (JsonNode) node = NULL;

  if (id == NULL || json == NULL
      || mado_schema_digest_entry (id, "term", json) != sqlite3_column_int64 (statement, 2))
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
                   "desk.db: a term is not what was written");
      return NULL;
    }
  node = mado_json_parse (json, strlen (json), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
  return node != NULL ? mado_record_new_from_json (node, error) : NULL;
}

/* Returns: (transfer full) (nullable) (element-type MadoRecord) */
static GPtrArray *
list_records (MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, LIST, &local_error);

  while (statement != NULL && local_error == NULL
         && mado_database_step (database, statement, NULL, &local_error))
    {
      MadoRecord *record = read_record (statement, &local_error);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  if (local_error == NULL)
    return g_steal_pointer (&records);
  if (statement != NULL)
    sqlite3_reset (statement);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gint
compare_terms (gconstpointer a, gconstpointer b)
{
  const MadoOwnTerm *one = *(const MadoOwnTerm *const *) a;
  const MadoOwnTerm *other = *(const MadoOwnTerm *const *) b;
  gint order = g_ascii_strcasecmp (one->en, other->en);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/**
 * mado_desk_list_terms:
 *
 * Returns: (transfer full) (nullable) (element-type MadoOwnTerm): all of them, by the English term;
 *   %NULL with @error
 */
GPtrArray *
mado_desk_list_terms (MadoDesk *self, GError **error)
{
  g_autoptr (GPtrArray) terms = mado_own_terms_new ();
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (mado_desk_can_read (self, &local_error))
    records = mado_database_get_version (self->database) < STEP
                  ? NULL
                  : list_records (self->database, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      MadoOwnTerm *term = mado_own_term_new_from_record (g_ptr_array_index (records, i));

      if (term != NULL)
        g_ptr_array_add (terms, term);
    }
  g_ptr_array_sort (terms, compare_terms);
  return g_steal_pointer (&terms);
}

/* --- In the records --- */

/* The operations of a flow: each term is put, each that the desk has not is dropped. */
typedef struct
{
  GPtrArray *records; /* (element-type MadoRecord) */
  GPtrArray *gone;    /* (element-type utf8) */
  guint at;
} Terms;

static void
clear_terms (Terms *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terms, clear_terms)

static gboolean
next_cb (MadoOperation *operation, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Terms *self = user_data;
  guint at = self->at++;

  *operation = (MadoOperation){ 0 };
  if (at < self->gone->len)
    {
      operation->type = MADO_OPERATION_DROP;
      operation->id = g_ptr_array_index (self->gone, at);
      return TRUE;
    }
  at -= self->gone->len;
  if (at >= self->records->len)
    return FALSE;
  operation->type = MADO_OPERATION_PUT;
  operation->record = g_ptr_array_index (self->records, at);
  return TRUE;
}

/* A desk that is not there, or has never had terms, has none. */
static GPtrArray *
read_desk (const char *profile, GError **error)
{
  g_autofree char *path = mado_desk_path_current (profile);
  g_autoptr (MadoDatabase) desk = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_ptr_array_new_with_free_func (g_object_unref);
  desk = mado_database_open (path, mado_schema_desk, MADO_DATABASE_READ_ONLY | MADO_DATABASE_OLDER,
                             error);
  if (desk == NULL)
    return NULL;
  if (mado_database_get_version (desk) < STEP)
    return g_ptr_array_new_with_free_func (g_object_unref);
  return list_records (desk, error);
}

/* @self: "gone" gets the own terms of the store that are not among its records; @differs: whether
 * there is anything to do. */
static gboolean
compare (MadoWriter *writer, Terms *self, gboolean *differs, GError **error)
{
  MadoDatabase *database = mado_writer_get_database (writer);
  g_autoptr (GHashTable) forms = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "SELECT id, json FROM records WHERE set_name = '" MADO_OWN_SET "'"
                               " AND substr (id, 1, length (?1)) = ?1",
                               error);
  guint same = 0;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->records->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (self->records, i);

      g_hash_table_insert (forms, (gpointer) mado_record_get_id (record),
                           mado_json_to_record_form (mado_record_get_json (record)));
    }
  sqlite3_bind_text (statement, 1, MADO_OWN_TERM_PREFIX, -1, SQLITE_STATIC);
  while (mado_database_step (database, statement, NULL, &local_error))
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      const char *form = id != NULL ? g_hash_table_lookup (forms, id) : NULL;

      if (id != NULL && form == NULL)
        g_ptr_array_add (self->gone, g_strdup (id));
      else if (g_strcmp0 (form, (const char *) sqlite3_column_text (statement, 1)) == 0)
        same++;
    }
  sqlite3_reset (statement);
  *differs = self->gone->len > 0 || same < self->records->len;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * mado_writer_take_terms:
 * @profile: (type filename): whose desk it is
 * @applied: (inout): zeroed by the caller; what was done
 * @error: in MADO_STORE_ERROR, of either file, or G_IO_ERROR_CANCELLED; the store is then as it was
 *
 * Brings the own terms of the store to what the desk has, in one transaction; where they are that
 * already, nothing is written. Other records of the set "own" stay as they are.
 */
gboolean
mado_writer_take_terms (MadoWriter *self, const char *profile, MadoApplied *applied,
                        GCancellable *cancellable, GError **error)
{
  g_auto (Terms) terms = { 0 };
  gboolean differs;
  MadoFlow flow = { .set = MADO_OWN_SET,
                    .from = MADO_FLOW_ANY_EDITION,
                    .next = next_cb,
                    .next_data = &terms,
                    .applied = applied };

  g_return_val_if_fail (self != NULL && profile != NULL && applied != NULL, FALSE);

  if (mado_writer_get_database (self) == NULL)
    return TRUE; /* A store that could not be reopened has been told of. */
  terms.records = read_desk (profile, error);
  terms.gone = g_ptr_array_new_with_free_func (g_free);
  if (terms.records == NULL || !compare (self, &terms, &differs, error))
    return FALSE;
  flow.edition = mado_writer_get_edition (self, MADO_OWN_SET);
  return !differs || mado_writer_flow (self, &flow, cancellable, error);
}
