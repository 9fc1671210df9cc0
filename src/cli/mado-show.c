/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays a record out for the terminal: the field table says what there is, so a new field shows up
 * here by itself. Members are named as in the files and in queries, in whatever language the text
 * around them is. */
#include "cli/mado-show.h"

#include <string.h>

/* What has a place of its own on the page. */
static const char *const placed[] = { "id",    "kind",    "title",        "summary",   "body",
                                      "links", "sources", "participants", "conflicts", NULL };

/* The list of @field's words: one named after the kind where the table leaves it open. */
static char *
get_list (MadoRecord *record, const MadoField *field)
{
  if (field->list != NULL && *field->list == '\0')
    return g_strdup_printf ("%s_%s", mado_kind_to_word (mado_record_get_kind (record)),
                            field->name);
  return g_strdup (field->list);
}

static const char *
label_word (MadoCommand *command, const char *list, const char *word)
{
  return list != NULL ? mado_command_get_label (command, list, word) : word;
}

static void
append_separated (GString *line, const char *text)
{
  g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", text);
}

static char *
join_words (MadoCommand *command, const char *list, const MadoWords *words)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < mado_words_get_n (words); i++)
    append_separated (line, label_word (command, list, mado_words_get (words, i)));
  return g_string_free (line, FALSE);
}

static char *
join_identifiers (MadoCommand *command, const MadoIdentifiers *identifiers)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < mado_identifiers_get_n (identifiers); i++)
    {
      const MadoIdentifier *identifier = mado_identifiers_get (identifiers, i);
      g_autofree char *text = g_strdup_printf (
          "%s (%s)", identifier->value,
          mado_command_get_label (command, "identifier_scheme", identifier->scheme));

      append_separated (line, text);
    }
  return g_string_free (line, FALSE);
}

static char *
join_name_variants (MadoCommand *command, const MadoNameVariants *variants)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < mado_name_variants_get_n (variants); i++)
    {
      const MadoNameVariant *variant = mado_name_variants_get (variants, i);
      g_autofree char *text = g_strdup_printf (
          "%s (%s)", variant->ja, mado_text_get (variant->used_by, command->language, NULL));

      append_separated (line, text);
    }
  return g_string_free (line, FALSE);
}

static char *
join_articles (MadoCommand *command, const MadoArticles *articles)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < mado_articles_get_n (articles); i++)
    {
      const MadoArticle *article = mado_articles_get (articles, i);

      g_string_append_printf (lines, "\n    %s  %s", article->article,
                              mado_text_get (article->content, command->language, NULL));
    }
  return g_string_free (lines, FALSE);
}

static char *
join_stages (MadoCommand *command, const MadoStages *stages)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < mado_stages_get_n (stages); i++)
    {
      const MadoStage *one = mado_stages_get (stages, i);
      g_autofree char *day = mado_date_format (one->closes_on, command->language, MADO_DATE_FULL);

      g_string_append_printf (out, "%s%s: %s", i > 0 ? "; " : "",
                              mado_text_get (one->name, command->language, NULL),
                              one->closes_at ? one->closes_at : day);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
join_eligibilities (MadoCommand *command, const MadoEligibilities *eligibilities)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < mado_eligibilities_get_n (eligibilities); i++)
    {
      const MadoEligibility *eligibility = mado_eligibilities_get (eligibilities, i);
      MadoLanguage language = command->language;
      g_autofree char *from = mado_date_format (eligibility->from, language, MADO_DATE_ISO);
      g_autofree char *until = eligibility->until != NULL
                                   ? mado_date_format (eligibility->until, language, MADO_DATE_ISO)
                                   : g_strdup ("");

      g_string_append_printf (lines, "\n    %s..%s  %s: %s (%s)", from, until,
                              mado_text_get (eligibility->scope, language, NULL),
                              mado_command_get_label (command, "eligibility", eligibility->open),
                              mado_text_get (eligibility->who, language, NULL));
    }
  return g_string_free (lines, FALSE);
}

/* Returns (nullable) (transfer full): the value in words; NULL for what is shown elsewhere. */
static char *
format_value (MadoCommand *command, MadoRecord *record, const MadoField *field)
{
  gconstpointer member = mado_record_peek (record, field);
  g_autofree char *list = get_list (record, field);

  switch (field->type)
    {
    case MADO_FIELD_STRING:
      return g_strdup (label_word (command, list, *(char *const *) member));
    case MADO_FIELD_TEXT:
      return g_strdup (mado_text_get (*(MadoText *const *) member, command->language, NULL));
    case MADO_FIELD_DATE:
      return mado_date_format (*(MadoDate *const *) member, command->language, MADO_DATE_FULL);
    case MADO_FIELD_NUMBER:
      return mado_number_format (((const MadoNumber *) member)->value, command->language);
    case MADO_FIELD_MONEY:
      return mado_money_format (member, command->language);
    case MADO_FIELD_FLAG:
      return g_strdup (*(const MadoFlag *) member == MADO_FLAG_YES ? "true" : "false");
    case MADO_FIELD_WORDS:
      return join_words (command, list, *(MadoWords *const *) member);
    case MADO_FIELD_IDENTIFIERS:
      return join_identifiers (command, *(MadoIdentifiers *const *) member);
    case MADO_FIELD_NAME_VARIANTS:
      return join_name_variants (command, *(MadoNameVariants *const *) member);
    case MADO_FIELD_PERSON_NAME:
      return mado_person_name_format (*(MadoPersonName *const *) member, command->language,
                                      command->options.surname_first);
    case MADO_FIELD_ARTICLES:
      return join_articles (command, *(MadoArticles *const *) member);
    case MADO_FIELD_ELIGIBILITIES:
      return join_eligibilities (command, *(MadoEligibilities *const *) member);
    case MADO_FIELD_STAGES:
      return join_stages (command, *(MadoStages *const *) member);
    case MADO_FIELD_PARAGRAPHS:
    case MADO_FIELD_PARTICIPANTS:
    case MADO_FIELD_LINKS:
    case MADO_FIELD_CONFLICTS:
    case MADO_FIELD_SOURCES:
    default:
      return NULL;
    }
}

