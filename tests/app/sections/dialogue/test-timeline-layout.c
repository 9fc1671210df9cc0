/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things stand on the timeline: against places worked out by hand, and against plain scans.
 */
#include "app/sections/dialogue/mado-timeline-axis.h"
#include "app/sections/dialogue/mado-timeline-layout.h"
#include "app/sections/dialogue/timeline-fixture.h"

#include <locale.h>

/* Days since 1800-01-01, counted by another program. */
#define DAY_2010_01_01 76701
#define DAY_2015_05_01 78647
#define DAY_2022_05_01 81204
#define DAY_2023_12_07 81789
#define TODAY 82874 /* 2026-11-26 */

static void
test_months_begin_on_their_day (void)
{
  gint year;
  guint month;

  g_assert_cmpint (mado_axis_get_month_day (1800, 1), ==, 0);
  g_assert_cmpint (mado_axis_get_month_day (1800, 3), ==, 59);
  g_assert_cmpint (mado_axis_get_month_day (1900, 3), ==, 36583);
  g_assert_cmpint (mado_axis_get_month_day (2000, 3), ==, 73108);
  g_assert_cmpint (mado_axis_get_month_day (2010, 1), ==, DAY_2010_01_01);
  mado_axis_get_date (DAY_2023_12_07, &year, &month);
  g_assert_cmpint (year, ==, 2023);
  g_assert_cmpuint (month, ==, 12);
}

static void
test_what_lies_under_the_pointer_stays (void)
{
  MadoAxis axis = { DAY_2010_01_01, .2, 1000, 60000, 90000 };

  for (double x = 0; x <= 1000; x += 250)
    for (guint i = 0; i < 8; i++)
      {
        double day = mado_axis_get_day (&axis, x);

        mado_axis_zoom (&axis, i < 4 ? 1.4 : 1 / 1.4, x);
        g_assert_cmpfloat_with_epsilon (mado_axis_get_day (&axis, x), day, 1e-6);
      }
  g_assert_cmpfloat_with_epsilon (axis.scale, .2, 1e-9);
}

static void
test_nothing_lies_beyond_the_ends (void)
{
  MadoAxis axis = { DAY_2010_01_01, .2, 1000, DAY_2010_01_01, TODAY };

  mado_axis_show_usual (&axis, TODAY);
  g_assert_cmpfloat (mado_axis_get_x (&axis, TODAY), <, 1000);
  g_assert_cmpfloat (mado_axis_get_x (&axis, TODAY), >, 900);
  mado_axis_pan (&axis, 1e9);
  g_assert_cmpfloat_with_epsilon (mado_axis_get_day (&axis, 1000), TODAY + .55 * MADO_DAYS_A_YEAR,
                                  1e-6);
  mado_axis_pan (&axis, -1e9);
  g_assert_cmpfloat_with_epsilon (axis.start, DAY_2010_01_01 - .55 * MADO_DAYS_A_YEAR, 1e-6);
  /* All the way out, all of it is to be seen. */
  mado_axis_zoom (&axis, 1e-9, 500);
  g_assert_cmpfloat (mado_axis_get_x (&axis, DAY_2010_01_01), >=, 0);
  g_assert_cmpfloat (mado_axis_get_x (&axis, TODAY), <=, 1000);
}

/* The step between labelled years, and how many lines of months there are. */
static gint
read_step (double year_width, double label_width, guint *n_months)
{
  MadoAxis axis = { DAY_2010_01_01, year_width / MADO_DAYS_A_YEAR, 1200, 0, 100000 };
  g_autoptr (GArray) ticks = mado_axis_list_ticks (&axis, label_width);
  gint before = 0, step = 0;

  *n_months = 0;
  for (guint i = 0; i < ticks->len; i++)
    {
      const MadoTick *tick = &g_array_index (ticks, MadoTick, i);

      *n_months += tick->month > 1;
      if (tick->month > 1 || !tick->is_labelled)
        continue;
      if (before > 0)
        step = tick->year - before;
      before = tick->year;
    }
  return step;
}

