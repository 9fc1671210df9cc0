/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a text, each with what the glossary calls it in the other language, asked for as
 * alternatives; what has most of them, and the rarest, comes first. */
#include "core/desk/lists/mado-case-similar.h"

#include <string.h>

#include "core/desk/lists/mado-case-list-private.h"
#include "core/desk/cases/mado-cases-private.h"
#include "core/store/mado-term-spots.h"
#include "core/store/mado-tokens.h"

#define CANDIDATES 60  /* cases and records that are compared closely */
#define LEAST_LATIN 4  /* letters of a word that says something */
#define LEAST_CJK 2    /* characters */
#define LONGEST_CJK 12 /* characters of a run that one would look for as a whole */

/* One word of the text: what is shown, and what it is looked for as. */
typedef struct
{
  char *shown;
  GPtrArray *needles; /* (element-type MadoNeedle) */
} Word;

struct _MadoCaseProbe
{
  GPtrArray *words; /* (element-type Word) */
  char *query;      /* the words as a query of records */
};

static void
free_word (gpointer data)
{
  Word *self = data;

  g_free (self->shown);
  g_ptr_array_unref (self->needles);
  g_free (self);
}

MadoCaseProbe *
mado_case_probe_ref (MadoCaseProbe *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_probe (gpointer data)
{
  MadoCaseProbe *self = data;

  g_ptr_array_unref (self->words);
  g_free (self->query);
}

void
mado_case_probe_unref (MadoCaseProbe *self)
{
  g_atomic_rc_box_release_full (self, clear_probe);
}

guint
mado_case_probe_get_n_words (MadoCaseProbe *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->words->len;
}

static void
add_needle (Word *word, const char *text)
{
  g_autoptr (MadoNeedle) needle = text != NULL ? mado_needle_new (text, FALSE) : NULL;

  if (needle != NULL && mado_needle_get_match (needle) != NULL)
    g_ptr_array_add (word->needles, g_steal_pointer (&needle));
}

/* Takes @shown over. @other: what it is called in the other language; nullable */
static void
add_word (MadoCaseProbe *self, GHashTable *known, char *shown, const char *same, const char *other)
{
  g_autofree char *folded = mado_tokens_fold (shown, -1);
  g_autofree char *owned = shown;
  Word *word;

  if (self->words->len >= MADO_CASE_PROBE_MAX_WORDS || *folded == '\0'
      || g_hash_table_contains (known, folded))
    return;
  g_hash_table_add (known, g_steal_pointer (&folded));
  word = g_new0 (Word, 1);
  word->shown = g_steal_pointer (&owned);
  word->needles = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_needle_free);
  add_needle (word, word->shown);
  add_needle (word, same);
  add_needle (word, other);
  if (word->needles->len > 0)
    g_ptr_array_add (self->words, word);
  else
    free_word (word);
}

/* The terms of the glossary that the text names; their places are blanked, so that their parts are
 * no words of their own. */
static gboolean
add_terms (MadoCaseProbe *self, GHashTable *known, MadoReader *reader, char *text,
           GCancellable *cancellable, GError **error)
{
  gsize from = 0;

  while (self->words->len < MADO_CASE_PROBE_MAX_WORDS)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (MadoTermSpot) spot
          = mado_reader_find_term_from (reader, text, from, cancellable, &local);
      MadoText *title;

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (spot == NULL)
        return TRUE;
      title = mado_record_get_title (spot->term);
      add_word (self, known, g_strndup (text + spot->start, spot->end - spot->start),
                mado_text_get_exact (title, MADO_LANGUAGE_EN),
                mado_text_get_exact (title, MADO_LANGUAGE_JA));
      memset (text + spot->start, ' ', spot->end - spot->start);
      from = spot->end;
    }
  return TRUE;
}

typedef enum
{
  RUN_NONE,
  RUN_LATIN,
  RUN_CJK, /* Han and katakana: what carries the meaning of a Japanese sentence */
} Run;

static Run
judge (gunichar character)
{
  switch (g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_KATAKANA:
      return RUN_CJK;
    case G_UNICODE_SCRIPT_HIRAGANA:
      return RUN_NONE;
    default:
      /* The mark that lengthens a vowel belongs to no script. */
      if (character == 0x30fc)
        return RUN_CJK;
      return g_unichar_isalnum (character) ? RUN_LATIN : RUN_NONE;
    }
}

