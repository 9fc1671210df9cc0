/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart's table says what the chart says, and leaves the program whole. */
#include "app/sections/mado-chart-tile.h"
#include "app/sections/mado-charts.h"
#include "app/widgets/mado-bars.h"
#include "app/widgets/mado-chart-column.h"
#include "app/widgets/mado-chart.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer wanted);

static GtkWidget *
find (GtkWidget *widget, Match match, gconstpointer wanted)
{
  if (match (widget, wanted))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, wanted);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget)
         && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), (const char *) text);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

static gboolean
is_chart (GtkWidget *widget, gconstpointer unused)
{
  return MADO_IS_CHART (widget);
}

static MadoChartTile *
make_tile (void)
{
  const MadoChartFrame frame = { NULL, MADO_LANGUAGE_EN, { 3, "2026-11-22" } };
  const MadoYearCount counts[] = { { 2019, 4 }, { 2021, 1200 } };
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (MadoYearCount));

  g_array_append_vals (years, counts, G_N_ELEMENTS (counts));
  return MADO_CHART_TILE (g_object_ref_sink (
      mado_charts_new_years (&frame, "Records by year", MADO_KIND_DIALOGUE, years)));
}

static void
the_table_says_what_the_columns_say (void)
{
  g_autoptr (MadoChartTile) tile = make_tile ();
  MadoTable *table = mado_chart_tile_get_table (tile);
  MadoChart *chart = MADO_CHART (find (GTK_WIDGET (tile), is_chart, NULL));
  static const char *const rows[][2] = { { "2019", "4" }, { "2020", "0" }, { "2021", "1200" } };

  g_assert_cmpuint (mado_table_get_n_rows (table), ==, G_N_ELEMENTS (rows));
  g_assert_cmpuint (mado_chart_get_n (chart), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MadoChartColumn *column = MADO_CHART_COLUMN (mado_chart_get_column (chart, i));
      g_autofree char *value = g_strdup_printf ("%d", (int) mado_chart_column_get_value (column));

      g_assert_cmpstr (mado_table_get_cell (table, i, 0), ==, rows[i][0]);
      g_assert_cmpstr (mado_table_get_cell (table, i, 1), ==, rows[i][1]);
      g_assert_cmpstr (value, ==, rows[i][1]);
      g_assert_cmpstr (mado_table_get_cell (table, i, 2), ==, "3 (2026-11-22)");
      g_assert_true (g_str_has_prefix (mado_chart_column_get_name (column), rows[i][0]));
    }
  g_assert_null (find (GTK_WIDGET (tile), is_label, "2020"));
  mado_chart_tile_set_as_table (tile, TRUE);
  g_assert_nonnull (find (GTK_WIDGET (tile), is_label, "2020"));
  g_assert_nonnull (find (GTK_WIDGET (tile), is_label, "1,200"));
}

static void
many_years_are_gathered_and_none_is_lost (void)
{
  const MadoChartFrame frame = { NULL, MADO_LANGUAGE_EN, { 3, "2026-11-22" } };
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (MadoYearCount));
  g_autoptr (GtkWidget) tile = NULL;
  MadoTable *table;
  gint64 sum = 0;

  for (gint year = 1954; year <= 2026; year++)
    {
      const MadoYearCount one = { year, 2 };

      g_array_append_val (years, one);
    }
  tile = g_object_ref_sink (mado_charts_new_years (&frame, "By year", MADO_KIND_EVENT, years));
  table = mado_chart_tile_get_table (MADO_CHART_TILE (tile));
  g_assert_cmpuint (mado_table_get_n_rows (table), <=, 24);
  g_assert_cmpstr (mado_table_get_cell (table, 0, 0), ==, "1950–1954");
  for (guint i = 0; i < mado_table_get_n_rows (table); i++)
    sum += g_ascii_strtoll (mado_table_get_cell (table, i, 1), NULL, 10);
  g_assert_cmpint (sum, ==, 2 * (2026 - 1954 + 1));
  g_assert_nonnull (find (tile, is_label, "Each column stands for 5 years."));
}

static void
a_year_that_is_not_over_is_said_to_be (void)
{
  const MadoChartFrame frame = { NULL, MADO_LANGUAGE_EN, { 3, "2026-11-22" } };
  const MadoYearCount one = { 2026, 4 };
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (MadoYearCount));
  g_autoptr (GtkWidget) tile = NULL;

  g_array_append_val (years, one);
  tile = g_object_ref_sink (mado_charts_new_years (&frame, "By year", MADO_KIND_EVENT, years));
  g_assert_nonnull (
      find (tile, is_label, "2026 is not a whole year: it goes up to 22 November 2026."));
}

static void
what_is_copied_is_the_table (void)
{
  g_autoptr (MadoChartTile) tile = make_tile ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button;
  GValue value = G_VALUE_INIT;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (tile));
  mado_chart_tile_set_as_table (tile, TRUE);
  button = find (GTK_WIDGET (tile), is_button, "Copy the table");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (
      gdk_clipboard_get_content (gtk_widget_get_clipboard (window)), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==,
                   "Year\tRecords\tEdition\n2019\t4\t3 (2026-11-22)\n2020\t0\t3 (2026-11-22)\n"
                   "2021\t1200\t3 (2026-11-22)\n");
  g_assert_nonnull (find (GTK_WIDGET (tile), is_label, "Table copied"));
  g_value_unset (&value);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
wait_for_label (GtkWidget *tile, const char *text)
{
  while (!find (tile, is_label, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
what_is_saved_is_the_table_with_its_edition (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChartTile) tile = make_tile ();
  g_autofree char *folder = g_dir_make_tmp ("chart-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "年別.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *content = NULL;

  mado_chart_tile_save (tile, file);
  wait_for_label (GTK_WIDGET (tile), "Saved as 年別.csv");
  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_cmpstr (content, ==,
                   "\xef\xbb\xbfYear,Records,Edition\r\n2019,4,3 (2026-11-22)\r\n"
                   "2020,0,3 (2026-11-22)\r\n2021,1200,3 (2026-11-22)\r\n");
  g_remove (path);
  g_rmdir (folder);
}

static void
a_file_that_cannot_be_written_is_told_with_advice (void)
{
  g_autoptr (MadoChartTile) tile = make_tile ();
  g_autoptr (GFile) file = g_file_new_for_path ("/proc/no-folder/table.csv");
  GtkWidget *label;

  mado_chart_tile_save (tile, file);
  do
    {
      g_main_context_iteration (NULL, TRUE);
      label = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (tile)));
      label = gtk_widget_get_prev_sibling (label);
    }
  while (!gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), !=, "");
  g_assert_null (find (GTK_WIDGET (tile), is_label, "Saved as table.csv"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add_func ("/app/chart-tile/" name, func)
  ADD ("the-table-says-what-the-columns-say", the_table_says_what_the_columns_say);
  ADD ("many-years-are-gathered-and-none-is-lost", many_years_are_gathered_and_none_is_lost);
  ADD ("a-year-that-is-not-over-is-said-to-be", a_year_that_is_not_over_is_said_to_be);
  ADD ("what-is-copied-is-the-table", what_is_copied_is_the_table);
  ADD ("what-is-saved-is-the-table-with-its-edition", what_is_saved_is_the_table_with_its_edition);
  ADD ("a-file-that-cannot-be-written-is-told-with-advice",
       a_file_that_cannot_be_written_is_told_with_advice);
  return g_test_run ();
}
