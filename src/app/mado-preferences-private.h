/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the preferences that are made of what a worker reads. */
#pragma once

#include <adwaita.h>

#include "app/mado-settings.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

void mado_preferences_bind_choice (MadoSettings *settings, const char *name, GtkWidget *row);
GtkWidget *mado_preferences_make_calendars (MadoContext *context);
GtkWidget *mado_preferences_make_privacy (MadoContext *context, const char *profile);

G_END_DECLS
