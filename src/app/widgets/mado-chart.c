/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoChart: columns with their numbers on top. */
#include "app/widgets/mado-chart.h"

#include "app/widgets/mado-chart-column.h"
#include "app/widgets/mado-scale.h"

/* Pixels at scale 1.0. */
#define HEIGHT 84       /* of the highest column */
#define WIDEST 34       /* column */
#define LEAST_STEP 6    /* from a column to the next */
#define NATURAL_STEP 26 /* likewise */
#define LABEL_STEP 22   /* below which not every column has a label */
#define APART 4         /* texts beside each other */
#define SHARE .62       /* of a step that its column takes */

struct _MadoChart
{
  GtkWidget parent_instance;

  MadoKind kind;
  GPtrArray *columns; /* (element-type MadoChartColumn) */
  GtkWidget *base;    /* the line below the columns */
  gint64 most;
  guint current; /* the column that takes the focus */
};

G_DEFINE_FINAL_TYPE (MadoChart, mado_chart, GTK_TYPE_WIDGET)

static MadoChartColumn *
get_column (MadoChart *self, guint i)
{
  return g_ptr_array_index (self->columns, i);
}

/* Of the widest and highest of the texts. */
static void
measure_texts (MadoChart *self, int *label_width, int *label_height, int *number_height)
{
  *label_width = *label_height = *number_height = 0;
  for (guint i = 0; i < self->columns->len; i++)
    {
      int width, height;

      mado_chart_column_measure_label (get_column (self, i), &width, &height);
      *label_width = MAX (*label_width, width);
      *label_height = MAX (*label_height, height);
      mado_chart_column_measure_number (get_column (self, i), NULL, &height);
      *number_height = MAX (*number_height, height);
    }
}

static void
mado_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoChart *self = MADO_CHART (widget);
  int label_width, label_height, number_height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_STEP * self->columns->len;
      *natural = mado_scale_apply (widget, NATURAL_STEP) * self->columns->len;
      return;
    }
  measure_texts (self, &label_width, &label_height, &number_height);
  *minimum = *natural = mado_scale_apply (widget, HEIGHT) + label_height + number_height;
}

/* The places that numbers take up, each with a little room around it. */
static gboolean
has_room (GArray *taken, const graphene_rect_t *place)
{
  for (guint i = 0; i < taken->len; i++)
    if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), place, NULL))
      return FALSE;
  return TRUE;
}

static gint
compare_greatest (gconstpointer a, gconstpointer b)
{
  const gint64 one = mado_chart_column_get_value (*(MadoChartColumn *const *) a);
  const gint64 other = mado_chart_column_get_value (*(MadoChartColumn *const *) b);

  return (one < other) - (one > other);
}

/* Where the steps are too narrow for all numbers, the greatest have theirs. A zero has none: that
 * nothing stands there says it. */
static GHashTable *
choose_numbers (MadoChart *self, double step, double room)
{
  GHashTable *chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->columns, NULL, NULL);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  g_ptr_array_sort (order, compare_greatest);
  for (guint i = 0; i < order->len; i++)
    {
      MadoChartColumn *column = g_ptr_array_index (order, i);
      const gint64 value = mado_chart_column_get_value (column);
      guint place;
      int width, height;
      graphene_rect_t rect;

      if (value <= 0 || !g_ptr_array_find (self->columns, column, &place))
        continue;
      mado_chart_column_measure_number (column, &width, &height);
      rect = GRAPHENE_RECT_INIT ((place + .5) * step - (width + APART) / 2.0,
                                 room - room * value / self->most, width + APART, height);
      if (!has_room (taken, &rect))
        continue;
      g_array_append_val (taken, rect);
      g_hash_table_add (chosen, column);
    }
  return chosen;
}

