/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has the form of a metadata file and what has not. */
#include "core/feed/tuf/mado-tuf-metadata.h"

#include "core/feed/mado-feed-error.h"
#include "support/tuf-fixture.h"

/* @old replaced by @new in a good file of its type. */
typedef struct
{
  const char *sentence;
  MadoTufType type;
  const char *old;
  const char *new;
} Change;

static const Change refused[] = {
  { "another-role", MADO_TUF_ROOT, "\"_type\":\"root\"", "\"_type\":\"targets\"" },
  { "no-type", MADO_TUF_ROOT, "\"_type\"", "\"type\"" },
  { "the-specification-2", MADO_TUF_TIMESTAMP, "1.0.31", "2.0.0" },
  { "the-specification-10", MADO_TUF_TIMESTAMP, "1.0.31", "10.0.0" },
  { "the-specification-0.9", MADO_TUF_TIMESTAMP, "1.0.31", "0.9" },
  { "a-specification-without-dots", MADO_TUF_TIMESTAMP, "1.0.31", "1" },
  { "a-specification-of-letters", MADO_TUF_TIMESTAMP, "1.0.31", "1.x" },
  { "no-specification", MADO_TUF_TIMESTAMP, "spec_version", "spec" },
  { "version-0", MADO_TUF_SNAPSHOT, "\"version\":7", "\"version\":0" },
  { "a-version-in-quotes", MADO_TUF_SNAPSHOT, "\"version\":7", "\"version\":\"7\"" },
  { "no-expiry", MADO_TUF_SNAPSHOT, "expires", "expired" },
  { "an-expiry-without-zone", MADO_TUF_SNAPSHOT, "00Z", "00" },
  { "an-expiry-of-another-zone", MADO_TUF_SNAPSHOT, "00Z", "00+09:00" },
  { "an-expiry-on-no-day", MADO_TUF_SNAPSHOT, "2030-02-01", "2030-02-30" },
  { "an-expiry-of-a-day", MADO_TUF_SNAPSHOT, "T00:00:00Z", "" },
  { "an-expiry-with-text-behind", MADO_TUF_SNAPSHOT, "00Z", "00Z " },
  { "no-keys", MADO_TUF_ROOT, "\"keys\"", "\"key\"" },
  { "a-key-without-type", MADO_TUF_ROOT, "keytype", "key_type" },
  { "a-root-without-timestamp", MADO_TUF_ROOT, "\"timestamp\"", "\"time\"" },
  { "threshold-0", MADO_TUF_ROOT, "\"threshold\":1", "\"threshold\":0" },
  { "a-negative-threshold", MADO_TUF_ROOT, "\"threshold\":1", "\"threshold\":-1" },
  { "consistency-in-words", MADO_TUF_ROOT, "\"consistent_snapshot\":true",
    "\"consistent_snapshot\":\"yes\"" },
  { "a-timestamp-without-snapshot", MADO_TUF_TIMESTAMP, "snapshot.json", "snapshots.json" },
  { "a-snapshot-without-targets", MADO_TUF_SNAPSHOT, "targets.json", "target.json" },
  { "meta-of-version-0", MADO_TUF_TIMESTAMP, "{\"version\":3}", "{\"version\":0}" },
  { "meta-of-a-negative-length", MADO_TUF_TIMESTAMP, "{\"version\":3}",
    "{\"length\":-1,\"version\":3}" },
  { "meta-with-hashes-in-a-list", MADO_TUF_TIMESTAMP, "{\"version\":3}",
    "{\"hashes\":[],\"version\":3}" },
  { "a-target-without-length", MADO_TUF_TARGETS, ",\"length\":9", "" },
  { "a-target-without-hashes", MADO_TUF_TARGETS, "\"hashes\"", "\"hash\"" },
  { "a-digest-that-is-a-number", MADO_TUF_TARGETS, "\"sha256\":", "\"sha256\":1,\"x\":" },
  { "two-equal-names", MADO_TUF_TARGETS, "\"version\":7", "\"version\":7,\"version\":7" },
  { "a-fraction", MADO_TUF_TARGETS, "\"version\":7", "\"version\":7,\"x\":0.5" },
  { "no-signed-part", MADO_TUF_TARGETS, "\"signed\"", "\"sign\"" },
  { "no-signatures", MADO_TUF_TARGETS, "\"signatures\"", "\"signature\"" },
  { "a-signature-without-key", MADO_TUF_TARGETS, "\"keyid\":", "\"key\":" },
  { "a-signature-that-is-a-number", MADO_TUF_TARGETS, "\"sig\":", "\"sig\":1,\"x\":" },
};

