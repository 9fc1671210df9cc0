/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lesser questions, each counted before it is offered. */
#include "app/sections/search/mado-relax.h"

#include "core/store/mado-choice.h"

#include <string.h>

#define MAX_WORDS 8   /* more are not taken apart */
#define MAX_WITHOUT 3 /* offers that leave a word out */

static void
free_relaxation (gpointer data)
{
  MadoRelaxation *relaxation = data;

  g_free (relaxation->word);
  g_free (relaxation->text);
  g_free (relaxation);
}

GStrv
mado_relax_split (const char *text)
{
  g_autoptr (GRegex) term
      = g_regex_new ("-?(?:[A-Za-z_]+:)?\"[^\"]*\"?|[^\\s\\x{3000}\"]+", 0, 0, NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (term, valid, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      if (!g_str_equal (word, "AND") && !g_str_equal (word, "OR"))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

GStrv
mado_relax_take_apart (const char *word)
{
  /* An ordinal with its counter, a run of katakana, of letters and digits, two or three Han
   * characters at a time: as Japanese compounds are built. */
  static const char pattern[]
      = "第?[0-9０-９]+[回次号期年度]?|[\\p{Katakana}ー・]+|\\p{Hiragana}+|[A-Za-z0-9&]+"
        "|\\p{Han}{3}(?!\\p{Han})|\\p{Han}{2}|\\p{Han}";
  g_autoptr (GRegex) part = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) found = NULL;
  gboolean is_japanese = FALSE;

  for (const char *at = word; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '"' || c == ':')
        return NULL;
      is_japanese = is_japanese || c >= 0x3040;
    }
  if (!is_japanese)
    return NULL;
  for (g_regex_match (part, word, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *one = g_match_info_fetch (match, 0);

      g_strv_builder_add (parts, one);
    }
  found = g_strv_builder_end (parts);
  return g_strv_length (found) > 1 ? g_steal_pointer (&found) : NULL;
}

typedef struct
{
  MadoReader *reader;
  guint32 kinds;
  GPtrArray *relaxations;
  GCancellable *cancellable;
  GError *error; /* set: give up */
} Relaxing;

/* How many records @text finds, with what the glossary adds. */
static guint64
count (Relaxing *self, const char *text, guint32 kinds)
{
  g_autoptr (MadoQuery) query
      = mado_findings_parse (text, mado_reader_get_vocabulary (self->reader), NULL, NULL);
  g_autoptr (MadoQuery) expanded = NULL;
  g_autoptr (GPtrArray) expansions = NULL;
  g_autoptr (GArray) rowids = NULL;
  MadoRequest request = { .kinds = kinds };

  if (self->error || !query || mado_query_is_empty (query))
    return 0;
  expansions = mado_reader_list_expansions (self->reader, query, &self->error);
  if (!expansions)
    return 0;
  request.query = expanded = mado_query_expand (query, expansions);
  rowids = mado_reader_all (self->reader, &request, NULL, self->cancellable, &self->error);
  return rowids ? rowids->len : 0;
}

static void
offer (Relaxing *self, MadoRelaxationWay way, const char *word, const char *text, guint32 kinds)
{
  guint64 found = count (self, text, kinds);
  MadoRelaxation *relaxation;

  if (found == 0)
    return;
  for (guint i = 0; way != MADO_RELAXATION_EVERYWHERE && i < self->relaxations->len; i++)
    {
      MadoRelaxation *other = g_ptr_array_index (self->relaxations, i);

      /* As many without a word as with any: the same records. */
      if (g_str_equal (other->text, text) || (way == MADO_RELAXATION_ANY && other->count == found))
        return;
    }
  relaxation = g_new0 (MadoRelaxation, 1);
  relaxation->way = way;
  relaxation->word = g_strdup (word);
  relaxation->text = g_strdup (text);
  relaxation->count = found;
  g_ptr_array_add (self->relaxations, relaxation);
}

static gboolean
is_plain_word (const char *word)
{
  return *word != '-' && !strpbrk (word, ":()") && !g_str_equal (word, "NOT");
}

/* A word or a filter that means the same when it stands alone. */
static gboolean
is_countable (const char *word)
{
  return *word != '-' && !strpbrk (word, "()") && !g_str_equal (word, "NOT");
}

static void
offer_without (Relaxing *self, GStrv words, guint n)
{
  for (guint i = 0; i < n && self->relaxations->len < MAX_WITHOUT; i++)
    {
      g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
      g_auto (GStrv) others = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < n; j++)
        if (j != i)
          g_strv_builder_add (rest, words[j]);
      others = g_strv_builder_end (rest);
      text = g_strjoinv (" ", others);
      offer (self, MADO_RELAXATION_WITHOUT, words[i], text, self->kinds);
    }
}

static gboolean
is_filter (const char *word)
{
  const char *colon = strchr (word, ':');

  return colon && colon[1] != '\0' && *word != '"';
}

/* Where no filter alone is to blame: the words as they are, parentheses and all. */
static void
offer_words (Relaxing *self, const char *text)
{
  g_autofree char *cleared = mado_choices_clear (text, mado_reader_get_vocabulary (self->reader));
  g_auto (GStrv) words = mado_relax_split (cleared);
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;
  g_autofree char *plain = NULL;

  for (guint i = 0; words[i]; i++)
    if (!is_filter (words[i]))
      g_strv_builder_add (rest, words[i]);
  left = g_strv_builder_end (rest);
  plain = g_strjoinv (" ", left);
  if (g_strv_length (left) < g_strv_length (words))
    offer (self, MADO_RELAXATION_WORDS, NULL, plain, self->kinds);
  else if (!g_str_equal (cleared, text))
    offer (self, MADO_RELAXATION_WORDS, NULL, g_strstrip (cleared), self->kinds);
}

/* Pieces of Japanese one by one; then any of all the words. */
static void
offer_parts (Relaxing *self, GStrv words, guint n)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *together = NULL, *any = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) apart = is_plain_word (words[i]) ? mado_relax_take_apart (words[i]) : NULL;

      if (apart)
        g_strv_builder_addv (all, (const char **) apart);
      else if (is_plain_word (words[i]))
        g_strv_builder_add (all, words[i]);
    }
  parts = g_strv_builder_end (all);
  if (g_strv_length (parts) < 2)
    return;
  together = g_strjoinv (" ", parts);
  any = g_strjoinv (" OR ", parts);
  if (g_strv_length (parts) > n)
    offer (self, MADO_RELAXATION_PARTS, together, together, self->kinds);
  offer (self, MADO_RELAXATION_ANY, NULL, any, self->kinds);
}

