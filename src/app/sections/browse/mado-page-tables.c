/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles of an agreement, and who could apply for a call when. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-scale.h"
#include "core/model/mado-opportunity.h"

#define NUMBER 64 /* pixels of the column of article numbers at text scale 1.0 */
#define WHEN 180  /* of the one of periods */

static gconstpointer
peek (MadoRecord *record, const char *name, MadoFieldType type)
{
  const MadoField *field = mado_record_find_field (record, name);

  if (!field || field->type != type)
    return NULL;
  return *(gconstpointer const *) mado_record_peek (record, field);
}

void
mado_page_add_articles (MadoPageBuild *build)
{
  const MadoArticles *articles = peek (build->content->record, "articles", MADO_FIELD_ARTICLES);

  if (mado_articles_get_n (articles) == 0)
    return;
  mado_page_build_add_heading (build, _ ("Articles"), mado_articles_get_n (articles));
  for (guint i = 0; i < mado_articles_get_n (articles); i++)
    {
      const MadoArticle *article = mado_articles_get (articles, i);
      GtkWidget *line = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
      GtkWidget *number = mado_page_build_label (article->article, "numeric");
      GtkWidget *columns = mado_columns_new (170, 2);

      gtk_widget_set_size_request (number, mado_scale_apply (GTK_WIDGET (build->body), NUMBER), -1);
      gtk_widget_set_valign (number, GTK_ALIGN_START);
      gtk_widget_add_css_class (number, "dim-label");
      gtk_widget_set_hexpand (columns, TRUE);
      gtk_box_append (GTK_BOX (line), number);
      mado_columns_append (MADO_COLUMNS (columns),
                           mado_page_build_text (article->content, MADO_CHOICE_EN, NULL));
      mado_columns_append (MADO_COLUMNS (columns),
                           mado_page_build_text (article->content, MADO_CHOICE_JA, NULL));
      gtk_box_append (GTK_BOX (line), columns);
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
make_when (MadoPageBuild *build, const MadoEligibility *one)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr (MadoDate) period = make_period (one);
  g_autofree char *when
      = mado_date_format (period ? period : one->from, build->language, MADO_DATE_SHORT);
  const char *word
      = mado_vocabulary_get_label (build->vocabulary, "eligibility", one->open, build->language);
  MadoBadgeState state = g_str_equal (one->open, "yes")            ? MADO_BADGE_OK
                         : g_str_equal (one->open, "transitional") ? MADO_BADGE_INFO
                                                                   : MADO_BADGE_PLAIN;

  gtk_box_append (GTK_BOX (box), mado_page_build_label (when, "eligible-when"));
  gtk_box_append (GTK_BOX (box), mado_badge_new (state, word));
  return box;
}

static GtkWidget *
make_whom (MadoPageBuild *build, const MadoEligibility *one)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (box), mado_page_build_text (one->who, MADO_CHOICE_CONTENT, "claim"));
  gtk_box_append (GTK_BOX (box), mado_page_build_text (one->scope, MADO_CHOICE_CONTENT, NULL));
  gtk_box_append (GTK_BOX (box), mado_page_build_cited (build, one->sources));
  return box;
}

/* Which entries hold today is said in a word: who may apply changes from one year to the next. */
void
mado_page_add_eligibility (MadoPageBuild *build)
{
  const MadoEligibilities *list
      = peek (build->content->record, "eligibility", MADO_FIELD_ELIGIBILITIES);
  gint today = mado_display_get_today (build->display);

  if (mado_eligibilities_get_n (list) == 0)
    return;
  mado_page_build_add_heading (build, _ ("Who may apply, and when"), 0);
  for (guint i = 0; i < mado_eligibilities_get_n (list); i++)
    {
      const MadoEligibility *one = mado_eligibilities_get (list, i);
      GtkWidget *line
          = mado_page_build_add (build, gtk_box_new (build->is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL,
                                                     build->is_narrow ? 6 : 14));
      GtkWidget *when = make_when (build, one);
      GtkWidget *whom = make_whom (build, one);

      gtk_widget_add_css_class (line, "eligible");
      if (mado_eligibility_holds (one, today))
        gtk_box_append (GTK_BOX (when), mado_badge_new (MADO_BADGE_PLAIN, _ ("Applies today")));
      if (!build->is_narrow)
        gtk_widget_set_size_request (when, mado_scale_apply (GTK_WIDGET (build->body), WHEN), -1);
      gtk_widget_set_hexpand (whom, TRUE);
      gtk_box_append (GTK_BOX (line), when);
      gtk_box_append (GTK_BOX (line), whom);
    }
}
