/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a list: records with the passage that the query found in them, and how often they are
 * named. */
#include "core/store/mado-reader-private.h"

#include "core/store/mado-snippet.h"

#define MAX_MENTIONS 9999

static void
clear_hit (gpointer data)
{
  MadoHit *self = data;

  g_clear_object (&self->record);
  g_clear_pointer (&self->snippet, g_free);
}

/**
 * mado_hit_ref:
 *
 * Returns: (transfer full): the hit, held once more
 */
MadoHit *
mado_hit_ref (MadoHit *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_hit_unref:
 * @self: (transfer full): freed with the last reference
 */
void
mado_hit_unref (MadoHit *self)
{
  g_atomic_rc_box_release_full (self, clear_hit);
}

/* The field of other records by which a record of @kind is named; NULL: by their links. */
static const char *
get_naming_field (MadoKind kind)
{
  if (kind == MADO_KIND_ORGANISATION)
    return "participants";
  return kind == MADO_KIND_THEME ? "themes" : NULL;
}

/* Organisations and themes are facets, whose totals are kept: a count over the links would cost the
 * more the larger the store is. People are named by links alone, and seldom. */
static sqlite3_stmt *
prepare_mentions (MadoReader *self, MadoKind kind, const char *id, GError **error)
{
  const char *field = get_naming_field (kind);
  sqlite3_stmt *statement = mado_database_prepare (
      self->database,
      field != NULL ? "SELECT sum (count) FROM codes WHERE field = ?2 AND value = ?1"
                      " AND kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)"
                    : "SELECT count (*) FROM (SELECT DISTINCT source FROM links WHERE target = ?1"
                      " LIMIT " G_STRINGIFY (MAX_MENTIONS) ")",
      error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  if (field != NULL)
    sqlite3_bind_text (statement, 2, field, -1, SQLITE_STATIC);
  return statement;
}

static gboolean
count_mentions (MadoReader *self, MadoHit *hit, GError **error)
{
  MadoKind kind = mado_record_get_kind (hit->record);
  g_autoptr (MadoStatement) statement = NULL;

  if (kind != MADO_KIND_PERSON && get_naming_field (kind) == NULL)
    return TRUE;
  statement = prepare_mentions (self, kind, mado_record_get_id (hit->record), error);
  if (statement == NULL || !mado_database_step (self->database, statement, NULL, error))
    return FALSE;
  hit->mentions = MIN (sqlite3_column_int64 (statement, 0), MAX_MENTIONS);
  return TRUE;
}

static MadoHit *
load_hit (MadoReader *self, gint64 rowid, GPtrArray *needles, GError **error)
{
  g_autoptr (MadoHit) hit = g_atomic_rc_box_new0 (MadoHit);
  g_autoptr (GError) local = NULL;
  MadoSnippet snippet;

  hit->rowid = rowid;
  hit->record = mado_reader_get_record_by_rowid (self, rowid, NULL, &local);
  if (g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
    return g_steal_pointer (&hit); /* the list is older than the store; it reloads soon */
  if (hit->record == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!count_mentions (self, hit, error))
    return NULL;
  mado_snippet_find (&snippet, hit->record, needles);
  hit->snippet = snippet.passage;
  hit->snippet_language = snippet.language;
  hit->matched_en = snippet.matched_en;
  hit->matched_ja = snippet.matched_ja;
  return g_steal_pointer (&hit);
}

/**
 * mado_reader_page:
 * @rowids: (array length=n): rows, as mado_reader_all() gives them
 * @query: (nullable): what the snippets are about
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoHit) (nullable): one hit a row, in that order; the
 * record of a row that is not in the store any more is %NULL
 */
GPtrArray *
mado_reader_page (MadoReader *self, const gint64 *rowids, guint n, MadoQuery *query,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_hit_unref);
  GPtrArray *needles = query ? mado_query_get_needles (query) : NULL;

  g_return_val_if_fail (self != NULL && (rowids != NULL || n == 0), NULL);

  for (guint i = 0; i < n; i++)
    {
      MadoHit *hit;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      hit = load_hit (self, rowids[i], needles, error);
      if (hit == NULL)
        return NULL;
      g_ptr_array_add (hits, hit);
    }
  return g_steal_pointer (&hits);
}