static void
test_labels_stand_as_close_as_they_can (void)
{
  guint months;

  g_assert_cmpint (read_step (52, 44, &months), ==, 1);
  g_assert_cmpint (read_step (44, 44, &months), ==, 1);
  g_assert_cmpint (read_step (43, 44, &months), ==, 2);
  g_assert_cmpint (read_step (24, 44, &months), ==, 2);
  g_assert_cmpint (read_step (23, 44, &months), ==, 5);
  g_assert_cmpint (read_step (52, 92, &months), ==, 2);
  g_assert_cmpuint (months, ==, 0);
  read_step (239, 44, &months);
  g_assert_cmpuint (months, ==, 0);
  read_step (240, 44, &months);
  g_assert_cmpuint (months, >, 40);
}

static const MadoPlaced *
place (MadoTimelineData *data, const char *track, const char *id, MadoLayout **layout)
{
  guint item;

  *layout = mado_layout_new (data, timeline_find_track (data, track), .5, 1, TODAY);
  g_assert_true (mado_timeline_data_find (data, id, &item));
  return mado_layout_find (*layout, item);
}

static void
test_a_date_is_drawn_as_exact_as_it_is (void)
{
  static const Example examples[] = {
    { "day", "document", "report", NULL, 0, "2023-12-07", "2023-12-07" },
    { "month", "document", "report", NULL, 0, "2015-05", "2015-05" },
    { "year", "document", "report", NULL, 0, "2010", "2010" },
    { "open", "document", "report", NULL, 0, "2022-05", NULL },
    { "until", "document", "report", NULL, 0, NULL, "2015-05" },
    { "undated", "document", "report", NULL, 0, NULL, NULL },
  };
  static const struct
  {
    MadoForm form;
    gint first;
    gint last;
    double x; /* at half a pixel a day */
  } expected[] = {
    { MADO_FORM_DAY, DAY_2023_12_07, DAY_2023_12_07, (DAY_2023_12_07 + .5) / 2 },
    { MADO_FORM_MONTH, DAY_2015_05_01, DAY_2015_05_01 + 30, (DAY_2015_05_01 + 15.5) / 2 },
    { MADO_FORM_YEAR, DAY_2010_01_01, DAY_2010_01_01 + 364, (DAY_2010_01_01 + 182.5) / 2 },
    { MADO_FORM_PERIOD, DAY_2022_05_01, G_MAXINT, DAY_2022_05_01 / 2.0 },
    { MADO_FORM_MONTH, DAY_2015_05_01, DAY_2015_05_01 + 30, (DAY_2015_05_01 + 15.5) / 2 },
  };
  g_autoptr (MadoTimelineData) data = timeline_make_data ("documents", examples, 6);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const MadoTimelineItem *item = mado_timeline_data_get_item (data, i);
      g_autoptr (MadoLayout) layout = NULL;
      const MadoPlaced *placed = place (data, "document", examples[i].id, &layout);

      g_test_message ("%s", examples[i].id);
      g_assert_cmpint (item->form, ==, expected[i].form);
      g_assert_cmpint (item->first, ==, expected[i].first);
      g_assert_cmpint (item->last, ==, expected[i].last);
      g_assert_nonnull (placed);
      /* Two stand in the same month, one above the other; neither is moved in time. */
      g_assert_cmpfloat_with_epsilon (placed->x, expected[i].x, 1e-6);
    }
  g_assert_cmpuint (timeline_find_track (data, "document")->items->len, ==, 5);
}

#define MANY 700

/* Days as a year of meetings has them: crowds, pairs, gaps; the same each time. */
static MadoTimelineData *
make_many (const char *section, const char *kind, gboolean has_periods)
{
  g_autofree Example *examples = g_new0 (Example, MANY);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (20231207);

  for (guint i = 0; i < MANY; i++)
    {
      gint year = 1990 + g_rand_int_range (random, 0, 36), month = g_rand_int_range (random, 1, 13);
      gint day = i % 3 == 0 ? 1 + (gint) i % 4 : g_rand_int_range (random, 1, 29);
      char *id = g_strdup_printf ("many-%u", i);
      char *start = i % 7 == 0    ? g_strdup_printf ("%04d-%02d", year, month)
                    : i % 31 == 0 ? g_strdup_printf ("%04d", year)
                                  : g_strdup_printf ("%04d-%02d-%02d", year, month, day);
      char *end = has_periods && i % 2 == 0
                      ? g_strdup_printf ("%04d-%02d-%02d", year + (gint) i % 5, 12, 30)
                      : g_strdup (start);

      g_ptr_array_add (texts, id);
      g_ptr_array_add (texts, start);
      g_ptr_array_add (texts, end);
      examples[i] = (Example){ id, kind, "seminar", NULL, 0, start, i % 40 == 2 ? NULL : end };
    }
  return timeline_make_data (section, examples, MANY);
}

