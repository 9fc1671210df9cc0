/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An update in a process of its own, mado: what strangers send is read where a window with its
 * cases is not, and a window loads neither the network's library nor the cryptography. Killed at
 * any moment, it leaves the old edition or the new one. */
#pragma once

#include "core/feed/mado-feed-report.h"

G_BEGIN_DECLS

/**
 * MadoFeedErrand:
 * @program: (nullable): the command; without it, the mado beside this program
 * @place: (nullable): the folder or address; without it, the one that the feed is known under
 * @root: (nullable): the root file of a feed that is to be trusted from now on
 * @set: (nullable): which set goes to @edition; without it, all
 * @edition: (nullable): the number of the edition to be returned to, or "newest"
 * @is_background: nobody waits for it
 * @clock_is_right: it ran ahead at the last update
 *
 * What is to be brought up to date.
 */
typedef struct
{
  const char *program;
  const char *profile;
  const char *feed;
  const char *place;
  const char *root;
  const char *set;
  const char *edition;
  gboolean is_background;
  gboolean clock_is_right;
} MadoFeedErrand;

typedef void (*MadoFeedReportFunc) (const MadoFeedReport *report, gpointer user_data);

void mado_feed_child_run_async (const MadoFeedErrand *errand, MadoFeedReportFunc report,
                                gpointer report_data, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_feed_child_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
