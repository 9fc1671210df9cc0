/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our TUF client under the command line of the official conformance suite
 * (github.com/theupdateframework/tuf-conformance, CLIENT-CLI.md), so that the suite can drive it.
 * It accepts plain http on this computer. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-client.h"
#include "core/net/mado-transport.h"

#define ROOT_MOST 512000

typedef struct
{
  char *metadata_dir;
  char *metadata_url;
  char **target_names;
  char *target_url;
  char *target_dir;
  char **rest; /* the command, and what it is about */
  MadoTransport *transport;
} Options;

static char *
join (const char *base, const char *name)
{
  return g_strconcat (base, g_str_has_suffix (base, "/") ? "" : "/", name, NULL);
}

static GBytes *
fetch (const char *name, gsize most, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Options *self = user_data;
  g_autofree char *address = join (self->metadata_url, name);

  return mado_transport_fetch (self->transport, address, most, MADO_TRANSPORT_JSON, NULL, NULL,
                               cancellable, error);
}

static gboolean
is_there (const char *path, const MadoTufTarget *target)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  return stream
         && mado_tuf_hashes_check_stream (&target->hashes, G_INPUT_STREAM (stream), NULL, NULL);
}

static gboolean
check_file (const char *path, const MadoTufTarget *target, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  return stream
         && mado_tuf_hashes_check_stream (&target->hashes, G_INPUT_STREAM (stream), NULL, error);
}

static gboolean
fetch_target (Options *self, MadoTufClient *client, const char *name, GError **error)
{
  g_autoptr (MadoTufTarget) target = mado_tuf_client_find (client, name, NULL, error);
  g_autofree char *place = target ? mado_tuf_client_make_address (client, target) : NULL;
  g_autofree char *address = place ? join (self->target_url, place) : NULL;
  g_autofree char *quoted = mado_feed_file_quote (name);
  g_autofree char *path = g_build_filename (self->target_dir, quoted, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (!target)
    return FALSE;
  if (is_there (path, target))
    return TRUE;
  g_unlink (part);
  if (mado_transport_download (self->transport, address, part, (guint64) target->hashes.length,
                               MADO_TRANSPORT_ANY, NULL, NULL, NULL, error)
      && check_file (part, target, error) && g_rename (part, path) == 0)
    return TRUE;
  g_unlink (part);
  return FALSE;
}

static gboolean
start (Options *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->rest[1]);
  g_autofree char *name = g_path_get_basename (self->rest[1]);
  g_autoptr (GBytes) root = mado_feed_file_read (folder, name, ROOT_MOST, NULL, error);

  return root && mado_tuf_client_start (self->metadata_dir, root, error);
}

static gboolean
update (Options *self, GError **error)
{
  g_autoptr (MadoTufClient) client = mado_tuf_client_open (
      self->metadata_dir, g_get_real_time () / G_USEC_PER_SEC, fetch, self, error);

  if (!client || !mado_tuf_client_refresh (client, NULL, error))
    return FALSE;
  for (char **name = self->target_names; name && *name; name++)
    if (!fetch_target (self, client, *name, error))
      return FALSE;
  return TRUE;
}

static gboolean
run (Options *self, GError **error)
{
  const char *command = self->rest ? self->rest[0] : "";

  if (g_str_equal (command, "init") && self->metadata_dir && self->rest[1])
    return start (self, error);
  if (g_str_equal (command, "refresh") && self->metadata_dir && self->metadata_url)
    {
      g_clear_pointer (&self->target_names, g_strfreev);
      return update (self, error);
    }
  if (g_str_equal (command, "download") && self->metadata_dir && self->metadata_url
      && self->target_names && self->target_url && self->target_dir)
    return update (self, error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               "usage: tuf-client --metadata-dir DIR [--metadata-url URL] [--target-name PATH …] "
               "[--target-base-url URL] [--target-dir DIR] init ROOT|refresh|download");
  return FALSE;
}

int
main (int argc, char **argv)
{
  Options self = { 0 };
  const GOptionEntry entries[] = {
    { "metadata-dir", 0, 0, G_OPTION_ARG_FILENAME, &self.metadata_dir, NULL, NULL },
    { "metadata-url", 0, 0, G_OPTION_ARG_STRING, &self.metadata_url, NULL, NULL },
    { "target-name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.target_names, NULL, NULL },
    { "target-base-url", 0, 0, G_OPTION_ARG_STRING, &self.target_url, NULL, NULL },
    { "target-dir", 0, 0, G_OPTION_ARG_FILENAME, &self.target_dir, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self.rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  MadoPace pace = *mado_pace_get_usual ();
  gboolean done;

  pace.tries = 1; /* the suite counts what it is asked */
  g_option_context_add_main_entries (context, entries, NULL);
  self.transport = mado_transport_new (NULL, MADO_TRANSPORT_PLAIN_LOOPBACK, &pace, NULL);
  done = g_option_context_parse (context, &argc, &argv, &error) && run (&self, &error);
  if (!done)
    g_printerr ("tuf-client: %s\n", error ? error->message : "a file could not be renamed");
  mado_transport_free (self.transport);
  g_free (self.metadata_dir);
  g_free (self.metadata_url);
  g_strfreev (self.target_names);
  g_free (self.target_url);
  g_free (self.target_dir);
  g_strfreev (self.rest);
  return done ? 0 : 1;
}
