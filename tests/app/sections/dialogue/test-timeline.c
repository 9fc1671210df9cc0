/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline walked by its keys: where they lead, what is said, and that nothing is opened by the
 * way. */
#include "app/sections/dialogue/mado-timeline-view-private.h"
#include "app/sections/dialogue/timeline-fixture.h"
#include "app/sections/mado-per-section.h"

#include <adwaita.h>

#define TODAY 82874 /* 2026-11-26 */

static const Example examples[] = {
  { "jc-3", "dialogue", "joint-committee", "fx-committee", 3, "2015-05-18", "2015-05-18" },
  { "jc-2", "dialogue", "joint-committee", "fx-committee", 2, "2013-06-21", "2013-06-21" },
  { "jc-1", "dialogue", "joint-committee", "fx-committee", 1, "2011-06", "2011-06" },
  { "summit-2", "dialogue", "summit", "fx-summit", 2, "2014-05-07", "2014-05-07" },
  { "summit-1", "dialogue", "summit", "fx-summit", 1, "2010", "2010" },
  { "agreement", "agreement", "international-agreement", NULL, 0, "2009-11-30", NULL },
};

typedef struct
{
  GtkWidget *window;
  MadoDisplay *display;
  MadoTimelineData *data;
  MadoTimelineView *view;
  char *chosen; /* "id listed" of the last record that was opened */
  guint n_left;
} Fixture;

static void
chosen_cb (Fixture *fixture, const char *id, gboolean is_listed)
{
  g_free (fixture->chosen);
  fixture->chosen = g_strdup_printf ("%s %d", id, is_listed);
}

static void
left_cb (Fixture *fixture)
{
  fixture->n_left++;
}

