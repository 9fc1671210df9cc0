/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the updater share. */
#pragma once

#include "core/feed/mado-catalog.h"
#include "core/feed/mado-updater.h"

G_BEGIN_DECLS

/* A set for which everything that is new lies in the folder "packs". */
typedef struct
{
  MadoCatalog *catalog;
  char *catalog_file;  /* its name in the folder "packs" */
  GPtrArray *chain;    /* (element-type MadoPack) (unowned) */
  GPtrArray *files;    /* (element-type utf8): of each, where it is */
  gint64 from;         /* the edition that is there */
  gboolean is_kept;    /* nothing was fetched: it lay in the folder "back" */
  gboolean is_retired; /* the publisher has it no more: everything of it goes */
} MadoReady;

struct _MadoUpdater
{
  char *profile;
  char *feed;
  char *folder; /* of the feed */
  char *packs;
  gint64 now;
  int lock;
  gboolean clock_accepted;
  MadoFeedMemory memory;
  GHashTable *whole;   /* (element-type utf8): sets for which packs did not fit */
  GPtrArray *ready;    /* (element-type MadoReady) */
  GPtrArray *outcomes; /* (element-type MadoOutcome) */
};

MadoReady *mado_updater_add_ready (MadoUpdater *self);
gboolean mado_updater_check_room (MadoUpdater *self, const MadoReady *ready, GError **error);
gboolean mado_updater_keep_copies (MadoUpdater *self, MadoWriter *writer, GError **error);
gboolean mado_updater_apply_set (MadoUpdater *self, const MadoReady *ready, MadoWriter *writer,
                                 MadoProgress progress, gpointer progress_data,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
