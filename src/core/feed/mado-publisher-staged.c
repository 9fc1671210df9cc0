/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that are to be published next: a file among the secrets, a record a line, in the
 * order in which packs have them. */
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-publisher-private.h"
#include "core/store/mado-schema.h"

#define MAX_DAY 0x3fffff

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

static void
free_staged (gpointer data)
{
  mado_staged_clear (data);
  g_free (data);
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  return mado_staged_compare (*(const MadoStaged *const *) a, *(const MadoStaged *const *) b);
}

static char *
get_staged_path (MadoPublisher *self, const char *set)
{
  g_autofree char *name = g_strconcat (set, ".ndjson", NULL);

  return g_build_filename (self->secrets, "sets", name, NULL);
}

/**
 * mado_publisher_add:
 * @set: its name; the first time a key is made for it
 * @records: (element-type MadoRecord): all that it is to hold from the next edition on
 * @error: %MADO_FEED_ERROR_DAMAGED when @set is no name for a set, or an id occurs twice
 *
 * Puts records in readiness. Nothing is published by it.
 */
gboolean
mado_publisher_add (MadoPublisher *self, const char *set, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_staged);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && set != NULL && records != NULL, FALSE);

  if (!mado_catalog_is_set_name (set) || strcmp (set, "targets") == 0)
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "“%s” is no name for a set: a-z, 0-9 and hyphens, and not “own”", set);
      return FALSE;
    }
  for (guint i = 0; i < records->len; i++)
    {
      MadoStaged *staged = g_new0 (MadoStaged, 1);

      mado_staged_init (staged, g_ptr_array_index (records, i));
      g_ptr_array_add (all, staged);
      if (g_hash_table_add (ids, staged->id))
        continue;
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED,
                   "record \"%s\": 'id' occurs twice in the set", staged->id);
      return FALSE;
    }
  g_ptr_array_sort (all, compare_entries);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, "%s\n", ((const MadoStaged *) g_ptr_array_index (all, i))->form);
  path = get_staged_path (self, set);
  return g_file_set_contents_full (path, text->str, (gssize) text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
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
