/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first start: languages, calendars, and a short way round that can be skipped. */
#pragma once

#include <adwaita.h>

#include "app/mado-settings.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_WELCOME (mado_welcome_get_type ())
G_DECLARE_FINAL_TYPE (MadoWelcome, mado_welcome, MADO, WELCOME, AdwWindow)

GtkWidget *mado_welcome_new (GtkWindow *parent, MadoSettings *settings, MadoContext *context);
void mado_welcome_offer (GtkWindow *window, MadoSettings *settings, MadoContext *context);

G_END_DECLS
