/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawing of one track: bars, bands, the line of a series, marks and their numbers. What is not
 * on screen is left out before anything is drawn. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-palette.h"

#define BAR .24 /* of the kind's colour */
#define BAND .20
#define LINE .55
#define HALO .28
#define UNLIT .35
#define CAP 3.0 /* pixels at text scale 1.0 */
#define BAR_HEIGHT 12.0
#define LINE_WIDTH 1.5
#define NAME_INSET 7.0
#define NAME_LEAST 26.0 /* pixels of a name that are worth to be shown */
#define BEYOND 60.0     /* how far out of sight something may stand and still reach in */

typedef struct
{
  MadoTimelineView *self;
  const MadoTimelineRow *row;
  const MadoTimelineTrack *track;
  const MadoInk *ink;
  GdkRGBA color;
  double origin; /* where the content's x of 0 is in the widget */
  double left;   /* the stretch of the content that is on screen */
  double right;
  double unit;
} Paint;

static const MadoTimelineItem *
get_item (const Paint *paint, guint item)
{
  return mado_timeline_data_get_item (paint->self->data, item);
}

static void
set_color (const Paint *paint, cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, paint->color.red, paint->color.green, paint->color.blue, alpha);
}

static double
get_light (const Paint *paint, guint item)
{
  return mado_timeline_item_is_lit (paint->self->data, item) ? 1 : UNLIT;
}

static gboolean
is_seen (const Paint *paint, double from, double to)
{
  return to >= paint->left - BEYOND && from <= paint->right + BEYOND;
}

static double
get_middle (const Paint *paint)
{
  return paint->row->y + paint->row->name_height
         + (paint->row->height - paint->row->name_height) / 2;
}

