/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoWrap: children in lines, as words are. */
#include "app/widgets/mado-wrap.h"

struct _MadoWrap
{
  GtkWidget parent_instance;
  int spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (MadoWrap, mado_wrap, GTK_TYPE_WIDGET)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* A child's width in a line of @width, and its height then. */
static void
size_child (GtkWidget *child, int width, int *child_width, int *child_height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *child_width = MAX (minimum, MIN (natural, width));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *child_width, NULL, child_height, NULL,
                      NULL);
}

static void
place_line (MadoWrap *self, GtkWidget *first, GtkWidget *end, int width, int y, int height)
{
  const gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation allocation;

      size_child (child, width, &allocation.width, &allocation.height);
      allocation.x = mirrored ? width - x - allocation.width : x;
      allocation.y = y + (height - allocation.height) / 2;
      gtk_widget_size_allocate (child, &allocation, -1);
      x += allocation.width + self->spacing;
    }
}

static int
lay_out (MadoWrap *self, int width, gboolean place)
{
  GtkWidget *first = next_shown (gtk_widget_get_first_child (GTK_WIDGET (self)));
  int y = 0;

  while (first != NULL)
    {
      GtkWidget *end = first;
      int x = 0, height = 0;

      while (end != NULL)
        {
          int child_width, child_height;

          size_child (end, width, &child_width, &child_height);
          if (end != first && x + child_width > width)
            break;
          x += child_width + self->spacing;
          height = MAX (height, child_height);
          end = next_shown (gtk_widget_get_next_sibling (end));
        }
      if (place)
        place_line (self, first, end, width, y, height);
      first = end;
      y += height + (end != NULL ? self->spacing : 0);
    }
  return y;
}

static GtkSizeRequestMode
mado_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mado_wrap_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoWrap *self = MADO_WRAP (widget);
  int least = 0, wanted = 0;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      least = MAX (least, child_minimum);
      wanted += child_natural + (wanted > 0 ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, wanted);
      return;
    }
  *minimum = *natural
      = lay_out (self, for_size < 0 ? MAX (least, wanted) : MAX (for_size, least), FALSE);
}

static void
mado_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (MADO_WRAP (widget), width, TRUE);
}

static void
mado_wrap_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, MADO_WRAP (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_wrap_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    {
      MADO_WRAP (object)->spacing = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_wrap_dispose (GObject *object)
{
  mado_wrap_clear (MADO_WRAP (object));
  G_OBJECT_CLASS (mado_wrap_parent_class)->dispose (object);
}

static void
mado_wrap_class_init (MadoWrapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mado_wrap_get_property;
  object_class->set_property = mado_wrap_set_property;
  object_class->dispose = mado_wrap_dispose;
  widget_class->get_request_mode = mado_wrap_get_request_mode;
  widget_class->measure = mado_wrap_measure;
  widget_class->size_allocate = mado_wrap_size_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 6,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "wrap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_wrap_init (MadoWrap *self)
{
  self->spacing = 6;
}

GtkWidget *
mado_wrap_new (int spacing)
{
  return g_object_new (MADO_TYPE_WRAP, "spacing", spacing, NULL);
}

/**
 * mado_wrap_append:
 * @child: (transfer floating): the next child
 */
void
mado_wrap_append (MadoWrap *self, GtkWidget *child)
{
  g_return_if_fail (MADO_IS_WRAP (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
mado_wrap_clear (MadoWrap *self)
{
  GtkWidget *child;

  g_return_if_fail (MADO_IS_WRAP (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
