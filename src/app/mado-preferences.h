/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of preferences: general, calendars, privacy. Each choice works at once. */
#pragma once

#include <adwaita.h>

#include "app/mado-settings.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_PREFERENCES (mado_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MadoPreferences, mado_preferences, MADO, PREFERENCES, AdwWindow)

GtkWidget *mado_preferences_new (GtkWindow *parent, MadoSettings *settings, MadoContext *context,
                                 const char *profile);

G_END_DECLS
