/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an update that runs in a process of its own tells the one who started it: one JSON object a
 * line. The window updates so, and thus never loads what talks to strangers. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_FEED_REPORT_MOST (64 * 1024) /* bytes of a line */

typedef enum
{
  MADO_FEED_STAGE_FETCHING, /* kilobytes */
  MADO_FEED_STAGE_APPLYING, /* records */
  MADO_FEED_STAGE_ENDED,
  MADO_FEED_N_STAGES,
} MadoFeedStage;

typedef struct
{
  MadoFeedStage stage;
  guint done;
  guint all;
  GError *error; /* nullable: why it ended, when it failed */
} MadoFeedReport;

void mado_feed_report_clear (MadoFeedReport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoFeedReport, mado_feed_report_clear)

char *mado_feed_report_write (const MadoFeedReport *self);
gboolean mado_feed_report_read (MadoFeedReport *self, const char *line, gsize length,
                                GError **error);

G_END_DECLS
