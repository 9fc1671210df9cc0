/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The portal of the desktop: the one way on which a program in a sandbox reaches the user's files.
 * GTK shows neither a dialog nor an error where there is none, so that it is asked for before. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether this program reaches files through the portal only. */
gboolean mado_portal_is_needed (void);
void mado_portal_find_files_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean mado_portal_find_files_finish (GAsyncResult *result, GError **error);

G_END_DECLS
