/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search finds here what it finds in its section, with the words of the glossary. */
#include "app/sections/kept/mado-saved-rows.h"

#include "app/sections/mado-sections.h"
#include "app/sections/search/mado-findings.h"
#include "core/feed/mado-feed-standing.h"

/* What the last update added or changed. */
typedef struct
{
  GHashTable *rowids;           /* (element-type gint64), of those that it names */
  gint64 unnamed[MADO_N_KINDS]; /* those that it does not */
} News;

static void
clear_news (News *self)
{
  g_clear_pointer (&self->rowids, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (News, clear_news)

static void
free_row (gpointer data)
{
  MadoSavedRow *self = data;

  mado_saved_search_free (self->search);
  g_free (self);
}

/**
 * mado_saved_rows_list:
 * @desk: of the calling thread
 *
 * Returns: (transfer full) (nullable) (element-type MadoSavedRow): nothing counted yet; %NULL with
 *   @error
 */
GPtrArray *
mado_saved_rows_list (MadoDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) searches = mado_desk_list_searches (desk, error);
  GPtrArray *rows;

  if (!searches)
    return NULL;
  rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < searches->len; i++)
    {
      MadoSavedRow *row = g_new0 (MadoSavedRow, 1);

      row->search = mado_saved_search_copy (g_ptr_array_index (searches, i));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* A record that has gone again since is none. */
static gboolean
take_changes (News *self, MadoReader *reader, const MadoFeedStep *step, MadoFate fate,
              GError **error)
{
  for (guint kind = 0; kind < MADO_N_KINDS; kind++)
    self->unnamed[kind] += step->counts[fate][kind];
  for (guint i = 0; i < step->changes[fate]->len; i++)
    {
      const MadoFeedChange *change = g_ptr_array_index (step->changes[fate], i);
      g_autoptr (GError) local = NULL;
      gint64 rowid;

      self->unnamed[change->kind]--;
      if (mado_reader_find_row (reader, change->id, &rowid, &local))
        g_hash_table_add (self->rowids, g_memdup2 (&rowid, sizeof rowid));
      else if (local)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_news (News *self, MadoReader *reader, const char *profile, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GPtrArray) feeds = mado_feed_list_standings (profile, cancellable, error);
  g_autoptr (GPtrArray) steps = feeds ? mado_feed_list_newest_steps (feeds) : NULL;

  self->rowids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; steps && i < steps->len; i++)
    if (!take_changes (self, reader, steps->pdata[i], MADO_FATE_ADDED, error)
        || !take_changes (self, reader, steps->pdata[i], MADO_FATE_CHANGED, error))
      return FALSE;
  return steps != NULL;
}

/* Returns: (transfer full) (nullable): as the list of the section asks it; %NULL without @error
 * where it cannot be read */
static MadoQuery *
make_query (MadoReader *reader, const char *text, GError **error)
{
  g_autoptr (MadoQuery) query
      = mado_findings_parse (text, mado_reader_get_vocabulary (reader), NULL, NULL);
  g_autoptr (GPtrArray) expansions
      = query ? mado_reader_list_expansions (reader, query, error) : NULL;

  return expansions ? mado_query_expand (query, expansions) : NULL;
}

static gboolean
count_row (MadoSavedRow *row, MadoReader *reader, const News *news, GCancellable *cancellable,
           GError **error)
{
  const MadoSection *section = mado_sections_find (row->search->section);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoQuery) query
      = section && section->kinds ? make_query (reader, row->search->query, &local) : NULL;
  MadoRequest request = { .kinds = section ? section->kinds : 0, .query = query };
  g_autoptr (GArray) rowids
      = query ? mado_reader_all (reader, &request, NULL, cancellable, &local) : NULL;

  row->is_mistaken = !query && !local;
  row->count = rowids ? rowids->len : 0;
  for (guint i = 0; rowids && i < rowids->len; i++)
    row->n_new += g_hash_table_contains (news->rowids, &g_array_index (rowids, gint64, i));
  for (guint kind = 1; rowids && kind < MADO_N_KINDS; kind++)
    row->is_more |= mado_section_has (section, kind) && news->unnamed[kind] > 0;
  if (!local)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_saved_rows_count:
 * @rows: (element-type MadoSavedRow): get their numbers
 * @reader: of the calling thread
 * @profile: (type filename): whose feeds say what the last update brought
 *
 * Blocks. Each search is one pass over its hits.
 */
gboolean
mado_saved_rows_count (GPtrArray *rows, MadoReader *reader, const char *profile,
                       GCancellable *cancellable, GError **error)
{
  g_auto (News) news = { 0 };

  if (rows->len > 0 && !read_news (&news, reader, profile, cancellable, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!count_row (g_ptr_array_index (rows, i), reader, &news, cancellable, error))
      return FALSE;
  return TRUE;
}
