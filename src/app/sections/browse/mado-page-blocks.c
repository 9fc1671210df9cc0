/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a record's page, from top to bottom; each is there only if it has content. */
#include "app/sections/browse/mado-page-blocks.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-call-badge.h"
#include "app/sections/browse/mado-page-build.h"
#include "app/sections/browse/mado-passage.h"
#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-wrap.h"
#include "core/store/mado-own-term.h"

static void
append_number (MadoPageBuild *build, MadoWrap *wrap)
{
  MadoNumber number = mado_record_get_number (build->content->record);
  g_autofree char *text = NULL;

  if (!number.is_set)
    return;
  text = g_strdup_printf (_ ("no. %d in the series"), (int) CLAMP (number.value, 0, 9999));
  mado_wrap_append (wrap, mado_page_build_label (text, "kicker"));
}

/* Whether another record says that it has taken the place of this one. */
static gboolean
is_superseded (MadoPageBuild *build)
{
  GPtrArray *connections = build->content->connections;

  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (connections, i);

      if (!connection->outgoing && !connection->is_role
          && g_str_equal (connection->rel, "successor-of"))
        return TRUE;
    }
  return FALSE;
}

static GtkWidget *
make_status (MadoPageBuild *build)
{
  MadoRecord *record = build->content->record;
  MadoOpportunityState state;

  if (!MADO_IS_OPPORTUNITY (record))
    return mado_badge_new_for_status (record, build->vocabulary, build->language,
                                      mado_display_get_today (build->display));
  state = mado_call_get_state (record, build->vocabulary, build->display);
  return mado_call_badge_new (record, build->vocabulary,
                              is_superseded (build) ? mado_opportunity_supersede (state) : state,
                              build->language);
}

static void
add_kicker (MadoPageBuild *build)
{
  MadoRecord *record = build->content->record;
  MadoWrap *wrap = MADO_WRAP (mado_page_build_add (build, mado_wrap_new (8)));
  GtkWidget *status = make_status (build);
  const char *side = mado_record_lookup_string (record, "side");
  const char *type = mado_record_row_get_type_label (record, build->vocabulary, build->language);

  gtk_widget_add_css_class (GTK_WIDGET (wrap), "page-kicker");
  mado_wrap_append (wrap, mado_mark_new (mado_record_get_kind (record)));
  mado_wrap_append (wrap, mado_page_build_label (type, "kicker"));
  append_number (build, wrap);
  if (side)
    mado_wrap_append (wrap, mado_badge_new_side (side));
  if (status)
    mado_wrap_append (wrap, status);
  if (mado_record_lookup_flag (record, "historic") == MADO_FLAG_YES)
    mado_wrap_append (wrap, mado_badge_new (MADO_BADGE_PLAIN, _ ("Former office")));
  if (mado_own_term_is (record))
    mado_wrap_append (wrap, mado_badge_new_own ());
  else if (mado_record_lookup_flag (record, "verified") == MADO_FLAG_NO)
    mado_wrap_append (wrap, mado_badge_new (MADO_BADGE_WARN, _ ("Not verified")));
  else if (mado_record_lookup_flag (record, "verified") == MADO_FLAG_YES)
    mado_wrap_append (wrap, mado_badge_new (MADO_BADGE_OK, C_ ("term", "Verified")));
  if (mado_record_lookup_flag (record, "check_before_use") == MADO_FLAG_YES)
    mado_wrap_append (wrap, mado_badge_new_check ());
  if (mado_record_is_disputed (record))
    mado_wrap_append (wrap, mado_badge_new_disputed (TRUE));
}

static GtkWidget *
make_reading (MadoText *text, MadoChoice choice, guint passage)
{
  GtkWidget *label = mado_page_build_text (text, choice, "reading");

  g_object_set (label, "selectable", TRUE, NULL);
  mado_passage_set (label, passage);
  return label;
}

static GtkWidget *
add_pair_of_columns (MadoPageBuild *build)
{
  GtkWidget *columns = mado_page_build_add (build, mado_columns_new (280, 2));

  g_object_set (columns, "column-spacing", 32, NULL);
  return columns;
}

static void
append_both (GtkWidget *columns, MadoText *text, guint passage)
{
  mado_columns_append (MADO_COLUMNS (columns), make_reading (text, MADO_CHOICE_EN, passage));
  mado_columns_append (MADO_COLUMNS (columns), make_reading (text, MADO_CHOICE_JA, passage));
}

/* The name of the language over the title in it. */
static GtkWidget *
make_head (MadoPageBuild *build, MadoChoice choice)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title
      = mado_page_build_text (mado_record_get_title (build->content->record), choice, "page-title");

  gtk_widget_add_css_class (title, "par");
  mado_passage_set (title, MADO_PASSAGE_TITLE);
  gtk_box_append (
      GTK_BOX (head),
      mado_page_build_label (choice == MADO_CHOICE_EN ? "English" : "日本語", "lang-head"));
  gtk_box_append (GTK_BOX (head), title);
  return head;
}

