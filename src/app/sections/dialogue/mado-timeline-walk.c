/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking over the timeline: from mark to mark without opening, from track to track, from hit to
 * hit. What was reached is said. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#define MARGIN 60.0 /* pixels at text scale 1.0 that stay beside what was reached */

static const MadoTimelineItem *
get_item (MadoTimelineView *self, guint item)
{
  return mado_timeline_data_get_item (self->data, item);
}

static double
get_day (MadoTimelineView *self, guint item)
{
  return mado_timeline_item_get_day (get_item (self, item));
}

static void
say (MadoTimelineView *self)
{
  g_free (self->label);
  self->label = mado_timeline_view_describe (self, self->cursor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label,
                                  -1);
}

/* Scrolls the track of the keys into sight, where there are more tracks than fit. */
static void
reveal_track (MadoTimelineView *self)
{
  const MadoTimelineRow *row = mado_timeline_view_get_row (self, self->cursor_track);

  if (row && self->vadjustment)
    gtk_adjustment_clamp_page (self->vadjustment, row->y - MADO_TIMELINE_AXIS * self->unit,
                               row->y + row->height);
}

void
mado_timeline_view_set_cursor (MadoTimelineView *self, guint track, guint item)
{
  double day = get_day (self, item);

  self->has_cursor = TRUE;
  self->cursor_track = track;
  self->cursor = item;
  if (self->is_placed)
    {
      mado_axis_reveal (&self->axis, day, day, MARGIN * self->unit);
      mado_timeline_view_axis_changed (self);
    }
  reveal_track (self);
  say (self);
}

/* The item of a track that is nearest in time; @item is out of a track that is not empty. */
static guint
find_nearest (MadoTimelineView *self, const MadoTimelineTrack *track, double day)
{
  guint best = g_array_index (track->items, guint, 0);

  for (guint i = 1; i < track->items->len; i++)
    {
      guint item = g_array_index (track->items, guint, i);

      if (ABS (get_day (self, item) - day) < ABS (get_day (self, best) - day))
        best = item;
    }
  return best;
}

static const MadoTimelineTrack *
get_row_track (MadoTimelineView *self, guint row)
{
  return mado_timeline_data_get_track (self->data,
                                       g_array_index (self->rows, MadoTimelineRow, row).track);
}

/* The keys begin at what the page shows, else at the latest item of the first track. */
static gboolean
ensure_cursor (MadoTimelineView *self)
{
  if (self->has_cursor && mado_timeline_view_get_row (self, self->cursor_track))
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MadoTimelineTrack *track = get_row_track (self, i);

      if (track->items->len == 0)
        continue;
      mado_timeline_view_set_cursor (
          self, g_array_index (self->rows, MadoTimelineRow, i).track,
          find_nearest (self, track,
                        self->has_cursor ? get_day (self, self->cursor) : self->today));
      return FALSE;
    }
  return FALSE;
}

gboolean
mado_timeline_view_walk_time (MadoTimelineView *self, gint step)
{
  GArray *items;

  if (!ensure_cursor (self))
    return self->has_cursor;
  items = mado_timeline_data_get_track (self->data, self->cursor_track)->items;
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, guint, i) == self->cursor)
      {
        guint next = (guint) CLAMP ((gint) i + step, 0, (gint) items->len - 1);

        mado_timeline_view_set_cursor (self, self->cursor_track,
                                       g_array_index (items, guint, next));
        return TRUE;
      }
  return TRUE;
}

/* Up and down: the next track that has something, the item that is nearest in time. */
gboolean
mado_timeline_view_walk_track (MadoTimelineView *self, gint step)
{
  gint at = 0;

  if (!ensure_cursor (self))
    return self->has_cursor;
  while (g_array_index (self->rows, MadoTimelineRow, at).track != self->cursor_track)
    at++;
  for (gint row = at + step; row >= 0 && row < (gint) self->rows->len; row += step)
    {
      const MadoTimelineTrack *track = get_row_track (self, row);

      if (track->items->len == 0)
        continue;
      mado_timeline_view_set_cursor (self, g_array_index (self->rows, MadoTimelineRow, row).track,
                                     find_nearest (self, track, get_day (self, self->cursor)));
      return TRUE;
    }
  return TRUE;
}

gboolean
mado_timeline_view_walk_to_end (MadoTimelineView *self, gboolean last)
{
  GArray *items;

  ensure_cursor (self);
  if (!self->has_cursor)
    return FALSE;
  items = mado_timeline_data_get_track (self->data, self->cursor_track)->items;
  mado_timeline_view_set_cursor (self, self->cursor_track,
                                 g_array_index (items, guint, last ? items->len - 1 : 0));
  return TRUE;
}

/* The record of the tracks that is nearest to a day becomes that of the keys. */
void
mado_timeline_view_go_near (MadoTimelineView *self, double day)
{
  double nearest = G_MAXDOUBLE;
  guint best = 0, track = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const MadoTimelineTrack *its = get_row_track (self, i);
      guint item = its->items->len > 0 ? find_nearest (self, its, day) : 0;

      if (its->items->len == 0 || ABS (get_day (self, item) - day) >= nearest)
        continue;
      nearest = ABS (get_day (self, item) - day);
      best = item;
      track = g_array_index (self->rows, MadoTimelineRow, i).track;
    }
  if (nearest < G_MAXDOUBLE)
    mado_timeline_view_set_cursor (self, track, best);
}

/* Whether hit @a comes before hit @b: by time, then as they are numbered. */
static gboolean
is_before (MadoTimelineView *self, guint a, guint b)
{
  double first = get_day (self, a), second = get_day (self, b);

  return first < second || (first == second && a < b);
}

/**
 * mado_timeline_view_step_hit:
 * @step: 1 for the next record of the list in order of time, -1 for the one before
 *
 * After a search the list holds its hits. From the last, the way goes on to the first.
 *
 * Returns: whether there is any
 */
gboolean
mado_timeline_view_step_hit (MadoTimelineView *self, gint step)
{
  gboolean has_next = FALSE, has_far = FALSE;
  guint next = 0, far = 0, next_track = 0, far_track = 0;

  g_return_val_if_fail (MADO_IS_TIMELINE_VIEW (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint track = g_array_index (self->rows, MadoTimelineRow, i).track;
      GArray *items = get_row_track (self, i)->items;

      for (guint k = 0; k < items->len; k++)
        {
          guint item = g_array_index (items, guint, k);
          gboolean is_ahead;

          if (get_item (self, item)->position == MADO_TIMELINE_NOT_LISTED)
            continue;
          is_ahead = self->has_cursor && item != self->cursor
                     && is_before (self, self->cursor, item) == (step > 0);
          if (is_ahead
              && (!has_next || (item != next && is_before (self, item, next) == (step > 0))))
            {
              has_next = TRUE;
              next = item;
              next_track = track;
            }
          if (!has_far || (item != far && is_before (self, item, far) == (step > 0)))
            {
              has_far = TRUE;
              far = item;
              far_track = track;
            }
        }
    }
  if (has_next)
    mado_timeline_view_set_cursor (self, next_track, next);
  else if (has_far)
    mado_timeline_view_set_cursor (self, far_track, far);
  return has_far;
}
