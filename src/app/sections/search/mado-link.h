/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An address that is pasted where one searches is opened, not searched for. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens what was typed or pasted, through the window's actions, where it is an address; else does
 * nothing and returns FALSE. An entry that still holds the address is emptied: it led elsewhere. */
gboolean mado_link_open (GtkEditable *entry);

G_END_DECLS
