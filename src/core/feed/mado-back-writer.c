/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds what was there in memory until the set has changed: up to MADO_BACK_MOST. Of a larger
 * change no way back is kept. */
#include "core/feed/mado-back-writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-file.h"
#include "core/feed/mado-pack-writer.h"

#define ENTRY_COST 128 /* bytes of memory, about, that a record takes besides its text */

/* What is to be done to come back. */
typedef struct
{
  char *id;
  char *json; /* nullable: it was not there, and is to go */
  gboolean is_there;
} Entry;

struct _MadoBackWriter
{
  char *set;
  gint64 edition; /* that is left; 0: none */
  char *date;
  MadoSetState state;
  GHashTable *entries; /* (element-type utf8 Entry); nullable: it is too much */
  GPtrArray *order;    /* (element-type Entry) (unowned) */
  gsize bytes;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->json);
  g_free (entry);
}

/**
 * mado_back_writer_new:
 * @standing: of the set, before it changes
 *
 * Returns: (transfer full): a writer that has noted nothing yet. Where there is no edition to come
 *   back to, or what is there is not the publisher's, it notes nothing at all.
 */
MadoBackWriter *
mado_back_writer_new (const char *set, const MadoSetStanding *standing)
{
  MadoBackWriter *self = g_new0 (MadoBackWriter, 1);

  self->set = g_strdup (set);
  self->edition = standing->known ? standing->edition : 0;
  self->date = g_strdup (standing->date);
  self->state = standing->state;
  if (self->edition > 0)
    self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  self->order = g_ptr_array_new ();
  return self;
}

void
mado_back_writer_free (MadoBackWriter *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->order);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_free (self->set);
  g_free (self->date);
  g_free (self);
}

static void
add_entry (MadoBackWriter *self, MadoFate fate, const char *id, const char *json)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (id);
  entry->json = g_strdup (json);
  entry->is_there = fate != MADO_FATE_REMOVED;
  g_hash_table_insert (self->entries, entry->id, entry);
  g_ptr_array_add (self->order, entry);
  self->bytes += strlen (id) + (json ? strlen (json) : 0) + ENTRY_COST;
  if (self->bytes <= MADO_BACK_MOST)
    return;
  g_ptr_array_set_size (self->order, 0);
  g_clear_pointer (&self->entries, g_hash_table_unref);
}

/**
 * mado_back_writer_note:
 * @json: (nullable): what the record was until now, in record form
 *
 * Takes note as #MadoFateFunc is told. Of a record that changes more than once, what it was first
 * counts; one that comes and goes again was never there.
 */
void
mado_back_writer_note (MadoBackWriter *self, MadoFate fate, const char *id, const char *json)
{
  Entry *entry;

  if (!self->entries)
    return;
  entry = g_hash_table_lookup (self->entries, id);
  if (entry)
    entry->is_there = fate != MADO_FATE_REMOVED;
  else
    add_entry (self, fate, id, json);
}

static gboolean
write_lines (MadoBackWriter *self, MadoPackWriter *writer, GError **error)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->order, i);

      if (entry->json ? !mado_pack_writer_put (writer, entry->id, entry->json, error)
                      : entry->is_there && !mado_pack_writer_drop (writer, entry->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (MadoBackWriter *self, MadoBackPack *back, const char *path, GError **error)
{
  g_autofree char *made = g_strconcat (path, ".new", NULL);
  g_autoptr (MadoPackWriter) writer
      = mado_pack_writer_new (made, self->set, back->pack, MADO_PACK_TO_KEEP, error);

  return writer && write_lines (self, writer, error)
         && mado_pack_writer_end (writer, &self->state, back->pack, error)
         && mado_feed_file_place (made, path, error);
}

static MadoBackPack *
make_pack (MadoBackWriter *self, gint64 edition)
{
  MadoBackPack *back = g_new0 (MadoBackPack, 1);

  back->set = g_strdup (self->set);
  back->date = g_strdup (self->date);
  back->pack = mado_pack_new (self->set, edition, self->edition);
  for (guint i = 0; i < self->order->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->order, i);

      back->pack->puts += entry->json != NULL;
      back->pack->dels += !entry->json && entry->is_there;
    }
  return back;
}

/**
 * mado_back_writer_end:
 * @folder: of the feed
 * @edition: that the set is of now
 *
 * Keeps a way back from @edition to the one that was left, for good. Nothing is kept where nothing
 * was noted, or too much; that edition cannot be returned to then.
 */
gboolean
mado_back_writer_end (MadoBackWriter *self, const char *folder, gint64 edition, GError **error)
{
  g_autoptr (MadoBackPack) back = NULL;
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (self != NULL && folder != NULL && edition > 0, FALSE);

  if (!self->entries || edition == self->edition)
    return TRUE;
  back = make_pack (self, edition);
  path = mado_back_pack_get_file (back, folder);
  place = g_path_get_dirname (path);
  if (g_mkdir_with_parents (place, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", place,
                   g_strerror (code));
      return FALSE;
    }
  return write_file (self, back, path, error)
         && mado_back_packs_add (folder, g_steal_pointer (&back), error);
}