static MadoVocabulary *
make_vocabulary (void)
{
  static const char json[]
      = "{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{\"series\":[{\"id\":\"fx-committee\","
        "\"en\":\"The committee\",\"ja\":\"委員会\"},{\"id\":\"fx-summit\",\"en\":\"The summit\","
        "\"ja\":\"首脳\"}]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  MadoVocabulary *vocabulary = mado_vocabulary_new_from_json (node, &error);

  g_assert_no_error (error);
  return vocabulary;
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("the timeline was not laid out");
  return G_SOURCE_REMOVE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  guint deadline = g_timeout_add_seconds (20, give_up_cb, NULL);

  fixture->window = gtk_window_new ();
  fixture->display = mado_display_new ();
  mado_display_set_today (fixture->display, TODAY);
  mado_display_attach (fixture->window, fixture->display);
  fixture->data = timeline_make_data ("dialogue", examples, G_N_ELEMENTS (examples));
  fixture->view = MADO_TIMELINE_VIEW (mado_timeline_view_new ());
  g_signal_connect_swapped (fixture->view, "chosen", G_CALLBACK (chosen_cb), fixture);
  g_signal_connect_swapped (fixture->view, "left", G_CALLBACK (left_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  mado_timeline_view_set_data (fixture->view, fixture->data, vocabulary);
  gtk_widget_set_visible (fixture->window, TRUE);
  while (!fixture->view->is_placed)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  mado_timeline_data_free (fixture->data);
  g_object_unref (fixture->display);
  g_free (fixture->chosen);
}

static void
assert_at (Fixture *fixture, const char *id)
{
  g_assert_cmpstr (mado_timeline_view_get_current (fixture->view), ==, id);
}

static void
moved_cb (guint *n_moved)
{
  *n_moved += 1;
}

/* A heading that changes its years while sizes are given out has no place in that frame. */
static void
test_nobody_is_told_while_sizes_are_given_out (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);
  guint n_moved = 0, deadline = g_timeout_add_seconds (20, give_up_cb, NULL);

  g_signal_connect_swapped (view, "moved", G_CALLBACK (moved_cb), &n_moved);
  mado_timeline_view_begin_anew (fixture->view);
  gtk_widget_allocate (view, gtk_widget_get_width (view) - 100, gtk_widget_get_height (view), -1,
                       NULL);
  g_assert_true (fixture->view->is_placed);
  g_assert_cmpuint (n_moved, ==, 0);
  while (n_moved == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (view, &n_moved);
  g_source_remove (deadline);
}

static void
test_arrows_move_without_opening (Fixture *fixture, gconstpointer data)
{
  MadoTimelineView *view = fixture->view;

  /* They begin at the latest of the first track. */
  mado_timeline_view_walk_time (view, -1);
  assert_at (fixture, "summit-2");
  mado_timeline_view_walk_time (view, -1);
  assert_at (fixture, "summit-1");
  mado_timeline_view_walk_time (view, -1);
  assert_at (fixture, "summit-1");
  /* Of the committees, that of 2011 is the nearest to 2010; tracks without anything are passed. */
  mado_timeline_view_walk_track (view, 1);
  assert_at (fixture, "jc-1");
  mado_timeline_view_walk_time (view, 1);
  assert_at (fixture, "jc-2");
  mado_timeline_view_walk_track (view, 1);
  assert_at (fixture, "agreement");
  mado_timeline_view_walk_track (view, -1);
  assert_at (fixture, "jc-1");
  mado_timeline_view_walk_to_end (view, TRUE);
  assert_at (fixture, "jc-3");
  mado_timeline_view_walk_to_end (view, FALSE);
  assert_at (fixture, "jc-1");
  g_assert_null (fixture->chosen);
}

static void
test_enter_opens_what_the_keys_have_reached (Fixture *fixture, gconstpointer data)
{
  mado_timeline_view_walk_time (fixture->view, 1);
  mado_timeline_view_walk_track (fixture->view, 1);
  mado_timeline_view_choose (fixture->view, fixture->view->cursor);
  g_assert_cmpstr (fixture->chosen, ==, "jc-2 1");
  mado_timeline_view_walk_track (fixture->view, 1);
  mado_timeline_view_choose (fixture->view, fixture->view->cursor);
  g_assert_cmpstr (fixture->chosen, ==, "agreement 0");
}

static void
test_each_move_is_said (Fixture *fixture, gconstpointer data)
{
  MadoTimelineView *view = fixture->view;

  mado_timeline_view_walk_time (view, 1);
  g_assert_cmpstr (mado_timeline_view_get_label (view), ==,
                   "summit-2 en, 7 May 2014, 4 of 5, no. 2 of 2, The summit");
  mado_timeline_view_walk_track (view, 1);
  mado_timeline_view_walk_to_end (view, FALSE);
  g_assert_cmpstr (mado_timeline_view_get_label (view), ==,
                   "jc-1 en, June 2011, 3 of 5, no. 1 of 3, The committee");
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       mado_timeline_view_get_label (view));
  mado_timeline_view_walk_track (view, 1);
  g_assert_cmpstr (mado_timeline_view_get_label (view), ==,
                   "agreement en, from 30 November 2009, in another section");
}

static void
test_hits_are_stepped_through_in_time (Fixture *fixture, gconstpointer data)
{
  static const gint64 found[] = { 4, 3 };
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  MadoTimelineView *view = fixture->view;

  g_array_append_vals (rowids, found, 2);
  mado_timeline_data_set_list (fixture->data, rowids, TRUE);
  mado_timeline_view_update (view);
  g_assert_true (mado_timeline_view_step_hit (view, 1));
  assert_at (fixture, "jc-1");
  g_assert_true (mado_timeline_view_step_hit (view, 1));
  assert_at (fixture, "summit-2");
  g_assert_cmpstr (mado_timeline_view_get_label (view), ==,
                   "summit-2 en, 7 May 2014, 1 of 2, no. 2 of 2, The summit");
  /* From the last on to the first, and back. */
  mado_timeline_view_step_hit (view, 1);
  assert_at (fixture, "jc-1");
  mado_timeline_view_step_hit (view, -1);
  assert_at (fixture, "summit-2");
  /* Arrows still reach what is no hit, and say so. */
  mado_timeline_view_walk_time (view, -1);
  g_assert_nonnull (strstr (mado_timeline_view_get_label (view), "not found by the search"));
}

static void
test_the_selected_record_is_where_the_keys_go_on (Fixture *fixture, gconstpointer data)
{
  mado_timeline_view_set_selected (fixture->view, "jc-2");
  mado_timeline_view_walk_time (fixture->view, 1);
  assert_at (fixture, "jc-3");
  g_assert_null (fixture->chosen);
}

static void
test_a_date_is_gone_to (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDate) date = mado_date_parse ("H25.6", &error);
  gint first, last;

  g_assert_no_error (error);
  mado_timeline_view_show_date (fixture->view, date);
  mado_timeline_view_get_years (fixture->view, &first, &last);
  g_assert_cmpint (first, ==, 2011);
  g_assert_cmpint (last, ==, 2015);
  assert_at (fixture, "jc-2");
}

