/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that find records: search, list, facets. */
#include "cli/mado-verbs.h"

#define DEFAULT_LIMIT 50
#define PAGE_SIZE 100
#define MAX_EXPLAINED 8 /* words */

/* A request and what answers it. */
typedef struct
{
  MadoQuery *query;
  GPtrArray *expansions; /* of MadoExpansion: those that are searched */
  GArray *rowids;
  guint64 counts[MADO_N_KINDS];
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_pointer (&self->expansions, g_ptr_array_unref);
  g_clear_pointer (&self->rowids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Calls @func with the first @limit records of @rowids, read page by page. */
typedef void (*HitFunc) (const MadoHit *hit, gpointer user_data);

static gboolean
foreach_hit (MadoCommand *command, GArray *rowids, MadoQuery *query, gint64 limit, HitFunc func,
             gpointer user_data, GError **error)
{
  guint64 n_hits = limit == MADO_NO_LIMIT ? rowids->len : MIN ((guint64) limit, rowids->len);

  for (guint64 i = 0; i < n_hits; i += PAGE_SIZE)
    {
      g_autoptr (GPtrArray) page
          = mado_reader_page (command->reader, &g_array_index (rowids, gint64, i),
                              MIN (PAGE_SIZE, n_hits - i), query, NULL, error);

      if (page == NULL)
        return FALSE;
      for (guint j = 0; j < page->len; j++)
        {
          const MadoHit *hit = g_ptr_array_index (page, j);

          if (hit->record != NULL)
            func (hit, user_data);
        }
    }
  return TRUE;
}

static MadoQuery *
parse_query (MadoCommand *command, const char *const *words, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", (char **) words);
  g_autofree char *bare = g_strstrip (g_strdup (text));

  if (*bare == '\0')
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                           "There is nothing to search for");
      return NULL;
    }
  return mado_query_parse (text, mado_reader_get_vocabulary (command->reader), NULL, error);
}

static gboolean
is_unwanted (const MadoOptions *options, const MadoExpansion *expansion)
{
  return options->without != NULL
         && g_strv_contains ((const char *const *) options->without, expansion->word);
}

/* Adds what the glossary knows, but for the words that were told to stay away. */
static gboolean
expand (MadoCommand *command, Search *search, GError **error)
{
  g_autoptr (MadoQuery) plain = NULL;

  if (command->options.no_expand)
    {
      search->expansions = g_ptr_array_new ();
      return TRUE;
    }
  search->expansions = mado_reader_list_expansions (command->reader, search->query, error);
  if (search->expansions == NULL)
    return FALSE;
  for (guint i = search->expansions->len; i > 0; i--)
    if (is_unwanted (&command->options, g_ptr_array_index (search->expansions, i - 1)))
      g_ptr_array_remove_index (search->expansions, i - 1);
  plain = g_steal_pointer (&search->query);
  search->query = mado_query_expand (plain, search->expansions);
  return TRUE;
}

static gboolean
run_search (MadoCommand *command, const char *const *words, Search *search, GError **error)
{
  MadoRequest request = { .language = command->language };
  MadoKind kind;

  if (command->options.kind != NULL)
    {
      kind = mado_command_parse_kind (command->options.kind, error);
      if (kind == MADO_KIND_NONE)
        return FALSE;
      request.kinds = 1u << kind;
    }
  search->query = parse_query (command, words, error);
  if (search->query == NULL || !expand (command, search, error))
    return FALSE;
  request.query = search->query;
  /* A query of punctuation alone finds nothing; the store would take it for no query at all. */
  if (mado_query_is_empty (search->query))
    search->rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  else
    search->rowids = mado_reader_all (command->reader, &request, search->counts, NULL, error);
  return search->rowids != NULL;
}

static const char *
name_match (const MadoHit *hit)
{
  if (hit->matched_en == hit->matched_ja)
    return "both";
  return hit->matched_en ? "en" : "ja";
}

static void
add_hit_cb (const MadoHit *hit, gpointer user_data)
{
  JsonArray *results = user_data;
  JsonObject *record = json_node_get_object (mado_record_get_json (hit->record));
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "id", mado_record_get_id (hit->record));
  json_object_set_string_member (result, "kind",
                                 mado_kind_to_word (mado_record_get_kind (hit->record)));
  json_object_set_member (result, "title",
                          json_node_ref (json_object_get_member (record, "title")));
  json_object_set_string_member (result, "snippet", hit->snippet != NULL ? hit->snippet : "");
  json_object_set_string_member (result, "matched", name_match (hit));
  json_array_add_object_element (results, result);
}

static JsonArray *
make_groups (const guint64 *counts)
{
  JsonArray *groups = json_array_new ();

  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        JsonObject *group = json_object_new ();

        json_object_set_string_member (group, "kind", mado_kind_to_word (kind));
        json_object_set_int_member (group, "count", (gint64) counts[kind]);
        json_array_add_object_element (groups, group);
      }
  return groups;
}

