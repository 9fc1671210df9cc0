/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What field:value asks for: facet tokens, days, words of the title, marks. */
#include <string.h>

#include "core/model/mado-date.h"
#include "core/model/mado-record.h"
#include "core/store/mado-database.h"
#include "core/store/mado-query-node.h"

#define FIRST_YEAR 1800
#define LAST_YEAR 9999

static const struct
{
  const char *alias;
  const char *field;
} aliases[] = {
  { "date", "year" },
  { "org", "participants" },
  { "organisation", "participants" },
  { "organization", "participants" },
  { "participant", "participants" },
  { "theme", "themes" },
};

static const char *const own_fields[]
    = { "kind", "id", "set", "year", "title", "is", "state", "funder" };

static const char *
find_field (const char *typed)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (aliases[i].alias, typed) == 0)
      return aliases[i].field;
  return typed;
}

typedef void (*FieldFunc) (MadoKind kind, const MadoField *field, gpointer user_data);

static void
foreach_of_class (GType type, MadoKind kind, const char *name, FieldFunc func, gpointer user_data)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  const MadoRecordClass *record_class = (const MadoRecordClass *) class;

  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const MadoField *field = &record_class->fields[i];

      if (field->flags & MADO_FIELD_FACET && g_ascii_strcasecmp (field->name, name) == 0)
        func (kind, field, user_data);
    }
}

/* Calls @func for each kind that has the facet field @name; the base's fields are those of all. */
static void
foreach_field (const char *name, FieldFunc func, gpointer user_data)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    {
      foreach_of_class (MADO_TYPE_RECORD, kind, name, func, user_data);
      foreach_of_class (mado_kind_get_record_type (kind), kind, name, func, user_data);
    }
}

static void
count_cb (MadoKind kind, const MadoField *field, gpointer user_data)
{
  ++*(guint *) user_data;
}

gboolean
mado_query_field_exists (const char *field)
{
  const char *name = find_field (field);
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (own_fields); i++)
    if (g_ascii_strcasecmp (own_fields[i], name) == 0)
      return TRUE;
  foreach_field (name, count_cb, &count);
  return count > 0;
}

static void
name_cb (MadoKind kind, const MadoField *field, gpointer user_data)
{
  *(const char **) user_data = field->name;
}

const char *
mado_query_field_get_name (const char *field)
{
  g_autofree char *lower = g_ascii_strdown (find_field (field), -1);
  const char *name = lower;

  foreach_field (lower, name_cb, &name);
  return g_intern_string (name);
}

static gboolean
refuse (GError **error, const char *format, const char *value)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY, format, value);
  return FALSE;
}

typedef struct
{
  const char *name; /* as the table spells it; NULL until a kind has it */
  const char *value;
  gboolean is_prefix;
  MadoVocabulary *vocabulary;
  gboolean is_id; /* the value is a word itself, and no label */
  GPtrArray *ids; /* (element-type utf8): what the value may mean, each once */
} Meaning;

static void
add_id (GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (ids, i), id) == 0)
      return;
  g_ptr_array_add (ids, g_strdup (id));
}

