/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While somebody composes with an input method, every key of the window belongs to it first. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_composing_guard (GtkWindow *window);

G_END_DECLS
