/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures a GTK program from inside without the program knowing (LD_PRELOAD): the first frame, the
 * first readable row of a list view of class "records", frames while it scrolls, and the same rows
 * over an in-memory model; main-loop turns. Writes "name value" lines to the file that PROBE_OUT
 * names. PROBE_T0: the monotonic clock in ns when the program was started. PROBE_SCROLL: frames to
 * scroll. PROBE_UPDATE: seconds in which updates are looked for while the list and a page are open:
 * turns and frames are measured from their beginning until then. */
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>

#define STEP 137       /* px a frame */
#define OPENING 1      /* seconds in which a section and a page open, which are not counted */
#define HELD_ROWS 1500 /* rows of the in-memory model */
#define SETTLING 5 /* frames without a new row after a model is set: the view has made its rows */

typedef enum
{
  WAITING_FOR_ROWS,
  SCROLLING_LIST,
  COLLECTING_ROWS,
  SCROLLING_MEMORY,
  LOOKING_FOR_UPDATES, /* its button is waited for */
  OPENING_AGAIN,
  UPDATING,
  DONE,
} Phase;

static struct
{
  FILE *out;
  gint64 t0;
  int frames_wanted;
  int seconds; /* of an update */
  gint64 since;
  int settling;
  guint n_items; /* of the view's model, when it was looked at last */
  Phase phase;
  gboolean seen_frame;
  gboolean painted; /* in this turn of the main loop */
  gint64 frame_start;
  gint64 turn_start;
  GtkWidget *view;
  GtkWidget *button; /* that an update begins with */
  GArray *frames;
  GArray *turns;
  GArray *work; /* of turns, processor time */
  double work_start;
  double longest_start; /* turn between the first frame and the first that scrolls */
  GListStore *held;
} probe;

static gint64
get_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* Of this thread: neither what the update's own process takes nor what the display server lets us
 * wait for is in it. */
static double
get_processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
print (const char *name, double value)
{
  fprintf (probe.out, "%s %.3f\n", name, value);
  fflush (probe.out);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_percentiles (const char *name, GArray *times)
{
  static const double percents[] = { 50, 95, 99, 99.9 };

  if (times->len == 0)
    return;
  g_array_sort (times, compare_doubles);
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *full = g_strdup_printf ("%s-p%g", name, percents[i]);
      guint at = MIN (times->len - 1, (guint) (times->len * percents[i] / 100));

      print (full, g_array_index (times, double, at));
    }
  g_array_set_size (times, 0);
}

/* --- Widgets --- */

/* The list of records, or that within their table. */
static GtkWidget *
find_view (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget)
      && (gtk_widget_has_css_class (widget, "records")
          || gtk_widget_has_css_class (gtk_widget_get_parent (widget), "record-table")))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The button that an update begins with. */
static GtkWidget *
find_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_has_css_class (widget, "suggested-action")
      && g_str_equal (G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), "MadoUpdatesState"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

static GtkAdjustment *
get_adjustment (void)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (probe.view));
}

/* --- Phases --- */

static void
collect_rows (void)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (probe.view)));
  guint n = MIN (HELD_ROWS, g_list_model_get_n_items (model));

  probe.held = g_list_store_new (G_TYPE_OBJECT);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_list_store_append (probe.held, item);
    }
}

