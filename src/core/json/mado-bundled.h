/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that a room brings along within the program. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One a resource, static: { name_register_resource }, the function that the compiler of resources
 * makes. */
typedef struct
{
  void (*register_resource) (void);
  gsize is_registered;
} MadoBundled;

GBytes *mado_bundled_load (MadoBundled *self, const char *path, GError **error);

G_END_DECLS
