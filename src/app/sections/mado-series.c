/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a series, in order of time. */
#include "app/sections/mado-series.h"

#define MOST_FIGURES 40 /* of a series */
#define LOOKED_AT 200   /* figures among which series are looked for */

static gint
compare_dates (gconstpointer a, gconstpointer b)
{
  return mado_date_compare (mado_record_get_date (*(MadoRecord *const *) a),
                            mado_record_get_date (*(MadoRecord *const *) b));
}

static gboolean
belongs (MadoRecord *record, MadoRecord *figure)
{
  return record && mado_record_get_date (record)
         && g_strcmp0 (mado_record_get_series (record), mado_record_get_series (figure)) == 0
         && g_strcmp0 (mado_record_lookup_string (record, "unit"),
                       mado_record_lookup_string (figure, "unit"))
                == 0
         && mado_record_lookup_number (record, "value").is_set;
}

/**
 * mado_series_read:
 * @figure: a record of any kind
 *
 * Returns: (transfer full) (element-type MadoRecord) (nullable): the figures of its series with its
 *   unit, the earliest first; empty where there is no series; %NULL with @error set
 */
GPtrArray *
mado_series_read (MadoReader *reader, MadoRecord *figure, GCancellable *cancellable, GError **error)
{
  const char *series = mado_record_get_series (figure);
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_object_unref);
  MadoRequest request = { 1u << MADO_KIND_FIGURE, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autofree char *text = NULL;
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  gboolean more;

  if (!series || mado_record_get_kind (figure) != MADO_KIND_FIGURE)
    return g_steal_pointer (&figures);
  text = g_strdup_printf ("series:\"%s\"", series);
  query = mado_query_parse (text, NULL, NULL, error);
  if (!query)
    return NULL;
  request.query = query;
  hits = mado_reader_first (reader, &request, MOST_FIGURES, &more, cancellable, error);
  if (!hits)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    if (belongs (((MadoHit *) hits->pdata[i])->record, figure))
      g_ptr_array_add (figures, g_object_ref (((MadoHit *) hits->pdata[i])->record));
  g_ptr_array_sort (figures, compare_dates);
  return g_steal_pointer (&figures);
}

static gboolean
is_listed (GPtrArray *list, MadoRecord *figure)
{
  for (guint i = 0; i < list->len; i++)
    {
      GPtrArray *figures = list->pdata[i];

      if (belongs (figures->pdata[0], figure))
        return TRUE;
    }
  return FALSE;
}

/**
 * mado_series_list:
 * @most: how many series
 *
 * Returns: (transfer full) (element-type GPtrArray) (nullable): those with two figures or more, as
 *   mado_series_read() gives them, that with the newest figure first; %NULL with @error set
 */
GPtrArray *
mado_series_list (MadoReader *reader, guint most, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  MadoRequest request = { 1u << MADO_KIND_FIGURE, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  gboolean more;
  g_autoptr (GPtrArray) hits
      = mado_reader_first (reader, &request, LOOKED_AT, &more, cancellable, error);

  if (!hits)
    return NULL;
  for (guint i = 0; i < hits->len && list->len < most; i++)
    {
      MadoRecord *record = ((MadoHit *) hits->pdata[i])->record;
      g_autoptr (GPtrArray) figures = NULL;

      if (!record || !mado_record_get_series (record) || is_listed (list, record))
        continue;
      figures = mado_series_read (reader, record, cancellable, error);
      if (!figures)
        return NULL;
      if (figures->len > 1)
        g_ptr_array_add (list, g_steal_pointer (&figures));
    }
  return g_steal_pointer (&list);
}
