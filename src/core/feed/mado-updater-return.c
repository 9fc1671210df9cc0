/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Returns to an edition that was left, and to the newest again. Only the records go back: the
 * metadata and its versions stay as they are, so that nobody can use it to offer what is old. */
#include "core/feed/mado-updater-private.h"

#include "core/feed/mado-back-packs.h"
#include "core/feed/mado-feed-error.h"

/* What there is to return to. */
typedef struct
{
  const char *set;
  MadoSetStanding standing;
  GPtrArray *packs; /* (element-type MadoBackPack) */
} Returning;

static void
clear_returning (Returning *self)
{
  mado_set_standing_clear (&self->standing);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Returning, clear_returning)

static gboolean
begin (MadoUpdater *self, Returning *returning, MadoWriter *writer, const char *set, GError **error)
{
  if (!g_ptr_array_find_with_equal_func (self->memory.sets, set, g_str_equal, NULL))
    {
      g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_NOT_KEPT,
                   "the feed “%s” has brought no set “%s”", self->feed, set);
      return FALSE;
    }
  returning->set = set;
  returning->packs = mado_back_packs_list (self->folder, error);
  return returning->packs
         && mado_set_standing_read (&returning->standing, mado_writer_get_database (writer), set,
                                    error);
}

/* Says what is kept instead. */
static gboolean
refuse (const Returning *returning, gint64 edition, GError **error)
{
  g_autoptr (GArray) editions = mado_back_packs_list_editions (returning->packs, returning->set,
                                                               returning->standing.edition);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; i < editions->len; i++)
    g_string_append_printf (kept, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            g_array_index (editions, gint64, i));
  if (kept->len == 0)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_NOT_KEPT,
                 "edition %" G_GINT64_FORMAT " of the set “%s” is not kept here, and no other is",
                 edition, returning->set);
  else
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_NOT_KEPT,
                 "edition %" G_GINT64_FORMAT " of the set “%s” is not kept here, but these are: %s",
                 edition, returning->set, kept->str);
  return FALSE;
}

static MadoReady *
prepare (MadoUpdater *self, const Returning *returning, GPtrArray *way)
{
  MadoReady *ready = mado_updater_add_ready (self);
  const MadoBackPack *last = g_ptr_array_index (way, way->len - 1);

  ready->catalog = mado_catalog_new (returning->set);
  ready->catalog->seq = last->pack->to;
  ready->catalog->date = g_strdup (last->date);
  ready->from = returning->standing.edition;
  ready->is_kept = TRUE;
  for (guint i = 0; i < way->len; i++)
    {
      const MadoBackPack *back = g_ptr_array_index (way, i);

      g_ptr_array_add (ready->chain, back->pack);
      g_ptr_array_add (ready->files, mado_back_pack_get_file (back, self->folder));
    }
  return ready;
}

/* The set is held before its records go back, and let go after they have come to the newest: a
 * program that dies meanwhile leaves it held at nothing, which is no hold. */
static gboolean
go (MadoUpdater *self, const Returning *returning, MadoWriter *writer, GPtrArray *way,
    gint64 newest, MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
    GError **error)
{
  const MadoReady *ready;
  gint64 edition;

  g_ptr_array_set_size (self->ready, 0);
  ready = prepare (self, returning, way);
  edition = ready->catalog->seq;
  mado_feed_memory_hold (&self->memory, returning->set, newest);
  if (!mado_updater_check_room (self, ready, error)
      || !mado_feed_memory_write (&self->memory, self->folder, error)
      || !mado_updater_keep_copies (self, writer, error)
      || !mado_updater_apply_set (self, ready, writer, progress, progress_data, cancellable, error))
    return FALSE;
  if (edition < newest)
    return TRUE;
  mado_feed_memory_release (&self->memory, returning->set);
  return mado_feed_memory_write (&self->memory, self->folder, error);
}

/**
 * mado_updater_return:
 * @set: one that the feed has brought
 * @edition: that is to be read
 * @progress: (nullable): called on this thread with the operations done and all
 * @error: %MADO_FEED_ERROR_NOT_KEPT when no way there is kept; else as for mado_writer_flow()
 *
 * Brings the records of @set to an edition that was left, by what was kept of it; nobody is asked.
 * The set is held there: updates learn which edition is the newest, and leave it alone, until the
 * newest is returned to or mado_updater_release() is called.
 */
gboolean
mado_updater_return (MadoUpdater *self, MadoWriter *writer, const char *set, gint64 edition,
                     MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GError **error)
{
  g_auto (Returning) returning = { 0 };
  g_autoptr (GPtrArray) way = NULL;
  gint64 here, newest;

  g_return_val_if_fail (self != NULL && writer != NULL && set != NULL, FALSE);

  if (!begin (self, &returning, writer, set, error))
    return FALSE;
  here = returning.standing.edition;
  newest = MAX (here, mado_feed_memory_get_newest (&self->memory, set, here));
  if (here == edition)
    return TRUE;
  if (returning.standing.known)
    way = mado_back_packs_find_way (returning.packs, set, here, edition);
  if (!way)
    return refuse (&returning, edition, error);
  return go (self, &returning, writer, way, newest, progress, progress_data, cancellable, error);
}

/**
 * mado_updater_release:
 * @set: (nullable): one that is held; all of them otherwise
 * @is_newest: (out): what was known to be the newest, is there now
 * @error: as for mado_updater_return()
 *
 * Goes to the newest edition that is known, where a way to it is kept. Else the next
 * mado_updater_run() of this update leads there.
 */
gboolean
mado_updater_release (MadoUpdater *self, MadoWriter *writer, const char *set, gboolean *is_newest,
                      MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (self != NULL && writer != NULL && is_newest != NULL, FALSE);

  *is_newest = TRUE;
  for (guint i = 0; i < self->memory.sets->len; i++)
    {
      const char *name = g_ptr_array_index (self->memory.sets, i);
      g_auto (Returning) returning = { 0 };
      g_autoptr (GPtrArray) way = NULL;
      gint64 here, newest;

      if (set && !g_str_equal (set, name))
        continue;
      if (!begin (self, &returning, writer, name, error))
        return FALSE;
      here = returning.standing.edition;
      newest = mado_feed_memory_get_newest (&self->memory, name, here);
      if (newest > 0 && returning.standing.known)
        way = mado_back_packs_find_way (returning.packs, name, here, newest);
      if (way
          && !go (self, &returning, writer, way, newest, progress, progress_data, cancellable,
                  error))
        return FALSE;
      *is_newest = *is_newest && (newest == 0 || way);
      mado_feed_memory_release (&self->memory, name);
    }
  return TRUE;
}
