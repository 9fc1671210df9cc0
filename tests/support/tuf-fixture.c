/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A TUF repository in memory. */
#include "support/tuf-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/json/mado-json.h"
#include "core/net/mado-net-error.h"

JsonNode *
tuf_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static MadoTufSigner *
get_key (TufFixture *self, char digit)
{
  g_assert_cmpint (digit - '0', <, TUF_N_KEYS);
  return self->keys[digit - '0'];
}

/* "ID":{…},"ID":{…} of the keys that @digits name, each once. */
static char *
write_keys (TufFixture *self, const char *digits)
{
  GString *text = g_string_new (NULL);

  for (const char *at = digits; *at != '\0'; at++)
    {
      MadoTufSigner *key = get_key (self, *at);
      g_autoptr (JsonNode) public = mado_tuf_signer_dup_public (key);
      g_autofree char *form = mado_json_to_record_form (public);

      if (memchr (digits, *at, (gsize) (at - digits)))
        continue;
      g_string_append_printf (text, "%s\"%s\":%s", text->len > 0 ? "," : "",
                              mado_tuf_signer_get_id (key), form);
    }
  return g_string_free (text, FALSE);
}

static char *
write_role (TufFixture *self, const char *digits)
{
  GString *text = g_string_new ("\"keyids\":[");

  for (const char *at = digits; *at != '\0'; at++)
    g_string_append_printf (text, "%s\"%s\"", at > digits ? "," : "",
                            mado_tuf_signer_get_id (get_key (self, *at)));
  g_string_append (text, "],\"threshold\":1");
  return g_string_free (text, FALSE);
}

static char *
write_head (const char *type, int version)
{
  return g_strdup_printf ("\"_type\":\"%s\",\"expires\":\"" TUF_EXPIRES
                          "\",\"spec_version\":\"1.0.31\",\"version\":%d",
                          type, version);
}

JsonNode *
tuf_make_root (TufFixture *self, int version, const char *root, const char *timestamp,
               const char *snapshot, const char *targets)
{
  g_autofree char *all = g_strconcat (root, timestamp, snapshot, targets, NULL);
  g_autofree char *head = write_head ("root", version);
  g_autofree char *keys = write_keys (self, all);
  g_autofree char *roots = write_role (self, root);
  g_autofree char *timestamps = write_role (self, timestamp);
  g_autofree char *snapshots = write_role (self, snapshot);
  g_autofree char *targetses = write_role (self, targets);
  g_autofree char *text = g_strdup_printf (
      "{%s,\"consistent_snapshot\":%s,\"keys\":{%s},\"roles\":{\"root\":{%s},\"timestamp\":{%s},"
      "\"snapshot\":{%s},\"targets\":{%s}}}",
      head, self->consistent ? "true" : "false", keys, roots, timestamps, snapshots, targetses);

  return tuf_parse (text);
}

JsonNode *
tuf_make_timestamp (TufFixture *self, int version, int snapshot)
{
  g_autofree char *head = write_head ("timestamp", version);
  g_autofree char *text
      = g_strdup_printf ("{%s,\"meta\":{\"snapshot.json\":{\"version\":%d}}}", head, snapshot);

  return tuf_parse (text);
}

JsonNode *
tuf_make_snapshot (TufFixture *self, int version, int targets)
{
  g_autofree char *head = write_head ("snapshot", version);
  g_autofree char *text
      = g_strdup_printf ("{%s,\"meta\":{\"targets.json\":{\"version\":%d}}}", head, targets);

  return tuf_parse (text);
}

JsonNode *
tuf_make_targets (TufFixture *self, int version, const char *path)
{
  g_autofree char *head = write_head ("targets", version);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *text
      = g_strdup_printf ("{%s,\"targets\":{\"%s\":{\"length\":%d,\"hashes\":{\"sha256\":\"%s\"}}}}",
                         head, path, (int) strlen (path), digest);

  return tuf_parse (text);
}

JsonNode *
tuf_with (JsonNode *body, const char *old, const char *new)
{
  g_autofree char *text = mado_json_to_record_form (body);
  g_autoptr (GString) replaced = g_string_new (text);

  g_assert_cmpuint (g_string_replace (replaced, old, new, 0), >, 0);
  json_node_unref (body);
  return tuf_parse (replaced->str);
}

JsonNode *
tuf_delegate (TufFixture *self, JsonNode *body, const char *role, char key, const char *paths)
{
  const char digits[] = { key, '\0' };
  g_autofree char *keys = write_keys (self, digits);
  g_autofree char *signers = write_role (self, digits);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"%s\",%s,\"paths\":[%s],\"terminating\":false}", role, signers, paths);
  g_autofree char *form = mado_json_to_record_form (body);
  g_autofree char *more_keys = g_strdup_printf ("\"keys\":{%s,", keys);
  g_autofree char *more_roles = g_strdup_printf (",%s]},\"expires\"", text);
  g_autofree char *all = g_strdup_printf ("{\"_type\":\"targets\",\"delegations\":{\"keys\":{%s},"
                                          "\"roles\":[%s]},",
                                          keys, text);

  if (!strstr (form, "\"delegations\""))
    return tuf_with (body, "{\"_type\":\"targets\",", all);
  if (!strstr (form, mado_tuf_signer_get_id (get_key (self, key))))
    body = tuf_with (body, "\"keys\":{", more_keys);
  return tuf_with (body, "]},\"expires\"", more_roles);
}