static JsonArray *
make_expanded (GPtrArray *expansions)
{
  JsonArray *expanded = json_array_new ();

  for (guint i = 0; i < expansions->len; i++)
    {
      const MadoExpansion *expansion = g_ptr_array_index (expansions, i);
      JsonObject *added = json_object_new ();

      json_object_set_string_member (added, "word", expansion->word);
      json_object_set_string_member (added, "from", expansion->from);
      json_array_add_object_element (expanded, added);
    }
  return expanded;
}

static gboolean
print_search_json (MadoCommand *command, const Search *search, gint64 limit, GError **error)
{
  g_autoptr (JsonArray) results = json_array_new ();
  JsonObject *answer;

  if (!foreach_hit (command, search->rowids, search->query, limit, add_hit_cb, results, error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "query", mado_query_get_text (search->query));
  json_object_set_int_member (answer, "count", search->rowids->len);
  json_object_set_array_member (answer, "groups", make_groups (search->counts));
  json_object_set_array_member (answer, "expanded", make_expanded (search->expansions));
  json_object_set_array_member (answer, "results", g_steal_pointer (&results));
  mado_print_json_object (answer);
  return TRUE;
}

static void
print_hit_cb (const MadoHit *hit, gpointer user_data)
{
  MadoCommand *command = user_data;
  const char *kind = mado_kind_to_word (mado_record_get_kind (hit->record));

  mado_print ("%s  %s  [%s]\n", mado_record_get_id (hit->record),
              mado_text_get (mado_record_get_title (hit->record), command->language, NULL),
              mado_command_get_label (command, "kind", kind));
  if (hit->snippet != NULL)
    mado_print ("    %s\n", hit->snippet);
}

static void
print_summary (MadoCommand *command, const Search *search)
{
  const char *separator = " (";

  if (command->language == MADO_LANGUAGE_JA)
    mado_print ("%u件", search->rowids->len);
  else
    mado_print ("%u %s", search->rowids->len, search->rowids->len == 1 ? "record" : "records");
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if (search->counts[kind] > 0)
      {
        mado_print ("%s%s %" G_GUINT64_FORMAT, separator,
                    mado_command_get_label (command, "kind", mado_kind_to_word (kind)),
                    search->counts[kind]);
        separator = ", ";
      }
  mado_print ("%s\n", search->rowids->len > 0 ? ")" : "");
}

static void
print_expansions (const Search *search)
{
  for (guint i = 0; i < search->expansions->len; i++)
    {
      const MadoExpansion *expansion = g_ptr_array_index (search->expansions, i);

      mado_print ("%s + %s\n", expansion->from, expansion->word);
    }
}

/* How many records @word finds alone; nothing where it is no query by itself. */
static void
append_count (MadoCommand *command, const char *word, GString *counts)
{
  MadoVocabulary *vocabulary = mado_reader_get_vocabulary (command->reader);
  g_autoptr (MadoQuery) query = mado_query_parse (word, vocabulary, NULL, NULL);
  MadoRequest request = { .query = query, .language = command->language };
  g_autoptr (GArray) rowids = NULL;

  if (query == NULL || mado_query_is_empty (query))
    return;
  rowids = mado_reader_all (command->reader, &request, NULL, NULL, NULL);
  if (rowids != NULL)
    g_string_append_printf (counts, "%s%s %u", counts->len > 0 ? ", " : "", word, rowids->len);
}

/* Tells which word is to blame for finding nothing. */
static void
explain_nothing (MadoCommand *command, const Search *search)
{
  g_auto (GStrv) words = g_regex_split_simple (
      "[\\s\\x{3000}]+", mado_query_get_text (search->query), 0, G_REGEX_MATCH_DEFAULT);
  g_autoptr (GString) counts = g_string_new (NULL);

  if (g_strv_length (words) > 1)
    for (guint i = 0; words[i] != NULL && i < MAX_EXPLAINED; i++)
      append_count (command, words[i], counts);
  if (counts->len > 0)
    mado_complain ("No record meets all of this; each alone: %s", counts->str);
  else
    mado_complain ("No record meets this");
}

gboolean
mado_verb_search (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_auto (Search) search = { 0 };
  gint64 limit = command->options.limit;

  if (limit == MADO_NO_LIMIT)
    limit = DEFAULT_LIMIT;
  if (!run_search (command, arguments, &search, error))
    return FALSE;
  if (command->options.json)
    return print_search_json (command, &search, limit, error);
  print_summary (command, &search);
  if (command->options.explain)
    print_expansions (&search);
  if (search.rowids->len == 0)
    explain_nothing (command, &search);
  return foreach_hit (command, search.rowids, search.query, limit, print_hit_cb, command, error);
}

/* The answer of a list may be long, so its array is written piece by piece. */
typedef struct
{
  MadoCommand *command;
  gboolean begun;
} ListPrinter;

static void
print_item_json (const MadoHit *hit, ListPrinter *printer)
{
  static const char *const members[] = { "id", "title", "date" };
  JsonObject *record = json_node_get_object (mado_record_get_json (hit->record));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *form = NULL;
  JsonObject *item = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (record, members[i]))
      json_object_set_member (item, members[i],
                              json_node_ref (json_object_get_member (record, members[i])));
  json_node_take_object (node, item);
  form = mado_json_to_record_form (node);
  mado_print_raw (printer->begun ? "," : "");
  mado_print_raw (form);
  printer->begun = TRUE;
}

