/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets as a list offers them: over all kinds that it shows, and each field without its own
 * filter, since its values are alternatives. */
#include "core/store/mado-reader-private.h"

static MadoFacet *
find_facet (GPtrArray *facets, const char *field, guint *at)
{
  for (guint i = 0; i < facets->len; i++)
    {
      MadoFacet *facet = g_ptr_array_index (facets, i);

      if (at != NULL)
        *at = i;
      if (g_str_equal (facet->field, field))
        return facet;
    }
  return NULL;
}

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  const MadoFacetValue *one = *(MadoFacetValue *const *) a;
  const MadoFacetValue *two = *(MadoFacetValue *const *) b;

  if (one->count != two->count)
    return one->count > two->count ? -1 : 1;
  return strcmp (one->value, two->value);
}

/* Adds the counts of another kind; takes nothing. */
static void
merge_facet (MadoFacet *into, const MadoFacet *facet)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < into->values->len; i++)
    {
      MadoFacetValue *value = g_ptr_array_index (into->values, i);

      g_hash_table_insert (known, value->value, value);
    }
  for (guint i = 0; i < facet->values->len; i++)
    {
      const MadoFacetValue *value = g_ptr_array_index (facet->values, i);
      MadoFacetValue *same = g_hash_table_lookup (known, value->value);

      if (same == NULL)
        {
          same = g_new0 (MadoFacetValue, 1);
          same->value = g_strdup (value->value);
          g_ptr_array_add (into->values, same);
        }
      same->count += value->count;
    }
  g_ptr_array_sort (into->values, compare_values);
}

/* The counts of all kinds in @kinds; more than one kind has few fields in common. */
static GPtrArray *
count_kinds (MadoReader *self, guint32 kinds, MadoQuery *query, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_free);

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) facets = NULL;

      if ((kinds & (1u << kind)) == 0)
        continue;
      facets = mado_reader_list_facets (self, kind, query, cancellable, error);
      if (facets == NULL)
        return NULL;
      while (facets->len > 0)
        {
          MadoFacet *facet = g_ptr_array_steal_index (facets, facets->len - 1);
          MadoFacet *same = find_facet (all, facet->field, NULL);

          if (same == NULL)
            {
              g_ptr_array_add (all, facet);
              continue;
            }
          merge_facet (same, facet);
          mado_facet_free (facet);
        }
    }
  return g_steal_pointer (&all);
}

/* Counts @field without its own filter, and puts that in its place. */
static gboolean
recount (MadoReader *self, GPtrArray *all, guint32 kinds, MadoQuery *query, const char *field,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoQuery) others = mado_query_without_field (query, field);
  g_autoptr (GPtrArray) facets = count_kinds (self, kinds, others, cancellable, error);
  guint at = 0;
  guint place = 0;

  if (facets == NULL)
    return FALSE;
  if (find_facet (all, field, &place) != NULL)
    g_ptr_array_remove_index (all, place);
  if (find_facet (facets, field, &at) != NULL)
    g_ptr_array_add (all, g_ptr_array_steal_index (facets, at));
  return TRUE;
}

static gint
compare_fields (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MadoFacet *const *) a)->field, (*(MadoFacet *const *) b)->field);
}

/**
 * mado_reader_count_facets:
 * @kinds: what the list shows, bits 1 << #MadoKind; not 0
 * @query: (nullable): what it is narrowed by
 *
 * The values of a field are alternatives, those of different fields are not: a field that the query
 * filters by is counted as if it did not. All other counts are those of the query's hits.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoFacet) (nullable): in order of their names; %NULL with
 *   @error set
 */
GPtrArray *
mado_reader_count_facets (MadoReader *self, guint32 kinds, MadoQuery *query,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_auto (GStrv) fields = NULL;

  g_return_val_if_fail (self != NULL && kinds != 0, NULL);

  all = count_kinds (self, kinds, query, cancellable, error);
  if (all == NULL)
    return NULL;
  fields = query != NULL ? mado_query_list_fields (query) : NULL;
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    if (!recount (self, all, kinds, query, fields[i], cancellable, error))
      return NULL;
  g_ptr_array_sort (all, compare_fields);
  return g_steal_pointer (&all);
}
