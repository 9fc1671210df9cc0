/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers the desktop's own search: at most three records for the words that were typed there, each
 * of which the program opens; all the words go to its search over everything. It is called
 * org.gnome.Shell.SearchProvider2, and other programs than GNOME Shell ask it too. */
#pragma once

#include <gio/gio.h>
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_SEARCH_PROVIDER_MOST 3 /* records in an answer */

#define MADO_TYPE_SEARCH_PROVIDER (mado_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (MadoSearchProvider, mado_search_provider, MADO, SEARCH_PROVIDER, GObject)

MadoSearchProvider *mado_search_provider_new (GApplication *application);
gboolean mado_search_provider_register (MadoSearchProvider *self, GDBusConnection *bus,
                                        const char *path, GError **error);
void mado_search_provider_unregister (MadoSearchProvider *self, GDBusConnection *bus);
void mado_search_provider_set_context (MadoSearchProvider *self, MadoContext *context);

G_END_DECLS
