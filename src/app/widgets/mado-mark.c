/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoMark: a kind's mark. */
#include "app/widgets/mado-mark.h"

#include <adwaita.h>

#include "app/widgets/mado-palette.h"
#include "app/widgets/mado-scale.h"

#define BOX 20   /* pixels at scale 1.0, as the numbered disc */
#define SHAPE 10 /* the shape in it */
#define PICTURES_KEY "mado-mark-pictures"
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
  *minimum = *natural = mado_mark_get_size (widget);
}

static void
draw_number (GtkWidget *widget, cairo_t *cr, guint number, double size, gboolean dark)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  PangoFontDescription *font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  PangoRectangle ink;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * (number > 99 ? .46 : .6) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, (size - ink.width) / 2 - ink.x, (size - ink.height) / 2 - ink.y);
  /* White on the dark scheme's light blue would not be read. */
  cairo_set_source_rgb (cr, dark ? .1 : 1, dark ? .1 : 1, dark ? .1 : 1);
  pango_cairo_show_layout (cr, layout);
}

/* Returns: (transfer full): the shape of @kind, in a square of @size device pixels */
static GdkTexture *
make_picture (MadoKind kind, gboolean dark, int size)
{
  const double shape = (double) size * SHAPE / BOX;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *picture;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  GdkRGBA color;

  mado_palette_get_color (kind, dark, &color);
  gdk_cairo_set_source_rgba (cr, &color);
  mado_palette_draw (cr, mado_palette_get_shape (kind), (size - shape) / 2, (size - shape) / 2,
                     shape);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) size);
  picture = gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes, stride);
  cairo_surface_destroy (surface);
  return picture;
}

/* A list shows the same few shapes two hundred times: each is drawn once.
 * Returns: (transfer none): the shape of @kind in a square of @size pixels */
static GdkTexture *
get_picture (GtkWidget *widget, MadoKind kind, gboolean dark, int size)
{
  GObject *screen = G_OBJECT (gtk_widget_get_display (widget));
  GHashTable *pictures = g_object_get_data (screen, PICTURES_KEY);
  int pixels = size * gtk_widget_get_scale_factor (widget);
  gpointer key = GUINT_TO_POINTER ((guint) pixels << 8 | (guint) kind << 1 | (guint) dark);
  GdkTexture *picture;

  if (!pictures)
    {
      pictures = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
      g_object_set_data_full (screen, PICTURES_KEY, pictures, (GDestroyNotify) g_hash_table_unref);
    }
  picture = g_hash_table_lookup (pictures, key);
  if (!picture)
    {
      picture = make_picture (kind, dark, pixels);
      g_hash_table_insert (pictures, key, picture);
    }
  return picture;
}

static void
mado_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoMark *self = MADO_MARK (widget);
  const int size = mado_mark_get_size (widget);

  mado_mark_draw (widget, snapshot, self->kind, self->number,
                  (gtk_widget_get_width (widget) - size) / 2.,
                  (gtk_widget_get_height (widget) - size) / 2.);
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

  self->number = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * mado_mark_get_size:
 * @widget: whose text scale counts
 *
 * Returns: the width and the height of a mark, in pixels
 */
int
mado_mark_get_size (GtkWidget *widget)
{
  return mado_scale_apply (widget, BOX);
}

/**
 * mado_mark_draw:
 * @widget: whose text scale and font count
 * @number: number in the series; 0 for none, as is one that would not fit
 * @x: of the upper left corner
 * @y: of the upper left corner
 *
 * Draws a mark where it is no widget.
 */
void
mado_mark_draw (GtkWidget *widget, GtkSnapshot *snapshot, MadoKind kind, guint number, double x,
                double y)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const int box = mado_mark_get_size (widget);
  graphene_rect_t bounds;

  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_SNAPSHOT (snapshot));

  graphene_rect_init (&bounds, (float) x, (float) y, (float) box, (float) box);
  if (number > 0 && number <= MOST)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      GdkRGBA color;

      mado_palette_get_color (kind, dark, &color);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_translate (cr, x, y);
      mado_palette_draw (cr, MADO_SHAPE_DISC, 0, 0, box);
      draw_number (widget, cr, number, box, dark);
      cairo_destroy (cr);
    }
  else
    gtk_snapshot_append_texture (snapshot, get_picture (widget, kind, dark, box), &bounds);
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