static void
show_fields (MadoCommand *command, MadoRecord *record)
{
  for (guint i = 0; i < mado_record_get_n_fields (record); i++)
    {
      const MadoField *field = mado_record_get_field (record, i);
      g_autofree char *value = NULL;

      if (g_strv_contains (placed, field->name) || !mado_record_has (record, field))
        continue;
      value = format_value (command, record, field);
      if (value != NULL && *value == '\n')
        mado_print ("%s%s\n", field->name, value);
      else if (value != NULL)
        mado_print_columns ("", field->name, 18, value);
    }
}

static void
show_sources (MadoCommand *command, const MadoSources *sources, const char *indent)
{
  for (guint i = 0; i < mado_sources_get_n (sources); i++)
    {
      const MadoSource *source = mado_sources_get (sources, i);
      g_autofree char *accessed
          = mado_date_format (source->accessed, command->language, MADO_DATE_ISO);

      mado_print ("%s%s%s%s (%s)\n", indent, source->title, source->url != NULL ? "  " : "",
                  source->url != NULL ? source->url : "", accessed);
    }
}

/* One connection: the relation as it reads from this record's side, and the other record. */
void
mado_show_connection (MadoCommand *command, const MadoConnection *connection)
{
  const char *list = connection->is_role ? "role" : "relation";
  const MadoWord *word
      = mado_vocabulary_find (mado_reader_get_vocabulary (command->reader), list, connection->rel);
  const char *rel = mado_command_get_label (command, list, connection->rel);
  const char *title = "";

  if (word != NULL && word->inverse != NULL && !connection->outgoing)
    rel = mado_text_get (word->inverse, command->language, NULL);
  if (connection->record != NULL)
    title = mado_text_get (mado_record_get_title (connection->record), command->language, NULL);
  mado_print ("%s: %s  %s\n", rel, connection->id, title);
}

/*
 * mado_show_conflicts:
 * @disputed: whether the sources are to disagree
 * @heading: (nullable): stands above them, where there are any
 */
void
mado_show_conflicts (MadoCommand *command, MadoRecord *record, gboolean disputed,
                     const char *heading)
{
  MadoConflicts *conflicts = mado_record_get_conflicts (record);

  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    {
      const MadoConflict *conflict = mado_conflicts_get (conflicts, i);

      if (mado_conflict_is_disputed (conflict) != disputed)
        continue;
      if (heading != NULL)
        mado_print ("\n%s\n", g_steal_pointer (&heading));
      mado_print ("%s%s%s\n", mado_record_get_id (record), conflict->field != NULL ? ": " : "",
                  conflict->field != NULL ? conflict->field : "");
      for (guint j = 0; j < mado_claims_get_n (conflict->values); j++)
        {
          const MadoClaim *claim = mado_claims_get (conflict->values, j);

          mado_print ("  - %s\n", mado_text_get (claim->value, command->language, NULL));
          show_sources (command, claim->sources, "      ");
        }
      mado_print ("  = %s\n", mado_text_get (conflict->assessment, command->language, NULL));
    }
}

static void
show_connections (MadoCommand *command, GPtrArray *connections, gboolean roles)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);

      if (!connection->is_role != !roles)
        continue;
      if (!begun)
        mado_print ("\n%s\n", roles ? "participants" : "links");
      begun = TRUE;
      mado_print ("  ");
      mado_show_connection (command, connection);
    }
}

static void
show_text (MadoCommand *command, MadoRecord *record)
{
  MadoParagraphs *body = mado_record_get_body (record);

  mado_print ("\n%s\n", mado_text_get (mado_record_get_summary (record), command->language, NULL));
  for (guint i = 0; body != NULL && i < mado_paragraphs_get_n (body); i++)
    mado_print ("\n%s\n", mado_text_get (mado_paragraphs_get (body, i), command->language, NULL));
}

void
mado_show_record (MadoCommand *command, MadoRecord *record, const char *set, GPtrArray *connections)
{
  MadoText *title = mado_record_get_title (record);
  const char *kind = mado_kind_to_word (mado_record_get_kind (record));
  const char *other = mado_text_get_exact (
      title, command->language == MADO_LANGUAGE_EN ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN);

  mado_print ("%s\n", mado_text_get (title, command->language, NULL));
  if (other != NULL)
    mado_print ("%s\n", other);
  mado_print ("%s · %s · %s\n", mado_record_get_id (record),
              mado_command_get_label (command, "kind", kind), set);
  show_text (command, record);
  mado_print ("\n");
  show_fields (command, record);
  show_connections (command, connections, TRUE);
  show_connections (command, connections, FALSE);
  mado_show_conflicts (command, record, TRUE, "conflicts");
  mado_show_conflicts (command, record, FALSE, "sources compared");
  if (mado_sources_get_n (mado_record_get_sources (record)) > 0)
    mado_print ("\nsources\n");
  show_sources (command, mado_record_get_sources (record), "  ");
}
