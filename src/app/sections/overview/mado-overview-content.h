/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the overview says, read in one go on the reader's thread: what needs attention, what is
 * newest, figures and counts. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* Why a row is here. */
typedef enum
{
  MADO_LOOK_CLOSES,      /* an open call, by the day it closes */
  MADO_LOOK_UNCONFIRMED, /* an agreement whose signature no source confirms */
  MADO_LOOK_AHEAD,       /* an agreement with a date that is still to come */
  MADO_LOOK_PROVISIONAL, /* an agreement that is applied and has not entered into force */
  MADO_LOOK_RENEWAL,     /* an agreement whose renewal clause was not read in the text */
  MADO_LOOK_GAP,         /* no meeting of a series for longer than ever before */
  MADO_LOOK_PASSED,      /* its status says open, and its day has passed */
  MADO_LOOK_DISPUTED,    /* how many records have sources that disagree */
  MADO_LOOK_CALLS,       /* how many calls and schemes to check before they are quoted */
  MADO_LOOK_ANSWERS,     /* how many answers to check before they are used */
} MadoLookReason;

typedef struct
{
  MadoLookReason reason;
  MadoRecord *record; /* the record, or the first of many */
  MadoDate *date;     /* nullable: the one that is ahead, or of the last meeting */
  guint64 count;      /* of many: 0 where @record is meant alone */
  gboolean is_more;   /* of many: there are more than were counted */
  const char *query;  /* nullable: finds them */
} MadoLook;

typedef struct
{
  GPtrArray *calls;    /* (element-type MadoLook): open, the next to close first */
  gboolean more_calls; /* than are in @calls */
  GPtrArray *looks;    /* (element-type MadoLook) */
  GPtrArray *newest;   /* (element-type MadoRecord): meetings, agreements, events; newest first */
  GPtrArray *news;     /* (element-type MadoRecord), newest first */
  GPtrArray *figures;  /* (element-type MadoRecord), newest first, none of the future */
  GPtrArray *series;   /* (element-type GPtrArray of MadoRecord): figures over time */
  GArray *meetings;    /* (element-type MadoYearCount): of the policy dialogue */
  gboolean is_sample;  /* @meetings are those of the newest only */
  MadoStanding standing;
} MadoOverviewContent;

void mado_overview_content_free (MadoOverviewContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOverviewContent, mado_overview_content_free)

/**
 * mado_overview_content_read:
 * @reader: on its thread
 * @today: days since 1800-01-01: what is ahead, and what has passed
 *
 * Every question has a limit: the same work at a thousand records and at a million.
 *
 * Returns: (transfer full): never with a part missing; %NULL and @error when one could not be read
 */
MadoOverviewContent *mado_overview_content_read (MadoReader *reader, gint today,
                                                 GCancellable *cancellable, GError **error);

/* What the files of the content share. */
GPtrArray *mado_overview_read_first (MadoReader *reader, MadoKind kind, const char *query,
                                     guint limit, GCancellable *cancellable, GError **error);
gboolean mado_overview_read_looks (MadoOverviewContent *self, MadoReader *reader, gint today,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
