/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/json/mado-bundled.h"

/**
 * mado_bundled_load:
 * @self: (inout): the resource that the file is in; registered when it is first asked for, on
 *   whichever thread that is
 * @path: as the resource has it
 * @error: in G_RESOURCE_ERROR
 *
 * Asks among all resources: the generated name_get_resource() answers with none while another
 * thread is registering what has been waiting, this one's too.
 *
 * Returns: (transfer full) (nullable): %NULL with @error
 */
GBytes *
mado_bundled_load (MadoBundled *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  if (g_once_init_enter (&self->is_registered))
    {
      self->register_resource ();
      g_once_init_leave (&self->is_registered, 1);
    }
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}
