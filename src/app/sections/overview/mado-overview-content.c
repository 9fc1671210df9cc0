/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions that the overview asks of the store. */
#include "app/sections/overview/mado-overview-content.h"

#define MOST_LOOKS 3 /* records of one reason */
#define MOST_NEWEST 5
#define MOST_FIGURES 3

static void
free_look (gpointer data)
{
  MadoLook *look = data;

  g_object_unref (look->record);
  g_free (look);
}

void
mado_overview_content_free (MadoOverviewContent *self)
{
  g_ptr_array_unref (self->looks);
  g_ptr_array_unref (self->newest);
  g_ptr_array_unref (self->figures);
  mado_standing_clear (&self->standing);
  g_free (self);
}

static void
add_look (MadoOverviewContent *self, MadoLookReason reason, MadoRecord *record, guint64 count,
          const char *query)
{
  MadoLook *look = g_new0 (MadoLook, 1);

  look->reason = reason;
  look->record = g_object_ref (record);
  look->count = count;
  look->query = query;
  g_ptr_array_add (self->looks, look);
}

static gboolean
has_look (MadoOverviewContent *self, MadoRecord *record)
{
  for (guint i = 0; i < self->looks->len; i++)
    if (g_str_equal (mado_record_get_id (((MadoLook *) self->looks->pdata[i])->record),
                     mado_record_get_id (record)))
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_first (MadoReader *reader, MadoKind kind, const char *query, guint limit,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoQuery) parsed = NULL;
  MadoRequest request = { 1u << kind, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  gboolean more;

  if (query)
    {
      parsed = mado_query_parse (query, mado_reader_get_vocabulary (reader), NULL, error);
      if (!parsed)
        return NULL;
    }
  request.query = parsed;
  return mado_reader_first (reader, &request, limit, &more, cancellable, error);
}

static gboolean
add_single_looks (MadoOverviewContent *self, MadoReader *reader, MadoLookReason reason,
                  MadoKind kind, const char *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = read_first (reader, kind, query, MOST_LOOKS, cancellable, error);

  for (guint i = 0; hits && i < hits->len; i++)
    {
      MadoRecord *record = ((MadoHit *) hits->pdata[i])->record;

      if (record && !has_look (self, record))
        add_look (self, reason, record, 0, NULL);
    }
  return hits != NULL;
}

static gboolean
add_counted_look (MadoOverviewContent *self, MadoReader *reader, MadoLookReason reason,
                  MadoKind kind, const char *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = read_first (reader, kind, query, 1, cancellable, error);
  g_autoptr (MadoQuery) parsed = mado_query_parse (query, NULL, NULL, NULL);
  MadoRequest request = { 1u << kind, parsed, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autoptr (GArray) rows = NULL;

  if (!hits)
    return FALSE;
  rows = mado_reader_all (reader, &request, NULL, cancellable, error);
  if (rows && hits->len > 0 && ((MadoHit *) hits->pdata[0])->record)
    add_look (self, reason, ((MadoHit *) hits->pdata[0])->record, rows->len, query);
  return rows != NULL;
}

static gboolean
add_looks (MadoOverviewContent *self, MadoReader *reader, GCancellable *cancellable, GError **error)
{
  return add_single_looks (self, reader, MADO_LOOK_UNCONFIRMED, MADO_KIND_AGREEMENT,
                           "status:signature-unconfirmed", cancellable, error)
         && add_single_looks (self, reader, MADO_LOOK_DISPUTED, MADO_KIND_AGREEMENT, "is:disputed",
                              cancellable, error)
         && add_single_looks (self, reader, MADO_LOOK_DISPUTED, MADO_KIND_DIALOGUE, "is:disputed",
                              cancellable, error)
         && add_counted_look (self, reader, MADO_LOOK_CALLS, MADO_KIND_OPPORTUNITY,
                              "status:check-current", cancellable, error)
         && add_counted_look (self, reader, MADO_LOOK_ANSWERS, MADO_KIND_ANSWER,
                              "check_before_use:yes", cancellable, error);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint day_a = mado_record_get_sort_day (*(MadoRecord *const *) a);
  gint day_b = mado_record_get_sort_day (*(MadoRecord *const *) b);

  return (day_a < day_b) - (day_a > day_b);
}

static gboolean
add_newest (MadoReader *reader, MadoKind kind, guint limit, GPtrArray *into,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = read_first (reader, kind, NULL, limit, cancellable, error);

  for (guint i = 0; hits && i < hits->len; i++)
    if (((MadoHit *) hits->pdata[i])->record)
      g_ptr_array_add (into, g_object_ref (((MadoHit *) hits->pdata[i])->record));
  return hits != NULL;
}

MadoOverviewContent *
mado_overview_content_read (MadoReader *reader, GCancellable *cancellable, GError **error)
{
  static const MadoKind kinds[]
      = { MADO_KIND_DIALOGUE, MADO_KIND_AGREEMENT, MADO_KIND_NEWS, MADO_KIND_EVENT };
  g_autoptr (MadoOverviewContent) self = g_new0 (MadoOverviewContent, 1);

  self->looks = g_ptr_array_new_with_free_func (free_look);
  self->newest = g_ptr_array_new_with_free_func (g_object_unref);
  self->figures = g_ptr_array_new_with_free_func (g_object_unref);
  if (!add_looks (self, reader, cancellable, error)
      || !add_newest (reader, MADO_KIND_FIGURE, MOST_FIGURES, self->figures, cancellable, error)
      || !mado_reader_get_standing (reader, &self->standing, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_newest (reader, kinds[i], MOST_NEWEST, self->newest, cancellable, error))
      return NULL;
  g_ptr_array_sort (self->newest, compare_newest);
  if (self->newest->len > MOST_NEWEST)
    g_ptr_array_set_size (self->newest, MOST_NEWEST);
  return g_steal_pointer (&self);
}
