/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of what the store counts, each with a table of the same numbers. */
#include "app/sections/mado-charts.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-values.h"
#include "app/widgets/mado-bars.h"
#include "app/widgets/mado-chart.h"
#include "app/widgets/mado-display.h"

#define MOST_COLUMNS 30 /* more would be too narrow on a small screen */
#define MOST_SOURCES 2  /* that a figure's note names */

/* --- What they share --- */

static char *
format_day (const MadoChartFrame *frame, MadoDateStyle style)
{
  g_autoptr (MadoDate) date
      = frame->edition.date ? mado_date_new_from_iso (frame->edition.date, NULL) : NULL;

  /* Within a sentence of the interface. */
  return date ? mado_date_format (date, mado_display_get_interface_language (), style) : NULL;
}

/**
 * mado_charts_format_edition:
 *
 * Returns: (transfer full) (nullable): "Edition 1 of 22 November 2026"; %NULL where it is not known
 */
char *
mado_charts_format_edition (const MadoChartFrame *frame)
{
  g_autofree char *day = format_day (frame, MADO_DATE_FULL);

  if (!day || frame->edition.edition <= 0)
    return NULL;
  /* Translators: the number of the edition of the records and its day. */
  return g_strdup_printf (_ ("Edition %1$d of %2$s"), (int) frame->edition.edition, day);
}

/* As a cell of a file has it: "1 (2026-11-22)". */
static char *
format_edition_cell (const MadoChartFrame *frame)
{
  if (frame->edition.edition <= 0 || !frame->edition.date)
    return g_strdup ("");
  return g_strdup_printf ("%d (%s)", (int) frame->edition.edition, frame->edition.date);
}

static void
add_number_cell (MadoTable *table, gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  mado_table_add_cell (table, digits);
}

/* Where a count comes from, and its cut-off. */
static void
add_counted_note (MadoChartTile *tile, const MadoChartFrame *frame)
{
  g_autofree char *edition = mado_charts_format_edition (frame);
  g_autofree char *note = NULL;

  if (!edition)
    return;
  /* Translators: %s is "Edition 1 of 22 November 2026". */
  note = g_strdup_printf (_ ("Counted from the records held. %s."), edition);
  mado_chart_tile_add_note (tile, note);
}

static char *
format_count (guint64 count, MadoLanguage language)
{
  return mado_number_format ((gint64) MIN (count, G_MAXINT64), language);
}

/* --- By year --- */

/* So many years a column that there are not too many columns: 1, 5, 10, 50, 100 … */
static gint
choose_span (gint first, gint last)
{
  gint span = 1;

  for (guint i = 0; (last / span) - (first / span) + 1 > MOST_COLUMNS; i++)
    span *= i % 2 == 0 ? 5 : 2;
  return span;
}

static guint64
count_between (GArray *years, gint first, gint last)
{
  guint64 count = 0;

  for (guint i = 0; i < years->len; i++)
    {
      const MadoYearCount *one = &g_array_index (years, MadoYearCount, i);

      if (one->year >= first && one->year <= last)
        count += one->count;
    }
  return count;
}

static void
add_years (MadoChart *chart, MadoTable *table, const MadoChartFrame *frame, GArray *years,
           gint until, gint span)
{
  const gint first = g_array_index (years, MadoYearCount, 0).year / span * span;
  g_autofree char *edition = format_edition_cell (frame);

  for (gint year = first; year <= until; year += span)
    {
      const guint64 count = count_between (years, year, year + span - 1);
      g_autofree char *number = format_count (count, frame->language);
      g_autofree char *name = span == 1 ? g_strdup_printf ("%d", year)
                                        : g_strdup_printf ("%d–%d", year, year + span - 1);
      g_autofree char *full = g_strdup_printf ("%s: %s", name, number);
      /* Translators: a year in two digits, below a column: ’19. */
      g_autofree char *label
          = span == 1 ? g_strdup_printf (_ ("’%02d"), year % 100) : g_strdup_printf ("%d", year);

      mado_chart_append (chart, full, label, (gint64) MIN (count, G_MAXINT64), number);
      mado_table_add_cell (table, name);
      add_number_cell (table, (gint64) MIN (count, G_MAXINT64));
      mado_table_add_cell (table, edition);
    }
}

