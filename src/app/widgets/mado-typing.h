/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing over a list leads into its search entry, and typing with an input method too. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_typing_lead (GtkWidget *list, GtkSearchEntry *entry);

G_END_DECLS
