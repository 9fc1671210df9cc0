/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parses metadata files (TUF 1.0, section 4). Members that are unknown here are passed over, and
 * are part of what is signed. */
#include "core/feed/tuf/mado-tuf-metadata.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define SPECIFICATION "1" /* the major version that is understood here */

static const char *const type_names[] = { "root", "timestamp", "snapshot", "targets" };

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, message);
  return FALSE;
}

/* The name of the top-level role, and of the file that it signs. */
const char *
mado_tuf_type_get_name (MadoTufType type)
{
  g_return_val_if_fail (type < MADO_TUF_N_TYPES, NULL);

  return type_names[type];
}

static void
free_meta (gpointer data)
{
  MadoTufMeta *self = data;

  mado_tuf_hashes_clear (&self->hashes);
  g_free (self);
}

MadoTufTarget *
mado_tuf_target_copy (const MadoTufTarget *self)
{
  MadoTufTarget *copy = g_new0 (MadoTufTarget, 1);

  copy->path = g_strdup (self->path);
  copy->hashes = self->hashes;
  copy->hashes.sha256 = g_strdup (self->hashes.sha256);
  copy->hashes.sha384 = g_strdup (self->hashes.sha384);
  copy->hashes.sha512 = g_strdup (self->hashes.sha512);
  copy->custom = self->custom ? json_node_ref (self->custom) : NULL;
  return copy;
}

void
mado_tuf_target_free (MadoTufTarget *self)
{
  if (!self)
    return;
  g_free (self->path);
  mado_tuf_hashes_clear (&self->hashes);
  g_clear_pointer (&self->custom, json_node_unref);
  g_free (self);
}

/* Section 4.3, "SPEC_VERSION": the major version has to be the one that is expected. */
static gboolean
check_specification (JsonObject *body, GError **error)
{
  const char *text = mado_tuf_get_string (body, "spec_version", error);
  g_auto (GStrv) parts = text ? g_strsplit (text, ".", 4) : NULL;
  guint n_parts = parts ? g_strv_length (parts) : 0;

  if (!text)
    return FALSE;
  if (n_parts < 2 || n_parts > 3 || !g_str_equal (parts[0], SPECIFICATION))
    return fail (error, "it is written by another version of the TUF specification than 1");
  for (guint i = 1; i < n_parts; i++)
    if (*parts[i] == '\0' || strspn (parts[i], "0123456789") != strlen (parts[i]))
      return fail (error, "“spec_version” is not a version");
  return TRUE;
}

static int
get_number (const char *text, guint at, guint n_digits)
{
  int number = 0;

  for (guint i = at; i < at + n_digits; i++)
    number = number * 10 + g_ascii_digit_value (text[i]);
  return number;
}

/* Section 4.2: "YYYY-MM-DDTHH:MM:SSZ". Others write parts of a second too; they are dropped. */
static gboolean
read_time (const char *text, gint64 *time)
{
  static const char form[] = "dddd-dd-ddTdd:dd:dd";
  const char *rest;
  g_autoptr (GDateTime) date = NULL;
  int second;

  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  rest = text + strlen (form);
  if (rest[0] == '.' && g_ascii_isdigit (rest[1]))
    rest += 1 + strspn (rest + 1, "0123456789");
  if (!g_str_equal (rest, "Z"))
    return FALSE;
  second = get_number (text, 17, 2);
  date = g_date_time_new_utc (get_number (text, 0, 4), get_number (text, 5, 2),
                              get_number (text, 8, 2), get_number (text, 11, 2),
                              get_number (text, 14, 2), MIN (second, 59));
  if (!date || second > 60)
    return FALSE;
  *time = g_date_time_to_unix (date) + (second == 60); /* a leap second */
  return TRUE;
}

static gboolean
read_head (MadoTufMetadata *self, JsonObject *body, GError **error)
{
  const char *type = mado_tuf_get_string (body, "_type", error);
  const char *expires;

  if (!type)
    return FALSE;
  if (!g_str_equal (type, type_names[self->type]))
    return fail (error, "it is the file of another role");
  if (!check_specification (body, error))
    return FALSE;
  self->version = mado_tuf_get_count (body, "version", 1, error);
  expires = self->version > 0 ? mado_tuf_get_string (body, "expires", error) : NULL;
  if (!expires)
    return FALSE;
  return read_time (expires, &self->expires) || fail (error, "“expires” is not a time");
}

/* Section 4.2: "multiple signatures with the same keyid are not allowed". What is no signature at
 * all is passed over: it counts for nobody. */
static gboolean
read_signatures (MadoTufMetadata *self, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = mado_tuf_get_element (array, i, "signatures", error);
      const char *id = object ? mado_tuf_get_string (object, "keyid", error) : NULL;
      const char *hex = id ? mado_tuf_get_string (object, "sig", error) : NULL;
      GBytes *signature;

      if (!hex)
        return FALSE;
      signature = mado_tuf_decode_hex (hex);
      if (!g_hash_table_insert (self->signatures, g_strdup (id),
                                signature ? signature : g_bytes_new (NULL, 0)))
        return fail (error, "a key has signed it twice");
    }
  return TRUE;
}

