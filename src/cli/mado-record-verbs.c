/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs about one record, or about what records hold: show, links, conflicts, cite. */
#include "cli/mado-show.h"
#include "cli/mado-verbs.h"
#include "core/export/mado-citation.h"

/* Links of a record that is named by half of the store. */
#define ALL_CONNECTIONS G_MAXUINT

/* The record as its file has it, which set it is in, and what links to it. */
static JsonObject *
make_answer (MadoRecord *record, const char *set, GPtrArray *connections)
{
  JsonObject *answer = json_object_new ();
  JsonArray *linked_from = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, json_node_get_object (mado_record_get_json (record)));
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (answer, name, json_node_ref (node));
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);
      JsonObject *link;

      if (connection->outgoing || connection->is_role)
        continue;
      link = json_object_new ();
      json_object_set_string_member (link, "rel", connection->rel);
      json_object_set_string_member (link, "id", connection->id);
      json_array_add_object_element (linked_from, link);
    }
  json_object_set_string_member (answer, "set", set);
  json_object_set_array_member (answer, "linked_from", linked_from);
  return answer;
}

static void
show_identifiers (MadoCommand *command, MadoRecord *record)
{
  MadoIdentifiers *identifiers = mado_record_get_identifiers (record);
  JsonArray *answer = json_array_new ();

  for (guint i = 0; i < mado_identifiers_get_n (identifiers); i++)
    {
      const MadoIdentifier *identifier = mado_identifiers_get (identifiers, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "scheme", identifier->scheme);
      json_object_set_string_member (object, "value", identifier->value);
      json_array_add_object_element (answer, object);
      if (!command->options.json)
        mado_print ("%s  %s\n",
                    mado_command_get_label (command, "identifier_scheme", identifier->scheme),
                    identifier->value);
    }
  if (command->options.json)
    mado_print_json_array (answer);
  else
    json_array_unref (answer);
}

gboolean
mado_verb_show (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *set = NULL;
  g_autoptr (MadoRecord) record
      = mado_reader_get_record (command->reader, arguments[0], &set, error);
  g_autoptr (GPtrArray) connections = NULL;

  if (record == NULL)
    return FALSE;
  if (command->options.ids)
    {
      show_identifiers (command, record);
      return TRUE;
    }
  connections
      = mado_reader_list_connections (command->reader, arguments[0], ALL_CONNECTIONS, NULL, error);
  if (connections == NULL)
    return FALSE;
  if (command->options.json)
    mado_print_json_object (make_answer (record, set, connections));
  else
    mado_show_record (command, record, set, connections);
  return TRUE;
}

gboolean
mado_verb_links (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoRecord) record
      = mado_reader_get_record (command->reader, arguments[0], NULL, error);
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (JsonArray) answer = json_array_new ();

  if (record == NULL)
    return FALSE;
  connections
      = mado_reader_list_connections (command->reader, arguments[0], ALL_CONNECTIONS, NULL, error);
  if (connections == NULL)
    return FALSE;
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);
      JsonObject *link;

      if (connection->is_role && !command->options.roles)
        continue;
      if (!command->options.json)
        {
          mado_show_connection (command, connection);
          continue;
        }
      link = json_object_new ();
      json_object_set_string_member (link, "rel", connection->rel);
      json_object_set_string_member (link, "id", connection->id);
      json_object_set_string_member (link, "direction", connection->outgoing ? "out" : "in");
      json_array_add_object_element (answer, link);
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}

/* (transfer full): the conflict as the record's file has it, and whose it is. */
static JsonObject *
make_conflict (MadoRecord *record, JsonObject *conflict)
{
  JsonObject *answer = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, conflict);
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (answer, name, json_node_ref (node));
  json_object_set_string_member (answer, "id", mado_record_get_id (record));
  return answer;
}

gboolean
mado_verb_conflicts (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) records = mado_reader_list_disputed (command->reader, error);
  g_autoptr (JsonArray) answer = json_array_new ();

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (records, i);
      JsonObject *object = json_node_get_object (mado_record_get_json (record));
      JsonArray *conflicts = json_object_get_array_member (object, "conflicts");

      if (!command->options.json)
        mado_show_conflicts (command, record, TRUE, NULL);
      for (guint j = 0; j < json_array_get_length (conflicts); j++)
        if (mado_conflict_is_disputed (mado_conflicts_get (mado_record_get_conflicts (record), j)))
          json_array_add_object_element (
              answer, make_conflict (record, json_array_get_object_element (conflicts, j)));
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}

static gboolean
parse_style (const char *word, MadoCitationStyle *style, GError **error)
{
  if (mado_citation_style_from_word (word, style))
    return TRUE;
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
               "“%s” is no style of citation: text, markdown or bibtex", word);
  return FALSE;
}

/* @article (out): %NULL where the whole record is cited. */
static gboolean
find_article (MadoCommand *command, MadoRecord *record, const MadoArticle **article, GError **error)
{
  const MadoArticles *articles = mado_record_lookup (record, "articles", MADO_FIELD_ARTICLES);
  g_autoptr (GString) known = g_string_new (NULL);

  *article = NULL;
  if (command->options.article == NULL)
    return TRUE;
  for (guint i = 0; i < mado_articles_get_n (articles); i++)
    {
      *article = mado_articles_get (articles, i);
      if (g_str_equal ((*article)->article, command->options.article))
        return TRUE;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : ": it has ", (*article)->article);
    }
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
               "record “%s” has no article “%s”%s", mado_record_get_id (record),
               command->options.article, known->str);
  return FALSE;
}

gboolean
mado_verb_cite (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *word = command->options.style != NULL ? command->options.style : "text";
  MadoCitationStyle style = MADO_CITATION_TEXT;
  g_auto (MadoStanding) standing = { 0 };
  MadoCitationEdition edition;
  g_autofree char *set = NULL;
  g_autoptr (MadoRecord) record = NULL;
  const MadoArticle *article = NULL;
  g_autofree char *citation = NULL;
  JsonObject *answer;

  if (!parse_style (word, &style, error))
    return FALSE;
  record = mado_reader_get_record (command->reader, arguments[0], &set, error);
  if (record == NULL || !find_article (command, record, &article, error)
      || !mado_reader_get_standing (command->reader, &standing, error))
    return FALSE;
  edition.edition = g_strcmp0 (set, "core") == 0 ? standing.edition : 0;
  edition.date = standing.date;
  citation
      = mado_citation_for_article (record, article, mado_reader_get_vocabulary (command->reader),
                                   &edition, command->language, style);
  if (!command->options.json)
    {
      mado_print ("%s\n", citation);
      return TRUE;
    }
  answer = json_object_new ();
  json_object_set_string_member (answer, "id", arguments[0]);
  if (article != NULL)
    json_object_set_string_member (answer, "article", article->article);
  json_object_set_string_member (answer, "style", word);
  json_object_set_string_member (answer, "citation", citation);
  mado_print_json_object (answer);
  return TRUE;
}