static const Change accepted[] = {
  { "members-that-are-unknown", MADO_TUF_ROOT, "\"_type\"", "\"custom\":{\"a\":[1]},\"_type\"" },
  { "keys-of-an-unknown-type", MADO_TUF_ROOT, "\"keytype\":\"ed25519\"", "\"keytype\":\"next\"" },
  { "a-root-that-says-nothing-of-consistency", MADO_TUF_ROOT, "\"consistent_snapshot\":true,", "" },
  { "a-specification-of-two-numbers", MADO_TUF_TIMESTAMP, "1.0.31", "1.0" },
  { "a-later-specification-1", MADO_TUF_TIMESTAMP, "1.0.31", "1.7.12" },
  { "an-expiry-with-milliseconds", MADO_TUF_SNAPSHOT, "00Z", "00.123Z" },
  { "a-leap-second", MADO_TUF_SNAPSHOT, "2030-02-01T00:00:00Z", "2030-06-30T23:59:60Z" },
  { "digests-of-another-kind", MADO_TUF_TARGETS, "\"sha256\":", "\"blake3\":\"0\",\"sha256\":" },
};

static MadoTufMetadata *
read_changed (TufFixture *self, const Change *change, GError **error)
{
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GString) text = NULL;

  switch (change->type)
    {
    case MADO_TUF_ROOT:
      body = tuf_make_root (self, 7, "0", "1", "2", "3");
      break;
    case MADO_TUF_TIMESTAMP:
      body = tuf_make_timestamp (self, 7, 3);
      break;
    case MADO_TUF_SNAPSHOT:
      body = tuf_make_snapshot (self, 7, 3);
      break;
    case MADO_TUF_TARGETS:
      body = tuf_make_targets (self, 7, "hello.txt");
      break;
    case MADO_TUF_N_TYPES:
    default:
      g_assert_not_reached ();
    }
  bytes = tuf_sign (self, body, "0");
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, change->old, change->new, 0), >, 0);
  changed = g_bytes_new (text->str, text->len);
  return mado_tuf_metadata_new (changed, change->type, error);
}

static void
test_refused (TufFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_changed (self, data, &error));
  g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
}

static void
test_accepted (TufFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTufMetadata) metadata = read_changed (self, data, &error);

  g_assert_no_error (error);
  g_assert_cmpint (metadata->version, ==, 7);
}

static void
test_values (TufFixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) body = tuf_with (tuf_make_targets (self, 7, "hello.txt"), "\"length\":9",
                                        "\"length\":9,\"custom\":{\"seq\":42}");
  g_autoptr (GBytes) bytes = tuf_sign (self, body, "0");
  g_autoptr (MadoTufMetadata) metadata = mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, NULL);
  MadoTufTarget *target = g_hash_table_lookup (metadata->targets, "hello.txt");

  g_assert_cmpint (metadata->expires, ==, TUF_NOW + 31 * 86400);
  g_assert_cmpint (target->hashes.length, ==, 9);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (target->custom), "seq"), ==,
                   42);
}

static void
add (const char *verb, const Change *change, void (*function) (TufFixture *, gconstpointer))
{
  g_autofree char *sentence = g_strdup_printf ("/feed/tuf/metadata/%s-%s", verb, change->sentence);

  g_test_add (sentence, TufFixture, change, tuf_set_up, function, tuf_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    add ("refuses", &refused[i], test_refused);
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    add ("accepts", &accepted[i], test_accepted);
  g_test_add ("/feed/tuf/metadata/reads-what-is-written", TufFixture, NULL, tuf_set_up, test_values,
              tuf_tear_down);
  return g_test_run ();
}
