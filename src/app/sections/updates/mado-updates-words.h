/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How updates are put in words. Everything is transfer full, in the language of the interface. */
#pragma once

#include "app/sections/updates/mado-updates.h"

G_BEGIN_DECLS

char *mado_updates_format_day (gint64 time);    /* "27 November 2026" */
char *mado_updates_format_moment (gint64 time); /* "27 November 2026 at 09:12" */
char *mado_updates_format_iso (const char *date);
/* "Root keys, of which 2 of 3 sign", and the keys in groups, a line each, to be compared by eye. */
char *mado_updates_format_threshold (const MadoFeedRoot *root);
char *mado_updates_format_keys (const MadoFeedRoot *root);
char *mado_updates_format_counts (gint64 added, gint64 changed, gint64 removed);
char *mado_updates_format_report (const MadoFeedReport *report);

/* transfer none, nullable: a set of which an earlier edition is read, and (out, optional) its feed
 */
const MadoFeedSet *mado_updates_find_held (MadoUpdates *self, const MadoFeedStanding **its_feed);

gboolean mado_updates_is_current (MadoUpdates *self);

/* What is known of the records as a whole: the state's name, and what it means. */
const char *mado_updates_get_state (MadoUpdates *self);
char *mado_updates_describe (MadoUpdates *self);
gint64 mado_updates_get_confirmed (MadoUpdates *self); /* the day that holds for all; 0: never */

G_END_DECLS
