/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sections/mado-launch.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"
#include "app/widgets/mado-uri.h"

typedef struct
{
  GtkWidget *widget;
  char *otherwise;
} Launch;

static Launch *
make_launch (GtkWidget *widget, char *otherwise)
{
  Launch *launch = g_new (Launch, 1);

  launch->widget = g_object_ref (widget);
  launch->otherwise = otherwise;
  return launch;
}

/* Takes @launch. Who was asked for a program by the desktop and chose none has said so himself. */
static void
end (Launch *launch, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *advice = error->domain == G_DBUS_ERROR ? mado_advice_explain (error) : NULL;

      mado_toast_say (launch->widget, advice != NULL ? advice : launch->otherwise);
    }
  g_object_unref (launch->widget);
  g_free (launch->otherwise);
  g_free (launch);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_app_info_launch_default_for_uri_finish (result, &error);
  end (user_data, error);
}

void
mado_launch (GtkWidget *widget, const char *uri, const char *otherwise)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL && otherwise != NULL);

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           make_launch (widget, g_strdup (otherwise)));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  mado_uri_open_finish (GTK_WIDGET (source), result, &error);
  end (user_data, error);
}

void
mado_launch_link (GtkWidget *widget, const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && uri != NULL);

  mado_uri_open (widget, uri, NULL, opened_cb,
                 make_launch (widget,
                              /* Translators: %s is an address of the web. */
                              g_strdup_printf (_ ("No program here opens this address: %s"), uri)));
}
