/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label, and a badge beside it where there is one. */
#include "app/widgets/mado-label-layout.h"

#define SPACING 6

struct _MadoLabelLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoLabelLayout, mado_label_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Returns: (nullable): the badge that is shown */
static GtkWidget *
get_badge (GtkWidget *label)
{
  GtkWidget *badge = gtk_widget_get_next_sibling (label);

  return badge && gtk_widget_should_layout (badge) ? badge : NULL;
}

/* What the badge takes of the width, its spacing included. */
static int
measure_badge (GtkWidget *badge)
{
  int natural;

  if (!badge)
    return 0;
  gtk_widget_measure (badge, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural + SPACING;
}

static GtkSizeRequestMode
mado_label_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mado_label_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);
  GtkWidget *badge = get_badge (label);
  int beside = measure_badge (badge);
  int least;
  int high;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (label, orientation, -1, minimum, natural, NULL, NULL);
      *minimum += beside;
      *natural += beside;
      return;
    }
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (label, orientation, for_size < 0 ? -1 : MAX (for_size - beside, least),
                      minimum, natural, minimum_baseline, natural_baseline);
  if (!badge)
    return;
  gtk_widget_measure (badge, orientation, -1, NULL, &high, NULL, NULL);
  *minimum = MAX (*minimum, high);
  *natural = MAX (*natural, high);
}

static void
mado_label_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);
  GtkWidget *badge = get_badge (label);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int beside = measure_badge (badge);
  GtkAllocation rest = { mirrored ? beside : 0, 0, width - beside, height };
  GtkAllocation end = { mirrored ? 0 : width - beside + SPACING, 0, beside - SPACING, height };

  gtk_widget_size_allocate (label, &rest, baseline);
  if (badge)
    gtk_widget_size_allocate (badge, &end, -1);
}

static void
mado_label_layout_class_init (MadoLabelLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = mado_label_layout_get_request_mode;
  layout_class->measure = mado_label_layout_measure;
  layout_class->allocate = mado_label_layout_allocate;
}

static void
mado_label_layout_init (MadoLabelLayout *self)
{
}
