/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the items of a track stand at one zoom. */
#include "app/sections/dialogue/mado-timeline-layout.h"

#include "app/sections/dialogue/mado-timeline-lanes.h"

#define NEAR 12.0  /* pixels: marks nearer than this are moved out of each other's way */
#define CROWD 24.0 /* pixels in which more than CROWD_MOST marks become one disc */
#define CROWD_MOST 4
#define CLEAR 24.0 /* pixels between a bundle and what follows */
#define CLEAR_BEFORE 18.0
#define SHORT 14.0 /* a period narrower than this is a mark */
#define GHOSTS_MOST 2
#define LEAD 28.0 /* pixels of dots before a series that does not begin with its first */

typedef struct
{
  MadoTimelineData *data;
  const MadoTimelineTrack *track;
  MadoLayout *layout;
  double scale;
  double unit;
  gint today;
} Work;

static MadoPlaced *
get_mark (MadoLayout *self, guint i)
{
  return &g_array_index (self->marks, MadoPlaced, i);
}

/* Half of what a mark covers; a count, "×5", needs room for its figures. */
double
mado_placed_get_half (const MadoPlaced *self, double unit)
{
  if (self->form == MADO_PLACED_BUNDLE)
    return unit * (self->count < 10 ? 10.5 : 12);
  return unit * (self->form == MADO_PLACED_DISC ? MADO_LAYOUT_DISC : MADO_LAYOUT_MARK) / 2;
}

static double
get_middle (const Work *work, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (work->data, item);

  return (it->first + it->last + 1.0) / 2 * work->scale;
}

static gboolean
is_bar (const Work *work, const MadoTimelineItem *item)
{
  if (item->form != MADO_FORM_PERIOD)
    return FALSE;
  return item->last == G_MAXINT
         || (item->last - item->first + 1) * work->scale >= SHORT * work->unit;
}

/* The marks from @from on become one disc with their count, in the middle of what they cover. */
static void
merge (const Work *work, guint from)
{
  GArray *marks = work->layout->marks;
  MadoPlaced *bundle = get_mark (work->layout, from);
  const MadoPlaced *last = get_mark (work->layout, marks->len - 1);
  guint first = bundle->index;
  guint n = last->index + last->count - first;
  double start = get_middle (work, g_array_index (work->layout->order, guint, first));
  double end = get_middle (work, g_array_index (work->layout->order, guint, first + n - 1));

  bundle->form = MADO_PLACED_BUNDLE;
  bundle->count = n;
  bundle->x = (start + end) / 2;
  bundle->slot = 0;
  g_array_set_size (marks, from + 1);
}

/* Takes in the single marks that the new bundle would touch. Another bundle is far enough away:
 * what follows one keeps clear of it. */
static void
merge_backwards (const Work *work)
{
  GArray *marks = work->layout->marks;

  while (marks->len > 1)
    {
      guint top = marks->len - 1;

      if (get_mark (work->layout, top - 1)->form == MADO_PLACED_BUNDLE
          || get_mark (work->layout, top)->x - get_mark (work->layout, top - 1)->x
                 >= CLEAR_BEFORE * work->unit)
        return;
      merge (work, top - 1);
    }
}

/* Moves the last mark and the one before it apart, up and down; %FALSE where both places are
 * taken. */
static gboolean
move_apart (const Work *work)
{
  guint top = work->layout->marks->len - 1;
  MadoPlaced *mark = get_mark (work->layout, top);
  MadoPlaced *before = get_mark (work->layout, top - 1);

  if (mark->x - before->x >= NEAR * work->unit)
    return TRUE;
  if (before->slot == 0)
    before->slot = -1;
  mark->slot = -before->slot;
  for (guint i = top - 1; i-- > 0;)
    {
      const MadoPlaced *other = get_mark (work->layout, i);

      if (mark->x - other->x >= NEAR * work->unit)
        return TRUE;
      if (other->slot == mark->slot)
        return FALSE;
    }
  return TRUE;
}

/* The first of the marks that stand with the last one in too small a space; the last itself where
 * there is room for all. */
