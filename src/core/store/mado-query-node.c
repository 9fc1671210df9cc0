/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The nodes of a query and the FTS5 expression that they make. */
#include "core/store/mado-query-node.h"

#include "core/store/mado-schema.h"

static MadoNode *
new_node (MadoNodeType type)
{
  MadoNode *self = g_atomic_rc_box_new0 (MadoNode);

  self->type = type;
  return self;
}

static void
clear_node (gpointer node)
{
  MadoNode *self = node;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->needle, mado_needle_free);
  g_free (self->folded);
  g_free (self->token);
}

MadoNode *
mado_node_ref (MadoNode *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mado_node_unref (MadoNode *self)
{
  g_atomic_rc_box_release_full (self, clear_node);
}

MadoNode *
mado_node_new_text (const char *text, gboolean last_is_prefix, MadoColumns columns)
{
  MadoNode *self;
  g_autoptr (MadoNeedle) needle = mado_needle_new (text, last_is_prefix);

  if (mado_needle_get_match (needle) == NULL)
    return NULL;
  self = new_node (MADO_NODE_TEXT);
  self->needle = g_steal_pointer (&needle);
  self->folded = mado_tokens_fold (text, -1);
  self->columns = columns;
  return self;
}

MadoNode *
mado_node_new_facet (const char *field, const char *value, gboolean is_prefix)
{
  MadoNode *self = new_node (MADO_NODE_FACET);

  self->token = mado_schema_facet_token (field, value);
  self->is_prefix = is_prefix;
  return self;
}

MadoNode *
mado_node_new_days (gint first, gint last)
{
  MadoNode *self = new_node (MADO_NODE_DAYS);

  self->first = first;
  self->last = last;
  return self;
}

MadoNode *
mado_node_new_mark (MadoMarks mark)
{
  MadoNode *self = new_node (MADO_NODE_MARK);

  self->mark = mark;
  return self;
}

GPtrArray *
mado_node_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mado_node_unref);
}

void
mado_node_list_add (GPtrArray *list, MadoNode *node)
{
  if (node != NULL)
    g_ptr_array_add (list, node);
}

/* Nothing denied is nothing asked; twice denied is asked. */
MadoNode *
mado_node_new_not (MadoNode *child)
{
  MadoNode *self;

  if (child == NULL)
    return NULL;
  if (child->type == MADO_NODE_NOT)
    {
      self = mado_node_ref (g_ptr_array_index (child->children, 0));
      mado_node_unref (child);
      return self;
    }
  self = new_node (MADO_NODE_NOT);
  self->children = mado_node_list_new ();
  self->position = child->position;
  g_ptr_array_add (self->children, child);
  return self;
}

static void
dissolve (MadoNode *child, MadoNodeType type, GPtrArray *list)
{
  if (child->type != type || child->field != NULL)
    {
      g_ptr_array_add (list, mado_node_ref (child));
      return;
    }
  for (guint i = 0; i < child->children->len; i++)
    g_ptr_array_add (list, mado_node_ref (g_ptr_array_index (child->children, i)));
}

MadoNode *
mado_node_new_list (MadoNodeType type, GPtrArray *children)
{
  g_autoptr (GPtrArray) owned = children;
  MadoNode *self;

  g_assert (type == MADO_NODE_AND || type == MADO_NODE_OR);

  if (owned->len == 0)
    return NULL;
  if (owned->len == 1)
    return mado_node_ref (g_ptr_array_index (owned, 0));
  self = new_node (type);
  self->children = mado_node_list_new ();
  for (guint i = 0; i < owned->len; i++)
    dissolve (g_ptr_array_index (owned, i), type, self->children);
  self->position = ((MadoNode *) g_ptr_array_index (self->children, 0))->position;
  return self;
}

/* FTS5 writes a quotation mark inside a string twice, as SQL does. */
static void
append_facet (const char *token, gboolean is_prefix, GString *match)
{
  g_auto (GStrv) parts = g_strsplit (token, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts);

  g_string_append_printf (match, "facets : \"%s\"%s", quoted, is_prefix ? " *" : "");
}