static void
paint_joints (const Paint *paint, cairo_t *cr)
{
  const double dots[] = { 1.5 * paint->unit, 3 * paint->unit };
  double y = get_middle (paint);

  cairo_set_line_width (cr, LINE_WIDTH * paint->unit);
  set_color (paint, cr, paint->ink->has_contrast ? 1 : LINE);
  for (guint i = 0; i < paint->row->layout->joints->len; i++)
    {
      const MadoJoint *joint = &g_array_index (paint->row->layout->joints, MadoJoint, i);

      if (!is_seen (paint, joint->from, joint->to))
        continue;
      cairo_set_dash (cr, dots, joint->is_dotted ? 2 : 0, 0);
      /* A line of a million pixels would be dotted a million times. */
      cairo_move_to (cr, paint->origin + MAX (joint->from, paint->left - BEYOND), y);
      cairo_line_to (cr, paint->origin + MIN (joint->to, paint->right + BEYOND), y);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

static double
get_bar_height (const Paint *paint)
{
  if (paint->track->mode == MADO_TRACK_LANES)
    return BAR_HEIGHT * paint->unit;
  return (paint->row->height - paint->row->name_height) / MAX (paint->row->layout->n_lanes, 1)
         - 10 * paint->unit;
}

static void
set_bar_source (const Paint *paint, cairo_t *cr, double from, double to, double alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (from, 0, to, 0);
  const GdkRGBA *color = &paint->color;

  cairo_pattern_add_color_stop_rgba (pattern, 0, color->red, color->green, color->blue, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, .75, color->red, color->green, color->blue, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 1, color->red, color->green, color->blue, 0);
  cairo_set_source (cr, pattern);
  cairo_pattern_destroy (pattern);
}

static void
paint_bar (const Paint *paint, cairo_t *cr, const MadoPlaced *bar)
{
  const MadoTimelineItem *item = get_item (paint, bar->item);
  double light = get_light (paint, bar->item), height = get_bar_height (paint);
  double top = mado_timeline_row_get_middle (paint->row, bar, paint->unit) - height / 2;
  double from = paint->origin + MAX (bar->x, paint->left - BEYOND);
  double to = paint->origin + MIN (bar->end, paint->right + BEYOND);

  if (item->last == G_MAXINT)
    set_bar_source (paint, cr, from, paint->origin + bar->end, BAR * light);
  else
    set_color (paint, cr, BAR * light);
  cairo_rectangle (cr, from, top, to - from, height);
  cairo_fill (cr);
  /* A month or a year has no beginning that is known. */
  set_color (paint, cr, light);
  if (item->form == MADO_FORM_PERIOD || item->form == MADO_FORM_DAY)
    cairo_rectangle (cr, paint->origin + bar->x, top, CAP * paint->unit, height);
  cairo_fill (cr);
  if (paint->ink->has_contrast)
    {
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, from + .5, top + .5, to - from - 1, height - 1);
      cairo_stroke (cr);
    }
}

/* A month or a year that is all that is known of a date. */
static void
paint_band (const Paint *paint, cairo_t *cr, const MadoPlaced *mark)
{
  const MadoTimelineItem *item = get_item (paint, mark->item);
  double width = (item->last - item->first + 1) * paint->self->axis.scale;
  double height = (MADO_LAYOUT_MARK + 9) * paint->unit;

  if (mark->count > 1 || (item->form != MADO_FORM_MONTH && item->form != MADO_FORM_YEAR))
    return;
  width = MAX (width, (MADO_LAYOUT_MARK + 2) * paint->unit);
  height = MIN (height, paint->row->height - paint->row->name_height - 2);
  set_color (paint, cr, BAND * get_light (paint, mark->item));
  cairo_rectangle (cr, paint->origin + mark->x - width / 2, get_middle (paint) - height / 2, width,
                   height);
  cairo_fill (cr);
}

static void
paint_ghosts (const Paint *paint, cairo_t *cr)
{
  const double dashes[] = { 2 * paint->unit, 2 * paint->unit };
  double half = MADO_LAYOUT_DISC / 2 * paint->unit - .5;

  for (guint i = 0; i < paint->row->layout->ghosts->len; i++)
    {
      const MadoGhost *ghost = &g_array_index (paint->row->layout->ghosts, MadoGhost, i);

      if (!is_seen (paint, ghost->x, ghost->x))
        continue;
      cairo_arc (cr, paint->origin + ghost->x, get_middle (paint), half, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, paint->ink->ground.red, paint->ink->ground.green,
                            paint->ink->ground.blue);
      cairo_fill_preserve (cr);
      set_color (paint, cr, .8);
      cairo_set_line_width (cr, 1.2);
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
}

static gboolean
stands_for (const Paint *paint, const MadoPlaced *placed, guint item)
{
  if (placed->form == MADO_PLACED_BAR)
    return placed->item == item;
  for (guint k = placed->index; k < placed->index + placed->count; k++)
    if (g_array_index (paint->row->layout->order, guint, k) == item)
      return TRUE;
  return FALSE;
}

/* Where the keys are, and what the page shows. */
static gboolean
has_halo (const Paint *paint, const MadoPlaced *placed, gboolean *is_focus)
{
  MadoTimelineView *self = paint->self;
  guint selected;

  *is_focus = self->has_cursor && self->cursor_track == paint->row->track
              && gtk_widget_has_focus (GTK_WIDGET (self))
              && stands_for (paint, placed, self->cursor);
  return *is_focus
         || (self->selected && mado_timeline_data_find (self->data, self->selected, &selected)
             && stands_for (paint, placed, selected));
}

static void
paint_halo (const Paint *paint, cairo_t *cr, const MadoPlaced *placed)
{
  gboolean is_focus;
  double x = paint->origin + placed->x;
  double y = mado_timeline_row_get_middle (paint->row, placed, paint->unit);
  double half = mado_placed_get_half (placed, paint->unit) + 5 * paint->unit;

  if (!has_halo (paint, placed, &is_focus))
    return;
  if (placed->form == MADO_PLACED_BAR)
    {
      double height = get_bar_height (paint) + 2 * paint->unit;
      double from = MAX (x, paint->origin + paint->left);
      double to = paint->origin + MIN (placed->end, paint->right);

      cairo_rectangle (cr, from - 2, y - height / 2, to - from + 4, height);
    }
  else
    cairo_arc (cr, x, y, half, 0, 2 * G_PI);
  set_color (paint, cr, HALO);
  if (!paint->ink->has_contrast)
    cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, paint->ink->text.red, paint->ink->text.green, paint->ink->text.blue,
                         paint->ink->has_contrast ? 1 : .55);
  cairo_set_line_width (cr, paint->ink->has_contrast ? 2 : 1.2);
  if (is_focus || paint->ink->has_contrast)
    cairo_stroke (cr);
  else
    cairo_new_path (cr);
}

/* A disc with a number is one meeting of a series. Many in one place are a tile with another one
 * seen behind it. */
static void
paint_bundle (const Paint *paint, cairo_t *cr, double x, double y, double half)
{
  double radius = 3 * paint->unit;
  double high = 7 * paint->unit;

  for (guint behind = 2; behind-- > 0;)
    {
      double left = x - half + 2.5 * behind * paint->unit;
      double top = y - high - 2.5 * behind * paint->unit;

      cairo_new_sub_path (cr);
      cairo_arc (cr, left + radius, top + radius, radius, G_PI, 1.5 * G_PI);
      cairo_arc (cr, left + 2 * half - radius, top + radius, radius, 1.5 * G_PI, 2 * G_PI);
      cairo_arc (cr, left + 2 * half - radius, top + 2 * high - radius, radius, 0, G_PI / 2);
      cairo_arc (cr, left + radius, top + 2 * high - radius, radius, G_PI / 2, G_PI);
      cairo_close_path (cr);
      if (behind)
        {
          cairo_set_line_width (cr, 1.2 * paint->unit);
          cairo_stroke (cr);
        }
      else
        cairo_fill (cr);
    }
}

static void
paint_mark (const Paint *paint, cairo_t *cr, const MadoPlaced *mark)
{
  const MadoTimelineItem *item = get_item (paint, mark->item);
  double half = mado_placed_get_half (mark, paint->unit);
  double x = paint->origin + mark->x;
  double y = mado_timeline_row_get_middle (paint->row, mark, paint->unit);
  MadoShape shape = mado_palette_get_shape (paint->track->kind);

  set_color (paint, cr, get_light (paint, mark->item));
  if (mark->form == MADO_PLACED_BUNDLE)
    {
      paint_bundle (paint, cr, x, y, half);
      return;
    }
  if (mark->form == MADO_PLACED_DISC)
    mado_palette_draw (cr, MADO_SHAPE_DISC, x - half, y - half, 2 * half);
  else
    mado_palette_draw (cr, shape, x - half, y - half, 2 * half);
  if ((item->form == MADO_FORM_MONTH || item->form == MADO_FORM_YEAR)
      && mark->form == MADO_PLACED_MARK)
    {
      double inner = half - 1.7 * paint->unit;

      cairo_set_source_rgb (cr, paint->ink->ground.red, paint->ink->ground.green,
                            paint->ink->ground.blue);
      mado_palette_draw (cr, shape, x - inner, y - inner, 2 * inner);
    }
}

static void
paint_shapes (const Paint *paint, GtkSnapshot *snapshot, guint first, guint n)
{
  const MadoLayout *layout = paint->row->layout;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (paint->origin + paint->left, paint->row->y,
                                     paint->right - paint->left, paint->row->height));

  for (guint i = 0; i < layout->bars->len; i++)
    {
      const MadoPlaced *bar = &g_array_index (layout->bars, MadoPlaced, i);

      if (!is_seen (paint, bar->x, bar->end))
        continue;
      paint_bar (paint, cr, bar);
      paint_halo (paint, cr, bar);
    }
  for (guint i = first; i < first + n; i++)
    paint_band (paint, cr, &g_array_index (layout->marks, MadoPlaced, i));
  paint_joints (paint, cr);
  paint_ghosts (paint, cr);
  for (guint i = first; i < first + n; i++)
    {
      const MadoPlaced *mark = &g_array_index (layout->marks, MadoPlaced, i);

      paint_halo (paint, cr, mark);
      paint_mark (paint, cr, mark);
    }
  cairo_destroy (cr);
}

