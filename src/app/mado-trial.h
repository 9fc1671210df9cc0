/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help desk to be tried out: the program once more, with sample cases on a desk of its own that
 * goes when its windows are closed. The user's own desk, settings and feeds are not touched. */
#pragma once

#include <adwaita.h>

#include "app/mado-settings.h"
#include "core/mado-context.h"
#include "core/store/mado-scratch.h"

G_BEGIN_DECLS

MadoScratch *mado_trial_new (GError **error);
void mado_trial_fill (MadoContext *context);
MadoSettings *mado_trial_make_settings (void);
/* Says in @window that nothing in it is real. Its button activates "app.start-over". */
void mado_trial_mark (AdwApplicationWindow *window);

/* Starts the trial as a process of its own. */
gboolean mado_trial_start (GError **error);

G_END_DECLS
