/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict scan, private to this room: decides whether a text may be given to json-glib at all.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean mado_json_scan (const char *text, gsize length, GArray *lines, GError **error);

G_END_DECLS
