/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The new file is made under another name and appears under its own when it is whole. */
#include "core/store/mado-salvage.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/model/mado-kind.h"
#include "core/store/mado-database-file.h"
#include "core/store/mado-database.h"
#include "core/store/mado-desk-path.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-salvage-pages.h"
#include "core/store/mado-schema.h"

typedef struct
{
  MadoDatabase *database;
  MadoSalvaged *salvaged;
  GError *error; /* of the new file */
} Saving;

void
mado_salvaged_clear (MadoSalvaged *self)
{
  g_free (self->name);
  *self = (MadoSalvaged){ 0 };
}

static gboolean
is_hash (const MadoPageValue *value)
{
  return value->text != NULL && strspn (value->text, "0123456789abcdef") == 64
         && value->text[64] == '\0';
}

/* An erased event, which has no salt, cannot be proven any more: "mado case log --verify" says
 * whether what is left of it is what was left. */
static gboolean
is_case_event (const MadoPageValue *values, guint n)
{
  g_autofree char *hash = NULL;

  if (n != 8 || values[0].text == NULL || values[1].text != NULL || values[2].text == NULL
      || values[3].text == NULL || !is_hash (&values[5]) || values[6].text != NULL
      || !is_hash (&values[7]))
    return FALSE;
  if (values[4].text == NULL)
    return values[4].is_null && strstr (values[3].text, "\"erased\":1") != NULL;
  hash = mado_schema_hash (values[4].text, values[3].text, strlen (values[3].text));
  return strcmp (hash, values[5].text) == 0;
}

/* A table of documents: (id, json, digest), where @word tells one table from another. */
static gboolean
is_document (const MadoPageValue *values, guint n, const char *word)
{
  return n == 3 && values[1].text != NULL && values[2].text == NULL
         && mado_schema_digest_entry (values[0].text, word, values[1].text) == values[2].number;
}

/* Rows stand in the file as their columns do in the schema; what is not covered by the digest must
 * be possible at least. @is_entry (out): a person wrote it, or has seen it */
static const char *
find_insertion (const MadoPageValue *values, guint n, gboolean *is_entry)
{
  const char *id = values[0].text;

  *is_entry = TRUE;
  if (id == NULL)
    return NULL;
  if (n == 5 && values[1].text != NULL && values[2].text != NULL && values[3].text == NULL
      && values[4].text == NULL
      && mado_schema_digest_entry (id, values[1].text, values[2].text) == values[4].number)
    return "INSERT OR IGNORE INTO notes (id, title, text, at, digest) VALUES (?1, ?2, ?3, ?4, ?5)";
  if (is_case_event (values, n))
    return "INSERT OR IGNORE INTO case_events (case_id, n, id, content, salt, hash, seq, link)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
  if (is_document (values, n, "person"))
    return "INSERT OR IGNORE INTO case_persons (id, json, digest) VALUES (?1, ?2, ?3)";
  if (is_document (values, n, "draft"))
    return "INSERT OR IGNORE INTO case_drafts (id, json, digest) VALUES (?1, ?2, ?3)";
  if (is_document (values, n, "term"))
    return "INSERT OR IGNORE INTO terms (id, json, digest) VALUES (?1, ?2, ?3)";
  if (is_document (values, n, "search"))
    return "INSERT OR IGNORE INTO searches (id, json, digest) VALUES (?1, ?2, ?3)";
  if (is_document (values, n, ""))
    {
      *is_entry = FALSE;
      return "INSERT OR IGNORE INTO copies (id, json, digest) VALUES (?1, ?2, ?3)";
    }
  if (n == 4 && values[1].text != NULL && values[2].text == NULL && values[3].text == NULL
      && mado_schema_digest_entry (id, values[1].text, NULL) == values[3].number)
    return "INSERT OR IGNORE INTO stars (id, title, at, digest) VALUES (?1, ?2, ?3, ?4)";
  if (n == 6 && values[1].number > MADO_KIND_NONE && values[1].number < MADO_N_KINDS
      && (values[4].number == 0 || values[4].number == 1)
      && mado_schema_digest_entry (id, values[2].text, NULL) == values[5].number)
    return "INSERT OR IGNORE INTO arrivals (id, kind, title, at, unread, digest)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
  return NULL;
}

/* An index holds what was written once more, and is made again by itself; so is what the cases are
 * listed and found by. */
static gboolean
may_be_of_index (const MadoPageValue *values, guint n)
{
  if (values[0].text == NULL)
    return n >= 2 && n <= 5;
  return n == 2 && values[1].text == NULL;
}

static MadoPageRowIs
put_row_cb (const MadoPageValue *values, guint n, gpointer user_data)
{
  Saving *self = user_data;
  gboolean is_entry;
  const char *insertion = find_insertion (values, n, &is_entry);
  sqlite3_stmt *statement;

  if (insertion == NULL)
    return may_be_of_index (values, n) ? MADO_PAGE_ROW_OF_INDEX : MADO_PAGE_ROW_UNKNOWN;
  if (self->error != NULL)
    return MADO_PAGE_ROW_WRITTEN;
  statement = mado_database_prepare (self->database, insertion, &self->error);
  for (guint i = 0; statement != NULL && i < n; i++)
    if (values[i].text != NULL)
      sqlite3_bind_text (statement, (int) i + 1, values[i].text, -1, SQLITE_STATIC);
    else if (!values[i].is_null)
      sqlite3_bind_int64 (statement, (int) i + 1, values[i].number);
  if (statement != NULL)
    mado_database_step (self->database, statement, NULL, &self->error);
  if (self->error == NULL && is_entry)
    self->salvaged->kept += (guint) sqlite3_changes (mado_database_get_handle (self->database));
  return MADO_PAGE_ROW_WRITTEN;
}

