/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of every kind against signatures that other programs made, and our own signing. */
#include "core/feed/tuf/mado-tuf-key.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"
#include "core/feed/tuf/mado-tuf-metadata.h"
#include "core/feed/tuf/mado-tuf-signer.h"
#include "support/tuf-fixture.h"

/* Keys and signatures over #MESSAGE, made with OpenSSL 3.0 (the private halves are gone). */
#define MESSAGE "Madoguchi 窓口"
/* clang-format off */
#define P256 \
  "-----BEGIN PUBLIC KEY-----\\n" \
  "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwb8Ddbg2WRORHsE1ynFk0b4jsO13\\n" \
  "DmVWZjIUg4onBRfoqznAy1WEW8ZsXY7VlFAwtUS9q4nCC0eKs2C7EmiuVQ==\\n" \
  "-----END PUBLIC KEY-----\\n"
#define P384 \
  "-----BEGIN PUBLIC KEY-----\\n" \
  "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEX61aroeRLF7+BqUQD8pq77ruDL5WOOW0\\n" \
  "iipEuykminT2SuqsU6jV/DGvqvZN2aizdYFXCpL2SQKmSM2fwpZd8N2C3dQzcs2R\\n" \
  "c35QR9IKzh9EayFf6dmFTBgO6wQBNMjL\\n" \
  "-----END PUBLIC KEY-----\\n"
#define RSA \
  "-----BEGIN PUBLIC KEY-----\\n" \
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqqQ7QNNqktcd0SHz6bPA\\n" \
  "LsAQEw9cKbBWG/gSTORUOTddun1B6+i1LSpRFBS/USTB0s4y+82n6fp/7g8AW4b5\\n" \
  "OcZAyn3kRqyXbhdR/QbfbAOf/fvbPZ7SoGuATc2UJulcwe2LSYZ884lnXVRyPM3J\\n" \
  "2/UKR9ho4eT4n11bvij45nZlBmnAJCbKgVlye2l93iHqntYhucNOZ6bs93SBKBP3\\n" \
  "rEvUKRaq5jMVoyNEC3jzi7LRYiQFcDevjaHHbpWNG+3T6heC7WPFc1Pgz7L6plgR\\n" \
  "kgy7u4nQCC9YXeiJjsPV60nldLGPjP7YSklpbhafwyuwFQ2eIYvu18Fxwy9HW1F2\\n" \
  "qQIDAQAB\\n" \
  "-----END PUBLIC KEY-----\\n"
#define RSA_1024 \
  "-----BEGIN PUBLIC KEY-----\\n" \
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDBwYrzFwNZ6buU1b8MwjVop4tL\\n" \
  "iR+DWPSrXJQw2sVSOw848z85/7S7QFAme7gDau9Gt4p07+vw8hghIIFdcbKZnGKE\\n" \
  "5wZtiHqL9bTv1KsX995sPG1f+n+FnvlyJrFhpu8uXN3wPLxQgeF0TWKvIlJPTFaE\\n" \
  "Fhjt0IcDrl0euop+fwIDAQAB\\n" \
  "-----END PUBLIC KEY-----\\n"
#define P256_SIG \
  "30450220714411238b75f93a8a277726bc4cced36fcbcd6a18826f8f08472355ab6f2bba022100cd2f1ddd648d" \
  "f1d251170a034191efdde137dd6800501070fef26b54290e37f4"
#define P384_SIG \
  "306402300c5049adabfe822bfb9c8c6e0c2615ad40ce3bea051034ed1af7e016f2598b7dabcb938fefbfb94125" \
  "1fbac26b396446023062d08894f67b0aea1fb79bbd799de307d34d7e31041c5d50154cafe3b3a7ddad6b884b4e" \
  "884c88fc671996aec7056769"
#define P384_SHA256_SIG \
  "3066023100feec5c0924925cb3029ba40c5ff09ad95ea894e0937086e7587c70732b8d24b7f339c24971ee56eb" \
  "d8d781a6dea68ff4023100839d135af2aa067ab0407b8635cf67878b8590fea8427a8f1355143c53f60073ff35" \
  "cd073eda811620b42d3074591910"
