/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which row a record gets (see MADO_ROWID). */
#include "core/store/mado-places.h"

#include "core/store/mado-schema.h"

#define MAX_COUNTER 0xffffff
#define MAX_DAY 0x3fffff

struct _MadoPlaces
{
  MadoDatabase *database; /* (unowned) */
  GHashTable *next; /* (element-type gint64): first rowid of a kind and day → next free one */
};

MadoPlaces *
mado_places_new (MadoDatabase *database)
{
  MadoPlaces *self = g_new0 (MadoPlaces, 1);

  self->database = database;
  self->next = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
mado_places_free (MadoPlaces *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->next);
  g_free (self);
}

static gint64
get_first (MadoRecord *record)
{
  return MADO_ROWID (mado_record_get_kind (record),
                     CLAMP (mado_record_get_sort_day (record), 0, MAX_DAY), 0);
}

/* The end of a kind and day: after the last row that is there. */
static gboolean
find_free (MadoPlaces *self, gint64 first, gint64 *rowid, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (
      self->database, "SELECT max (rowid) FROM records WHERE rowid BETWEEN ?1 AND ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, first + MAX_COUNTER);
  *rowid = first;
  if (mado_database_step (self->database, statement, NULL, &local_error)
      && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *rowid = sqlite3_column_int64 (statement, 0) + 1;
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/*
 * mado_places_take:
 * @rowid: (out): a row that nobody has, and nobody else is given
 * @error: FULL when the kind and day have no more rows
 */
gboolean
mado_places_take (MadoPlaces *self, MadoRecord *record, gint64 *rowid, GError **error)
{
  gint64 first = get_first (record);
  gint64 *next = g_hash_table_lookup (self->next, &first);

  if (next == NULL)
    {
      gint64 *key = g_new (gint64, 2); /* the key, and its value behind it */

      key[0] = first;
      if (!find_free (self, first, &key[1], error))
        {
          g_free (key);
          return FALSE;
        }
      g_hash_table_insert (self->next, key, key + 1);
      next = key + 1;
    }
  if (*next > first + MAX_COUNTER)
    {
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL,
                   "records.db: there is no room for more records of one kind and day");
      return FALSE;
    }
  *rowid = (*next)++;
  return TRUE;
}

/* Whether @rowid is one of the record's kind and day: then it stays there, so that lists move
 * nothing. */
gboolean
mado_places_fits (MadoRecord *record, gint64 rowid)
{
  return (rowid & ~(gint64) MAX_COUNTER) == get_first (record);
}
