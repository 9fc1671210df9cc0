/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the chain. Each row is judged by what SQLite gives; nothing of it is believed. */
#include "core/desk/cases/mado-case-log.h"

#include <string.h>

#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-cases-private.h"
#include "core/store/mado-schema.h"

#define MOST_WRONG 50 /* sentences */

typedef struct
{
  MadoCaseProof *proof;
  GHashTable *left; /* id → hash of what is left, as the erasing events say */
  char *link;       /* of the row before */
  gint64 seq;
} Walk;

void
mado_case_proof_clear (MadoCaseProof *self)
{
  g_clear_pointer (&self->head, g_free);
  g_clear_pointer (&self->wrong, g_ptr_array_unref);
}

static void G_GNUC_PRINTF (2, 3) complain (Walk *self, const char *format, ...)
{
  va_list arguments;

  if (self->proof->wrong->len >= MOST_WRONG)
    return;
  va_start (arguments, format);
  g_ptr_array_add (self->proof->wrong, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
note_left (Walk *self, MadoCaseEvent *event)
{
  const char *const *ids = mado_case_event_get_list (event, "events");
  const char *const *hashes = mado_case_event_get_list (event, "left");

  for (guint i = 0; ids != NULL && hashes != NULL && ids[i] != NULL && hashes[i] != NULL; i++)
    g_hash_table_insert (self->left, g_strdup (ids[i]), g_strdup (hashes[i]));
}

static gboolean
is_column_of (MadoCaseEvent *event, sqlite3_stmt *statement)
{
  return event != NULL
         && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0),
                       mado_case_event_get_case (event))
                == 0
         && sqlite3_column_int64 (statement, 1) == mado_case_event_get_n (event)
         && g_strcmp0 ((const char *) sqlite3_column_text (statement, 2),
                       mado_case_event_get_id (event))
                == 0;
}

/* What is left of an erased event must be what the event that erased it says. */
static void
check_erased (Walk *self, MadoCaseEvent *event, const char *content, gsize length)
{
  g_autofree char *hash = mado_schema_hash ("", content, length);
  const char *expected = g_hash_table_lookup (self->left, mado_case_event_get_id (event));

  self->proof->erased++;
  if (g_strcmp0 (hash, expected) != 0)
    complain (self, "event %s of case %s: what is left of it is not what was left",
              mado_case_event_get_id (event), mado_case_event_get_case (event));
}

/* A row of (case_id, n, id, content, salt, hash, seq, link). */
static void
check_row (Walk *self, sqlite3_stmt *statement)
{
  const char *content = (const char *) sqlite3_column_text (statement, 3);
  gsize length = (gsize) sqlite3_column_bytes (statement, 3);
  const char *salt = (const char *) sqlite3_column_text (statement, 4);
  const char *hash = (const char *) sqlite3_column_text (statement, 5);
  gint64 seq = sqlite3_column_int64 (statement, 6);
  g_autofree char *link = g_strdup ((const char *) sqlite3_column_text (statement, 7));
  g_autoptr (MadoCaseEvent) event
      = content != NULL ? mado_case_event_parse (content, length, NULL) : NULL;
  g_autofree char *expected = NULL;

  if (seq != self->seq + 1)
    complain (self, "after event %" G_GINT64_FORMAT ": missing events, %" G_GINT64_FORMAT,
              self->seq, seq - self->seq - 1);
  if (!is_column_of (event, statement))
    complain (self, "event %" G_GINT64_FORMAT ": not an event, or of another case", seq);
  else if (salt == NULL)
    check_erased (self, event, content, length);
  else
    {
      expected = mado_schema_hash (salt, content, length);
      if (g_strcmp0 (expected, hash) != 0)
        complain (self, "event %s of case %s: its content is not what was written",
                  mado_case_event_get_id (event), mado_case_event_get_case (event));
      g_clear_pointer (&expected, g_free);
    }
  expected = mado_case_rows_make_link (self->link, hash != NULL ? hash : "");
  if (seq == self->seq + 1 && g_strcmp0 (expected, link) != 0)
    complain (self, "event %" G_GINT64_FORMAT ": the chain is broken here", seq);
  self->proof->events++;
  self->seq = seq;
  g_free (self->link);
  self->link = link != NULL ? g_steal_pointer (&link) : g_strdup ("");
}

static gboolean
walk (Walk *self, MadoDatabase *database, const char *sql, gboolean checks,
      GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return FALSE;
  while (mado_database_step (database, statement, cancellable, &local))
    {
      const char *content = (const char *) sqlite3_column_text (statement, 3);
      g_autoptr (MadoCaseEvent) event = NULL;

      if (checks)
        {
          check_row (self, statement);
          continue;
        }
      event
          = content != NULL
                ? mado_case_event_parse (content, (gsize) sqlite3_column_bytes (statement, 3), NULL)
                : NULL;
      if (event != NULL && mado_case_event_get_kind (event) == MADO_CASE_ERASED)
        note_left (self, event);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

#define COLUMNS "SELECT case_id, n, id, content, salt, hash, seq, link FROM case_events"

gboolean
mado_case_log_verify (MadoDesk *desk, MadoCaseProof *proof, GCancellable *cancellable,
                      GError **error)
{
  MadoDatabase *database;
  Walk self = { proof, NULL, NULL, 0 };
  gboolean done;

  g_return_val_if_fail (desk != NULL && proof != NULL, FALSE);

  proof->wrong = g_ptr_array_new_with_free_func (g_free);
  database = mado_cases_get_readable (desk, error);
  if (database == NULL)
    return FALSE;
  self.left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.link = g_strdup (MADO_CASE_FIRST_LINK);
  done = walk (&self, database, COLUMNS " WHERE content GLOB '*\"kind\":\"erased\"*'", FALSE,
               cancellable, error)
         && walk (&self, database, COLUMNS " ORDER BY seq", TRUE, cancellable, error);
  proof->head = self.link;
  g_hash_table_unref (self.left);
  return done;
}
