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
  g_autoptr (GFile) folder = mado_files_choose_finish (result, NULL);
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

      adw_expander_row_add_row (row, make_row (set->name, edition));
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
  add_keys (ADW_EXPANDER_ROW (row), feed);
  add_buttons (ADW_EXPANDER_ROW (row), updates, feed);
  return row;
}

/**
 * mado_feed_step_row_new:
 *
 * Returns: (transfer floating): a row of the history
 */
GtkWidget *
mado_feed_step_row_new (const MadoFeedStanding *feed, const MadoFeedStep *step)
{
  g_autofree char *moment = mado_updates_format_moment (step->time);
  g_autofree char *counts = mado_updates_format_counts (
      mado_feed_step_count (step, MADO_FATE_ADDED), mado_feed_step_count (step, MADO_FATE_CHANGED),
      mado_feed_step_count (step, MADO_FATE_REMOVED));
  g_autofree char *size = g_format_size ((guint64) step->bytes);
  /* Translators: the name of a set, and the number of its edition. */
  g_autofree char *title
      = g_strdup_printf (_ ("%1$s, edition %2$d"), step->set, (int) MIN (step->to, G_MAXINT));
  g_autofree char *refused
      = step->refused > 0
            /* Translators: %d is a number of records. */
            ? g_strdup_printf (_ ("not taken: %d"), (int) MIN (step->refused, G_MAXINT))
            : NULL;
  g_autofree char *subtitle = g_strjoin (" · ", moment, counts, size, refused, NULL);

  return make_row (title, subtitle);
}