static guint
find_crowd (const Work *work)
{
  guint top = work->layout->marks->len - 1;
  const MadoPlaced *mark = get_mark (work->layout, top);
  const MadoPlaced *fifth = top >= CROWD_MOST ? get_mark (work->layout, top - CROWD_MOST) : NULL;

  if (fifth && fifth->form != MADO_PLACED_BUNDLE && mark->x - fifth->x < CROWD * work->unit)
    return top - CROWD_MOST;
  if (top > 0 && !move_apart (work))
    for (guint i = top; i-- > 0;)
      {
        const MadoPlaced *other = get_mark (work->layout, i);

        if (other->slot == mark->slot && mark->x - other->x < NEAR * work->unit)
          return i;
      }
  return top;
}

static void
place_mark (const Work *work, guint item)
{
  GArray *marks = work->layout->marks;
  MadoPlaced mark = { MADO_PLACED_MARK, item, work->layout->order->len, 1 };
  guint crowd;

  mark.x = get_middle (work, item);
  g_array_append_val (work->layout->order, item);
  if (marks->len > 0)
    {
      MadoPlaced *before = get_mark (work->layout, marks->len - 1);

      if (before->form == MADO_PLACED_BUNDLE && mark.x - before->x < CLEAR * work->unit)
        {
          before->count++;
          return;
        }
    }
  g_array_append_val (marks, mark);
  crowd = find_crowd (work);
  if (crowd == marks->len - 1)
    return;
  merge (work, crowd);
  merge_backwards (work);
}

static gint
compare_middles (gconstpointer a, gconstpointer b, gpointer data)
{
  double first = get_middle (data, *(const guint *) a);
  double second = get_middle (data, *(const guint *) b);

  return (first > second) - (first < second);
}

static void
place_marks (Work *work)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean in_order = TRUE;
  double before = -G_MAXDOUBLE;

  for (guint i = 0; i < work->track->items->len; i++)
    {
      guint item = g_array_index (work->track->items, guint, i);

      if (is_bar (work, mado_timeline_data_get_item (work->data, item)))
        continue;
      g_array_append_val (items, item);
      in_order = in_order && get_middle (work, item) >= before;
      before = get_middle (work, item);
    }
  /* The track is in order of beginnings; short periods stand by their middle. */
  if (!in_order)
    g_array_sort_with_data (items, compare_middles, work);
  for (guint i = 0; i < items->len; i++)
    place_mark (work, g_array_index (items, guint, i));
}

static const MadoOutline *
get_outline (const Work *work, const MadoPlaced *mark)
{
  return mado_timeline_data_get_item (work->data, mark->item)->outline;
}

static gboolean
is_numbered (const Work *work, const MadoOutline *outline)
{
  return outline->number.is_set && outline->number.value > 0 && outline->number.value <= 999
         && work->track->series && g_strcmp0 (outline->series, work->track->series) == 0;
}

/* Marks with a number become discs where there is room for a disc. */
static void
make_discs (const Work *work)
{
  GArray *marks = work->layout->marks;
  const double disc = MADO_LAYOUT_DISC / 2 * work->unit;

  for (guint i = 0; i < marks->len; i++)
    {
      MadoPlaced *mark = get_mark (work->layout, i);
      gboolean has_room = mark->form == MADO_PLACED_MARK && mark->slot == 0;

      if (!has_room || !is_numbered (work, get_outline (work, mark)))
        continue;
      if (i > 0)
        has_room
            = mark->x - (mark - 1)->x >= disc + mado_placed_get_half (mark - 1, work->unit) + 1;
      if (has_room && i + 1 < marks->len)
        has_room
            = (mark + 1)->x - mark->x >= disc + mado_placed_get_half (mark + 1, work->unit) + 1;
      if (has_room)
        mark->form = MADO_PLACED_DISC;
    }
}

static void
append_joint (const Work *work, double from, double to, gboolean is_dotted)
{
  MadoJoint joint = { from, to, is_dotted };

  g_array_append_val (work->layout->joints, joint);
}

/* Whether a dashed ring at @x keeps clear of all marks. */
static gboolean
has_room_for_ghost (const Work *work, double x)
{
  guint n;
  double far = (MADO_LAYOUT_DISC + 3) * work->unit;

  mado_layout_cull (work->layout, x - far, x + far, &n);
  return n == 0;
}

