/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions that the overview asks of the store. */
#include "app/sections/overview/mado-overview-content.h"

#include "app/sections/mado-series.h"

#define MOST_NEWEST 4
#define MOST_NEWS 4
#define MOST_FIGURES 3
#define LOOKED_AT 12 /* figures among which those of the future are passed over */
#define MOST_SERIES 2
#define MOST_MEETINGS 2000

void
mado_overview_content_free (MadoOverviewContent *self)
{
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_clear_pointer (&self->newest, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->meetings, g_array_unref);
  mado_standing_clear (&self->standing);
  g_free (self);
}

/*
 * mado_overview_read_first:
 * @query: (nullable)
 *
 * Returns: (transfer full) (element-type MadoRecord) (nullable): the newest of a kind, at most
 *   @limit; %NULL with @error set
 */
GPtrArray *
mado_overview_read_first (MadoReader *reader, MadoKind kind, const char *query, guint limit,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoQuery) parsed = NULL;
  MadoRequest request = { 1u << kind, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) hits = NULL;
  gboolean more;

  if (query)
    {
      parsed = mado_query_parse (query, mado_reader_get_vocabulary (reader), NULL, error);
      if (!parsed)
        return NULL;
    }
  request.query = parsed;
  hits = mado_reader_first (reader, &request, limit, &more, cancellable, error);
  if (!hits)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    if (((MadoHit *) hits->pdata[i])->record)
      g_ptr_array_add (records, g_object_ref (((MadoHit *) hits->pdata[i])->record));
  return g_steal_pointer (&records);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint day_a = mado_record_get_sort_day (*(MadoRecord *const *) a);
  gint day_b = mado_record_get_sort_day (*(MadoRecord *const *) b);

  return (day_a < day_b) - (day_a > day_b);
}

static gboolean
read_newest (MadoOverviewContent *self, MadoReader *reader, GCancellable *cancellable,
             GError **error)
{
  static const MadoKind kinds[] = { MADO_KIND_DIALOGUE, MADO_KIND_AGREEMENT, MADO_KIND_EVENT };

  self->newest = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) records
          = mado_overview_read_first (reader, kinds[i], NULL, MOST_NEWEST, cancellable, error);

      if (!records)
        return FALSE;
      g_ptr_array_extend_and_steal (self->newest, g_steal_pointer (&records));
    }
  g_ptr_array_sort (self->newest, compare_newest);
  if (self->newest->len > MOST_NEWEST)
    g_ptr_array_set_size (self->newest, MOST_NEWEST);
  self->news
      = mado_overview_read_first (reader, MADO_KIND_NEWS, NULL, MOST_NEWS, cancellable, error);
  return self->news != NULL;
}

/* A figure of the future, such as a proposal, is no state of things; one of a series stands in its
 * chart. */
static gboolean
stands_alone (MadoRecord *record, gint today)
{
  return mado_record_get_sort_day (record) <= today && !mado_record_get_series (record);
}

static gboolean
read_figures (MadoOverviewContent *self, MadoReader *reader, gint today, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) figures
      = mado_overview_read_first (reader, MADO_KIND_FIGURE, NULL, LOOKED_AT, cancellable, error);

  if (!figures)
    return FALSE;
  self->figures = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < figures->len && self->figures->len < MOST_FIGURES; i++)
    if (stands_alone (figures->pdata[i], today))
      g_ptr_array_add (self->figures, g_object_ref (figures->pdata[i]));
  self->series = mado_series_list (reader, MOST_SERIES, cancellable, error);
  return self->series != NULL;
}

MadoOverviewContent *
mado_overview_content_read (MadoReader *reader, gint today, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (MadoOverviewContent) self = g_new0 (MadoOverviewContent, 1);

  if (!mado_overview_read_looks (self, reader, today, cancellable, error)
      || !read_newest (self, reader, cancellable, error)
      || !read_figures (self, reader, today, cancellable, error)
      || !mado_reader_get_standing (reader, &self->standing, error))
    return NULL;
  self->meetings = mado_reader_count_years (reader, 1u << MADO_KIND_DIALOGUE, NULL, MOST_MEETINGS,
                                            &self->is_sample, cancellable, error);
  return self->meetings ? g_steal_pointer (&self) : NULL;
}
