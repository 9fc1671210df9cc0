/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One unspaced piece of a query as a phrase of tokens, for FTS5 and for highlights alike. */
#include <string.h>

#include "core/store/mado-tokens-private.h"

struct _MadoNeedle
{
  GPtrArray *tokens;  /* (element-type utf8) */
  gboolean is_prefix; /* the last token need only begin so */
  char *match;        /* nullable */
};

typedef struct
{
  MadoNeedle *needle;
  MadoTokenKind previous;
  MadoTokenKind last;
  gsize end;
} Building;

static gboolean
add_token_cb (const MadoToken *token, gpointer user_data)
{
  Building *self = user_data;

  if (token->kind
      == MADO_TOKEN_FACET) /* only the program asks for those, and not through needles */
    return TRUE;
  g_ptr_array_add (self->needle->tokens, g_strndup (token->text, token->length));
  self->previous = self->needle->tokens->len > 1 ? self->last : MADO_TOKEN_WORD;
  self->last = token->kind;
  self->end = token->end;
  return TRUE;
}

/* Tokens are letters and digits: nothing in them needs an escape. */
static char *
make_match (MadoNeedle *self)
{
  GString *match = g_string_new ("\"");

  for (guint i = 0; i < self->tokens->len; i++)
    {
      if (i > 0)
        g_string_append_c (match, ' ');
      g_string_append (match, g_ptr_array_index (self->tokens, i));
    }
  g_string_append (match, self->is_prefix ? "\" *" : "\"");
  return g_string_free (match, FALSE);
}

/**
 * mado_needle_new:
 * @text: UTF-8; one unspaced piece of a query, or a phrase
 * @last_is_prefix: may the last word go on? Not when a separator follows it in @text.
 *
 * What is between two runs of @text separates them in a document too: the whole is one phrase.
 *
 * Returns: (transfer full): a needle, which may hold nothing to search
 */
MadoNeedle *
mado_needle_new (const char *text, gboolean last_is_prefix)
{
  MadoNeedle *self = g_new0 (MadoNeedle, 1);
  Building building = { self, MADO_TOKEN_WORD, MADO_TOKEN_WORD, 0 };
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  mado_tokens_visit (text, length, add_token_cb, &building);
  if (self->tokens->len == 0)
    return self;
  /* A document's run may go on where the query ends: the last pair says all, and a character by
   * itself may begin a pair. */
  if (building.last == MADO_TOKEN_LAST && building.previous == MADO_TOKEN_PAIR)
    g_ptr_array_set_size (self->tokens, (gint) self->tokens->len - 1);
  else if (building.last == MADO_TOKEN_LAST)
    self->is_prefix = TRUE;
  else
    self->is_prefix = last_is_prefix && building.end == length;
  self->match = make_match (self);
  return self;
}

void
mado_needle_free (MadoNeedle *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tokens);
  g_free (self->match);
  g_free (self);
}

/**
 * mado_needle_get_match:
 * @self: a needle
 *
 * Returns: (transfer none) (nullable): an expression for FTS5, one phrase; %NULL when there is
 * nothing to search
 */
const char *
mado_needle_get_match (MadoNeedle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->match;
}

/* Words that stand in most English texts, in their order. */
static const char *const common_words[]
    = { "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with" };

static gboolean
is_common (const char *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (common_words); i++)
    if (g_str_equal (token, common_words[i]))
      return TRUE;
  return FALSE;
}

/**
 * mado_needle_append_loose_match:
 * @self: a needle with a match
 * @match: what to append to
 *
 * Appends an expression for FTS5 that asks for the phrase without its common words: for "society
 * for the promotion of science", society, promotion and science within the length of the phrase.
 * FTS5 walks the list of every word of a phrase, and those of "of" and "the" hold nearly all
 * records. May find a little more: good enough for words that a person did not type.
 */
