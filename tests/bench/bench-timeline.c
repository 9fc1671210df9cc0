/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the timeline with five thousand events while it is panned and zoomed, against an empty
 * GtkDrawingArea that shows as many texts, in turn, so that both see the same machine.
 * bench-timeline JSON, inside a display. Exits 1 when the limit is exceeded. */
#include "app/sections/dialogue/mado-timeline-view-private.h"
#include "bench/figures.h"

#include <adwaita.h>

#define EVENTS 5000
#define ROUNDS 5
#define FRAMES 160  /* of one round, each for pan, zoom and the drawing area */
#define SETTLING 10 /* frames after a change of what is shown */
#define LIMIT 1.5

typedef enum
{
  PAN,
  ZOOM,
  PLAIN,
  N_PHASES
} Phase;

typedef struct
{
  GtkWidget *window;
  GtkWidget *timeline;
  GtkWidget *plain;
  MadoTimelineData *data;
  GPtrArray *layouts; /* (element-type PangoLayout): texts of the plain drawing */
  guint n_texts;      /* the most that a frame of the timeline had */
  GArray *times[N_PHASES];
  guint frame;
  Phase phase;
  guint round;
  gint64 begun;
  GMainLoop *loop;
} Bench;

static GPtrArray *
make_outlines (void)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outline_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (5000);

  for (guint i = 0; i < EVENTS; i++)
    {
      g_autofree char *day
          = g_strdup_printf ("%04u-%02d-%02d", 1996 + i % 31, g_rand_int_range (random, 1, 13),
                             g_rand_int_range (random, 1, 29));
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"e-%u\",\"kind\":\"event\",\"type\":\"seminar\",\"title\":{\"en\":\"Event "
          "%u\",\"ja\":\"行事%u\"},\"summary\":{\"en\":\"S.\",\"ja\":\"説明\"},\"date\":{\"start\":"
          "\"%s\",\"end\":\"%s\"},\"themes\":[\"quantum\"],\"participants\":[{\"organisation\":"
          "\"jst\",\"role\":\"organiser\"}],\"sources\":[{\"title\":\"P\",\"accessed\":\"2026-11-"
          "01\"}]}",
          i, i, i, day, day);
      g_autoptr (JsonNode) node
          = mado_json_parse (json, strlen (json), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, NULL);
      g_autoptr (MadoRecord) record = mado_record_new_from_json (node, NULL);

      g_assert_nonnull (record);
      g_ptr_array_add (outlines, mado_outline_new (i + 1, record));
    }
  return outlines;
}

static guint
count_texts (GskRenderNode *node)
{
  guint n = 0;

  if (!node)
    return 0;
  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_TEXT_NODE:
      return 1;
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        n += count_texts (gsk_container_node_get_child (node, i));
      return n;
    case GSK_TRANSFORM_NODE:
      return count_texts (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return count_texts (gsk_clip_node_get_child (node));
    case GSK_ROUNDED_CLIP_NODE:
      return count_texts (gsk_rounded_clip_node_get_child (node));
    default:
      return 0;
    }
}

/* How many texts the timeline shows at its zoom of now. */
static guint
count_shown (Bench *bench)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  guint n;

  mado_timeline_view_ensure_rows (MADO_TIMELINE_VIEW (bench->timeline));
  mado_timeline_view_draw (MADO_TIMELINE_VIEW (bench->timeline), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  n = count_texts (node);
  g_clear_pointer (&node, gsk_render_node_unref);
  return n;
}

static void
draw_plain (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Bench *bench = data;

  while (bench->layouts->len < bench->n_texts)
    {
      g_autofree char *text = g_strdup_printf ("%u", 2000 + bench->layouts->len);

      g_ptr_array_add (bench->layouts, gtk_widget_create_pango_layout (GTK_WIDGET (area), text));
    }
  for (guint i = 0; i < bench->n_texts; i++)
    {
      cairo_move_to (cr, (i * 47 + bench->frame) % MAX (width, 1), (i * 13) % MAX (height, 1));
      pango_cairo_show_layout (cr, g_ptr_array_index (bench->layouts, i));
    }
}

