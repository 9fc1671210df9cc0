/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Underlines the character of a search where its mistake is. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_mistake_mark (GtkSearchEntry *entry, guint position); /* G_MAXUINT: there is none */

G_END_DECLS
