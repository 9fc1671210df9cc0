/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parsed query: what the full-text index is asked, and what narrows it from outside. */
#include "core/model/mado-call.h"
#include "core/store/mado-query-node.h"

struct _MadoQuery
{
  char *text;
  MadoNode *root;     /* nullable; as parsed and expanded */
  MadoNode *matching; /* nullable; without what the members below say */
  guint32 kinds;
  gboolean has_days;
  gint first;
  gint last;
  MadoMarks marks;
  gint today;         /* of which the state of a call was asked */
  GPtrArray *needles; /* lent by the nodes of matching */
};

G_DEFINE_BOXED_TYPE (MadoQuery, mado_query, mado_query_ref, mado_query_unref)

static void
collect_needles (MadoNode *node, GPtrArray *needles)
{
  if (node->type == MADO_NODE_TEXT)
    g_ptr_array_add (needles, node->needle);
  if (node->type == MADO_NODE_NOT || node->children == NULL)
    return;
  for (guint i = 0; i < node->children->len; i++)
    collect_needles (g_ptr_array_index (node->children, i), needles);
}

/* The kinds that @node asks for, when it asks for nothing else; else 0. */
static guint32
get_only_kinds (MadoNode *node)
{
  guint32 kinds = 0;

  if (node->type == MADO_NODE_FACET && node->kind != MADO_KIND_NONE)
    return (guint32) 1 << node->kind;
  if (node->type != MADO_NODE_OR)
    return 0;
  for (guint i = 0; i < node->children->len; i++)
    {
      guint32 one = get_only_kinds (g_ptr_array_index (node->children, i));

      if (one == 0)
        return 0;
      kinds |= one;
    }
  return kinds;
}

/* Kinds that exclude each other stay words of the index, where nothing has both: no kinds would
 * mean any. */
static gboolean
take_kinds (MadoQuery *self, MadoNode *node)
{
  guint32 kinds = get_only_kinds (node);

  if (kinds == 0 || (self->kinds != 0 && (self->kinds & kinds) == 0))
    return FALSE;
  self->kinds = self->kinds != 0 ? self->kinds & kinds : kinds;
  return TRUE;
}

static gboolean
take_outside (MadoQuery *self, MadoNode *node)
{
  if (node->type == MADO_NODE_MARK)
    {
      self->marks |= node->mark;
      return TRUE;
    }
  if (node->type != MADO_NODE_DAYS)
    return take_kinds (self, node);
  self->first = self->has_days ? MAX (self->first, node->first) : node->first;
  self->last = self->has_days ? MIN (self->last, node->last) : node->last;
  return self->has_days = TRUE;
}

static void
divide (MadoQuery *self)
{
  GPtrArray *matching = mado_node_list_new ();

  if (self->root->type != MADO_NODE_AND)
    {
      if (!take_outside (self, self->root))
        g_ptr_array_add (matching, mado_node_ref (self->root));
    }
  else
    for (guint i = 0; i < self->root->children->len; i++)
      {
        MadoNode *child = g_ptr_array_index (self->root->children, i);

        if (!take_outside (self, child))
          g_ptr_array_add (matching, mado_node_ref (child));
      }
  self->matching = mado_node_new_list (MADO_NODE_AND, matching);
  if (self->matching != NULL)
    {
      g_autoptr (MadoNode) plain = self->matching;

      self->matching = mado_node_romanize (plain);
    }
}

/* Takes @root. */
static MadoQuery *
new_query (const char *text, MadoNode *root, gint today)
{
  MadoQuery *self = g_atomic_rc_box_new0 (MadoQuery);

  self->text = g_strdup (text);
  self->root = root;
  self->today = today;
  self->needles = g_ptr_array_new ();
  if (root != NULL)
    divide (self);
  if (self->matching != NULL)
    collect_needles (self->matching, self->needles);
  return self;
}

