/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spells out the long prefixes of a full-text expression.
 *
 * FTS5 answers a prefix that is longer than its prefix indexes by merging the lists of all words
 * that begin with it before it gives the first row: 100 ms for a common word at a million records,
 * as often as the statement is started. The words themselves, ORed, are read row by row instead,
 * and there are few. */
#include "core/store/mado-reader-private.h"

#define PREFIX_MARK " *"
#define INDEXED 3    /* characters that the longest prefix index of the table "search" has */
#define MAX_WORDS 48 /* more are as slow as merging */

/* Each step asks for the least word not before the last one and a bit: the cursor of fts5vocab
 * walks every place of a word before it comes to the next word, a new cursor jumps. */
#define NEXT_WORD "SELECT term FROM temp.search_terms WHERE term >= ?1 LIMIT 1"
#define A_BIT "\x01"

gboolean
mado_reader_open_terms (MadoReader *self, GError **error)
{
  return mado_database_exec (self->database,
                             "CREATE VIRTUAL TABLE temp.search_terms"
                             " USING fts5vocab (main, search, instance)",
                             error);
}

/* Appends ("researcher" OR "researchers") for the words that begin with @prefix. Returns %FALSE,
 * and appends nothing, when there are too many of them or none; or with @error set. */
static gboolean
append_words (MadoReader *self, const char *prefix, GString *match, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_database_prepare (self->database, NEXT_WORD, error);
  g_autoptr (GString) words = g_string_new ("(");
  g_autofree char *from = g_strdup (prefix);
  g_autoptr (GError) local = NULL;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (n <= MAX_WORDS)
    {
      const char *word = NULL;

      sqlite3_reset (statement);
      sqlite3_bind_text (statement, 1, from, -1, SQLITE_TRANSIENT);
      if (mado_database_step (self->database, statement, NULL, &local))
        word = (const char *) sqlite3_column_text (statement, 0);
      if (word == NULL || !g_str_has_prefix (word, prefix) || strchr (word, '"') != NULL)
        break;
      g_string_append_printf (words, "%s\"%s\"", n > 0 ? " OR " : "", word);
      n++;
      g_free (from);
      from = g_strconcat (word, A_BIT, NULL);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (n > 0 && n <= MAX_WORDS)
    {
      g_string_append_printf (match, "%s)", words->str);
      return TRUE;
    }
  return FALSE;
}

/* Behind the string that begins with the quote at @quote; a doubled quote in it stands for one. */
static const char *
find_end (const char *quote)
{
  const char *at = quote + 1;

  while (*at != '\0' && (at[0] != '"' || at[1] == '"'))
    at += at[0] == '"' ? 2 : 1;
  return *at == '"' ? at + 1 : at;
}

/* The word that the string from @quote to @end is, when it is one word, a prefix, and longer than
 * FTS5 has indexed. transfer full, nullable */
static char *
get_long_prefix (const char *quote, const char *end)
{
  g_autofree char *word = end - quote > 2 ? g_strndup (quote + 1, end - quote - 2) : NULL;

  if (word == NULL || !g_str_has_prefix (end, PREFIX_MARK) || strpbrk (word, " \"") != NULL
      || g_str_has_prefix (word, MADO_TOKENS_FACET_MARK) || g_utf8_strlen (word, -1) <= INDEXED)
    return NULL;
  return g_steal_pointer (&word);
}

/**
 * mado_reader_spell_out:
 * @match: an expression of mado_query_to_match()
 *
 * Returns: (transfer full) (nullable): one that gives the same rows sooner; %NULL with @error set
 */
char *
mado_reader_spell_out (MadoReader *self, const char *match, GError **error)
{
  g_autoptr (GString) spelled = g_string_new (NULL);
  g_autoptr (GError) local = NULL;
  const char *at = match;
  const char *quote;

  while ((quote = strchr (at, '"')) != NULL)
    {
      const char *end = find_end (quote);
      g_autofree char *word = get_long_prefix (quote, end);

      g_string_append_len (spelled, at, quote - at);
      if (word != NULL && append_words (self, word, spelled, &local))
        end += strlen (PREFIX_MARK);
      else
        g_string_append_len (spelled, quote, end - quote);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      at = end;
    }
  g_string_append (spelled, at);
  return g_string_free (g_steal_pointer (&spelled), FALSE);
}