GBytes *
tuf_sign (TufFixture *self, JsonNode *body, const char *keys)
{
  MadoTufSigner *signers[TUF_N_KEYS];
  g_autoptr (GError) error = NULL;
  guint n_signers = (guint) strlen (keys);
  GBytes *bytes;

  for (guint i = 0; i < n_signers; i++)
    signers[i] = get_key (self, keys[i]);
  bytes = mado_tuf_sign (body, signers, n_signers, &error);
  g_assert_no_error (error);
  return bytes;
}

void
tuf_put (TufFixture *self, const char *name, JsonNode *body, const char *keys)
{
  g_hash_table_replace (self->files, g_strdup (name), tuf_sign (self, body, keys));
  json_node_unref (body);
}

void
tuf_put_bytes (TufFixture *self, const char *name, const char *text)
{
  g_hash_table_replace (self->files, g_strdup (name), g_bytes_new (text, strlen (text)));
}

static char *
make_name (TufFixture *self, const char *role, int version)
{
  return self->consistent ? g_strdup_printf ("%d.%s.json", version, role)
                          : g_strconcat (role, ".json", NULL);
}

void
tuf_put_snapshot (TufFixture *self, int version, int targets)
{
  g_autofree char *name = make_name (self, "snapshot", version);

  tuf_put (self, name, tuf_make_snapshot (self, version, targets), "2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, version, version), "1");
}

GBytes *
tuf_fetch (const char *name, gsize most, gpointer user_data, GCancellable *cancellable,
           GError **error)
{
  TufFixture *self = user_data;
  GBytes *bytes = g_hash_table_lookup (self->files, name);

  g_ptr_array_add (self->asked, g_strdup (name));
  g_ptr_array_add (self->offered, g_strdup_printf ("%" G_GSIZE_FORMAT, most));
  if (bytes)
    return g_bytes_ref (bytes);
  g_set_error (error, MADO_NET_ERROR, MADO_NET_ERROR_NOT_FOUND, "there is no such file");
  return NULL;
}

void
tuf_set_up (TufFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("mado-tuf-XXXXXX", NULL);
  self->consistent = TRUE;
  self->now = TUF_NOW;
  self->files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->offered = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < TUF_N_KEYS; i++)
    {
      self->keys[i] = mado_tuf_signer_generate (&error);
      g_assert_no_error (error);
    }
  tuf_put (self, "1.root.json", tuf_make_root (self, 1, "0", "1", "2", "3"), "0");
  tuf_put (self, "1.targets.json", tuf_make_targets (self, 1, "hello.txt"), "3");
  tuf_put_snapshot (self, 1, 1);
  g_assert_true (mado_tuf_client_start (self->folder,
                                        g_hash_table_lookup (self->files, "1.root.json"), &error));
  g_assert_no_error (error);
}

void
tuf_tear_down (TufFixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  for (guint i = 0; i < TUF_N_KEYS; i++)
    mado_tuf_signer_free (self->keys[i]);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->offered);
  g_clear_error (&self->refusal);
}

static MadoTufClient *
open_client (TufFixture *self)
{
  g_clear_error (&self->refusal);
  g_ptr_array_set_size (self->asked, 0);
  g_ptr_array_set_size (self->offered, 0);
  return mado_tuf_client_open (self->folder, self->now, tuf_fetch, self, &self->refusal);
}

gboolean
tuf_refresh (TufFixture *self)
{
  g_autoptr (MadoTufClient) client = open_client (self);

  return client && mado_tuf_client_refresh (client, NULL, &self->refusal);
}

MadoTufTarget *
tuf_find (TufFixture *self, const char *path)
{
  g_autoptr (MadoTufClient) client = open_client (self);

  if (!client || !mado_tuf_client_refresh (client, NULL, &self->refusal))
    return NULL;
  return mado_tuf_client_find (client, path, NULL, &self->refusal);
}

void
tuf_assert_refreshes (TufFixture *self)
{
  gboolean refreshed = tuf_refresh (self);

  g_assert_no_error (self->refusal);
  g_assert_true (refreshed);
}

void
tuf_assert_refused (TufFixture *self, int code, const char *words)
{
  g_assert_false (tuf_refresh (self));
  g_assert_error (self->refusal, MADO_FEED_ERROR, code);
  if (!strstr (self->refusal->message, words))
    g_assert_cmpstr (self->refusal->message, ==, words);
}

gint64
tuf_get_kept_version (TufFixture *self, MadoTufType type)
{
  g_autofree char *name = g_strconcat (mado_tuf_type_get_name (type), ".json", NULL);
  g_autoptr (GBytes) bytes
      = mado_feed_file_read (self->folder, name, MADO_JSON_MAX_FILE, NULL, NULL);
  g_autoptr (MadoTufMetadata) metadata = bytes ? mado_tuf_metadata_new (bytes, type, NULL) : NULL;

  return metadata ? metadata->version : 0;
}

void
tuf_assert_asked (TufFixture *self, const char *names)
{
  g_autofree char *asked = NULL;

  g_ptr_array_add (self->asked, NULL);
  asked = g_strjoinv (" ", (char **) self->asked->pdata);
  g_ptr_array_set_size (self->asked, (int) self->asked->len - 1);
  g_assert_cmpstr (asked, ==, names);
}
