/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the glossary adds to a query: the same term in the other language, and its other names. */
#include "core/store/mado-reader-private.h"

#define MAX_EXPANSIONS 12

typedef struct
{
  GPtrArray *expansions; /* (element-type MadoExpansion) */
  GPtrArray *taken;      /* (element-type utf8): the phrases that were expanded, folded */
  GHashTable
      *known; /* (element-type utf8): what the query says itself, and what was added; folded */
} Expanding;

static void
clear_expanding (Expanding *self)
{
  g_clear_pointer (&self->expansions, g_ptr_array_unref);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Expanding, clear_expanding)

static gboolean
is_boundary (const char *before, const char *after)
{
  gunichar left = *before != '\0' ? g_utf8_get_char (before) : ' ';
  gunichar right = *after != '\0' ? g_utf8_get_char (after) : ' ';

  return left == ' ' || right == ' ' || left >= 0x2e80 || right >= 0x2e80;
}

/* Is @phrase some of the words of @whole? Folded text has one space between words, and none in
 * Japanese. */
static gboolean
is_within (const char *phrase, const char *whole)
{
  gsize length = strlen (phrase);

  for (const char *at = strstr (whole, phrase); at != NULL; at = strstr (at + 1, phrase))
    {
      const char *before = at > whole ? g_utf8_prev_char (at) : "";
      const char *last = g_utf8_prev_char (at + length);

      if ((at == whole || is_boundary (before, at)) && is_boundary (last, at + length))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_within_taken (Expanding *expanding, const char *phrase)
{
  for (guint i = 0; i < expanding->taken->len; i++)
    if (is_within (phrase, g_ptr_array_index (expanding->taken, i)))
      return TRUE;
  return FALSE;
}

/* A word that the query has already, or that another phrase has added, is not added again. */
static void
take_expansion (Expanding *expanding, const char *phrase, const char *word, MadoLanguage language)
{
  g_autofree char *folded = mado_tokens_fold (word, -1);
  MadoExpansion *expansion;

  if (*folded == '\0' || g_hash_table_contains (expanding->known, folded))
    return;
  g_hash_table_add (expanding->known, g_steal_pointer (&folded));
  expansion = g_new0 (MadoExpansion, 1);
  expansion->word = g_strdup (word);
  expansion->from = g_strdup (phrase);
  expansion->language = language;
  g_ptr_array_add (expanding->expansions, expansion);
}

static gboolean
expand_phrase (MadoReader *self, Expanding *expanding, const char *phrase, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT DISTINCT word, language FROM glossary WHERE folded = ?1"
                               " ORDER BY word",
                               error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, phrase, -1, SQLITE_STATIC);
  while (expanding->expansions->len < MAX_EXPANSIONS
         && mado_database_step (self->database, statement, NULL, &local))
    {
      found = TRUE;
      take_expansion (expanding, phrase, (const char *) sqlite3_column_text (statement, 0),
                      sqlite3_column_int (statement, 1));
    }
  if (found)
    g_ptr_array_add (expanding->taken, g_strdup (phrase));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_reader_list_expansions:
 * @query: what was asked
 *
 * What the glossary adds to the query, in both directions. The longest phrases come first, and no
 * phrase inside one that is in the glossary is expanded itself: "joint committee" says more than
 * "committee".
 *
 * Returns: (transfer full) (element-type MadoExpansion) (nullable): twelve at most; %NULL with
 * @error set
 */
GPtrArray *
mado_reader_list_expansions (MadoReader *self, MadoQuery *query, GError **error)
{
  g_auto (Expanding) expanding = { NULL };
  g_autoptr (GPtrArray) phrases = NULL;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);

  phrases = mado_query_list_phrases (query);
  expanding.expansions = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_expansion_free);
  expanding.taken = g_ptr_array_new_with_free_func (g_free);
  expanding.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < phrases->len; i++)
    g_hash_table_add (expanding.known, g_strdup (g_ptr_array_index (phrases, i)));
  for (guint i = 0; i < phrases->len && expanding.expansions->len < MAX_EXPANSIONS; i++)
    {
      const char *phrase = g_ptr_array_index (phrases, i);

      if (!is_within_taken (&expanding, phrase) && !expand_phrase (self, &expanding, phrase, error))
        return NULL;
    }
  return g_steal_pointer (&expanding.expansions);
}
