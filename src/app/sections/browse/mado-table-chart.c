/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers are those of the filters; only the edition that they are of is asked for. */
#include "app/sections/browse/mado-table-chart.h"

#include <glib/gi18n.h>

#include "app/sections/mado-charts.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-scale.h"

#define HIGHEST 300 /* pixels at text scale 1.0, as a table */

struct _MadoTableChart
{
  GtkWidget parent_instance;

  GtkWidget *scroll;
  GtkWidget *tile; /* nullable */
  MadoContext *context;
  GArray *years; /* nullable */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MadoTableChart, mado_table_chart, GTK_TYPE_WIDGET)

static void
fill (MadoTableChart *self, const MadoStanding *standing)
{
  MadoChartFrame frame = { mado_context_get_vocabulary (self->context),
                           mado_display_get_interface_language (),
                           { standing->edition, standing->date } };
  gboolean as_table = self->tile && mado_chart_tile_get_as_table (MADO_CHART_TILE (self->tile));

  self->tile = NULL;
  if (self->years && self->years->len > 0)
    {
      self->tile
          = mado_charts_new_years (&frame, _ ("Projects by year"), MADO_KIND_PROJECT, self->years);
      mado_chart_tile_add_note (MADO_CHART_TILE (self->tile),
                                _ ("A project counts in each year of its term; where its end is "
                                   "not known, in the year in which it began."));
      mado_chart_tile_set_file_name (MADO_CHART_TILE (self->tile), "projects-by-year");
      mado_chart_tile_set_as_table (MADO_CHART_TILE (self->tile), as_table);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->tile);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroll),
                                              mado_scale_apply (GTK_WIDGET (self), HIGHEST));
}

static void
clear_standing (gpointer data)
{
  mado_standing_clear (data);
  g_free (data);
}

static void
read_standing (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  MadoStanding *standing = g_new0 (MadoStanding, 1);
  GError *error = NULL;

  if (mado_reader_get_standing (reader, standing, &error))
    {
      g_task_return_pointer (task, standing, clear_standing);
      return;
    }
  clear_standing (standing);
  g_task_return_error (task, error);
}

/* Where the edition cannot be read the list says so; the numbers stand without it. */
static void
standing_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MadoStanding none = { 0 };
  MadoStanding *standing = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  fill (MADO_TABLE_CHART (source), standing ? standing : &none);
  if (standing)
    clear_standing (standing);
}

static void
mado_table_chart_dispose (GObject *object)
{
  MadoTableChart *self = MADO_TABLE_CHART (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scroll, gtk_widget_unparent);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_table_chart_parent_class)->dispose (object);
}

static void
mado_table_chart_class_init (MadoTableChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_table_chart_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mado_table_chart_init (MadoTableChart *self)
{
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroll), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "table-chart");
  gtk_widget_set_parent (self->scroll, GTK_WIDGET (self));
}

/* Returns: (transfer floating): a chart without columns */
GtkWidget *
mado_table_chart_new (MadoContext *context)
{
  MadoTableChart *self = g_object_new (MADO_TYPE_TABLE_CHART, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
mado_table_chart_set_years (MadoTableChart *self, GArray *years)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_TABLE_CHART (self));

  if (years)
    g_array_ref (years);
  g_clear_pointer (&self->years, g_array_unref);
  self->years = years;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, standing_read_cb, NULL);
  mado_context_read (self->context, task, read_standing);
}