/* The year of the edition is not over on its day. */
static void
add_partial_note (MadoChartTile *tile, const MadoChartFrame *frame, gint first, gint last)
{
  const gint year = frame->edition.date ? atoi (frame->edition.date) : 0;
  g_autofree char *day = format_day (frame, MADO_DATE_FULL);
  g_autofree char *note = NULL;

  if (!day || year < first || year > last || g_str_has_suffix (frame->edition.date, "-12-31"))
    return;
  /* Translators: a year and the day up to which it is counted. */
  note = g_strdup_printf (_ ("%1$d is not a whole year: it goes up to %2$s."), year, day);
  mado_chart_tile_add_note (tile, note);
}

/**
 * mado_charts_new_years:
 * @kind: of what is counted: gives the colour
 * @years: (element-type MadoYearCount): not empty, the earliest first
 *
 * A column for each year from the first to the last, those without any between them too; where that
 * would be too many, for each five years, or ten, and the notes say so.
 *
 * Returns: (transfer floating): a #MadoChartTile
 */
GtkWidget *
mado_charts_new_years (const MadoChartFrame *frame, const char *heading, MadoKind kind,
                       GArray *years)
{
  const gint first = g_array_index (years, MadoYearCount, 0).year;
  const gint last = g_array_index (years, MadoYearCount, years->len - 1).year;
  const gint span = choose_span (first, last);
  GtkWidget *chart = mado_chart_new (kind, heading);
  g_autoptr (MadoTable) table = mado_table_new ();
  GtkWidget *tile;

  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Year"));
  mado_table_add_column (table, MADO_TABLE_NUMBER, C_ ("column", "Records"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Edition"));
  add_years (MADO_CHART (chart), table, frame, years, last, span);
  tile = mado_chart_tile_new (heading, chart, table, 2);
  if (span > 1)
    {
      g_autofree char *note = g_strdup_printf (_ ("Each column stands for %d years."), span);

      mado_chart_tile_add_note (MADO_CHART_TILE (tile), note);
    }
  else
    add_partial_note (MADO_CHART_TILE (tile), frame, first, last);
  add_counted_note (MADO_CHART_TILE (tile), frame);
  return tile;
}

/* --- By name --- */

static void
clear_named_count (gpointer data)
{
  g_free (((MadoNamedCount *) data)->name);
}

/**
 * mado_named_counts_new:
 *
 * Returns: (transfer full) (element-type MadoNamedCount)
 */
GArray *
mado_named_counts_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (MadoNamedCount));

  g_array_set_clear_func (self, clear_named_count);
  return self;
}

void
mado_named_counts_add (GArray *self, const char *name, guint64 count)
{
  MadoNamedCount one = { g_strdup (name), count };

  g_array_append_val (self, one);
}

/**
 * mado_charts_new_counts:
 * @column: what the names are: "Role"
 * @kind: gives the colour
 * @counts: (element-type MadoNamedCount): a bar each
 *
 * Returns: (transfer floating): a #MadoChartTile
 */