static void
print_item_cb (const MadoHit *hit, gpointer user_data)
{
  ListPrinter *printer = user_data;
  MadoLanguage language = printer->command->language;
  MadoDate *date = mado_record_get_date (hit->record);
  g_autofree char *day = date != NULL ? mado_date_format (date, language, MADO_DATE_ISO) : NULL;

  if (printer->command->options.json)
    print_item_json (hit, printer);
  else
    mado_print ("%s  %s%s%s\n", mado_record_get_id (hit->record),
                mado_text_get (mado_record_get_title (hit->record), language, NULL),
                day != NULL ? "  " : "", day != NULL ? day : "");
}

static gboolean
parse_order (MadoCommand *command, MadoOrder *order, GError **error)
{
  const char *word = command->options.sort;
  gboolean is_ja = command->language == MADO_LANGUAGE_JA;
  const struct
  {
    const char *word;
    MadoOrder order;
  } orders[] = {
    { "name", is_ja ? MADO_ORDER_NAME_JA : MADO_ORDER_NAME_EN },
    { "newest", MADO_ORDER_NEWEST },
    { "oldest", MADO_ORDER_OLDEST },
    { "deadline", MADO_ORDER_DEADLINE },
  };

  *order = MADO_ORDER_DEFAULT;
  if (word == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (word, orders[i].word))
      {
        *order = orders[i].order;
        return TRUE;
      }
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
               "“%s” is no order of a list: name, newest, oldest or deadline", word);
  return FALSE;
}

gboolean
mado_verb_list (MadoCommand *command, const char *const *arguments, GError **error)
{
  MadoKind kind = mado_command_parse_kind (arguments[0], error);
  MadoRequest request = { .kinds = 1u << kind,
                          .language = command->language,
                          .latin_last = command->options.latin_last };
  ListPrinter printer = { .command = command };
  g_autoptr (GArray) rowids = NULL;
  gboolean whole;

  if (kind == MADO_KIND_NONE || !parse_order (command, &request.order, error))
    return FALSE;
  rowids = mado_reader_all (command->reader, &request, NULL, NULL, error);
  if (rowids == NULL)
    return FALSE;
  if (command->options.json)
    mado_print ("[");
  whole
      = foreach_hit (command, rowids, NULL, command->options.limit, print_item_cb, &printer, error);
  if (command->options.json)
    mado_print ("]\n");
  return whole;
}

static JsonArray *
make_values (const MadoFacet *facet)
{
  JsonArray *values = json_array_new ();

  for (guint i = 0; i < facet->values->len; i++)
    {
      const MadoFacetValue *value = g_ptr_array_index (facet->values, i);
      JsonObject *counted = json_object_new ();

      json_object_set_string_member (counted, "value", value->value);
      json_object_set_int_member (counted, "count", (gint64) value->count);
      json_array_add_object_element (values, counted);
    }
  return values;
}

gboolean
mado_verb_facets (MadoCommand *command, const char *const *arguments, GError **error)
{
  MadoKind kind = mado_command_parse_kind (arguments[0], error);
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GPtrArray) facets = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();

  if (kind == MADO_KIND_NONE)
    return FALSE;
  if (arguments[1] != NULL)
    {
      query = parse_query (command, arguments + 1, error);
      if (query == NULL)
        return FALSE;
    }
  facets = mado_reader_count_facets (command->reader, 1u << kind, query, NULL, error);
  if (facets == NULL)
    return FALSE;
  for (guint i = 0; i < facets->len; i++)
    {
      const MadoFacet *facet = g_ptr_array_index (facets, i);

      if (command->options.json)
        json_object_set_array_member (answer, facet->field, make_values (facet));
      else
        mado_print ("%s\n", facet->field);
      for (guint j = 0; !command->options.json && j < facet->values->len; j++)
        {
          const MadoFacetValue *value = g_ptr_array_index (facet->values, j);

          g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, value->count);

          mado_print_columns ("  ", value->value, 40, count);
        }
    }
  if (command->options.json)
    mado_print_json_object (g_steal_pointer (&answer));
  return TRUE;
}
