/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoMark: a kind's mark. */
#include "app/widgets/mado-mark.h"

#include <adwaita.h>

#include "app/widgets/mado-palette.h"
#include "app/widgets/mado-scale.h"

#define BOX 20   /* pixels at scale 1.0, as the numbered disc */
#define SHAPE 10 /* the shape in it */
#define MOST 999 /* a higher number would not fit and is not shown */

struct _MadoMark
{
  GtkWidget parent_instance;
  MadoKind kind;
  guint number; /* 0: none */
};

G_DEFINE_FINAL_TYPE (MadoMark, mado_mark, GTK_TYPE_WIDGET)

static void
mado_mark_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = mado_scale_apply (widget, BOX);
}

static void
draw_number (MadoMark *self, cairo_t *cr, double size, gboolean dark)
{
  g_autofree char *text = g_strdup_printf ("%u", self->number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  PangoRectangle ink;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font,
                                            size * (self->number > 99 ? .46 : .6) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, (size - ink.width) / 2 - ink.x, (size - ink.height) / 2 - ink.y);
  /* White on the dark scheme's light blue would not be read. */
  cairo_set_source_rgb (cr, dark ? .1 : 1, dark ? .1 : 1, dark ? .1 : 1);
  pango_cairo_show_layout (cr, layout);
}

static void
mado_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoMark *self = MADO_MARK (widget);
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const double box = mado_scale_apply (widget, BOX), shape = box * SHAPE / BOX;
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds;
  cairo_t *cr;
  GdkRGBA color;

  mado_palette_get_color (self->kind, dark, &color);
  graphene_rect_init (&bounds, 0, 0, width, height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_translate (cr, (width - box) / 2, (height - box) / 2);
  if (self->number > 0)
    {
      mado_palette_draw (cr, MADO_SHAPE_DISC, 0, 0, box);
      draw_number (self, cr, box, dark);
    }
  else
    mado_palette_draw (cr, mado_palette_get_shape (self->kind), (box - shape) / 2,
                       (box - shape) / 2, shape);
  cairo_destroy (cr);
}

static void
mado_mark_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (mado_mark_parent_class)->css_changed (widget, change);
  /* The scheme or the text scale may be another. */
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
mado_mark_class_init (MadoMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = mado_mark_measure;
  widget_class->snapshot = mado_mark_snapshot;
  widget_class->css_changed = mado_mark_css_changed;
  gtk_widget_class_set_css_name (widget_class, "mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mado_mark_init (MadoMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mado_mark_new (MadoKind kind)
{
  MadoMark *self = g_object_new (MADO_TYPE_MARK, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
mado_mark_set_kind (MadoMark *self, MadoKind kind)
{
  g_return_if_fail (MADO_IS_MARK (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_mark_set_number:
 * @number: number in the series; 0 for none
 */
void
mado_mark_set_number (MadoMark *self, guint number)
{
  g_return_if_fail (MADO_IS_MARK (self));

  self->number = number <= MOST ? number : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_mark_set_name:
 * @name: the kind's name for assistive tools: "Agreement"
 */
void
mado_mark_set_name (MadoMark *self, const char *name)
{
  g_return_if_fail (MADO_IS_MARK (self));
  g_return_if_fail (name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
