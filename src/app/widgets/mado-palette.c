/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of shapes and colours of the kinds, and the drawing of the shapes. */
#include "app/widgets/mado-palette.h"

#include <adwaita.h>

#define PALE .72f

typedef struct
{
  MadoShape shape;
  const char *light;
  const char *dark;
} Paint;

/* Contrast with the pane's ground is at least 3:1 in both schemes. */
static const Paint paints[MADO_N_KINDS] = {
  [MADO_KIND_NONE] = { MADO_SHAPE_RING, "#5e5c64", "#c0bfbc" },
  [MADO_KIND_DIALOGUE] = { MADO_SHAPE_DISC, "#1c71d8", "#78aeed" },
  [MADO_KIND_AGREEMENT] = { MADO_SHAPE_DIAMOND, "#813d9c", "#c793d9" },
  [MADO_KIND_PROJECT] = { MADO_SHAPE_BAR, "#26a269", "#57c28a" },
  [MADO_KIND_OPPORTUNITY] = { MADO_SHAPE_PENNANT, "#c64600", "#ffa348" },
  [MADO_KIND_EVENT] = { MADO_SHAPE_SQUARE, "#865e3c", "#cdab8f" },
  [MADO_KIND_NEWS] = { MADO_SHAPE_PAGE, "#5e5c64", "#c0bfbc" },
  [MADO_KIND_ORGANISATION] = { MADO_SHAPE_HOUSE, "#0f7b86", "#5bc8d2" },
  [MADO_KIND_PERSON] = { MADO_SHAPE_BUST, "#0f7b86", "#5bc8d2" },
  [MADO_KIND_DOCUMENT] = { MADO_SHAPE_PAGE, "#5e5c64", "#c0bfbc" },
  [MADO_KIND_TERM] = { MADO_SHAPE_RING, "#5e5c64", "#c0bfbc" },
  [MADO_KIND_ANSWER] = { MADO_SHAPE_BUBBLE, "#0f7b86", "#5bc8d2" },
  [MADO_KIND_FIGURE] = { MADO_SHAPE_RING, "#5e5c64", "#c0bfbc" },
  [MADO_KIND_THEME] = { MADO_SHAPE_RING, "#5e5c64", "#c0bfbc" },
};

static const Paint *
find_paint (MadoKind kind)
{
  return &paints[kind < MADO_N_KINDS ? kind : MADO_KIND_NONE];
}

MadoShape
mado_palette_get_shape (MadoKind kind)
{
  return find_paint (kind)->shape;
}

/**
 * mado_palette_get_color:
 * @dark: whether the scheme is dark
 * @color: (out caller-allocates): the colour
 */
void
mado_palette_get_color (MadoKind kind, gboolean dark, GdkRGBA *color)
{
  const Paint *paint = find_paint (kind);

  g_return_if_fail (color != NULL);
  gdk_rgba_parse (color, dark ? paint->dark : paint->light);
}

void
mado_palette_get_hit (gboolean dark, GdkRGBA *ground, GdkRGBA *text)
{
  g_return_if_fail (ground != NULL && text != NULL);
  gdk_rgba_parse (ground, dark ? "#986a00" : "#f9f06b");
  gdk_rgba_parse (text, dark ? "#ffffff" : "#241f31");
}

/**
 * mado_ink_get:
 * @ink: (out caller-allocates): the colours of the scheme that is shown now
 */
void
mado_ink_get (MadoInk *ink)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_return_if_fail (ink != NULL);

  ink->is_dark = adw_style_manager_get_dark (style);
  ink->has_contrast = adw_style_manager_get_high_contrast (style);
  ink->pale = ink->has_contrast ? 1 : PALE;
  gdk_rgba_parse (&ink->text, ink->is_dark ? "#ffffff" : ink->has_contrast ? "#000000" : "#2f2f2f");
  gdk_rgba_parse (&ink->ground, ink->is_dark ? "#242424" : "#fafafa");
  gdk_rgba_parse (&ink->accent, ink->is_dark ? "#78aeed" : "#3584e4");
  /* White on the dark scheme's light colours would not be read. */
  gdk_rgba_parse (&ink->on_mark, ink->is_dark ? "#1a1a1a" : "#ffffff");
}

static void
add_corners (cairo_t *cr, const double (*corners)[2], guint n)
{
  cairo_move_to (cr, corners[0][0], corners[0][1]);
  for (guint i = 1; i < n; i++)
    cairo_line_to (cr, corners[i][0], corners[i][1]);
  cairo_close_path (cr);
}

static void
add_path (cairo_t *cr, MadoShape shape)
{
  static const double diamond[][2] = { { .5, 0 }, { 1, .5 }, { .5, 1 }, { 0, .5 } };
  static const double pennant[][2] = { { .05, .04 }, { 1, .5 }, { .05, .96 } };
  static const double house[][2] = { { .5, .04 }, { 1, .44 }, { 1, .94 }, { 0, .94 }, { 0, .44 } };
  static const double page[][2] = { { .14, 0 }, { .86, 0 }, { .86, 1 }, { .14, 1 } };
  static const double bubble[][2]
      = { { 0, .06 }, { 1, .06 }, { 1, .72 }, { .45, .72 }, { .18, 1 }, { .18, .72 }, { 0, .72 } };

  switch (shape)
    {
    case MADO_SHAPE_DISC:
      cairo_arc (cr, .5, .5, .5, 0, 2 * G_PI);
      break;
    case MADO_SHAPE_DIAMOND:
      add_corners (cr, diamond, G_N_ELEMENTS (diamond));
      break;
    case MADO_SHAPE_BAR:
      cairo_rectangle (cr, 0, .3, 1, .4);
      break;
    case MADO_SHAPE_PENNANT:
      add_corners (cr, pennant, G_N_ELEMENTS (pennant));
      break;
    case MADO_SHAPE_SQUARE:
      cairo_rectangle (cr, .08, .08, .84, .84);
      break;
    case MADO_SHAPE_HOUSE:
      add_corners (cr, house, G_N_ELEMENTS (house));
      break;
    case MADO_SHAPE_BUST:
      cairo_arc (cr, .5, .26, .24, 0, 2 * G_PI);
      cairo_close_path (cr);
      cairo_move_to (cr, .02, 1);
      cairo_curve_to (cr, .02, .4, .98, .4, .98, 1);
      cairo_close_path (cr);
      break;
    case MADO_SHAPE_BUBBLE:
      add_corners (cr, bubble, G_N_ELEMENTS (bubble));
      break;
    case MADO_SHAPE_PAGE:
      add_corners (cr, page, G_N_ELEMENTS (page));
      break;
    case MADO_SHAPE_RING:
    default:
      cairo_arc (cr, .5, .5, .5, 0, 2 * G_PI);
      cairo_new_sub_path (cr);
      cairo_arc_negative (cr, .5, .5, .3, 2 * G_PI, 0);
      break;
    }
}

/**
 * mado_palette_draw:
 * @cr: a cairo context whose source is the colour
 * @size: side of the square, in the context's units
 */
void
mado_palette_draw (cairo_t *cr, MadoShape shape, double x, double y, double size)
{
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size, size);
  add_path (cr, shape);
  cairo_fill (cr);
  cairo_restore (cr);
}
