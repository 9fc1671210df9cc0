/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a query is made of: a tree of immutable, counted nodes, shared by a query and its
 * expansions. */
#pragma once

#include "core/store/mado-query.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_NODE_AND,
  MADO_NODE_OR,
  MADO_NODE_NOT,   /* one child */
  MADO_NODE_TEXT,  /* a needle */
  MADO_NODE_FACET, /* a facet token */
  MADO_NODE_DAYS,  /* a range of days: at the top level only */
  MADO_NODE_MARK,  /* the same: stars and what is unread are in another database */
} MadoNodeType;

typedef enum
{
  MADO_COLUMNS_ALL,
  MADO_COLUMNS_TITLE,
  MADO_COLUMNS_NAMES,
} MadoColumns;

typedef struct _MadoNode MadoNode;
struct _MadoNode
{
  MadoNodeType type;
  guint position;      /* of its first character in the query's text */
  const char *field;   /* nullable, static: the whole node is a filter by it */
  GPtrArray *children; /* AND, OR, NOT: (element-type MadoNode), at least one; else NULL */

  /* MADO_NODE_TEXT */
  char *folded;
  MadoNeedle *needle; /* has a match */
  MadoColumns columns;
  gboolean is_plain; /* words as typed, which the glossary may know */
  gboolean is_added; /* by the glossary */

  /* MADO_NODE_FACET */
  char *token;
  gboolean is_prefix;
  MadoKind kind; /* of kind:…; else MADO_KIND_NONE */

  /* MADO_NODE_DAYS */
  gint first;
  gint last;

  /* MADO_NODE_MARK */
  MadoMarks mark;
};

MadoNode *mado_node_ref (MadoNode *self);
void mado_node_unref (MadoNode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoNode, mado_node_unref)

/* NULL when @text holds nothing to search. */
MadoNode *mado_node_new_text (const char *text, gboolean last_is_prefix, MadoColumns columns);
MadoNode *mado_node_new_facet (const char *field, const char *value, gboolean is_prefix);
MadoNode *mado_node_new_days (gint first, gint last);
MadoNode *mado_node_new_mark (MadoMarks mark);
/* Takes @child; NULL gives NULL. */
MadoNode *mado_node_new_not (MadoNode *child);
/* Takes @children (element-type MadoNode); none gives NULL, one gives that one, and a child of the
 * same type is dissolved. */
MadoNode *mado_node_new_list (MadoNodeType type, GPtrArray *children);
GPtrArray *mado_node_list_new (void);
/* Takes @node, which may be NULL. */
void mado_node_list_add (GPtrArray *list, MadoNode *node);

/* The FTS5 expression of a tree without days and marks. */
void mado_node_append_match (MadoNode *self, gboolean titles_only, GString *match);
/* Whether the table "titles" can answer it: nothing is denied, and no name asked for. */
gboolean mado_node_fits_titles (MadoNode *self);

/* mado-query-parser.c: @root (out) is NULL for a query that asks for nothing. */
gboolean mado_query_parser_run (const char *text, MadoVocabulary *vocabulary, gint today,
                                MadoNode **root, guint *position, GError **error);
/* mado-query-call.c: what state:value means; NULL on a mistake. */
MadoNode *mado_query_call_new (const char *value, MadoVocabulary *vocabulary, gint today,
                               GError **error);
/* mado-query-romaji.c: words that can be Japanese readings find those too. */
MadoNode *mado_node_romanize (MadoNode *self);
/* mado-query-field.c: what field:value means; NULL on a mistake. The message names neither
 * position. */
MadoNode *mado_query_field_resolve (const char *field, const char *value, gboolean is_prefix,
                                    MadoVocabulary *vocabulary, gint today, GError **error);
gboolean mado_query_field_exists (const char *field);
/* A field's own name, not the alias that was typed; interned. */
const char *mado_query_field_get_name (const char *field);
/* The id that @value, a label perhaps, stands for, where it is one; else @value. transfer full */
char *mado_query_field_name_value (const char *field, const char *value,
                                   MadoVocabulary *vocabulary);
MadoNode *mado_query_field_new_date (const char *value, GError **error);
/* mado-query-expand.c */
MadoNode *mado_node_expand (MadoNode *root, GPtrArray *expansions);
void mado_node_list_phrases (MadoNode *self, GPtrArray *phrases);

G_END_DECLS