static gboolean
is_common (const char *word)
{
  static const char *const common[]
      = { "about", "also",  "been",   "could", "dear",     "does",   "from",     "have",
          "help",  "here",  "into",   "japan", "japanese", "kind",   "know",     "like",
          "more",  "much",  "need",   "only",  "our",      "please", "question", "regards",
          "some",  "thank", "thanks", "that",  "the",      "their",  "them",     "there",
          "they",  "this",  "those",  "want",  "were",     "what",   "when",     "where",
          "which", "with",  "would",  "will",  "you",      "your" };
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (strcmp (folded, common[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
add_run (MadoCaseProbe *self, GHashTable *known, const char *start, const char *end, Run run)
{
  glong n = g_utf8_pointer_to_offset (start, end);
  g_autofree char *word = g_strndup (start, (gsize) (end - start));

  if (run == RUN_LATIN ? n >= LEAST_LATIN && n <= 40 && !is_common (word)
                       : n >= LEAST_CJK && n <= LONGEST_CJK)
    add_word (self, known, g_steal_pointer (&word), NULL, NULL);
}

static void
add_runs (MadoCaseProbe *self, GHashTable *known, const char *text)
{
  const char *start = text;
  Run run = RUN_NONE;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      Run now = *at != '\0' ? judge (g_utf8_get_char (at)) : RUN_NONE;

      if (now != run)
        {
          if (run != RUN_NONE)
            add_run (self, known, start, at, run);
          start = at;
          run = now;
        }
      if (*at == '\0')
        return;
    }
}

/* "a" OR "b": no sign of the query language is left inside the quotation marks. */
static char *
make_query (MadoCaseProbe *self)
{
  GString *query = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);
      g_autofree char *folded = mado_tokens_fold (word->shown, -1);

      g_string_append_printf (query, "%s\"%s\"", i > 0 ? " OR " : "", folded);
    }
  return g_string_free (query, FALSE);
}

/**
 * mado_case_probe_new:
 * @reader: (nullable): knows the glossary; without it the words are asked for as they are
 * @text: title and message, as far as they are typed
 *
 * Returns: (transfer full) (nullable): its words; %NULL with @error
 */
MadoCaseProbe *
mado_case_probe_new (MadoReader *reader, const char *text, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (MadoCaseProbe) self = g_atomic_rc_box_new0 (MadoCaseProbe);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *part = NULL;
  g_autofree char *valid = NULL;

  self->words = g_ptr_array_new_with_free_func (free_word);
  g_return_val_if_fail (text != NULL, NULL);

  part = g_strndup (text, MADO_CASE_PROBE_MAX_TEXT);
  valid = g_utf8_make_valid (part, -1);
  if (reader != NULL && !add_terms (self, known, reader, valid, cancellable, error))
    return NULL;
  add_runs (self, known, valid);
  self->query = make_query (self);
  return g_steal_pointer (&self);
}

void
mado_case_likeness_free (MadoCaseLikeness *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, mado_case_row_unref);
  g_clear_pointer (&self->hit, mado_hit_unref);
  g_strfreev (self->matched);
  g_free (self);
}

/* Which words stand in the texts; every needle of a word means the same. */
static GStrv
list_matched (MadoCaseProbe *probe, const char *const *texts)
{
  g_autoptr (GStrvBuilder) matched = g_strv_builder_new ();

  for (guint i = 0; i < probe->words->len; i++)
    {
      const Word *word = g_ptr_array_index (probe->words, i);
      gboolean found = FALSE;

      for (guint k = 0; texts[k] != NULL && !found; k++)
        {
          g_autoptr (GArray) ranges = mado_needles_find (word->needles, texts[k]);

          found = ranges->len > 0;
        }
      if (found)
        g_strv_builder_add (matched, word->shown);
    }
  return g_strv_builder_end (matched);
}

static gint
compare_likenesses (gconstpointer a, gconstpointer b)
{
  const MadoCaseLikeness *one = *(const MadoCaseLikeness *const *) a;
  const MadoCaseLikeness *two = *(const MadoCaseLikeness *const *) b;
  gint n_one = (gint) g_strv_length (one->matched), n_two = (gint) g_strv_length (two->matched);

  return n_two - n_one;
}

/* Takes @likeness over. */
static void
keep_if_alike (GPtrArray *all, MadoCaseLikeness *likeness, guint least)
{
  if (g_strv_length (likeness->matched) >= MAX (1, least))
    g_ptr_array_add (all, likeness);
  else
    mado_case_likeness_free (likeness);
}

static void
finish (GPtrArray *all, guint limit)
{
  g_ptr_array_sort (all, compare_likenesses);
  if (all->len > limit)
    g_ptr_array_set_size (all, (gint) limit);
}

static char *
make_match (MadoCaseProbe *probe)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < probe->words->len; i++)
    {
      const Word *word = g_ptr_array_index (probe->words, i);

      for (guint k = 0; k < word->needles->len; k++)
        g_string_append_printf (match, "%s%s", match->len > 0 ? " OR " : "",
                                mado_needle_get_match (word->needles->pdata[k]));
    }
  return g_string_free (match, FALSE);
}

