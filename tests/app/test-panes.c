/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three panes fold to two and to one, by the width alone. */
#include "app/mado-panes.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  MadoPanes *panes;
  GtkWidget *children[3];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "sidebar", "list", "page" };

  fixture->window = gtk_window_new ();
  fixture->panes = g_object_new (MADO_TYPE_PANES, NULL);
  for (guint i = 0; i < 3; i++)
    {
      fixture->children[i] = gtk_label_new (names[i]);
      g_object_set (fixture->panes, names[i], fixture->children[i], NULL);
    }
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->panes));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("the panes were not laid out");
  return G_SOURCE_REMOVE;
}

static void
laid_out_cb (GdkFrameClock *clock, gboolean *laid_out)
{
  *laid_out = TRUE;
}

/* Resizes the window and waits until the panes have that width, a frame was laid out since, and
 * they have told of their mode. */
static void
give (Fixture *fixture, int width)
{
  guint deadline = g_timeout_add_seconds (10, give_up_cb, NULL);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gboolean laid_out = FALSE;
  gulong handler
      = g_signal_connect_after (clock, "after-paint", G_CALLBACK (laid_out_cb), &laid_out);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  gtk_widget_queue_resize (GTK_WIDGET (fixture->panes));
  while (!laid_out || gtk_widget_get_width (GTK_WIDGET (fixture->panes)) != width)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handler_disconnect (clock, handler);
  g_source_remove (deadline);
}

static guint
count_shown (Fixture *fixture)
{
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    n += gtk_widget_get_child_visible (fixture->children[i]);
  return n;
}

static void
test_thirteen_widths_there_and_back (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int width;
    MadoPanesMode mode;
  } steps[] = {
    { 1366, MADO_PANES_ALL }, { 1200, MADO_PANES_ALL }, { 1080, MADO_PANES_ALL },
    { 1079, MADO_PANES_TWO }, { 900, MADO_PANES_TWO },  { 720, MADO_PANES_TWO },
    { 719, MADO_PANES_ONE },  { 500, MADO_PANES_ONE },  { 360, MADO_PANES_ONE },
    { 719, MADO_PANES_ONE },  { 720, MADO_PANES_TWO },  { 1080, MADO_PANES_ALL },
    { 1366, MADO_PANES_ALL },
  };
  static const guint shown[] = { 3, 2, 1 };

  gtk_widget_set_visible (fixture->window, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      give (fixture, steps[i].width);
      g_test_message ("%d", steps[i].width);
      g_assert_cmpint (mado_panes_get_mode (fixture->panes), ==, steps[i].mode);
      g_assert_cmpuint (count_shown (fixture), ==, shown[steps[i].mode]);
    }
}

static void
test_one_pane_is_the_one_asked_for (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->window, TRUE);
  for (MadoPane pane = MADO_PANE_SIDEBAR; pane <= MADO_PANE_PAGE; pane++)
    {
      mado_panes_set_shown (fixture->panes, pane);
      give (fixture, 360);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (gtk_widget_get_child_visible (fixture->children[i]), ==, (i == pane));
    }
}

static void
test_the_sidebar_closes_when_there_is_room (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->window, TRUE);
  give (fixture, 800);
  mado_panes_set_sidebar_open (fixture->panes, TRUE);
  give (fixture, 800);
  g_assert_true (gtk_widget_get_child_visible (fixture->children[MADO_PANE_SIDEBAR]));
  give (fixture, 1366);
  g_assert_false (mado_panes_get_sidebar_open (fixture->panes));
}

static void
test_without_a_list_the_page_has_its_place (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->window, TRUE);
  mado_panes_set_has_list (fixture->panes, FALSE);
  give (fixture, 1366);
  g_assert_false (gtk_widget_get_child_visible (fixture->children[MADO_PANE_LIST]));
  g_assert_cmpint (mado_panes_mode_for_width (860, 1.0, FALSE), ==, MADO_PANES_ALL);
  g_assert_cmpint (mado_panes_mode_for_width (859, 1.0, FALSE), ==, MADO_PANES_TWO);
}

/* Measured: at twice the text size a window of 1366 has two panes. */
static void
test_larger_text_folds_earlier (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (mado_panes_mode_for_width (1366, 2.0, TRUE), ==, MADO_PANES_TWO);
  g_assert_cmpint (mado_panes_mode_for_width (1259, 2.0, TRUE), ==, MADO_PANES_ONE);
}

static void
narrow_cb (MadoPanes *panes, GParamSpec *pspec, GtkWidget *page)
{
  gboolean is_one = mado_panes_get_mode (panes) == MADO_PANES_ONE;

  gtk_widget_set_size_request (page, is_one ? 300 : 500, -1);
}

/* A header bar, say, that has fewer buttons in a narrow window. */
static void
test_what_is_wide_in_a_wide_window_does_not_keep_it_wide (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_size_request (fixture->children[MADO_PANE_PAGE], 500, -1);
  g_signal_connect (fixture->panes, "notify::mode", G_CALLBACK (narrow_cb),
                    fixture->children[MADO_PANE_PAGE]);
  gtk_widget_set_visible (fixture->window, TRUE);
  give (fixture, 1366);
  give (fixture, 360);
  g_assert_cmpint (mado_panes_get_mode (fixture->panes), ==, MADO_PANES_ONE);
}

static void
test_a_strip_lies_over_list_and_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *strip = gtk_label_new ("strip");
  graphene_rect_t over, list, page;

  gtk_widget_set_size_request (strip, -1, 120);
  g_object_set (fixture->panes, "strip", strip, NULL);
  gtk_widget_set_visible (fixture->window, TRUE);
  give (fixture, 1366);
  g_assert_true (gtk_widget_compute_bounds (strip, GTK_WIDGET (fixture->panes), &over));
  g_assert_true (
      gtk_widget_compute_bounds (fixture->children[1], GTK_WIDGET (fixture->panes), &list));
  g_assert_true (
      gtk_widget_compute_bounds (fixture->children[2], GTK_WIDGET (fixture->panes), &page));
  g_assert_cmpfloat (over.origin.x, ==, list.origin.x);
  g_assert_cmpfloat (over.origin.x + over.size.width, ==, 1366);
  g_assert_cmpfloat (list.origin.y, ==, 120);
  g_assert_cmpfloat (page.origin.y, ==, 120);
  /* Alone, the page has all of it; the list keeps its strip. */
  mado_panes_set_shown (fixture->panes, MADO_PANE_PAGE);
  give (fixture, 360);
  g_assert_false (gtk_widget_get_child_visible (strip));
  mado_panes_set_shown (fixture->panes, MADO_PANE_LIST);
  give (fixture, 360);
  g_assert_true (gtk_widget_get_child_visible (strip));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/app/panes/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("thirteen-widths-there-and-back", test_thirteen_widths_there_and_back);
  ADD ("one-pane-is-the-one-asked-for", test_one_pane_is_the_one_asked_for);
  ADD ("the-sidebar-closes-when-there-is-room", test_the_sidebar_closes_when_there_is_room);
  ADD ("without-a-list-the-page-has-its-place", test_without_a_list_the_page_has_its_place);
  ADD ("a-strip-lies-over-list-and-page", test_a_strip_lies_over_list_and_page);
  ADD ("larger-text-folds-earlier", test_larger_text_folds_earlier);
  ADD ("what-is-wide-in-a-wide-window-does-not-keep-it-wide",
       test_what_is_wide_in_a_wide_window_does_not_keep_it_wide);
  return g_test_run ();
}
