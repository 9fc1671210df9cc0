/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles of an agreement, and who could apply for a call when. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-passage.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-wrap.h"
#include "core/export/mado-citation.h"
#include "core/model/mado-opportunity.h"

#define NUMBER 64 /* pixels of the column of article numbers at text scale 1.0 */
#define WHEN 150  /* of the one of periods */

static gconstpointer
peek (MadoRecord *record, const char *name, MadoFieldType type)
{
  const MadoField *field = mado_record_find_field (record, name);

  if (!field || field->type != type)
    return NULL;
  return *(gconstpointer const *) mado_record_peek (record, field);
}

/* Where each language is scrolled by itself, the other one's cells are not there. */
static void
append_cell (MadoPageBuild *build, GtkWidget *columns, GtkWidget *cell, MadoChoice choice)
{
  if (!build->is_side || build->side == choice)
    mado_columns_append (MADO_COLUMNS (columns), cell);
  else
    g_object_unref (g_object_ref_sink (cell));
}

static GtkWidget *
add_article_line (MadoPageBuild *build, const char *number, GtkWidget *english, GtkWidget *japanese)
{
  GtkWidget *line = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  GtkWidget *label = mado_page_build_label (number, "numeric");
  GtkWidget *columns = mado_columns_new (170, 2);

  gtk_widget_set_size_request (label, mado_scale_apply (GTK_WIDGET (build->body), NUMBER), -1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  append_cell (build, columns, english, MADO_CHOICE_EN);
  append_cell (build, columns, japanese, MADO_CHOICE_JA);
  gtk_box_append (GTK_BOX (line), columns);
  return line;
}

/* "English", and whether it is the authentic text, where the record says it. */
static GtkWidget *
make_language_head (MadoPageBuild *build, const char *language, const char *member)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const char *status = mado_record_lookup_string (build->content->record, member);

  gtk_box_append (GTK_BOX (head), mado_page_build_label (language, "lang-head"));
  if (status)
    gtk_box_append (
        GTK_BOX (head),
        mado_badge_new (
            g_str_equal (status, "authentic") ? MADO_BADGE_OK : MADO_BADGE_PLAIN,
            mado_vocabulary_get_label (build->vocabulary, "text_status", status, build->language)));
  return head;
}

/* In the language of the side it stands on. */
static GtkWidget *
make_cite_button (MadoPageBuild *build, const MadoArticle *article)
{
  const MadoCitationEdition edition = mado_page_content_get_edition (build->content);
  MadoLanguage language = build->language;
  g_autofree char *number = mado_inert_line (article->article, NULL);
  g_autofree char *name = g_strdup_printf (_ ("Copy as citation: %s"), number);
  g_autofree char *citation = NULL;

  if (build->is_side)
    language = build->side == MADO_CHOICE_JA ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
  citation = mado_citation_for_article (build->content->record, article, build->vocabulary,
                                        &edition, language, MADO_CITATION_TEXT);
  return mado_page_build_copy_button ("mado-cite-symbolic", name, citation);
}

static GtkWidget *
make_content (const MadoArticle *article, MadoChoice choice, guint i)
{
  GtkWidget *content = mado_page_build_text (article->content, choice, NULL);

  mado_passage_set (content, MADO_PASSAGE_ARTICLE + i);
  g_object_set (content, "selectable", TRUE, NULL);
  return content;
}

