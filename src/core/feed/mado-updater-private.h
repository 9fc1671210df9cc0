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
  char *catalog_file; /* its name in the folder "packs" */
  GPtrArray *chain;   /* (element-type MadoPack) (unowned) */
  GPtrArray *files;   /* (element-type utf8): of each, where it is */
  gint64 from;        /* the edition that is there */
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

G_END_DECLS
