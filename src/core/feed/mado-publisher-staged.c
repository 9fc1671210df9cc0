/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that are to be published next: a file among the secrets, a record a line, in the
 * order in which packs have them. */
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-publisher-private.h"
#include "core/store/mado-database.h"
#include "core/store/mado-schema.h"

#define MAX_DAY 0x3fffff
#define BUFFER (64 * 1024) /* bytes */

struct _MadoStaging
{
  char *path; /* of what is ready */
  char *work; /* a database that sorts, in a transaction that is never committed */
  MadoDatabase *database;
};

struct _MadoStagedLines
{
  char *path;
  GFileInputStream *file; /* what was there when it was opened, whatever is added meanwhile */
  GDataInputStream *lines;
  MadoStaged staged;
};

/* Makes @self what is published of @record. */
void
mado_staged_init (MadoStaged *self, MadoRecord *record)
{
  self->place = MADO_ROWID (mado_record_get_kind (record),
                            CLAMP (mado_record_get_sort_day (record), 0, MAX_DAY), 0);
  self->id = g_strdup (mado_record_get_id (record));
  self->form = mado_json_to_record_form (mado_record_get_json (record));
}

void
mado_staged_clear (MadoStaged *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->form, g_free);
}

int
mado_staged_compare (const MadoStaged *one, const MadoStaged *two)
{
  if (one->place != two->place)
    return one->place < two->place ? -1 : 1;
  return strcmp (one->id, two->id);
}

static char *
get_staged_path (MadoPublisher *self, const char *set)
{
  g_autofree char *name = g_strconcat (set, ".ndjson", NULL);

  return g_build_filename (self->secrets, "sets", name, NULL);
}

/* @was_there: (out): whether anything was ready */
gboolean
mado_staged_remove (MadoPublisher *publisher, const char *set, gboolean *was_there, GError **error)
{
  g_autofree char *path = get_staged_path (publisher, set);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  *was_there = g_file_test (path, G_FILE_TEST_EXISTS);
  return mado_feed_file_remove (folder, name, error);
}

static void
remove_work (MadoStaging *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->work, endings[i], NULL);

      g_unlink (path);
    }
}

void
mado_staging_free (MadoStaging *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->database, mado_database_close);
  remove_work (self);
  g_free (self->work);
  g_free (self->path);
  g_free (self);
}

/**
 * mado_staging_begin:
 * @set: its name; the first time a key is made for it
 * @error: %MADO_FEED_ERROR_DAMAGED when @set is no name for a set
 *
 * Returns: (transfer full) (nullable): a place for all that @set is to hold from the next edition
 *   on; what it held stays until mado_staging_end()
 */