static void
test_a_track_that_is_not_shown_is_not_walked (Fixture *fixture, gconstpointer data)
{
  timeline_find_track (fixture->data, "joint-committee")->is_shown = FALSE;
  mado_timeline_view_update (fixture->view);
  mado_timeline_view_walk_time (fixture->view, 1);
  mado_timeline_view_walk_track (fixture->view, 1);
  assert_at (fixture, "agreement");
  mado_timeline_data_move_track (fixture->data, 4, 0);
  mado_timeline_view_update (fixture->view);
  g_assert_cmpstr (mado_timeline_data_get_track (fixture->data, 0)->id, ==, "agreements");
}

static void
test_what_is_drawn_is_picked (Fixture *fixture, gconstpointer data)
{
  MadoTimelineView *view = fixture->view;
  guint n = 0;

  mado_timeline_view_ensure_rows (view);
  for (guint i = 0; i < view->rows->len; i++)
    {
      const MadoTimelineRow *row = &g_array_index (view->rows, MadoTimelineRow, i);

      for (guint k = 0; k < row->layout->marks->len; k++)
        {
          const MadoPlaced *mark = &g_array_index (row->layout->marks, MadoPlaced, k);
          double x = mado_timeline_view_get_gutter (view) + mark->x
                     - view->axis.start * view->axis.scale;
          MadoTimelineHit hit;

          if (x < mado_timeline_view_get_gutter (view))
            continue; /* earlier than what is on screen */
          mado_timeline_view_pick (view, x, mado_timeline_row_get_middle (row, mark, 1), &hit);
          g_assert_true (hit.placed == mark);
          mado_timeline_view_pick (view, x, mado_timeline_row_get_middle (row, mark, 1) + 14, &hit);
          g_assert_true (hit.placed != mark);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 4);
}

/* As it hears its gestures; no display here has two fingers. */
static GtkEventController *
find_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

static void
test_two_fingers_zoom (Fixture *fixture, gconstpointer data)
{
  GtkEventController *pinch = find_controller (fixture, GTK_TYPE_GESTURE_ZOOM);
  const MadoAxis *axis = &fixture->view->axis;
  double before = mado_axis_get_year_width (axis);

  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", 1.5);
  g_assert_cmpfloat_with_epsilon (mado_axis_get_year_width (axis), before * 1.5, .001);
  /* The scale is that since the fingers came down, not since the last time. */
  g_signal_emit_by_name (pinch, "scale-changed", 2.0);
  g_assert_cmpfloat_with_epsilon (mado_axis_get_year_width (axis), before * 2, .001);
  g_signal_emit_by_name (pinch, "begin", NULL);
  g_signal_emit_by_name (pinch, "scale-changed", .5);
  g_assert_cmpfloat_with_epsilon (mado_axis_get_year_width (axis), before, .001);
}

static void
test_a_drag_pans (Fixture *fixture, gconstpointer data)
{
  GtkEventController *drag = find_controller (fixture, GTK_TYPE_GESTURE_DRAG);
  const MadoAxis *axis = &fixture->view->axis;
  double before, scale;

  /* Nearer, so that there is something to either side. */
  mado_timeline_view_zoom (fixture->view, 4);
  before = mado_axis_get_day (axis, 400);
  scale = axis->scale;
  g_signal_emit_by_name (drag, "drag-begin", 400.0, 50.0);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 0.0);
  g_assert_cmpfloat_with_epsilon (mado_axis_get_day (axis, 400), before, .001);
  g_signal_emit_by_name (drag, "drag-update", 60.0, 0.0);
  g_signal_emit_by_name (drag, "drag-update", 90.0, 0.0);
  /* What was under the pointer still is. */
  g_assert_cmpfloat_with_epsilon (mado_axis_get_day (axis, 490), before, .001);
  g_assert_cmpfloat (axis->scale, ==, scale);
  g_assert_null (fixture->chosen);
}

