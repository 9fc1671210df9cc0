/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One shape and one colour a kind, everywhere: the table, and how a shape is drawn. Shape and word
 * carry the meaning; colour only helps. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_SHAPE_RING,
  MADO_SHAPE_DISC,
  MADO_SHAPE_DIAMOND,
  MADO_SHAPE_BAR,
  MADO_SHAPE_PENNANT,
  MADO_SHAPE_SQUARE,
  MADO_SHAPE_HOUSE,
  MADO_SHAPE_BUST,
  MADO_SHAPE_BUBBLE,
  MADO_SHAPE_PAGE,
} MadoShape;

MadoShape mado_palette_get_shape (MadoKind kind);
void mado_palette_get_color (MadoKind kind, gboolean dark, GdkRGBA *color);
/* Search hits. */
void mado_palette_get_hit (gboolean dark, GdkRGBA *ground, GdkRGBA *text);

typedef struct
{
  GdkRGBA text;
  GdkRGBA ground;
  GdkRGBA accent;
  GdkRGBA on_mark; /* numbers on discs */
  float pale; /* how much of the text's opacity a dim text has; 1 where contrast is asked for */
  gboolean is_dark;
  gboolean has_contrast;
} MadoInk;

/* What is drawn and is no widget has its colours from here. */
void mado_ink_get (MadoInk *ink);

/* Fills @shape into the square of @size with its upper left corner at @x, @y, in the cairo source's
 * colour. */
void mado_palette_draw (cairo_t *cr, MadoShape shape, double x, double y, double size);

G_END_DECLS
