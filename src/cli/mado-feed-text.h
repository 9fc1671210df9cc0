/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the verbs about feeds say, and what time it is for them. */
#pragma once

#include "cli/mado-command.h"
#include "core/feed/mado-updater.h"

G_BEGIN_DECLS

gint64 mado_feed_get_now (void);
void mado_feed_print_outcomes (MadoCommand *command, const char *feed, MadoUpdater *updater);
gboolean mado_feed_print_update (MadoCommand *command, const char *feed, MadoUpdater *updater,
                                 GError **error);

G_END_DECLS
