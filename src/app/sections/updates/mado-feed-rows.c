/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that unfold. */
#include "app/sections/updates/mado-feed-rows.h"

#include <glib/gi18n.h>

#include "app/sections/mado-files.h"
#include "app/sections/updates/mado-updates-words.h"
#include "app/widgets/mado-inert.h"

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  g_autofree char *inert = subtitle ? mado_inert_line (subtitle, NULL) : NULL;

  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                       inert ? inert : "", "subtitle-lines", 0, NULL);
}

/* libadwaita names the line that unfolds, not the row with what is unfolded. */
static void
name_row (GtkWidget *row, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
get_feed (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "feed");
}

static void
keep_feed (GtkWidget *widget, const char *feed)
{
  g_object_set_data_full (G_OBJECT (widget), "feed", g_strdup (feed), g_free);
}

static void
removed_cb (GtkWidget *button, MadoUpdates *updates)
{
  mado_updates_remove (updates, get_feed (button));
}

static void
looked_cb (GtkWidget *button, MadoUpdates *updates)
{
  mado_updates_look_at (updates, get_feed (button), NULL);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoUpdates) updates = user_data;
  g_autoptr (GFile) folder = mado_files_take_chosen (result);
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;

  if (path)
    mado_updates_look_at (updates, get_feed (GTK_WIDGET (source)), path);
}

static void
folder_cb (GtkWidget *button, MadoUpdates *updates)
{
  mado_files_choose_folder_async (button, _ ("Folder or USB stick with the feed"), folder_chosen_cb,
                                  g_object_ref (updates));
}

static GtkWidget *
make_button (const char *label, const char *css, GCallback callback, MadoUpdates *updates,
             const MadoFeedStanding *feed)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, feed->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (css)
    gtk_widget_add_css_class (button, css);
  keep_feed (button, feed->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", callback, updates, 0);
  return button;
}

/* Translators: of a set that its publisher has no more. */
static const char *
get_retired (void)
{
  return _ (
      "retired by its publisher: its records are gone, and what you added to them stays, with "
      "their last text");
}

static char *
describe_held (const MadoFeedSet *set)
{
  /* Translators: the number of an edition. */
  return g_strdup_printf (_ ("edition %d is the newest; updates leave this set alone"),
                          (int) MIN (set->newest, G_MAXINT));
}

static void
add_sets (AdwExpanderRow *row, const MadoFeedStanding *feed)
{
  for (guint i = 0; i < feed->sets->len; i++)
    {
      const MadoFeedSet *set = g_ptr_array_index (feed->sets, i);
      g_autofree char *day = mado_updates_format_iso (set->date ? set->date : "");
      /* Translators: the number of an edition and its day. */
      g_autofree char *edition
          = g_strdup_printf (_ ("Edition %d of %s"), (int) MIN (set->edition, G_MAXINT), day);

      g_autofree char *held = set->newest > 0 ? describe_held (set) : NULL;
      g_autofree char *words = g_strjoin (" · ", edition, held, NULL);

      adw_expander_row_add_row (row, make_row (set->name, words));
    }
}

static const MadoFeedSet *
find_set (const MadoFeedStanding *feed, const char *name)
{
  for (guint i = 0; i < feed->sets->len; i++)
    {
      const MadoFeedSet *set = g_ptr_array_index (feed->sets, i);

      if (g_str_equal (set->name, name))
        return set;
    }
  return NULL;
}

/* Whether a newer step than number @at of the history ended where it does. */
static gboolean
is_repeated (const MadoFeedStanding *feed, guint at)
{
  const MadoFeedStep *step = g_ptr_array_index (feed->history, at);

  for (guint i = 0; i < at; i++)
    {
      const MadoFeedStep *newer = g_ptr_array_index (feed->history, i);

      if (newer->to == step->to && g_str_equal (newer->set, step->set))
        return TRUE;
    }
  return FALSE;
}

/* What the publisher has no more, is told for as long as the history goes back. */
static void
add_retired (AdwExpanderRow *row, const MadoFeedStanding *feed)
{
  for (guint i = 0; i < feed->history->len; i++)
    {
      const MadoFeedStep *step = g_ptr_array_index (feed->history, i);

      if (step->to == 0 && !find_set (feed, step->set) && !is_repeated (feed, i))
        adw_expander_row_add_row (row, make_row (step->set, get_retired ()));
    }
}

static void
add_keys (AdwExpanderRow *row, const MadoFeedStanding *feed)
{
  g_autofree char *title = mado_updates_format_threshold (feed->root);
  g_autofree char *keys = mado_updates_format_keys (feed->root);
  GtkWidget *line = make_row (title, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), keys);
  gtk_widget_add_css_class (line, "key-row");
  adw_expander_row_add_row (row, line);
}

static void
add_buttons (AdwExpanderRow *row, MadoUpdates *updates, const MadoFeedStanding *feed)
{
  GtkWidget *line
      = make_row (_ ("From a folder or USB stick"), _ ("the same signed files, without a network"));

  adw_action_row_add_suffix (
      ADW_ACTION_ROW (line),
      make_button (_ ("Choose…"), NULL, G_CALLBACK (folder_cb), updates, feed));
  adw_expander_row_add_row (row, line);
  if (feed->place)
    {
      line = make_row (_ ("Look at this feed alone"), feed->place);
      adw_action_row_add_suffix (
          ADW_ACTION_ROW (line),
          make_button (_ ("Look"), NULL, G_CALLBACK (looked_cb), updates, feed));
      adw_expander_row_add_row (row, line);
    }
  line = make_row (_ ("Trust it no more"), _ ("what it brought stays, and is updated no longer"));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (line),
      make_button (_ ("Remove"), NULL, G_CALLBACK (removed_cb), updates, feed));
  adw_expander_row_add_row (row, line);
}