static gboolean
have_all_records (void)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (probe.held)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (probe.held), i);
      g_autoptr (GObject) record = NULL;

      g_object_get (item, "record", &record, NULL);
      if (record == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
finish (void)
{
  print ("turn-start", probe.longest_start);
  print_percentiles ("turn", probe.turns);
  probe.phase = DONE;
  exit (0);
}

/* Scrolls on; TRUE when enough frames were seen. */
static gboolean
scroll (const char *name)
{
  GtkAdjustment *adjustment = get_adjustment ();
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double next = gtk_adjustment_get_value (adjustment) + STEP;

  if (probe.frames->len < (guint) probe.frames_wanted)
    {
      gtk_adjustment_set_value (adjustment, next > most ? 0 : next);
      return FALSE;
    }
  print_percentiles (name, probe.frames);
  gtk_adjustment_set_value (adjustment, 0);
  return TRUE;
}

static double
get_longest (GArray *times)
{
  double longest = 0;

  for (guint i = 0; i < times->len; i++)
    longest = MAX (longest, g_array_index (times, double, i));
  return longest;
}

static void
open_section (GtkWidget *window, const char *id)
{
  gtk_widget_activate_action (window, "win.open-section", "(ss)", id, "");
}

static double
get_seconds (void)
{
  return (double) (get_ns () - probe.since) / 1e9;
}

static void
update (GtkWidget *window)
{
  if (probe.phase == LOOKING_FOR_UPDATES && (probe.button = find_button (window)) != NULL)
    {
      open_section (window, "projects");
      probe.since = get_ns ();
      probe.phase = OPENING_AGAIN;
    }
  else if (probe.phase == OPENING_AGAIN && get_seconds () > OPENING)
    {
      g_array_set_size (probe.turns, 0);
      g_array_set_size (probe.frames, 0);
      g_array_set_size (probe.work, 0);
      g_signal_emit_by_name (probe.button, "clicked");
      probe.since = get_ns ();
      probe.phase = UPDATING;
    }
  else if (probe.phase == UPDATING && get_seconds () > probe.seconds)
    {
      print ("turn-longest", get_longest (probe.turns));
      print ("work-longest", get_longest (probe.work));
      print ("frame-longest", get_longest (probe.frames));
      finish ();
    }
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  switch (probe.phase)
    {
    case WAITING_FOR_ROWS:
    case DONE:
      break;
    case SCROLLING_LIST:
      if (probe.settling > 0)
        gtk_widget_queue_draw (probe.view);
      else if (scroll ("frame-list"))
        {
          collect_rows ();
          probe.phase = COLLECTING_ROWS;
        }
      break;
    case COLLECTING_ROWS:
      gtk_widget_queue_draw (probe.view);
      if (have_all_records ())
        {
          g_autoptr (GtkSelectionModel) model = GTK_SELECTION_MODEL (
              gtk_single_selection_new (g_object_ref (G_LIST_MODEL (probe.held))));

          gtk_list_view_set_model (GTK_LIST_VIEW (probe.view), model);
          g_array_set_size (probe.frames, 0);
          probe.settling = SETTLING;
          probe.phase = SCROLLING_MEMORY;
        }
      break;
    case SCROLLING_MEMORY:
      if (probe.settling > 0)
        gtk_widget_queue_draw (probe.view);
      else if (scroll ("frame-memory"))
        finish ();
      break;
    case LOOKING_FOR_UPDATES:
    case OPENING_AGAIN:
    case UPDATING:
      update (window);
      break;
    }
  return G_SOURCE_CONTINUE;
}

static void
look_for_rows (GtkWidget *window)
{
  GtkWidget *view = find_view (window);

  if (view == NULL || !has_text (view))
    return;
  print ("rows-readable", (get_ns () - probe.t0) / 1e6);
  probe.view = view;
  probe.settling = SETTLING;
  probe.phase = probe.seconds > 0 ? LOOKING_FOR_UPDATES : SCROLLING_LIST;
  if (probe.seconds > 0)
    {
      gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (view)), 0, TRUE);
      open_section (window, "updates");
    }
  if (probe.frames_wanted > 0 || probe.seconds > 0)
    gtk_widget_add_tick_callback (window, tick_cb, NULL, NULL);
}

/* One frame more in which nothing is counted, until the view has its rows. */
static void
settle (void)
{
  guint n = g_list_model_get_n_items (
      G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (probe.view))));

  probe.settling = n == probe.n_items ? probe.settling - 1 : SETTLING;
  probe.n_items = n;
}

static void
before_paint_cb (GdkFrameClock *clock, gpointer data)
{
  probe.frame_start = get_ns ();
}

static gboolean
is_scrolling (void)
{
  return probe.phase == SCROLLING_LIST || probe.phase == SCROLLING_MEMORY;
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWidget *window)
{
  double ms = (get_ns () - probe.frame_start) / 1e6;

  probe.painted = TRUE;
  if (!probe.seen_frame)
    print ("first-frame", (get_ns () - probe.t0) / 1e6);
  probe.seen_frame = TRUE;
  if (is_scrolling () && probe.settling > 0)
    settle ();
  else if (is_scrolling () || probe.phase == UPDATING)
    g_array_append_val (probe.frames, ms);
  if (probe.phase == WAITING_FOR_ROWS)
    look_for_rows (window);
}

/* --- Main loop --- */

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  double ms = (get_ns () - probe.turn_start) / 1e6;
  double work = get_processor_ms () - probe.work_start;
  int result;

  /* What the first screen of rows takes is told by itself. */
  if (probe.turn_start != 0 && !probe.painted && (probe.frames->len > 0 || probe.phase == UPDATING))
    g_array_append_val (probe.turns, ms);
  else if (probe.turn_start != 0 && !probe.painted && probe.seen_frame)
    probe.longest_start = MAX (probe.longest_start, ms);
  if (probe.turn_start != 0 && !probe.painted && probe.phase == UPDATING)
    g_array_append_val (probe.work, work);
  probe.painted = FALSE;
  result = g_poll (fds, n, timeout);
  probe.turn_start = get_ns ();
  probe.work_start = get_processor_ms ();
  return result;
}

static void
begin (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  const char *t0 = g_getenv ("PROBE_T0");
  const char *frames = g_getenv ("PROBE_SCROLL");
  const char *seconds = g_getenv ("PROBE_UPDATE");

  probe.out = fopen (g_getenv ("PROBE_OUT"), "w");
  probe.t0 = t0 != NULL ? g_ascii_strtoll (t0, NULL, 10) : 0;
  probe.frames_wanted = frames != NULL ? atoi (frames) : 0;
  probe.seconds = seconds != NULL ? atoi (seconds) : 0;
  probe.frames = g_array_new (FALSE, FALSE, sizeof (double));
  probe.turns = g_array_new (FALSE, FALSE, sizeof (double));
  probe.work = g_array_new (FALSE, FALSE, sizeof (double));
  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), window);
}

/* The one function of GTK's that is put in front of: every program shows its window with it. */
void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  if (probe.out == NULL && g_getenv ("PROBE_OUT") != NULL)
    {
      gtk_widget_realize (GTK_WIDGET (window));
      begin (GTK_WIDGET (window));
    }
  present (window);
}
