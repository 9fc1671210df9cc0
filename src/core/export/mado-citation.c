/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations: the parts that every style shares, and their order in plain text and Markdown; BibTeX
 * has its own file. */
#include "core/export/mado-citation.h"

#include <string.h>

#include "core/export/mado-citation-private.h"

/* A citation names so many sources, and the number of the others: a record may have fourteen. */
#define MAX_SOURCES 3

/* Brackets are enough to stop a link: a parenthesis means something only behind one. */
static const char markdown_specials[] = "\\`*_[]<>#|~";

/* Identifiers that say themselves what they are: "OJ L 90, …", an address, a Council number. */
static const char *const telling_schemes[] = { "council", "eli", "law", "oj", NULL };

/* What separates the parts of a citation in each language. */
typedef struct
{
  const char *title_start;
  const char *title_end;
  const char *comma;
  const char *stop;
  const char *sources;
  const char *next_source;
} Punctuation;

static const Punctuation punctuations[] = {
  [MADO_LANGUAGE_EN] = { "", ". ", ", ", ". ", "Sources: ", "; " },
  [MADO_LANGUAGE_JA] = { "「", "」", "、", "。", "出典：", "；" },
};

/* Control characters, line breaks among them, would break a citation in two. */
char *
mado_citation_clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_iscntrl (character))
        g_string_append_unichar (clean, character);
      else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
        g_string_append_c (clean, ' ');
    }
  return g_string_free (clean, FALSE);
}

/* Appends @text as it is, or so that Markdown shows it as it is. */
static void
append_text (GString *citation, const char *text, MadoCitationStyle style)
{
  g_autofree char *clean = mado_citation_clean (text);

  for (const char *at = clean; *at != '\0'; at++)
    {
      if (style == MADO_CITATION_MARKDOWN && strchr (markdown_specials, *at) != NULL)
        g_string_append_c (citation, '\\');
      g_string_append_c (citation, *at);
    }
}

/* An address between "<" and ">", or in the place of a link's target, must not end early. */
char *
mado_citation_clean_address (const char *url)
{
  GString *address = g_string_sized_new (strlen (url));

  for (const char *at = url; *at != '\0'; at++)
    if ((guchar) *at <= ' ' || *at == 0x7f || strchr ("<>\\{}", *at) != NULL)
      g_string_append_printf (address, "%%%02X", (guint) (guchar) *at);
    else
      g_string_append_c (address, *at);
  return g_string_free (address, FALSE);
}

static void
append_retrieved (GString *citation, const MadoDate *accessed, MadoLanguage language)
{
  g_autofree char *date = mado_date_format (accessed, language, MADO_DATE_FULL);

  if (language == MADO_LANGUAGE_JA)
    g_string_append_printf (citation, "（%s閲覧）", date);
  else
    g_string_append_printf (citation, " (retrieved %s)", date);
}

static void
append_source (GString *citation, const MadoSource *source, MadoLanguage language,
               MadoCitationStyle style)
{
  const Punctuation *punctuation = &punctuations[language];
  g_autofree char *address = source->url != NULL ? mado_citation_clean_address (source->url) : NULL;

  if (style == MADO_CITATION_MARKDOWN && address != NULL)
    {
      g_string_append_c (citation, '[');
      append_text (citation, source->title, style);
      g_string_append_printf (citation, "](<%s>)", address);
    }
  else
    {
      append_text (citation, source->title, style);
      if (address != NULL)
        g_string_append_printf (citation, "%s%s", punctuation->comma, address);
    }
  append_retrieved (citation, source->accessed, language);
}

/* The sources to name: those that can be opened first, each in the order of the record. */
GPtrArray *
mado_citation_choose_sources (const MadoSources *sources)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint n_sources = mado_sources_get_n (sources);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_sources && chosen->len < MAX_SOURCES; i++)
      {
        const MadoSource *source = mado_sources_get (sources, i);

        if ((source->url != NULL) == (pass == 0))
          g_ptr_array_add (chosen, (gpointer) source);
      }
  return chosen;
}

