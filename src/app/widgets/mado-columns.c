/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoColumns: as many equal columns of a least width as fit. */
#include "app/widgets/mado-columns.h"

#include "app/widgets/mado-scale.h"

struct _MadoColumns
{
  GtkWidget parent_instance;
  int least_width;
  guint most_columns;
  gboolean is_last_least;
  int column_spacing;
  int row_spacing;
};

enum
{
  PROP_LEAST_WIDTH = 1,
  PROP_MOST_COLUMNS,
  PROP_IS_LAST_LEAST,
  PROP_COLUMN_SPACING,
  PROP_ROW_SPACING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (MadoColumns, mado_columns, GTK_TYPE_WIDGET)

static gboolean
is_wide (GtkWidget *child)
{
  return gtk_widget_has_css_class (child, "wide");
}

/* The next child that is laid out, from @child on. */
static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static int
get_column_width (MadoColumns *self, int width, guint columns)
{
  return MAX (0, (width - (int) (columns - 1) * self->column_spacing) / (int) columns);
}

static guint
count_columns (MadoColumns *self, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int least = mado_scale_apply (widget, self->least_width);
  guint columns = CLAMP ((width + self->column_spacing) / MAX (1, least + self->column_spacing), 1,
                         (int) self->most_columns);
  guint n = 0;
  int needed = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int minimum;

      if (is_wide (child))
        continue;
      n++;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      needed = MAX (needed, minimum);
    }
  columns = MIN (columns, MAX (n, 1));
  while (columns > 1
         && (get_column_width (self, width, columns) < needed
             || (self->is_last_least && least < needed)))
    columns--;
  return columns;
}

/* The width of a column, and where it begins. Those before a last one that keeps to its least width
 * have the rest. */
static int
place_column (MadoColumns *self, int width, guint columns, guint i, int *x)
{
  const int last = mado_scale_apply (GTK_WIDGET (self), self->least_width);
  int each;

  if (!self->is_last_least || columns < 2 || width < 0)
    each = width < 0 ? -1 : get_column_width (self, width, columns);
  else
    each = get_column_width (self, width - last - self->column_spacing, columns - 1);
  *x = (int) i * (each + self->column_spacing);
  return self->is_last_least && columns > 1 && width >= 0 && i == columns - 1 ? last : each;
}

/* Lays the children out in @width, -1 for as wide as they like to be, with all columns beside each
 * other; places them when @place, and returns the height. */
static int
lay_out (MadoColumns *self, int width, gboolean place)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const guint columns = width < 0 ? self->most_columns : count_columns (self, width);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      const gboolean wide = is_wide (child);
      GtkWidget *end = child;
      int height = 0;
      guint n = 0;

      for (; end != NULL && n < (wide ? 1 : columns) && is_wide (end) == wide;
           end = next_shown (gtk_widget_get_next_sibling (end)), n++)
        {
          int natural, x;
          const int child_width = wide ? width : place_column (self, width, columns, n, &x);

          gtk_widget_measure (end, GTK_ORIENTATION_VERTICAL, child_width, NULL, &natural, NULL,
                              NULL);
          height = MAX (height, natural);
        }
      for (guint i = 0; place && i < n; i++)
        {
          int x = 0;
          const int child_width = wide ? width : place_column (self, width, columns, i, &x);
          GtkAllocation allocation
              = { mirrored ? width - x - child_width : x, y, child_width, height };

          gtk_widget_size_allocate (child, &allocation, -1);
          child = next_shown (gtk_widget_get_next_sibling (child));
        }
      child = end;
      y += height + (end != NULL ? self->row_spacing : 0);
    }
  return y;
}