/**
 * mado_feed_row_new:
 *
 * Returns: (transfer floating): a row that unfolds
 */
GtkWidget *
mado_feed_row_new (MadoUpdates *updates, const MadoFeedStanding *feed)
{
  g_autofree char *day = feed->confirmed > 0 ? mado_updates_format_moment (feed->confirmed) : NULL;
  /* Translators: %s is a day and the time of it. */
  g_autofree char *confirmed = day ? g_strdup_printf (_ ("last confirmed on %s"), day)
                                   : g_strdup (_ ("nothing fetched yet"));
  g_autofree char *subtitle
      = g_strjoin (" · ", feed->place ? feed->place : _ ("from a folder"), confirmed, NULL);
  g_autofree char *inert = mado_inert_line (subtitle, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", feed->name,
                                 "subtitle", inert, NULL);

  name_row (row, feed->name);
  add_sets (ADW_EXPANDER_ROW (row), feed);
  add_retired (ADW_EXPANDER_ROW (row), feed);
  add_keys (ADW_EXPANDER_ROW (row), feed);
  add_buttons (ADW_EXPANDER_ROW (row), updates, feed);
  return row;
}

static void
returned_cb (GtkWidget *button, MadoUpdates *updates)
{
  const gint64 *edition = g_object_get_data (G_OBJECT (button), "edition");
  const char *set = g_object_get_data (G_OBJECT (button), "set");

  mado_updates_return (updates, get_feed (button), set, *edition);
}

static GtkWidget *
make_return (MadoUpdates *updates, const MadoFeedStanding *feed, const MadoFeedStep *step)
{
  /* Translators: the number of an edition that was read before. */
  g_autofree char *label
      = g_strdup_printf (_ ("Return to edition %d"), (int) MIN (step->to, G_MAXINT));
  g_autofree char *name = g_strdup_printf ("%s: %s", label, step->set);
  GtkWidget *button = make_button (label, NULL, G_CALLBACK (returned_cb), updates, feed);

  g_object_set_data_full (G_OBJECT (button), "set", g_strdup (step->set), g_free);
  g_object_set_data_full (G_OBJECT (button), "edition", g_memdup2 (&step->to, sizeof step->to),
                          g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static char *
make_title (const MadoFeedStep *step)
{
  if (step->to == 0)
    return g_strdup (step->set);
  /* Translators: the name of a set, and the number of its edition. */
  return g_strdup_printf (_ ("%1$s, edition %2$d"), step->set, (int) MIN (step->to, G_MAXINT));
}

/* (transfer full) (nullable): what there is to say of the way by which the set came there */
static char *
describe_way (const MadoFeedStep *step)
{
  if (step->to == 0)
    return g_strdup (get_retired ());
  if (step->to < step->from)
    /* Translators: the number of the edition that was left for an earlier one. */
    return g_strdup_printf (_ ("returned from edition %d"), (int) MIN (step->from, G_MAXINT));
  return step->bytes > 0 ? g_format_size ((guint64) step->bytes) : NULL;
}

/* (nullable): whether the edition is the one that is read, and why there is no button otherwise */
static const char *
describe_edition (const MadoFeedSet *set, const MadoFeedStep *step)
{
  if (!set || step->to == 0 || mado_feed_set_can_go_to (set, step->to))
    return NULL;
  return set->edition == step->to ? _ ("you read this edition") : _ ("no way back is kept");
}

/**
 * mado_feed_step_row_new:
 * @at: the number of its step in the history
 *
 * Returns: (transfer floating): a row of the history, with a button to return to its edition where
 *   that can be done
 */
GtkWidget *
mado_feed_step_row_new (MadoUpdates *updates, const MadoFeedStanding *feed, guint at)
{
  const MadoFeedStep *step = g_ptr_array_index (feed->history, at);
  const MadoFeedSet *set = is_repeated (feed, at) ? NULL : find_set (feed, step->set);
  g_autofree char *moment = mado_updates_format_moment (step->time);
  g_autofree char *counts = mado_updates_format_counts (
      mado_feed_step_count (step, MADO_FATE_ADDED), mado_feed_step_count (step, MADO_FATE_CHANGED),
      mado_feed_step_count (step, MADO_FATE_REMOVED));
  g_autofree char *way = describe_way (step);
  g_autofree char *title = make_title (step);
  const char *edition = describe_edition (set, step);
  g_autofree char *refused
      = step->refused > 0
            /* Translators: %d is a number of records. */
            ? g_strdup_printf (_ ("not taken: %d"), (int) MIN (step->refused, G_MAXINT))
            : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  g_strv_builder_add_many (parts, moment, counts, NULL);
  if (way)
    g_strv_builder_add (parts, way);
  if (refused)
    g_strv_builder_add (parts, refused);
  if (edition)
    g_strv_builder_add (parts, edition);
  words = g_strv_builder_end (parts);
  subtitle = g_strjoinv (" · ", words);
  row = make_row (title, subtitle);
  if (set && mado_feed_set_can_go_to (set, step->to))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_return (updates, feed, step));
  return row;
}
