/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a record's page, from top to bottom; each is there only if it has content. */
#include "app/sections/browse/mado-page-blocks.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-text-label.h"
#include "app/widgets/mado-uri.h"
#include "app/widgets/mado-wrap.h"

typedef struct
{
  GtkBox *body;
  const MadoPageContent *content;
  MadoVocabulary *vocabulary;
  MadoDisplay *display;
  MadoLanguage language;
} Build;

/* Dates of a kind that a page shows as facts, and their names. */
static const struct
{
  const char *field;
  const char *name;
} dates[] = {
  { "signed_on", N_ ("Signed") },
  { "adopted_on", N_ ("Adopted") },
  { "in_force_on", N_ ("In force since") },
  { "provisional_from", N_ ("Applied provisionally from") },
  { "published_on", N_ ("Published") },
  { "opens_on", N_ ("Opens") },
  { "closes_on", N_ ("Closes") },
  { "archived_on", N_ ("Archived") },
  { "as_of", N_ ("As of") },
};

void
mado_page_content_free (MadoPageContent *self)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  g_free (self);
}

static GtkWidget *
add (Build *build, GtkWidget *child)
{
  gtk_box_append (build->body, child);
  return child;
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  g_autofree char *inert = mado_inert_text (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_text (MadoText *text, MadoChoice choice, const char *css)
{
  GtkWidget *label = mado_text_label_new (text);

  mado_text_label_set_choice (MADO_TEXT_LABEL (label), choice);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_heading (Build *build, const char *text)
{
  GtkWidget *heading = make_label (text, "heading");

  gtk_widget_set_margin_top (heading, 12);
  add (build, heading);
}

static void
add_kicker (Build *build)
{
  MadoRecord *record = build->content->record;
  GtkWidget *wrap = add (build, mado_wrap_new (8));
  GtkWidget *mark = mado_mark_new (mado_record_get_kind (record));
  GtkWidget *status = mado_badge_new_for_status (record, build->vocabulary, build->language,
                                                 mado_display_get_today (build->display));
  MadoNumber number = mado_record_get_number (record);

  mado_wrap_append (MADO_WRAP (wrap), mark);
  mado_wrap_append (MADO_WRAP (wrap), make_label (mado_record_row_get_type_label (
                                                      record, build->vocabulary, build->language),
                                                  NULL));
  if (number.is_set)
    {
      g_autofree char *text = g_strdup_printf (_ ("no. %d in the series"), (int) number.value);

      mado_wrap_append (MADO_WRAP (wrap), make_label (text, NULL));
    }
  if (status)
    mado_wrap_append (MADO_WRAP (wrap), status);
  if (mado_conflicts_get_n (mado_record_get_conflicts (record)) > 0)
    mado_wrap_append (MADO_WRAP (wrap), mado_badge_new_disputed (TRUE));
}

static void
append_reading (GtkBox *box, MadoRecord *record, MadoChoice choice)
{
  MadoParagraphs *body = mado_record_get_body (record);
  MadoText *summary = mado_record_get_summary (record);

  if (summary)
    gtk_box_append (box, make_text (summary, choice, "reading"));
  for (guint i = 0; body && i < mado_paragraphs_get_n (body); i++)
    gtk_box_append (box, make_text (mado_paragraphs_get (body, i), choice, "reading"));
}

/* Row by row, so that each paragraph stands beside its other half. */
static void
add_side_by_side (Build *build)
{
  MadoRecord *record = build->content->record;
  MadoParagraphs *body = mado_record_get_body (record);
  MadoText *summary = mado_record_get_summary (record);
  GtkWidget *columns = add (build, mado_columns_new (280, 2));
  static const MadoChoice choices[] = { MADO_CHOICE_EN, MADO_CHOICE_JA };
  static const char *const names[] = { "English", "日本語" };

  g_object_set (columns, "column-spacing", 32, NULL);
  for (guint i = 0; i < 2; i++)
    mado_columns_append (MADO_COLUMNS (columns), make_label (names[i], "lang-head"));
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *title = make_text (mado_record_get_title (record), choices[i], "page-title");

      gtk_widget_add_css_class (title, "par");
      mado_columns_append (MADO_COLUMNS (columns), title);
    }
  for (guint i = 0; summary && i < 2; i++)
    mado_columns_append (MADO_COLUMNS (columns), make_text (summary, choices[i], "reading"));
  for (guint k = 0; body && k < mado_paragraphs_get_n (body); k++)
    for (guint i = 0; i < 2; i++)
      mado_columns_append (MADO_COLUMNS (columns),
                           make_text (mado_paragraphs_get (body, k), choices[i], "reading"));
}

static void
add_title (Build *build)
{
  MadoText *title = mado_record_get_title (build->content->record);

  if (mado_display_get_content_language (build->display) == MADO_CONTENT_BOTH)
    {
      add_side_by_side (build);
      return;
    }
  add (build, make_text (title, MADO_CHOICE_CONTENT, "page-title"));
  if (mado_text_get_exact (title, MADO_LANGUAGE_EN)
      && mado_text_get_exact (title, MADO_LANGUAGE_JA))
    add (build, make_text (title, MADO_CHOICE_OTHER, "page-title2"));
  append_reading (build->body, build->content->record, MADO_CHOICE_CONTENT);
}

static void
append_fact (GtkWidget *facts, const char *name, GtkWidget *value)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (fact), make_label (name, "fact-k"));
  gtk_box_append (GTK_BOX (fact), value);
  mado_columns_append (MADO_COLUMNS (facts), fact);
}