static gboolean
touch (const MadoPlaced *a, const MadoPlaced *b, double unit)
{
  double reach = mado_placed_get_half (a, unit) + mado_placed_get_half (b, unit);
  double heights = MIN (mado_placed_get_half (a, unit), MADO_LAYOUT_DISC / 2 * unit)
                   + MIN (mado_placed_get_half (b, unit), MADO_LAYOUT_DISC / 2 * unit);

  return ABS (a->x - b->x) < reach - 1e-6
         && ABS (a->slot - b->slot) * MADO_LAYOUT_SLOT * unit < heights - 1e-6;
}

static void
check_marks (MadoTimelineData *data, const MadoTimelineTrack *track, double scale, double unit)
{
  g_autoptr (MadoLayout) layout = mado_layout_new (data, track, scale, unit, TODAY);
  guint n = layout->bars->len + layout->hidden->len;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MadoPlaced *mark = &g_array_index (layout->marks, MadoPlaced, i);

      g_assert_cmpuint (mark->index + mark->count, <=, layout->order->len);
      n += mark->count;
      for (guint k = i + 1; k < layout->marks->len; k++)
        if (touch (mark, &g_array_index (layout->marks, MadoPlaced, k), unit))
          g_error ("at %g pixels a day, marks %u and %u of %u touch", scale, i, k,
                   layout->marks->len);
    }
  /* Each item stands once somewhere. */
  g_assert_cmpuint (n, ==, track->items->len);
}

static void
test_no_two_marks_overlap (void)
{
  g_autoptr (MadoTimelineData) events = make_many ("events", "event", FALSE);
  g_autoptr (MadoTimelineData) periods = make_many ("events", "event", TRUE);

  for (double scale = .005; scale < 24; scale *= 1.31)
    for (double unit = 1; unit <= 2; unit += .5)
      {
        check_marks (events, timeline_find_track (events, "event"), scale, unit);
        check_marks (periods, timeline_find_track (periods, "event"), scale, unit);
      }
}

static void
test_culling_equals_a_scan (void)
{
  g_autoptr (MadoTimelineData) data = make_many ("events", "event", FALSE);
  g_autoptr (MadoLayout) layout
      = mado_layout_new (data, timeline_find_track (data, "event"), .3, 1, TODAY);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  g_assert_cmpuint (layout->marks->len, >, 50);
  for (guint turn = 0; turn < 300; turn++)
    {
      double left = g_rand_double_range (random, 20000, 25500);
      double right = left + g_rand_double_range (random, 0, 900);
      guint n, first = mado_layout_cull (layout, left, right, &n), expected = 0;

      for (guint i = 0; i < layout->marks->len; i++)
        {
          double x = g_array_index (layout->marks, MadoPlaced, i).x;
          gboolean is_in = x >= left && x <= right;

          expected += is_in;
          g_assert_cmpint (is_in, ==, i >= first && i < first + n);
        }
      g_assert_cmpuint (n, ==, expected);
    }
}

