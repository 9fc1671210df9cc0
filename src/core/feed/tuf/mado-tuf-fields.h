/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of a JSON object of a known type; private to this room. Each function sets @error to
 * %MADO_FEED_ERROR_DAMAGED, naming the member, where it is missing or of another type. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *mado_tuf_get_object (JsonObject *object, const char *name, GError **error);
JsonArray *mado_tuf_get_array (JsonObject *object, const char *name, GError **error);
const char *mado_tuf_get_string (JsonObject *object, const char *name, GError **error);
/* -1 with @error; @least is never less than 0. */
gint64 mado_tuf_get_count (JsonObject *object, const char *name, gint64 least, GError **error);
gboolean mado_tuf_get_boolean (JsonObject *object, const char *name, gboolean *value,
                               GError **error);
JsonObject *mado_tuf_get_element (JsonArray *array, guint index, const char *name, GError **error);
/* (transfer full) (element-type utf8): a list of texts, none of them empty */
GPtrArray *mado_tuf_get_strings (JsonObject *object, const char *name, GError **error);

/* What @hex says; NULL when it is not an even number of hexadecimal digits, or none. */
GBytes *mado_tuf_decode_hex (const char *hex);
char *mado_tuf_encode_hex (const guint8 *data, gsize length);

G_END_DECLS
