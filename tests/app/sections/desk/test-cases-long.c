/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail of a megabyte of Japanese in one line: no turn of the main loop waits for it. What is
 * measured is the processor time of the main thread, which does not depend on what else runs. */
#include "app/sections/desk/cases-fixture.h"

#include "app/sections/desk/mado-case-pieces.h"

#define CHARACTERS 350000u /* of three bytes */
#define STEP 137.0         /* pixels that a frame scrolls */
#define MOST 100.0         /* milliseconds: what is slower than ten frames a second is a stall */

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* One turn. @worst: the longest so far */
static void
turn (double *worst)
{
  double before = get_ms ();

  g_main_context_iteration (NULL, TRUE);
  *worst = MAX (*worst, get_ms () - before);
}

static void
draw (GtkWidget *widget, double *worst)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 2)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      turn (worst);
    }
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MadoCase **) user_data = mado_cases_change_finish (result, &error);
  g_assert_no_error (error);
}

static MadoCase *
take_in (WindowFixture *self)
{
  g_autofree char *path = g_build_filename (self->profile, "long.eml", NULL);
  g_autoptr (GString) mail
      = g_string_new ("From: <a@example.org>\r\nSubject: A\r\nMIME-Version: 1.0"
                      "\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: 8bit\r\n\r\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  MadoCase *taken = NULL;

  for (guint i = 0; i < CHARACTERS; i++)
    g_string_append_unichar (mail, 0x4e00 + i * 7 % 600);
  g_assert_true (g_file_set_contents (path, mail->str, (gssize) mail->len, NULL));
  mado_cases_add_async (mado_context_get_desk (self->context), NULL, NULL, file, "tester", NULL,
                        taken_cb, &taken);
  window_wait_until (taken);
  return taken;
}

static GtkWidget *
find_more (GtkWidget *pieces)
{
  GtkWidget *button = gtk_widget_get_last_child (pieces);

  return gtk_widget_get_visible (button) ? button : NULL;
}

static void
scroll (GtkWidget *pieces, double *worst)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (pieces, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double at = 0;

  for (; at < gtk_adjustment_get_upper (adjustment); at += STEP)
    {
      gtk_adjustment_set_value (adjustment, at);
      draw (scroller, worst);
    }
}

/* Opens it, and draws until what comes by itself is there. Returns: the longest turn */
static double
open_case (WindowFixture *self, MadoCase *shown, gboolean is_long)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  double worst = 0;

  gtk_widget_activate_action (window, "win.open-case", "s", mado_case_get_id (shown));
  for (guint i = 0; i < 30 || (is_long && !find_more (cases_find (window, MADO_TYPE_CASE_PIECES)));
       i++)
    draw (window, &worst);
  return worst;
}

static void
test_long (WindowFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = cases_add (self, "First", "質問です。");
  g_autoptr (MadoCase) brief = cases_add (self, "Brief", "いつですか。");
  g_autoptr (MadoCase) taken = take_in (self);
  double like, opening, more = 0, scrolling = 0;
  guint clicks = 0;
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *pieces;

  /* The page is made with the first case; what it takes to open a brief one is the measure. */
  open_case (self, first, FALSE);
  like = open_case (self, brief, FALSE);
  opening = open_case (self, taken, TRUE);
  pieces = cases_find (window, MADO_TYPE_CASE_PIECES);
  for (; find_more (pieces); clicks++)
    {
      g_signal_emit_by_name (find_more (pieces), "clicked");
      /* The button is hidden until the pieces are there. */
      for (guint i = 0; i < 24; i++)
        draw (window, &more);
    }
  scroll (pieces, &scrolling);
  g_test_message ("longest turn: opening a brief case %.1f ms, this one %.1f ms, %u times more "
                  "%.1f ms, scrolling %.1f ms",
                  like, opening, clicks, more, scrolling);
  g_assert_cmpuint (clicks, >, 5);
  g_assert_cmpfloat (opening, <, MOST);
  g_assert_cmpfloat (more, <, MOST);
  g_assert_cmpfloat (scrolling, <, MOST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/cases/long/a-megabyte-in-one-line-stalls-nothing", WindowFixture, NULL,
              window_set_up, test_long, window_tear_down);
  return g_test_run ();
}