static void
test_bars_of_a_lane_follow_each_other (void)
{
  g_autoptr (MadoTimelineData) data = make_many ("projects", "project", TRUE);
  g_autoptr (MadoLayout) layout
      = mado_layout_new (data, timeline_find_track (data, "project"), .2, 1, TODAY);
  g_autoptr (MadoLayout) wider
      = mado_layout_new (data, timeline_find_track (data, "project"), 5, 1, TODAY);

  g_assert_cmpuint (layout->bars->len, >, 20);
  g_assert_cmpuint (layout->hidden->len, >, 20);
  g_assert_cmpuint (layout->bars->len, ==, wider->bars->len);
  for (guint i = 0; i < layout->bars->len; i++)
    {
      const MadoPlaced *bar = &g_array_index (layout->bars, MadoPlaced, i);
      const MadoPlaced *same = mado_layout_find (wider, bar->item);

      g_assert_cmpuint (same->lane, ==, bar->lane);
      for (guint k = 0; k < layout->bars->len; k++)
        {
          const MadoPlaced *other = &g_array_index (layout->bars, MadoPlaced, k);

          if (k == i || other->lane != bar->lane)
            continue;
          g_assert_true (bar->end <= other->x + 1e-6 || other->end <= bar->x + 1e-6);
          if (other->x > bar->x)
            g_assert_cmpfloat (bar->limit, <=, other->x + 1e-6);
        }
    }
}

static const Example committee[] = {
  { "jc-1", "dialogue", "joint-committee", "fx-committee", 1, "2011-06-16", "2011-06-16" },
  { "jc-2", "dialogue", "joint-committee", "fx-committee", 2, "2013-06-21", "2013-06-21" },
  { "jc-3", "dialogue", "joint-committee", "fx-committee", 3, "2015-05-18", "2015-05-18" },
  { "jc-5", "dialogue", "joint-committee", "fx-committee", 5, "2019-12-03", "2019-12-03" },
  { "spa-jc", "dialogue", "joint-committee", "spa-committee", 1, "2017-03-28", "2017-03-28" },
  { "minister", "dialogue", "ministerial-meeting", NULL, 0, "2025-10-06", "2025-10-06",
    "agreement" },
  { "background", "dialogue", "policy-background", NULL, 0, "2001", "2001" },
  { "agreement", "agreement", "international-agreement", NULL, 0, "2009-11-30", NULL },
};

static void
test_a_number_that_is_not_held_is_a_ring (void)
{
  g_autoptr (MadoTimelineData) data = timeline_make_data ("dialogue", committee, 8);
  const MadoTimelineTrack *track = timeline_find_track (data, "joint-committee");
  g_autoptr (MadoLayout) layout = mado_layout_new (data, track, .15, 1, TODAY);
  g_autoptr (MadoLayout) narrow = mado_layout_new (data, track, .01, 1, TODAY);
  const MadoGhost *ghost = &g_array_index (layout->ghosts, MadoGhost, 0);
  guint n_dotted = 0;

  g_assert_cmpuint (layout->marks->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (g_array_index (layout->marks, MadoPlaced, i).form, ==, MADO_PLACED_DISC);
  g_assert_cmpuint (layout->ghosts->len, ==, 1);
  g_assert_cmpint (ghost->number, ==, 4);
  g_assert_cmpfloat_with_epsilon (ghost->x,
                                  (g_array_index (layout->marks, MadoPlaced, 2).x
                                   + g_array_index (layout->marks, MadoPlaced, 3).x)
                                      / 2,
                                  1e-6);
  /* From 3 to 5, and from 5 to today. */
  for (guint i = 0; i < layout->joints->len; i++)
    n_dotted += g_array_index (layout->joints, MadoJoint, i).is_dotted;
  g_assert_cmpuint (layout->joints->len, ==, 4);
  g_assert_cmpuint (n_dotted, ==, 2);
  /* Where there is no room for a ring, dots say enough. */
  g_assert_cmpuint (narrow->ghosts->len, ==, 0);
}

static void
test_an_item_may_stand_in_two_tracks (void)
{
  g_autoptr (MadoTimelineData) data = timeline_make_data ("dialogue", committee, 8);

  g_assert_true (timeline_is_in (data, "ministers", "minister"));
  g_assert_true (timeline_is_in (data, "talks", "minister"));
  g_assert_false (timeline_is_in (data, "joint-committee", "minister"));
}

static void
test_another_committee_is_another_series (void)
{
  g_autoptr (MadoTimelineData) data = timeline_make_data ("dialogue", committee, 8);

  g_assert_cmpstr (timeline_find_track (data, "joint-committee")->series, ==, "fx-committee");
  g_assert_false (timeline_is_in (data, "joint-committee", "spa-jc"));
}

static void
test_everything_dated_stands_in_a_track (void)
{
  g_autoptr (MadoTimelineData) data = timeline_make_data ("dialogue", committee, 8);

  for (guint i = 0; i < G_N_ELEMENTS (committee); i++)
    {
      gboolean is_there = FALSE;

      for (guint k = 0; k < mado_timeline_data_get_n_tracks (data); k++)
        is_there
            = is_there
              || timeline_is_in (data, mado_timeline_data_get_track (data, k)->id, committee[i].id);
      g_test_message ("%s", committee[i].id);
      g_assert_true (is_there);
    }
}

static void
test_the_ids_are_those_of_the_list (void)
{
  g_autoptr (MadoTimelineData) data = timeline_make_data ("dialogue", committee, 8);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) all = mado_timeline_data_list_ids (data);
  g_auto (GStrv) hits = NULL;
  const gint64 found[] = { 5, 2, 99 };
  guint item;

  /* The agreement is of another section: it is drawn, but it is not in the list. */
  g_assert_cmpuint (g_strv_length (all), ==, 7);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpstr (all[i], ==, committee[i].id);
  g_array_append_vals (rowids, found, 3);
  mado_timeline_data_set_list (data, rowids, TRUE);
  hits = mado_timeline_data_list_ids (data);
  g_assert_cmpuint (g_strv_length (hits), ==, 2);
  g_assert_cmpstr (hits[0], ==, "spa-jc");
  g_assert_cmpstr (hits[1], ==, "jc-2");
  g_assert_true (mado_timeline_data_find (data, "jc-2", &item));
  g_assert_true (mado_timeline_item_is_lit (data, item));
  g_assert_true (mado_timeline_data_find (data, "jc-1", &item));
  g_assert_false (mado_timeline_item_is_lit (data, item));
}

