/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sections/mado-portal.h"

/**
 * mado_portal_is_needed:
 *
 * In a sandbox, GTK's own dialog would show folders that are gone with the program: what is saved
 * there is lost. Flatpak tells its programs who they are by this variable.
 *
 * Returns: whether a dialog for files has to come from the desktop
 */
gboolean
mado_portal_is_needed (void)
{
  return g_getenv ("FLATPAK_ID") != NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) version
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (version != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const char *interface = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", interface, "version"), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), answered_cb,
                          task);
}

/**
 * mado_portal_find_async:
 * @interface: such as "org.freedesktop.portal.FileChooser"
 *
 * Asks the portal whether it has an interface; one that is not running is started for it. The
 * property that each of them has is that of the documentation of XDG Desktop Portal.
 */
void
mado_portal_find_async (const char *interface, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (interface), g_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, task);
}

/**
 * mado_portal_find_finish:
 *
 * Errors: G_DBUS_ERROR, G_IO_ERROR
 *
 * Returns: %FALSE and @error when nobody has it
 */
gboolean
mado_portal_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
