/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the sets of one feed up to date: what is new is fetched and verified first, which needs
 * the network and no database of its own, then applied, which needs the writer. Everything blocks.
 */
#pragma once

#include "core/feed/mado-feed-folder.h"
#include "core/feed/mado-feed-source.h"
#include "core/store/mado-flow.h"

G_BEGIN_DECLS

typedef struct _MadoUpdater MadoUpdater;

#define MADO_OUTCOME_IDS_MOST 1000 /* of one fate and set that are listed */

/* What became of one set. */
typedef struct
{
  char *set;
  gint64 from; /* the edition that was there; 0: none */
  gint64 to;
  gboolean whole;                                    /* all of it was fetched, not what changed */
  gint64 bytes;                                      /* that were fetched */
  guint counts[MADO_FATE_REMOVED + 1][MADO_N_KINDS]; /* records, by what became of them */
  GPtrArray *ids[MADO_FATE_REMOVED + 1];             /* (element-type utf8): the first of them */
  MadoApplied applied;
} MadoOutcome;

MadoUpdater *mado_updater_open (const char *profile, const char *feed, gint64 now, GError **error);
void mado_updater_close (MadoUpdater *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoUpdater, mado_updater_close)

void mado_updater_accept_clock (MadoUpdater *self);
gboolean mado_updater_fetch (MadoUpdater *self, const MadoFeedSource *source, MadoProgress progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean mado_updater_apply (MadoUpdater *self, MadoWriter *writer, MadoProgress progress,
                             gpointer progress_data, GCancellable *cancellable, GError **error);
gboolean mado_updater_run (MadoUpdater *self, const MadoFeedSource *source, MadoWriter *writer,
                           MadoProgress progress, gpointer progress_data, GCancellable *cancellable,
                           GError **error);

GPtrArray *mado_updater_get_outcomes (MadoUpdater *self);

G_END_DECLS
