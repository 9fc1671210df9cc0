/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record's derived rows, written and taken back. What is taken back is worked out from the
 * stored record by the same code, so that no table needs an index for deleting. */
#include "core/store/mado-index.h"

#include <string.h>

#include "core/store/mado-schema.h"
#include "core/store/mado-totals.h"

typedef enum
{
  PUT_RECORD,
  PUT_SEARCH,
  PUT_TITLES,
  PUT_NAME,
  PUT_LINK,
  PUT_CODES,
  PUT_ORDER,
  PUT_GLOSSARY,
  GET_RECORD,
  GET_CODES,
  DROP_RECORD,
  DROP_SEARCH,
  DROP_TITLES,
  DROP_NAME,
  DROP_LINKS,
  DROP_CODES,
  DROP_ORDER,
  DROP_GLOSSARY,
  N_STATEMENTS,
} StatementIndex;

static const char *const statements[N_STATEMENTS] = {
  [PUT_RECORD]
  = "INSERT INTO records (rowid, id, set_name, digest, json) VALUES (?1, ?2, ?3, ?4, ?5)",
  [PUT_SEARCH] = "INSERT INTO search (rowid, title_en, title_ja, text_en, text_ja, names, facets)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  [PUT_TITLES] = "INSERT INTO titles (rowid, title_en, title_ja, facets) VALUES (?1, ?2, ?3, ?4)",
  [PUT_NAME] = "INSERT INTO names (folded, row) VALUES (?1, ?2)",
  [PUT_LINK] = "INSERT OR IGNORE INTO links (source, rel, target, role) VALUES (?1, ?2, ?3, ?4)",
  [PUT_CODES] = "INSERT INTO record_codes (rowid, codes) VALUES (?1, ?2)",
  [PUT_ORDER] = "INSERT INTO name_order (kind, language, key, row) VALUES (?1, ?2, ?3, ?4)",
  [PUT_GLOSSARY] = "INSERT OR IGNORE INTO glossary (folded, word, language, row)"
                   " VALUES (?1, ?2, ?3, ?4)",
  [GET_RECORD] = "SELECT json, digest, set_name FROM records WHERE rowid = ?1",
  [GET_CODES] = "SELECT codes FROM record_codes WHERE rowid = ?1",
  [DROP_RECORD] = "DELETE FROM records WHERE rowid = ?1",
  [DROP_SEARCH] = "DELETE FROM search WHERE rowid = ?1",
  [DROP_TITLES] = "DELETE FROM titles WHERE rowid = ?1",
  [DROP_NAME] = "DELETE FROM names WHERE folded = ?1 AND row = ?2",
  [DROP_LINKS] = "DELETE FROM links WHERE source = ?1",
  [DROP_CODES] = "DELETE FROM record_codes WHERE rowid = ?1",
  [DROP_ORDER]
  = "DELETE FROM name_order WHERE kind = ?1 AND language = ?2 AND key = ?3 AND row = ?4",
  [DROP_GLOSSARY] = "DELETE FROM glossary WHERE folded = ?1 AND word = ?2 AND row = ?4",
};

struct _MadoIndex
{
  MadoDatabase *database; /* (unowned) */
  sqlite3_stmt *statements[N_STATEMENTS];
  MadoExtract *extract;
  MadoTotals *totals;
  GArray *codes;     /* (element-type guint32): of the record at hand */
  gboolean is_large; /* the change that is made */
};

/* FTS5 gathers words in memory and writes them as a segment when it has so many bytes of them;
 * small segments are merged again and again while more come. For a large change it gathers more,
 * and what it has written is merged once, at the end. (Half the time for 20,000 records.) */
#define LARGE_CACHE                                                                                \
  "PRAGMA cache_size = -40960" /* KiB: the pages of six trees that grow at once                    \
                                */
#define USUAL_CACHE "PRAGMA cache_size = -2000"
#define LARGE_SETTINGS "('hashsize', 16777216), ('automerge', 0), ('crisismerge', 1900)"
#define USUAL_SETTINGS "('hashsize', 1048576), ('automerge', 4), ('crisismerge', 16)"

static const char *const indexes[] = { "search", "titles" }; /* the tables of FTS5 */

/* The names of the database's own statements are known: no hash of their text for each of a
 * million. */
MadoIndex *
mado_index_new (MadoDatabase *database, GError **error)
{
  g_autoptr (MadoIndex) self = g_new0 (MadoIndex, 1);

  self->database = database;
  self->extract = mado_extract_new (error);
  if (self->extract == NULL)
    return NULL;
  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = mado_database_prepare (database, statements[i], error);
      if (self->statements[i] == NULL)
        return NULL;
    }
  self->totals = mado_totals_new (database);
  self->codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  return g_steal_pointer (&self);
}

