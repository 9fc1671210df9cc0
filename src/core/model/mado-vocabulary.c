/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary: lists of words, found by id or by any label. */
#include "core/model/mado-vocabulary.h"

#include <string.h>

typedef struct
{
  GPtrArray *words;    /* of MadoWord, in the order of the file */
  GHashTable *by_id;   /* id → MadoWord */
  GHashTable *by_name; /* case-folded id or label → MadoWord */
} List;

struct _MadoVocabulary
{
  GObject parent_instance;
  GHashTable *lists; /* name → List */
};

G_DEFINE_FINAL_TYPE (MadoVocabulary, mado_vocabulary, G_TYPE_OBJECT)

static void
free_word (gpointer data)
{
  MadoWord *word = data;

  g_free ((char *) word->id);
  g_clear_pointer (&word->label, mado_text_unref);
  g_clear_pointer (&word->inverse, mado_text_unref);
  g_clear_pointer (&word->one, mado_text_unref);
  g_clear_pointer (&word->form, mado_text_unref);
  g_free (word);
}

static void
free_list (gpointer data)
{
  List *list = data;

  g_hash_table_unref (list->by_name);
  g_hash_table_unref (list->by_id);
  g_ptr_array_unref (list->words);
  g_free (list);
}

static List *
new_list (void)
{
  List *list = g_new0 (List, 1);

  list->words = g_ptr_array_new_with_free_func (free_word);
  list->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  list->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return list;
}

static void
mado_vocabulary_finalize (GObject *object)
{
  MadoVocabulary *self = MADO_VOCABULARY (object);

  g_hash_table_unref (self->lists);

  G_OBJECT_CLASS (mado_vocabulary_parent_class)->finalize (object);
}

static void
mado_vocabulary_class_init (MadoVocabularyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_vocabulary_finalize;
}

static void
mado_vocabulary_init (MadoVocabulary *self)
{
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
}

static gboolean
fail (GError **error, MadoRecordError code, const char *list, guint i, const char *what)
{
  g_set_error (error, MADO_RECORD_ERROR, code, "vocabulary: '%s[%u]' %s", list, i, what);
  return FALSE;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return NULL;
  return json_node_get_string (node);
}

static MadoText *
get_text (JsonObject *object, const char *en_name, const char *ja_name)
{
  const char *en = get_string (object, en_name);
  const char *ja = get_string (object, ja_name);

  return en != NULL || ja != NULL ? mado_text_new (en, ja) : NULL;
}

static gboolean
read_state (JsonObject *object, MadoState *state)
{
  static const char *const names[] = { "neutral", "open", "closed", "unknown", NULL };
  const char *name = get_string (object, "state");

  *state = MADO_STATE_NEUTRAL;
  if (name == NULL)
    return !json_object_has_member (object, "state");
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

/* The first word of a list that has a name keeps it: Japanese counters of units occur twice. */
static void
add_name (List *list, const char *name, MadoWord *word)
{
  g_autofree char *folded = NULL;

  if (name == NULL)
    return;
  folded = g_utf8_casefold (name, -1);
  if (!g_hash_table_contains (list->by_name, folded))
    g_hash_table_insert (list->by_name, g_steal_pointer (&folded), word);
}

static void
add_word (List *list, MadoWord *word)
{
  g_ptr_array_add (list->words, word);
  g_hash_table_insert (list->by_id, (gpointer) word->id, word);
  add_name (list, word->id, word);
  add_name (list, mado_text_get_exact (word->label, MADO_LANGUAGE_EN), word);
  add_name (list, mado_text_get_exact (word->label, MADO_LANGUAGE_JA), word);
}

static gboolean
read_word (List *list, const char *name, guint i, JsonNode *node, GError **error)
{
  JsonObject *object;
  const char *id;
  MadoText *label;
  MadoState state;
  MadoWord *word;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, MADO_RECORD_ERROR_WRONG_TYPE, name, i, "is not an object");
  object = json_node_get_object (node);
  id = get_string (object, "id");
  if (id == NULL)
    return fail (error, MADO_RECORD_ERROR_MISSING_FIELD, name, i, "has no id");
  if (g_hash_table_contains (list->by_id, id))
    return fail (error, MADO_RECORD_ERROR_MALFORMED, name, i, "has the id of another word");
  if (!read_state (object, &state))
    return fail (error, MADO_RECORD_ERROR_MALFORMED, name, i, "has a state that is not known here");
  label = get_text (object, "en", "ja");
  if (label == NULL)
    return fail (error, MADO_RECORD_ERROR_MISSING_FIELD, name, i, "has no label");

  word = g_new0 (MadoWord, 1);
  word->id = g_strdup (id);
  word->label = label;
  word->inverse = get_text (object, "inverse_en", "inverse_ja");
  word->one = get_text (object, "one_en", "one_ja");
  word->form = get_text (object, "form_en", "form_ja");
  word->state = state;
  add_word (list, word);
  return TRUE;
}

