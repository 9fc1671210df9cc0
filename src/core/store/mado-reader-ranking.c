/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks the hits of a search within a bound: those that name a record exactly, then those whose
 * words all stand in titles and names, then the rest; each tier by mado_rank(), taken newest first.
 *
 * A search over several kinds gives each kind its share of the candidates, so that every group of
 * the result has its newest. One statement walks down the rowids; when a kind's share is taken, it
 * is started again below that kind, and the kinds with few hits cost nothing of their own. */
#include "core/store/mado-reader-private.h"

#define MIN_SHARE 100 /* candidates a kind, however many kinds are asked */
#define MAX_EXACT 20  /* records of one exact name; more of them are no help */

typedef enum
{
  TIER_EXACT,
  TIER_TITLE,
  TIER_TEXT,
} Tier;

typedef struct
{
  gint64 rowid;
  Tier tier;
  double score;
} Candidate;

typedef struct
{
  MadoReader *reader;
  GArray *stretches;
  GHashTable *places; /* rowid (gint64 *) → index + 1 in candidates */
  GArray *candidates;
  GCancellable *cancellable;
} Ranking;

static void
clear_ranking (Ranking *ranking)
{
  g_clear_pointer (&ranking->places, g_hash_table_unref);
  g_clear_pointer (&ranking->candidates, g_array_unref);
  g_clear_pointer (&ranking->stretches, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranking, clear_ranking)

static Candidate *
find_candidate (Ranking *ranking, gint64 rowid)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (ranking->places, &rowid));

  return place > 0 ? &g_array_index (ranking->candidates, Candidate, place - 1) : NULL;
}

/* Themes and terms are about many records and hold few words: where a text says no more than
 * theirs, the record itself is meant. */
static double
weigh (gint64 rowid, double score)
{
  MadoKind kind = MADO_ROWID_KIND (rowid);

  return kind == MADO_KIND_THEME || kind == MADO_KIND_TERM ? score * 0.9 : score;
}

/* A row that is there already keeps the better tier, and the score that it has in it. */
static void
add_candidate (Ranking *ranking, gint64 rowid, Tier tier, double score)
{
  Candidate candidate = { rowid, tier, score };

  if (find_candidate (ranking, rowid) != NULL)
    return;
  g_array_append_val (ranking->candidates, candidate);
  g_hash_table_insert (ranking->places, g_memdup2 (&rowid, sizeof rowid),
                       GUINT_TO_POINTER (ranking->candidates->len));
}

static void
bind_scan (sqlite3_stmt *statement, GArray *stretches, guint i)
{
  sqlite3_reset (statement);
  sqlite3_bind_int64 (statement, 2,
                      g_array_index (stretches, MadoStretch, stretches->len - 1).first);
  sqlite3_bind_int64 (statement, 3, g_array_index (stretches, MadoStretch, i).last);
}

#define SCAN(table)                                                                                \
  "SELECT rowid, mado_rank (" table ") FROM " table " WHERE " table " MATCH ?1"                    \
  " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"

/* Takes the newest @share hits of each stretch; @sql: SCAN() of a table. @complete is cleared when
 * a hit was left out. */
static gboolean
scan (Ranking *ranking, const char *sql, const char *match, Tier tier, guint share,
      gboolean *complete, GError **error)
{
  MadoDatabase *database = ranking->reader->database;
  GArray *stretches = ranking->stretches;
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement = mado_database_prepare (database, sql, error);
  guint taken = 0;
  guint i = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  bind_scan (statement, stretches, i);
  while (mado_database_step (database, statement, ranking->cancellable, &local))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);
      gboolean jump = FALSE;

      while (i < stretches->len && rowid < g_array_index (stretches, MadoStretch, i).first)
        {
          i++;
          taken = 0;
        }
      if (i == stretches->len)
        break;
      if (rowid > g_array_index (stretches, MadoStretch, i).last)
        jump = TRUE;
      else if (taken < share)
        {
          add_candidate (ranking, rowid, tier, weigh (rowid, sqlite3_column_double (statement, 1)));
          taken++;
        }
      else
        {
          *complete = FALSE;
          jump = TRUE;
          taken = 0;
          i++;
        }
      if (jump && i == stretches->len)
        break;
      if (jump)
        bind_scan (statement, stretches, i);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
lies_in_stretches (GArray *stretches, gint64 rowid)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      const MadoStretch *stretch = &g_array_index (stretches, MadoStretch, i);

      if (rowid >= stretch->first && rowid <= stretch->last)
        return TRUE;
    }
  return FALSE;
}

/* 1: the row is a hit, with its score; 0: it is not; -1: @error is set. */
static int
test_hit (Ranking *ranking, const char *match, gint64 rowid, double *score, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (ranking->reader->database,
                               "SELECT mado_rank (search) FROM search"
                               " WHERE search MATCH ?1 AND rowid = ?2",
                               error);

  if (statement == NULL)
    return -1;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, rowid);
  if (mado_database_step (ranking->reader->database, statement, ranking->cancellable, &local))
    {
      *score = sqlite3_column_double (statement, 0);
      return 1;
    }
  if (local == NULL)
    return 0;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