/* @text is centred on a mark. */
static void
append_number (const Paint *paint, GtkSnapshot *snapshot, const char *text, double x, double y,
               const GdkRGBA *color)
{
  PangoLayout *layout = mado_timeline_view_get_text (paint->self, text, MADO_TIMELINE_TEXT_NUMBER);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  mado_timeline_view_append_text (snapshot, layout, x - width / 2.0, y - height / 2.0, color);
}

static void
append_numbers (const Paint *paint, GtkSnapshot *snapshot, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      const MadoPlaced *mark = &g_array_index (paint->row->layout->marks, MadoPlaced, i);
      g_autofree char *text = NULL;

      if (mark->form == MADO_PLACED_MARK)
        continue;
      if (mark->count > 999)
        text = g_strdup ("999+");
      else if (mark->form == MADO_PLACED_BUNDLE)
        text = g_strdup_printf (mark->count < 100 ? "×%u" : "%u", mark->count);
      else
        text = g_strdup_printf ("%d", (int) get_item (paint, mark->item)->outline->number.value);
      append_number (paint, snapshot, text, paint->origin + mark->x, get_middle (paint),
                     &paint->ink->on_mark);
    }
  for (guint i = 0; i < paint->row->layout->ghosts->len; i++)
    {
      const MadoGhost *ghost = &g_array_index (paint->row->layout->ghosts, MadoGhost, i);
      g_autofree char *text = g_strdup_printf ("%d?", (int) ghost->number);
      PangoLayout *layout
          = mado_timeline_view_get_text (paint->self, text, MADO_TIMELINE_TEXT_GHOST);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      if (is_seen (paint, ghost->x, ghost->x))
        mado_timeline_view_append_text (snapshot, layout, paint->origin + ghost->x - width / 2.0,
                                        get_middle (paint) - height / 2.0, &paint->color);
    }
}

