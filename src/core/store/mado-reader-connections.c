/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record is connected to: its links and participants, and those of others that name it. */
#include "core/store/mado-reader-private.h"

/**
 * mado_connection_free:
 * @self: (nullable) (transfer full): a connection
 */
void
mado_connection_free (MadoConnection *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->record);
  g_free (self->rel);
  g_free (self->id);
  g_free (self);
}

static void
take_connection (GPtrArray *connections, const char *rel, const char *id, MadoRecord *record,
                 gboolean outgoing, gboolean is_role)
{
  MadoConnection *self = g_new0 (MadoConnection, 1);

  self->rel = g_strdup (rel);
  self->id = g_strdup (id);
  self->record = record;
  self->outgoing = outgoing;
  self->is_role = is_role;
  g_ptr_array_add (connections, self);
}

/* The record with @id if the store has it; FALSE and @error when it cannot tell. */
static gboolean
look_up (MadoReader *self, const char *id, MadoRecord **record, GError **error)
{
  g_autoptr (GError) local = NULL;

  *record = mado_reader_get_record (self, id, NULL, &local);
  if (*record != NULL || g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* In the order that the record itself gives them. */
static gboolean
add_outgoing (MadoReader *self, MadoRecord *record, guint limit, GPtrArray *connections,
              GError **error)
{
  MadoParticipants *participants = mado_record_get_participants (record);
  MadoLinks *links = mado_record_get_links (record);
  MadoRecord *other;

  for (guint i = 0; i < mado_participants_get_n (participants) && connections->len < limit; i++)
    {
      const MadoParticipant *one = mado_participants_get (participants, i);

      if (!look_up (self, one->organisation, &other, error))
        return FALSE;
      take_connection (connections, one->role, one->organisation, other, TRUE, TRUE);
    }
  for (guint i = 0; i < mado_links_get_n (links) && connections->len < limit; i++)
    {
      const MadoLink *one = mado_links_get (links, i);

      if (!look_up (self, one->to, &other, error))
        return FALSE;
      take_connection (connections, one->rel, one->to, other, TRUE, FALSE);
    }
  return TRUE;
}

/* Newest first within each kind. */
static gboolean
add_incoming (MadoReader *self, const char *id, guint limit, GPtrArray *connections, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT rel, role, id, json FROM links"
                               " JOIN records ON records.rowid = source WHERE target = ?1"
                               " ORDER BY source DESC LIMIT ?2",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, limit - connections->len);
  while (mado_database_step (self->database, statement, NULL, &local))
    {
      MadoRecord *record = mado_reader_parse_column (statement, 3, error);

      if (record == NULL)
        return FALSE;
      take_connection (connections, (const char *) sqlite3_column_text (statement, 0),
                       (const char *) sqlite3_column_text (statement, 2), record, FALSE,
                       sqlite3_column_int (statement, 1) != 0);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_incoming (MadoReader *self, const char *id, guint *count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_database_prepare (
      self->database, "SELECT count (*) FROM links WHERE target = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (!mado_database_step (self->database, statement, NULL, error))
    return FALSE;
  *count = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/**
 * mado_reader_list_connections:
 * @id: the record's id
 * @limit: how many at most
 * @total: (out) (optional): how many there are
 *
 * The record's own participants and links in its own order, then those of others that name it,
 * newest first. The record need not be in the store: others may name it all the same.
 *
 * Returns: (transfer full) (element-type MadoConnection) (nullable): %NULL with @error set
 */
GPtrArray *
mado_reader_list_connections (MadoReader *self, const char *id, guint limit, guint *total,
                              GError **error)
{
  g_autoptr (GPtrArray) connections
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_connection_free);
  g_autoptr (MadoRecord) record = NULL;
  guint n = 0;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  if (!look_up (self, id, &record, error))
    return NULL;
  if (total != NULL && !count_incoming (self, id, &n, error))
    return NULL;
  if (record != NULL)
    {
      n += mado_participants_get_n (mado_record_get_participants (record))
           + mado_links_get_n (mado_record_get_links (record));
      if (!add_outgoing (self, record, limit, connections, error))
        return NULL;
    }
  if (!add_incoming (self, id, limit, connections, error))
    return NULL;
  if (total != NULL)
    *total = n;
  return g_steal_pointer (&connections);
}