static void
show_phase (Bench *bench)
{
  GtkWidget *child = bench->phase == PLAIN ? bench->plain : bench->timeline;

  if (gtk_window_get_child (GTK_WINDOW (bench->window)) != child)
    gtk_window_set_child (GTK_WINDOW (bench->window), child);
}

static void
step (Bench *bench)
{
  MadoTimelineView *view = MADO_TIMELINE_VIEW (bench->timeline);
  gboolean forward = bench->frame < FRAMES / 2;

  if (bench->phase == PLAIN)
    {
      gtk_widget_queue_draw (bench->plain);
      return;
    }
  if (bench->phase == PAN)
    mado_axis_pan (&view->axis, forward ? -9 : 9);
  else
    mado_axis_zoom (&view->axis, forward ? 1.05 : 1 / 1.05, 500);
  mado_timeline_view_axis_changed (view);
  if (bench->round == 0 && bench->frame % 8 == 0)
    bench->n_texts = MAX (bench->n_texts, count_shown (bench));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  bench->frame++;
  if (bench->frame == FRAMES)
    {
      bench->frame = 0;
      bench->phase = (bench->phase + 1) % N_PHASES;
      bench->round += bench->phase == 0;
      show_phase (bench);
    }
  if (bench->round == ROUNDS)
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  step (bench);
  return G_SOURCE_CONTINUE;
}

static void
before_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->begun = g_get_monotonic_time ();
}

/* The first round counts texts and warms up. */
static void
after_cb (GdkFrameClock *clock, Bench *bench)
{
  if (bench->round > 0 && bench->round < ROUNDS && bench->frame >= SETTLING)
    timings_add (bench->times[bench->phase], bench->begun);
}

static void
make_window (Bench *bench)
{
  GdkFrameClock *clock;

  bench->window = g_object_ref_sink (gtk_window_new ());
  bench->timeline = g_object_ref_sink (mado_timeline_view_new ());
  bench->plain = g_object_ref_sink (gtk_drawing_area_new ());
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bench->plain), draw_plain, bench, NULL);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1134, 260);
  mado_timeline_view_set_data (MADO_TIMELINE_VIEW (bench->timeline), bench->data, NULL);
  show_phase (bench);
  gtk_window_present (GTK_WINDOW (bench->window));
  clock = gtk_widget_get_frame_clock (bench->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), bench);
  gtk_widget_add_tick_callback (bench->window, tick_cb, bench, NULL);
}

static guint
report (Bench *bench, const char *path)
{
  Figures *figures = figures_new ();
  double plain = timings_percentile (bench->times[PLAIN], 99);

  figures_add (figures, "texts a frame of the timeline", bench->n_texts, "", -1);
  figures_add (figures, "drawing area with as many texts, p50",
               timings_percentile (bench->times[PLAIN], 50), "ms", -1);
  figures_add (figures, "drawing area with as many texts, p99", plain, "ms", -1);
  figures_add (figures, "5,000 events panned, p50", timings_percentile (bench->times[PAN], 50),
               "ms", -1);
  figures_add (figures, "5,000 events panned, p99", timings_percentile (bench->times[PAN], 99),
               "ms", -1);
  figures_add (figures, "5,000 events zoomed, p50", timings_percentile (bench->times[ZOOM], 50),
               "ms", -1);
  figures_add (figures, "5,000 events zoomed, p99", timings_percentile (bench->times[ZOOM], 99),
               "ms", -1);
  figures_add (figures, "panned to drawing area, p99",
               timings_percentile (bench->times[PAN], 99) / plain, "x", LIMIT);
  figures_add (figures, "zoomed to drawing area, p99",
               timings_percentile (bench->times[ZOOM], 99) / plain, "x", LIMIT);
  return figures_finish (figures, path);
}

int
main (int argc, char **argv)
{
  Bench bench = { NULL };
  g_autoptr (GPtrArray) outlines = NULL;
  guint over;

  adw_init ();
  outlines = make_outlines ();
  bench.data = mado_timeline_data_new (mado_sections_find ("events"));
  mado_timeline_data_add (bench.data, outlines);
  bench.layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_PHASES; i++)
    bench.times[i] = timings_new ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  make_window (&bench);
  g_main_loop_run (bench.loop);
  over = report (&bench, argc > 1 ? argv[1] : NULL);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  return over > 0;
}
