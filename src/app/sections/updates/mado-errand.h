/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One update that is wanted: of which feed, from where, and who wants it. */
#pragma once

#include "core/feed/mado-feed-child.h"

G_BEGIN_DECLS

typedef struct
{
  char *feed;
  char *place;   /* nullable */
  char *root;    /* nullable */
  char *set;     /* nullable: all */
  char *edition; /* nullable: that @set is to go to; a number, or "newest" */
  gboolean is_background;
  gboolean clock_is_right;
} MadoErrand;

MadoErrand *mado_errand_new (const char *feed, const char *place, const char *root);
MadoErrand *mado_errand_new_edition (const char *feed, const char *set, const char *edition);
void mado_errand_free (gpointer errand);

gboolean mado_errand_is_quiet (const MadoErrand *self, const GError *error);
void mado_errand_run_async (const MadoErrand *self, const char *profile, MadoFeedReportFunc report,
                            gpointer report_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
