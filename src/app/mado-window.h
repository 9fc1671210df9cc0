/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: the sections, a list and a page, in panes that fold. */
#pragma once

#include "app/mado-application.h"
#include "app/mado-settings.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_WINDOW (mado_window_get_type ())
G_DECLARE_FINAL_TYPE (MadoWindow, mado_window, MADO, WINDOW, AdwApplicationWindow)

GtkWidget *mado_window_new (MadoApplication *application, MadoContext *context,
                            MadoSettings *settings);
void mado_window_open_address (MadoWindow *self, const char *text);
void mado_window_remember (MadoWindow *self);

G_END_DECLS