/* What is not known is left out, what is not named comes last, and one track is always shown. */
static void
test_the_choice_of_tracks_is_kept (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *chosen;
    const char *kept;
  } choices[] = {
    { "talks,-summits", "talks,-summits,joint-committee,ministers,agreements,projects" },
    { "projects,no-track,-talks,-talks,ministers",
      "projects,-talks,ministers,-summits,joint-committee,agreements" },
    { "-summits,-joint-committee,-ministers,-talks,-agreements,-projects",
      "summits,-joint-committee,-ministers,-talks,-agreements,-projects" },
    { ",,-", "summits,-joint-committee,-ministers,-talks,-agreements,-projects" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *kept = NULL;

      mado_timeline_data_choose (fixture->data, choices[i].chosen);
      kept = mado_timeline_data_dup_choice (fixture->data);
      g_assert_cmpstr (kept, ==, choices[i].kept);
    }
}

static void
test_each_section_has_its_own_choice (void)
{
  const MadoSection *dialogue = mado_sections_find ("dialogue");
  const MadoSection *events = mado_sections_find ("events");
  g_autofree char *one = mado_per_section_change ("", dialogue, "a,-b");
  g_autofree char *two = mado_per_section_change (one, events, "c");
  g_autofree char *three = mado_per_section_change (two, dialogue, "d");
  g_autofree char *four = mado_per_section_change (three, events, NULL);
  g_autofree char *found = mado_per_section_lookup (three, dialogue);
  g_autofree char *none = mado_per_section_lookup (four, events);

  g_assert_cmpstr (two, ==, "dialogue=a,-b;events=c");
  g_assert_cmpstr (three, ==, "events=c;dialogue=d");
  g_assert_cmpstr (four, ==, "dialogue=d");
  g_assert_cmpstr (found, ==, "d");
  g_assert_null (none);
}

/* As the overview tells it of the same day. */
static void
test_the_time_since_the_last_is_in_whole_months (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *last, *since;
  } vectors[] = { { "2023-11-26", "3 years since" },
                  { "2023-11-27", "2 years 11 months since" },
                  { "2023-12-07", "2 years 11 months since" } };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const Example meetings[]
          = { { "jc-2", "dialogue", "joint-committee", "fx-committee", 2, vectors[i].last,
                vectors[i].last },
              { "jc-1", "dialogue", "joint-committee", "fx-committee", 1, "2011-06", "2011-06" } };
      MadoTimelineData *made = timeline_make_data ("dialogue", meetings, G_N_ELEMENTS (meetings));
      g_autofree char *since = NULL;
      gint day;

      mado_timeline_view_set_data (fixture->view, made, NULL);
      since = mado_timeline_view_format_since (fixture->view,
                                               timeline_find_track (made, "joint-committee"), &day);
      g_assert_cmpstr (since, ==, vectors[i].since);
      mado_timeline_data_free (fixture->data);
      fixture->data = made;
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/dialogue/years/nobody-is-told-while-sizes-are-given-out",
       test_nobody_is_told_while_sizes_are_given_out);
  ADD ("/dialogue/walk/arrows-move-without-opening", test_arrows_move_without_opening);
  ADD ("/dialogue/walk/enter-opens-what-the-keys-have-reached",
       test_enter_opens_what_the_keys_have_reached);
  ADD ("/dialogue/walk/each-move-is-said", test_each_move_is_said);
  ADD ("/dialogue/walk/hits-are-stepped-through-in-time", test_hits_are_stepped_through_in_time);
  ADD ("/dialogue/walk/the-selected-record-is-where-the-keys-go-on",
       test_the_selected_record_is_where_the_keys_go_on);
  ADD ("/dialogue/walk/a-date-is-gone-to", test_a_date_is_gone_to);
  ADD ("/dialogue/words/the-time-since-the-last-is-in-whole-months",
       test_the_time_since_the_last_is_in_whole_months);
  ADD ("/dialogue/walk/a-track-that-is-not-shown-is-not-walked",
       test_a_track_that_is_not_shown_is_not_walked);
  ADD ("/dialogue/walk/what-is-drawn-is-picked", test_what_is_drawn_is_picked);
  ADD ("/dialogue/tracks/the-choice-is-kept", test_the_choice_of_tracks_is_kept);
  g_test_add_func ("/dialogue/tracks/each-section-has-its-own",
                   test_each_section_has_its_own_choice);
  ADD ("/dialogue/pointer/two-fingers-zoom", test_two_fingers_zoom);
  ADD ("/dialogue/pointer/a-drag-pans", test_a_drag_pans);
  return g_test_run ();
}