/**
 * mado_query_parse:
 * @text: what the user typed
 * @vocabulary: (nullable): lets labels stand for words: status:"In force"
 * @position: (out) (optional): set on a mistake to the offset of the character where it is, from 0
 * @error: %MADO_STORE_ERROR_BAD_QUERY, also for more than 2,000 characters or 64 terms; its message
 * counts characters from 1, as people do
 *
 * AND, OR and NOT are operators in capitals only. OR joins what AND has joined. A year asks for the
 * years that a record's dates cover; a month or a day for the day by which it is sorted, and stands
 * at the top level only.
 *
 * Returns: (transfer full): a query, %NULL on a mistake
 */
MadoQuery *
mado_query_parse (const char *text, MadoVocabulary *vocabulary, guint *position, GError **error)
{
  return mado_query_parse_on (text, vocabulary, mado_call_get_today (), position, error);
}

/**
 * mado_query_parse_on:
 * @today: days since 1800-01-01, of which the state of a call is asked
 *
 * As mado_query_parse(), on any day.
 *
 * Returns: (transfer full): a query, %NULL on a mistake
 */
MadoQuery *
mado_query_parse_on (const char *text, MadoVocabulary *vocabulary, gint today, guint *position,
                     GError **error)
{
  MadoNode *root = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!mado_query_parser_run (text, vocabulary, today, &root, position, error))
    return NULL;
  return new_query (text, root, today);
}

MadoQuery *
mado_query_ref (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_query (gpointer query)
{
  MadoQuery *self = query;

  g_free (self->text);
  g_ptr_array_unref (self->needles);
  g_clear_pointer (&self->matching, mado_node_unref);
  g_clear_pointer (&self->root, mado_node_unref);
}

void
mado_query_unref (MadoQuery *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_query);
}

/**
 * mado_query_get_text:
 * @self: a query
 *
 * Returns: (transfer none): the text as it was typed, without expansions
 */
const char *
mado_query_get_text (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * mado_query_is_empty:
 * @self: a query
 *
 * Returns: whether it asks for nothing, like spaces and lone punctuation
 */
gboolean
mado_query_is_empty (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->root == NULL;
}

void
mado_expansion_free (MadoExpansion *self)
{
  if (self == NULL)
    return;
  g_free (self->word);
  g_free (self->from);
  g_free (self);
}

/**
 * mado_query_expand:
 * @self: a query
 * @expansions: (element-type MadoExpansion): what to search as well
 *
 * Each alternative counts as much as the very words that it stands for, wherever they stand side by
 * side and are not denied; one that stands for words that the query does not have is left out.
 *
 * Returns: (transfer full): a new query of the same text
 */
MadoQuery *
mado_query_expand (MadoQuery *self, GPtrArray *expansions)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (expansions != NULL, NULL);

  return new_query (self->text,
                    self->root != NULL ? mado_node_expand (self->root, expansions) : NULL,
                    self->today);
}

/* The nodes that are ANDed at the top. (element-type MadoNode) */
static GPtrArray *
list_top (MadoQuery *self)
{
  GPtrArray *top = mado_node_list_new ();

  if (self->root != NULL && self->root->type == MADO_NODE_AND && self->root->field == NULL)
    g_ptr_array_extend (top, self->root->children, (GCopyFunc) mado_node_ref, NULL);
  else if (self->root != NULL)
    g_ptr_array_add (top, mado_node_ref (self->root));
  return top;
}

/**
 * mado_query_list_fields:
 * @self: a query
 *
 * Returns: (transfer full): the fields that narrow the whole query, each once
 */
GStrv
mado_query_list_fields (MadoQuery *self)
{
  g_autoptr (GPtrArray) top = NULL;
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, NULL);

  top = list_top (self);
  for (guint i = 0; i < top->len; i++)
    {
      const char *field = ((MadoNode *) g_ptr_array_index (top, i))->field;

      if (field != NULL && !g_ptr_array_find_with_equal_func (fields, field, g_str_equal, NULL))
        g_ptr_array_add (fields, g_strdup (field));
    }
  g_ptr_array_add (fields, NULL);
  return (GStrv) g_ptr_array_steal (fields, NULL);
}