static void
append_date (Build *build, GtkWidget *facts, const char *name, MadoDate *date)
{
  MadoDateStyle style
      = MADO_DATE_FULL | (mado_display_get_era (build->display) ? MADO_DATE_ERA : 0);
  g_autofree char *text = date ? mado_date_format (date, build->language, style) : NULL;

  if (text)
    append_fact (facts, name, make_label (text, NULL));
}

static void
add_facts (Build *build)
{
  MadoRecord *record = build->content->record;
  MadoText *place = mado_record_get_place (record);
  MadoIdentifiers *identifiers = mado_record_get_identifiers (record);
  GtkWidget *facts = mado_columns_new (150, 3);

  g_object_ref_sink (facts);
  gtk_widget_add_css_class (facts, "facts");
  /* The day of an agreement is that of its signature, which has its own line. */
  if (!mado_record_lookup_date (record, "signed_on"))
    append_date (build, facts, _ ("Date"), mado_record_get_date (record));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (mado_record_find_field (record, dates[i].field))
      append_date (build, facts, _ (dates[i].name),
                   mado_record_lookup_date (record, dates[i].field));
  if (place)
    append_fact (facts, _ ("Place"), make_text (place, MADO_CHOICE_CONTENT, "fact-v"));
  for (guint i = 0; i < mado_identifiers_get_n (identifiers); i++)
    {
      const MadoIdentifier *identifier = mado_identifiers_get (identifiers, i);

      append_fact (facts,
                   mado_vocabulary_get_label (build->vocabulary, "identifier_scheme",
                                              identifier->scheme, build->language),
                   make_label (identifier->value, NULL));
    }
  if (gtk_widget_get_first_child (facts))
    add (build, facts);
  g_object_unref (facts);
}

static void
append_claims (Build *build, GtkBox *block, const MadoConflict *conflict)
{
  for (guint i = 0; i < mado_claims_get_n (conflict->values); i++)
    {
      const MadoClaim *claim = mado_claims_get (conflict->values, i);
      GtkWidget *line = mado_columns_new (186, 2);
      GtkWidget *sources = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      for (guint k = 0; k < mado_sources_get_n (claim->sources); k++)
        gtk_box_append (GTK_BOX (sources),
                        make_label (mado_sources_get (claim->sources, k)->title, "row-sub"));
      mado_columns_append (MADO_COLUMNS (line),
                           make_text (claim->value, MADO_CHOICE_CONTENT, "claim"));
      mado_columns_append (MADO_COLUMNS (line), sources);
      gtk_box_append (block, line);
    }
}

static void
add_conflicts (Build *build)
{
  MadoConflicts *conflicts = mado_record_get_conflicts (build->content->record);

  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    {
      const MadoConflict *conflict = mado_conflicts_get (conflicts, i);
      GtkWidget *block = add (build, gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
      const char *name = NULL;
      g_autofree char *heading = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (dates); k++)
        if (g_strcmp0 (conflict->field, dates[k].field) == 0)
          name = _ (dates[k].name);
      heading = name ? g_strdup_printf (_ ("Sources disagree: %s"), name)
                     : g_strdup (_ ("Sources disagree"));
      gtk_widget_add_css_class (block, "differ");
      gtk_box_append (GTK_BOX (block), make_label (heading, "heading"));
      append_claims (build, GTK_BOX (block), conflict);
      if (!conflict->assessment)
        continue;
      gtk_box_append (GTK_BOX (block), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (block), make_label (_ ("Our reading"), "fact-k"));
      gtk_box_append (GTK_BOX (block),
                      make_text (conflict->assessment, MADO_CHOICE_CONTENT, "assessment"));
    }
}

/* "based on", or for a link from the other side "basis of", in the language shown. */
static const char *
get_relation (Build *build, const MadoConnection *connection)
{
  const MadoWord *word = mado_vocabulary_find (
      build->vocabulary, connection->is_role ? "role" : "relation", connection->rel);

  if (!word)
    return connection->rel;
  return mado_text_get (!connection->outgoing && word->inverse ? word->inverse : word->label,
                        build->language, NULL);
}

