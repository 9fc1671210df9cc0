/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of the overview. */
#include "app/sections/overview/mado-overview-blocks.h"

#include <glib/gi18n.h>

#include "app/sections/mado-charts.h"
#include "app/sections/mado-launch.h"
#include "app/sections/mado-sections.h"
#include "app/widgets/mado-plain-label.h"

/* Where calls of the EU are published: what this edition does not hold stands there. */
#define OFFICIAL_PAGE "https://ec.europa.eu/info/funding-tenders/opportunities/portal/"

static MadoChartFrame
get_frame (const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  return (MadoChartFrame){ rows->vocabulary,
                           rows->language,
                           { content->standing.edition, content->standing.date } };
}

/* --- On the left --- */

static void
open_official_cb (GtkWidget *button)
{
  mado_launch_link (button, OFFICIAL_PAGE);
}

static void
append_text (GtkBox *block, const char *text, const char *css)
{
  GtkWidget *label = mado_plain_label_new (text, css);

  gtk_widget_add_css_class (label, "block-text");
  gtk_box_append (block, label);
}

/* That there is none is said with the day on which it was so. */
static void
append_no_call (GtkBox *block, const MadoChartFrame *frame)
{
  g_autofree char *edition = mado_charts_format_edition (frame);
  g_autofree char *text = NULL;
  GtkWidget *button = gtk_button_new_with_label (_ ("EU Funding & Tenders Portal"));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  append_text (block, _ ("No call in this edition is open."), "row-title");
  if (edition)
    {
      /* Translators: %s is "Edition 1 of 22 November 2026". */
      text = g_strdup_printf (_ ("%s. What has opened since then stands on the official page."),
                              edition);
      append_text (block, text, "row-sub");
    }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "block-text");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, OFFICIAL_PAGE);
  g_signal_connect (button, "clicked", G_CALLBACK (open_official_cb), NULL);
  gtk_box_append (block, button);
}

static void
fill_calls (GtkBox *column, const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  const MadoChartFrame frame = get_frame (content, rows);
  GtkBox *block
      = mado_overview_append_block (column, _ ("Calls that close next"), content->calls->len);

  for (guint i = 0; i < content->calls->len; i++)
    mado_overview_append_look (rows, block, content->calls->pdata[i]);
  if (content->calls->len == 0)
    append_no_call (block, &frame);
  else if (content->more_calls)
    mado_overview_append_show_all (block, "funding", "status:open", _ ("Calls that close next"));
}

static void
fill_looks (GtkBox *column, const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  GtkBox *block
      = mado_overview_append_block (column, _ ("Facts that need a look"), content->looks->len);

  for (guint i = 0; i < content->looks->len; i++)
    mado_overview_append_look (rows, block, content->looks->pdata[i]);
  if (content->looks->len == 0)
    append_text (block, _ ("Every fact here is confirmed by its sources."), "row-sub");
}

static void
fill_records (GtkBox *column, const char *heading, GPtrArray *records, const MadoOverviewRows *rows,
              const char *section)
{
  GtkBox *block = mado_overview_append_block (column, heading, 0);

  for (guint i = 0; i < records->len; i++)
    mado_overview_append_record (rows, block, records->pdata[i]);
  if (records->len == 0)
    append_text (block, _ ("There are no records yet."), "row-sub");
  else if (section)
    mado_overview_append_show_all (block, section, "", heading);
}

/* --- On the right --- */

static void
append_tile (GtkBox *column, GtkWidget *tile, const char *name)
{
  gtk_widget_add_css_class (tile, "tile");
  mado_chart_tile_set_file_name (MADO_CHART_TILE (tile), name);
  gtk_box_append (column, tile);
}

static void
fill_figures (GtkBox *column, const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  const MadoChartFrame frame = get_frame (content, rows);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  g_object_ref_sink (box);
  for (guint i = 0; i < content->figures->len; i++)
    mado_overview_append_figure (rows, GTK_BOX (box), content->figures->pdata[i]);
  if (content->figures->len > 0)
    append_tile (column,
                 mado_charts_new_figures (&frame, _ ("Newest figures"), content->figures, box),
                 "madoguchi-figures");
  g_object_unref (box);
  for (guint i = 0; i < content->series->len; i++)
    {
      GPtrArray *figures = content->series->pdata[i];
      const char *series = mado_record_get_series (figures->pdata[0]);

      append_tile (column,
                   mado_charts_new_series (&frame,
                                           mado_vocabulary_get_label (rows->vocabulary, "series",
                                                                      series, rows->language),
                                           figures),
                   series);
    }
}

static void
fill_meetings (GtkBox *column, const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  const MadoChartFrame frame = get_frame (content, rows);
  GtkWidget *tile;

  if (content->meetings->len == 0)
    return;
  tile = mado_charts_new_years (&frame, _ ("Meetings of the policy dialogue by year"),
                                MADO_KIND_DIALOGUE, content->meetings);
  if (content->is_sample)
    mado_chart_tile_add_note (MADO_CHART_TILE (tile), _ ("A sample: the newest meetings only."));
  append_tile (column, tile, "madoguchi-meetings");
}

static void
fill_held (GtkBox *column, const MadoOverviewContent *content, const MadoOverviewRows *rows)
{
  const MadoChartFrame frame = get_frame (content, rows);
  g_autoptr (GArray) counts = mado_named_counts_new ();

  for (guint i = 0; i < mado_sections_get_n (); i++)
    {
      const MadoSection *section = mado_sections_get (i);

      if (section->kinds != 0)
        mado_named_counts_add (counts, mado_section_get_title (section),
                               mado_section_count (section, content->standing.counts));
    }
  append_tile (column,
               mado_charts_new_counts (&frame, _ ("What is held"), C_ ("column", "Section"),
                                       MADO_KIND_DOCUMENT, counts),
               "madoguchi-held");
}

/**
 * mado_overview_blocks_fill:
 * @columns: what it had is removed
 * @first: (nullable): stands above the rest; whoever shows it keeps it
 */
void
mado_overview_blocks_fill (MadoColumns *columns, const MadoOverviewContent *content,
                           const MadoOverviewRows *rows, GtkWidget *first)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *parent = first ? gtk_widget_get_parent (first) : NULL;

  /* Somebody may hold the old column for a while yet. */
  if (parent)
    gtk_box_remove (GTK_BOX (parent), first);
  mado_columns_clear (columns);
  mado_columns_append (columns, left);
  mado_columns_append (columns, right);
  gtk_widget_set_valign (right, GTK_ALIGN_START);
  if (first)
    gtk_box_append (GTK_BOX (left), first);
  fill_calls (GTK_BOX (left), content, rows);
  fill_looks (GTK_BOX (left), content, rows);
  fill_records (GTK_BOX (left), _ ("Newest"), content->newest, rows, NULL);
  fill_records (GTK_BOX (left), C_ ("section", "News"), content->news, rows, "news");
  fill_figures (GTK_BOX (right), content, rows);
  fill_meetings (GTK_BOX (right), content, rows);
  fill_held (GTK_BOX (right), content, rows);
}
