/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys and thresholds, with GnuTLS. */
#include "core/feed/tuf/mado-tuf-key.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"

#define ED25519_BYTES 32
#define RSA_LEAST_BITS 2048 /* section 4.2: "All RSA keys MUST be at least 2048 bits" */

typedef struct
{
  const char *name;
  const char *key_types[3];
  gnutls_pk_algorithm_t key_algorithm;
  gnutls_sign_algorithm_t algorithm;
  gnutls_digest_algorithm_t digest;
  gnutls_ecc_curve_t curve;
} Scheme;

#define ECDSA_TYPES(name)                                                                          \
  {                                                                                                \
    "ecdsa", name, NULL                                                                            \
  }
#define RSA_TYPES                                                                                  \
  {                                                                                                \
    "rsa", NULL                                                                                    \
  }

/* The schemes of the specification and their siblings of the same key types. */
static const Scheme schemes[] = {
  { "ed25519",
    { "ed25519", NULL },
    GNUTLS_PK_EDDSA_ED25519,
    GNUTLS_SIGN_EDDSA_ED25519,
    GNUTLS_DIG_SHA512,
    GNUTLS_ECC_CURVE_ED25519 },
  { "ecdsa-sha2-nistp256", ECDSA_TYPES ("ecdsa-sha2-nistp256"), GNUTLS_PK_ECDSA,
    GNUTLS_SIGN_ECDSA_SHA256, GNUTLS_DIG_SHA256, GNUTLS_ECC_CURVE_SECP256R1 },
  { "ecdsa-sha2-nistp384", ECDSA_TYPES ("ecdsa-sha2-nistp384"), GNUTLS_PK_ECDSA,
    GNUTLS_SIGN_ECDSA_SHA384, GNUTLS_DIG_SHA384, GNUTLS_ECC_CURVE_SECP384R1 },
  { "rsassa-pss-sha256", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_PSS_SHA256, GNUTLS_DIG_SHA256 },
  { "rsassa-pss-sha384", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_PSS_SHA384, GNUTLS_DIG_SHA384 },
  { "rsassa-pss-sha512", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_PSS_SHA512, GNUTLS_DIG_SHA512 },
  { "rsa-pkcs1v15-sha256", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_SHA256, GNUTLS_DIG_SHA256 },
  { "rsa-pkcs1v15-sha384", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_SHA384, GNUTLS_DIG_SHA384 },
  { "rsa-pkcs1v15-sha512", RSA_TYPES, GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_SHA512, GNUTLS_DIG_SHA512 },
};

struct _MadoTufKey
{
  grefcount references;
  const Scheme *scheme;   /* nullable: one that is unknown here signs nothing */
  gnutls_pubkey_t public; /* nullable, as @scheme */
  guint bits;
  char *identity; /* nullable, as @scheme */
};

static const Scheme *
find_scheme (const char *name, const char *key_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i].name, name) && g_strv_contains (schemes[i].key_types, key_type))
      return &schemes[i];
  return NULL;
}

static gboolean
import_ed25519 (gnutls_pubkey_t public, const char *text)
{
  g_autoptr (GBytes) bytes = mado_tuf_decode_hex (text);
  gnutls_datum_t point = { 0 };
  gsize length;

  if (!bytes)
    return FALSE;
  point.data = (guint8 *) g_bytes_get_data (bytes, &length);
  point.size = (guint) length;
  return length == ED25519_BYTES
         && gnutls_pubkey_import_ecc_raw (public, GNUTLS_ECC_CURVE_ED25519, &point, NULL) == 0;
}

/* A key that is said to be of one type and is of another would be used in a way that its owner
 * never meant. */
static gboolean
is_as_said (MadoTufKey *self)
{
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;

  if (gnutls_pubkey_get_pk_algorithm (self->public, &self->bits)
      != (int) self->scheme->key_algorithm)
    return FALSE;
  if (self->scheme->key_algorithm == GNUTLS_PK_RSA)
    return self->bits >= RSA_LEAST_BITS;
  return gnutls_pubkey_export_ecc_raw2 (self->public, &curve, NULL, NULL, 0) == 0
         && curve == self->scheme->curve;
}

