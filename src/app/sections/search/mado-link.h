/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An address that is pasted where one searches is opened, not searched for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens @text through the window's actions where it is an address; else does nothing and returns
 * FALSE. */
gboolean mado_link_open (GtkWidget *widget, const char *text);

G_END_DECLS
