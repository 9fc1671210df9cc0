/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes keys, keeps them in files, and signs. */
#include "core/feed/tuf/mado-tuf-signer.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/json/mado-json.h"

#define KEY_FILE_MOST (16 * 1024) /* bytes */

struct _MadoTufSigner
{
  gnutls_x509_privkey_t key;
  gnutls_privkey_t private; /* of @key */
  JsonNode *public;         /* as metadata has it */
  char *id;
};

static gboolean
fail (GError **error, int code, const char *what)
{
  g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "%s: %s", what,
               gnutls_strerror (code));
  return FALSE;
}

static JsonNode *
describe (const guint8 *point, gsize length)
{
  g_autoptr (JsonObject) value = json_object_new ();
  g_autoptr (JsonObject) key = json_object_new ();
  g_autofree char *hex = mado_tuf_encode_hex (point, length);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (value, "public", hex);
  json_object_set_string_member (key, "keytype", "ed25519");
  json_object_set_string_member (key, "scheme", "ed25519");
  json_object_set_object_member (key, "keyval", g_steal_pointer (&value));
  json_node_take_object (node, g_steal_pointer (&key));
  return node;
}

/* Completes @self, whose @key is set. */
static gboolean
complete (MadoTufSigner *self, GError **error)
{
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
  gnutls_datum_t point = { 0 };
  int code = gnutls_x509_privkey_export_ecc_raw (self->key, &curve, &point, NULL, NULL);

  if (code == 0 && curve == GNUTLS_ECC_CURVE_ED25519)
    self->public = describe (point.data, point.size);
  gnutls_free (point.data);
  if (!self->public)
    return fail (error, code < 0 ? code : GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM,
                 "not an Ed25519 key");
  self->id = mado_tuf_compute_key_id (self->public);
  code = gnutls_privkey_init (&self->private);
  if (code == 0)
    code = gnutls_privkey_import_x509 (self->private, self->key, 0);
  return code == 0 || fail (error, code, "the key cannot be used");
}

/**
 * mado_tuf_signer_generate:
 *
 * Returns: (transfer full) (nullable): a new key
 */