/* The same whatever the key is called and however its text is laid out. */
static char *
make_identity (gnutls_pubkey_t public)
{
  gnutls_datum_t info = { 0 };
  char *identity;

  if (gnutls_pubkey_export2 (public, GNUTLS_X509_FMT_DER, &info) != 0)
    return NULL;
  identity = g_compute_checksum_for_data (G_CHECKSUM_SHA256, info.data, info.size);
  gnutls_free (info.data);
  return identity;
}

static gboolean
import (MadoTufKey *self, const char *text)
{
  gnutls_datum_t pem = { (guint8 *) text, (guint) strlen (text) };

  if (gnutls_pubkey_init (&self->public) != 0)
    return FALSE;
  if (self->scheme->key_algorithm == GNUTLS_PK_EDDSA_ED25519
          ? !import_ed25519 (self->public, text)
          : gnutls_pubkey_import (self->public, &pem, GNUTLS_X509_FMT_PEM) != 0)
    return FALSE;
  self->identity = is_as_said (self) ? make_identity (self->public) : NULL;
  return self->identity != NULL;
}

/*
 * mado_tuf_key_new:
 * @object: "keytype", "scheme" and "keyval"
 * @error: set to %MADO_FEED_ERROR_DAMAGED
 *
 * A key of a type that is unknown here, or that is not what it is said to be, is a key that has
 * signed nothing: metadata may name keys for programs newer than this one.
 *
 * Returns: (transfer full) (nullable): %NULL only when members are missing
 */
MadoTufKey *
mado_tuf_key_new (JsonObject *object, GError **error)
{
  g_autoptr (MadoTufKey) self = g_new0 (MadoTufKey, 1);
  const char *type = mado_tuf_get_string (object, "keytype", error);
  const char *scheme = type ? mado_tuf_get_string (object, "scheme", error) : NULL;
  JsonObject *value = scheme ? mado_tuf_get_object (object, "keyval", error) : NULL;
  const char *text;

  g_ref_count_init (&self->references);
  if (!value)
    return NULL;
  self->scheme = find_scheme (scheme, type);
  if (!self->scheme)
    return g_steal_pointer (&self);
  text = mado_tuf_get_string (value, "public", error);
  if (!text)
    return NULL;
  if (!import (self, text))
    self->scheme = NULL;
  return g_steal_pointer (&self);
}

MadoTufKey *
mado_tuf_key_ref (MadoTufKey *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
mado_tuf_key_unref (MadoTufKey *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  if (self->public)
    gnutls_pubkey_deinit (self->public);
  g_free (self->identity);
  g_free (self);
}

/*
 * mado_tuf_key_get_identity:
 *
 * What makes two keys one: the digest of the key itself. The identifier that metadata gives a key
 * is only a name for it (other implementations make it in their own ways), and one key may have
 * two.
 *
 * Returns: (transfer none) (nullable): %NULL for a key that cannot verify anything
 */
const char *
mado_tuf_key_get_identity (MadoTufKey *self)
{
  return self->scheme ? self->identity : NULL;
}

static gboolean
is_pss (const Scheme *scheme)
{
  return g_str_has_prefix (scheme->name, "rsassa-pss-");
}

static gboolean
verify_plain (MadoTufKey *self, const gnutls_datum_t *message, const gnutls_datum_t *signature)
{
  return gnutls_pubkey_verify_data2 (self->public, self->scheme->algorithm, 0, message, signature)
         >= 0;
}

/* The length of the salt is not written anywhere: most signers take that of the digest, others the
 * longest that fits (RFC 8017, section 9.1.1). GnuTLS wants to be told. */
static gboolean
verify_pss (MadoTufKey *self, const gnutls_datum_t *message, const gnutls_datum_t *signature)
{
  guint digest = gnutls_hash_get_len ((gnutls_digest_algorithm_t) self->scheme->digest);
  guint lengths[] = { digest, (self->bits + 6) / 8 - digest - 2 };
  gboolean verified = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (lengths) && !verified; i++)
    {
      gnutls_x509_spki_t parameters;

      if (gnutls_x509_spki_init (&parameters) != 0)
        return FALSE;
      gnutls_x509_spki_set_rsa_pss_params (parameters, self->scheme->digest, lengths[i]);
      verified = gnutls_pubkey_set_spki (self->public, parameters, 0) == 0
                 && verify_plain (self, message, signature);
      gnutls_x509_spki_deinit (parameters);
    }
  return verified;
}