static void
append_sources (GString *citation, const MadoSources *sources, MadoLanguage language,
                MadoCitationStyle style)
{
  const Punctuation *punctuation = &punctuations[language];
  g_autoptr (GPtrArray) chosen = mado_citation_choose_sources (sources);
  guint n_others = mado_sources_get_n (sources) - chosen->len;

  if (chosen->len == 0)
    return;
  g_string_append (citation, punctuation->sources);
  for (guint i = 0; i < chosen->len; i++)
    {
      if (i > 0)
        g_string_append (citation, punctuation->next_source);
      append_source (citation, g_ptr_array_index (chosen, i), language, style);
    }
  if (n_others > 0 && language == MADO_LANGUAGE_JA)
    g_string_append_printf (citation, "、ほか%u件", n_others);
  else if (n_others > 0)
    g_string_append_printf (citation, "; %u more in the record", n_others);
  g_string_append (citation, punctuation->stop);
}

/* The day that a citation of @record names: that of an agreement is its signature or adoption, not
 * the time in which it is in force. @done (out) (nullable): what was done on it, around the date.
 */
const MadoDate *
mado_citation_find_date (MadoRecord *record, MadoLanguage language, const char **done)
{
  static const struct
  {
    const char *field;
    const char *done[2]; /* by MadoLanguage */
  } acts[] = {
    { "signed_on", { "signed %s", "%s署名" } },
    { "adopted_on", { "adopted %s", "%s採択" } },
  };

  *done = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      const MadoField *field = mado_record_find_field (record, acts[i].field);

      if (field == NULL || field->type != MADO_FIELD_DATE || !mado_record_has (record, field))
        continue;
      *done = acts[i].done[language];
      return *(MadoDate *const *) mado_record_peek (record, field);
    }
  return mado_record_get_date (record);
}

static char *
describe_date (MadoRecord *record, MadoLanguage language)
{
  const char *done;
  const MadoDate *date = mado_citation_find_date (record, language, &done);
  g_autofree char *text = NULL;
  g_auto (GStrv) around = NULL;

  if (date == NULL)
    return NULL;
  text = mado_date_format (date, language, MADO_DATE_FULL);
  if (done == NULL)
    return g_steal_pointer (&text);
  around = g_strsplit (done, "%s", 2);
  return g_strconcat (around[0], text, around[1], NULL);
}

/* "International agreement, Brussels, signed 30 November 2009": what it is, where and when. */
char *
mado_citation_describe (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  GString *description = g_string_new (NULL);
  const char *comma = punctuations[language].comma;
  const char *kind = mado_kind_to_word (mado_record_get_kind (record));
  const char *type = mado_record_get_type_word (record);
  MadoText *place = mado_record_get_place (record);
  g_autofree char *date = describe_date (record, language);
  g_autofree char *list = g_strdup_printf ("%s_type", kind);

  if (type != NULL && mado_vocabulary_find (vocabulary, list, type) != NULL)
    g_string_append (description, mado_vocabulary_get_label (vocabulary, list, type, language));
  else
    g_string_append (description, mado_vocabulary_get_label (vocabulary, "kind", kind, language));
  if (place != NULL)
    g_string_append_printf (description, "%s%s", comma, mado_text_get (place, language, NULL));
  if (date != NULL)
    g_string_append_printf (description, "%s%s", comma, date);
  return g_string_free (description, FALSE);
}