/* NOT has two sides in FTS5: everything is what has a kind, and each record has one. */
static void
append_everything (GString *match)
{
  g_autofree char *token = mado_schema_facet_token ("kind", "");

  append_facet (token, TRUE, match);
}

static void
append_text (MadoNode *self, gboolean titles_only, GString *match)
{
  if (self->columns == MADO_COLUMNS_NAMES)
    g_string_append (match, "names : ");
  else if (titles_only || self->columns == MADO_COLUMNS_TITLE)
    g_string_append (match, "{title_en title_ja} : ");
  if (self->is_added)
    mado_needle_append_loose_match (self->needle, match);
  else
    g_string_append (match, mado_needle_get_match (self->needle));
}

/* Appends those children that are denied, or those that are not; returns how many there are. What
 * is denied is denied everywhere: titles alone must find nothing that the whole text does not. */
static guint
append_side (MadoNode *self, gboolean denied, const char *operator, gboolean titles_only,
             GString *match)
{
  guint n = 0;

  for (guint i = 0; i < self->children->len; i++)
    {
      MadoNode *child = g_ptr_array_index (self->children, i);

      if ((child->type == MADO_NODE_NOT) != denied)
        continue;
      if (n++ > 0)
        g_string_append (match, operator);
      if (denied)
        mado_node_append_match (g_ptr_array_index (child->children, 0), FALSE, match);
      else
        mado_node_append_match (child, titles_only, match);
    }
  return n;
}

/* As few parentheses as will do: the stack of FTS5's parser holds a hundred symbols. */
static void
append_and (MadoNode *self, gboolean titles_only, GString *match)
{
  g_autoptr (GString) asked = g_string_new (NULL);
  g_autoptr (GString) denied = g_string_new (NULL);
  guint n_asked = append_side (self, FALSE, " AND ", titles_only, asked);

  if (n_asked == 0)
    append_everything (asked);
  if (append_side (self, TRUE, " OR ", titles_only, denied) == 0)
    g_string_append_printf (match, "(%s)", asked->str);
  else if (n_asked > 1)
    g_string_append_printf (match, "((%s) NOT (%s))", asked->str, denied->str);
  else
    g_string_append_printf (match, "(%s NOT (%s))", asked->str, denied->str);
}

void
mado_node_append_match (MadoNode *self, gboolean titles_only, GString *match)
{
  switch (self->type)
    {
    case MADO_NODE_TEXT:
      append_text (self, titles_only, match);
      break;
    case MADO_NODE_FACET:
      append_facet (self->token, self->is_prefix, match);
      break;
    case MADO_NODE_AND:
      append_and (self, titles_only, match);
      break;
    case MADO_NODE_OR:
      g_string_append_c (match, '(');
      for (guint i = 0; i < self->children->len; i++)
        {
          g_string_append (match, i > 0 ? " OR " : "");
          mado_node_append_match (g_ptr_array_index (self->children, i), titles_only, match);
        }
      g_string_append_c (match, ')');
      break;
    case MADO_NODE_NOT:
      g_string_append_c (match, '(');
      append_everything (match);
      g_string_append (match, " NOT ");
      mado_node_append_match (g_ptr_array_index (self->children, 0), FALSE, match);
      g_string_append_c (match, ')');
      break;
    case MADO_NODE_DAYS:
    case MADO_NODE_MARK:
    default:
      g_assert_not_reached ();
    }
}

gboolean
mado_node_fits_titles (MadoNode *self)
{
  if (self->type == MADO_NODE_NOT)
    return FALSE;
  if (self->type == MADO_NODE_TEXT)
    return self->columns != MADO_COLUMNS_NAMES;
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    if (!mado_node_fits_titles (g_ptr_array_index (self->children, i)))
      return FALSE;
  return TRUE;
}