void
mado_index_free (MadoIndex *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->extract, mado_extract_free);
  g_clear_pointer (&self->totals, mado_totals_free);
  g_clear_pointer (&self->codes, g_array_unref);
  g_free (self);
}

/* Gives a command of FTS5 ("Special INSERT Commands"), or several. */
static gboolean
command (MadoIndex *self, const char *index, const char *values, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO %1$s (%1$s, rank) VALUES %2$s", index, values);

  return mado_database_exec (self->database, sql, error);
}

static gboolean
command_all (MadoIndex *self, const char *values, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    if (!command (self, indexes[i], values, error))
      return FALSE;
  return TRUE;
}

/*
 * mado_index_begin:
 * @is_large: much of the store is about to change
 *
 * To be called when a transaction has begun.
 */
gboolean
mado_index_begin (MadoIndex *self, gboolean is_large, GError **error)
{
  mado_totals_begin (self->totals);
  self->is_large = FALSE;
  return !is_large || mado_index_enlarge (self, error);
}

/* To be called when a change that was not known to be large proves to be. */
gboolean
mado_index_enlarge (MadoIndex *self, GError **error)
{
  self->is_large = TRUE;
  return mado_database_exec (self->database, LARGE_CACHE, error)
         && command_all (self, LARGE_SETTINGS, error);
}

/* Runs the statement to its end; the bindings stay, each use sets them all. */
static gboolean
run (MadoIndex *self, StatementIndex which, GError **error)
{
  int code = sqlite3_step (self->statements[which]);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    {
      mado_database_set_error (self->database, error);
      sqlite3_reset (self->statements[which]);
      return FALSE;
    }
  sqlite3_reset (self->statements[which]);
  return TRUE;
}

static gboolean
run_for_row (MadoIndex *self, StatementIndex which, gint64 rowid, GError **error)
{
  sqlite3_bind_int64 (self->statements[which], 1, rowid);
  return run (self, which, error);
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_STATIC);
}

static gboolean
put_record (MadoIndex *self, gint64 rowid, const char *set, MadoRecord *record, GError **error)
{
  sqlite3_stmt *statement = self->statements[PUT_RECORD];
  g_autofree char *json = mado_json_to_record_form (mado_record_get_json (record));
  gsize length = strlen (json);

  sqlite3_bind_int64 (statement, 1, rowid);
  bind_text (statement, 2, mado_record_get_id (record));
  bind_text (statement, 3, set);
  sqlite3_bind_int64 (statement, 4, mado_schema_digest (json, length));
  sqlite3_bind_text (statement, 5, json, (int) length, SQLITE_STATIC);
  return run (self, PUT_RECORD, error);
}

static gboolean
put_columns (MadoIndex *self, StatementIndex which, gint64 rowid, const MadoColumn *columns,
             guint n, GError **error)
{
  sqlite3_stmt *statement = self->statements[which];

  sqlite3_bind_int64 (statement, 1, rowid);
  for (guint i = 0; i < n; i++)
    {
      const GString *column = mado_extract_get_column (self->extract, columns[i]);

      sqlite3_bind_text (statement, (int) i + 2, column->str, (int) column->len, SQLITE_STATIC);
    }
  return run (self, which, error);
}

static gboolean
put_search (MadoIndex *self, gint64 rowid, GError **error)
{
  static const MadoColumn all[]
      = { MADO_COLUMN_TITLE_EN, MADO_COLUMN_TITLE_JA, MADO_COLUMN_TEXT_EN,
          MADO_COLUMN_TEXT_JA,  MADO_COLUMN_NAMES,    MADO_COLUMN_FACETS };
  static const MadoColumn titles[]
      = { MADO_COLUMN_TITLE_EN, MADO_COLUMN_TITLE_JA, MADO_COLUMN_FACETS };

  return put_columns (self, PUT_SEARCH, rowid, all, G_N_ELEMENTS (all), error)
         && put_columns (self, PUT_TITLES, rowid, titles, G_N_ELEMENTS (titles), error);
}

