/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the feeds stand, and the one update that is at work: for all windows of the program. */
#pragma once

#include "core/feed/mado-feed-report.h"
#include "core/feed/mado-feed-standing.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_UPDATES (mado_updates_get_type ())
G_DECLARE_FINAL_TYPE (MadoUpdates, mado_updates, MADO, UPDATES, GObject)

MadoUpdates *mado_updates_get (MadoContext *context);

/* Transfer none; valid until "changed". */
GPtrArray *mado_updates_get_feeds (MadoUpdates *self); /* (element-type MadoFeedStanding), nullable:
                                                        * not read yet */
const GError *mado_updates_get_failure (MadoUpdates *self, const char *feed); /* nullable */
const char *mado_updates_get_running (MadoUpdates *self);          /* nullable: the feed */
const MadoFeedReport *mado_updates_get_report (MadoUpdates *self); /* of what is running */

/* transfer full (element-type utf8): the feeds whose last update failed */
GPtrArray *mado_updates_list_failed (MadoUpdates *self);

void mado_updates_reload (MadoUpdates *self);
void mado_updates_look (MadoUpdates *self);
void mado_updates_look_at (MadoUpdates *self, const char *feed, const char *place);
void mado_updates_return (MadoUpdates *self, const char *feed, const char *set, gint64 edition);
void mado_updates_go_on (MadoUpdates *self, const char *feed, const char *place);
void mado_updates_retry (MadoUpdates *self, const char *feed, gboolean clock_is_right);
void mado_updates_add (MadoUpdates *self, const char *feed, const char *place, const char *root);
void mado_updates_remove (MadoUpdates *self, const char *feed);
void mado_updates_cancel (MadoUpdates *self);

/* Property: "daily" (whether it looks once a day by itself). Signals: "changed" (feeds, failures,
 * what is running), "progressed" (how far it is). */

G_END_DECLS