/*
 * mado_tuf_key_verify:
 * @message: the bytes that were signed
 *
 * Returns: whether @signature is this key's over @message
 */
gboolean
mado_tuf_key_verify (MadoTufKey *self, GBytes *message, GBytes *signature)
{
  gnutls_datum_t signed_data = { 0 };
  gnutls_datum_t signature_data = { 0 };
  gsize length;

  if (!self->scheme)
    return FALSE;
  signed_data.data = (guint8 *) g_bytes_get_data (message, &length);
  signed_data.size = (guint) length;
  signature_data.data = (guint8 *) g_bytes_get_data (signature, &length);
  signature_data.size = (guint) length;
  return is_pss (self->scheme) ? verify_pss (self, &signed_data, &signature_data)
                               : verify_plain (self, &signed_data, &signature_data);
}

void
mado_tuf_role_clear (MadoTufRole *self)
{
  g_clear_pointer (&self->key_ids, g_ptr_array_unref);
}

/*
 * mado_tuf_role_read:
 * @self: empty
 * @object: "keyids" and "threshold"
 *
 * Returns: %FALSE with @error (%MADO_FEED_ERROR_DAMAGED)
 */
gboolean
mado_tuf_role_read (MadoTufRole *self, JsonObject *object, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->key_ids = mado_tuf_get_strings (object, "keyids", error);
  if (!self->key_ids)
    return FALSE;
  for (guint i = 0; i < self->key_ids->len; i++)
    if (!g_hash_table_add (seen, g_ptr_array_index (self->key_ids, i)))
      {
        g_set_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, "“keyids” names a key twice");
        return FALSE;
      }
  self->threshold = mado_tuf_get_count (object, "threshold", 1, error);
  return self->threshold >= 1;
}

/*
 * mado_tuf_keys_read:
 * @object: keys by their identifiers
 *
 * Returns: (transfer full) (nullable) (element-type utf8 MadoTufKey):
 */
GHashTable *
mado_tuf_keys_read (JsonObject *object, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) mado_tuf_key_unref);
  g_autoptr (GList) ids = json_object_get_members (object);

  for (GList *at = ids; at; at = at->next)
    {
      JsonObject *member = mado_tuf_get_object (object, at->data, error);
      MadoTufKey *key = member ? mado_tuf_key_new (member, error) : NULL;

      if (!key)
        return NULL;
      g_hash_table_insert (keys, g_strdup (at->data), key);
    }
  return g_steal_pointer (&keys);
}

/*
 * mado_tuf_role_count_signers:
 * @keys: (element-type utf8 MadoTufKey): by identifier
 * @signatures: (element-type utf8 GBytes): by the identifier of the key
 * @message: what was signed
 *
 * Returns: how many different keys of the role have signed @message. A key counts once, under
 *   however many identifiers the role has it (section 5.3.4 and its like: "a threshold of keys").
 */
guint
mado_tuf_role_count_signers (const MadoTufRole *self, GHashTable *keys, GHashTable *signatures,
                             GBytes *message)
{
  g_autoptr (GHashTable) counted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->key_ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->key_ids, i);
      MadoTufKey *key = g_hash_table_lookup (keys, id);
      GBytes *signature = g_hash_table_lookup (signatures, id);

      if (key && signature && mado_tuf_key_verify (key, message, signature))
        g_hash_table_add (counted, (gpointer) mado_tuf_key_get_identity (key));
    }
  return g_hash_table_size (counted);
}
