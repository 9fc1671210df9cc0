/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the overview says, read in one go on the reader's thread: facts that need a look, what is
 * newest, some figures, and how much there is of each kind. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* Why a fact needs a look. */
typedef enum
{
  MADO_LOOK_UNCONFIRMED, /* an agreement whose signature no source confirms */
  MADO_LOOK_DISPUTED,    /* sources disagree */
  MADO_LOOK_CALLS,       /* how many calls and schemes to check before they are quoted */
  MADO_LOOK_ANSWERS,     /* how many answers to check before they are used */
} MadoLookReason;

typedef struct
{
  MadoLookReason reason;
  MadoRecord *record; /* the record, or the first of many */
  guint64 count;      /* of many: 0 where @record is meant alone */
  const char *query;  /* of many: finds them in their section */
} MadoLook;

typedef struct
{
  GPtrArray *looks;   /* (element-type MadoLook) */
  GPtrArray *newest;  /* (element-type MadoRecord), newest first */
  GPtrArray *figures; /* (element-type MadoRecord), newest first */
  MadoStanding standing;
} MadoOverviewContent;

void mado_overview_content_free (MadoOverviewContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOverviewContent, mado_overview_content_free)

/**
 * mado_overview_content_read:
 * @reader: on its thread
 *
 * Every question is for the first few only: the same work at a thousand records and at a million,
 * but for the three counts of what is to be checked.
 *
 * Returns: (transfer full): never with a part missing; %NULL and @error when one could not be read
 */
MadoOverviewContent *mado_overview_content_read (MadoReader *reader, GCancellable *cancellable,
                                                 GError **error);

G_END_DECLS
