/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, counts and states as people read them. */
#include "app/sections/updates/mado-updates-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/widgets/mado-display.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-date.h"

#define KEY_GROUP 8    /* digits that stand together */
#define KEY_MOST 128   /* digits that are shown */
#define KEYS_MOST 20   /* keys that are shown */
#define KILOBYTE 1024u /* as reports count */

char *
mado_updates_format_iso (const char *date)
{
  g_autoptr (MadoDate) day = mado_date_new_from_iso (date, NULL);

  return day ? mado_date_format (day, mado_display_get_interface_language (), MADO_DATE_FULL)
             : g_strdup ("—");
}

char *
mado_updates_format_day (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time);
  g_autofree char *iso = moment ? g_date_time_format (moment, "%Y-%m-%d") : NULL;

  return mado_updates_format_iso (iso ? iso : "");
}

char *
mado_updates_format_moment (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time);
  g_autofree char *day = mado_updates_format_day (time);
  g_autofree char *hour = moment ? mado_clock_format_hour (moment) : g_strdup ("—");

  /* Translators: a day and the time of it. */
  return g_strdup_printf (C_ ("moment", "%1$s at %2$s"), day, hour);
}

char *
mado_updates_format_threshold (const MadoFeedRoot *root)
{
  /* Translators: how many keys have to sign, of how many. */
  return g_strdup_printf (_ ("Root keys, of which %d of %u sign"),
                          (int) MIN (root->threshold, G_MAXINT), root->keys->len);
}

/* Whatever a file calls a key: only what can be compared by eye is shown of it. */
static void
append_key (GString *text, const char *id)
{
  for (guint i = 0; id[i] != '\0' && i < KEY_MOST; i++)
    {
      if (i > 0 && i % KEY_GROUP == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_isgraph (id[i]) ? id[i] : '?');
    }
}

char *
mado_updates_format_keys (const MadoFeedRoot *root)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (root->keys->len, KEYS_MOST); i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      append_key (text, g_ptr_array_index (root->keys, i));
    }
  return g_string_free (text, FALSE);
}

static void
append_count (GString *text, gint64 count, const char *format)
{
  g_autofree char *number = mado_number_format (count, mado_display_get_interface_language ());

  if (count == 0)
    return;
  if (text->len > 0)
    /* Translators: between "3 added", "2 changed" and "1 removed". */
    g_string_append (text, C_ ("counts of changes", ", "));
  g_string_append_printf (text, format, number);
}

char *
mado_updates_format_counts (gint64 added, gint64 changed, gint64 removed)
{
  GString *text = g_string_new (NULL);

  /* Translators: %s is a number of records. */
  append_count (text, added, C_ ("counts of changes", "%s added"));
  append_count (text, changed, C_ ("counts of changes", "%s changed"));
  append_count (text, removed, C_ ("counts of changes", "%s removed"));
  if (text->len == 0)
    g_string_append (text, C_ ("counts of changes", "no record changed"));
  return g_string_free (text, FALSE);
}

char *
mado_updates_format_report (const MadoFeedReport *report)
{
  g_autofree char *done = NULL;
  g_autofree char *all = NULL;

  if (report->all == 0)
    return g_strdup (_ ("Asking what is new…"));
  if (report->stage == MADO_FEED_STAGE_FETCHING)
    {
      done = g_format_size ((guint64) report->done * KILOBYTE);
      all = g_format_size ((guint64) report->all * KILOBYTE);
      /* Translators: two sizes, such as 1.2 MB of 60 MB. */
      return g_strdup_printf (_ ("Fetching: %1$s of %2$s"), done, all);
    }
  done = mado_number_format (report->done, mado_display_get_interface_language ());
  all = mado_number_format (report->all, mado_display_get_interface_language ());
  /* Translators: two numbers of records. */
  return g_strdup_printf (_ ("Taking in: %1$s of %2$s"), done, all);
}

const MadoFeedSet *
mado_updates_find_held (MadoUpdates *self, const MadoFeedStanding **its_feed)
{
  GPtrArray *feeds = mado_updates_get_feeds (self);

  for (guint i = 0; feeds && i < feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (feeds, i);

      for (guint j = 0; j < feed->sets->len; j++)
        {
          const MadoFeedSet *set = g_ptr_array_index (feed->sets, j);

          if (set->newest == 0)
            continue;
          if (its_feed)
            *its_feed = feed;
          return set;
        }
    }
  return NULL;
}

/**
 * mado_updates_is_current:
 *
 * Returns: whether every feed was found right, what it said then still holds, and is what is read
 */
gboolean
mado_updates_is_current (MadoUpdates *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GPtrArray *feeds = mado_updates_get_feeds (self);
  g_autoptr (GPtrArray) failed = mado_updates_list_failed (self);

  for (guint i = 0; feeds && i < feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (feeds, i);

      if (feed->confirmed == 0 || feed->expires <= now)
        return FALSE;
    }
  return feeds && failed->len == 0 && !mado_updates_find_held (self, NULL);
}

gint64
mado_updates_get_confirmed (MadoUpdates *self)
{
  GPtrArray *feeds = mado_updates_get_feeds (self);
  gint64 confirmed = G_MAXINT64;

  for (guint i = 0; feeds && i < feeds->len; i++)
    confirmed
        = MIN (confirmed, ((const MadoFeedStanding *) g_ptr_array_index (feeds, i))->confirmed);
  return confirmed == G_MAXINT64 ? 0 : confirmed;
}

const char *
mado_updates_get_state (MadoUpdates *self)
{
  GPtrArray *feeds = mado_updates_get_feeds (self);
  g_autoptr (GPtrArray) failed = mado_updates_list_failed (self);

  if (!feeds || feeds->len == 0)
    return C_ ("state of the records", "As the program brought them");
  if (mado_updates_is_current (self))
    return C_ ("state of the records", "Signed and complete");
  if (failed->len > 0)
    return C_ ("state of the records", "Last update failed");
  if (mado_updates_find_held (self, NULL))
    return C_ ("state of the records", "An earlier edition");
  return C_ ("state of the records", "Not confirmed of late");
}

char *
mado_updates_describe (MadoUpdates *self)
{
  GPtrArray *feeds = mado_updates_get_feeds (self);
  gint64 confirmed = mado_updates_get_confirmed (self);
  g_autofree char *moment = confirmed > 0 ? mado_updates_format_moment (confirmed) : NULL;
  const MadoFeedSet *held = mado_updates_find_held (self, NULL);

  if (held)
    /* Translators: the number of an edition, and the name of a set. */
    return g_strdup_printf (_ ("Edition %1$d of “%2$s” is the newest. Updates leave this set alone "
                               "until you go back to it."),
                            (int) MIN (held->newest, G_MAXINT), held->name);
  if (!feeds || feeds->len == 0)
    return g_strdup (_ ("No feed is trusted yet. Add one by the root file that its publisher gave "
                        "you."));
  if (!moment)
    return g_strdup (_ ("Nothing has been fetched from every feed yet."));
  if (mado_updates_is_current (self))
    /* Translators: %s is a day and the time of it. */
    return g_strdup_printf (_ ("Last confirmed on %s."), moment);
  /* Translators: %s is a day and the time of it. */
  return g_strdup_printf (
      _ ("Last confirmed on %s. Everything stays readable, but facts may have changed since."),
      moment);
}
