/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoBars: rows of a name, a bar and a number. */
#include "app/widgets/mado-bars.h"

#include <adwaita.h>

#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-palette.h"
#include "app/widgets/mado-scale.h"

#define THICKNESS 8 /* pixels at scale 1.0 */
#define LEAST 48    /* of a track */
#define NAME 24     /* characters that a name may take before it wraps */

/* --- One bar --- */

#define MADO_TYPE_BAR (mado_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoBar, mado_bar, MADO, BAR, GtkWidget)

struct _MadoBar
{
  GtkWidget parent_instance;
  MadoBars *bars; /* its owner */
  gint64 value;
};

struct _MadoBars
{
  GtkWidget parent_instance;
  MadoKind kind;
  GtkGrid *grid;
  GPtrArray *bars; /* (element-type MadoBar) */
  gint64 most;
};

G_DEFINE_FINAL_TYPE (MadoBar, mado_bar, GTK_TYPE_WIDGET)
G_DEFINE_FINAL_TYPE (MadoBars, mado_bars, GTK_TYPE_WIDGET)

static double
get_share (MadoBar *self)
{
  return self->bars->most > 0 ? CLAMP ((double) self->value / self->bars->most, 0, 1) : 0;
}

static void
mado_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural
      = mado_scale_apply (widget, orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST : THICKNESS);
}

/* As the track is. */
static void
append_rounded (GtkSnapshot *snapshot, double x, double width, double height, const GdkRGBA *color)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, 0, width, height);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
mado_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoBar *self = MADO_BAR (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double share = get_share (self);
  /* Whatever is there at all is to be seen. */
  const double filled = self->value > 0 ? MAX (share * width, height) : 0;
  const double x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - filled : 0;
  GdkRGBA color;

  /* The track is the widget's own ground, by the style sheet. */
  mado_palette_get_color (self->bars->kind, adw_style_manager_get_dark (style), &color);
  if (filled > 0)
    append_rounded (snapshot, x, filled, height, &color);
}

static void
mado_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mado_bar_parent_class)->css_changed (widget, change);
  /* The scheme or the text scale may be another. */
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
mado_bar_class_init (MadoBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mado_bar_measure;
  widget_class->snapshot = mado_bar_snapshot;
  widget_class->css_changed = mado_bar_css_changed;
  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mado_bar_init (MadoBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/* --- All of them --- */

static void
mado_bars_dispose (GObject *object)
{
  MadoBars *self = MADO_BARS (object);

  g_clear_pointer (&self->bars, g_ptr_array_unref);
  if (self->grid)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
  G_OBJECT_CLASS (mado_bars_parent_class)->dispose (object);
}

static void
mado_bars_class_init (MadoBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_bars_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "bars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_bars_init (MadoBars *self)
{
  self->bars = g_ptr_array_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

/**
 * mado_bars_new:
 * @kind: of what is counted: gives the colour
 */
GtkWidget *
mado_bars_new (MadoKind kind)
{
  MadoBars *self = g_object_new (MADO_TYPE_BARS, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

static GtkWidget *
make_label (const char *text, float xalign)
{
  g_autofree char *inert = mado_inert_line (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/**
 * mado_bars_append:
 * @name: of the row, in the language of the reader
 * @value: not negative; the longest bar is that of the greatest
 * @number: @value as it is written, perhaps with its unit
 */
void
mado_bars_append (MadoBars *self, const char *name, gint64 value, const char *number)
{
  MadoBar *bar;
  GtkWidget *name_label, *number_label;
  const int row = self->bars->len;

  g_return_if_fail (MADO_IS_BARS (self) && name != NULL && number != NULL);

  bar = g_object_new (MADO_TYPE_BAR, NULL);
  bar->bars = self;
  bar->value = value;
  name_label = make_label (name, 0);
  number_label = make_label (number, 1);
  gtk_label_set_max_width_chars (GTK_LABEL (name_label), NAME);
  gtk_widget_add_css_class (number_label, "numeric");
  gtk_label_set_max_width_chars (GTK_LABEL (number_label), NAME);
  gtk_grid_attach (self->grid, name_label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (bar), 1, row, 1, 1);
  gtk_grid_attach (self->grid, number_label, 2, row, 1, 1);
  g_ptr_array_add (self->bars, bar);
  self->most = MAX (self->most, value);
}

guint
mado_bars_get_n (MadoBars *self)
{
  g_return_val_if_fail (MADO_IS_BARS (self), 0);

  return self->bars->len;
}

/**
 * mado_bars_get_share:
 *
 * Returns: how much of its track the bar @i fills, from 0 to 1
 */
double
mado_bars_get_share (MadoBars *self, guint i)
{
  g_return_val_if_fail (MADO_IS_BARS (self) && i < self->bars->len, 0);

  return get_share (g_ptr_array_index (self->bars, i));
}
