/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the drawing: the axis, the names of the tracks, today. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-palette.h"

#define HAIR .10         /* of the text colour: lines of the axis and between tracks */
#define TEXTS_KEPT 1500  /* laid out texts that are kept; more than fit on any screen */
#define TODAY_CLEAR 44.0 /* pixels around today's pill in which labels give way */
#define LABEL 44.0       /* pixels that the label of a year needs */
#define LABEL_ERA 92.0
#define NAME_SHAPE 10.0

static PangoLayout *
make_text (MadoTimelineView *self, const char *text, MadoTimelineText style)
{
  static const double sizes[] = { .88, .94, .80, .76, .82, .60 };
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (context));
  PangoAttrList *attributes = pango_attr_list_new ();

  mado_inert_add_languages (attributes, text, self->language);
  if (style == MADO_TIMELINE_TEXT_NUMBER)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (pango_font_description_get_size_is_absolute (font))
    pango_font_description_set_absolute_size (font, pango_font_description_get_size (font)
                                                        * sizes[style]);
  else
    pango_font_description_set_size (font,
                                     (int) (pango_font_description_get_size (font) * sizes[style]));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

/* transfer none: laid out once, and kept while the style stays. */
PangoLayout *
mado_timeline_view_get_text (MadoTimelineView *self, const char *text, MadoTimelineText style)
{
  g_autofree char *key = g_strdup_printf ("%u%s", style, text);
  PangoLayout *layout = g_hash_table_lookup (self->texts, key);

  if (layout)
    return layout;
  if (g_hash_table_size (self->texts) >= TEXTS_KEPT)
    g_hash_table_remove_all (self->texts);
  layout = make_text (self, text, style);
  g_hash_table_insert (self->texts, g_steal_pointer (&key), layout);
  return layout;
}

void
mado_timeline_view_append_text (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y,
                                const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  /* Between pixels letters would be blurred. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((int) (x + .5), (int) (y + .5)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_rect (GtkSnapshot *snapshot, const GdkRGBA *color, double alpha, double x, double y,
             double width, double height)
{
  GdkRGBA tone = *color;

  tone.alpha *= alpha;
  gtk_snapshot_append_color (snapshot, &tone, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static double
get_hair (const MadoInk *ink)
{
  return ink->has_contrast ? .5 : HAIR;
}

static GArray *
list_ticks (MadoTimelineView *self)
{
  gboolean has_era = mado_display_get_interface_language () == MADO_LANGUAGE_JA
                     && mado_display_get_era (mado_display_get_for_widget (GTK_WIDGET (self)));

  return mado_axis_list_ticks (&self->axis, (has_era ? LABEL_ERA : LABEL) * self->unit);
}

static void
draw_lines (MadoTimelineView *self, GtkSnapshot *snapshot, GArray *ticks, const MadoInk *ink)
{
  double gutter = mado_timeline_view_get_gutter (self);
  double top = (MADO_TIMELINE_AXIS - 8) * self->unit;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  for (guint i = 0; i < ticks->len; i++)
    {
      const MadoTick *tick = &g_array_index (ticks, MadoTick, i);
      int x = (int) (gutter + tick->x);

      if (tick->x >= 0 && tick->x <= self->axis.width)
        append_rect (snapshot, &ink->text, get_hair (ink) * (tick->month == 1 ? 1 : .6), x, top, 1,
                     height - top);
    }
}

static char *
format_tick (MadoTimelineView *self, const MadoTick *tick)
{
  g_autofree char *lower = NULL, *iso = NULL;
  char *upper = NULL;
  g_autoptr (MadoDate) month = NULL;

  if (tick->month == 1)
    return mado_timeline_view_format_year (self, tick->year);
  iso = g_strdup_printf ("%04d-%02d", tick->year, tick->month);
  month = mado_date_new_from_iso (iso, NULL);
  if (month)
    mado_date_format_gutter (month, mado_display_get_interface_language (), &upper, &lower);
  return upper ? upper : g_strdup ("");
}

/* Labels stand right of their line; those within reach of today's pill give way. */
static void
draw_labels (MadoTimelineView *self, GtkSnapshot *snapshot, GArray *ticks, double y,
             const MadoInk *ink)
{
  double now = mado_axis_get_x (&self->axis, self->today + .5), free_from = -G_MAXDOUBLE;
  double gutter = mado_timeline_view_get_gutter (self);
  GdkRGBA color = ink->text;

  color.alpha *= ink->pale;
  for (guint i = 0; i < ticks->len; i++)
    {
      const MadoTick *tick = &g_array_index (ticks, MadoTick, i);
      g_autofree char *text = tick->is_labelled ? format_tick (self, tick) : NULL;
      PangoLayout *layout
          = text ? mado_timeline_view_get_text (self, text, MADO_TIMELINE_TEXT_AXIS) : NULL;
      int width, height;

      if (!layout)
        continue;
      pango_layout_get_pixel_size (layout, &width, &height);
      if (tick->x + 4 < free_from || tick->x + 4 < 0
          || (tick->x + 4 + width > now - TODAY_CLEAR / 2 * self->unit - 4
              && tick->x < now + TODAY_CLEAR / 2 * self->unit))
        continue;
      free_from = tick->x + 4 + width + 6;
      mado_timeline_view_append_text (
          snapshot, layout, gutter + tick->x + 4,
          y + (MADO_TIMELINE_AXIS * self->unit - height) / 2 - 3 * self->unit, &color);
    }
}

static void
draw_today (MadoTimelineView *self, GtkSnapshot *snapshot, double y, const MadoInk *ink)
{
  double gutter = mado_timeline_view_get_gutter (self);
  double now = mado_axis_get_x (&self->axis, self->today + .5);
  PangoLayout *layout
      = mado_timeline_view_get_text (self, C_ ("axis", "Today"), MADO_TIMELINE_TEXT_AXIS);
  int width, height;
  double pill, x;
  GskRoundedRect outline;

  if (now < 0 || now > self->axis.width)
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  pill = width + 12 * self->unit;
  x = CLAMP (gutter + now - pill / 2, gutter, gutter + self->axis.width - pill);
  append_rect (snapshot, &ink->accent, 1, gutter + now - 1, y + 2, 2,
               gtk_widget_get_height (GTK_WIDGET (self)) - y - 2);
  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (x, y + 1, pill, MIN (height + 2, 22 * self->unit)),
      6 * self->unit);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  append_rect (snapshot, &ink->accent, 1, x, y, pill, height + 4);
  gtk_snapshot_pop (snapshot);
  mado_timeline_view_append_text (snapshot, layout, x + (pill - width) / 2, y + 2, &ink->on_mark);
}

