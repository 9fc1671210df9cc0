/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations as BibTeX entries: UTF-8, with the fields "date" and "urldate" that BibLaTeX and
 * reference managers read, and "year" for the older styles. */
#include "core/export/mado-citation-private.h"

#include <string.h>

/* What TeX would take for a command, as TeX writes it. BibTeX counts braces with a backslash before
 * them too, so they are named. */
static const char *
get_tex_escape (char character)
{
  switch (character)
    {
    case '\\':
      return "\\textbackslash{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '{':
      return "\\textbraceleft{}";
    case '}':
      return "\\textbraceright{}";
    case '#':
      return "\\#";
    case '$':
      return "\\$";
    case '%':
      return "\\%";
    case '&':
      return "\\&";
    case '_':
      return "\\_";
    default:
      return NULL;
    }
}

static char *
escape_tex (const char *text)
{
  g_autofree char *clean = mado_citation_clean (text);
  GString *escaped = g_string_sized_new (strlen (clean));

  for (const char *at = clean; *at != '\0'; at++)
    {
      const char *escape = get_tex_escape (*at);

      if (escape != NULL)
        g_string_append (escaped, escape);
      else
        g_string_append_c (escaped, *at);
    }
  return g_string_free (escaped, FALSE);
}

static void
append_field (GString *entry, const char *name, const char *value)
{
  g_autofree char *escaped = escape_tex (value);

  if (*escaped != '\0')
    g_string_append_printf (entry, "  %s = {%s},\n", name, escaped);
}

/* Of the first source that has an address; BibLaTeX prints an address as it stands. */
static void
append_address (GString *entry, const MadoSource *source)
{
  g_autofree char *accessed = mado_date_format (source->accessed, MADO_LANGUAGE_EN, MADO_DATE_ISO);
  g_autofree char *address = NULL;

  if (source->url != NULL)
    {
      address = mado_citation_clean_address (source->url);
      g_string_append_printf (entry, "  url = {%s},\n", address);
    }
  g_string_append_printf (entry, "  urldate = {%s},\n", accessed);
}

static void
append_date (GString *entry, const MadoDate *date)
{
  g_autofree char *text = mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_ISO);
  MadoDatePoint point = mado_date_get_start (date);

  if (point.precision == MADO_PRECISION_NONE)
    point = mado_date_get_end (date);
  g_string_append_printf (entry, "  date = {%s},\n  year = {%d},\n", text, point.year);
}

static void
append_note (GString *entry, MadoRecord *record, MadoVocabulary *vocabulary,
             const MadoCitationEdition *edition, MadoLanguage language, GPtrArray *sources)
{
  const char *stop = language == MADO_LANGUAGE_JA ? "。" : ". ";
  g_autofree char *identifiers = mado_citation_list_identifiers (record, vocabulary, language);
  g_autofree char *name = mado_citation_name_edition (record, edition, language);
  g_autoptr (GString) note = g_string_new (identifiers);

  for (guint i = 0; i < sources->len; i++)
    {
      const MadoSource *source = g_ptr_array_index (sources, i);

      if (note->len > 0)
        g_string_append (note, stop);
      g_string_append (note, source->title);
    }
  if (note->len > 0)
    g_string_append (note, stop);
  g_string_append (note, name);
  append_field (entry, "note", note->str);
}

/* "st-agreement", "st-agreement-article-13-5": the same for the same thing. */
static char *
make_key (MadoRecord *record, const MadoArticle *article)
{
  g_autofree char *place = article != NULL ? g_strdup (article->article) : NULL;
  char *key;

  if (place != NULL)
    g_strdelimit (place, ")", ' ');
  key = g_strconcat (mado_record_get_id (record), place != NULL ? "-article-" : NULL,
                     place != NULL ? g_strchomp (place) : NULL, NULL);
  return g_strcanon (key, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-.", '-');
}

/* The styles of BibTeX know no field for a part of a treaty, but all print a title. */
static char *
make_title (MadoRecord *record, const MadoArticle *article, MadoLanguage language,
            MadoLanguage *shown)
{
  const char *title = mado_text_get (mado_record_get_title (record), language, shown);
  g_autofree char *place = article != NULL ? mado_citation_name_article (article, language) : NULL;
  g_autofree char *whole
      = g_strconcat (title, place != NULL && language == MADO_LANGUAGE_EN ? ", " : "", place, NULL);

  return escape_tex (whole);
}

char *
mado_citation_record_to_bibtex (MadoRecord *record, const MadoArticle *article,
                                MadoVocabulary *vocabulary, const MadoCitationEdition *edition,
                                MadoLanguage language)
{
  MadoLanguage shown;
  const char *done;
  const MadoDate *date = mado_citation_find_date (record, language, &done);
  g_autofree char *title = make_title (record, article, language, &shown);
  g_autofree char *description = mado_citation_describe (record, vocabulary, language);
  g_autoptr (GPtrArray) sources = mado_citation_choose_sources (mado_record_get_sources (record));
  g_autofree char *key = make_key (record, article);
  GString *entry = g_string_new ("@misc{");

  /* Two braces keep the capitals of names. */
  g_string_append_printf (entry, "%s,\n  title = {{%s}},\n", key, title);
  if (date != NULL)
    append_date (entry, date);
  append_field (entry, "howpublished", description);
  if (sources->len > 0)
    append_address (entry, g_ptr_array_index (sources, 0));
  append_field (entry, "langid", shown == MADO_LANGUAGE_JA ? "japanese" : "english");
  append_note (entry, record, vocabulary, edition, language, sources);
  g_string_append_c (entry, '}');
  return g_string_free (entry, FALSE);
}

/* The key is made from the address or the title, so that the same source has the same key. */
char *
mado_citation_source_to_bibtex (const MadoSource *source)
{
  const char *identity = source->url != NULL ? source->url : source->title;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);
  g_autofree char *escaped = escape_tex (source->title);
  GString *entry = g_string_new (NULL);

  g_string_append_printf (entry, "@online{source-%.8s,\n  title = {{%s}},\n", hash, escaped);
  append_address (entry, source);
  g_string_append_c (entry, '}');
  return g_string_free (entry, FALSE);
}