static void
append_ghosts (const Work *work, double from, double to, gint64 first, gint64 n)
{
  if (n > GHOSTS_MOST || (to - from) / (n + 1) < (MADO_LAYOUT_DISC + 3) * work->unit)
    return;
  for (gint64 i = 0; i < n; i++)
    {
      MadoGhost ghost = { from + (to - from) * (i + 1) / (n + 1), first + i };

      if (has_room_for_ghost (work, ghost.x))
        g_array_append_val (work->layout->ghosts, ghost);
    }
}

/* The line from number to number, in order of time, and on to today. */
static void
join_series (const Work *work)
{
  double x = 0, now = (work->today + .5) * work->scale;
  gint64 number = 0;

  for (guint i = 0; i < work->layout->order->len; i++)
    {
      guint item = g_array_index (work->layout->order, guint, i);
      const MadoOutline *outline = mado_timeline_data_get_item (work->data, item)->outline;
      double its = get_middle (work, item);

      if (!is_numbered (work, outline))
        continue;
      if (number == 0 && outline->number.value > 1)
        append_joint (work, its - LEAD * work->unit, its, TRUE);
      if (number > 0)
        append_joint (work, x, its, outline->number.value != number + 1);
      if (number > 0 && outline->number.value > number + 1)
        append_ghosts (work, x, its, number + 1, outline->number.value - number - 1);
      x = its;
      number = outline->number.value;
    }
  if (number > 0 && now > x)
    append_joint (work, x, now, TRUE);
}

static void
place_bars (const Work *work)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < work->track->items->len; i++)
    {
      guint item = g_array_index (work->track->items, guint, i);

      if (work->track->mode == MADO_TRACK_LANES
          || is_bar (work, mado_timeline_data_get_item (work->data, item)))
        g_array_append_val (items, item);
    }
  mado_lanes_place (work->data, items, work->track->lanes, work->scale, work->today, work->layout);
}

/**
 * mado_layout_new:
 * @track: of @data
 * @scale: pixels a day
 * @unit: the text scale, by which marks grow
 * @today: to which the line of a series and open bars go on
 *
 * Returns: (transfer full): where the items stand
 */
MadoLayout *
mado_layout_new (MadoTimelineData *data, const MadoTimelineTrack *track, double scale, double unit,
                 gint today)
{
  MadoLayout *self = g_new0 (MadoLayout, 1);
  Work work = { data, track, self, scale, unit, today };

  g_return_val_if_fail (data != NULL && track != NULL && scale > 0 && unit > 0, self);

  self->marks = g_array_new (FALSE, FALSE, sizeof (MadoPlaced));
  self->bars = g_array_new (FALSE, FALSE, sizeof (MadoPlaced));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  self->joints = g_array_new (FALSE, FALSE, sizeof (MadoJoint));
  self->ghosts = g_array_new (FALSE, FALSE, sizeof (MadoGhost));
  place_bars (&work);
  if (track->mode != MADO_TRACK_LANES)
    place_marks (&work);
  if (track->mode == MADO_TRACK_SERIES)
    {
      make_discs (&work);
      join_series (&work);
    }
  return self;
}

void
mado_layout_free (MadoLayout *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->bars);
  g_array_unref (self->order);
  g_array_unref (self->hidden);
  g_array_unref (self->joints);
  g_array_unref (self->ghosts);
  g_free (self);
}

/* The first mark at @x or right of it. */
static guint
find_from (const MadoLayout *self, double x)
{
  guint low = 0, high = self->marks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, MadoPlaced, middle).x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint
mado_layout_cull (const MadoLayout *self, double left, double right, guint *n)
{
  guint first = find_from (self, left);
  guint end = first;

  while (end < self->marks->len && g_array_index (self->marks, MadoPlaced, end).x <= right)
    end++;
  *n = end - first;
  return first;
}

const MadoPlaced *
mado_layout_find (const MadoLayout *self, guint item)
{
  for (guint i = 0; i < self->bars->len; i++)
    if (g_array_index (self->bars, MadoPlaced, i).item == item)
      return &g_array_index (self->bars, MadoPlaced, i);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const MadoPlaced *mark = &g_array_index (self->marks, MadoPlaced, i);

      for (guint k = mark->index; k < mark->index + mark->count; k++)
        if (g_array_index (self->order, guint, k) == item)
          return mark;
    }
  return NULL;
}
