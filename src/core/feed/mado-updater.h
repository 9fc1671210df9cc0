/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the sets of one feed up to date: what is new is fetched and verified first, which needs
 * the network and no database of its own, then applied, which needs the writer. Everything blocks.
 */
#pragma once

#include "core/feed/mado-feed-folder.h"
#include "core/feed/mado-feed-history.h"
#include "core/feed/mado-feed-source.h"
#include "core/store/mado-flow.h"

G_BEGIN_DECLS

typedef struct _MadoUpdater MadoUpdater;

/* What became of one set. */
typedef struct
{
  MadoFeedStep *step;
  MadoApplied applied;
} MadoOutcome;

/* Whom mado_updater_run() tells how far it is; of each set anew. */
typedef struct
{
  MadoProgress fetched; /* kilobytes that are there, of all */
  MadoProgress applied; /* operations done, of all */
  gpointer user_data;
} MadoUpdaterProgress;

MadoUpdater *mado_updater_open (const char *profile, const char *feed, gint64 now, GError **error);
void mado_updater_close (MadoUpdater *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoUpdater, mado_updater_close)

void mado_updater_accept_clock (MadoUpdater *self);
gboolean mado_updater_fetch (MadoUpdater *self, const MadoFeedSource *source, MadoProgress progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean mado_updater_apply (MadoUpdater *self, MadoWriter *writer, MadoProgress progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean mado_updater_run (MadoUpdater *self, const MadoFeedSource *source, MadoWriter *writer,
                           const MadoUpdaterProgress *progress, GCancellable *cancellable,
                           GError **error);

gboolean mado_updater_return (MadoUpdater *self, MadoWriter *writer, const char *set,
                              gint64 edition, MadoProgress progress, gpointer progress_data,
                              GCancellable *cancellable, GError **error);
gboolean mado_updater_release (MadoUpdater *self, MadoWriter *writer, const char *set,
                               gboolean *is_newest, MadoProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GError **error);

GPtrArray *mado_updater_get_outcomes (MadoUpdater *self);

G_END_DECLS
