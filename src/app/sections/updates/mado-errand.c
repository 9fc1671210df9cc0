/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what the process is told, so that it can be told again. */
#include "app/sections/updates/mado-errand.h"

#include "core/net/mado-net-error.h"

/**
 * mado_errand_new:
 * @place: (nullable): a folder or an address; the feed's own otherwise
 * @root: (nullable) (type filename): of a feed that is to be trusted
 *
 * Returns: (transfer full): an update that a person waits for
 */
MadoErrand *
mado_errand_new (const char *feed, const char *place, const char *root)
{
  MadoErrand *self = g_new0 (MadoErrand, 1);

  self->feed = g_strdup (feed);
  self->place = g_strdup (place);
  self->root = g_strdup (root);
  return self;
}

/**
 * mado_errand_new_edition:
 * @set: (nullable): all that are held
 * @edition: the number of one, or "newest"
 *
 * Returns: (transfer full): the way to another edition, that a person waits for
 */
MadoErrand *
mado_errand_new_edition (const char *feed, const char *set, const char *edition)
{
  MadoErrand *self = mado_errand_new (feed, NULL, NULL);

  self->set = g_strdup (set);
  self->edition = g_strdup (edition);
  return self;
}

void
mado_errand_free (gpointer errand)
{
  MadoErrand *self = errand;

  g_free (self->feed);
  g_free (self->place);
  g_free (self->root);
  g_free (self->set);
  g_free (self->edition);
  g_free (self);
}

/* What a look that nobody asked for says of the network is no news to anybody. */
gboolean
mado_errand_is_quiet (const MadoErrand *self, const GError *error)
{
  return self->is_background
         && (g_error_matches (error, MADO_NET_ERROR, MADO_NET_ERROR_UNREACHABLE)
             || g_error_matches (error, MADO_NET_ERROR, MADO_NET_ERROR_METERED));
}

/* As mado_feed_child_run_async(), with whose finish it ends. */
void
mado_errand_run_async (const MadoErrand *self, const char *profile, MadoFeedReportFunc report,
                       gpointer report_data, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  const MadoFeedErrand order = { .profile = profile,
                                 .feed = self->feed,
                                 .place = self->place,
                                 .root = self->root,
                                 .set = self->set,
                                 .edition = self->edition,
                                 .is_background = self->is_background,
                                 .clock_is_right = self->clock_is_right };

  mado_feed_child_run_async (&order, report, report_data, cancellable, callback, user_data);
}