static GPtrArray *
list_lost (Relaxing *self, GStrv words, guint n)
{
  GPtrArray *lost = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    if (is_countable (words[i]) && count (self, words[i], self->kinds) == 0)
      g_ptr_array_add (lost, g_strdup (words[i]));
  return lost;
}

gboolean
mado_relax (MadoReader *reader, MadoQuery *query, guint32 kinds, GPtrArray **relaxations,
            GPtrArray **lost, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (free_relaxation);
  g_auto (GStrv) words = mado_relax_split (mado_query_get_text (query));
  guint n = MIN (g_strv_length (words), MAX_WORDS);
  Relaxing self = { reader, kinds, offers, cancellable, NULL };
  g_autoptr (GPtrArray) missing = list_lost (&self, words, n);

  if (n > 1)
    {
      offer_without (&self, words, n);
      offer_words (&self, mado_query_get_text (query));
    }
  offer_parts (&self, words, n);
  if (kinds != 0)
    offer (&self, MADO_RELAXATION_EVERYWHERE, NULL, mado_query_get_text (query), 0);
  if (self.error)
    {
      g_propagate_error (error, self.error);
      return FALSE;
    }
  *relaxations = g_steal_pointer (&offers);
  *lost = g_steal_pointer (&missing);
  return TRUE;
}
