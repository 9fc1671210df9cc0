/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares a set with what the store holds, and gives each new record its place. */
#include "core/store/mado-writer-plan.h"

#include <string.h>

#include "core/store/mado-places.h"
#include "core/store/mado-schema.h"

typedef struct
{
  MadoPlan *plan;
  MadoDatabase *database;
  const char *set;
  MadoApplied *applied;
  GHashTable *ids;  /* (element-type utf8): of the records seen so far */
  GHashTable *kept; /* (element-type gint64): rows that stay, when the whole set is given */
  MadoPlaces *places;
} Planning;

static void
clear_planning (Planning *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->places, mado_places_free);
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

static gboolean
plan_put (Planning *planning, MadoRecord *record, GError **error)
{
  MadoPlannedPut put = { 0, record };

  if (!mado_places_take (planning->places, record, &put.rowid, error))
    return FALSE;
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
  if (!mado_places_fits (record, rowid))
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
  planning.places = mado_places_new (database);
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
