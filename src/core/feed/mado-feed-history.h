/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a feed has brought, step by step: "history.json" in its folder. It is for people alone;
 * nothing is decided by it. */
#pragma once

#include "core/model/mado-kind.h"
#include "core/model/mado-text.h"
#include "core/store/mado-flow.h"

G_BEGIN_DECLS

#define MADO_FEED_STEPS_MOST 50     /* that are remembered */
#define MADO_FEED_CHANGES_MOST 1000 /* of one fate that a step names */
#define MADO_FEED_KIND_MOST 20      /* of one kind and fate that are remembered by name */

/* A record that came, changed or went. */
typedef struct
{
  MadoKind kind;
  char *id;
  MadoText *title; /* nullable: of one that went, as it was last called */
} MadoFeedChange;

/* A set went from one edition to another. */
typedef struct
{
  char *set;
  gint64 from; /* the edition that was there; 0: none */
  gint64 to;
  char *date;     /* nullable: of the edition @to, ISO */
  gint64 time;    /* seconds since 1970, UTC: of the update */
  gboolean whole; /* all of it was fetched, not what changed */
  gint64 bytes;   /* that were fetched */
  gint64 refused; /* records that could not be taken */
  gint64 counts[MADO_FATE_REMOVED + 1][MADO_N_KINDS];
  GPtrArray *changes[MADO_FATE_REMOVED + 1]; /* (element-type MadoFeedChange): the first of them */
} MadoFeedStep;

MadoFeedStep *mado_feed_step_new (const char *set);
void mado_feed_step_free (MadoFeedStep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFeedStep, mado_feed_step_free)
void mado_feed_step_add (MadoFeedStep *self, MadoFate fate, MadoKind kind, const char *id,
                         MadoText *title);
gint64 mado_feed_step_count (const MadoFeedStep *self, MadoFate fate);

GPtrArray *mado_feed_history_read (const char *folder, GError **error);
gboolean mado_feed_history_add (const char *folder, const MadoFeedStep *step, GError **error);

G_END_DECLS
