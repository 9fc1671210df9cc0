/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in Latin letters that can be a Japanese reading find the records that are read so. */
#include <string.h>

#include "core/store/mado-query-node.h"
#include "core/store/mado-romaji.h"
#include "core/store/mado-schema.h"

#define LEAST 3        /* letters of a key that is a whole reading: ono, abe */
#define LEAST_PREFIX 5 /* of one that a reading begins with: shorter ones are English words */
#define LEAST_OTHER 4  /* of one that is spelled otherwise in English: Koube */

static gboolean
is_piece (MadoNode *node)
{
  return node->type == MADO_NODE_TEXT && node->is_plain && g_ascii_isalpha (*node->folded);
}

static MadoNode *
new_reading (const char *key)
{
  gsize length = strlen (key);

  return length >= LEAST ? mado_node_new_facet (MADO_ROMAJI_FIELD, key, length >= LEAST_PREFIX)
                         : NULL;
}

/* The word; as it stands in English, where that is another spelling; the reading. */
static MadoNode *
widen_piece (MadoNode *piece)
{
  g_autofree char *key = mado_romaji_fold (piece->folded);
  g_autofree char *english = key != NULL ? mado_romaji_to_hepburn (key) : NULL;
  GPtrArray *nodes;

  if (key == NULL || strlen (key) < LEAST)
    return mado_node_ref (piece);
  nodes = mado_node_list_new ();
  g_ptr_array_add (nodes, mado_node_ref (piece));
  if (strlen (key) >= LEAST_OTHER && !g_str_equal (english, piece->folded))
    mado_node_list_add (
        nodes,
        mado_node_new_text (english, g_str_has_suffix (mado_needle_get_match (piece->needle), "*"),
                            MADO_COLUMNS_ALL));
  mado_node_list_add (nodes, new_reading (key));
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

/* Pieces side by side may be one reading: tokyo daigaku. */
static MadoNode *
new_run (MadoNode *const *pieces, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *one = mado_romaji_fold (pieces[i]->folded);

      if (one == NULL)
        return NULL;
      g_string_append (text, pieces[i]->folded);
    }
  key = mado_romaji_fold (text->str);
  return key != NULL && n > 1 ? new_reading (key) : NULL;
}

static void
widen_run (MadoNode *const *pieces, guint n, GPtrArray *nodes)
{
  GPtrArray *words = mado_node_list_new ();
  GPtrArray *ways = mado_node_list_new ();
  MadoNode *together = new_run (pieces, n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, widen_piece (pieces[i]));
  if (together == NULL)
    {
      g_ptr_array_extend (nodes, words, (GCopyFunc) mado_node_ref, NULL);
      g_ptr_array_unref (words);
      g_ptr_array_unref (ways);
      return;
    }
  mado_node_list_add (ways, mado_node_new_list (MADO_NODE_AND, words));
  mado_node_list_add (ways, together);
  mado_node_list_add (nodes, mado_node_new_list (MADO_NODE_OR, ways));
}

static guint
measure_run (GPtrArray *children, guint first)
{
  guint n = 0;

  while (first + n < children->len && is_piece (g_ptr_array_index (children, first + n)))
    n++;
  return n;
}

/*
 * mado_node_romanize:
 * @self: a tree, with what the glossary has added
 *
 * What is denied, and what stands in quotation marks with more than letters, stays as it is.
 *
 * Returns: (transfer full): a new tree, which shares what has not changed
 */
MadoNode *
mado_node_romanize (MadoNode *self)
{
  GPtrArray *nodes;

  if (is_piece (self))
    return widen_piece (self);
  if ((self->type != MADO_NODE_AND && self->type != MADO_NODE_OR) || self->field != NULL)
    return mado_node_ref (self);
  nodes = mado_node_list_new ();
  for (guint i = 0; i < self->children->len; i++)
    {
      guint n = self->type == MADO_NODE_AND ? measure_run (self->children, i) : 0;

      if (n > 0)
        {
          widen_run ((MadoNode *const *) self->children->pdata + i, n, nodes);
          i += n - 1;
        }
      else
        g_ptr_array_add (nodes, mado_node_romanize (g_ptr_array_index (self->children, i)));
    }
  return mado_node_new_list (self->type, nodes);
}
