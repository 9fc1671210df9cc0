/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns and bars: what they say, how high they stand, and what gives way where there is no room.
 */
#include "app/widgets/mado-bars.h"
#include "app/widgets/mado-chart-column.h"
#include "app/widgets/mado-chart.h"

#include <adwaita.h>

/* A chart of these values, the years from 2000 on, shown @width pixels wide. */
typedef struct
{
  GtkWindow *window;
  MadoChart *chart;
} Fixture;

static void
show_chart (Fixture *self, const gint64 *values, guint n, int width)
{
  self->window = g_object_ref_sink (GTK_WINDOW (gtk_window_new ()));
  self->chart = MADO_CHART (mado_chart_new (MADO_KIND_DIALOGUE, "Meetings by year"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, values[i]);
      g_autofree char *label = g_strdup_printf ("’%02u", i);
      g_autofree char *name = g_strdup_printf ("20%02u: %s", i, number);

      mado_chart_append (self->chart, name, label, values[i], number);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), width, -1);
  gtk_window_set_child (self->window, GTK_WIDGET (self->chart));
  gtk_window_set_default_size (self->window, width, 200);
  gtk_window_present (self->window);
  while (gtk_widget_get_width (GTK_WIDGET (self->chart)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
close_chart (Fixture *self)
{
  gtk_window_destroy (self->window);
  g_clear_object (&self->window);
}

static MadoChartColumn *
get_column (Fixture *self, guint i)
{
  return MADO_CHART_COLUMN (mado_chart_get_column (self->chart, i));
}

static guint
count (Fixture *self, gboolean (*shows) (MadoChartColumn *))
{
  guint n = 0;

  for (guint i = 0; i < mado_chart_get_n (self->chart); i++)
    n += shows (get_column (self, i)) ? 1 : 0;
  return n;
}

static void
each_column_says_its_name_and_its_number (void)
{
  const gint64 values[] = { 3, 0, 5 };
  Fixture self;

  show_chart (&self, values, G_N_ELEMENTS (values), 300);
  gtk_test_accessible_assert_role (self.chart, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (self.chart, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Meetings by year");
  gtk_test_accessible_assert_property (get_column (&self, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2000: 3");
  gtk_test_accessible_assert_property (get_column (&self, 1), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "2001: 0");
  close_chart (&self);
}

static void
all_numbers_but_zeros_stand_where_there_is_room (void)
{
  const gint64 values[] = { 3, 0, 5, 12 };
  Fixture self;

  show_chart (&self, values, G_N_ELEMENTS (values), 300);
  g_assert_cmpuint (count (&self, mado_chart_column_shows_number), ==, 3);
  g_assert_false (mado_chart_column_shows_number (get_column (&self, 1)));
  g_assert_cmpuint (count (&self, mado_chart_column_shows_label), ==, 4);
  close_chart (&self);
}

static void
the_greatest_keeps_its_number_where_there_is_none (void)
{
  gint64 values[40];
  Fixture self;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 100000 + (i == 17);
  show_chart (&self, values, G_N_ELEMENTS (values), 320);
  g_assert_true (mado_chart_column_shows_number (get_column (&self, 17)));
  g_assert_cmpuint (count (&self, mado_chart_column_shows_number), <, 20);
  g_assert_true (mado_chart_column_shows_label (get_column (&self, 0)));
  g_assert_false (mado_chart_column_shows_label (get_column (&self, 1)));
  close_chart (&self);
}

static gboolean
press (Fixture *self, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
      if (handled)
        return TRUE;
    }
  return FALSE;
}

static guint
find_focus (Fixture *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  for (guint i = 0; i < mado_chart_get_n (self->chart); i++)
    if (mado_chart_get_column (self->chart, i) == focus)
      return i;
  return G_MAXUINT;
}

static void
arrows_walk_the_columns_and_one_takes_the_tab (void)
{
  const gint64 values[] = { 3, 0, 5 };
  Fixture self;
  guint focusable = 0;

  show_chart (&self, values, G_N_ELEMENTS (values), 300);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (self.window), GTK_DIR_TAB_FORWARD));
  g_assert_cmpuint (find_focus (&self), ==, 0);
  press (&self, GDK_KEY_Right);
  g_assert_cmpuint (find_focus (&self), ==, 1);
  press (&self, GDK_KEY_End);
  g_assert_cmpuint (find_focus (&self), ==, 2);
  press (&self, GDK_KEY_Right);
  g_assert_cmpuint (find_focus (&self), ==, 2);
  press (&self, GDK_KEY_Left);
  g_assert_cmpuint (find_focus (&self), ==, 1);
  press (&self, GDK_KEY_Home);
  g_assert_cmpuint (find_focus (&self), ==, 0);
  g_assert_false (press (&self, GDK_KEY_a));
  for (guint i = 0; i < 3; i++)
    focusable += gtk_widget_get_focusable (mado_chart_get_column (self.chart, i)) ? 1 : 0;
  g_assert_cmpuint (focusable, ==, 1);
  close_chart (&self);
}

static void
a_chart_of_nothing_but_zeros_is_drawn (void)
{
  const gint64 values[] = { 0, 0 };
  Fixture self;

  show_chart (&self, values, G_N_ELEMENTS (values), 300);
  g_assert_cmpuint (count (&self, mado_chart_column_shows_number), ==, 0);
  close_chart (&self);
}

static void
bars_share_the_track_by_their_values (void)
{
  MadoBars *bars = g_object_ref_sink (MADO_BARS (mado_bars_new (MADO_KIND_ORGANISATION)));

  mado_bars_append (bars, "Funder", 14, "14");
  mado_bars_append (bars, "Party", 7, "7");
  mado_bars_append (bars, "Host", 0, "0");
  g_assert_cmpuint (mado_bars_get_n (bars), ==, 3);
  g_assert_cmpfloat (mado_bars_get_share (bars, 0), ==, 1);
  g_assert_cmpfloat (mado_bars_get_share (bars, 1), ==, .5);
  g_assert_cmpfloat (mado_bars_get_share (bars, 2), ==, 0);
  g_object_unref (bars);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add_func ("/app/chart/" name, func)
  ADD ("each-column-says-its-name-and-its-number", each_column_says_its_name_and_its_number);
  ADD ("all-numbers-but-zeros-stand-where-there-is-room",
       all_numbers_but_zeros_stand_where_there_is_room);
  ADD ("the-greatest-keeps-its-number-where-there-is-no-room",
       the_greatest_keeps_its_number_where_there_is_none);
  ADD ("arrows-walk-the-columns-and-one-takes-the-tab",
       arrows_walk_the_columns_and_one_takes_the_tab);
  ADD ("a-chart-of-nothing-but-zeros-is-drawn", a_chart_of_nothing_but_zeros_is_drawn);
  ADD ("bars-share-the-track-by-their-values", bars_share_the_track_by_their_values);
  return g_test_run ();
}
