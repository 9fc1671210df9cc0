/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores a row of the index by BM25F, with what one row knows.
 *
 * FTS5's own bm25() asks how many rows hold each phrase, and walks every phrase's whole list of
 * rows to find out: seconds at a million records. Here the lengths are measured against fixed
 * typical ones and all phrases count alike; the frequencies of a phrase in the columns are
 * weighted, normalised by length and summed before they saturate (Robertson, Zaragoza and Taylor,
 * "Simple BM25 extension to multiple weighted fields", 2004), so that a word in a title is worth
 * more than many in a body. */
#include "core/store/mado-rank.h"

#include <glib.h>
#include <string.h>

#define MAX_PHRASES 64 /* those beyond add nothing */

typedef struct
{
  double weight;
  double typical_length; /* tokens; 0: its length says nothing, and is not asked for, which costs a
                            lookup */
} Column;

/* In the order of the index's columns (mado-schema.c). */
static const Column columns[] = {
  { 10, 9 },  /* title_en */
  { 10, 14 }, /* title_ja */
  { 1, 0 },   /* text_en */
  { 1, 0 },   /* text_ja */
  { 8, 8 },   /* names */
  { 0, 0 },   /* facets: a filter says nothing of how well a record answers */
};

static const double saturation = 1.2;
static const double length_share = 0.75; /* how much a long text lowers the worth of a word in it */

static double
get_worth (const Fts5ExtensionApi *api, Fts5Context *context, int column)
{
  int length = 0;

  if (columns[column].typical_length <= 0)
    return columns[column].weight;
  if (api->xColumnSize (context, column, &length) != SQLITE_OK)
    return 0;
  return columns[column].weight
         / (1 - length_share + length_share * length / columns[column].typical_length);
}

static void
rank_cb (const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *result, int n_values,
         sqlite3_value **values)
{
  double frequency[MAX_PHRASES] = { 0 };
  double worth[G_N_ELEMENTS (columns)];
  gboolean known[G_N_ELEMENTS (columns)] = { FALSE };
  double score = 0;
  int n_instances = 0;
  int code = api->xInstCount (context, &n_instances);

  for (int i = 0; code == SQLITE_OK && i < n_instances; i++)
    {
      int phrase;
      int column;
      int offset;

      code = api->xInst (context, i, &phrase, &column, &offset);
      if (code != SQLITE_OK || phrase >= MAX_PHRASES || column >= (int) G_N_ELEMENTS (columns)
          || columns[column].weight <= 0)
        continue;
      if (!known[column])
        worth[column] = get_worth (api, context, column);
      known[column] = TRUE;
      frequency[phrase] += worth[column];
    }
  if (code != SQLITE_OK)
    {
      sqlite3_result_error_code (result, code);
      return;
    }
  for (guint i = 0; i < MAX_PHRASES; i++)
    score += frequency[i] / (saturation + frequency[i]);
  sqlite3_result_double (result, score);
}

static fts5_api *
find_api (sqlite3 *db)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  return api;
}

/**
 * mado_rank_register:
 * @db: a connection with FTS5
 *
 * Makes mado_rank() known to @db.
 *
 * Returns: an SQLite code
 */
int
mado_rank_register (sqlite3 *db)
{
  fts5_api *api = find_api (db);

  if (api == NULL)
    return SQLITE_ERROR;
  return api->xCreateFunction (api, "mado_rank", NULL, rank_cb, NULL);
}
