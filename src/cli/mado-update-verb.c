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

/* An update that is at work: nobody else can make one meanwhile. */
typedef struct
{
  MadoCommand *command;
  const char *feed;
  MadoUpdater *updater;
  MadoWriter *writer;
  Telling telling;
} Work;

static void
clear_work (Work *self)
{
  g_clear_pointer (&self->writer, mado_writer_close);
  g_clear_pointer (&self->updater, mado_updater_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gboolean
begin_work (Work *self, GError **error)
{
  const char *profile = self->command->options.profile;

  self->updater = mado_updater_open (profile, self->feed, mado_feed_get_now (), error);
  if (self->updater == NULL)
    return FALSE;
  if (self->command->options.clock_is_right)
    mado_updater_accept_clock (self->updater);
  /* The reader would keep the old records alive for nothing. */
  g_clear_pointer (&self->command->reader, mado_reader_close);
  self->writer = mado_writer_open (profile, error);
  return self->writer != NULL;
}

/* The set that is meant: the one named, else the only one that the feed has brought. */
static char *
choose_set (Work *self, GError **error)
{
  g_autofree char *folder = mado_feed_get_folder (self->command->options.profile, self->feed);
  g_auto (MadoFeedMemory) memory = { 0 };

  if (self->command->options.set != NULL)
    return g_strdup (self->command->options.set);
  if (!mado_feed_memory_read (&memory, folder, error))
    return NULL;
  if (memory.sets->len == 1)
    return g_strdup (g_ptr_array_index (memory.sets, 0));
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
               "The feed “%s” has brought %u sets: mado update %s --edition N --set NAME",
               self->feed, memory.sets->len, self->feed);
  return NULL;
}

static gboolean
go_back (Work *self, GError **error)
{
  MadoProgress progress = self->command->options.progress ? applied_cb : NULL;
  g_autofree char *set = NULL;
  gint64 edition;

  if (!g_ascii_string_to_signed (self->command->options.edition, 10, 1, G_MAXINT64, &edition, NULL))
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "--edition takes the number of an edition, or “newest”");
      return FALSE;
    }
  set = choose_set (self, error);
  return set != NULL
         && mado_updater_return (self->updater, self->writer, set, edition, progress,
                                 &self->telling, NULL, error);
}

static gboolean
is_newest_wanted (MadoCommand *command)
{
  return g_strcmp0 (command->options.edition, "newest") == 0;
}

/* What was known to be the newest may be kept; only where it is not, somebody is asked. */
static gboolean
go_on (Work *self, gboolean *is_done, GError **error)
{
  MadoProgress progress = self->command->options.progress ? applied_cb : NULL;

  return mado_updater_release (self->updater, self->writer, self->command->options.set, is_done,
                               progress, &self->telling, NULL, error);
}

static gboolean
run_update (Work *self, GError **error)
{
  const MadoUpdaterProgress progress = { fetched_cb, applied_cb, &self->telling };
  g_autofree char *place = find_place (self->command, self->feed, error);
  g_auto (MadoFeedSource) source = { 0 };

  return place != NULL
         && mado_feed_source_open (
             &source, place, self->command->options.background ? MADO_TRANSPORT_BACKGROUND : 0,
             error)
         && mado_updater_run (self->updater, &source, self->writer,
                              self->command->options.progress ? &progress : NULL, NULL, error);
}

/* Of a feed that is not trusted yet, the place is checked before it is. */
static gboolean
begin_trust (MadoCommand *command, const char *feed, GError **error)
{
  g_autofree char *place = find_place (command, feed, error);
  g_auto (MadoFeedSource) source = { 0 };

  return place != NULL && mado_feed_source_open (&source, place, 0, error)
         && (command->options.root == NULL || trust (command, feed, place, error));
}

static gboolean
update (MadoCommand *command, const char *named, GError **error)
{
  g_autofree char *feed = choose_feed (command, named, error);
  g_auto (Work) work = { command, feed };
  gboolean is_done = FALSE;

  if (feed == NULL || (command->options.edition == NULL && !begin_trust (command, feed, error))
      || !begin_work (&work, error))
    return FALSE;
  if (is_newest_wanted (command))
    {
      if (!go_on (&work, &is_done, error))
        return FALSE;
    }
  else if (command->options.edition != NULL)
    {
      if (!go_back (&work, error))
        return FALSE;
      is_done = TRUE;
    }
  if (!is_done && !run_update (&work, error))
    return FALSE;
  return mado_feed_print_update (command, feed, work.updater, error);
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
  if (command->options.root != NULL && command->options.edition != NULL)
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "--edition is for a feed that is trusted already");
      return FALSE;
    }
  done = update (command, arguments[0], &end.error);
  if (command->options.progress)
    print_report (&end);
  if (!done)
    g_propagate_error (error, end.error);
  return done;
}
