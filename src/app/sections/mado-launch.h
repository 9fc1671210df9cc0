/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs open for the user, and the word that is said when none does. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_launch_async (GtkWidget *widget, const char *uri, GAsyncReadyCallback callback,
                        gpointer user_data);
gboolean mado_launch_finish (GAsyncResult *result, GError **error);
/* @uri: of a file or a folder of ours; @otherwise: what to do when no program opens it */
void mado_launch (GtkWidget *widget, const char *uri, const char *otherwise);
/* @uri: out of a record; see mado_uri_open(). */
void mado_launch_link (GtkWidget *widget, const char *uri);

G_END_DECLS