static GtkSizeRequestMode
mado_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mado_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoColumns *self = MADO_COLUMNS (widget);
  int least = 0, wanted = 0;
  guint n = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      least = MAX (least, child_minimum);
      wanted = MAX (wanted, child_natural);
      n += is_wide (child) ? 0 : 1;
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      n = CLAMP (n, 1, self->most_columns);
      *minimum = least;
      *natural = MAX (least, (int) n * wanted + (int) (n - 1) * self->column_spacing);
      return;
    }
  /* Asked for no width, a widget answers with the height below which no width lets it be: a box
   * takes that for its least, and finds it above what it likes to have at the width it gets. */
  *minimum = *natural = lay_out (self, for_size < 0 ? -1 : MAX (for_size, least), FALSE);
}

static void
mado_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (MADO_COLUMNS (widget), width, TRUE);
}

static void
mado_columns_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mado_columns_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
}

static void
mado_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoColumns *self = MADO_COLUMNS (object);

  switch (id)
    {
    case PROP_LEAST_WIDTH:
      g_value_set_int (value, self->least_width);
      break;
    case PROP_MOST_COLUMNS:
      g_value_set_uint (value, self->most_columns);
      break;
    case PROP_IS_LAST_LEAST:
      g_value_set_boolean (value, self->is_last_least);
      break;
    case PROP_COLUMN_SPACING:
      g_value_set_int (value, self->column_spacing);
      break;
    case PROP_ROW_SPACING:
      g_value_set_int (value, self->row_spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoColumns *self = MADO_COLUMNS (object);

  switch (id)
    {
    case PROP_LEAST_WIDTH:
      self->least_width = g_value_get_int (value);
      break;
    case PROP_MOST_COLUMNS:
      self->most_columns = g_value_get_uint (value);
      break;
    case PROP_IS_LAST_LEAST:
      self->is_last_least = g_value_get_boolean (value);
      break;
    case PROP_COLUMN_SPACING:
      self->column_spacing = g_value_get_int (value);
      break;
    case PROP_ROW_SPACING:
      self->row_spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
mado_columns_dispose (GObject *object)
{
  mado_columns_clear (MADO_COLUMNS (object));
  G_OBJECT_CLASS (mado_columns_parent_class)->dispose (object);
}

static void
mado_columns_class_init (MadoColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mado_columns_get_property;
  object_class->set_property = mado_columns_set_property;
  object_class->dispose = mado_columns_dispose;
  widget_class->get_request_mode = mado_columns_get_request_mode;
  widget_class->measure = mado_columns_measure;
  widget_class->size_allocate = mado_columns_size_allocate;
  widget_class->css_changed = mado_columns_css_changed;

  properties[PROP_LEAST_WIDTH] = g_param_spec_int ("least-width", NULL, NULL, 1, 10000, 150, flags);
  properties[PROP_MOST_COLUMNS] = g_param_spec_uint ("most-columns", NULL, NULL, 1, 100, 3, flags);
  properties[PROP_IS_LAST_LEAST] = g_param_spec_boolean ("is-last-least", NULL, NULL, FALSE, flags);
  properties[PROP_COLUMN_SPACING]
      = g_param_spec_int ("column-spacing", NULL, NULL, 0, 1000, 24, flags);
  properties[PROP_ROW_SPACING] = g_param_spec_int ("row-spacing", NULL, NULL, 0, 1000, 12, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "columns");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_columns_init (MadoColumns *self)
{
  self->least_width = 150;
  self->most_columns = 3;
  self->column_spacing = 24;
  self->row_spacing = 12;
}

/**
 * mado_columns_new:
 * @least_width: pixels at text scale 1.0
 * @most_columns: at most so many beside each other
 */
GtkWidget *
mado_columns_new (int least_width, guint most_columns)
{
  return g_object_new (MADO_TYPE_COLUMNS, "least-width", least_width, "most-columns", most_columns,
                       NULL);
}

/**
 * mado_columns_append:
 * @child: (transfer floating): the next child
 */
void
mado_columns_append (MadoColumns *self, GtkWidget *child)
{
  g_return_if_fail (MADO_IS_COLUMNS (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
mado_columns_clear (MadoColumns *self)
{
  GtkWidget *child;

  g_return_if_fail (MADO_IS_COLUMNS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