#define PSS_SIG \
  "1b47c55e23236eac87fea598e6df54cbb5a1aff5ce2cb952cb724df1cd429437cfd09e30257aaa9de0bf86e9b8" \
  "4aa2db6711118c1dada5bd01760e914eaeb81f590eeac08a36622d710df7db3bbd16e8b2c1917ec2968ae07530" \
  "26d0f31c770c469bb667c20fb9ac0ba5defa848337b653cbf1371e26ef10e21d50b9135d148b2fb5489ef0ae32" \
  "1080338e30c45ec3eaa19394e2e604777b93d2246b1416d42c1209bcaac1eff4f6c1f69bf0eb30aa6965a210d5" \
  "893f96dee52ba9f48020a40951606426faf8efbab728431876e996360397b3d81e64e02fb17153bb21ceb22803" \
  "d6d27040688e6346ddf084c9004cbb018ace20c053ba8ea5c36e5cf217b692"
#define PSS_LONG_SALT_SIG \
  "57efea6e78d2bbcf400fc029998bfc1575aae442ece20991fdb9b765924f1b2c436b295bb84b4a5a6a842ec243" \
  "1e93e0a5a586c4492629dfea98561a5017710e75f8629e2d044b4aaae116122bfd58d5f239c5c0eb57d8680007" \
  "25e9bff9263b4f92dede85db5b6dc2805f193dcd593ed5fdf93ea1313280abda42b80846769cdaf1a4a3bd2639" \
  "f391b165608409eca6b4f6766d96dbb92c5e309e5607ac8f06e39a1ac0e7fbf927436f8b4d0e1463aec641eaaa" \
  "a251c1fe35fc1d5db6ea5968dbcb9bb755a2c527375a9c5fc06045633ddc027394289b9465976ee37e50d5d18f" \
  "9853ceb67addffa5fb0eded2901b09ed84a313f4a47e08ac512e4c9b45f23f"
#define PSS_512_SIG \
  "88a3ca2953e92b886162f7a22eacec7d966cb85ef6abf06e004077360058a7ba253272535aded0614c4352a37d" \
  "7973b376ec75d8732cceb122f1a6d5f8fd634939184360af4cab8e88da793e2c8cb83fb0d739c90e747ab51520" \
  "bbe3bacc273f674383d8b07b0a8a6516dee48ba099f3a6af05543146f39594ae29349eff0315e7700bb5dffd78" \
  "e803b3253a0f4335e84a76e9a5298066b72edc5006274927aa7d06bca42c4b9a61323cdd58b1608eb526f5f216" \
  "511cf1bba3ee279f7ac00b9bc2decba524cdbc5b8c71b660363ddb878d660cc0402dbf672c6390e16f67d51362" \
  "58f5c1c65fc8e77b9bed0b4dbe86d6f9c0b5c1eaf550b7650cf0b48801d388"
#define PKCS1_SIG \
  "55d848c4a9d9d686428802d8f6de6288c70f79fa66d9d2b34a7e4f29176808f46895c236560f874db7d91751ea" \
  "d9019f496ccc8257cadfacfb1580b6d55ec3ccc0a3bfee48909ad82fcc6273405f841fd958129ad40654352be9" \
  "a7772eba1f02e1d2ec964860808b719a4dac9f96a946f62932efa18781a0d0818e7732b6b8d50208eca9370405" \
  "cf40d919ecf1f17b289bb87cd6bd4fc712b01da8226a5a3b2642f85a9e90795e5c07e64a3634bfbdf37e91df49" \
  "fcafc5a7e54085e29c047397726e049f86e332e71b2b6a7d80c28c5158d6ce8fc2d5663598f63091008daede36" \
  "4e8fe19995f4cb693de4a576769e1afbf75582cccc523d909125029b5c533b"
#define RSA_1024_SIG \
  "34111a191b5b264657e2c532cafde89c3f1e98bf585389d0a614bde0579864010dd505324f76ec4aa440b8dc89" \
  "e521275d3288d0a5dd92f20b7d0bba97792c666aa0212da05c503c0809a1071743c448bcbaebd63573a0b0cc08" \
  "d190c6e8b0b8cf6bc38929590b906145e43ca484fac6cc8d56ffbdcd416e78cce0ee4493af05"
/* clang-format on */

/* RFC 8032, section 7.1, test 3. */
#define ED25519 "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
#define ED25519_MESSAGE "\xaf\x82"
#define ED25519_SIG                                                                                \
  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6" \
  "594a7c15e9716ed28dc027beceea1ec40a"