static gboolean
save_rows (const char *from, MadoDatabase *database, MadoSalvaged *salvaged,
           GCancellable *cancellable, GError **error)
{
  Saving saving = { database, salvaged, NULL };
  MadoPagesRead read;

  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error)
      || !mado_salvage_read_pages (from, put_row_cb, &saving, &read, cancellable, error))
    return FALSE;
  if (saving.error != NULL)
    {
      g_propagate_error (error, saving.error);
      return FALSE;
    }
  salvaged->lost = read.n_lost;
  salvaged->is_whole = read.is_whole;
  /* Who has seen something has looked before: nothing of it arrives again. */
  return mado_database_exec (database,
                             "INSERT INTO arrivals_since SELECT 0 WHERE EXISTS"
                             " (SELECT 1 FROM arrivals); COMMIT",
                             error);
}

static gboolean
salvage (const char *from, const char *made, MadoSalvaged *salvaged, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (MadoDatabase) database
      = mado_database_open (made, mado_schema_desk, MADO_DATABASE_NONE, error);

  return database != NULL && save_rows (from, database, salvaged, cancellable, error);
}

static gboolean
count (MadoDatabase *database, const char *sql, guint *n, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  if (mado_database_step (database, statement, NULL, &local_error))
    *n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A backup is a whole file of an older schema, or of this one: opening takes its copy through the
 * steps that it lacks. */
static gboolean
restore (const char *from, const char *made, MadoSalvaged *salvaged, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (made);
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MadoDatabase) database = NULL;

  if (!g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, cancellable, NULL, NULL, error))
    return FALSE;
  database = mado_database_open (made, mado_schema_desk, MADO_DATABASE_NONE, error);
  if (database == NULL || !mado_database_check (database, FALSE, wrong, cancellable, error)
      || !mado_desk_check_rows (database, wrong, error))
    return FALSE;
  if (wrong->len > 0)
    {
      g_autofree char *name = g_path_get_basename (from);

      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED, "%s: %s", name,
                   (const char *) g_ptr_array_index (wrong, 0));
      return FALSE;
    }
  salvaged->is_whole = TRUE;
  return count (database,
                "SELECT (SELECT count (*) FROM stars) + (SELECT count (*) FROM arrivals)"
                " + (SELECT count (*) FROM notes) + (SELECT count (*) FROM case_events)"
                " + (SELECT count (*) FROM case_persons) + (SELECT count (*) FROM case_drafts)"
                " + (SELECT count (*) FROM terms) + (SELECT count (*) FROM searches)",
                &salvaged->kept, error);
}

static gboolean
make_file (const char *profile, MadoSalvageFrom from, const char *made, MadoSalvaged *salvaged,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *source = from == MADO_SALVAGE_FROM_BACKUP ? mado_desk_path_backup (profile)
                                                             : mado_desk_path_current (profile);
  struct stat status;

  if (source == NULL)
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                   "desk.db: there is no backup of it");
      return FALSE;
    }
  if (stat (source, &status) == 0)
    salvaged->time = status.st_mtime;
  mado_database_file_remove (made);
  return (from == MADO_SALVAGE_FROM_BACKUP ? restore : salvage) (source, made, salvaged,
                                                                 cancellable, error);
}

static gboolean
run (const char *profile, MadoSalvageFrom from, gboolean only_look, MadoSalvaged *salvaged,
     GCancellable *cancellable, GError **error)
{
  g_autofree char *next = mado_desk_path_next (profile);
  g_autofree char *made = g_strdup_printf ("%s.new-%d", next, (int) getpid ());
  gboolean done = make_file (profile, from, made, salvaged, cancellable, error);

  if (done && !only_look)
    done = mado_database_file_appear (made, next, error);
  if (!done || only_look)
    mado_database_file_remove (made);
  if (done && !only_look)
    salvaged->name = g_path_get_basename (next);
  return done;
}

/**
 * mado_salvage_look:
 * @profile: (type filename): the profile's folder
 * @from: what to make the new desk of
 * @salvaged: (inout): zeroed by the caller
 * @error: in MADO_STORE_ERROR: NOT_FOUND when there is no backup, DAMAGED when that is no better,
 * CANNOT_OPEN, FULL; in G_IO_ERROR
 *
 * Says what mado_salvage_make() would keep, and changes nothing.
 */
gboolean
mado_salvage_look (const char *profile, MadoSalvageFrom from, MadoSalvaged *salvaged,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (profile != NULL && salvaged != NULL, FALSE);

  return run (profile, from, TRUE, salvaged, cancellable, error);
}

/**
 * mado_salvage_make:
 *
 * As mado_salvage_look(), and makes it: whoever opens the desk from now on opens the new file.
 */
gboolean
mado_salvage_make (const char *profile, MadoSalvageFrom from, MadoSalvaged *salvaged,
                   GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (profile != NULL && salvaged != NULL, FALSE);

  return run (profile, from, FALSE, salvaged, cancellable, error);
}
