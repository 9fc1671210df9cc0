/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses out of records: which may be opened, what host is shown for one, and the opening. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *mado_uri_dup_host (const char *uri);
char *mado_uri_dup_mail (const char *address);
void mado_uri_open (GtkWidget *parent, const char *uri, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_uri_open_finish (GtkWidget *parent, GAsyncResult *result, GError **error);

G_END_DECLS