static void
add_titles_side_by_side (MadoPageBuild *build)
{
  MadoText *summary = mado_record_get_summary (build->content->record);
  GtkWidget *columns = add_pair_of_columns (build);

  mado_columns_append (MADO_COLUMNS (columns), make_head (build, MADO_CHOICE_EN));
  mado_columns_append (MADO_COLUMNS (columns), make_head (build, MADO_CHOICE_JA));
  if (summary)
    append_both (columns, summary, MADO_PASSAGE_SUMMARY);
}

static void
add_title_of_side (MadoPageBuild *build)
{
  MadoText *summary = mado_record_get_summary (build->content->record);

  mado_page_build_add (build, make_head (build, build->side));
  if (summary)
    mado_page_build_add (build, make_reading (summary, build->side, MADO_PASSAGE_SUMMARY));
}

static gboolean
is_side_by_side (MadoPageBuild *build)
{
  return !build->is_side && mado_display_get_content_language (build->display) == MADO_CONTENT_BOTH;
}

/* The glossary is read for the other language: its explanation stands there too, and the way to
 * the records that use the term. */
static void
add_usage (MadoPageBuild *build)
{
  MadoRecord *record = build->content->record;
  MadoText *summary = mado_record_get_summary (record);
  const char *title = mado_text_get (mado_record_get_title (record), build->language, NULL);
  g_autofree char *quoted = g_strconcat ("\"", title, "\"", NULL);
  GtkWidget *button;

  if (mado_record_get_kind (record) != MADO_KIND_TERM)
    return;
  if (summary && !build->is_side && !is_side_by_side (build)
      && mado_text_get_exact (summary, MADO_LANGUAGE_EN)
      && mado_text_get_exact (summary, MADO_LANGUAGE_JA))
    mado_page_build_add (build, mado_page_build_text (summary, MADO_CHOICE_OTHER, "page-title2"));
  if (strchr (title, '"'))
    return;
  button = mado_page_build_add (build, gtk_button_new_with_label (_ ("Find where it is used")));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  /* In this order: the button is in the window already, where an action without its target warns.
   */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", quoted);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.search-everywhere");
}

static void
add_title (MadoPageBuild *build)
{
  MadoText *title = mado_record_get_title (build->content->record);
  MadoText *summary = mado_record_get_summary (build->content->record);

  if (build->is_side)
    {
      add_title_of_side (build);
      return;
    }
  if (is_side_by_side (build))
    {
      add_titles_side_by_side (build);
      return;
    }
  mado_page_build_add (build, mado_page_build_text (title, MADO_CHOICE_CONTENT, "page-title"));
  if (mado_text_get_exact (title, MADO_LANGUAGE_EN)
      && mado_text_get_exact (title, MADO_LANGUAGE_JA))
    mado_page_build_add (build, mado_page_build_text (title, MADO_CHOICE_OTHER, "page-title2"));
  if (summary)
    mado_page_build_add (build, make_reading (summary, MADO_CHOICE_CONTENT, MADO_PASSAGE_SUMMARY));
}

/* What is kept here of something that has left its address, or was put into an archive. */
static void
add_archived (MadoPageBuild *build)
{
  MadoRecord *record = build->content->record;
  MadoSources *sources = mado_record_get_sources (record);
  const MadoSource *first = mado_sources_get_n (sources) > 0 ? mado_sources_get (sources, 0) : NULL;
  g_autofree char *day = NULL, *text = NULL;

  if (!first || !first->accessed
      || (mado_record_lookup_flag (record, "link_lost") != MADO_FLAG_YES
          && !mado_record_lookup_date (record, "archived_on")))
    return;
  day = mado_page_build_format_date (build, first->accessed);
  /* Translators: the title of a source, and the day on which it was read. */
  text = g_strdup_printf (_ ("Archived text of “%1$s”, retrieved %2$s"), first->title, day);
  mado_page_build_add (build, mado_page_build_label (text, "row-sub"));
}

/* After the facts, which a long text would push off the screen; side by side row by row, so that
 * each paragraph stands beside its other half. */
static void
add_body (MadoPageBuild *build)
{
  MadoParagraphs *body = mado_record_get_body (build->content->record);
  guint n = body ? mado_paragraphs_get_n (body) : 0;
  GtkWidget *columns = n > 0 && is_side_by_side (build) ? add_pair_of_columns (build) : NULL;

  if (n > 0)
    add_archived (build);
  for (guint i = 0; i < n; i++)
    if (columns)
      append_both (columns, mado_paragraphs_get (body, i), MADO_PASSAGE_BODY + i);
    else
      mado_page_build_add (build, make_reading (mado_paragraphs_get (body, i),
                                                build->is_side ? build->side : MADO_CHOICE_CONTENT,
                                                MADO_PASSAGE_BODY + i));
}