/* The name of a bar: within it, and beyond its end as far as the lane is free. */
static void
append_name (const Paint *paint, GtkSnapshot *snapshot, const MadoPlaced *bar)
{
  g_autofree char *name = mado_timeline_view_format_name (paint->self, get_item (paint, bar->item));
  PangoLayout *layout = mado_timeline_view_get_text (paint->self, name, MADO_TIMELINE_TEXT_BAR);
  double x = MAX (bar->x, paint->left) + NAME_INSET * paint->unit;
  double room = MIN (bar->limit, paint->right) - x - 4;
  GdkRGBA color = paint->ink->text;
  int width, height;

  /* A bar that has gone out of sight at the left takes its name along. */
  if (room < NAME_LEAST * paint->unit || (bar->end < x && bar->x < paint->left))
    return;
  color.alpha *= get_light (paint, bar->item);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_push_clip (
      snapshot, &GRAPHENE_RECT_INIT (paint->origin + x, paint->row->y, room, paint->row->height));
  mado_timeline_view_append_text (
      snapshot, layout, paint->origin + x,
      mado_timeline_row_get_middle (paint->row, bar, paint->unit) - height / 2.0, &color);
  gtk_snapshot_pop (snapshot);
}

static void
append_more (const Paint *paint, GtkSnapshot *snapshot)
{
  guint n = mado_timeline_view_count_hidden (paint->self, paint->row);
  g_autofree char *text = g_strdup_printf ("+%u", n);
  PangoLayout *layout = mado_timeline_view_get_text (paint->self, text, MADO_TIMELINE_TEXT_PLATE);
  int width, height;
  double x, now = paint->origin + (paint->self->today + .5) * paint->self->axis.scale;

  if (n == 0)
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  x = paint->origin + paint->right - width - 14 * paint->unit;
  /* Not on the line of today. */
  if (now > x - 6 && now < x + width + 6)
    x = now - width - 10 * paint->unit;
  gtk_snapshot_append_color (snapshot, &paint->ink->ground,
                             &GRAPHENE_RECT_INIT (x - 4,
                                                  paint->row->y + paint->row->height - height - 1,
                                                  width + 8, height));
  mado_timeline_view_append_text (
      snapshot, layout, x, paint->row->y + paint->row->height - height - 1, &paint->ink->text);
}

/* "2 years 11 months since", on a plate between the last of a series and today, if it fits. */
static void
append_since (const Paint *paint, GtkSnapshot *snapshot)
{
  gint last;
  g_autofree char *text = mado_timeline_view_format_since (paint->self, paint->track, &last);
  PangoLayout *layout
      = text ? mado_timeline_view_get_text (paint->self, text, MADO_TIMELINE_TEXT_PLATE) : NULL;
  double scale = paint->self->axis.scale;
  double x = paint->origin + (last + .5) * scale + (MADO_LAYOUT_DISC / 2 + 7) * paint->unit;
  double now = paint->origin + (paint->self->today + .5) * scale;
  int width, height;

  if (!layout)
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (x + width + 2 > now || x < paint->origin + paint->left)
    return;
  gtk_snapshot_append_color (
      snapshot, &paint->ink->ground,
      &GRAPHENE_RECT_INIT (x - 2, get_middle (paint) - height / 2.0, width + 8, height));
  mado_timeline_view_append_text (snapshot, layout, x, get_middle (paint) - height / 2.0,
                                  &paint->ink->text);
}

void
mado_timeline_view_paint_row (MadoTimelineView *self, GtkSnapshot *snapshot,
                              const MadoTimelineRow *row, const MadoInk *ink)
{
  Paint paint = { self, row, mado_timeline_data_get_track (self->data, row->track), ink };
  guint first, n;

  mado_palette_get_color (paint.track->kind, ink->is_dark, &paint.color);
  paint.unit = self->unit;
  paint.left = self->axis.start * self->axis.scale;
  paint.right = paint.left + self->axis.width;
  paint.origin = mado_timeline_view_get_gutter (self) - paint.left;
  first = mado_layout_cull (row->layout, paint.left - BEYOND, paint.right + BEYOND, &n);
  paint_shapes (&paint, snapshot, first, n);
  append_numbers (&paint, snapshot, first, n);
  for (guint i = 0; paint.track->mode == MADO_TRACK_LANES && i < row->layout->bars->len; i++)
    {
      const MadoPlaced *bar = &g_array_index (row->layout->bars, MadoPlaced, i);

      if (is_seen (&paint, bar->x, bar->end))
        append_name (&paint, snapshot, bar);
    }
  if (row->layout->hidden->len > 0)
    append_more (&paint, snapshot);
  if (paint.track->mode == MADO_TRACK_SERIES)
    append_since (&paint, snapshot);
}