/**
 * mado_query_without_field:
 * @self: a query
 * @field: one of mado_query_list_fields()
 *
 * Returns: (transfer full): a query that is not narrowed by @field
 */
MadoQuery *
mado_query_without_field (MadoQuery *self, const char *field)
{
  g_autoptr (GPtrArray) top = NULL;
  GPtrArray *rest = mado_node_list_new ();

  g_return_val_if_fail (self != NULL && field != NULL, NULL);

  top = list_top (self);
  for (guint i = 0; i < top->len; i++)
    {
      MadoNode *node = g_ptr_array_index (top, i);

      if (g_strcmp0 (node->field, field) != 0)
        g_ptr_array_add (rest, mado_node_ref (node));
    }
  return new_query (self->text, mado_node_new_list (MADO_NODE_AND, rest), self->today);
}

/**
 * mado_query_get_today:
 * @self: a query
 *
 * Returns: the day of which the state of a call is asked
 */
gint
mado_query_get_today (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->today;
}

static gint
compare_lengths (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  glong difference = g_utf8_strlen (second, -1) - g_utf8_strlen (first, -1);

  return difference != 0 ? (difference > 0 ? 1 : -1) : g_strcmp0 (first, second);
}

/**
 * mado_query_list_phrases:
 * @self: a query
 *
 * Returns: (transfer full) (element-type utf8): each sequence of at most six words that stand side
 * by side, folded by mado_tokens_fold(), each once, the longest first
 */
GPtrArray *
mado_query_list_phrases (MadoQuery *self)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL, phrases);

  if (self->root != NULL)
    mado_node_list_phrases (self->root, phrases);
  g_ptr_array_sort (phrases, compare_lengths);
  for (guint i = phrases->len; i-- > 1;)
    if (g_str_equal (g_ptr_array_index (phrases, i), g_ptr_array_index (phrases, i - 1)))
      g_ptr_array_remove_index (phrases, i);
  return phrases;
}

/**
 * mado_query_to_match:
 * @self: a query
 * @titles_only: look for words in titles only; values are asked for all the same
 *
 * Returns: (transfer full) (nullable): an expression for the table "search" that FTS5 takes without
 * error; %NULL when kinds, days and stars say all
 */
char *
mado_query_to_match (MadoQuery *self, gboolean titles_only)
{
  GString *match;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->matching == NULL)
    return NULL;
  match = g_string_new (NULL);
  mado_node_append_match (self->matching, titles_only, match);
  return g_string_free (match, FALSE);
}

/**
 * mado_query_fits_titles:
 * @self: a query with a match
 *
 * Returns: whether its match for titles can be asked of the table "titles", which holds nothing
 *   else: what is denied, is so in the text too
 */
gboolean
mado_query_fits_titles (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL && self->matching != NULL, FALSE);

  return mado_node_fits_titles (self->matching);
}

/**
 * mado_query_get_kinds:
 * @self: a query
 *
 * Returns: the kinds it asks for, as bits 1 << #MadoKind; 0 for any
 */
guint32
mado_query_get_kinds (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->kinds;
}

/**
 * mado_query_get_days:
 * @self: a query
 * @first: (out): days since 1800-01-01
 * @last: (out): the same; before @first when the query asks for two ranges that have no day in
 * common
 *
 * Returns: whether it asks for a range of days
 */
gboolean
mado_query_get_days (MadoQuery *self, gint *first, gint *last)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  if (!self->has_days)
    return FALSE;
  *first = self->first;
  *last = self->last;
  return TRUE;
}

/**
 * mado_query_get_needles:
 * @self: a query
 *
 * Returns: (transfer none) (element-type MadoNeedle): what is searched and not denied, alternatives
 *   included, for mado_needles_find()
 */
GPtrArray *
mado_query_get_needles (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->needles;
}

/**
 * mado_query_get_marks:
 * @self: a query
 *
 * Returns: the marks of the desk that a record must have
 */
MadoMarks
mado_query_get_marks (MadoQuery *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks;
}