void
mado_page_add_articles (MadoPageBuild *build)
{
  const MadoArticles *articles = peek (build->content->record, "articles", MADO_FIELD_ARTICLES);
  g_autoptr (GtkSizeGroup) ends = NULL;
  GtkWidget *line, *end;

  if (mado_articles_get_n (articles) == 0)
    return;
  ends = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  mado_page_build_add_heading (build, _ ("Articles"), mado_articles_get_n (articles));
  /* The languages of a bilingual table name themselves. */
  line = add_article_line (build, "", make_language_head (build, "English", "text_en"),
                           make_language_head (build, "日本語", "text_ja"));
  /* The heads keep the width of the buttons free, so that they stand over their columns. */
  end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (line), end);
  gtk_size_group_add_widget (ends, end);
  for (guint i = 0; i < mado_articles_get_n (articles); i++)
    {
      const MadoArticle *article = mado_articles_get (articles, i);

      line = add_article_line (build, article->article, make_content (article, MADO_CHOICE_EN, i),
                               make_content (article, MADO_CHOICE_JA, i));
      end = make_cite_button (build, article);
      gtk_widget_set_valign (end, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), end);
      gtk_size_group_add_widget (ends, end);
    }
}

static MadoDate *
make_period (const MadoEligibility *one)
{
  g_autofree char *from = mado_date_format (one->from, MADO_LANGUAGE_EN, MADO_DATE_ISO);
  g_autofree char *until
      = one->until ? mado_date_format (one->until, MADO_LANGUAGE_EN, MADO_DATE_ISO) : NULL;

  return mado_date_new_period (from, until, NULL);
}

static GtkWidget *
make_badges (MadoPageBuild *build, const MadoEligibility *one)
{
  GtkWidget *wrap = mado_wrap_new (6);
  const char *word
      = mado_vocabulary_get_label (build->vocabulary, "eligibility", one->open, build->language);
  MadoBadgeState state = g_str_equal (one->open, "yes")            ? MADO_BADGE_OK
                         : g_str_equal (one->open, "transitional") ? MADO_BADGE_INFO
                                                                   : MADO_BADGE_PLAIN;

  mado_wrap_append (MADO_WRAP (wrap), mado_badge_new (state, word));
  if (mado_eligibility_holds (one, mado_display_get_today (build->display)))
    mado_wrap_append (MADO_WRAP (wrap), mado_badge_new (MADO_BADGE_PLAIN, _ ("Applies today")));
  return wrap;
}

static GtkWidget *
make_whom (MadoPageBuild *build, const MadoEligibility *one)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (box), make_badges (build, one));
  gtk_box_append (GTK_BOX (box), mado_page_build_text (one->who, MADO_CHOICE_CONTENT, "claim"));
  gtk_box_append (GTK_BOX (box), mado_page_build_text (one->scope, MADO_CHOICE_CONTENT, NULL));
  gtk_box_append (GTK_BOX (box), mado_page_build_cited (build, one->sources));
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_when (MadoPageBuild *build, const MadoEligibility *one)
{
  g_autoptr (MadoDate) period = make_period (one);
  g_autofree char *when
      = mado_date_format (period ? period : one->from, build->language, MADO_DATE_SHORT);
  GtkWidget *label = mado_page_build_label (when, "eligible-when");

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (!build->is_narrow)
    gtk_widget_set_size_request (label, mado_scale_apply (GTK_WIDGET (build->body), WHEN), -1);
  return label;
}

/* Which entries hold today is said in a word: who may apply changes from one year to the next. */
void
mado_page_add_eligibility (MadoPageBuild *build)
{
  const MadoEligibilities *list
      = peek (build->content->record, "eligibility", MADO_FIELD_ELIGIBILITIES);

  if (mado_eligibilities_get_n (list) == 0)
    return;
  mado_page_build_add_heading (build, _ ("Who may apply, and when"), 0);
  for (guint i = 0; i < mado_eligibilities_get_n (list); i++)
    {
      const MadoEligibility *one = mado_eligibilities_get (list, i);
      GtkWidget *line
          = mado_page_build_add (build, gtk_box_new (build->is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL,
                                                     build->is_narrow ? 4 : 14));

      gtk_widget_add_css_class (line, "eligible");
      gtk_box_append (GTK_BOX (line), make_when (build, one));
      gtk_box_append (GTK_BOX (line), make_whom (build, one));
    }
}
