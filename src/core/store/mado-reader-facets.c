/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facets: how many records of a kind have each value. Of a whole section the writer keeps the
 * totals; for a search the section's codes are held in arrays and counted in one pass over the
 * hits. */
#include "core/model/mado-call.h"
#include "core/store/mado-reader-private.h"

#define MAX_CODE                                                                                   \
  0xffffff /* a store that was tampered with must not make the tally fill the memory */

/* The codes of one kind: those of rowids[i] stand from ends[i - 1] (0 for the first) up to ends[i].
 */
struct _MadoReaderCodes
{
  MadoKind kind;
  gint64 data_version;
  GArray *rowids; /* (element-type gint64), descending as the hits are */
  GArray *ends;   /* (element-type guint32) */
  GArray *codes;  /* (element-type guint32) */
};

void
mado_reader_codes_free (MadoReaderCodes *self)
{
  g_clear_pointer (&self->rowids, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
  g_clear_pointer (&self->codes, g_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReaderCodes, mado_reader_codes_free)

static void
free_value (gpointer data)
{
  MadoFacetValue *value = data;

  g_free (value->value);
  g_free (value);
}

/**
 * mado_facet_free:
 * @self: (nullable) (transfer full): a facet
 */
void
mado_facet_free (MadoFacet *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

static void
append_codes (MadoReaderCodes *codes, sqlite3_stmt *statement)
{
  gint64 rowid = sqlite3_column_int64 (statement, 0);
  const guint8 *blob = sqlite3_column_blob (statement, 1);
  guint n = sqlite3_column_bytes (statement, 1) / sizeof (guint32);

  for (guint i = 0; i < n; i++)
    {
      guint32 code;

      memcpy (&code, blob + i * sizeof code, sizeof code);
      code = GUINT32_FROM_LE (code);
      if (code <= MAX_CODE)
        g_array_append_val (codes->codes, code);
    }
  g_array_append_val (codes->rowids, rowid);
  g_array_append_val (codes->ends, codes->codes->len);
}

static MadoReaderCodes *
load_codes (MadoReader *self, MadoKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoReaderCodes) codes = g_new0 (MadoReaderCodes, 1);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT rowid, codes FROM record_codes WHERE rowid BETWEEN ?1 AND ?2"
                               " ORDER BY rowid DESC",
                               error);

  codes->rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  codes->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  codes->codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, MADO_ROWID_FIRST (kind));
  sqlite3_bind_int64 (statement, 2, MADO_ROWID_LAST (kind));
  while (mado_database_step (self->database, statement, cancellable, &local))
    append_codes (codes, statement);
  if (local == NULL)
    return g_steal_pointer (&codes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Kept for the kinds counted last, until the store changes: a list shows two at most. */
static const MadoReaderCodes *
get_codes (MadoReader *self, MadoKind kind, GCancellable *cancellable, GError **error)
{
  gint64 version = mado_reader_get_data_version (self, error);
  MadoReaderCodes *codes;

  if (version < 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (self->codes); i++)
    if (self->codes[i] != NULL && self->codes[i]->kind == kind
        && self->codes[i]->data_version == version)
      return self->codes[i];
  codes = load_codes (self, kind, cancellable, error);
  if (codes == NULL)
    return NULL;
  codes->kind = kind;
  codes->data_version = version;
  g_clear_pointer (&self->codes[1], mado_reader_codes_free);
  self->codes[1] = self->codes[0];
  self->codes[0] = codes;
  return codes;
}

/* code → number of rows in @rowids (descending) that have it; both arrays are walked once. */
static GHashTable *
count_codes (const MadoReaderCodes *codes, GArray *rowids)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  guint32 greatest = 0;
  g_autofree guint32 *tally = NULL;
  guint at = 0;

  for (guint i = 0; i < codes->codes->len; i++)
    greatest = MAX (greatest, g_array_index (codes->codes, guint32, i));
  tally = g_new0 (guint32, (gsize) greatest + 1);
  for (guint i = 0; i < rowids->len; i++)
    {
      gint64 rowid = g_array_index (rowids, gint64, i);

      while (at < codes->rowids->len && g_array_index (codes->rowids, gint64, at) > rowid)
        at++;
      if (at == codes->rowids->len || g_array_index (codes->rowids, gint64, at) != rowid)
        continue;
      for (guint j = at > 0 ? g_array_index (codes->ends, guint32, at - 1) : 0;
           j < g_array_index (codes->ends, guint32, at); j++)
        tally[g_array_index (codes->codes, guint32, j)]++;
    }
  for (guint code = 0; code <= greatest; code++)
    if (tally[code] > 0)
      g_hash_table_insert (counts, GUINT_TO_POINTER (code), GUINT_TO_POINTER (tally[code]));
  return counts;
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

/* Adds a value to its field's facet, the last one of @facets: the rows come field by field. */
static void
add_value (GPtrArray *facets, const char *field, const char *value, guint64 count)
{
  MadoFacet *facet = facets->len > 0 ? g_ptr_array_index (facets, facets->len - 1) : NULL;
  MadoFacetValue *added = g_new0 (MadoFacetValue, 1);

  if (facet == NULL || !g_str_equal (facet->field, field))
    {
      facet = g_new0 (MadoFacet, 1);
      facet->field = g_strdup (field);
      facet->values = g_ptr_array_new_with_free_func (free_value);
      g_ptr_array_add (facets, facet);
    }
  added->value = g_strdup (value);
  added->count = count;
  g_ptr_array_add (facet->values, added);
}

/* Calls that say the same of themselves are counted under what that means today. */
static void
add_call (guint64 *states, const char *value, MadoVocabulary *vocabulary, gint today, guint64 count)
{
  g_autofree char *text = g_strdup (value);
  MadoCall call;
  guint judged = mado_call_parse (&call, text) ? mado_call_judge (&call, vocabulary, today) : 0;

  for (guint i = 0; i < MADO_N_CALL_STATES; i++)
    if (judged & (1u << i))
      states[i] += count;
}

static void
add_states (GPtrArray *facets, const guint64 *states)
{
  for (guint i = 0; i < MADO_N_CALL_STATES; i++)
    if (states[i] > 0)
      add_value (facets, "state", mado_call_state_to_word (1u << i), states[i]);
}

static gint
compare_fields (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MadoFacet *const *) a)->field, (*(MadoFacet *const *) b)->field);
}