static MadoTufKey *
make_key (const char *type, const char *scheme, const char *public)
{
  g_autofree char *text
      = g_strdup_printf ("{\"keytype\":\"%s\",\"scheme\":\"%s\",\"keyval\":{\"public\":\"%s\"}}",
                         type, scheme, public);
  g_autoptr (JsonNode) node = tuf_parse (text);
  g_autoptr (GError) error = NULL;
  MadoTufKey *key = mado_tuf_key_new (json_node_get_object (node), &error);

  g_assert_no_error (error);
  return key;
}

static gboolean
verifies (const char *type, const char *scheme, const char *public, const char *message,
          const char *signature)
{
  g_autoptr (MadoTufKey) key = make_key (type, scheme, public);
  g_autoptr (GBytes) bytes = g_bytes_new (message, strlen (message));
  g_autoptr (GBytes) sig = mado_tuf_decode_hex (signature);

  return mado_tuf_key_verify (key, bytes, sig);
}

static void
test_every_kind (void)
{
  g_assert_true (verifies ("ed25519", "ed25519", ED25519, ED25519_MESSAGE, ED25519_SIG));
  g_assert_true (verifies ("ecdsa", "ecdsa-sha2-nistp256", P256, MESSAGE, P256_SIG));
  g_assert_true (verifies ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", P256, MESSAGE, P256_SIG));
  g_assert_true (verifies ("ecdsa", "ecdsa-sha2-nistp384", P384, MESSAGE, P384_SIG));
  g_assert_true (verifies ("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", P384, MESSAGE, P384_SIG));
  g_assert_true (verifies ("rsa", "rsassa-pss-sha256", RSA, MESSAGE, PSS_SIG));
  g_assert_true (verifies ("rsa", "rsassa-pss-sha256", RSA, MESSAGE, PSS_LONG_SALT_SIG));
  g_assert_true (verifies ("rsa", "rsassa-pss-sha512", RSA, MESSAGE, PSS_512_SIG));
  g_assert_true (verifies ("rsa", "rsa-pkcs1v15-sha256", RSA, MESSAGE, PKCS1_SIG));
}

static void
test_other_message (void)
{
  g_assert_false (verifies ("ed25519", "ed25519", ED25519, "\xaf\x83", ED25519_SIG));
  g_assert_false (verifies ("ecdsa", "ecdsa-sha2-nistp256", P256, MESSAGE ".", P256_SIG));
  g_assert_false (verifies ("ecdsa", "ecdsa-sha2-nistp384", P384, MESSAGE ".", P384_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha256", RSA, MESSAGE ".", PSS_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha256", RSA, MESSAGE ".", PSS_LONG_SALT_SIG));
}

/* xF09: a key is used for nothing but what it is said to be for. */
static void
test_confusion (void)
{
  g_assert_false (verifies ("ed25519", "ecdsa-sha2-nistp256", P256, MESSAGE, P256_SIG));
  g_assert_false (
      verifies ("ed25519", "ecdsa-sha2-nistp256", ED25519, ED25519_MESSAGE, ED25519_SIG));
  g_assert_false (verifies ("ecdsa", "ed25519", ED25519, ED25519_MESSAGE, ED25519_SIG));
  g_assert_false (verifies ("ecdsa", "ecdsa-sha2-nistp256", P384, MESSAGE, P384_SHA256_SIG));
  g_assert_false (verifies ("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp256", P256, MESSAGE, P256_SIG));
  g_assert_false (verifies ("rsa", "ecdsa-sha2-nistp256", P256, MESSAGE, P256_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha256", P256, MESSAGE, P256_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha256", RSA, MESSAGE, PKCS1_SIG));
  g_assert_false (verifies ("rsa", "rsa-pkcs1v15-sha256", RSA, MESSAGE, PSS_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha512", RSA, MESSAGE, PSS_SIG));
  g_assert_false (verifies ("rsa", "rsassa-pss-sha256", RSA_1024, MESSAGE, RSA_1024_SIG));
}

static void
test_malformed (void)
{
  g_assert_false (verifies ("ed25519", "ed25519", "", ED25519_MESSAGE, ED25519_SIG));
  g_assert_false (verifies ("ed25519", "ed25519", ED25519 "00", ED25519_MESSAGE, ED25519_SIG));
  g_assert_false (verifies ("ed25519", "ed25519", "zz", ED25519_MESSAGE, ED25519_SIG));
  g_assert_false (verifies ("ecdsa", "ecdsa-sha2-nistp256", "none", MESSAGE, P256_SIG));
  g_assert_false (verifies ("ecdsa", "ecdsa-sha2-nistp256", P256, MESSAGE, "00"));
  g_assert_false (verifies ("ed25519", "ed25519", ED25519, ED25519_MESSAGE, "00"));
  g_assert_false (verifies ("sphincs", "sphincs", ED25519, ED25519_MESSAGE, ED25519_SIG));
}

/* However its text is laid out, it is the same key. */
static void
test_identity (void)
{
  g_autofree char *upper = g_ascii_strup (ED25519, -1);
  g_autofree char *spaced = g_strconcat ("\\n\\n", P256, "\\n", NULL);
  g_autoptr (MadoTufKey) first = make_key ("ed25519", "ed25519", ED25519);
  g_autoptr (MadoTufKey) second = make_key ("ed25519", "ed25519", upper);
  g_autoptr (MadoTufKey) third = make_key ("ecdsa", "ecdsa-sha2-nistp256", P256);
  g_autoptr (MadoTufKey) fourth = make_key ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", spaced);
  g_autoptr (MadoTufKey) unknown = make_key ("sphincs", "sphincs", P256);

  g_assert_cmpstr (mado_tuf_key_get_identity (first), ==, mado_tuf_key_get_identity (second));
  g_assert_cmpstr (mado_tuf_key_get_identity (third), ==, mado_tuf_key_get_identity (fourth));
  g_assert_cmpstr (mado_tuf_key_get_identity (first), !=, mado_tuf_key_get_identity (third));
  g_assert_null (mado_tuf_key_get_identity (unknown));
}

/* The example of section 4.3 of the specification. */
static void
test_key_id (void)
{
  g_autoptr (JsonNode) key
      = tuf_parse ("{\"keytype\":\"ed25519\",\"scheme\":\"ed25519\",\"keyval\":{\"public\":"
                   "\"72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c\"}}");
  g_autofree char *id = mado_tuf_compute_key_id (key);

  g_assert_cmpstr (id, ==, "1bf1c6e3cdd3d3a8420b19199e27511999850f4b376c4547b2f32fba7e80fca3");
}

static void
test_signing (TufFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "key.pem", NULL);
  g_autoptr (JsonNode) body = tuf_make_targets (self, 1, "hello.txt");
  g_autoptr (GBytes) both = tuf_sign (self, body, "45");
  g_autoptr (GBytes) other_order = tuf_sign (self, body, "54");
  g_autoptr (GBytes) first = tuf_sign (self, body, "4");
  g_autoptr (GBytes) later = NULL;
  g_autoptr (MadoTufSigner) loaded = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (g_bytes_equal (both, other_order));
  g_assert_true (mado_tuf_signer_save (self->keys[5], path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_false (mado_tuf_signer_save (self->keys[4], path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  loaded = mado_tuf_signer_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mado_tuf_signer_get_id (loaded), ==, mado_tuf_signer_get_id (self->keys[5]));
  later = mado_tuf_countersign (first, loaded, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (both, later));
}

static void
test_no_key_file (TufFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "key.pem", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_tuf_signer_load (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "no key", -1, NULL));
  g_assert_null (mado_tuf_signer_load (path, &error));
  g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
  g_assert_true (g_str_has_prefix (error->message, path));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/tuf/key/verifies-with-every-kind-of-key", test_every_kind);
  g_test_add_func ("/feed/tuf/key/does-not-verify-another-message", test_other_message);
  g_test_add_func ("/feed/tuf/key/is-used-for-nothing-but-what-it-is-said-to-be", test_confusion);
  g_test_add_func ("/feed/tuf/key/verifies-nothing-when-malformed", test_malformed);
  g_test_add_func ("/feed/tuf/key/is-the-same-however-it-is-written", test_identity);
  g_test_add_func ("/feed/tuf/key/has-the-identifier-of-the-specification", test_key_id);
  g_test_add ("/feed/tuf/signer/signs-the-same-bytes-in-any-order", TufFixture, NULL, tuf_set_up,
              test_signing, tuf_tear_down);
  g_test_add ("/feed/tuf/signer/says-that-a-file-holds-no-key", TufFixture, NULL, tuf_set_up,
              test_no_key_file, tuf_tear_down);
  return g_test_run ();
}