static gboolean
change_names (MadoIndex *self, StatementIndex which, gint64 rowid, GError **error)
{
  GPtrArray *names = mado_extract_get_names (self->extract);

  for (guint i = 0; i < names->len; i++)
    {
      bind_text (self->statements[which], 1, g_ptr_array_index (names, i));
      sqlite3_bind_int64 (self->statements[which], 2, rowid);
      if (!run (self, which, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_link (MadoIndex *self, gint64 rowid, const char *rel, const char *target, gboolean is_role,
          GError **error)
{
  sqlite3_stmt *statement = self->statements[PUT_LINK];

  sqlite3_bind_int64 (statement, 1, rowid);
  bind_text (statement, 2, rel);
  bind_text (statement, 3, target);
  sqlite3_bind_int (statement, 4, is_role);
  return run (self, PUT_LINK, error);
}

static gboolean
put_links (MadoIndex *self, gint64 rowid, MadoRecord *record, GError **error)
{
  const MadoLinks *links = mado_record_get_links (record);
  const MadoParticipants *participants = mado_record_get_participants (record);

  for (guint i = 0; i < mado_links_get_n (links); i++)
    {
      const MadoLink *link = mado_links_get (links, i);

      if (!put_link (self, rowid, link->rel, link->to, FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < mado_participants_get_n (participants); i++)
    {
      const MadoParticipant *participant = mado_participants_get (participants, i);

      if (!put_link (self, rowid, participant->role, participant->organisation, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_codes (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a;
  guint32 two = *(const guint32 *) b;

  return one < two ? -1 : one > two;
}

static gboolean
put_codes (MadoIndex *self, gint64 rowid, MadoKind kind, GError **error)
{
  GPtrArray *pairs = mado_extract_get_pairs (self->extract);
  sqlite3_stmt *statement = self->statements[PUT_CODES];

  g_array_set_size (self->codes, 0);
  for (guint i = 0; i < pairs->len; i++)
    {
      const MadoFacetPair *pair = g_ptr_array_index (pairs, i);
      guint32 code;

      if (!mado_totals_find_code (self->totals, kind, pair->field, pair->value, &code, error))
        return FALSE;
      mado_totals_add_code (self->totals, code, 1);
      g_array_append_val (self->codes, code);
    }
  g_array_sort (self->codes, compare_codes);
  for (guint i = 0; i < self->codes->len; i++)
    g_array_index (self->codes, guint32, i)
        = GUINT32_TO_LE (g_array_index (self->codes, guint32, i));
  sqlite3_bind_int64 (statement, 1, rowid);
  /* A record without any value has an empty list, not NULL. */
  sqlite3_bind_blob (statement, 2, self->codes->len > 0 ? self->codes->data : "",
                     (int) (self->codes->len * sizeof (guint32)), SQLITE_STATIC);
  return run (self, PUT_CODES, error);
}

static gboolean
change_order (MadoIndex *self, StatementIndex which, gint64 rowid, GError **error)
{
  sqlite3_stmt *statement = self->statements[which];

  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    {
      const GByteArray *key = mado_extract_get_key (self->extract, language);

      if (key == NULL)
        continue;
      sqlite3_bind_int (statement, 1, (int) MADO_ROWID_KIND (rowid));
      sqlite3_bind_int (statement, 2, (int) language);
      sqlite3_bind_blob (statement, 3, key->data, (int) key->len, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, rowid);
      if (!run (self, which, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_glossary (MadoIndex *self, StatementIndex which, gint64 rowid, GError **error)
{
  GPtrArray *glossary = mado_extract_get_glossary (self->extract);
  sqlite3_stmt *statement = self->statements[which];

  for (guint i = 0; i < glossary->len; i++)
    {
      const MadoGlossaryEntry *entry = g_ptr_array_index (glossary, i);

      bind_text (statement, 1, entry->key);
      bind_text (statement, 2, entry->word);
      sqlite3_bind_int (statement, 3, (int) entry->language);
      sqlite3_bind_int64 (statement, 4, rowid);
      if (!run (self, which, error))
        return FALSE;
    }
  return TRUE;
}

/*
 * mado_index_put:
 * @rowid: free, and of the record's kind and day; ascending from call to call, else FTS5 empties
 * its buffer each time
 */
gboolean
mado_index_put (MadoIndex *self, gint64 rowid, const char *set, MadoRecord *record, GError **error)
{
  MadoKind kind = mado_record_get_kind (record);

  mado_extract_read (self->extract, record, set);
  mado_totals_add_record (self->totals, kind, 1);
  return put_record (self, rowid, set, record, error) && put_search (self, rowid, error)
         && change_names (self, PUT_NAME, rowid, error) && put_links (self, rowid, record, error)
         && put_codes (self, rowid, kind, error) && change_order (self, PUT_ORDER, rowid, error)
         && change_glossary (self, PUT_GLOSSARY, rowid, error);
}

/* Reads the stored record of @rowid into the extract, as it was when it was put. */
static gboolean
read_stored (MadoIndex *self, gint64 rowid, GError **error)
{
  sqlite3_stmt *statement = self->statements[GET_RECORD];
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MadoRecord) record = NULL;
  const char *json;
  gsize length;

  sqlite3_bind_int64 (statement, 1, rowid);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      json = (const char *) sqlite3_column_text (statement, 0);
      length = (gsize) sqlite3_column_bytes (statement, 0);
      if (json != NULL && mado_schema_digest (json, length) == sqlite3_column_int64 (statement, 1))
        node = mado_json_parse (json, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, NULL);
      if (node != NULL)
        record = mado_record_new_from_json (node, NULL);
      if (record != NULL && sqlite3_column_text (statement, 2) != NULL)
        mado_extract_read (self->extract, record,
                           (const char *) sqlite3_column_text (statement, 2));
    }
  /* Out of memory, SQLite gives NULL for a text that is there. */
  if (record == NULL && sqlite3_errcode (mado_database_get_handle (self->database)) == SQLITE_NOMEM)
    {
      mado_database_set_error (self->database, error);
      sqlite3_reset (statement);
      return FALSE;
    }
  sqlite3_reset (statement);
  if (record != NULL)
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "records.db: the record in row %" G_GINT64_FORMAT " is not what was written", rowid);
  return FALSE;
}

static gboolean
drop_codes (MadoIndex *self, gint64 rowid, GError **error)
{
  sqlite3_stmt *statement = self->statements[GET_CODES];
  gboolean found;

  sqlite3_bind_int64 (statement, 1, rowid);
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    {
      const guint8 *blob = sqlite3_column_blob (statement, 0);
      guint n = (guint) sqlite3_column_bytes (statement, 0) / sizeof (guint32);

      for (guint i = 0; i < n; i++)
        {
          guint32 code;

          memcpy (&code, blob + i * sizeof code, sizeof code);
          mado_totals_add_code (self->totals, GUINT32_FROM_LE (code), -1);
        }
    }
  sqlite3_reset (statement);
  if (found)
    return run_for_row (self, DROP_CODES, rowid, error);
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED,
               "records.db: row %" G_GINT64_FORMAT " has no codes", rowid);
  return FALSE;
}

/* Takes back everything that mado_index_put() wrote for @rowid; ascending too. */
gboolean
mado_index_drop (MadoIndex *self, gint64 rowid, GError **error)
{
  if (!read_stored (self, rowid, error))
    return FALSE;
  mado_totals_add_record (self->totals, MADO_ROWID_KIND (rowid), -1);
  return drop_codes (self, rowid, error) && change_names (self, DROP_NAME, rowid, error)
         && change_order (self, DROP_ORDER, rowid, error)
         && change_glossary (self, DROP_GLOSSARY, rowid, error)
         && run_for_row (self, DROP_LINKS, rowid, error)
         && run_for_row (self, DROP_SEARCH, rowid, error)
         && run_for_row (self, DROP_TITLES, rowid, error)
         && run_for_row (self, DROP_RECORD, rowid, error);
}

/* Merges all segments into one, piece by piece, so that a cancel is heard. Each segment is asked by
 * every search: one is several times as fast as many. */
static gboolean
merge_segments (MadoIndex *self, const char *index, GCancellable *cancellable, GError **error)
{
  sqlite3 *db = mado_database_get_handle (self->database);
  const char *step = "('merge', -500)";
  gint64 before;

  do
    {
      before = sqlite3_total_changes64 (db);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !command (self, index, step, error))
        return FALSE;
      step = "('merge', 500)";
    }
  /* The statement itself is one change: more mean that pages were merged (FTS5, "The 'merge'
   * Command"). */
  while (sqlite3_total_changes64 (db) - before >= 2);
  return TRUE;
}

/* To be called before a transaction is committed. */
gboolean
mado_index_finish (MadoIndex *self, GCancellable *cancellable, GError **error)
{
  if (!mado_totals_finish (self->totals, error))
    return FALSE;
  return !self->is_large
         || (merge_segments (self, indexes[0], cancellable, error)
             && merge_segments (self, indexes[1], cancellable, error)
             && command_all (self, USUAL_SETTINGS, error));
}

/* To be called when the transaction is over, in whichever way: gives back the memory of a large
 * change. */
void
mado_index_end (MadoIndex *self)
{
  if (!self->is_large)
    return;
  self->is_large = FALSE;
  mado_database_exec (self->database, USUAL_CACHE, NULL);
  sqlite3_db_release_memory (mado_database_get_handle (self->database));
}
