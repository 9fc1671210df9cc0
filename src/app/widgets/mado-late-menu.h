/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu whose widgets, some thirty, are made when it is first opened, and not at the start. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_late_menu_attach (GtkMenuButton *button, GMenuModel *model);

G_END_DECLS
