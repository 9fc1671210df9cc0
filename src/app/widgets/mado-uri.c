/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses out of records. The one file that calls gtk_show_uri_full(), which GtkUriLauncher
 * replaces later. */
#include "app/widgets/mado-uri.h"

#define MOST 2000 /* bytes of an address that is still opened */

/* What could not stand in a host has been written with escapes, to look like another one. */
static char *
dup_ascii_host (const char *host)
{
  for (const char *at = host; *at != '\0'; at++)
    if (strchr ("\\/?#@%,;\"<>", *at) != NULL || (guchar) *at <= ' ' || *at == 0x7f)
      return NULL;
  return g_hostname_to_ascii (host);
}

/**
 * mado_uri_dup_mail:
 * @address: "desk@example.org", of a stranger
 *
 * Headers behind an address (?bcc=) would be filled in unseen, and so would further addresses: what
 * is more than one address is none.
 *
 * Returns: (transfer full) (nullable): it with its domain in punycode, so that look-alikes show
 */
char *
mado_uri_dup_mail (const char *address)
{
  const char *sign = strrchr (address, '@');
  g_autofree char *local = sign != NULL ? g_strndup (address, sign - address) : NULL;
  g_autofree char *host = sign != NULL ? dup_ascii_host (sign + 1) : NULL;

  if (host == NULL || *host == '\0' || *local == '\0' || !g_str_is_ascii (local))
    return NULL;
  for (const char *at = local; *at != '\0'; at++)
    if (strchr ("@,;:<>\"\\()?&%", *at) != NULL || *at <= ' ' || *at == 0x7f)
      return NULL;
  return g_strconcat (local, "@", host, NULL);
}

/**
 * mado_uri_dup_host:
 * @uri: (nullable): an address out of a record
 *
 * Only http, https and mailto may be opened, and only where it can be said truthfully where they
 * lead: an address with a user's name before the host ("https://europa.eu@evil.example/") is
 * refused. A host with letters beyond ASCII is given in punycode, so that look-alikes show; the
 * domain of a mail likewise.
 *
 * Returns: (transfer full) (nullable): the host (for mailto the address) to be shown before it is
 * opened; %NULL when it may not be opened
 */
char *
mado_uri_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  const char *scheme, *host;

  if (uri == NULL || strlen (uri) > MOST)
    return NULL;
  parsed = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (parsed == NULL)
    return NULL;

  scheme = g_uri_get_scheme (parsed);
  if (g_str_equal (scheme, "mailto"))
    return g_uri_get_query (parsed) == NULL ? mado_uri_dup_mail (g_uri_get_path (parsed)) : NULL;
  if (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https"))
    return NULL;
  host = g_uri_get_host (parsed);
  if (host == NULL || *host == '\0' || g_uri_get_userinfo (parsed) != NULL)
    return NULL;
  return dup_ascii_host (host);
}

static void
show_uri_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_uri_open:
 * @parent: a widget in the window that asks
 * @uri: an address for which mado_uri_dup_host() gives a host, which the user has seen
 */
void
mado_uri_open (GtkWidget *parent, const char *uri, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *host = mado_uri_dup_host (uri);
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkRoot *root = gtk_widget_get_root (parent);

  g_task_set_source_tag (task, mado_uri_open);
  if (host == NULL || !GTK_IS_WINDOW (root))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               "an address of this form is not opened");
      g_object_unref (task);
      return;
    }
  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, cancellable, show_uri_cb, task);
}

gboolean
mado_uri_open_finish (GtkWidget *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
