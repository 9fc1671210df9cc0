/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes and totals, remembered for one transaction. */
#include "core/store/mado-totals.h"

struct _MadoTotals
{
  MadoDatabase *database; /* (unowned) */
  GHashTable *codes;      /* (element-type utf8 guint32): "kind field value" → code */
  GHashTable *changes;    /* (element-type guint32 gint): code → by how much */
  gint64 records[MADO_N_KINDS];
  guint32 next_code; /* 0: not asked yet */
  GString *key;
};

MadoTotals *
mado_totals_new (MadoDatabase *database)
{
  MadoTotals *self = g_new0 (MadoTotals, 1);

  self->database = database;
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changes = g_hash_table_new (NULL, NULL);
  self->key = g_string_new (NULL);
  return self;
}

void
mado_totals_free (MadoTotals *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->changes);
  g_string_free (self->key, TRUE);
  g_free (self);
}

/* Forgets what a transaction before this one has gathered. */
void
mado_totals_begin (MadoTotals *self)
{
  g_hash_table_remove_all (self->codes);
  g_hash_table_remove_all (self->changes);
  memset (self->records, 0, sizeof self->records);
  self->next_code = 0;
}

/* Runs a statement that gives one number or none. */
static gboolean
ask_number (MadoTotals *self, sqlite3_stmt *statement, gint64 *number, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *number = 0;
  if (mado_database_step (self->database, statement, NULL, &local_error))
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run (MadoTotals *self, sqlite3_stmt *statement, GError **error)
{
  gint64 ignored;

  return ask_number (self, statement, &ignored, error);
}

static gboolean
make_code (MadoTotals *self, MadoKind kind, const char *field, const char *value, guint32 *code,
           GError **error)
{
  sqlite3_stmt *statement;
  gint64 last;

  if (self->next_code == 0)
    {
      statement = mado_database_prepare (self->database,
                                         "SELECT coalesce (max (code), 0) FROM codes", error);
      if (statement == NULL || !ask_number (self, statement, &last, error))
        return FALSE;
      self->next_code = (guint32) last + 1;
    }
  statement = mado_database_prepare (self->database,
                                     "INSERT INTO codes (code, kind, field, value, count)"
                                     " VALUES (?1, ?2, ?3, ?4, 0)",
                                     error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->next_code);
  sqlite3_bind_int (statement, 2, (int) kind);
  sqlite3_bind_text (statement, 3, field, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, value, -1, SQLITE_STATIC);
  *code = self->next_code++;
  return run (self, statement, error);
}

/* The code of a value, a new one where there is none yet. */
gboolean
mado_totals_find_code (MadoTotals *self, MadoKind kind, const char *field, const char *value,
                       guint32 *code, GError **error)
{
  sqlite3_stmt *statement;
  gint64 found;

  g_string_printf (self->key, "%d %s %s", (int) kind, field, value);
  *code = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, self->key->str));
  if (*code != 0)
    return TRUE;
  statement = mado_database_prepare (
      self->database, "SELECT code FROM codes WHERE kind = ?1 AND field = ?2 AND value = ?3",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, (int) kind);
  sqlite3_bind_text (statement, 2, field, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, value, -1, SQLITE_STATIC);
  if (!ask_number (self, statement, &found, error))
    return FALSE;
  *code = (guint32) found;
  if (found == 0 && !make_code (self, kind, field, value, code, error))
    return FALSE;
  g_hash_table_insert (self->codes, g_strdup (self->key->str), GUINT_TO_POINTER (*code));
  return TRUE;
}

void
mado_totals_add_code (MadoTotals *self, guint32 code, gint by)
{
  gpointer key = GUINT_TO_POINTER (code);
  gint change = GPOINTER_TO_INT (g_hash_table_lookup (self->changes, key));

  g_hash_table_insert (self->changes, key, GINT_TO_POINTER (change + by));
}

void
mado_totals_add_record (MadoTotals *self, MadoKind kind, gint by)
{
  self->records[kind] += by;
}

static gboolean
write_code (MadoTotals *self, guint32 code, gint change, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      self->database, "UPDATE codes SET count = count + ?2 WHERE code = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, code);
  sqlite3_bind_int (statement, 2, change);
  if (!run (self, statement, error))
    return FALSE;
  /* A value that no record has any more is no choice to offer. */
  statement = mado_database_prepare (self->database,
                                     "DELETE FROM codes WHERE code = ?1 AND count = 0", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, code);
  return run (self, statement, error);
}

static gboolean
write_counters (MadoTotals *self, GError **error)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      sqlite3_stmt *statement;

      if (self->records[kind] == 0)
        continue;
      statement = mado_database_prepare (self->database,
                                         "INSERT INTO counters (kind, count) VALUES (?1, ?2)"
                                         " ON CONFLICT (kind) DO UPDATE SET count = count + ?2",
                                         error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int (statement, 1, (int) kind);
      sqlite3_bind_int64 (statement, 2, self->records[kind]);
      if (!run (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes what has changed since mado_totals_begin(). */
gboolean
mado_totals_finish (MadoTotals *self, GError **error)
{
  GHashTableIter iter;
  gpointer code, change;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &code, &change))
    if (!write_code (self, GPOINTER_TO_UINT (code), GPOINTER_TO_INT (change), error))
      return FALSE;
  return write_counters (self, error);
}
