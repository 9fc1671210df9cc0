/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sections/mado-launch.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-portal.h"
#include "app/widgets/mado-toast.h"
#include "app/widgets/mado-uri.h"

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (mado_uri_open_finish (GTK_WIDGET (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
start (GTask *task)
{
  GtkWidget *widget = g_task_get_source_object (task);
  const char *uri = g_task_get_task_data (task);
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (!g_str_has_prefix (uri, "file:"))
    {
      mado_uri_open (widget, uri, NULL, opened_cb, task);
      return;
    }
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           task);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (mado_portal_find_finish (result, &error))
    {
      start (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * mado_launch_async:
 * @widget: in the window that asks
 * @uri: of a file or a folder of ours, or an address out of a record
 *
 * The portal is asked for before: GLib 2.84 ends the program where a sandbox has none.
 */
void
mado_launch_async (GtkWidget *widget, const char *uri, GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (widget, NULL, callback, user_data);

  g_task_set_task_data (task, g_strdup (uri), g_free);
  if (mado_portal_is_needed ())
    mado_portal_find_async ("org.freedesktop.portal.OpenURI", NULL, found_cb, task);
  else
    start (task);
}

/**
 * mado_launch_finish:
 *
 * Errors: G_DBUS_ERROR where a sandbox has no portal; G_IO_ERROR, CANCELLED when the user chose no
 * program
 *
 * Returns: whether a program has it
 */
gboolean
mado_launch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Who was asked for a program by the desktop and chose none has said so himself. */
static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *otherwise = user_data;
  g_autofree char *advice = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_launch_finish (result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error->domain == G_DBUS_ERROR)
    advice = mado_advice_explain (error);
  mado_toast_say (GTK_WIDGET (source), advice != NULL ? advice : otherwise);
}

void
mado_launch (GtkWidget *widget, const char *uri, const char *otherwise)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL && otherwise != NULL);

  mado_launch_async (widget, uri, said_cb, g_strdup (otherwise));
}

void
mado_launch_link (GtkWidget *widget, const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL);

  mado_launch_async (widget, uri, said_cb,
                     /* Translators: %s is an address of the web. */
                     g_strdup_printf (_ ("No program here opens this address: %s"), uri));
}
