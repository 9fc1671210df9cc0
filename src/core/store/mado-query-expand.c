/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a query that stand side by side, and what the glossary adds to them. */
#include "core/store/mado-query-node.h"

#define MAX_WORDS 6 /* of a phrase that a glossary may know */
/* So many pieces that overlapping alternatives chain together are covered in every way; a longer
 * chain is cut. */
#define MAX_CHAIN 6

/* The text of @n pieces, folded as one. */
static char *
join (MadoNode *const *pieces, guint n)
{
  g_autoptr (GString) text = g_string_new (pieces[0]->folded);

  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, " %s", pieces[i]->folded);
  return mado_tokens_fold (text->str, (gssize) text->len);
}

static guint
count_words (const char *folded)
{
  guint n = 1;

  for (const char *c = folded; *c != '\0'; c++)
    n += *c == ' ';
  return n;
}

static gboolean
is_piece (MadoNode *node)
{
  return node->type == MADO_NODE_TEXT && node->is_plain;
}

/* How many pieces stand side by side from @first on. */
static guint
measure_run (GPtrArray *children, guint first)
{
  guint n = 0;

  while (first + n < children->len && is_piece (g_ptr_array_index (children, first + n)))
    n++;
  return n;
}

static void
list_of_run (MadoNode *const *pieces, guint n, GPtrArray *phrases)
{
  for (guint first = 0; first < n; first++)
    {
      guint words = 0;

      for (guint length = 1; first + length <= n; length++)
        {
          words += count_words (pieces[first + length - 1]->folded);
          if (words > MAX_WORDS)
            break;
          g_ptr_array_add (phrases, join (pieces + first, length));
        }
    }
}

void
mado_node_list_phrases (MadoNode *self, GPtrArray *phrases)
{
  if (is_piece (self))
    list_of_run (&self, 1, phrases);
  if (self->type != MADO_NODE_AND && self->type != MADO_NODE_OR)
    return;
  for (guint i = 0; i < self->children->len; i++)
    {
      guint n = self->type == MADO_NODE_AND ? measure_run (self->children, i) : 0;

      if (n > 0)
        {
          list_of_run ((MadoNode *const *) self->children->pdata + i, n, phrases);
          i += n - 1;
        }
      else
        mado_node_list_phrases (g_ptr_array_index (self->children, i), phrases);
    }
}

/* Pieces side by side, and the alternatives for @length of them from @first on. */
typedef struct
{
  guint first;
  guint length;
  MadoNode *node;
} Alternative;

typedef struct
{
  MadoNode *const *pieces;
  guint n;
  GArray *alternatives; /* (element-type Alternative) */
} Run;

static void
clear_alternative (gpointer data)
{
  mado_node_unref (((Alternative *) data)->node);
}

static void
add_alternatives (Run *run, guint first, guint length, GPtrArray *expansions, char *const *keys)
{
  g_autofree char *key = join (run->pieces + first, length);

  for (guint i = 0; i < expansions->len; i++)
    {
      const MadoExpansion *expansion = g_ptr_array_index (expansions, i);
      Alternative alternative = { first, length, NULL };

      if (!g_str_equal (keys[i], key))
        continue;
      alternative.node = mado_node_new_text (expansion->word, FALSE, MADO_COLUMNS_ALL);
      if (alternative.node == NULL)
        continue;
      alternative.node->is_added = TRUE;
      g_array_append_val (run->alternatives, alternative);
    }
}

/* What stands for exactly @length pieces from @first on: a piece itself, and the alternatives. */
static MadoNode *
make_head (Run *run, guint first, guint length)
{
  GPtrArray *nodes = mado_node_list_new ();

  if (length == 1)
    g_ptr_array_add (nodes, mado_node_ref (run->pieces[first]));
  for (guint i = 0; i < run->alternatives->len; i++)
    {
      Alternative *alternative = &g_array_index (run->alternatives, Alternative, i);

      if (alternative->first == first && alternative->length == length)
        g_ptr_array_add (nodes, mado_node_ref (alternative->node));
    }
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

/* Every way to say the pieces from @first to @end. */
static MadoNode *
cover (Run *run, guint first, guint end)
{
  GPtrArray *ways = mado_node_list_new ();

  for (guint length = 1; first + length <= end; length++)
    {
      MadoNode *head = make_head (run, first, length);
      GPtrArray *both;

      if (head == NULL)
        continue;
      both = mado_node_list_new ();
      g_ptr_array_add (both, head);
      if (first + length < end)
        g_ptr_array_add (both, cover (run, first + length, end));
      g_ptr_array_add (ways, mado_node_new_list (MADO_NODE_AND, both));
    }
  return mado_node_new_list (MADO_NODE_OR, ways);
}

/* Where the chain of alternatives that overlap, beginning at @first, ends. */
static guint
find_chain_end (Run *run, guint first)
{
  guint end = first + 1;

  for (guint at = first; at < end; at++)
    for (guint i = 0; i < run->alternatives->len; i++)
      {
        Alternative *alternative = &g_array_index (run->alternatives, Alternative, i);

        if (alternative->first == at)
          end = MAX (end, at + alternative->length);
      }
  return MIN (end, first + MAX_CHAIN);
}

static void
expand_run (MadoNode *const *pieces, guint n, GPtrArray *expansions, char *const *keys,
            GPtrArray *nodes)
{
  Run run = { pieces, n, g_array_new (FALSE, FALSE, sizeof (Alternative)) };

  g_array_set_clear_func (run.alternatives, clear_alternative);
  for (guint first = 0; first < n; first++)
    for (guint length = 1; first + length <= n && length <= MAX_WORDS; length++)
      add_alternatives (&run, first, length, expansions, keys);
  for (guint first = 0, end; first < n; first = end)
    {
      end = find_chain_end (&run, first);
      g_ptr_array_add (nodes, cover (&run, first, end));
    }
  g_array_unref (run.alternatives);
}

static MadoNode *
expand_node (MadoNode *node, GPtrArray *expansions, char *const *keys)
{
  GPtrArray *nodes;

  if ((!is_piece (node) && node->type != MADO_NODE_AND && node->type != MADO_NODE_OR)
      || node->field != NULL)
    return mado_node_ref (node);
  nodes = mado_node_list_new ();
  if (is_piece (node))
    {
      expand_run (&node, 1, expansions, keys, nodes);
      return mado_node_new_list (MADO_NODE_AND, nodes);
    }
  for (guint i = 0; i < node->children->len; i++)
    {
      guint n = node->type == MADO_NODE_AND ? measure_run (node->children, i) : 0;

      if (n > 0)
        {
          expand_run ((MadoNode *const *) node->children->pdata + i, n, expansions, keys, nodes);
          i += n - 1;
        }
      else
        g_ptr_array_add (nodes,
                         expand_node (g_ptr_array_index (node->children, i), expansions, keys));
    }
  return mado_node_new_list (node->type, nodes);
}

/*
 * mado_node_expand:
 * @root: a tree
 * @expansions: (element-type MadoExpansion): what may be added
 *
 * What is denied stays as it is: an alternative may hide nothing.
 *
 * Returns: (transfer full): a new tree, which shares what has not changed
 */
MadoNode *
mado_node_expand (MadoNode *root, GPtrArray *expansions)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < expansions->len; i++)
    g_ptr_array_add (
        keys, mado_tokens_fold (((MadoExpansion *) g_ptr_array_index (expansions, i))->from, -1));
  return expand_node (root, expansions, (char *const *) keys->pdata);
}
