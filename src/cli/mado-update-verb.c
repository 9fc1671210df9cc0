/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb that brings the sets of a feed up to date: update. */
#include "cli/mado-feed-text.h"
#include "cli/mado-verbs.h"
#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-updater.h"

#define ROOT_MOST (512 * 1000) /* bytes, as for one that a server sends */

/* The feed that is meant: the one named, else the only one that is trusted. */
static char *
choose_feed (MadoCommand *command, const char *named, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (named != NULL)
    return g_strdup (named);
  names = mado_feed_list (command->options.profile, error);
  if (names == NULL)
    return NULL;
  if (names->len == 1)
    return g_strdup (g_ptr_array_index (names, 0));
  if (names->len == 0)
    g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN,
                 "No feed is trusted yet; mado update NAME --root FILE --from DIR begins with the "
                 "root file that its publisher gave you");
  else
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                 "Several feeds are trusted: mado update NAME --from DIR");
  return NULL;
}

static gboolean
trust (MadoCommand *command, const char *feed, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (command->options.root);
  g_autoptr (GBytes) root = mado_json_load_file (file, ROOT_MOST, NULL, error);

  return root != NULL && mado_feed_trust (command->options.profile, feed, root, error);
}

static gboolean
run_update (MadoCommand *command, MadoUpdater *updater, GError **error)
{
  g_autofree char *folder = g_canonicalize_filename (command->options.from, NULL);
  const MadoFeedSource source = mado_feed_source_for_folder (folder);
  g_autoptr (MadoWriter) writer = NULL;

  /* The reader would keep the old records alive for nothing. */
  g_clear_pointer (&command->reader, mado_reader_close);
  writer = mado_writer_open (command->options.profile, error);
  return writer != NULL && mado_updater_run (updater, &source, writer, NULL, NULL, NULL, error);
}

gboolean
mado_verb_update (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *feed = NULL;
  g_autoptr (MadoUpdater) updater = NULL;
  gint64 now = mado_feed_get_now ();

  if (command->options.from == NULL || (command->options.root != NULL && arguments[0] == NULL))
    {
      g_set_error (
          error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
          "Usage: mado update [FEED] --from DIR, with FEED and --root FILE the first time");
      return FALSE;
    }
  feed = choose_feed (command, arguments[0], error);
  if (feed == NULL || (command->options.root != NULL && !trust (command, feed, error)))
    return FALSE;
  updater = mado_updater_open (command->options.profile, feed, now, error);
  if (updater == NULL)
    return FALSE;
  if (command->options.clock_is_right)
    mado_updater_accept_clock (updater);
  if (!run_update (command, updater, error))
    return FALSE;
  mado_feed_print_outcomes (command, feed, updater);
  return TRUE;
}