static void
add_flag (GPtrArray *ids, const char *value)
{
  static const char *const words[][2] = {
    { "true", "yes" },
    { "はい", "yes" },
    { "false", "no" },
    { "いいえ", "no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i][0], value) == 0)
      add_id (ids, words[i][1]);
}

/* One label may stand for different words in the lists of different kinds: any of them is meant.
 * What is a word itself in one list means only that, though it be a label in another. */
static void
add_meaning_cb (MadoKind kind, const MadoField *field, gpointer user_data)
{
  Meaning *self = user_data;
  g_autofree char *own_list = NULL;
  const char *list = field->list;
  const char *id = NULL;

  self->name = field->name;
  if (field->type == MADO_FIELD_FLAG)
    add_flag (self->ids, self->value);
  if (list != NULL && *list == '\0')
    list = own_list = g_strconcat (mado_kind_to_word (kind), "_type", NULL);
  if (list != NULL && self->vocabulary != NULL && !self->is_prefix)
    {
      self->is_id |= mado_vocabulary_find (self->vocabulary, list, self->value) != NULL;
      id = mado_vocabulary_match (self->vocabulary, list, self->value);
    }
  if (id != NULL)
    add_id (self->ids, id);
}

static MadoNode *
new_facet (const char *field, const char *value, gboolean is_prefix, MadoVocabulary *vocabulary)
{
  g_autofree char *narrow
      = g_utf8_normalize (value, -1, G_NORMALIZE_NFKC); /* ids are typed wide, too */
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Meaning meaning = { NULL, value, is_prefix, vocabulary, FALSE, ids };
  GPtrArray *nodes = mado_node_list_new ();

  foreach_field (field, add_meaning_cb, &meaning);
  if (meaning.is_id)
    g_ptr_array_set_size (ids, 0);
  if (ids->len == 0)
    {
      add_id (ids, value);
      add_id (ids, narrow);
    }
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (nodes, mado_node_new_facet (meaning.name != NULL ? meaning.name : field,
                                                 g_ptr_array_index (ids, i), is_prefix));
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

char *
mado_query_field_name_value (const char *field, const char *value, MadoVocabulary *vocabulary)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const char *name = mado_query_field_get_name (field);
  Meaning meaning = { NULL, value, FALSE, vocabulary, FALSE, ids };
  const char *list = g_str_equal (name, "kind")    ? "kind"
                     : g_str_equal (name, "state") ? "call_state"
                                                   : NULL;
  const char *id
      = list != NULL && vocabulary != NULL ? mado_vocabulary_match (vocabulary, list, value) : NULL;

  foreach_field (name, add_meaning_cb, &meaning);
  if (id == NULL && !meaning.is_id && ids->len == 1)
    id = g_ptr_array_index (ids, 0);
  return g_strdup (id != NULL ? id : value);
}

static MadoNode *
new_kind (const char *value, MadoVocabulary *vocabulary, GError **error)
{
  g_autofree char *narrow = g_utf8_normalize (value, -1, G_NORMALIZE_NFKC);
  g_autofree char *word = g_ascii_strdown (narrow, -1);
  const char *id = vocabulary != NULL ? mado_vocabulary_match (vocabulary, "kind", value) : NULL;
  MadoKind kind = mado_kind_from_word (id != NULL ? id : word);
  MadoNode *node;

  if (kind == MADO_KIND_NONE)
    return refuse (error, "there is no kind “%s”", value), NULL;
  node = mado_node_new_facet ("kind", mado_kind_to_word (kind), FALSE);
  node->kind = kind;
  return node;
}

static MadoNode *
new_state (const char *value, GError **error)
{
  if (g_ascii_strcasecmp (value, "starred") == 0)
    return mado_node_new_mark (MADO_MARK_STARRED);
  if (g_ascii_strcasecmp (value, "unread") == 0)
    return mado_node_new_mark (MADO_MARK_UNREAD);
  if (g_ascii_strcasecmp (value, "noted") == 0)
    return mado_node_new_mark (MADO_MARK_NOTED);
  if (g_ascii_strcasecmp (value, "disputed") == 0)
    return mado_node_new_facet ("is", "disputed", FALSE);
  return refuse (error, "a record is “starred”, “noted”, “unread” or “disputed”, not “%s”", value),
         NULL;
}

/* Whole decades, centuries and millennia are asked for by what their years begin with, so that even
 * an open range is a few dozen tokens. */
static MadoNode *
new_years (gint first, gint last)
{
  GPtrArray *nodes = mado_node_list_new ();

  for (gint year = first; year <= last;)
    {
      char digits[8];
      gint span = 1;
      gsize length = 4;

      while (span < 1000 && year % (span * 10) == 0 && year + span * 10 - 1 <= last)
        {
          span *= 10;
          length--;
        }
      g_snprintf (digits, sizeof digits, "%d", year);
      digits[length] = '\0';
      g_ptr_array_add (nodes, mado_node_new_facet ("year", digits, span > 1));
      year += span;
    }
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

/*
 * mado_query_field_new_date:
 * @value: any form of mado_date_parse(); 〜 and ～ stand for ".." too
 * @error: %MADO_STORE_ERROR_BAD_QUERY
 *
 * Years ask for the years that a record's dates cover; a month or a day asks for the day by which
 * it is sorted.
 *
 * Returns: (transfer full): a node
 */
MadoNode *
mado_query_field_new_date (const char *value, GError **error)
{
  g_autoptr (GString) text = g_string_new (value);
  g_autoptr (MadoDate) date = NULL;
  MadoDatePoint start, end;

  g_string_replace (text, "〜", "..", 0);
  g_string_replace (text, "～", "..", 0);
  g_string_replace (text, "~", "..", 0);
  date = mado_date_parse (text->str, NULL);
  if (date == NULL)
    return refuse (error, "“%s” is not a date", value), NULL;
  start = mado_date_get_start (date);
  end = mado_date_get_end (date);
  if (start.precision > MADO_PRECISION_YEAR || end.precision > MADO_PRECISION_YEAR)
    return mado_node_new_days (mado_date_get_first_day (date), mado_date_get_last_day (date));
  return new_years (start.precision == MADO_PRECISION_NONE ? FIRST_YEAR : start.year,
                    end.precision == MADO_PRECISION_NONE ? LAST_YEAR : end.year);
}

static MadoNode *
new_words (const char *value, gboolean is_prefix, MadoColumns columns, GError **error)
{
  MadoNode *node = mado_node_new_text (value, is_prefix, columns);

  if (node == NULL)
    refuse (error, "there is no word to search for in “%s”", value);
  return node;
}

/*
 * mado_query_field_resolve:
 * @field: a name or an alias for which mado_query_field_exists()
 * @value: not empty
 * @is_prefix: the value may go on
 * @vocabulary: (nullable): for labels
 * @today: days since 1800-01-01, of which the state of a call is asked
 * @error: %MADO_STORE_ERROR_BAD_QUERY
 *
 * An id: is looked for among the names, where the official identifiers stand as well.
 *
 * Returns: (transfer full): a node
 */
MadoNode *
mado_query_field_resolve (const char *field, const char *value, gboolean is_prefix,
                          MadoVocabulary *vocabulary, gint today, GError **error)
{
  g_autofree char *name = g_ascii_strdown (find_field (field), -1);

  if (strcmp (name, "kind") == 0)
    return new_kind (value, vocabulary, error);
  if (strcmp (name, "is") == 0)
    return new_state (value, error);
  if (strcmp (name, "year") == 0)
    return mado_query_field_new_date (value, error);
  if (strcmp (name, "state") == 0)
    return mado_query_call_new (value, vocabulary, today, error);
  if (strcmp (name, "set") == 0)
    return new_facet ("set", value, is_prefix, NULL);
  if (strcmp (name, "title") == 0)
    return new_words (value, is_prefix, MADO_COLUMNS_TITLE, error);
  if (strcmp (name, "id") == 0)
    return new_words (value, is_prefix, MADO_COLUMNS_NAMES, error);
  return new_facet (name, value, is_prefix, vocabulary);
}