/* "CELEX number 22011A0406(01); OJ L 90, 6.4.2011, p. 2"; empty when there is none. */
char *
mado_citation_list_identifiers (MadoRecord *record, MadoVocabulary *vocabulary,
                                MadoLanguage language)
{
  GString *list = g_string_new (NULL);
  MadoIdentifiers *identifiers = mado_record_get_identifiers (record);

  for (guint i = 0; i < mado_identifiers_get_n (identifiers); i++)
    {
      const MadoIdentifier *identifier = mado_identifiers_get (identifiers, i);

      if (i > 0)
        g_string_append (list, punctuations[language].next_source);
      if (!g_strv_contains (telling_schemes, identifier->scheme))
        g_string_append_printf (list, "%s ",
                                mado_vocabulary_get_label (vocabulary, "identifier_scheme",
                                                           identifier->scheme, language));
      g_string_append (list, identifier->value);
    }
  return g_string_free (list, FALSE);
}

/* "Article 13(5)"; in Japanese, as its treaties number articles and paragraphs, "第13条5". What
 * does not begin with a number, such as "Annex I", says itself what it is. */
char *
mado_citation_name_article (const MadoArticle *article, MadoLanguage language)
{
  g_auto (GStrv) parts = g_strsplit (article->article, "(", 2);
  char *end;

  if (!g_ascii_isdigit (*article->article))
    return g_strdup (article->article);
  if (language == MADO_LANGUAGE_EN)
    return g_strconcat ("Article ", article->article, NULL);
  if (parts[1] == NULL)
    return g_strdup_printf ("第%s条", parts[0]);
  end = parts[1] + strspn (parts[1], "0123456789");
  if (end == parts[1] || *end != ')')
    return g_strdup_printf ("第%s条(%s", parts[0], parts[1]);
  *end = '\0';
  return g_strdup_printf ("第%s条%s%s", parts[0], parts[1], end + 1);
}

/* "Madoguchi, edition 3 (22 November 2026), record st-agreement" */
char *
mado_citation_name_edition (MadoRecord *record, const MadoCitationEdition *edition,
                            MadoLanguage language)
{
  gboolean in_japanese = language == MADO_LANGUAGE_JA;
  const char *id = mado_record_get_id (record);
  GString *name = g_string_new (in_japanese ? "窓口（Madoguchi）" : "Madoguchi");
  g_autoptr (MadoDate) date = NULL;

  if (edition != NULL && edition->edition > 0)
    {
      g_string_append_printf (
          name, in_japanese ? "第%" G_GINT64_FORMAT "版" : ", edition %" G_GINT64_FORMAT,
          edition->edition);
      if (edition->date != NULL)
        date = mado_date_new_from_iso (edition->date, NULL);
      if (date != NULL)
        {
          g_autofree char *text = mado_date_format (date, language, MADO_DATE_FULL);

          g_string_append_printf (name, in_japanese ? "（%s）" : " (%s)", text);
        }
    }
  g_string_append_printf (name, in_japanese ? "、記録 %s" : ", record %s", id);
  return g_string_free (name, FALSE);
}

/* @article (nullable): one of @record's, which the title is followed by. */
static void
append_title (GString *citation, MadoRecord *record, const MadoArticle *article,
              MadoLanguage language, MadoCitationStyle style)
{
  const Punctuation *punctuation = &punctuations[language];
  const char *emphasis = style == MADO_CITATION_MARKDOWN ? "*" : "";
  gboolean in_japanese = language == MADO_LANGUAGE_JA;
  g_autofree char *name = article != NULL ? mado_citation_name_article (article, language) : NULL;

  g_string_append_printf (citation, "%s%s", punctuation->title_start, emphasis);
  append_text (citation, mado_text_get (mado_record_get_title (record), language, NULL), style);
  g_string_append (citation, emphasis);
  if (name != NULL)
    {
      g_string_append (citation, in_japanese ? punctuation->title_end : punctuation->comma);
      append_text (citation, name, style);
    }
  g_string_append (citation,
                   name != NULL && in_japanese ? punctuation->comma : punctuation->title_end);
}