static sqlite3_stmt *
prepare (MadoDatabase *database, const char *match, const char *but, gboolean only_live,
         GError **error)
{
  static const char sql[]
      = "SELECT " MADO_CASE_ROW_COLUMNS ", title_en, title_ja, text_en, text_ja"
        " FROM case_search JOIN cases ON row = case_search.rowid"
        " WHERE case_search MATCH ?1 AND id <> ?2 AND stage > 0 AND (?3 = 0 OR stage = 1)"
        " ORDER BY bm25 (case_search) LIMIT " G_STRINGIFY (CANDIDATES);
  sqlite3_stmt *statement = mado_database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, but != NULL ? but : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, only_live);
  return statement;
}

static MadoCaseLikeness *
read_case (MadoCaseProbe *probe, sqlite3_stmt *statement)
{
  MadoCaseLikeness *likeness = g_new0 (MadoCaseLikeness, 1);
  const char *texts[5] = { NULL };
  guint n = 0;

  likeness->row = mado_case_row_read (statement);
  for (int i = 0; i < 4; i++)
    {
      const char *text = (const char *) sqlite3_column_text (
          statement, sqlite3_column_count (statement) - 4 + i);

      if (text != NULL)
        texts[n++] = text;
    }
  likeness->matched = list_matched (probe, texts);
  return likeness;
}

GPtrArray *
mado_case_list_similar (MadoDesk *desk, MadoCaseProbe *probe, const char *but, gboolean only_live,
                        guint least, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_likeness_free);
  g_autoptr (GError) local = NULL;
  g_autofree char *match = NULL;
  MadoDatabase *database;
  sqlite3_stmt *statement;

  g_return_val_if_fail (desk != NULL && probe != NULL, NULL);

  if (least == 0 || probe->words->len < least)
    return g_steal_pointer (&all);
  database = mado_cases_get_readable (desk, error);
  if (database == NULL || !mado_cases_make_current (desk, error))
    return NULL;
  match = make_match (probe);
  statement = prepare (database, match, but, only_live, error);
  if (statement == NULL)
    return NULL;
  while (mado_database_step (database, statement, cancellable, &local))
    keep_if_alike (all, read_case (probe, statement), least);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  finish (all, limit);
  return g_steal_pointer (&all);
}

static MadoCaseLikeness *
read_hit (MadoCaseProbe *probe, MadoHit *hit)
{
  MadoCaseLikeness *likeness = g_new0 (MadoCaseLikeness, 1);
  MadoText *title = mado_record_get_title (hit->record);
  MadoText *summary = mado_record_get_summary (hit->record);
  const char *texts[5] = { NULL };
  guint n = 0;

  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    {
      const char *first = mado_text_get_exact (title, language);
      const char *second = summary != NULL ? mado_text_get_exact (summary, language) : NULL;

      if (first != NULL)
        texts[n++] = first;
      if (second != NULL)
        texts[n++] = second;
    }
  likeness->hit = mado_hit_ref (hit);
  likeness->matched = list_matched (probe, texts);
  return likeness;
}

GPtrArray *
mado_case_list_suggestions (MadoReader *reader, MadoCaseProbe *probe, guint32 kinds, guint limit,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_likeness_free);
  g_autoptr (MadoQuery) plain = NULL;
  g_autoptr (GPtrArray) expansions = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (MadoQuery) query = NULL;
  MadoRequest request = { .kinds = kinds };
  gboolean more;

  g_return_val_if_fail (reader != NULL && probe != NULL, NULL);

  if (probe->words->len == 0)
    return g_steal_pointer (&all);
  plain = mado_query_parse (probe->query, NULL, NULL, error);
  expansions = plain != NULL ? mado_reader_list_expansions (reader, plain, error) : NULL;
  if (expansions == NULL)
    return NULL;
  query = mado_query_expand (plain, expansions);
  request.query = query;
  hits = mado_reader_first (reader, &request, CANDIDATES, &more, cancellable, error);
  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    if (((MadoHit *) hits->pdata[i])->record != NULL)
      keep_if_alike (all, read_hit (probe, hits->pdata[i]), 1);
  finish (all, limit);
  return g_steal_pointer (&all);
}

/**
 * mado_case_dup_question:
 * @self: a case
 *
 * Returns: (transfer full): its title and what was asked, to look for what is like it
 */
char *
mado_case_dup_question (MadoCase *self)
{
  GString *text;
  GPtrArray *events;

  g_return_val_if_fail (MADO_IS_CASE (self), NULL);

  text = g_string_new (mado_case_get_value (self, MADO_CASE_TITLE));
  events = mado_case_get_events (self);
  for (guint i = 0; i < events->len; i++)
    {
      const char *said = mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_RECEIVED
                             ? mado_case_event_get_text (events->pdata[i], "text")
                             : NULL;

      if (said != NULL)
        g_string_append_printf (text, "\n%s", said);
    }
  return g_string_free (text, FALSE);
}
