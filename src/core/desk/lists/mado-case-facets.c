/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field is counted under the filters of all others: what is chosen in it does not hide the rest
 * of its values. */
#include "core/desk/lists/mado-case-facets.h"

#include <string.h>

#include "core/desk/lists/mado-case-list-private.h"
#include "core/desk/cases/mado-cases-private.h"

static const MadoCaseField fields[]
    = { MADO_CASE_STATUS, MADO_CASE_TOPIC,    MADO_CASE_COUNTRY, MADO_CASE_LANGUAGE,
        MADO_CASE_TAGS,   MADO_CASE_ASSIGNEE, MADO_N_CASE_FIELDS };

const MadoCaseField *
mado_case_facets_get_fields (void)
{
  return fields;
}

static void
free_facet (gpointer data)
{
  MadoCaseFacet *self = data;

  g_free (self->value);
  g_free (self);
}

/* Of what stands in the column: several tags stand in one. */
static void
add_counts (GHashTable *counts, MadoCaseField field, const char *text, guint by)
{
  g_auto (GStrv) parts = g_strsplit (text, field == MADO_CASE_TAGS ? "," : "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, parts[i]));

      if (*parts[i] != '\0')
        g_hash_table_insert (counts, g_strdup (parts[i]), GUINT_TO_POINTER (before + by));
    }
}

static gint
compare_facets (gconstpointer a, gconstpointer b)
{
  const MadoCaseFacet *one = *(MadoCaseFacet *const *) a;
  const MadoCaseFacet *two = *(MadoCaseFacet *const *) b;

  if (one->count != two->count)
    return one->count > two->count ? -1 : 1;
  return strcmp (one->value, two->value);
}

static void
append_facets (GPtrArray *facets, MadoCaseField field, GHashTable *counts)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &value, &count))
    {
      MadoCaseFacet *facet = g_new0 (MadoCaseFacet, 1);

      facet->field = field;
      facet->value = g_strdup (value);
      facet->count = GPOINTER_TO_UINT (count);
      g_ptr_array_add (sorted, facet);
    }
  g_ptr_array_sort (sorted, compare_facets);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (facets, sorted->pdata[i]);
}

/* What is due is told by a function: the cases are looked at one by one. */
static gboolean
count_rows (MadoDesk *desk, const MadoCaseRequest *request, MadoCaseField field, GHashTable *counts,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = mado_case_list (desk, request, G_MAXUINT, cancellable, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_counts (counts, field, ((MadoCaseRow *) rows->pdata[i])->values[field], 1);
  return rows != NULL;
}

static gboolean
count_groups (MadoDatabase *database, const MadoCaseRequest *request, MadoCaseField field,
              GHashTable *counts, GCancellable *cancellable, GError **error)
{
  g_autofree char *match = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  if (request->query != NULL && !mado_query_is_empty (request->query))
    match = mado_query_to_match (request->query, FALSE);
  g_string_append_printf (sql, "SELECT %s, count (*) FROM cases WHERE %s",
                          mado_case_field_to_word (field),
                          mado_case_list_get_where (request->view));
  if (match != NULL)
    g_string_append (sql,
                     " AND row IN (SELECT rowid FROM case_search WHERE case_search MATCH :match)");
  mado_case_list_append_filters (sql, request);
  g_string_append (sql, " GROUP BY 1");
  statement = mado_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  mado_case_list_bind (statement, request, match, 0);
  while (mado_database_step (database, statement, cancellable, &local))
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      add_counts (counts, field, text != NULL ? text : "",
                  (guint) sqlite3_column_int (statement, 1));
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_case_facets_count:
 * @request: what is listed; its page is not looked at
 * @error: MADO_STORE_ERROR; BAD_QUERY when the query asks for more than words
 *
 * Returns: (transfer full) (nullable) (element-type MadoCaseFacet): by field, what most cases have
 *   first; values that no case has are not among them
 */
GPtrArray *
mado_case_facets_count (MadoDesk *desk, const MadoCaseRequest *request, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) facets = g_ptr_array_new_with_free_func (free_facet);
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && request != NULL, NULL);

  database = mado_cases_get_readable (desk, error);
  if (database == NULL || !mado_cases_make_current (desk, error)
      || !mado_case_list_check (request, error))
    return NULL;
  for (guint i = 0; fields[i] != MADO_N_CASE_FIELDS; i++)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      MadoCaseRequest others = *request;

      others.values[fields[i]] = NULL;
      others.after = NULL;
      if (!(request->view == MADO_CASE_VIEW_DUE
                ? count_rows (desk, &others, fields[i], counts, cancellable, error)
                : count_groups (database, &others, fields[i], counts, cancellable, error)))
        return NULL;
      append_facets (facets, fields[i], counts);
    }
  return g_steal_pointer (&facets);
}
