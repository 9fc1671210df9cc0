/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two languages scrolled each by itself: beside each other or stacked, apart until they are brought
 * level, and level with what is chosen. */
#include "app/sections/browse/mado-parallel.h"

#include "app/sections/browse/mado-passage.h"

#define N_PASSAGES 40
#define HEIGHT 500

typedef struct
{
  GtkWidget *window;
  MadoParallel *parallel;
} Fixture;

/* Paragraphs of the second language are twice as high. */
static void
fill (MadoParallel *parallel, MadoLanguage language)
{
  GtkBox *body = mado_parallel_get_body (parallel, language);

  for (guint i = 0; i < N_PASSAGES; i++)
    {
      GtkWidget *label = gtk_label_new ("Text");

      gtk_widget_set_size_request (label, -1, language == MADO_LANGUAGE_JA ? 120 : 60);
      mado_passage_set (label, MADO_PASSAGE_BODY + i);
      gtk_box_append (body, label);
    }
}

static void
set_up (Fixture *self, gconstpointer width)
{
  self->window = gtk_window_new ();
  self->parallel = MADO_PARALLEL (mado_parallel_new ());
  fill (self->parallel, MADO_LANGUAGE_EN);
  fill (self->parallel, MADO_LANGUAGE_JA);
  gtk_window_set_titlebar (GTK_WINDOW (self->window), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->parallel));
  gtk_widget_set_size_request (GTK_WIDGET (self->parallel), GPOINTER_TO_INT (width), HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  while (gtk_widget_get_height (GTK_WIDGET (self->parallel)) < HEIGHT)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static GtkWidget *
get_pane (Fixture *self, MadoLanguage language)
{
  return GTK_WIDGET (mado_parallel_get_pane (self->parallel, language));
}

static double
get_scroll (Fixture *self, MadoLanguage language)
{
  return gtk_adjustment_get_value (
      gtk_scrolled_window_get_vadjustment (mado_parallel_get_pane (self->parallel, language)));
}

static void
scroll (Fixture *self, MadoLanguage language, double value)
{
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (mado_parallel_get_pane (self->parallel, language)),
      value);
}

static GtkWidget *
find (Fixture *self, MadoLanguage language, guint i)
{
  return mado_passage_find (get_pane (self, language), MADO_PASSAGE_BODY + i);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

/* A frame lays out what was scrolled before it began. */
static void
wait_for_frames (Fixture *self)
{
  guint n = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (self->parallel), frame_cb, &n, NULL);

  while (n < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->parallel), id);
}

/* Where the passage stands in its pane, as that is scrolled. */
static double
get_top (Fixture *self, MadoLanguage language, guint i)
{
  graphene_rect_t bounds;
  GtkWidget *passage = find (self, language, i);

  g_assert_true (gtk_widget_compute_bounds (passage, get_pane (self, language), &bounds));
  return bounds.origin.y;
}

static void
test_stands_beside_or_stacked (Fixture *self, gconstpointer width)
{
  graphene_rect_t en, ja;
  gboolean is_beside = GPOINTER_TO_INT (width) >= 640;

  g_assert_true (gtk_widget_compute_bounds (get_pane (self, MADO_LANGUAGE_EN),
                                            GTK_WIDGET (self->parallel), &en));
  g_assert_true (gtk_widget_compute_bounds (get_pane (self, MADO_LANGUAGE_JA),
                                            GTK_WIDGET (self->parallel), &ja));
  if (is_beside)
    {
      g_assert_cmpfloat (ja.origin.y, ==, en.origin.y);
      g_assert_cmpfloat (ja.origin.x, >=, en.origin.x + en.size.width);
    }
  else
    {
      g_assert_cmpfloat (ja.origin.x, ==, en.origin.x);
      g_assert_cmpfloat (ja.origin.y, >=, en.origin.y + en.size.height);
    }
}

static void
test_each_language_is_scrolled_by_itself (Fixture *self, gconstpointer width)
{
  scroll (self, MADO_LANGUAGE_EN, 700);
  g_assert_cmpfloat (get_scroll (self, MADO_LANGUAGE_JA), ==, 0);
  scroll (self, MADO_LANGUAGE_JA, 300);
  g_assert_cmpfloat (get_scroll (self, MADO_LANGUAGE_EN), ==, 700);
}

static void
test_the_other_language_is_brought_level (Fixture *self, gconstpointer width)
{
  scroll (self, MADO_LANGUAGE_EN, 72 * 10);
  wait_for_frames (self);
  g_assert_cmpfloat_with_epsilon (get_top (self, MADO_LANGUAGE_EN, 12),
                                  get_top (self, MADO_LANGUAGE_EN, 10) + 2 * 72, 1);
  mado_parallel_level (self->parallel);
  wait_for_frames (self);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      double top = get_top (self, MADO_LANGUAGE_EN, i);

      /* The eye rests in the upper part of the pane: what it is on stands level. */
      if (top >= 0 && top < gtk_widget_get_height (get_pane (self, MADO_LANGUAGE_EN)) / 2.0
          && ABS (top - get_top (self, MADO_LANGUAGE_JA, i)) <= 1)
        return;
    }
  g_assert_not_reached ();
}

static void
test_what_is_chosen_is_followed (Fixture *self, gconstpointer width)
{
  scroll (self, MADO_LANGUAGE_JA, 132 * 20);
  wait_for_frames (self);
  mado_parallel_level_with (self->parallel, find (self, MADO_LANGUAGE_JA, 21));
  wait_for_frames (self);
  g_assert_cmpfloat_with_epsilon (get_top (self, MADO_LANGUAGE_EN, 21),
                                  get_top (self, MADO_LANGUAGE_JA, 21), 1);
  g_assert_cmpfloat (get_scroll (self, MADO_LANGUAGE_JA), ==, 132 * 20);
}

static void
add (const char *sentence, void (*test) (Fixture *, gconstpointer))
{
  static const int widths[] = { 400, 800 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/parallel/%s-%d", sentence, widths[i]);

      g_test_add (path, Fixture, GINT_TO_POINTER (widths[i]), set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  add ("stands-beside-or-stacked", test_stands_beside_or_stacked);
  add ("each-language-is-scrolled-by-itself", test_each_language_is_scrolled_by_itself);
  add ("the-other-language-is-brought-level", test_the_other_language_is_brought_level);
  add ("what-is-chosen-is-followed", test_what_is_chosen_is_followed);
  return g_test_run ();
}