MadoTufSigner *
mado_tuf_signer_generate (GError **error)
{
  g_autoptr (MadoTufSigner) self = g_new0 (MadoTufSigner, 1);
  int code = gnutls_x509_privkey_init (&self->key);

  if (code == 0)
    code = gnutls_x509_privkey_generate (self->key, GNUTLS_PK_EDDSA_ED25519, 0, 0);
  if (code != 0)
    {
      fail (error, code, "no key can be made");
      return NULL;
    }
  return complete (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_tuf_signer_load:
 * @path: a file of PKCS#8 in PEM, as mado_tuf_signer_save() and openssl genpkey write it
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoTufSigner *
mado_tuf_signer_load (const char *path, GError **error)
{
  g_autoptr (MadoTufSigner) self = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = mado_json_load_file (file, KEY_FILE_MOST, NULL, error);
  gnutls_datum_t pem = { 0 };
  gsize length = 0;
  int code;

  if (!bytes)
    return NULL;
  self = g_new0 (MadoTufSigner, 1);
  pem.data = (guint8 *) g_bytes_get_data (bytes, &length);
  pem.size = (guint) length;
  code = gnutls_x509_privkey_init (&self->key);
  if (code == 0)
    code = gnutls_x509_privkey_import_pkcs8 (self->key, &pem, GNUTLS_X509_FMT_PEM, NULL,
                                             GNUTLS_PKCS_PLAIN);
  if (code == 0 && complete (self, error))
    return g_steal_pointer (&self);
  if (code != 0)
    fail (error, code, "no private key can be read from it");
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

/**
 * mado_tuf_signer_save:
 * @path: a file that does not exist; only its owner may read it
 * @error: set to a code of #GIOErrorEnum, the message naming the file
 *
 * Returns: whether it was written
 */
gboolean
mado_tuf_signer_save (MadoTufSigner *self, const char *path, GError **error)
{
  gnutls_datum_t pem = { 0 };
  int code = gnutls_x509_privkey_export2_pkcs8 (self->key, GNUTLS_X509_FMT_PEM, NULL,
                                                GNUTLS_PKCS_PLAIN, &pem);
  gboolean written;

  if (code != 0)
    return fail (error, code, "the key cannot be written out");
  written = mado_feed_file_create (path, pem.data, pem.size, error);
  gnutls_memset (pem.data, 0, pem.size);
  gnutls_free (pem.data);
  return written;
}

void
mado_tuf_signer_free (MadoTufSigner *self)
{
  if (!self)
    return;
  if (self->private)
    gnutls_privkey_deinit (self->private);
  if (self->key)
    gnutls_x509_privkey_deinit (self->key);
  g_clear_pointer (&self->public, json_node_unref);
  g_free (self->id);
  g_free (self);
}

/* Transfer none: the identifier that metadata has the key under. */
const char *
mado_tuf_signer_get_id (MadoTufSigner *self)
{
  return self->id;
}

/* Transfer full: the public half, as root and delegations name it. */
JsonNode *
mado_tuf_signer_dup_public (MadoTufSigner *self)
{
  return json_node_copy (self->public);
}

/**
 * mado_tuf_compute_key_id:
 * @key: "keytype", "scheme" and "keyval"
 *
 * Returns: (transfer full): SHA-256 of the key's canonical form, in hexadecimal digits
 * (section 4.2)
 */
char *
mado_tuf_compute_key_id (JsonNode *key)
{
  g_autofree char *form = mado_json_to_tuf_form (key);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
}

/* Returns (transfer full) (nullable): in hexadecimal digits */
static char *
make_signature (MadoTufSigner *self, JsonNode *body, GError **error)
{
  g_autofree char *form = mado_json_to_tuf_form (body);
  gnutls_datum_t message = { (guint8 *) form, (guint) strlen (form) };
  gnutls_datum_t signature = { 0 };
  int code = gnutls_privkey_sign_data2 (self->private, GNUTLS_SIGN_EDDSA_ED25519, 0, &message,
                                        &signature);
  char *hex;

  if (code != 0)
    {
      fail (error, code, "it cannot be signed");
      return NULL;
    }
  hex = mado_tuf_encode_hex (signature.data, signature.size);
  gnutls_free (signature.data);
  return hex;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @signatures: (element-type utf8 utf8): by identifier; written in its order, so that the same keys
 * give the same bytes in whatever order they signed. */
static GBytes *
write_file (JsonNode *body, GHashTable *signatures)
{
  guint n_ids;
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (signatures, &n_ids);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *file = json_object_new ();
  JsonArray *array = json_array_new ();
  char *text;

  qsort (ids, n_ids, sizeof (gpointer), compare_texts);
  for (guint i = 0; i < n_ids; i++)
    {
      const char *id = ids[i];
      JsonObject *signature = json_object_new ();

      json_object_set_string_member (signature, "keyid", id);
      json_object_set_string_member (signature, "sig", g_hash_table_lookup (signatures, id));
      json_array_add_object_element (array, signature);
    }
  json_object_set_array_member (file, "signatures", array);
  json_object_set_member (file, "signed", json_node_copy (body));
  json_node_take_object (node, file);
  text = mado_json_to_record_form (node);
  return g_bytes_new_take (text, strlen (text));
}

/**
 * mado_tuf_sign:
 * @body: what is signed: the object that a file has as "signed"
 * @signers: (array length=n_signers): who sign it
 *
 * Returns: (transfer full) (nullable): the text of a metadata file. The same body and keys give the
 *   same bytes.
 */
GBytes *
mado_tuf_sign (JsonNode *body, MadoTufSigner *const *signers, guint n_signers, GError **error)
{
  g_autoptr (GHashTable) signatures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_return_val_if_fail (JSON_NODE_HOLDS_OBJECT (body), NULL);

  for (guint i = 0; i < n_signers; i++)
    {
      char *signature = make_signature (signers[i], body, error);

      if (!signature)
        return NULL;
      g_hash_table_replace (signatures, signers[i]->id, signature);
    }
  return write_file (body, signatures);
}

/**
 * mado_tuf_countersign:
 * @file: the text of a metadata file that others have signed
 * @signer: who signs it too; a signature that it has there already is made again
 *
 * Returns: (transfer full) (nullable): the text with one signature more
 */
GBytes *
mado_tuf_countersign (GBytes *file, MadoTufSigner *signer, GError **error)
{
  g_autoptr (GHashTable) signatures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gsize length = 0;
  const char *text = g_bytes_get_data (file, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
  JsonObject *root = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *array = root ? mado_tuf_get_array (root, "signatures", error) : NULL;
  JsonNode *body = array ? json_object_get_member (root, "signed") : NULL;
  char *signature;

  if (!body || !JSON_NODE_HOLDS_OBJECT (body))
    {
      if (error && !*error)
        g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "it is no metadata file");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *member = mado_tuf_get_element (array, i, "signatures", error);
      const char *id = member ? mado_tuf_get_string (member, "keyid", error) : NULL;
      const char *other = id ? mado_tuf_get_string (member, "sig", error) : NULL;

      if (!other)
        return NULL;
      g_hash_table_replace (signatures, (gpointer) id, g_strdup (other));
    }
  signature = make_signature (signer, body, error);
  if (!signature)
    return NULL;
  g_hash_table_replace (signatures, signer->id, signature);
  return write_file (body, signatures);
}
