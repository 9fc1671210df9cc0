/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb that brings the sets of a feed up to date: update. */
#include "cli/mado-feed-text.h"
#include "cli/mado-verbs.h"
#include "core/feed/mado-feed-report.h"
#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-updater.h"

#define ROOT_MOST (512 * 1000) /* bytes, as for one that a server sends */

#define PAUSE (100 * G_TIME_SPAN_MILLISECOND) /* between two reports of one stage */

/* Who tells on stderr how far the update is. */
typedef struct
{
  MadoFeedStage stage;
  guint done;
  gint64 told; /* monotonic time of the last report; 0: none */
} Telling;

static void
print_report (const MadoFeedReport *report)
{
  g_autofree char *line = mado_feed_report_write (report);

  g_printerr ("%s\n", line);
}

static void
tell (Telling *self, MadoFeedStage stage, guint done, guint all)
{
  const MadoFeedReport report = { stage, done, all };
  gint64 now = g_get_monotonic_time ();

  if (self->stage == stage && self->told > 0
      && (done == self->done || (now - self->told < PAUSE && done < all)))
    return;
  *self = (Telling){ stage, done, now };
  print_report (&report);
}

static void
fetched_cb (guint done, guint all, gpointer user_data)
{
  tell (user_data, MADO_FEED_STAGE_FETCHING, done, all);
}

static void
applied_cb (guint done, guint all, gpointer user_data)
{
  tell (user_data, MADO_FEED_STAGE_APPLYING, done, all);
}

/* The feed that is meant: the one named, else the only one that is trusted. */
static char *
choose_feed (MadoCommand *command, const char *named, GError **error)
{
  const char *begin
      = "No feed is trusted yet; mado update NAME --root FILE --from PLACE begins with "
        "the root file that its publisher gave you";
  g_autoptr (GPtrArray) names = NULL;

  if (named != NULL)
    return g_strdup (named);
  names = mado_feed_list (command->options.profile, error);
  if (names == NULL)
    return NULL;
  if (names->len == 1)
    return g_strdup (g_ptr_array_index (names, 0));
  if (names->len == 0 && command->options.from != NULL)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN, "%s", begin);
  else if (names->len == 0)
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, "%s", begin);
  else
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                 "Several feeds are trusted: mado update NAME");
  return NULL;
}

/* Where the feed is: said now, or when it was first trusted. */
static char *
find_place (MadoCommand *command, const char *feed, GError **error)
{
  g_autofree char *folder = mado_feed_get_folder (command->options.profile, feed);
  g_auto (MadoFeedMemory) memory = { 0 };

  if (command->options.from != NULL)
    return g_strdup (command->options.from);
  if (!mado_feed_memory_read (&memory, folder, error))
    return NULL;
  if (memory.place == NULL)
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                 "Nobody said where this feed is: mado update %s --from PLACE", feed);
  return g_steal_pointer (&memory.place);
}

static gboolean
trust (MadoCommand *command, const char *feed, const char *place, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (command->options.root);
  g_autoptr (GBytes) root = mado_json_load_file (file, ROOT_MOST, NULL, error);

  return root != NULL
         && mado_feed_trust (command->options.profile, feed, root,
                             mado_feed_place_is_address (place) ? place : NULL, error);
}

static gboolean
run_update (MadoCommand *command, MadoUpdater *updater, const MadoFeedSource *source,
            GError **error)
{
  Telling telling = { 0 };
  const MadoUpdaterProgress progress = { fetched_cb, applied_cb, &telling };
  g_autoptr (MadoWriter) writer = NULL;

  if (command->options.clock_is_right)
    mado_updater_accept_clock (updater);
  /* The reader would keep the old records alive for nothing. */
  g_clear_pointer (&command->reader, mado_reader_close);
  writer = mado_writer_open (command->options.profile, error);
  return writer != NULL
         && mado_updater_run (updater, source, writer, command->options.progress ? &progress : NULL,
                              NULL, error);
}

static gboolean
update (MadoCommand *command, const char *named, GError **error)
{
  g_autofree char *feed = choose_feed (command, named, error);
  g_autofree char *place = feed != NULL ? find_place (command, feed, error) : NULL;
  g_auto (MadoFeedSource) source = { 0 };
  g_autoptr (MadoUpdater) updater = NULL;

  if (place == NULL
      || !mado_feed_source_open (&source, place,
                                 command->options.background ? MADO_TRANSPORT_BACKGROUND : 0, error)
      || (command->options.root != NULL && !trust (command, feed, place, error)))
    return FALSE;
  updater = mado_updater_open (command->options.profile, feed, mado_feed_get_now (), error);
  if (updater == NULL || !run_update (command, updater, &source, error))
    return FALSE;
  mado_feed_print_outcomes (command, feed, updater);
  return TRUE;
}

gboolean
mado_verb_update (MadoCommand *command, const char *const *arguments, GError **error)
{
  MadoFeedReport end = { MADO_FEED_STAGE_ENDED };
  gboolean done;

  if (command->options.root != NULL && (arguments[0] == NULL || command->options.from == NULL))
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "Usage: mado update FEED --root FILE --from PLACE");
      return FALSE;
    }
  done = update (command, arguments[0], &end.error);
  if (command->options.progress)
    print_report (&end);
  if (!done)
    g_propagate_error (error, end.error);
  return done;
}
