/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares a set with what the store holds, and gives each new record its place. */
#include "core/store/mado-writer-plan.h"

#include <string.h>

#include "core/store/mado-schema.h"

#define MAX_COUNTER 0xffffff
#define MAX_DAY 0x3fffff

typedef struct
{
  MadoPlan *plan;
  MadoDatabase *database;
  const char *set;
  MadoApplied *applied;
  GHashTable *ids;  /* (element-type utf8): of the records seen so far */
  GHashTable *kept; /* (element-type gint64): rows that stay, when the whole set is given */
  GHashTable *next; /* (element-type gint64): first rowid of a kind and day → next free rowid */
} Planning;

static void
clear_planning (Planning *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->next, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Planning, clear_planning)

void
mado_plan_clear (MadoPlan *self)
{
  g_clear_pointer (&self->drops, g_array_unref);
  g_clear_pointer (&self->puts, g_array_unref);
}

static void
refuse (Planning *planning, MadoRecord *record, const char *why)
{
  g_ptr_array_add (planning->applied->refused,
                   g_error_new (MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "record \"%s\": %s",
                                mado_record_get_id (record), why));
}

/* The end of a kind and day: after the last row that is there. */
static gboolean
find_free (Planning *planning, gint64 first, gint64 *rowid, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      planning->database, "SELECT max (rowid) FROM records WHERE rowid BETWEEN ?1 AND ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, first + MAX_COUNTER);
  *rowid = first;
  if (mado_database_step (planning->database, statement, NULL, &local_error)
      && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *rowid = sqlite3_column_int64 (statement, 0) + 1;
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gint64
get_first (MadoRecord *record)
{
  return MADO_ROWID (mado_record_get_kind (record),
                     CLAMP (mado_record_get_sort_day (record), 0, MAX_DAY), 0);
}

static gboolean
plan_put (Planning *planning, MadoRecord *record, GError **error)
{
  gint64 first = get_first (record);
  gint64 *next = g_hash_table_lookup (planning->next, &first);
  MadoPlannedPut put = { 0, record };

  if (next == NULL)
    {
      gint64 *key = g_new (gint64, 2); /* the key, and its value behind it */

      key[0] = first;
      if (!find_free (planning, first, &key[1], error))
        {
          g_free (key);
          return FALSE;
        }
      g_hash_table_insert (planning->next, key, key + 1);
      next = key + 1;
    }
  if (*next > first + MAX_COUNTER)
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL,
                   "records.db: there is no room for more records of one kind and day");
      return FALSE;
    }
  put.rowid = (*next)++;
  g_array_append_val (planning->plan->puts, put);
  return TRUE;
}

static void
keep (Planning *planning, gint64 rowid)
{
  gint64 *key;

  if (planning->kept == NULL)
    return;
  key = g_new (gint64, 1);
  *key = rowid;
  g_hash_table_add (planning->kept, key);
}

/* A record whose kind and day are the same keeps its row, so that lists move nothing. */
static gboolean
plan_change (Planning *planning, MadoRecord *record, gint64 rowid, GError **error)
{
  MadoPlannedPut put = { rowid, record };

  g_array_append_val (planning->plan->drops, rowid);
  keep (planning, rowid);
  planning->applied->changed++;
  if ((rowid & ~(gint64) MAX_COUNTER) != get_first (record))
    return plan_put (planning, record, error);
  g_array_append_val (planning->plan->puts, put);
  return TRUE;
}

static gboolean
is_same (sqlite3_stmt *statement, MadoRecord *record)
{
  g_autofree char *json = mado_json_to_record_form (mado_record_get_json (record));
  gsize length = strlen (json);
  const void *stored = sqlite3_column_text (statement, 2);

  return stored != NULL && (gsize) sqlite3_column_bytes (statement, 2) == length
         && memcmp (stored, json, length) == 0
         && sqlite3_column_int64 (statement, 3) == mado_schema_digest (json, length);
}

static gboolean
plan_record (Planning *planning, MadoRecord *record, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      planning->database, "SELECT rowid, set_name, json, digest FROM records WHERE id = ?1", error);
  gint64 rowid;
  gboolean same, ours;

  if (statement == NULL)
    return FALSE;
  if (!g_hash_table_add (planning->ids, (gpointer) mado_record_get_id (record)))
    {
      refuse (planning, record, "the id occurs twice");
      return TRUE;
    }
  sqlite3_bind_text (statement, 1, mado_record_get_id (record), -1, SQLITE_STATIC);
  if (!mado_database_step (planning->database, statement, NULL, &local_error))
    {
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      planning->applied->added++;
      return plan_put (planning, record, error);
    }
  rowid = sqlite3_column_int64 (statement, 0);
  ours = g_strcmp0 ((const char *) sqlite3_column_text (statement, 1), planning->set) == 0;
  same = is_same (statement, record);
  if (!ours && !same)
    {
      g_autofree char *why = g_strdup_printf ("the set \"%s\" holds a record of this id",
                                              (const char *) sqlite3_column_text (statement, 1));

      refuse (planning, record, why);
    }
  sqlite3_reset (statement);
  if (ours && !same)
    return plan_change (planning, record, rowid, error);
  /* What another set says word for word is here already: a dump can be read where it came from. */
  if (same)
    planning->applied->unchanged++;
  if (ours)
    keep (planning, rowid);
  return TRUE;
}

static gboolean
plan_removals (Planning *planning, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      planning->database, "SELECT rowid FROM records WHERE set_name = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, planning->set, -1, SQLITE_STATIC);
  while (mado_database_step (planning->database, statement, cancellable, &local_error))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);

      if (g_hash_table_contains (planning->kept, &rowid))
        continue;
      g_array_append_val (planning->plan->drops, rowid);
      planning->applied->removed++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Both elements begin with their rowid. */
static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return one < two ? -1 : one > two;
}

/*
 * mado_plan_make:
 * @self: (out caller-allocates): zeroed
 * @is_whole_set: what is not among @records is to go
 * @applied: the numbers are added to it, what is refused too
 */
gboolean
mado_plan_make (MadoPlan *self, MadoDatabase *database, const char *set, GPtrArray *records,
                gboolean is_whole_set, MadoApplied *applied, GCancellable *cancellable,
                GError **error)
{
  g_auto (Planning) planning = { self, database, set, applied, NULL, NULL, NULL };

  self->drops = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->puts = g_array_sized_new (FALSE, FALSE, sizeof (MadoPlannedPut), records->len);
  planning.ids = g_hash_table_new (g_str_hash, g_str_equal);
  planning.next = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (is_whole_set)
    planning.kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !plan_record (&planning, g_ptr_array_index (records, i), error))
      return FALSE;
  if (is_whole_set && !plan_removals (&planning, cancellable, error))
    return FALSE;
  g_array_sort (self->drops, compare_rows);
  g_array_sort (self->puts, compare_rows);
  return TRUE;
}
