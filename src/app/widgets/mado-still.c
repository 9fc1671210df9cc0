/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoStill: one child, never asked for its height. */
#include "app/widgets/mado-still.h"

struct _MadoStill
{
  GtkWidget parent_instance;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (MadoStill, mado_still, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
mado_still_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mado_still_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
}

static void
mado_still_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoStill *self = MADO_STILL (widget);
  GtkAllocation allocation = { 0, 0, width, height };
  int least;

  if (!self->child || !gtk_widget_should_layout (self->child))
    return;
  /* Its height is not asked for: what scrolls fits into any, and would lay itself out for it. */
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  allocation.width = MAX (width, least);
  gtk_widget_size_allocate (self->child, &allocation, -1);
}

static void
mado_still_dispose (GObject *object)
{
  g_clear_pointer (&MADO_STILL (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_still_parent_class)->dispose (object);
}

static void
mado_still_class_init (MadoStillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_still_dispose;
  widget_class->get_request_mode = mado_still_get_request_mode;
  widget_class->measure = mado_still_measure;
  widget_class->size_allocate = mado_still_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_still_init (MadoStill *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * mado_still_new:
 * @child: (transfer floating): something that scrolls
 */
GtkWidget *
mado_still_new (GtkWidget *child)
{
  MadoStill *self = g_object_new (MADO_TYPE_STILL, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
