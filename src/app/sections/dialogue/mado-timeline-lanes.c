/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars above each other: which lane each finds. */
#include "app/sections/dialogue/mado-timeline-lanes.h"

#define GAP 10         /* days between two bars of a lane */
#define LEAST_OPEN 180 /* days that a bar without an end has at least */
#define NARROWEST 3.0  /* pixels: the cap of a bar */

typedef struct
{
  gint first;
  gint last; /* G_MAXINT: it goes on */
  guint item;
} Stay;

/* The first stay in a lane that begins after @day. */
static guint
find_after (GArray *lane, gint day)
{
  guint low = 0, high = lane->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (lane, Stay, middle).first <= day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
settle (GArray *lane, const Stay *stay)
{
  guint next = find_after (lane, stay->first);
  gint last = stay->last > G_MAXINT - GAP ? G_MAXINT : stay->last + GAP;

  if (next > 0 && g_array_index (lane, Stay, next - 1).last >= stay->first - GAP)
    return FALSE;
  if (next < lane->len && g_array_index (lane, Stay, next).first <= last)
    return FALSE;
  g_array_insert_val (lane, next, *stay);
  return TRUE;
}

/* Projects come before the programmes that pay for them. */
static gboolean
comes_last (const MadoOutline *outline)
{
  return outline->type && g_str_has_prefix (outline->type, "programme");
}

/* The lanes that bars without an end leave to those that have one: each of them keeps a lane for
 * good, and a few would keep all. */
static guint
count_open_lanes (guint n_lanes)
{
  return n_lanes > 3 ? n_lanes - 2 : n_lanes;
}

/* In three turns: all projects, those without an end in their lanes only; those without an end that
 * are left, where there is room after the others; the programmes. */
static void
settle_all (MadoTimelineData *data, GArray *items, GPtrArray *lanes, MadoLayout *layout)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint turn = 0; turn < 3; turn++)
    for (guint i = 0; i < (turn == 1 ? left : items)->len; i++)
      {
        guint item = g_array_index (turn == 1 ? left : items, guint, i);
        const MadoTimelineItem *it = mado_timeline_data_get_item (data, item);
        Stay stay = { it->first, it->last, item };
        guint most = turn == 0 && it->last == G_MAXINT ? count_open_lanes (lanes->len) : lanes->len;
        guint lane = 0;

        if (turn != 1 && comes_last (it->outline) != (turn == 2))
          continue;
        while (lane < most && !settle (g_ptr_array_index (lanes, lane), &stay))
          lane++;
        if (lane < most)
          layout->n_lanes = MAX (layout->n_lanes, lane + 1);
        else if (most < lanes->len)
          g_array_append_val (left, item);
        else
          g_array_append_val (layout->hidden, item);
      }
}

static void
append_bar (MadoLayout *layout, GArray *lane, guint i, guint number, double scale, gint today)
{
  const Stay *stay = &g_array_index (lane, Stay, i);
  MadoPlaced bar = { MADO_PLACED_BAR, stay->item, 0, 1 };
  gint last = stay->last == G_MAXINT ? MAX (today, stay->first + LEAST_OPEN) : stay->last + 1;

  bar.lane = number;
  bar.x = stay->first * scale;
  bar.limit = i + 1 < lane->len ? g_array_index (lane, Stay, i + 1).first * scale : G_MAXDOUBLE;
  bar.end = MIN (MAX (last * scale, bar.x + NARROWEST), bar.limit);
  g_array_append_val (layout->bars, bar);
}

static gint
compare_bars (gconstpointer a, gconstpointer b)
{
  double first = ((const MadoPlaced *) a)->x, second = ((const MadoPlaced *) b)->x;

  return (first > second) - (first < second);
}

void
mado_lanes_place (MadoTimelineData *data, GArray *items, guint n_lanes, double scale, gint today,
                  MadoLayout *layout)
{
  g_autoptr (GPtrArray) lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n_lanes; i++)
    g_ptr_array_add (lanes, g_array_new (FALSE, FALSE, sizeof (Stay)));
  settle_all (data, items, lanes, layout);
  for (guint lane = 0; lane < lanes->len; lane++)
    {
      GArray *stays = g_ptr_array_index (lanes, lane);

      for (guint i = 0; i < stays->len; i++)
        append_bar (layout, stays, i, lane, scale, today);
    }
  g_array_sort (layout->bars, compare_bars);
}
