/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change that the stack of changes does and undoes. It is a matter of files, which wait on the
 * desk's thread as its other changes do. */
#include "app/sections/updates/mado-feed-removal.h"

#include <glib/gi18n.h>

#include "app/sections/mado-undo.h"
#include "core/feed/mado-feed-folder.h"

typedef struct
{
  char *profile;
  char *feed;
} Removal;

static void
free_removal (gpointer data)
{
  Removal *removal = data;

  g_free (removal->profile);
  g_free (removal->feed);
  g_free (removal);
}

static gboolean
remove_feed (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Removal *removal = data;

  return mado_feed_remove (removal->profile, removal->feed, error);
}

static gboolean
restore_feed (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Removal *removal = data;

  return mado_feed_restore (removal->profile, removal->feed, error);
}

/**
 * mado_feed_removal_do:
 * @feed: one that is trusted
 */
void
mado_feed_removal_do (MadoContext *context, const char *feed)
{
  /* Translators: %s is the name of a feed. */
  g_autofree char *name = g_strdup_printf (_ ("Feed “%s” removed"), feed);
  const MadoUndoChange change
      = { .name = name, .id = feed, .apply = remove_feed, .revert = restore_feed };
  Removal *removal = g_new0 (Removal, 1);

  removal->profile = g_strdup (mado_context_get_profile (context));
  removal->feed = g_strdup (feed);
  mado_undo_do (mado_undo_get (context), &change, removal, free_removal);
}