/* The shape and the name of a track: beside it, and where it is narrow, over it. */
static void
draw_name (MadoTimelineView *self, GtkSnapshot *snapshot, const MadoTimelineRow *row,
           const MadoInk *ink)
{
  const MadoTimelineTrack *track = mado_timeline_data_get_track (self->data, row->track);
  double shape = NAME_SHAPE * self->unit, gutter = mado_timeline_view_get_gutter (self);
  double x = (self->is_narrow ? 8 : 15) * self->unit;
  double height = self->is_narrow ? row->name_height + 2 : row->height;
  double room = (self->is_narrow ? self->axis.width : gutter) - x - shape - 14 * self->unit;
  PangoLayout *layout = mado_timeline_view_get_text (
      self, track->title, self->is_narrow ? MADO_TIMELINE_TEXT_PLATE : MADO_TIMELINE_TEXT_NAME);
  GdkRGBA color;
  int text_height;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (x, row->y + (height - shape) / 2, shape, shape));

  mado_palette_get_color (track->kind, ink->is_dark, &color);
  gdk_cairo_set_source_rgba (cr, &color);
  mado_palette_draw (cr, mado_palette_get_shape (track->kind), x, row->y + (height - shape) / 2,
                     shape);
  cairo_destroy (cr);
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  mado_timeline_view_append_text (snapshot, layout, x + shape + 9 * self->unit,
                                  row->y + (height - text_height) / 2, &ink->text);
}

void
mado_timeline_view_draw (MadoTimelineView *self, GtkSnapshot *snapshot)
{
  MadoInk ink;
  g_autoptr (GArray) ticks = list_ticks (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double gutter = mado_timeline_view_get_gutter (self), axis = MADO_TIMELINE_AXIS * self->unit;
  /* The axis stays in sight while the tracks are scrolled under it. */
  double top = self->vadjustment ? gtk_adjustment_get_value (self->vadjustment) : 0;

  mado_ink_get (&ink);
  draw_lines (self, snapshot, ticks, &ink);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MadoTimelineRow *row = &g_array_index (self->rows, MadoTimelineRow, i);

      append_rect (snapshot, &ink.text, get_hair (&ink), 0, (int) row->y, width, 1);
      draw_name (self, snapshot, row, &ink);
      gtk_snapshot_push_clip (snapshot,
                              &GRAPHENE_RECT_INIT (gutter, row->y, self->axis.width, row->height));
      mado_timeline_view_paint_row (self, snapshot, row, &ink);
      gtk_snapshot_pop (snapshot);
    }
  if (top > 0)
    append_rect (snapshot, &ink.ground, 1, 0, top, width, axis);
  draw_labels (self, snapshot, ticks, top, &ink);
  draw_today (self, snapshot, top, &ink);
}
