/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes down what clients are to trust, and for how long. */
#include "core/feed/mado-publisher-metadata.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT (86400) /* seconds */
#define TIMESTAMP_LASTS (7 * DAY)
#define SNAPSHOT_LASTS (90 * DAY)
#define TARGETS_LAST (90 * DAY)
#define ROOT_LASTS (400 * DAY)

static JsonNode *
make_body (const char *type, gint64 version, gint64 expires)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (expires);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "_type", type);
  json_object_set_string_member (object, "spec_version", "1.0.33");
  json_object_set_int_member (object, "version", version);
  json_object_set_string_member (object, "expires", text);
  json_node_take_object (node, object);
  return node;
}

static char *
add_key (JsonObject *keys, JsonNode *key)
{
  char *id = mado_tuf_compute_key_id (key);

  json_object_set_member (keys, id, json_node_copy (key));
  return id;
}

static void
add_role (JsonObject *roles, JsonObject *keys, const char *name, JsonNode *const *role_keys,
          guint n_keys, gint64 threshold)
{
  JsonObject *role = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *id = add_key (keys, role_keys[i]);

      json_array_add_string_element (ids, id);
    }
  json_object_set_array_member (role, "keyids", ids);
  json_object_set_int_member (role, "threshold", threshold);
  json_object_set_object_member (roles, name, role);
}

/*
 * mado_metadata_make_root:
 * @root_keys: (element-type JsonNode): public keys, #MADO_ROOT_THRESHOLD or more
 */
JsonNode *
mado_metadata_make_root (gint64 version, gint64 now, GPtrArray *root_keys, JsonNode *timestamp_key,
                         JsonNode *snapshot_key, JsonNode *targets_key)
{
  JsonNode *node = make_body ("root", version, now + ROOT_LASTS);
  JsonObject *object = json_node_get_object (node);
  JsonObject *keys = json_object_new ();
  JsonObject *roles = json_object_new ();

  add_role (roles, keys, "root", (JsonNode *const *) root_keys->pdata, root_keys->len,
            MADO_ROOT_THRESHOLD);
  add_role (roles, keys, "timestamp", &timestamp_key, 1, 1);
  add_role (roles, keys, "snapshot", &snapshot_key, 1, 1);
  add_role (roles, keys, "targets", &targets_key, 1, 1);
  json_object_set_boolean_member (object, "consistent_snapshot", TRUE);
  json_object_set_object_member (object, "keys", keys);
  json_object_set_object_member (object, "roles", roles);
  return node;
}

static void
add_meta (JsonObject *meta, const char *role, gint64 version, GBytes *bytes)
{
  g_autofree char *name = g_strconcat (role, ".json", NULL);
  JsonObject *entry = json_object_new ();

  json_object_set_int_member (entry, "version", version);
  if (bytes)
    {
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      JsonObject *hashes = json_object_new ();

      json_object_set_int_member (entry, "length", (gint64) g_bytes_get_size (bytes));
      json_object_set_string_member (hashes, "sha256", sha256);
      json_object_set_object_member (entry, "hashes", hashes);
    }
  json_object_set_object_member (meta, name, entry);
}

JsonNode *
mado_metadata_make_timestamp (gint64 version, gint64 now, gint64 snapshot_version, GBytes *snapshot)
{
  JsonNode *node = make_body ("timestamp", version, now + TIMESTAMP_LASTS);
  JsonObject *meta = json_object_new ();

  add_meta (meta, "snapshot", snapshot_version, snapshot);
  json_object_set_object_member (json_node_get_object (node), "meta", meta);
  return node;
}

/*
 * mado_metadata_make_snapshot:
 * @versions: (element-type utf8 gint64): of each targets role, by name
 */
JsonNode *
mado_metadata_make_snapshot (gint64 version, gint64 now, GHashTable *versions)
{
  JsonNode *node = make_body ("snapshot", version, now + SNAPSHOT_LASTS);
  JsonObject *meta = json_object_new ();
  GHashTableIter iter;
  gpointer role, number;

  g_hash_table_iter_init (&iter, versions);
  while (g_hash_table_iter_next (&iter, &role, &number))
    add_meta (meta, role, *(gint64 *) number, NULL);
  json_object_set_object_member (json_node_get_object (node), "meta", meta);
  return node;
}

/* Without targets and without delegations. */
JsonNode *
mado_metadata_make_targets (gint64 version, gint64 now)
{
  JsonNode *node = make_body ("targets", version, now + TARGETS_LAST);

  json_object_set_object_member (json_node_get_object (node), "targets", json_object_new ());
  return node;
}

