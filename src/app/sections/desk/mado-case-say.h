/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk says in passing: toasts of the window that a widget is in. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What went wrong and what to do; nothing of what was called off. */
void mado_case_complain (GtkWidget *widget, const GError *error);

/* How mado_files_save_async() ended: @sentence, or what went wrong. */
void mado_case_say_saved (GtkWidget *widget, GAsyncResult *result, const char *sentence);

G_END_DECLS
