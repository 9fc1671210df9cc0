/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every record is read and taken apart again, and each derived row looked for; that there are not
 * more rows than these, their numbers tell. */
#include "core/store/mado-audit.h"

#include <string.h>

#include "core/store/mado-extract.h"
#include "core/store/mado-schema.h"

#define MAX_FINDINGS 20 /* of one sort: who has more has them all the same way */

typedef struct
{
  MadoDatabase *database;
  MadoExtract *extract;
  GPtrArray *findings;
  gboolean is_agreeing; /* so far */
  gint64 names;
  gint64 orders;
  gint64 codes;
} Audit;

static void add (GPtrArray *findings, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GPtrArray *findings, const char *format, ...)
{
  va_list arguments;

  if (findings->len >= MAX_FINDINGS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static MadoRecord *
read_record (const char *json, gsize length, gint64 digest)
{
  g_autoptr (JsonNode) node = NULL;

  if (json == NULL || mado_schema_digest (json, length) != digest)
    return NULL;
  node = mado_json_parse (json, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, NULL);
  return node != NULL ? mado_record_new_from_json (node, NULL) : NULL;
}

/* Whether the statement, its bindings set, gives a row. */
static gboolean
gives_row (Audit *audit, sqlite3_stmt *statement)
{
  gboolean found = mado_database_step (audit->database, statement, NULL, NULL);

  sqlite3_reset (statement);
  return found;
}

static gboolean
has_search (Audit *audit, gint64 rowid)
{
  sqlite3_stmt *statement
      = mado_database_prepare (audit->database,
                               "SELECT title_en, title_ja, text_en, text_ja, names, facets"
                               " FROM search WHERE rowid = ?1",
                               NULL);
  gboolean same;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rowid);
  same = mado_database_step (audit->database, statement, NULL, NULL);
  for (guint i = 0; same && i < MADO_N_COLUMNS; i++)
    same = g_strcmp0 ((const char *) sqlite3_column_text (statement, (int) i),
                      mado_extract_get_column (audit->extract, i)->str)
           == 0;
  sqlite3_reset (statement);
  return same;
}

static gboolean
has_titles (Audit *audit, gint64 rowid)
{
  sqlite3_stmt *statement
      = mado_database_prepare (audit->database,
                               "SELECT 1 FROM titles, search WHERE titles.rowid = ?1"
                               " AND search.rowid = ?1 AND titles.title_en = search.title_en"
                               " AND titles.title_ja = search.title_ja"
                               " AND titles.facets = search.facets",
                               NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rowid);
  return gives_row (audit, statement);
}

static gboolean
has_names (Audit *audit, gint64 rowid)
{
  GPtrArray *names = mado_extract_get_names (audit->extract);

  audit->names += names->len;
  for (guint i = 0; i < names->len; i++)
    {
      sqlite3_stmt *statement = mado_database_prepare (
          audit->database, "SELECT 1 FROM names WHERE folded = ?1 AND row = ?2", NULL);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_text (statement, 1, g_ptr_array_index (names, i), -1, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 2, rowid);
      if (!gives_row (audit, statement))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_orders (Audit *audit, gint64 rowid)
{
  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    {
      const GByteArray *key = mado_extract_get_key (audit->extract, language);
      sqlite3_stmt *statement = mado_database_prepare (
          audit->database,
          "SELECT 1 FROM name_order WHERE kind = ?1 AND language = ?2 AND key = ?3 AND row = ?4",
          NULL);

      if (key == NULL)
        continue;
      audit->orders++;
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int (statement, 1, (int) MADO_ROWID_KIND (rowid));
      sqlite3_bind_int (statement, 2, (int) language);
      sqlite3_bind_blob (statement, 3, key->data, (int) key->len, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, rowid);
      if (!gives_row (audit, statement))
        return FALSE;
    }
  return TRUE;
}

/* The row's codes name the record's values, and nothing else. */
static gboolean
has_codes (Audit *audit, gint64 rowid)
{
  GPtrArray *pairs = mado_extract_get_pairs (audit->extract);
  sqlite3_stmt *codes = mado_database_prepare (
      audit->database, "SELECT codes FROM record_codes WHERE rowid = ?1", NULL);
  g_autoptr (GBytes) stored = NULL;
  const guint8 *bytes;
  gsize length;

  if (codes == NULL)
    return FALSE;
  sqlite3_bind_int64 (codes, 1, rowid);
  if (mado_database_step (audit->database, codes, NULL, NULL))
    stored = g_bytes_new (sqlite3_column_blob (codes, 0), (gsize) sqlite3_column_bytes (codes, 0));
  sqlite3_reset (codes);
  if (stored == NULL || g_bytes_get_size (stored) != pairs->len * sizeof (guint32))
    return FALSE;
  bytes = g_bytes_get_data (stored, &length);
  audit->codes += pairs->len;
  for (guint i = 0; i < pairs->len; i++)
    {
      const MadoFacetPair *pair = g_ptr_array_index (pairs, i);
      sqlite3_stmt *statement = mado_database_prepare (
          audit->database, "SELECT code FROM codes WHERE kind = ?1 AND field = ?2 AND value = ?3",
          NULL);
      guint32 code = 0;
      gboolean found = FALSE;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int (statement, 1, (int) MADO_ROWID_KIND (rowid));
      sqlite3_bind_text (statement, 2, pair->field, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, pair->value, -1, SQLITE_STATIC);
      if (mado_database_step (audit->database, statement, NULL, NULL))
        code = GUINT32_TO_LE ((guint32) sqlite3_column_int64 (statement, 0));
      sqlite3_reset (statement);
      for (gsize at = 0; code != 0 && !found && at < length; at += sizeof code)
        found = memcmp (bytes + at, &code, sizeof code) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static void
audit_row (Audit *audit, sqlite3_stmt *statement)
{
  gint64 rowid = sqlite3_column_int64 (statement, 0);
  const char *set = (const char *) sqlite3_column_text (statement, 3);
  g_autoptr (MadoRecord) record = read_record ((const char *) sqlite3_column_text (statement, 1),
                                               (gsize) sqlite3_column_bytes (statement, 1),
                                               sqlite3_column_int64 (statement, 2));

  /* mado_audit_records() has named it. */
  if (record == NULL || set == NULL)
    return;
  mado_extract_read (audit->extract, record, set);
  if (MADO_ROWID_KIND (rowid) != mado_record_get_kind (record) || !has_search (audit, rowid)
      || !has_titles (audit, rowid) || !has_names (audit, rowid) || !has_orders (audit, rowid)
      || !has_codes (audit, rowid))
    {
      add (audit->findings, "records.db: the index does not agree with record \"%s\"",
           mado_record_get_id (record));
      audit->is_agreeing = FALSE;
    }
}

static gboolean
hand_on (GError *local_error, GPtrArray *findings, GError **error)
{
  if (local_error == NULL)
    return TRUE;
  if (g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      add (findings, "%s", local_error->message);
      g_error_free (local_error);
      return TRUE;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Adds @complaint when the query gives another number than @expected. */
static gboolean
compare_number (MadoDatabase *database, const char *sql, gint64 expected, const char *complaint,
                GPtrArray *findings, GError **error)
{
  GError *local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, &local_error);

  if (statement != NULL && mado_database_step (database, statement, NULL, &local_error)
      && sqlite3_column_int64 (statement, 0) != expected)
    add (findings, "records.db: %s", complaint);
  if (statement != NULL)
    sqlite3_reset (statement);
  return hand_on (local_error, findings, error);
}

/* Each record is what was written, and its id, kind and row fit each other. */
gboolean
mado_audit_records (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                    GError **error)
{
  GError *local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      database, "SELECT id, json, digest FROM records NOT INDEXED", &local_error);

  while (statement != NULL && mado_database_step (database, statement, cancellable, &local_error))
    {
      const char *id = (const char *) sqlite3_column_text (statement, 0);
      g_autoptr (MadoRecord) record = read_record (
          (const char *) sqlite3_column_text (statement, 1),
          (gsize) sqlite3_column_bytes (statement, 1), sqlite3_column_int64 (statement, 2));

      if (record == NULL || g_strcmp0 (mado_record_get_id (record), id) != 0)
        add (findings, "records.db: record \"%s\" is not what was written", id != NULL ? id : "?");
    }
  return hand_on (local_error, findings, error);
}

/* FTS5 compares its own text with its own index; only a handle that may write can ask for it. */
static gboolean
check_search (MadoDatabase *database, GPtrArray *findings, GError **error)
{
  GError *local_error = NULL;

  if (sqlite3_db_readonly (mado_database_get_handle (database), "main") == 1)
    return TRUE;
  if (!mado_database_exec (database,
                           "INSERT INTO search (search, rank) VALUES ('integrity-check', 1);"
                           "INSERT INTO titles (titles, rank) VALUES ('integrity-check', 1)",
                           &local_error))
    return hand_on (local_error, findings, error);
  return TRUE;
}

/* The totals, against a count of the codes of all rows. */
static gboolean
check_totals (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GError *local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT codes FROM record_codes", &local_error);

  while (statement != NULL && mado_database_step (database, statement, cancellable, &local_error))
    {
      const guint8 *blob = sqlite3_column_blob (statement, 0);
      guint n = (guint) sqlite3_column_bytes (statement, 0) / sizeof (guint32);

      for (guint i = 0; i < n; i++)
        {
          guint32 code;
          gpointer key;

          memcpy (&code, blob + i * sizeof code, sizeof code);
          key = GUINT_TO_POINTER (GUINT32_FROM_LE (code));
          g_hash_table_insert (
              counts, key,
              GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
        }
    }
  if (!hand_on (local_error, findings, error))
    return FALSE;
  local_error = NULL;
  statement = mado_database_prepare (database, "SELECT code, field, value, count FROM codes",
                                     &local_error);
  while (statement != NULL && mado_database_step (database, statement, cancellable, &local_error))
    {
      gpointer key = GUINT_TO_POINTER ((guint32) sqlite3_column_int64 (statement, 0));

      if ((gint64) GPOINTER_TO_UINT (g_hash_table_lookup (counts, key))
          != sqlite3_column_int64 (statement, 3))
        add (findings, "records.db: the total of %s \"%s\" is wrong",
             (const char *) sqlite3_column_text (statement, 1),
             (const char *) sqlite3_column_text (statement, 2));
      g_hash_table_remove (counts, key);
    }
  if (g_hash_table_size (counts) > 0)
    add (findings, "records.db: rows have codes that stand for nothing");
  return hand_on (local_error, findings, error);
}

static gboolean
check_numbers (Audit *audit, GError **error)
{
  MadoDatabase *database = audit->database;

  return compare_number (database,
                         "SELECT count (*) FROM (SELECT rowid >> 46 AS kind, count (*) AS n"
                         " FROM records GROUP BY 1) FULL JOIN (SELECT kind, count AS kept FROM"
                         " counters WHERE count <> 0) USING (kind) WHERE n IS NOT kept",
                         0, "the number of records of a kind is wrong", audit->findings, error)
         && compare_number (database,
                            "SELECT (SELECT count (*) FROM records)"
                            " - (SELECT count (*) FROM record_codes)",
                            0, "rows without a record have codes", audit->findings, error)
         && compare_number (
             database, "SELECT (SELECT count (*) FROM records) - (SELECT count (*) FROM search)", 0,
             "rows without a record are searched", audit->findings, error)
         && compare_number (
             database, "SELECT (SELECT count (*) FROM records) - (SELECT count (*) FROM titles)", 0,
             "rows without a record have a title", audit->findings, error)
         && compare_number (database, "SELECT count (*) FROM names", audit->names,
                            "there are names of no record", audit->findings, error)
         && compare_number (database, "SELECT count (*) FROM name_order", audit->orders,
                            "the order by name holds rows of no record", audit->findings, error)
         && compare_number (database,
                            "SELECT count (*) FROM links"
                            " WHERE source NOT IN (SELECT rowid FROM records)",
                            0, "there are links from no record", audit->findings, error)
         && compare_number (database,
                            "SELECT count (*) FROM glossary"
                            " WHERE row NOT IN (SELECT rowid FROM records)",
                            0, "the glossary holds words of no record", audit->findings, error);
}

/* What is derived from the records agrees with them. */
gboolean
mado_audit_index (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (MadoExtract) extract = mado_extract_new (error);
  Audit audit = { database, extract, findings, TRUE, 0, 0, 0 };
  GError *local_error = NULL;
  sqlite3_stmt *statement;

  if (extract == NULL || !check_search (database, findings, error))
    return FALSE;
  statement = mado_database_prepare (
      database, "SELECT rowid, json, digest, set_name FROM records NOT INDEXED", &local_error);
  while (statement != NULL && mado_database_step (database, statement, cancellable, &local_error))
    audit_row (&audit, statement);
  if (!hand_on (local_error, findings, error))
    return FALSE;
  /* Where a record's rows are wrong, their numbers say nothing more. */
  return !audit.is_agreeing
         || (check_numbers (&audit, error)
             && check_totals (database, findings, cancellable, error));
}

/* What records name is in the store. */
gboolean
mado_audit_references (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                       GError **error)
{
  GError *local_error = NULL;
  sqlite3_stmt *statement
      = mado_database_prepare (database,
                               "SELECT id, rel, target FROM links JOIN records ON rowid = source"
                               " WHERE target NOT IN (SELECT id FROM records)"
                               " ORDER BY id, rel, target",
                               &local_error);

  while (statement != NULL && mado_database_step (database, statement, cancellable, &local_error))
    add (findings, "record \"%s\": \"%s\", its %s, is not in the store",
         (const char *) sqlite3_column_text (statement, 0),
         (const char *) sqlite3_column_text (statement, 2),
         (const char *) sqlite3_column_text (statement, 1));
  return hand_on (local_error, findings, error);
}
