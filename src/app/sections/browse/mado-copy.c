/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a record twice at once, as HTML and as text. */
#include "app/sections/browse/mado-copy.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-facts.h"
#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-uri.h"
#include "core/model/mado-call.h"

typedef struct
{
  const MadoCopy *copy;
  GString *html;
  GString *text;
  MadoSheet *sheet; /* nullable: nothing is printed */
} Writing;

static void
append_escaped (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

/* @label (nullable) stands before the text; @language: of the text. */
static void
write_block (Writing *self, const char *tag, MadoLanguage language, const char *label,
             const char *text)
{
  g_autofree char *inert = mado_inert_text (text, NULL);

  g_string_append_printf (self->html, "<%s lang=\"%s\">", tag, mado_language_get_code (language));
  if (label)
    {
      g_string_append (self->html, "<b>");
      append_escaped (self->html, label);
      g_string_append (self->html, "</b> ");
      g_string_append_printf (self->text, "%s ", label);
    }
  append_escaped (self->html, inert);
  g_string_append_printf (self->html, "</%s>\n", tag);
  g_string_append_printf (self->text, "%s\n", inert);
  if (self->sheet)
    mado_sheet_add (self->sheet,
                    g_str_equal (tag, "h1")   ? MADO_SHEET_TITLE
                    : g_str_equal (tag, "h2") ? MADO_SHEET_HEADING
                                              : MADO_SHEET_TEXT,
                    language, label, text);
}

static void
write_heading (Writing *self, const char *heading)
{
  g_string_append_c (self->text, '\n');
  write_block (self, "h2", mado_display_get_interface_language (), NULL, heading);
}

/* In the language of the copy, and where both are copied in the other one too; what there is in one
 * language only says so. */
static void
write_text (Writing *self, const char *tag, const char *label, const MadoText *text)
{
  MadoLanguage first = self->copy->rendering.language;
  MadoLanguage other = first == MADO_LANGUAGE_EN ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
  MadoLanguage shown;
  const char *words = mado_text_get (text, first, &shown);
  g_autofree char *mark = NULL;

  if (shown != first)
    mark = g_strdup_printf ("%s%s[%s]", label ? label : "", label ? " " : "",
                            shown == MADO_LANGUAGE_EN ? _ ("only in English")
                                                      : _ ("only in Japanese"));
  write_block (self, tag, shown, mark ? mark : label, words);
  if (self->copy->rendering.both && shown == first && mado_text_get_exact (text, other))
    write_block (self, tag, other, NULL, mado_text_get_exact (text, other));
}

static void
write_kicker (Writing *self)
{
  MadoRecord *record = self->copy->content->record;
  const char *status = mado_record_get_status (record);
  g_autofree char *kicker
      = g_strjoin (" · ",
                   mado_record_row_get_type_label (record, self->copy->vocabulary,
                                                   self->copy->rendering.language),
                   status ? mado_vocabulary_get_label (self->copy->vocabulary, "status", status,
                                                       self->copy->rendering.language)
                          : NULL,
                   NULL);

  write_block (self, "p", self->copy->rendering.language, NULL, kicker);
}

static void
write_facts (Writing *self)
{
  const MadoCopy *copy = self->copy;
  const MadoFactSource source = { copy->content->record,         copy->vocabulary,
                                  copy->rendering.language,      copy->rendering.era,
                                  copy->rendering.surname_first, FALSE,
                                  mado_call_get_today () };
  g_autoptr (GPtrArray) facts = mado_facts_list (&source);

  if (facts->len > 0)
    g_string_append_c (self->text, '\n');
  for (guint i = 0; i < facts->len; i++)
    {
      const MadoFact *fact = g_ptr_array_index (facts, i);
      /* Translators: stands after the name of a fact, before its value. */
      g_autofree char *label = g_strconcat (fact->name, C_ ("after a name", ":"), NULL);

      if (fact->text)
        write_text (self, "p", label, fact->text);
      else
        write_block (self, "p", copy->rendering.language, label, fact->value);
    }
}

/* A claim that is a bare date is written as dates are. */
static char *
dup_claim (Writing *self, const MadoClaim *claim)
{
  g_autoptr (MadoDate) date
      = mado_date_new_from_iso (mado_text_get (claim->value, MADO_LANGUAGE_EN, NULL), NULL);

  return date ? mado_date_format (date, self->copy->rendering.language, MADO_DATE_FULL)
              : g_strdup (mado_text_get (claim->value, self->copy->rendering.language, NULL));
}

static void
write_conflicts (Writing *self)
{
  MadoRecord *record = self->copy->content->record;
  MadoConflicts *conflicts = mado_record_get_conflicts (record);

  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    {
      const MadoConflict *conflict = mado_conflicts_get (conflicts, i);
      g_autofree char *heading = mado_facts_format_conflict (record, conflict);

      write_heading (self, heading);
      for (guint k = 0; k < mado_claims_get_n (conflict->values); k++)
        {
          const MadoClaim *claim = mado_claims_get (conflict->values, k);
          g_autofree char *claimed = dup_claim (self, claim);
          g_autoptr (GString) value = g_string_new (claimed);

          for (guint s = 0; s < mado_sources_get_n (claim->sources); s++)
            g_string_append_printf (value, "%s%s", s == 0 ? " — " : "; ",
                                    mado_sources_get (claim->sources, s)->title);
          write_block (self, "p", self->copy->rendering.language, NULL, value->str);
        }
      if (conflict->assessment)
        {
          g_autofree char *label = g_strconcat (_ ("Our reading"), C_ ("after a name", ":"), NULL);

          write_text (self, "p", label, conflict->assessment);
        }
    }
}

static void
write_body (Writing *self)
{
  MadoParagraphs *body = mado_record_get_body (self->copy->content->record);

  for (guint i = 0; body && i < mado_paragraphs_get_n (body); i++)
    {
      g_string_append_c (self->text, '\n');
      write_text (self, "p", NULL, mado_paragraphs_get (body, i));
    }
}

static void
write_articles (Writing *self)
{
  MadoRecord *record = self->copy->content->record;
  const MadoField *field = mado_record_find_field (record, "articles");
  const MadoArticles *articles = NULL;

  if (field && field->type == MADO_FIELD_ARTICLES)
    articles = *(gconstpointer const *) mado_record_peek (record, field);
  if (mado_articles_get_n (articles) > 0)
    write_heading (self, _ ("Articles"));
  for (guint i = 0; i < mado_articles_get_n (articles); i++)
    write_text (self, "p", mado_articles_get (articles, i)->article,
                mado_articles_get (articles, i)->content);
}

/* Only an address that may be opened is a link. */
static void
write_source (Writing *self, guint number, const MadoSource *source)
{
  g_autofree char *host = source->url ? mado_uri_dup_host (source->url) : NULL;
  g_autofree char *title = mado_inert_line (source->title, NULL);
  g_autofree char *url = source->url ? mado_inert_line (source->url, NULL) : NULL;
  g_autofree char *day
      = source->accessed
            ? mado_date_format (source->accessed, self->copy->rendering.language, MADO_DATE_FULL)
            : NULL;
  g_autofree char *read = day ? g_strdup_printf (_ ("retrieved %s"), day) : NULL;
  const gsize start = self->text->len;

  g_string_append (self->html, "<li>");
  if (host)
    {
      g_string_append (self->html, "<a href=\"");
      append_escaped (self->html, source->url);
      g_string_append (self->html, "\">");
    }
  append_escaped (self->html, title);
  g_string_append (self->html, host ? "</a>" : "");
  g_string_append_printf (self->text, "%u. %s", number, title);
  if (url)
    g_string_append_printf (self->text, ", %s", url);
  if (url && !host)
    {
      g_string_append (self->html, ", ");
      append_escaped (self->html, url);
    }
  if (read)
    {
      g_string_append (self->html, ", ");
      append_escaped (self->html, read);
      g_string_append_printf (self->text, ", %s", read);
    }
  g_string_append (self->html, "</li>\n");
  if (self->sheet)
    mado_sheet_add (self->sheet, MADO_SHEET_TEXT, self->copy->rendering.language, NULL,
                    self->text->str + start);
  g_string_append_c (self->text, '\n');
}

static void
write_sources (Writing *self)
{
  MadoSources *sources = mado_record_get_sources (self->copy->content->record);

  if (mado_sources_get_n (sources) == 0)
    return;
  write_heading (self, _ ("Sources"));
  g_string_append (self->html, "<ol>\n");
  for (guint i = 0; i < mado_sources_get_n (sources); i++)
    write_source (self, i + 1, mado_sources_get (sources, i));
  g_string_append (self->html, "</ol>\n");
}

static void
write_edition (Writing *self)
{
  const MadoPageContent *content = self->copy->content;
  gboolean is_edited = g_strcmp0 (content->set, "core") == 0 && content->standing.date;
  g_autoptr (MadoDate) date
      = is_edited ? mado_date_new_from_iso (content->standing.date, NULL) : NULL;
  g_autofree char *day
      = date ? mado_date_format (date, self->copy->rendering.language, MADO_DATE_FULL) : NULL;
  g_autofree char *line = NULL;

  if (content->standing.edition > 0 && day)
    /* Translators: the number of the edition, its day, and the identifier of the record. */
    line = g_strdup_printf (_ ("Madoguchi, edition %1$d (%2$s), record %3$s"),
                            (int) content->standing.edition, day,
                            mado_record_get_id (content->record));
  else
    /* Translators: the identifier of a record that is in no edition. */
    line = g_strdup_printf (_ ("Madoguchi, record %s"), mado_record_get_id (content->record));
  g_string_append_c (self->text, '\n');
  write_block (self, "p", mado_display_get_interface_language (), NULL, line);
  if (self->sheet)
    mado_sheet_set_edition (self->sheet, line);
}

static void
write_record (Writing *self)
{
  MadoRecord *record = self->copy->content->record;
  MadoText *summary = mado_record_get_summary (record);

  write_text (self, "h1", NULL, mado_record_get_title (record));
  write_kicker (self);
  if (summary)
    {
      g_string_append_c (self->text, '\n');
      write_text (self, "p", NULL, summary);
    }
  write_facts (self);
  write_conflicts (self);
  write_body (self);
  write_articles (self);
  write_sources (self);
  write_edition (self);
}

/**
 * mado_copy_write:
 * @html: (out) (transfer full): a fragment of HTML, in which every text is escaped
 * @text: (out) (transfer full): the same words, line by line
 */
void
mado_copy_write (const MadoCopy *self, char **html, char **text)
{
  Writing writing = { self, g_string_new (NULL), g_string_new (NULL), NULL };

  g_return_if_fail (self != NULL && html != NULL && text != NULL);

  write_record (&writing);
  *html = g_string_free (writing.html, FALSE);
  *text = g_string_free (writing.text, FALSE);
}

/**
 * mado_copy_make_sheet:
 *
 * Returns: (transfer full): the same words to be printed
 */
MadoSheet *
mado_copy_make_sheet (const MadoCopy *self)
{
  g_autoptr (GString) html = g_string_new (NULL), text = g_string_new (NULL);
  Writing writing = { self, html, text, mado_sheet_new () };

  g_return_val_if_fail (self != NULL, NULL);

  write_record (&writing);
  mado_sheet_set_title (writing.sheet, mado_text_get (mado_record_get_title (self->content->record),
                                                      self->rendering.language, NULL));
  return writing.sheet;
}
