/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoChartColumn: one column of a chart. */
#include "app/widgets/mado-chart-column.h"

#include <adwaita.h>

#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-palette.h"
#include "app/widgets/mado-scale.h"

#define RADIUS 3 /* of the upper corners */
#define GAP 2    /* between the column and its number */

struct _MadoChartColumn
{
  GtkWidget parent_instance;

  GtkWidget *number;
  GtkWidget *label;
  char *name;
  MadoKind kind;
  gint64 value;
  double bar_width;
  double bar_height;
  int label_height;
};

G_DEFINE_FINAL_TYPE (MadoChartColumn, mado_chart_column, GTK_TYPE_WIDGET)

static void
mado_chart_column_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  /* The chart gives each column its place: texts may stand out over it. */
  *minimum = *natural = 0;
}

/* In the middle, its upper edge at @y; wider than the column where it has to be. */
static void
allocate_text (GtkWidget *text, int width, double y)
{
  int natural_width, natural_height;

  if (!gtk_widget_get_child_visible (text))
    return;
  gtk_widget_measure (text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
  gtk_widget_measure (text, GTK_ORIENTATION_VERTICAL, natural_width, NULL, &natural_height, NULL,
                      NULL);
  gtk_widget_allocate (
      text, natural_width, natural_height, -1,
      gsk_transform_translate (
          NULL, &GRAPHENE_POINT_INIT ((float) ((width - natural_width) / 2), (float) (int) y)));
}

static void
mado_chart_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoChartColumn *self = MADO_CHART_COLUMN (widget);
  const double base = height - self->label_height;
  int number_height;

  mado_chart_column_measure_number (self, NULL, &number_height);
  allocate_text (self->number, width, base - self->bar_height - number_height);
  allocate_text (self->label, width, base);
}

static void
mado_chart_column_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoChartColumn *self = MADO_CHART_COLUMN (widget);
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const double base = gtk_widget_get_height (widget) - self->label_height;
  const double radius
      = MIN (mado_scale_apply (widget, RADIUS), MIN (self->bar_height, self->bar_width / 2));
  const graphene_size_t round = GRAPHENE_SIZE_INIT (radius, radius), square = { 0, 0 };
  const graphene_rect_t bounds
      = GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - self->bar_width) / 2,
                            base - self->bar_height, self->bar_width, self->bar_height);
  GskRoundedRect shape;
  GdkRGBA color;

  if (self->bar_height > 0)
    {
      mado_palette_get_color (self->kind, dark, &color);
      gsk_rounded_rect_init (&shape, &bounds, &round, &round, &square, &square);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, &bounds);
      gtk_snapshot_pop (snapshot);
    }
  gtk_widget_snapshot_child (widget, self->number, snapshot);
  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
mado_chart_column_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mado_chart_column_parent_class)->css_changed (widget, change);
  /* The scheme may be another. */
  gtk_widget_queue_draw (widget);
}

static void
mado_chart_column_dispose (GObject *object)
{
  MadoChartColumn *self = MADO_CHART_COLUMN (object);

  g_clear_pointer (&self->number, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (mado_chart_column_parent_class)->dispose (object);
}

static void
mado_chart_column_class_init (MadoChartColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_chart_column_dispose;
  widget_class->measure = mado_chart_column_measure;
  widget_class->size_allocate = mado_chart_column_size_allocate;
  widget_class->snapshot = mado_chart_column_snapshot;
  widget_class->css_changed = mado_chart_column_css_changed;
  gtk_widget_class_set_css_name (widget_class, "column");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

/* What the labels say stands in the column's own name. */
static GtkWidget *
add_text (MadoChartColumn *self, const char *css)
{
  GtkWidget *label
      = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, css);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
mado_chart_column_init (MadoChartColumn *self)
{
  self->number = add_text (self, "chart-number");
  self->label = add_text (self, "chart-label");
}

/**
 * mado_chart_column_new:
 * @name: in full, with the number: "2019: 4 meetings"
 * @label: in short: "’19"
 * @value: not negative
 * @number: @value as it is written
 */
GtkWidget *
mado_chart_column_new (MadoKind kind, const char *name, const char *label, gint64 value,
                       const char *number)
{
  MadoChartColumn *self = g_object_new (MADO_TYPE_CHART_COLUMN, NULL);
  g_autofree char *shown = mado_inert_line (label, NULL);

  self->kind = kind;
  self->value = value;
  self->name = mado_inert_line (name, NULL);
  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_label_set_label (GTK_LABEL (self->label), shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  -1);
  return GTK_WIDGET (self);
}

gint64
mado_chart_column_get_value (MadoChartColumn *self)
{
  g_return_val_if_fail (MADO_IS_CHART_COLUMN (self), 0);

  return self->value;
}

const char *
mado_chart_column_get_name (MadoChartColumn *self)
{
  g_return_val_if_fail (MADO_IS_CHART_COLUMN (self), NULL);

  return self->name;
}

static void
measure_text (GtkWidget *text, int *width, int *height)
{
  int natural = 0;

  gtk_widget_measure (text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (width)
    *width = natural;
  if (height)
    gtk_widget_measure (text, GTK_ORIENTATION_VERTICAL, natural, NULL, height, NULL, NULL);
}

void
mado_chart_column_measure_number (MadoChartColumn *self, int *width, int *height)
{
  g_return_if_fail (MADO_IS_CHART_COLUMN (self));

  measure_text (self->number, width, height);
  if (height)
    *height += GAP;
}

void
mado_chart_column_measure_label (MadoChartColumn *self, int *width, int *height)
{
  g_return_if_fail (MADO_IS_CHART_COLUMN (self));

  measure_text (self->label, width, height);
}

void
mado_chart_column_set_shape (MadoChartColumn *self, double bar_width, double bar_height,
                             int label_height)
{
  g_return_if_fail (MADO_IS_CHART_COLUMN (self));

  self->bar_width = bar_width;
  self->bar_height = bar_height;
  self->label_height = label_height;
}

void
mado_chart_column_set_shown (MadoChartColumn *self, gboolean number, gboolean label)
{
  g_return_if_fail (MADO_IS_CHART_COLUMN (self));

  gtk_widget_set_child_visible (self->number, number);
  gtk_widget_set_child_visible (self->label, label);
}

void
mado_chart_column_set_greatest (MadoChartColumn *self, gboolean is_greatest)
{
  g_return_if_fail (MADO_IS_CHART_COLUMN (self));

  if (is_greatest)
    gtk_widget_add_css_class (self->number, "greatest");
  else
    gtk_widget_remove_css_class (self->number, "greatest");
}

gboolean
mado_chart_column_shows_number (MadoChartColumn *self)
{
  g_return_val_if_fail (MADO_IS_CHART_COLUMN (self), FALSE);

  return gtk_widget_get_child_visible (self->number);
}

gboolean
mado_chart_column_shows_label (MadoChartColumn *self)
{
  g_return_val_if_fail (MADO_IS_CHART_COLUMN (self), FALSE);

  return gtk_widget_get_child_visible (self->label);
}