static char *
format_record (MadoRecord *record, const MadoArticle *article, MadoVocabulary *vocabulary,
               const MadoCitationEdition *edition, MadoLanguage language, MadoCitationStyle style)
{
  g_autoptr (GString) citation = g_string_new (NULL);
  const Punctuation *punctuation = &punctuations[language];
  g_autofree char *description = mado_citation_describe (record, vocabulary, language);
  g_autofree char *identifiers = mado_citation_list_identifiers (record, vocabulary, language);
  g_autofree char *name = mado_citation_name_edition (record, edition, language);

  append_title (citation, record, article, language, style);
  append_text (citation, description, style);
  g_string_append (citation, punctuation->stop);
  if (*identifiers != '\0')
    {
      append_text (citation, identifiers, style);
      g_string_append (citation, punctuation->stop);
    }
  append_sources (citation, mado_record_get_sources (record), language, style);
  append_text (citation, name, style);
  g_string_append (citation, language == MADO_LANGUAGE_JA ? "。" : ".");
  return g_string_free (g_steal_pointer (&citation), FALSE);
}

/**
 * mado_citation_for_record:
 * @record: what is cited
 * @vocabulary: for the words of types and identifiers
 * @edition: (nullable): what @record was read in
 * @language: of the citation; a text that is missing in it is given in the other one
 * @style: plain text and Markdown are one line, BibTeX an entry `@misc` in UTF-8 for BibLaTeX
 *
 * Cites title, type, place, date, identifiers, at most three sources with the days on which they
 * were read, the edition and the record's id.
 *
 * Returns: (transfer full): the citation, without a line break at its end
 */
char *
mado_citation_for_record (MadoRecord *record, MadoVocabulary *vocabulary,
                          const MadoCitationEdition *edition, MadoLanguage language,
                          MadoCitationStyle style)
{
  return mado_citation_for_article (record, NULL, vocabulary, edition, language, style);
}

/**
 * mado_citation_for_article:
 * @article: (nullable): one of @record's; none cites the record as a whole
 *
 * Cites as mado_citation_for_record() does, and where in @record: "Article 13(5)" in English,
 * "第13条5" in Japanese, behind the title. What the article says is not part of it.
 *
 * Returns: (transfer full): the citation, without a line break at its end
 */
char *
mado_citation_for_article (MadoRecord *record, const MadoArticle *article,
                           MadoVocabulary *vocabulary, const MadoCitationEdition *edition,
                           MadoLanguage language, MadoCitationStyle style)
{
  g_return_val_if_fail (MADO_IS_RECORD (record), NULL);
  g_return_val_if_fail (MADO_IS_VOCABULARY (vocabulary), NULL);

  if (style == MADO_CITATION_BIBTEX)
    return mado_citation_record_to_bibtex (record, article, vocabulary, edition, language);
  return format_record (record, article, vocabulary, edition, language, style);
}

/**
 * mado_citation_for_source:
 * @source: what is cited
 * @language: of the words around it; a source's title is in the language it has
 * @style: as for mado_citation_for_record()
 *
 * Returns: (transfer full): the citation, without a line break at its end
 */
char *
mado_citation_for_source (const MadoSource *source, MadoLanguage language, MadoCitationStyle style)
{
  g_autoptr (GString) citation = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  if (style == MADO_CITATION_BIBTEX)
    return mado_citation_source_to_bibtex (source);
  citation = g_string_new (NULL);
  append_source (citation, source, language, style);
  g_string_append (citation, language == MADO_LANGUAGE_JA ? "。" : ".");
  return g_string_free (g_steal_pointer (&citation), FALSE);
}

/**
 * mado_citation_style_from_word:
 * @word: "text", "markdown" or "bibtex"
 * @style: (out): the style it names
 *
 * Returns: whether @word names a style
 */
gboolean
mado_citation_style_from_word (const char *word, MadoCitationStyle *style)
{
  static const char *const words[] = {
    [MADO_CITATION_TEXT] = "text",
    [MADO_CITATION_MARKDOWN] = "markdown",
    [MADO_CITATION_BIBTEX] = "bibtex",
  };

  g_return_val_if_fail (word != NULL && style != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *style = i;
        return TRUE;
      }
  return FALSE;
}