/* Names the codes of a kind. @counts (nullable): instead of the totals that are kept. */
static GPtrArray *
list_values (MadoReader *self, MadoKind kind, GHashTable *counts, gint today, GError **error)
{
  guint64 states[MADO_N_CALL_STATES] = { 0 };
  g_autoptr (GPtrArray) facets = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT code, field, value, count FROM codes WHERE kind = ?1"
                               " ORDER BY field",
                               error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int (statement, 1, kind);
  while (mado_database_step (self->database, statement, NULL, &local))
    {
      gpointer code = GUINT_TO_POINTER ((guint) sqlite3_column_int64 (statement, 0));
      guint64 count = counts != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, code))
                                     : (guint64) sqlite3_column_int64 (statement, 3);

      const char *field = (const char *) sqlite3_column_text (statement, 1);
      const char *value = (const char *) sqlite3_column_text (statement, 2);

      if (count > 0 && g_strcmp0 (field, MADO_CALL_FIELD) == 0)
        add_call (states, value, self->vocabulary, today, count);
      else if (count > 0)
        add_value (facets, field, value, count);
    }
  add_states (facets, states);
  g_ptr_array_sort (facets, compare_fields);
  for (guint i = 0; i < facets->len; i++)
    g_ptr_array_sort (((MadoFacet *) g_ptr_array_index (facets, i))->values, compare_values);
  if (local == NULL)
    return g_steal_pointer (&facets);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* The rows of @kind that the query leaves, descending. */
static GArray *
list_counted_rows (MadoReader *self, MadoKind kind, MadoQuery *query, GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *match = mado_query_to_match (query, FALSE);
  g_autoptr (GArray) stretches = mado_reader_list_stretches (self, 1u << kind, query, error);

  if (stretches == NULL)
    return NULL;
  if (match == NULL)
    return mado_reader_list_rows (self, stretches, 0, cancellable, error);
  return mado_reader_list_hits (self, match, stretches, 0, cancellable, error);
}

/**
 * mado_reader_list_facets:
 * @kind: the section's kind
 * @query: (nullable): counts are those of its hits; without one, or with an empty one, of the
 * section
 *
 * The facets in order of their names, each with the values that occur, most frequent first.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoFacet) (nullable): %NULL with @error set
 */
GPtrArray *
mado_reader_list_facets (MadoReader *self, MadoKind kind, MadoQuery *query,
                         GCancellable *cancellable, GError **error)
{
  const MadoReaderCodes *codes;
  g_autoptr (GArray) rowids = NULL;
  g_autoptr (GHashTable) counts = NULL;

  g_return_val_if_fail (self != NULL && kind > MADO_KIND_NONE && kind < MADO_N_KINDS, NULL);

  if (query == NULL || mado_query_is_empty (query))
    return list_values (self, kind, NULL, mado_call_get_today (), error);
  codes = get_codes (self, kind, cancellable, error);
  if (codes == NULL)
    return NULL;
  rowids = list_counted_rows (self, kind, query, cancellable, error);
  if (rowids == NULL)
    return NULL;
  counts = count_codes (codes, rowids);
  return list_values (self, kind, counts, mado_query_get_today (query), error);
}
