/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What, what it means, and three ways on. */
#include "app/sections/updates/mado-update-failure.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/updates/mado-update-detail.h"
#include "app/widgets/mado-inert.h"
#include "core/feed/mado-feed-error.h"

static GtkWidget *
make_label (const char *text, const char *css)
{
  g_autofree char *inert = mado_inert_text (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css);
  return label;
}

static const char *
get_feed (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "feed");
}

static void
retry_cb (GtkWidget *button, MadoUpdates *updates)
{
  mado_updates_retry (updates, get_feed (button), FALSE);
}

static void
clock_cb (GtkWidget *button, MadoUpdates *updates)
{
  mado_updates_retry (updates, get_feed (button), TRUE);
}

static const char *
find_place (MadoUpdates *updates, const char *feed)
{
  GPtrArray *feeds = mado_updates_get_feeds (updates);

  for (guint i = 0; feeds && i < feeds->len; i++)
    {
      const MadoFeedStanding *standing = g_ptr_array_index (feeds, i);

      if (g_str_equal (standing->name, feed))
        return standing->place;
    }
  return NULL;
}

/* For the publisher, or whoever helps: nothing in it is the user's. */
static void
copy_cb (GtkWidget *button, MadoUpdates *updates)
{
  const char *feed = get_feed (button);
  const GError *error = mado_updates_get_failure (updates, feed);
  const char *place = find_place (updates, feed);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);
  g_autofree char *text = NULL;

  if (!error)
    return;
  text = g_strdup_printf ("Madoguchi %s, %s\nfeed %s, %s\n%s %d: %s\n", MADO_VERSION, time, feed,
                          place ? place : "from a folder", g_quark_to_string (error->domain),
                          error->code, error->message);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Copied"));
}

static void
append_button (GtkBox *box, const char *label, GCallback callback, MadoUpdates *updates,
               const char *feed)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "feed", g_strdup (feed), g_free);
  g_signal_connect_object (button, "clicked", callback, updates, 0);
  gtk_box_append (box, button);
}

static GtkWidget *
make_heading (const char *feed)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  /* Translators: %s is the name of a feed. */
  g_autofree char *text
      = *feed != '\0' ? g_strdup_printf (_ ("The feed “%s” was not brought up to date"), feed)
                      : g_strdup (_ ("How the feeds stand could not be read"));
  GtkWidget *label = make_label (text, "heading");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

/**
 * mado_update_failure_new:
 * @feed: one of mado_updates_list_failed()
 *
 * Returns: (transfer floating): the block
 */
GtkWidget *
mado_update_failure_new (MadoUpdates *updates, const char *feed)
{
  const GError *error = mado_updates_get_failure (updates, feed);
  g_autofree char *advice = mado_advice_explain_update (error);
  g_autofree char *detail = mado_update_detail_translate (error->message);
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (block, "differ");
  gtk_box_append (GTK_BOX (block), make_heading (feed));
  gtk_box_append (GTK_BOX (block), make_label (advice, "row-title"));
  if (!g_str_equal (advice, error->message))
    gtk_box_append (GTK_BOX (block), make_label (detail, "row-sub"));
  append_button (GTK_BOX (buttons), _ ("Try again"), G_CALLBACK (retry_cb), updates, feed);
  if (g_error_matches (error, MADO_FEED_ERROR, MADO_FEED_ERROR_CLOCK))
    append_button (GTK_BOX (buttons), _ ("The clock is right"), G_CALLBACK (clock_cb), updates,
                   feed);
  append_button (GTK_BOX (buttons), _ ("Copy report"), G_CALLBACK (copy_cb), updates, feed);
  gtk_widget_add_css_class (gtk_widget_get_last_child (buttons), "flat");
  gtk_box_append (GTK_BOX (block), buttons);
  return block;
}
