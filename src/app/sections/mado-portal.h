/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The portal of the desktop: the one way on which a program in a sandbox reaches the user's files
 * and other programs. Where there is none, GTK shows neither a dialog nor an error, and GLib 2.84
 * ends the program, so that it is asked for before. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether this program reaches files through the portal only. */
gboolean mado_portal_is_needed (void);
void mado_portal_find_async (const char *interface, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_portal_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