/* Section 4.3. */
static gboolean
read_root (MadoTufMetadata *self, JsonObject *body, GError **error)
{
  JsonObject *keys = mado_tuf_get_object (body, "keys", error);
  JsonObject *roles = keys ? mado_tuf_get_object (body, "roles", error) : NULL;

  if (!roles)
    return FALSE;
  if (json_object_has_member (body, "consistent_snapshot")
      && !mado_tuf_get_boolean (body, "consistent_snapshot", &self->consistent, error))
    return FALSE;
  self->keys = mado_tuf_keys_read (keys, error);
  if (!self->keys)
    return FALSE;
  for (guint i = 0; i < MADO_TUF_N_TYPES; i++)
    {
      JsonObject *role = mado_tuf_get_object (roles, type_names[i], error);

      if (!role || !mado_tuf_role_read (&self->roles[i], role, error))
        return FALSE;
    }
  return TRUE;
}

/* Sections 4.4 and 4.6. */
static gboolean
read_meta (MadoTufMetadata *self, JsonObject *body, GError **error)
{
  JsonObject *meta = mado_tuf_get_object (body, "meta", error);
  g_autoptr (GList) names = meta ? json_object_get_members (meta) : NULL;
  const char *needed = self->type == MADO_TUF_TIMESTAMP ? "snapshot.json" : "targets.json";

  if (!meta)
    return FALSE;
  self->meta = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_meta);
  for (GList *at = names; at; at = at->next)
    {
      JsonObject *object = mado_tuf_get_object (meta, at->data, error);
      MadoTufMeta *entry;

      if (!object)
        return FALSE;
      entry = g_new0 (MadoTufMeta, 1);
      g_hash_table_insert (self->meta, g_strdup (at->data), entry);
      entry->version = mado_tuf_get_count (object, "version", 1, error);
      if (entry->version < 1 || !mado_tuf_hashes_read (&entry->hashes, object, error))
        return FALSE;
    }
  return g_hash_table_contains (self->meta, needed)
         || fail (error, "“meta” does not name the file that it is there for");
}

/* Section 4.5. */
static gboolean
read_targets (MadoTufMetadata *self, JsonObject *body, GError **error)
{
  JsonObject *targets = mado_tuf_get_object (body, "targets", error);
  g_autoptr (GList) paths = targets ? json_object_get_members (targets) : NULL;
  JsonObject *delegations;

  if (!targets)
    return FALSE;
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) mado_tuf_target_free);
  for (GList *at = paths; at; at = at->next)
    {
      JsonObject *object = mado_tuf_get_object (targets, at->data, error);
      MadoTufTarget *target;

      if (!object)
        return FALSE;
      target = g_new0 (MadoTufTarget, 1);
      target->path = g_strdup (at->data);
      g_hash_table_insert (self->targets, target->path, target);
      if (!mado_tuf_hashes_read (&target->hashes, object, error))
        return FALSE;
      if (target->hashes.length < 0 || !target->hashes.told)
        return fail (error, "a target has no length or no “hashes”");
      if (json_object_has_member (object, "custom"))
        target->custom = json_object_dup_member (object, "custom");
    }
  if (!json_object_has_member (body, "delegations"))
    return TRUE;
  delegations = mado_tuf_get_object (body, "delegations", error);
  self->delegations = delegations ? mado_tuf_delegations_new (delegations, error) : NULL;
  return self->delegations != NULL;
}

static gboolean
read_body (MadoTufMetadata *self, JsonObject *body, GError **error)
{
  if (!read_head (self, body, error))
    return FALSE;
  switch (self->type)
    {
    case MADO_TUF_ROOT:
      return read_root (self, body, error);
    case MADO_TUF_TIMESTAMP:
    case MADO_TUF_SNAPSHOT:
      return read_meta (self, body, error);
    case MADO_TUF_TARGETS:
      return read_targets (self, body, error);
    case MADO_TUF_N_TYPES:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
read_file (MadoTufMetadata *self, JsonNode *node, GError **error)
{
  JsonObject *file;
  JsonArray *signatures;
  JsonObject *body;
  char *form;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "it is not an object");
  file = json_node_get_object (node);
  signatures = mado_tuf_get_array (file, "signatures", error);
  body = signatures ? mado_tuf_get_object (file, "signed", error) : NULL;
  if (!body)
    return FALSE;
  form = mado_json_to_tuf_form (json_object_get_member (file, "signed"));
  self->signed_bytes = g_bytes_new_take (form, strlen (form));
  return read_signatures (self, signatures, error) && read_body (self, body, error);
}

/**
 * mado_tuf_metadata_new:
 * @bytes: the file; its size has been limited by who fetched it
 * @type: what it should be
 * @error: set to %MADO_FEED_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the file, if it is strict JSON of the form that section 4 of
 *   the specification gives it, by a version of the specification that is understood here
 */
MadoTufMetadata *
mado_tuf_metadata_new (GBytes *bytes, MadoTufType type, GError **error)
{
  g_autoptr (MadoTufMetadata) self = g_new0 (MadoTufMetadata, 1);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) refusal = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  g_return_val_if_fail (type < MADO_TUF_N_TYPES, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->type = type;
  self->signatures
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &refusal);
  if (!node)
    {
      g_set_error_literal (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, refusal->message);
      return NULL;
    }
  return read_file (self, node, error) ? g_steal_pointer (&self) : NULL;
}

void
mado_tuf_metadata_free (MadoTufMetadata *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->signed_bytes, g_bytes_unref);
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  for (guint i = 0; i < MADO_TUF_N_TYPES; i++)
    mado_tuf_role_clear (&self->roles[i]);
  g_clear_pointer (&self->meta, g_hash_table_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->delegations, mado_tuf_delegations_free);
  g_free (self);
}
