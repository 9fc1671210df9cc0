/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the help: contents with a search at the left, a page at the right. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_HELP (mado_help_get_type ())
G_DECLARE_FINAL_TYPE (MadoHelp, mado_help, MADO, HELP, AdwWindow)

GtkWidget *mado_help_new (GtkWindow *parent);
void mado_help_show (MadoHelp *self, const char *id);

G_END_DECLS
