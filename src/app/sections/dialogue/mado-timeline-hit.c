/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies under the pointer. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#define LANE 15.0
#define REACH 3.0 /* pixels beyond a mark that still mean it */
#define MORE 40.0 /* pixels at the right in which the count of hidden bars stands */

/* The height of the middle of what is placed, in the widget. */
double
mado_timeline_row_get_middle (const MadoTimelineRow *row, const MadoPlaced *placed, double unit)
{
  double top = row->y + row->name_height, height = row->height - row->name_height;

  if (placed->form != MADO_PLACED_BAR)
    return top + height / 2 + placed->slot * MADO_LAYOUT_SLOT * unit;
  /* Where there are marks too, bars share the height. */
  if (row->layout->marks->len > 0 || row->layout->n_lanes < 2)
    return top + height * (placed->lane + .5) / MAX (row->layout->n_lanes, 1);
  return top + (placed->lane + .5) * LANE * unit;
}

static gboolean
is_hidden_in_view (MadoTimelineView *self, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (self->data, item);
  gint last = it->last == G_MAXINT ? MAX (self->today, it->first) : it->last;

  return mado_axis_get_x (&self->axis, it->first) <= self->axis.width
         && mado_axis_get_x (&self->axis, last + 1) >= 0;
}

/* How many of the time that is on screen found no lane. */
guint
mado_timeline_view_count_hidden (MadoTimelineView *self, const MadoTimelineRow *row)
{
  guint n = 0;

  for (guint i = 0; i < row->layout->hidden->len; i++)
    n += is_hidden_in_view (self, g_array_index (row->layout->hidden, guint, i));
  return n;
}

static const MadoPlaced *
pick_mark (MadoTimelineView *self, const MadoTimelineRow *row, double x, double y)
{
  double reach = (MADO_LAYOUT_DISC + REACH) * self->unit;
  const MadoPlaced *best = NULL;
  double nearest = G_MAXDOUBLE;
  guint n, first = mado_layout_cull (row->layout, x - reach, x + reach, &n);

  for (guint i = first; i < first + n; i++)
    {
      const MadoPlaced *mark = &g_array_index (row->layout->marks, MadoPlaced, i);
      double half = mado_placed_get_half (mark, self->unit) + REACH * self->unit;
      double dx = ABS (mark->x - x);
      double dy = ABS (mado_timeline_row_get_middle (row, mark, self->unit) - y);

      if (dx <= half && dy <= half && dx + dy < nearest)
        {
          nearest = dx + dy;
          best = mark;
        }
    }
  return best;
}

static const MadoPlaced *
pick_bar (MadoTimelineView *self, const MadoTimelineRow *row, double x, double y)
{
  for (guint i = 0; i < row->layout->bars->len; i++)
    {
      const MadoPlaced *bar = &g_array_index (row->layout->bars, MadoPlaced, i);
      double dy = ABS (mado_timeline_row_get_middle (row, bar, self->unit) - y);
      double half = row->layout->n_lanes < 2 ? row->height / 2 : LANE / 2 * self->unit;

      if (x >= bar->x - REACH && x <= MAX (bar->end, bar->x + 6) + REACH && dy <= half)
        return bar;
    }
  return NULL;
}

/* @x and @y are the widget's. */
void
mado_timeline_view_pick (MadoTimelineView *self, double x, double y, MadoTimelineHit *hit)
{
  double gutter = mado_timeline_view_get_gutter (self);
  double content = x - gutter + self->axis.start * self->axis.scale;

  *hit = (MadoTimelineHit){ NULL };
  if (!self->is_placed || x < gutter)
    return;
  mado_timeline_view_ensure_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MadoTimelineRow *row = &g_array_index (self->rows, MadoTimelineRow, i);

      if (y < row->y || y >= row->y + row->height)
        continue;
      hit->row = row;
      if (row->layout->hidden->len > 0 && x > gutter + self->axis.width - MORE * self->unit
          && y > row->y + row->height - LANE * self->unit)
        {
          hit->is_more = mado_timeline_view_count_hidden (self, row) > 0;
          if (hit->is_more)
            return;
        }
      hit->placed = pick_mark (self, row, content, y);
      for (guint k = 0; !hit->placed && k < row->layout->ghosts->len; k++)
        {
          const MadoGhost *ghost = &g_array_index (row->layout->ghosts, MadoGhost, k);

          if (ABS (ghost->x - content) <= MADO_LAYOUT_DISC / 2 * self->unit + REACH)
            hit->ghost = ghost;
        }
      if (!hit->placed && !hit->ghost)
        hit->placed = pick_bar (self, row, content, y);
    }
}