void
mado_metadata_add_target (JsonNode *targets, const char *path, gint64 length, const char *sha256)
{
  JsonObject *object = json_object_get_object_member (json_node_get_object (targets), "targets");
  JsonObject *target = json_object_new ();
  JsonObject *hashes = json_object_new ();

  json_object_set_string_member (hashes, "sha256", sha256);
  json_object_set_int_member (target, "length", length);
  json_object_set_object_member (target, "hashes", hashes);
  json_object_set_object_member (object, path, target);
}

/* Where @targets hands on to nobody yet, it gets an empty list. */
static JsonObject *
get_delegations (JsonNode *targets)
{
  JsonObject *object = json_node_get_object (targets);
  JsonObject *delegations;

  if (!json_object_has_member (object, "delegations"))
    {
      delegations = json_object_new ();
      json_object_set_object_member (delegations, "keys", json_object_new ());
      json_object_set_array_member (delegations, "roles", json_array_new ());
      json_object_set_object_member (object, "delegations", delegations);
    }
  return json_object_get_object_member (object, "delegations");
}

/* Whoever @from, which was read, hands on to, stays. */
void
mado_metadata_copy_delegations (JsonNode *targets, JsonNode *from)
{
  JsonObject *body = json_node_get_object (from);
  JsonObject *old, *keys;
  JsonArray *old_roles, *roles;
  JsonObjectIter iter;
  const char *id;
  JsonNode *key;

  if (!json_object_has_member (body, "delegations"))
    return;
  old = json_object_get_object_member (body, "delegations");
  keys = json_object_get_object_member (get_delegations (targets), "keys");
  json_object_iter_init (&iter, json_object_get_object_member (old, "keys"));
  while (json_object_iter_next (&iter, &id, &key))
    json_object_set_member (keys, id, json_node_ref (key));
  roles = json_object_get_array_member (get_delegations (targets), "roles");
  old_roles = json_object_get_array_member (old, "roles");
  for (guint i = 0; i < json_array_get_length (old_roles); i++)
    json_array_add_element (roles, json_node_ref (json_array_get_element (old_roles, i)));
}

static const char *
get_only_key (JsonObject *role)
{
  return json_array_get_string_element (json_object_get_array_member (role, "keyids"), 0);
}

/* Whoever had @set, has it no more. */
void
mado_metadata_take_back (JsonNode *targets, const char *set)
{
  JsonObject *delegations = get_delegations (targets);
  JsonArray *roles = json_object_get_array_member (delegations, "roles");
  g_autofree char *id = NULL;

  for (guint i = 0; !id && i < json_array_get_length (roles); i++)
    {
      JsonObject *role = json_array_get_object_element (roles, i);

      if (!g_str_equal (json_object_get_string_member (role, "name"), set))
        continue;
      id = g_strdup (get_only_key (role));
      json_array_remove_element (roles, i);
    }
  for (guint i = 0; id && i < json_array_get_length (roles); i++)
    if (g_str_equal (get_only_key (json_array_get_object_element (roles, i)), id))
      return;
  if (id)
    json_object_remove_member (json_object_get_object_member (delegations, "keys"), id);
}

/* Hands the files of @set, and no others, on to the holder of @key and to nobody else. "*" stands
 * for no "/" (section 4.5, "PATHPATTERN"). */
void
mado_metadata_delegate (JsonNode *targets, const char *set, JsonNode *key)
{
  static const char *const patterns[] = { "/*", "/full/*", "/delta/*" };
  JsonObject *delegations = get_delegations (targets);
  JsonObject *role = json_object_new ();
  JsonArray *ids = json_array_new ();
  JsonArray *paths = json_array_new ();
  g_autofree char *id = NULL;

  mado_metadata_take_back (targets, set);
  id = add_key (json_object_get_object_member (delegations, "keys"), key);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *path = g_strconcat (set, patterns[i], NULL);

      json_array_add_string_element (paths, path);
    }
  json_array_add_string_element (ids, id);
  json_object_set_string_member (role, "name", set);
  json_object_set_array_member (role, "keyids", ids);
  json_object_set_int_member (role, "threshold", 1);
  json_object_set_boolean_member (role, "terminating", TRUE);
  json_object_set_array_member (role, "paths", paths);
  json_array_add_object_element (json_object_get_array_member (delegations, "roles"), role);
}