static void
add_uncertain (MadoPageBuild *build)
{
  MadoText *uncertain = mado_record_get_uncertain (build->content->record);
  GtkWidget *box;

  if (!uncertain)
    return;
  box = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_add_css_class (box, "inferred");
  gtk_box_append (GTK_BOX (box), mado_page_build_label (_ ("What is inferred"), "fact-k"));
  gtk_box_append (GTK_BOX (box),
                  mado_page_build_text (uncertain, MADO_CHOICE_CONTENT, "assessment"));
}

static void
add_themes (MadoPageBuild *build)
{
  GtkWidget *wrap;

  if (build->content->themes->len == 0)
    return;
  mado_page_build_add_heading (build, _ ("Themes"), 0);
  wrap = mado_page_build_add (build, mado_wrap_new (6));
  for (guint i = 0; i < build->content->themes->len; i++)
    {
      MadoRecord *theme = g_ptr_array_index (build->content->themes, i);
      const char *title = mado_text_get (mado_record_get_title (theme), build->language, NULL);
      g_autofree char *inert = mado_inert_line (title, NULL);
      GtkWidget *chip = gtk_button_new_with_label (inert);
      GtkWidget *label;

      label = gtk_button_get_child (GTK_BUTTON (chip));
      mado_plain_label_tag (GTK_LABEL (label));
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, "theme");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.open-record");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", mado_record_get_id (theme));
      mado_wrap_append (MADO_WRAP (wrap), chip);
    }
}

static void
add_facts (MadoPageBuild *build)
{
  mado_page_add_steps (build);
  mado_page_add_facts (build);
  mado_page_add_charts (build);
  mado_page_add_conflicts (build);
  add_uncertain (build);
}

static void
append_button (GtkWidget *line, const char *label, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_box_append (GTK_BOX (line), button);
}

/* What the desk has added, the desk can change. */
static void
add_own (MadoPageBuild *build)
{
  const char *id = mado_record_get_id (build->content->record);
  GtkWidget *line;

  if (!mado_own_term_is (build->content->record))
    return;
  line = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  append_button (line, _ ("Edit…"), "win.edit-term", id);
  append_button (line, _ ("Remove"), "win.remove-term", id);
}

static void
add_rest (MadoPageBuild *build)
{
  add_own (build);
  mado_page_add_eligibility (build);
  mado_page_add_series (build);
  mado_page_add_participants (build);
  mado_page_add_committees (build);
  mado_page_add_chain (build);
  mado_page_add_links (build);
  mado_page_add_offices (build);
  mado_page_add_appearances (build);
  add_themes (build);
  mado_page_add_sources (build);
}

/**
 * mado_page_blocks_fill:
 * @body: empty; it is in the window already, whose display tells the language
 * @content: what there is to show
 * @vocabulary: the words for it
 * @is_narrow: whether the page is the only pane
 */
void
mado_page_blocks_fill (GtkBox *body, const MadoPageContent *content, MadoVocabulary *vocabulary,
                       gboolean is_narrow)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (body));
  MadoPageBuild build
      = { body,      content, vocabulary,         display, mado_display_get_language (display),
          is_narrow, FALSE,   MADO_CHOICE_CONTENT };

  add_kicker (&build);
  add_title (&build);
  add_usage (&build);
  add_facts (&build);
  add_body (&build);
  mado_page_add_articles (&build);
  add_rest (&build);
}

/* The texts, which are read beside each other, come first; the side in the interface's language
 * goes on with all else that the page tells. */
static void
fill_side (MadoPageBuild *build, GtkBox *body, MadoLanguage language)
{
  build->body = body;
  build->side = language == MADO_LANGUAGE_JA ? MADO_CHOICE_JA : MADO_CHOICE_EN;
  add_title (build);
  add_body (build);
  mado_page_add_articles (build);
  if (language != build->language)
    return;
  add_usage (build);
  add_facts (build);
  add_rest (build);
}

/**
 * mado_page_blocks_fill_parallel:
 * @parallel: empty; it is in the window already
 *
 * The same page, each language in a pane of its own.
 */
void
mado_page_blocks_fill_parallel (MadoParallel *parallel, const MadoPageContent *content,
                                MadoVocabulary *vocabulary)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (parallel));
  MadoPageBuild build
      = { mado_parallel_get_head (parallel),   content, vocabulary, display,
          mado_display_get_language (display), TRUE,    TRUE,       MADO_CHOICE_CONTENT };

  add_kicker (&build);
  fill_side (&build, mado_parallel_get_body (parallel, MADO_LANGUAGE_EN), MADO_LANGUAGE_EN);
  fill_side (&build, mado_parallel_get_body (parallel, MADO_LANGUAGE_JA), MADO_LANGUAGE_JA);
}