void
mado_needle_append_loose_match (MadoNeedle *self, GString *match)
{
  g_autoptr (GString) near = g_string_new (NULL);
  guint n_groups = 0;
  guint first_end = 0;
  guint last_start = 0;
  gboolean in_group = FALSE;

  g_return_if_fail (self != NULL && self->match != NULL);

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const char *token = g_ptr_array_index (self->tokens, i);
      gboolean begins = !in_group;

      in_group = !is_common (token);
      if (!in_group)
        continue;
      g_string_append_printf (near, begins ? "%s\"%s" : "%s%s",
                              begins ? (n_groups > 0 ? "\" " : "") : " ", token);
      n_groups += begins;
      last_start = begins ? i : last_start;
      first_end = n_groups == 1 ? i + 1 : first_end;
    }
  if (self->is_prefix || n_groups < 2)
    g_string_append (match, self->match);
  else
    g_string_append_printf (match, "NEAR(%s\", %u)", near->str, last_start - first_end);
}

/* How far each needle's phrases have come: bit i of @reached says that its first i + 1 tokens are
 * the last ones read, and @starts where each of these began. */
typedef struct
{
  GPtrArray *needles;
  GArray **starts; /* a needle: (element-type gsize), one a token, G_MAXSIZE: not reached */
  GArray *ranges;
} Finding;

static gboolean
is_token (const MadoToken *token, const char *wanted, gboolean is_prefix)
{
  gsize length = strlen (wanted);

  return (token->length == length || (is_prefix && token->length > length))
         && memcmp (token->text, wanted, length) == 0;
}

/* The token @i of a needle is met only directly after the token before it, so one pass is enough.
 */
static void
find_needle (Finding *self, guint index, const MadoToken *token)
{
  MadoNeedle *needle = g_ptr_array_index (self->needles, index);
  gsize *starts = (gsize *) (gpointer) self->starts[index]->data;
  guint n = needle->tokens->len;

  for (guint i = n; i-- > 0;)
    {
      gboolean is_last = i + 1 == n;
      gsize start = i == 0 ? token->start : starts[i - 1];

      if (start == G_MAXSIZE
          || !is_token (token, g_ptr_array_index (needle->tokens, i), is_last && needle->is_prefix))
        starts[i] = G_MAXSIZE;
      else
        starts[i] = start;
      if (is_last && starts[i] != G_MAXSIZE)
        {
          gboolean by_first = needle->is_prefix && token->kind == MADO_TOKEN_PAIR;
          MadoRange range = { start, by_first ? token->first_end : token->end };

          g_array_append_val (self->ranges, range);
        }
    }
}

static gboolean
find_token_cb (const MadoToken *token, gpointer user_data)
{
  Finding *self = user_data;

  for (guint i = 0; i < self->needles->len; i++)
    find_needle (self, i, token);
  return TRUE;
}

static gint
compare_ranges (gconstpointer a, gconstpointer b)
{
  const MadoRange *first = a, *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

static void
merge_ranges (GArray *ranges)
{
  MadoRange *range = (MadoRange *) (gpointer) ranges->data;
  guint n = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    if (n > 0 && range[i].start <= range[n - 1].end)
      range[n - 1].end = MAX (range[n - 1].end, range[i].end);
    else
      range[n++] = range[i];
  g_array_set_size (ranges, n);
}

/**
 * mado_needles_find:
 * @needles: (element-type MadoNeedle): what is searched
 * @text: UTF-8
 *
 * Finds in @text what a search for @needles finds in a document; a word that is matched by its
 * beginning is given whole.
 *
 * Returns: (transfer full) (element-type MadoRange): byte ranges on character boundaries, in order,
 * none touching another
 */
GArray *
mado_needles_find (GPtrArray *needles, const char *text)
{
  Finding finding = { needles, NULL, g_array_new (FALSE, FALSE, sizeof (MadoRange)) };
  const gsize none = G_MAXSIZE;

  g_return_val_if_fail (needles != NULL, finding.ranges);
  g_return_val_if_fail (text != NULL, finding.ranges);

  finding.starts = g_new0 (GArray *, needles->len);
  for (guint i = 0; i < needles->len; i++)
    {
      MadoNeedle *needle = g_ptr_array_index (needles, i);

      finding.starts[i] = g_array_new (FALSE, FALSE, sizeof (gsize));
      for (guint k = 0; k < needle->tokens->len; k++)
        g_array_append_val (finding.starts[i], none);
    }
  mado_tokens_visit (text, strlen (text), find_token_cb, &finding);
  for (guint i = 0; i < needles->len; i++)
    g_array_unref (finding.starts[i]);
  g_free (finding.starts);
  merge_ranges (finding.ranges);
  return finding.ranges;
}