/* A record that the query names exactly comes first, however old it is, but only when it is a hit:
 * the query may exclude it (-word), or ask for another kind. */
static gboolean
promote_exact (Ranking *ranking, MadoQuery *query, const char *match, gboolean complete,
               GError **error)
{
  g_autofree char *folded = mado_tokens_fold (mado_query_get_text (query), -1);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (ranking->reader->database,
                               "SELECT row FROM names WHERE folded = ?1"
                               " ORDER BY row DESC LIMIT ?2",
                               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, folded, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 2, MAX_EXACT);
  while (mado_database_step (ranking->reader->database, statement, ranking->cancellable, &local))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);
      Candidate *candidate = find_candidate (ranking, rowid);
      double score = 0;
      int hit;

      if (candidate != NULL)
        candidate->tier = TIER_EXACT;
      if (candidate != NULL || complete || !lies_in_stretches (ranking->stretches, rowid))
        continue;
      hit = test_hit (ranking, match, rowid, &score, error);
      if (hit < 0)
        return FALSE;
      if (hit > 0)
        add_candidate (ranking, rowid, TIER_EXACT, weigh (rowid, score));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  if (one->tier != two->tier)
    return one->tier < two->tier ? -1 : 1;
  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  return one->rowid > two->rowid ? -1 : one->rowid < two->rowid;
}

/* Returns (nullable): NULL with @error set, or without when the query has no text */
static char *
make_match (MadoReader *reader, MadoQuery *query, gboolean titles_only, GError **error)
{
  g_autofree char *match = mado_query_to_match (query, titles_only);

  return match != NULL ? mado_reader_spell_out (reader, match, error) : NULL;
}

/* @enough: see mado_reader_rank(). */
static gboolean
collect_candidates (Ranking *ranking, MadoQuery *query, guint enough, gboolean *complete,
                    GError **error)
{
  g_autofree char *match = make_match (ranking->reader, query, FALSE, error);
  g_autofree char *titles = match ? make_match (ranking->reader, query, TRUE, error) : NULL;
  guint share = MAX (MADO_READER_CANDIDATES / 2 / MAX (ranking->stretches->len, 1), MIN_SHARE);
  const char *sql;
  gboolean ignored = TRUE;

  if (match == NULL || titles == NULL)
    return FALSE;
  if (ranking->stretches->len == 0)
    return TRUE;
  sql = mado_query_fits_titles (query) ? SCAN ("titles") : SCAN ("search");
  if (!scan (ranking, sql, titles, TIER_TITLE, share, &ignored, error))
    return FALSE;
  *complete = enough == 0 || ranking->candidates->len < enough;
  if (*complete && !scan (ranking, SCAN ("search"), match, TIER_TEXT, share, complete, error))
    return FALSE;
  return promote_exact (ranking, query, match, *complete, error);
}

void
mado_ranking_free (MadoRanking *self)
{
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_pointer (&self->rowids, g_array_unref);
  g_free (self);
}

/* What is kept answers the same question when it has looked at as much. */
static gboolean
answers (const MadoRanking *kept, MadoQuery *query, guint32 kinds, guint enough, gint64 version)
{
  return kept != NULL && kept->query == query && kept->kinds == kinds
         && kept->data_version == version && mado_query_get_marks (query) == 0
         && (kept->enough == 0 || (enough > 0 && enough <= kept->enough));
}

const MadoRanking *
mado_reader_rank (MadoReader *self, MadoQuery *query, guint32 kinds, guint enough,
                  GCancellable *cancellable, GError **error)
{
  gint64 version = mado_reader_get_data_version (self, error);
  MadoRanking *kept = self->ranking;
  g_auto (Ranking) ranking = { self };
  gboolean complete = TRUE;

  if (version < 0)
    return NULL;
  if (answers (kept, query, kinds, enough, version))
    return kept;
  ranking.cancellable = cancellable;
  ranking.stretches = mado_reader_list_stretches (self, kinds, query, error);
  ranking.places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ranking.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  if (ranking.stretches == NULL || !collect_candidates (&ranking, query, enough, &complete, error))
    return NULL;

  g_array_sort (ranking.candidates, compare_candidates);
  g_clear_pointer (&self->ranking, mado_ranking_free);
  kept = self->ranking = g_new0 (MadoRanking, 1);
  kept->query = mado_query_ref (query);
  kept->kinds = kinds;
  kept->enough = enough;
  kept->data_version = version;
  kept->complete = complete;
  kept->rowids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ranking.candidates->len);
  for (guint i = 0; i < ranking.candidates->len; i++)
    g_array_append_val (kept->rowids, g_array_index (ranking.candidates, Candidate, i).rowid);
  return kept;
}