static gboolean
read_list (MadoVocabulary *self, const char *name, JsonNode *node, GError **error)
{
  JsonArray *array;
  List *list;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
                   "vocabulary: '%s' is not a list", name);
      return FALSE;
    }
  array = json_node_get_array (node);
  list = new_list ();
  g_hash_table_insert (self->lists, g_strdup (name), list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_word (list, name, i, json_array_get_element (array, i), error))
      return FALSE;
  return TRUE;
}

/**
 * mado_vocabulary_new_from_json:
 * @node: {"format": 1, "kind": "vocabulary", "lists": {…}}
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * Returns: (transfer full): the vocabulary, or %NULL
 */
MadoVocabulary *
mado_vocabulary_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (MadoVocabulary) self = NULL;
  JsonObject *lists = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *list;

  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), "lists");

      if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
        lists = json_node_get_object (member);
    }
  if (lists == NULL)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
                   "vocabulary: there are no 'lists'");
      return NULL;
    }

  self = g_object_new (MADO_TYPE_VOCABULARY, NULL);
  json_object_iter_init (&iter, lists);
  while (json_object_iter_next (&iter, &name, &list))
    if (!read_list (self, name, list, error))
      return NULL;
  return g_steal_pointer (&self);
}

static const List *
find_list (MadoVocabulary *self, const char *name)
{
  return name != NULL ? g_hash_table_lookup (self->lists, name) : NULL;
}

/**
 * mado_vocabulary_find:
 * @self: a vocabulary
 * @list: (nullable): the name of a list, such as "agreement_type"
 * @id: (nullable): a word's id
 *
 * Returns: (transfer none) (nullable): the word, %NULL when the list has it not
 */
const MadoWord *
mado_vocabulary_find (MadoVocabulary *self, const char *list, const char *id)
{
  const List *found;

  g_return_val_if_fail (MADO_IS_VOCABULARY (self), NULL);

  found = find_list (self, list);
  return found != NULL && id != NULL ? g_hash_table_lookup (found->by_id, id) : NULL;
}

/**
 * mado_vocabulary_get_label:
 * @self: a vocabulary
 * @list: (nullable): the name of a list
 * @id: a word's id
 * @language: a language
 *
 * Returns: (transfer none): the word's label, or @id itself where the list has it not
 */
const char *
mado_vocabulary_get_label (MadoVocabulary *self, const char *list, const char *id,
                           MadoLanguage language)
{
  const MadoWord *word;

  g_return_val_if_fail (MADO_IS_VOCABULARY (self), id);

  word = mado_vocabulary_find (self, list, id);
  return word != NULL ? mado_text_get (word->label, language, NULL) : id;
}

/**
 * mado_vocabulary_get_n:
 * @self: a vocabulary
 * @list: (nullable): the name of a list
 *
 * Returns: how many words it has; a list that does not exist has none
 */
guint
mado_vocabulary_get_n (MadoVocabulary *self, const char *list)
{
  const List *found;

  g_return_val_if_fail (MADO_IS_VOCABULARY (self), 0);

  found = find_list (self, list);
  return found != NULL ? found->words->len : 0;
}

/**
 * mado_vocabulary_get:
 * @self: a vocabulary
 * @list: the name of a list
 * @i: a position, from 0
 *
 * Returns: (transfer none): the word there
 */
const MadoWord *
mado_vocabulary_get (MadoVocabulary *self, const char *list, guint i)
{
  g_return_val_if_fail (MADO_IS_VOCABULARY (self), NULL);
  g_return_val_if_fail (i < mado_vocabulary_get_n (self, list), NULL);

  return g_ptr_array_index (find_list (self, list)->words, i);
}

/**
 * mado_vocabulary_match:
 * @self: a vocabulary
 * @list: the name of a list
 * @text: an id or a label in either language, in any case
 *
 * Returns: (transfer none) (nullable): the id of the word that @text means
 */
const char *
mado_vocabulary_match (MadoVocabulary *self, const char *list, const char *text)
{
  const List *found;
  const MadoWord *word;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (MADO_IS_VOCABULARY (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  found = find_list (self, list);
  if (found == NULL)
    return NULL;
  folded = g_utf8_casefold (text, -1);
  word = g_hash_table_lookup (found->by_name, folded);
  return word != NULL ? word->id : NULL;
}
