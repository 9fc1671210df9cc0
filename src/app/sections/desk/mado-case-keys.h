/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl+Enter, which ends a text before the text takes it as a line break. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @end: called with @widget */
void mado_case_keys_add_end (GtkWidget *widget, GtkShortcutFunc end);

G_END_DECLS