static void
test_the_axis_names_the_era_in_short (void)
{
  static const struct
  {
    gint year;
    const char *text;
  } cases[]
      = { { 1872, NULL },   { 1873, "明6" },        { 1926, "大15・昭元" }, { 1989, "昭64・平元" },
          { 2018, "平30" }, { 2019, "平31・令元" }, { 2023, "令5" },        { 20000, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mado_date_format_era_year (cases[i].year);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialogue/axis/months-begin-on-their-day", test_months_begin_on_their_day);
  g_test_add_func ("/dialogue/axis/what-lies-under-the-pointer-stays",
                   test_what_lies_under_the_pointer_stays);
  g_test_add_func ("/dialogue/axis/nothing-lies-beyond-the-ends",
                   test_nothing_lies_beyond_the_ends);
  g_test_add_func ("/dialogue/axis/labels-stand-as-close-as-they-can",
                   test_labels_stand_as_close_as_they_can);
  g_test_add_func ("/dialogue/axis/names-the-era-in-short", test_the_axis_names_the_era_in_short);
  g_test_add_func ("/dialogue/layout/a-date-is-drawn-as-exact-as-it-is",
                   test_a_date_is_drawn_as_exact_as_it_is);
  g_test_add_func ("/dialogue/layout/no-two-marks-overlap", test_no_two_marks_overlap);
  g_test_add_func ("/dialogue/layout/culling-equals-a-scan", test_culling_equals_a_scan);
  g_test_add_func ("/dialogue/layout/bars-of-a-lane-follow-each-other",
                   test_bars_of_a_lane_follow_each_other);
  g_test_add_func ("/dialogue/layout/a-number-that-is-not-held-is-a-ring",
                   test_a_number_that_is_not_held_is_a_ring);
  g_test_add_func ("/dialogue/data/an-item-may-stand-in-two-tracks",
                   test_an_item_may_stand_in_two_tracks);
  g_test_add_func ("/dialogue/data/another-committee-is-another-series",
                   test_another_committee_is_another_series);
  g_test_add_func ("/dialogue/data/everything-dated-stands-in-a-track",
                   test_everything_dated_stands_in_a_track);
  g_test_add_func ("/dialogue/data/the-ids-are-those-of-the-list",
                   test_the_ids_are_those_of_the_list);
  return g_test_run ();
}