static void
mado_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoChart *self = MADO_CHART (widget);
  const guint n = self->columns->len;
  const double step = n > 0 ? (double) width / n : width;
  const double bar = MIN (SHARE * step, mado_scale_apply (widget, WIDEST));
  int label_width, label_height, number_height;
  g_autoptr (GHashTable) numbers = NULL;
  double room;
  guint every = 1;

  measure_texts (self, &label_width, &label_height, &number_height);
  room = MAX (height - label_height - number_height, 0);
  while (every < n
         && every * step < MAX (mado_scale_apply (widget, LABEL_STEP), label_width + APART))
    every++;
  numbers = choose_numbers (self, step, room);
  for (guint i = 0; i < n; i++)
    {
      MadoChartColumn *column = get_column (self, i);
      const double tall
          = self->most > 0 ? room * mado_chart_column_get_value (column) / self->most : 0;
      const int left = (int) (i * step), right = (int) ((i + 1) * step);

      mado_chart_column_set_shape (column, bar, tall, label_height);
      mado_chart_column_set_shown (column, g_hash_table_contains (numbers, column), i % every == 0);
      gtk_widget_allocate (GTK_WIDGET (column), MAX (right - left, 0), height, -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) left, 0)));
      gtk_widget_queue_draw (GTK_WIDGET (column));
    }
  gtk_widget_allocate (
      self->base, MAX (width, 1), 1, -1,
      gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - label_height))));
}

static void
move_focus (MadoChart *self, guint to)
{
  gtk_widget_set_focusable (GTK_WIDGET (get_column (self, self->current)), FALSE);
  self->current = to;
  gtk_widget_set_focusable (GTK_WIDGET (get_column (self, to)), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (get_column (self, to)));
}

static gboolean
key_pressed_cb (MadoChart *self, guint key, guint code, GdkModifierType state)
{
  const guint n = self->columns->len;

  if (n == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    move_focus (self, self->current > 0 ? self->current - 1 : 0);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    move_focus (self, MIN (self->current + 1, n - 1));
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    move_focus (self, 0);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    move_focus (self, n - 1);
  else
    return FALSE;
  return TRUE;
}

static void
mado_chart_dispose (GObject *object)
{
  MadoChart *self = MADO_CHART (object);

  for (guint i = 0; self->columns && i < self->columns->len; i++)
    gtk_widget_unparent (GTK_WIDGET (get_column (self, i)));
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->base, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_chart_parent_class)->dispose (object);
}

static void
mado_chart_class_init (MadoChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_chart_dispose;
  widget_class->measure = mado_chart_measure;
  widget_class->size_allocate = mado_chart_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_chart_init (MadoChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = g_ptr_array_new ();
  self->base = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->base, "base");
  gtk_widget_set_parent (self->base, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * mado_chart_new:
 * @kind: of what is counted: gives the colour
 * @name: what the chart shows, for assistive tools
 */
GtkWidget *
mado_chart_new (MadoKind kind, const char *name)
{
  MadoChart *self = g_object_new (MADO_TYPE_CHART, NULL);

  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/**
 * mado_chart_append:
 * @name: of the column with its number, as it is heard: "2019: 4 meetings"
 * @label: below the column, in short: "’19"
 * @value: not negative
 * @number: @value as it is written
 */
void
mado_chart_append (MadoChart *self, const char *name, const char *label, gint64 value,
                   const char *number)
{
  GtkWidget *column;

  g_return_if_fail (MADO_IS_CHART (self) && name != NULL && label != NULL && number != NULL);
  g_return_if_fail (value >= 0);

  column = mado_chart_column_new (self->kind, name, label, value, number);
  gtk_widget_set_focusable (column, self->columns->len == 0);
  gtk_widget_insert_before (column, GTK_WIDGET (self), self->base);
  g_ptr_array_add (self->columns, column);
  self->most = MAX (self->most, value);
  for (guint i = 0; i < self->columns->len; i++)
    mado_chart_column_set_greatest (
        get_column (self, i), mado_chart_column_get_value (get_column (self, i)) == self->most);
}

guint
mado_chart_get_n (MadoChart *self)
{
  g_return_val_if_fail (MADO_IS_CHART (self), 0);

  return self->columns->len;
}

/**
 * mado_chart_get_column:
 *
 * Returns: (transfer none): a #MadoChartColumn
 */
GtkWidget *
mado_chart_get_column (MadoChart *self, guint i)
{
  g_return_val_if_fail (MADO_IS_CHART (self) && i < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, i);
}
