/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a feed's folder: each is the old one or the new one, whatever happens between. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GBytes *mado_feed_file_read (const char *folder, const char *name, gsize most,
                             GCancellable *cancellable, GError **error);
/* transfer full: what @object tells of; NULL with the error set. */
typedef gpointer (*MadoFeedReadElement) (JsonObject *object, GError **error);

GPtrArray *mado_feed_file_parse_list (GBytes *bytes, gsize most, const char *name,
                                      MadoFeedReadElement read_element, GDestroyNotify free_element,
                                      GError **error);
gboolean mado_feed_file_write (const char *folder, const char *name, GBytes *bytes, GError **error);
gboolean mado_feed_file_place (const char *made, const char *path, GError **error);
gboolean mado_feed_file_create (const char *path, const guint8 *data, gsize length, GError **error);
gboolean mado_feed_file_remove (const char *folder, const char *name, GError **error);
char *mado_feed_file_quote (const char *name);

G_END_DECLS