GtkWidget *
mado_charts_new_counts (const MadoChartFrame *frame, const char *heading, const char *column,
                        MadoKind kind, GArray *counts)
{
  GtkWidget *bars = mado_bars_new (kind);
  g_autoptr (MadoTable) table = mado_table_new ();
  g_autofree char *edition = format_edition_cell (frame);
  GtkWidget *tile;

  mado_table_add_column (table, MADO_TABLE_TEXT, column);
  mado_table_add_column (table, MADO_TABLE_NUMBER, C_ ("column", "Records"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Edition"));
  for (guint i = 0; i < counts->len; i++)
    {
      const MadoNamedCount *one = &g_array_index (counts, MadoNamedCount, i);
      g_autofree char *number = format_count (one->count, frame->language);

      mado_bars_append (MADO_BARS (bars), one->name, (gint64) MIN (one->count, G_MAXINT64), number);
      mado_table_add_cell (table, one->name);
      add_number_cell (table, (gint64) MIN (one->count, G_MAXINT64));
      mado_table_add_cell (table, edition);
    }
  tile = mado_chart_tile_new (heading, bars, table, 2);
  add_counted_note (MADO_CHART_TILE (tile), frame);
  return tile;
}

/* --- Figures --- */

static char *
join_sources (MadoRecord *record, guint most)
{
  MadoSources *sources = mado_record_get_sources (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (mado_sources_get_n (sources), most); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", mado_sources_get (sources, i)->title);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_date (MadoRecord *record, MadoLanguage language, MadoDateStyle style)
{
  MadoDate *date = mado_record_get_date (record);

  return date ? mado_date_format (date, language, style) : NULL;
}

static const char *
get_word (const MadoChartFrame *frame, MadoRecord *record, const char *field)
{
  return mado_vocabulary_get_label (frame->vocabulary, field,
                                    mado_record_lookup_string (record, field), frame->language);
}

static void
add_figure (MadoTable *table, const MadoChartFrame *frame, MadoRecord *record)
{
  g_autofree char *date = format_date (record, frame->language, MADO_DATE_ISO);
  g_autofree char *sources = join_sources (record, G_MAXUINT);
  g_autofree char *edition = format_edition_cell (frame);

  mado_table_add_cell (table, date);
  add_number_cell (table, mado_record_lookup_number (record, "value").value);
  mado_table_add_cell (table, get_word (frame, record, "unit"));
  mado_table_add_cell (table, get_word (frame, record, "qualifier"));
  mado_table_add_cell (table,
                       mado_text_get (mado_record_get_title (record), frame->language, NULL));
  mado_table_add_cell (table, sources);
  mado_table_add_cell (table, edition);
}

static void
add_figure_notes (MadoChartTile *tile, const MadoChartFrame *frame, GPtrArray *figures)
{
  g_autofree char *edition = mado_charts_format_edition (frame);

  for (guint i = 0; i < figures->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (figures, i);
      g_autofree char *when = format_date (record, frame->language, MADO_DATE_SHORT);
      g_autofree char *sources = join_sources (record, MOST_SOURCES);
      /* Translators: the day or the years that a figure is of, and its sources. */
      g_autofree char *note
          = g_strdup_printf (C_ ("figure", "%1$s: %2$s"), when ? when : "—", sources);

      mado_chart_tile_add_note (tile, note);
    }
  if (edition)
    mado_chart_tile_add_note (tile, edition);
}

static char *
make_citation (const MadoChartFrame *frame, GPtrArray *figures)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < figures->len; i++)
    {
      g_autofree char *one
          = mado_citation_for_record (g_ptr_array_index (figures, i), frame->vocabulary,
                                      &frame->edition, frame->language, MADO_CITATION_TEXT);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mado_charts_new_figures:
 * @figures: (element-type MadoRecord)
 * @chart: (transfer floating): whatever shows them
 *
 * Cut-off and sources stand below, and a button copies the citations.
 *
 * Returns: (transfer floating): a #MadoChartTile
 */
GtkWidget *
mado_charts_new_figures (const MadoChartFrame *frame, const char *heading, GPtrArray *figures,
                         GtkWidget *chart)
{
  g_autoptr (MadoTable) table = mado_table_new ();
  g_autofree char *citation = make_citation (frame, figures);
  GtkWidget *tile;

  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Cut-off or period"));
  mado_table_add_column (table, MADO_TABLE_NUMBER, C_ ("column", "Value"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Unit"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Stated"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Figure"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Sources"));
  mado_table_add_column (table, MADO_TABLE_TEXT, C_ ("column", "Edition"));
  for (guint i = 0; i < figures->len; i++)
    add_figure (table, frame, g_ptr_array_index (figures, i));
  tile = mado_chart_tile_new (heading, chart, table, 4);
  add_figure_notes (MADO_CHART_TILE (tile), frame, figures);
  mado_chart_tile_set_citation (MADO_CHART_TILE (tile), citation);
  return tile;
}

/**
 * mado_charts_new_series:
 * @figures: (element-type MadoRecord): of one measure and unit, dated, the earliest first
 *
 * Bars, since a sum with its unit is too long to stand over a column.
 *
 * Returns: (transfer floating): a #MadoChartTile
 */
GtkWidget *
mado_charts_new_series (const MadoChartFrame *frame, const char *heading, GPtrArray *figures)
{
  GtkWidget *bars = mado_bars_new (MADO_KIND_FIGURE);

  for (guint i = 0; i < figures->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (figures, i);
      g_autofree char *when = format_date (record, frame->language, MADO_DATE_SHORT);
      g_autofree char *number
          = mado_fact_format_figure (record, frame->vocabulary, frame->language);

      mado_bars_append (MADO_BARS (bars), when ? when : "—",
                        MAX (mado_record_lookup_number (record, "value").value, 0), number);
    }
  return mado_charts_new_figures (frame, heading, figures, bars);
}