MadoStaging *
mado_staging_begin (MadoPublisher *publisher, const char *set, GError **error)
{
  static const char *const steps[]
      = { "CREATE TABLE staged (place INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,"
          "                     form TEXT NOT NULL);",
          NULL };
  g_autoptr (MadoStaging) self = NULL;

  g_return_val_if_fail (publisher != NULL && set != NULL, NULL);

  if (!mado_catalog_is_set_name (set) || strcmp (set, "targets") == 0)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "“%s” is no name for a set: a-z, 0-9 and hyphens, and not “own”", set);
      return NULL;
    }
  self = g_new0 (MadoStaging, 1);
  self->path = get_staged_path (publisher, set);
  self->work = g_strconcat (self->path, ".adding", NULL);
  remove_work (self);
  self->database = mado_database_open (self->work, steps, MADO_DATABASE_NONE, error);
  if (!self->database || !mado_database_exec (self->database, "BEGIN IMMEDIATE", error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
add_record (MadoStaging *self, sqlite3_stmt *statement, MadoRecord *record, GError **error)
{
  g_auto (MadoStaged) staged = { 0 };
  int code;

  mado_staged_init (&staged, record);
  sqlite3_bind_int64 (statement, 1, staged.place);
  sqlite3_bind_text (statement, 2, staged.id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, staged.form, -1, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if ((code & 0xff) == SQLITE_CONSTRAINT)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                 "record \"%s\": 'id' occurs twice in the set", staged.id);
  else if (code != SQLITE_DONE)
    mado_database_set_error (self->database, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/**
 * mado_staging_add:
 * @records: (element-type MadoRecord): more of what the set is to hold
 * @error: %MADO_FEED_ERROR_DAMAGED when an id occurs twice
 */
gboolean
mado_staging_add (MadoStaging *self, GPtrArray *records, GError **error)
{
  sqlite3_stmt *statement;

  g_return_val_if_fail (self != NULL && records != NULL, FALSE);

  statement = mado_database_prepare (
      self->database, "INSERT INTO staged (place, id, form) VALUES (?1, ?2, ?3)", error);
  for (guint i = 0; statement && i < records->len; i++)
    if (!add_record (self, statement, g_ptr_array_index (records, i), error))
      return FALSE;
  return statement != NULL;
}

static gboolean
write_lines (MadoStaging *self, GOutputStream *stream, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  sqlite3_stmt *rows;

  if (!mado_database_exec (self->database, "CREATE INDEX places ON staged (place, id)", error))
    return FALSE;
  rows
      = mado_database_prepare (self->database, "SELECT form FROM staged ORDER BY place, id", error);
  if (!rows)
    return FALSE;
  while (!refusal && mado_database_step (self->database, rows, NULL, &refusal))
    if (g_output_stream_write_all (stream, sqlite3_column_text (rows, 0),
                                   (gsize) sqlite3_column_bytes (rows, 0), NULL, NULL, &refusal))
      g_output_stream_write_all (stream, "\n", 1, NULL, NULL, &refusal);
  sqlite3_reset (rows);
  if (!refusal)
    return g_output_stream_flush (stream, NULL, error);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/**
 * mado_staging_end:
 *
 * Puts what was added in readiness, in the place of what was there. Nothing is published by it.
 */
gboolean
mado_staging_end (MadoStaging *self, GError **error)
{
  g_autofree char *made = NULL;
  g_autoptr (GOutputStream) below = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  int descriptor;
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  made = g_strconcat (self->path, ".added", NULL);
  descriptor = g_open (made, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return fail (made, error);
  below = g_unix_output_stream_new (descriptor, TRUE);
  stream = g_buffered_output_stream_new_sized (below, BUFFER);
  done = write_lines (self, stream, error) && (fsync (descriptor) == 0 || fail (made, error))
         && g_output_stream_close (stream, NULL, error)
         && (g_rename (made, self->path) == 0 || fail (self->path, error));
  if (!done)
    g_unlink (made);
  return done;
}

/**
 * mado_publisher_add:
 * @records: (element-type MadoRecord): all that @set is to hold from the next edition on
 * @error: as of mado_staging_begin() and mado_staging_add()
 *
 * Puts records in readiness that are in memory. Nothing is published by it.
 */
gboolean
mado_publisher_add (MadoPublisher *self, const char *set, GPtrArray *records, GError **error)
{
  g_autoptr (MadoStaging) staging = mado_staging_begin (self, set, error);

  return staging && mado_staging_add (staging, records, error) && mado_staging_end (staging, error);
}

void
mado_staged_lines_free (MadoStagedLines *self)
{
  if (!self)
    return;
  mado_staged_clear (&self->staged);
  g_clear_object (&self->lines);
  g_clear_object (&self->file);
  g_free (self->path);
  g_free (self);
}

/* (transfer full) (nullable): the records of @set that were added, one after the other */
MadoStagedLines *
mado_staged_lines_open (MadoPublisher *publisher, const char *set, GError **error)
{
  g_autoptr (MadoStagedLines) self = g_new0 (MadoStagedLines, 1);
  g_autoptr (GFile) file = NULL;

  self->path = get_staged_path (publisher, set);
  file = g_file_new_for_path (self->path);
  self->file = g_file_read (file, NULL, error);
  return self->file && mado_staged_lines_rewind (self, error) ? g_steal_pointer (&self) : NULL;
}

/* The first record comes next. */
gboolean
mado_staged_lines_rewind (MadoStagedLines *self, GError **error)
{
  g_clear_object (&self->lines);
  if (!g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  self->lines = g_data_input_stream_new (G_INPUT_STREAM (self->file));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->lines), FALSE);
  return TRUE;
}

/* (transfer none) (nullable): good until the next one; %NULL without @error behind the last */
const MadoStaged *
mado_staged_lines_next (MadoStagedLines *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gsize length = 0;
  g_autofree char *line = g_data_input_stream_read_line (self->lines, &length, NULL, &refusal);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (MadoRecord) record = NULL;

  mado_staged_clear (&self->staged);
  if (line)
    node = mado_json_parse (line, length, MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &refusal);
  if (node)
    record = mado_record_new_from_json (node, &refusal);
  if (refusal)
    g_propagate_prefixed_error (error, g_steal_pointer (&refusal), "%s: ", self->path);
  if (!record)
    return NULL;
  mado_staged_init (&self->staged, record);
  return &self->staged;
}
