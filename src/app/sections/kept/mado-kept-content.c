/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads stars and notes, and what they are on. */
#include "app/sections/kept/mado-kept-content.h"

#include <string.h>

static void
free_row (gpointer data)
{
  MadoKeptRow *self = data;

  g_free (self->id);
  g_clear_pointer (&self->title, mado_text_unref);
  g_clear_object (&self->record);
  g_free (self->note);
  g_free (self);
}

static const char *
get_text (JsonObject *object, const char *language)
{
  JsonNode *node = json_object_get_member (object, language);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                  : NULL;
}

/* The title as the desk keeps it. A star that was removed after its record may have kept none. */
static MadoText *
read_title (const char *json, const char *id)
{
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, NULL);
  const char *english = NULL, *japanese = NULL;

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      english = get_text (json_node_get_object (node), "en");
      japanese = get_text (json_node_get_object (node), "ja");
    }
  return mado_text_new (english || japanese ? english : id, japanese);
}

/* What the record said last; a copy that cannot be read is none, and the title stands alone. */
static MadoRecord *
read_copy (MadoDesk *desk, const char *id)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!mado_desk_get_copy (desk, id, &json, NULL) || !json)
    return NULL;
  node = mado_json_parse (json, strlen (json), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, NULL);
  return node ? mado_record_new_from_json (node, NULL) : NULL;
}

/**
 * mado_kept_rows_list:
 * @desk: of the calling thread
 *
 * Returns: (transfer full) (nullable) (element-type MadoKeptRow): %NULL with @error
 */
GPtrArray *
mado_kept_rows_list (MadoDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) all = mado_desk_list_kept (desk, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);

  if (!all)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const MadoKept *kept = g_ptr_array_index (all, i);
      MadoKeptRow *row = g_new0 (MadoKeptRow, 1);

      row->id = g_strdup (kept->id);
      row->title = read_title (kept->title, kept->id);
      row->record = read_copy (desk, kept->id);
      row->starred = kept->starred;
      row->note = g_strdup (kept->note);
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * mado_kept_rows_look_up:
 * @rows: (element-type MadoKeptRow): get the records as they are now
 * @reader: of the calling thread
 */
gboolean
mado_kept_rows_look_up (GPtrArray *rows, MadoReader *reader, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MadoKeptRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (MadoRecord) record = mado_reader_get_record (reader, row->id, NULL, &local_error);

      row->has_vanished = record == NULL;
      if (record)
        {
          g_set_object (&row->record, record);
          mado_text_unref (row->title);
          row->title = mado_text_ref (mado_record_get_title (record));
        }
      else if (!g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}