static GtkWidget *
make_link (Build *build, const MadoConnection *connection)
{
  MadoText *title = mado_record_get_title (connection->record);
  MadoDate *date = mado_record_get_date (connection->record);
  g_autofree char *when = date ? mado_date_format (date, build->language, MADO_DATE_SHORT) : NULL;
  g_autofree char *sub = g_strjoin (" · ", get_relation (build, connection), when, NULL);
  g_autofree char *shown = mado_inert_line (mado_text_get (title, build->language, NULL), NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", shown, sub);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *mark = mado_mark_new (mado_record_get_kind (connection->record));
  GtkWidget *label = make_text (title, MADO_CHOICE_CONTENT, "link-title");

  g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), make_label (sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", connection->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_connections (Build *build, gboolean roles, const char *heading)
{
  GtkWidget *box = NULL;

  for (guint i = 0; i < build->content->connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (build->content->connections, i);

      if (connection->is_role != roles || !connection->record)
        continue;
      if (!box)
        {
          add_heading (build, heading);
          box = roles ? mado_columns_new (220, 2) : gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          add (build, box);
        }
      if (roles)
        mado_columns_append (MADO_COLUMNS (box), make_link (build, connection));
      else
        gtk_box_append (GTK_BOX (box), make_link (build, connection));
    }
}

static void
add_themes (Build *build)
{
  GtkWidget *wrap;

  if (build->content->themes->len == 0)
    return;
  add_heading (build, _ ("Themes"));
  wrap = add (build, mado_wrap_new (6));
  for (guint i = 0; i < build->content->themes->len; i++)
    {
      MadoRecord *theme = g_ptr_array_index (build->content->themes, i);
      const char *title = mado_text_get (mado_record_get_title (theme), build->language, NULL);
      g_autofree char *inert = mado_inert_line (title, NULL);
      GtkWidget *chip = gtk_button_new_with_label (inert);

      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, "theme");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.open-record");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", mado_record_get_id (theme));
      mado_wrap_append (MADO_WRAP (wrap), chip);
    }
}

static void
open_source_cb (GtkWidget *button, const char *url)
{
  mado_uri_open (button, url, NULL, NULL, NULL);
}

static void
add_source (Build *build, guint number, const MadoSource *source)
{
  GtkWidget *line = add (build, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *host = source->url ? mado_uri_dup_host (source->url) : NULL;
  g_autofree char *day = source->accessed
                             ? mado_date_format (source->accessed, build->language, MADO_DATE_SHORT)
                             : NULL;
  g_autofree char *read = day ? g_strdup_printf (_ ("retrieved %s"), day) : NULL;
  g_autofree char *sub
      = g_strjoin (" · ", host ? host : (read ? read : ""), host ? read : NULL, NULL);
  g_autofree char *title = mado_inert_line (source->title, NULL);
  g_autofree char *name = NULL;
  GtkWidget *open;

  gtk_box_append (GTK_BOX (line), make_label (count, "numeric"));
  gtk_box_append (GTK_BOX (words), make_label (source->title, NULL));
  gtk_box_append (GTK_BOX (words), make_label (sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  if (!host)
    return;
  open = gtk_button_new_from_icon_name ("mado-open-symbolic");
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  name = g_strdup_printf (_ ("Open %s"), title);
  gtk_widget_set_tooltip_text (open, host);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (open, "clicked", G_CALLBACK (open_source_cb), g_strdup (source->url),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_box_append (GTK_BOX (line), open);
}

static void
add_sources (Build *build)
{
  MadoSources *sources = mado_record_get_sources (build->content->record);

  if (mado_sources_get_n (sources) == 0)
    return;
  add_heading (build, _ ("Sources"));
  for (guint i = 0; i < mado_sources_get_n (sources); i++)
    add_source (build, i + 1, mado_sources_get (sources, i));
}

/**
 * mado_page_blocks_fill:
 * @body: empty; it is in the window already, whose display tells the language
 * @content: what there is to show
 * @vocabulary: the words for it
 */
void
mado_page_blocks_fill (GtkBox *body, const MadoPageContent *content, MadoVocabulary *vocabulary)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (body));
  Build build = { body, content, vocabulary, display, mado_display_get_language (display) };

  add_kicker (&build);
  add_title (&build);
  add_facts (&build);
  add_conflicts (&build);
  add_connections (&build, TRUE, _ ("Taking part"));
  add_connections (&build, FALSE, _ ("Linked records"));
  add_themes (&build);
  add_sources (&build);
}
